"""All that pages, exports and the command line show of groups of responses and customers."""

from collections.abc import Iterator
from functools import partial

from cx.chapters.segments.bought import BoughtAgainstIntended
from cx.chapters.segments.charts.comparison import margin_dots, score_grid
from cx.chapters.segments.charts.expectations import share_bars, slope_dots
from cx.chapters.segments.charts.found import leaf_dots, search_bars, segment_dots
from cx.chapters.segments.charts.purchases import bought_dots, fifth_dots, together_dots
from cx.chapters.segments.comparison import Segments
from cx.chapters.segments.expectations import Expectations
from cx.chapters.segments.found import FoundSegments
from cx.chapters.segments.rfm import Rfm
from cx.chapters.segments.tree import SegmentTree
from cx.chapters.segments.words import bought, comparison, expectations, found, rfm, tree
from cx.drawing.exhibit import Exhibit
from cx.text.finding import Finding, asked_by, described

COMPARISON = ("segments.comparison", "segments")
EXPECTATIONS = ("segments.expectations", "expectations")
BOUGHT = ("segments.bought", "purchases")
RFM = ("segments.rfm", "purchases")
FOUND = ("segments.found", "found")
TREE = ("segments.tree", "found")
alt = partial(described, "")  # the finding says all that the picture shows


def largest(segments: Segments) -> Finding:
    """Say how far apart the groups are of the column whose groups lie furthest apart."""
    (said,) = asked_by(*COMPARISON, [comparison.largest(segments)])
    return said


def offered_merge(segments: Segments) -> str:
    """Offer to merge groups that are too small; empty where there is nothing to merge."""
    return comparison.merge(segments)


def of_cells(segments: Segments) -> Exhibit:
    """Show the score of every combination; its picture reports clicks."""
    return Exhibit(
        "segments-grid",
        comparison.cells(segments),
        segments.cells,
        comparison.alt_grid(segments),
        partial(score_grid, segments),
        comparison.reading_grid(segments),
        comparison.missing(segments),
    ).asked_by(*COMPARISON)


def of_margins(segments: Segments, target_points: float | None = None) -> tuple[Exhibit, ...]:
    """Show the scores of the one or two columns that cross."""
    return tuple(
        Exhibit(
            f"segments-{column.name}",
            comparison.margin(column, scores),
            scores,
            comparison.alt_margin(column, scores),
            partial(
                margin_dots, scores, segments.net.value, segments.scale.net_name, target_points
            ),
            comparison.reading_margin(scores),
        ).asked_by(*COMPARISON)
        for column, scores in comparison.margins(segments)
    )


def margins_against_target(
    segments: Segments, target_points: float | None
) -> tuple[tuple[Finding, ...], ...]:
    """Say for each column that crosses how its groups stand to the target, if there is one."""
    return tuple(
        asked_by(*COMPARISON, comparison.against_target(column, scores, target_points))
        for column, scores in comparison.margins(segments)
    )


def how_often_exceeded(answer: Expectations) -> tuple[Finding, ...]:
    """Say how often expectations are exceeded and missed."""
    return asked_by(*EXPECTATIONS, [expectations.overall(answer)])


def of_expectations(
    answer: Expectations, target_points: float | None = None
) -> tuple[Exhibit, ...]:
    """Show what a gain and a miss go with, then the shares by every category."""
    weight = expectations.slopes(answer)
    slopes = Exhibit(
        "expectations-slopes",
        weight,
        answer.slopes,
        alt(weight),
        partial(slope_dots, answer, target_points),
        expectations.reading_slopes(answer, target_points),
        expectations.left_out(answer),
    )
    shares = (
        Exhibit(
            f"expectations-{column.name}",
            said,
            table,
            alt(said),
            partial(share_bars, table),
            expectations.reading(),
            expectations.left_out(answer),
        )
        for column, table in answer.segments
        for said in [expectations.segment(column, table)]
    )
    return tuple(exhibit.asked_by(*EXPECTATIONS) for exhibit in (slopes, *shares))


def of_bought(answer: BoughtAgainstIntended, target_points: float | None = None) -> Exhibit:
    """Show the scores of those who bought less than, as and more than intended."""
    said = bought.against_intention(answer)
    return Exhibit(
        "purchases-bought",
        said,
        answer.groups,
        alt(said),
        partial(bought_dots, answer, target_points),
        bought.reading(answer),
        bought.left_out(answer),
    ).asked_by(*BOUGHT)


def of_rfm(answer: Rfm, target_points: float | None = None) -> tuple[Exhibit, ...]:
    """Show the scores by recency, frequency and spend, then by all of them together."""
    said = rfm.dimensions(answer)
    base = rfm.what_is_missing(answer)
    fifths = Exhibit(
        "purchases-rfm",
        said,
        answer.fifths,
        alt(said),
        partial(fifth_dots, answer, target_points),
        rfm.reading_dimensions(),
        base,
    ).asked_by(*RFM)
    if not len(answer.together):
        return (fifths,)
    together = rfm.together(answer)
    combinations = Exhibit(
        "purchases-together",
        together,
        answer.together,
        alt(together),
        partial(together_dots, answer, target_points),
        rfm.reading_together(),
        base,
    ).asked_by(*RFM)
    return fifths, combinations


def kinds(answer: FoundSegments) -> tuple[Finding, ...]:
    """Say how many kinds of customers there are, or that there are none."""
    return asked_by(*FOUND, [found.kinds(answer)])


def of_found(answer: FoundSegments, target_points: float | None = None) -> tuple[Exhibit, ...]:
    """Show the scores of found groups, where there are any, then how they were looked for."""
    scores, tried = found.scores(answer), found.tried(answer)
    base = found.how_many(answer)
    groups = Exhibit(
        "found-segments",
        scores,
        answer.groups,
        alt(scores),
        partial(segment_dots, answer, target_points),
        found.reading_scores(),
        base,
    )
    search = Exhibit(
        "found-tried",
        tried,
        answer.tried,
        alt(tried),
        partial(search_bars, answer),
        found.reading_tried(answer),
        base,
    )
    shown = (groups, search) if len(answer.groups) else (search,)
    return tuple(exhibit.asked_by(*FOUND) for exhibit in shown)


def of_tree(answer: SegmentTree, target_points: float | None = None) -> Exhibit:
    """Show the groups found by splitting; no picture where no split holds."""
    said = tree.splits(answer)
    holds = len(answer.leaves) > 0
    return Exhibit(
        "found-tree",
        said,
        answer.leaves if holds else None,
        alt(said),
        partial(leaf_dots, answer, target_points) if holds else None,
        tree.reading(answer),
        tree.inputs(answer),
    ).asked_by(*TREE)


def findings(
    *answers: Segments | Expectations | BoughtAgainstIntended | Rfm | FoundSegments | SegmentTree,
    target_points: float | None = None,
) -> tuple[Finding, ...]:
    """Return all that is said of the answers given, that to its page's question first in each."""
    return tuple(said for answer in answers for said in _said(answer, target_points))


def _said(
    answer: Segments | Expectations | BoughtAgainstIntended | Rfm | FoundSegments | SegmentTree,
    target_points: float | None,
) -> Iterator[Finding]:
    match answer:
        case Segments():
            yield of_cells(answer).finding
            yield from _of(of_margins(answer))
            for said in margins_against_target(answer, target_points):
                yield from said
        case Expectations():
            yield from how_often_exceeded(answer)
            yield from _of(of_expectations(answer))
        case BoughtAgainstIntended():
            yield of_bought(answer).finding
        case Rfm():
            yield from _of(of_rfm(answer))
        case FoundSegments():
            yield from kinds(answer)
            yield from _of(of_found(answer))
        case SegmentTree():
            yield of_tree(answer).finding


def _of(exhibits: tuple[Exhibit, ...]) -> Iterator[Finding]:
    return (exhibit.finding for exhibit in exhibits)
