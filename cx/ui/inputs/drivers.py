"""Options of the drivers."""

from collections.abc import Sequence

from cx.chapters.drivers.boosting import BoostingOptions
from cx.chapters.drivers.interactions import InteractionOptions
from cx.chapters.drivers.methods import Method
from cx.chapters.drivers.penalty_reward import PenaltyRewardOptions
from cx.chapters.drivers.ranking import DriverOptions, DriverRanking, rank_drivers
from cx.chapters.drivers.words.ranking import method_name
from cx.store.responses import Responses
from cx.text import numbers, say
from cx.ui.asking import ask
from cx.ui.inputs import widgets
from cx.ui.show import escape


def driver_options(responses: Responses) -> DriverOptions:
    """Ask whether drivers that are the outcome in other words take part, where there are any."""
    alike = ask(rank_drivers, responses, DriverOptions()).outcome_like
    if not alike:
        return DriverOptions()
    return DriverOptions(include_outcome_like=wants_alike(alike))


def wants_alike(alike: Sequence[str]) -> bool:
    """Ask whether these drivers, which are the outcome in other words, take part."""
    return widgets.switch(
        escape(say("Include {names}", names=numbers.listed(alike))),
        key="alike",
        help=say("They ask for the outcome in other words and take importance from the others."),
    )


def penalty_options(chosen: DriverOptions) -> PenaltyRewardOptions:
    """Contrast the drivers that are ranked."""
    return PenaltyRewardOptions(include_outcome_like=chosen.include_outcome_like)


def interaction_options(chosen: DriverOptions) -> InteractionOptions:
    """Compare the drivers that are ranked."""
    return InteractionOptions(include_outcome_like=chosen.include_outcome_like)


def boosting_options(chosen: DriverOptions) -> BoostingOptions:
    """Check the drivers that are ranked."""
    return BoostingOptions(include_outcome_like=chosen.include_outcome_like)


def wants_boosting() -> bool:
    """Ask whether the slow check with trees is to run."""
    return widgets.switch(
        say("Check with gradient-boosted trees"),
        key="trees",
        help=say("A few seconds: would a model that bends and combines drivers predict better?"),
    )


def driver_method(ranking: DriverRanking) -> Method:
    """Ask by which method importance is shown; all are there already."""
    others = (other.method for other in ranking.alternatives)
    methods = {method.name.lower(): method for method in (ranking.method, *others)}
    names = {key: method_name(method) for key, method in methods.items()}
    return methods[
        widgets.segmented(say("Importance by"), names, key="method", default=next(iter(names)))
    ]
