"""All that pages, exports and the command line show of the drivers."""

from collections.abc import Iterable
from functools import partial

from cx.chapters.drivers.boosting import BoostedCheck
from cx.chapters.drivers.charts.boosting import permutation_bars
from cx.chapters.drivers.charts.interactions import group_dots
from cx.chapters.drivers.charts.penalty_reward import penalty_reward_bars
from cx.chapters.drivers.charts.ranking import importance_bars, importance_performance_map
from cx.chapters.drivers.interactions import DriverInteractions
from cx.chapters.drivers.penalty_reward import PenaltiesAndRewards
from cx.chapters.drivers.ranking import DriverRanking
from cx.chapters.drivers.words import boosting, interactions, penalty_reward, ranking
from cx.drawing.exhibit import Exhibit
from cx.text.finding import Finding, asked_by

PAGE = "drivers"


def of_ranking(ranked: DriverRanking) -> tuple[Exhibit, Exhibit]:
    """Show importance with its ranges, and where to start."""
    base = ranking.left_out(ranked)
    return (
        Exhibit(
            "drivers-importance",
            ranking.top(ranked),
            ranked.drivers,
            ranking.alt_bars(ranked),
            partial(importance_bars, ranked),
            ranking.reading_bars(ranked),
            base,
        ).asked_by("drivers.ranking", PAGE),
        Exhibit(
            "drivers-map",
            ranking.start(ranked),
            ranked.drivers,
            ranking.alt_map(ranked),
            partial(importance_performance_map, ranked),
            ranking.reading_map(ranked),
            base,
        ).asked_by("drivers.ranking", PAGE),
    )


def trust_in(ranked: DriverRanking) -> tuple[Finding, ...]:
    """Say how far the ranking can be trusted."""
    return asked_by("drivers.ranking", PAGE, [ranking.verdict(ranked)])


def beside_ranking(ranked: DriverRanking) -> tuple[Finding, ...]:
    """Say which drivers lead, and what not to trust."""
    said = [*ranking.leaders(ranked), *ranking.cautions(ranked)]
    return asked_by("drivers.ranking", PAGE, said)


def of_penalties(contrast: PenaltiesAndRewards, *, trusted: bool) -> Exhibit:
    """Show what low and high ratings go with; no kinds where the ranking cannot be trusted."""
    shown = contrast if trusted else contrast.without_kinds()
    return Exhibit(
        "drivers-penalty-reward",
        penalty_reward.kinds(contrast, trusted=trusted),
        shown.drivers,
        penalty_reward.alt(shown),
        partial(penalty_reward_bars, shown),
        penalty_reward.reading(shown),
    ).asked_by("drivers.penalty_reward", PAGE)


def of_groups(found: DriverInteractions) -> tuple[Exhibit, ...]:
    """Show drivers by group, for each category in which they matter differently."""
    return tuple(
        Exhibit(
            f"drivers-by-group-{place}",
            interactions.differs(found, category),
            table,
            interactions.alt(category, table),
            partial(group_dots, table),
            interactions.reading(table),
        ).asked_by("drivers.interactions", PAGE)
        for place, (category, table) in enumerate(found.by_group)
    )


def alike_in_groups(found: DriverInteractions) -> tuple[Finding, ...]:
    """Say that drivers matter alike in all groups, where no difference was found."""
    return asked_by("drivers.interactions", PAGE, interactions.alike(found))


def of_boosting(check: BoostedCheck) -> Exhibit:
    """Show what trees see that straight lines do not; no picture where that is nothing."""
    return Exhibit(
        "drivers-trees",
        boosting.verdict(check),
        check.drivers if check.better else None,
        boosting.alt(check),
        partial(permutation_bars, check) if check.better else None,
        boosting.reading(check),
    ).asked_by("drivers.boosting", PAGE)


def findings(
    ranked: DriverRanking,
    contrast: PenaltiesAndRewards,
    by_group: DriverInteractions,
    check: BoostedCheck | None = None,
) -> tuple[Finding, ...]:
    """Return all that is said of the drivers, the answer to the page's question first."""
    shown = [
        *of_ranking(ranked),
        of_penalties(contrast, trusted=ranked.trusted),
        *of_groups(by_group),
        *([of_boosting(check)] if check else []),
    ]
    return (
        *_found(shown[:2]),
        *trust_in(ranked),
        *beside_ranking(ranked),
        *_found(shown[2:]),
        *alike_in_groups(by_group),
    )


def _found(exhibits: Iterable[Exhibit]) -> tuple[Finding, ...]:
    return tuple(exhibit.finding for exhibit in exhibits)
