"""Options of the page about purchases."""

from cx.chapters.segments.bought import TOLERANCES, BoughtOptions
from cx.store.responses import Responses
from cx.text import say
from cx.ui.inputs import widgets
from cx.vocabulary import Role


def bought_options(responses: Responses) -> BoughtOptions:
    """Ask how near to the intended spend still counts as intended, where both are known."""
    if not responses.has(Role.SPEND, Role.INTENDED_SPEND):
        return BoughtOptions()
    within = widgets.step(
        say("As intended: within"),
        [round(100 * tolerance) for tolerance in TOLERANCES],
        key="tolerance",
        default=round(100 * BoughtOptions().tolerance),
        format_func=lambda percent: say("{percent} %", percent=percent),
        help=say("How far spend may lie from the intended spend and still count as intended."),
    )
    return BoughtOptions(tolerance=within / 100)
