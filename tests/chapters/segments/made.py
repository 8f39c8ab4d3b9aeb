"""Answers about groups put together by hand, so that words can be held to the letter."""

from cx.chapters.segments.bought import BOUGHT_FIELDS, BoughtAgainstIntended, BoughtOptions
from cx.chapters.segments.found import (
    GROUP_FIELDS,
    TRIED_FIELDS,
    FoundOptions,
    FoundSegments,
    SearchVerdict,
)
from cx.chapters.segments.rfm import FIFTH_FIELDS, TOGETHER_FIELDS, Rfm, RfmOptions
from cx.chapters.segments.tree import LEAF_FIELDS, SegmentTree, TreeOptions
from tests.chapters.results import scored, table


def bought(
    less: float, more: float, p_adjusted: float = 0.001, intended: float = 30.0
) -> BoughtAgainstIntended:
    rows = [
        {
            "bought": name,
            **scored(
                points,
                difference=1.5 * (points - (less + intended + more) / 3),
                p_adjusted=p_adjusted,
            ),
        }
        for name, points in (("less", less), ("as intended", intended), ("more", more))
    ]
    return BoughtAgainstIntended(
        BoughtOptions(), "NPS", "EUR", table(BOUGHT_FIELDS, rows), 600, 0, 0, 600
    )


def fifths(*points: float, p_adjusted: float = 0.001) -> Rfm:
    """Recency in fifths, the best first."""
    rows = [
        {"dimension": "recency", "fifth": 5 - place, **scored(value, p_adjusted=p_adjusted)}
        for place, value in enumerate(points)
    ]
    together = [
        {"group": name, **scored(value, difference=value - 30, p_adjusted=p_adjusted)}
        for name, value in (("recent", points[0]), ("not recent", points[-1]))
    ]
    return Rfm(
        RfmOptions(), "NPS", "EUR", table(FIFTH_FIELDS, rows), table(TOGETHER_FIELDS, together),
        ("recency",), 1_000, 1_000, 1_000, 0, 0, 0,
        named=True, has_dates=True, has_spend=False, repeated=True,
    )  # fmt: skip


def found_segments(often: float, seldom: float, p_adjusted: float = 0.001) -> FoundSegments:
    rows = [
        {"group": name, **scored(points, difference=points - other, p_adjusted=p)}
        for name, points, other, p in (
            ("Often", often, seldom, p_adjusted),
            ("Seldom", seldom, often, 2 * p_adjusted),
        )
    ]
    groups, tried = table(GROUP_FIELDS, rows), table(TRIED_FIELDS, [])
    return FoundSegments(
        FoundOptions(), "NPS", "EUR", SearchVerdict.FOUND, 2, groups, tried, ("purchases",), None,
        0.01, 0.9, 400, 400, 400, 400,
    )  # fmt: skip


def tree(
    holds: bool = True, n_leaves: int = 2, search: float = -20.0, p_adjusted: float = 0.002
) -> SegmentTree:
    """Search and, at 40 points, Referral; Search is told from the rest where p is small."""
    rows = [
        {"leaf": name, **scored(points, difference=far, p_adjusted=p)}
        for name, points, far, p in (
            ("Referral", 40.0, 40 - search, max(p_adjusted, 0.6)),
            ("Search", search, search - 40, p_adjusted),
        )
    ]
    leaves = table(LEAF_FIELDS, rows if holds and n_leaves > 1 else [])
    p_value = 0.0004 if holds else 0.4
    return SegmentTree(
        TreeOptions(), "NPS", "EUR", holds, n_leaves, p_value, leaves, ((), ()), 10.0, ("Channel",),
        (), 50, 200, 200, 400, 400,
    )  # fmt: skip
