"""All that pages, exports and the command line show of what customers are worth."""

from collections.abc import Iterable
from functools import partial

from cx.chapters.value.at_risk import RevenueAtRisk
from cx.chapters.value.by_group import GroupValues
from cx.chapters.value.charts.by_group import revenue_dots
from cx.chapters.value.charts.lifetime import lifetime_dots
from cx.chapters.value.charts.retention import gain_by_year
from cx.chapters.value.charts.two_truths import band_shares, two_truths
from cx.chapters.value.charts.worth import worth_dots
from cx.chapters.value.earned_growth import EarnedGrowth
from cx.chapters.value.gap_worth import GapWorth
from cx.chapters.value.lifetime import Lifetimes
from cx.chapters.value.purchases import RepeatPurchases
from cx.chapters.value.retention import RetentionWorth
from cx.chapters.value.two_truths import Value
from cx.chapters.value.words import (
    at_risk,
    by_group,
    earned_growth,
    gap_worth,
    lifetime,
    purchases,
    retention,
    worth,
)
from cx.chapters.value.words import two_truths as truths
from cx.chapters.value.worth import Worths
from cx.drawing.exhibit import Exhibit
from cx.text import say
from cx.text.finding import Finding, asked_by, described

PAGE = "value"
PERFORMERS = "performers"  # the page that shows what its gap is worth


def of_truths(value: Value) -> tuple[Exhibit, Exhibit]:
    """Show the score by people and by revenue, and what the bands bring."""
    scores, shares, base = truths.truths(value), truths.bands(value), truths.base(value)
    return (
        Exhibit(
            "value-truths",
            scores,
            value.largest,
            described(say("{name} by people and by revenue.", name=value.net_name), scores),
            partial(two_truths, value),
            truths.reading_truths(value),
            base,
        ).asked_by("value.two_truths", PAGE),
        Exhibit(
            "value-bands",
            shares,
            value.bands,
            described(say("Customers and revenue by band."), shares),
            partial(band_shares, value),
            truths.reading_bands(value),
            base,
        ).asked_by("value.two_truths", PAGE),
    )


def who_carries(value: Value) -> tuple[Finding, ...]:
    """Say how many customers carry the score by revenue."""
    return asked_by("value.two_truths", PAGE, [truths.carriers(value)])


def of_worth(ranked: Worths) -> Exhibit:
    """Show what is worth money in one list; no picture of an empty list."""
    found = worth.named(ranked)
    filled = len(found.lifts) > 0
    said = worth.headline(found)
    return Exhibit(
        "value-worth",
        said,
        found.lifts if filled else None,
        described(say("Worth of each lift in a year."), said),
        partial(worth_dots, found) if filled else None,
        worth.reading(found),
    ).asked_by("value.worth", PAGE)


def revenue_at_risk(risk: RevenueAtRisk) -> tuple[Finding, ...]:
    """Say what excess churn puts at risk."""
    return asked_by("value.at_risk", PAGE, [at_risk.headline(risk)])


def of_lifetimes(lives: Lifetimes) -> Exhibit:
    """Show what a customer of each band is worth over the years."""
    said = lifetime.headline(lives)
    return Exhibit(
        "value-lifetime",
        said,
        lives.bands,
        described(say("Lifetime value by band."), said),
        partial(lifetime_dots, lives),
        lifetime.reading(lives),
    ).asked_by("value.lifetime", PAGE)


def of_groups(groups: GroupValues) -> Exhibit:
    """Show what customers of each group spend."""
    said = by_group.headline(groups)
    return Exhibit(
        "value-groups",
        said,
        groups.groups,
        described(say("Revenue by {column}.", column=groups.column.label), said),
        partial(revenue_dots, groups),
        by_group.reading(groups),
    ).asked_by("value.by_group", PAGE)


def of_purchases(ahead: RepeatPurchases) -> Exhibit:
    """Show what customers of each band are expected to buy, as a table."""
    found = purchases.headline(ahead)
    return Exhibit("value-purchases", found, ahead.bands, found.detail).asked_by(
        "value.purchases", PAGE
    )


def of_retention(kept: RetentionWorth) -> Exhibit:
    """Show what a rise of retention adds, year by year."""
    said = retention.headline(kept)
    return Exhibit(
        "value-retention",
        said,
        kept.years,
        described(say("Gain of each year."), said),
        partial(gain_by_year, kept),
        retention.reading(kept),
    ).asked_by("value.retention", PAGE)


def often_quoted(kept: RetentionWorth) -> tuple[Finding, ...]:
    """Say what would have to be true for 25 to 95 %."""
    return asked_by("value.retention", PAGE, [retention.often_quoted(kept)])


def of_growth(growth: EarnedGrowth) -> Exhibit:
    """Show where the growth of revenue came from, as a table."""
    found = earned_growth.headline(growth)
    return Exhibit("value-growth", found, growth.flows, found.detail).asked_by(
        "value.earned_growth", PAGE
    )


def gap_is_worth(found: GapWorth) -> tuple[Finding, ...]:
    """Say what lifting the worst performers is worth, in points and in money."""
    return asked_by("value.gap_worth", PERFORMERS, gap_worth.findings(found))


def findings(
    truths: Value,
    groups: Iterable[GroupValues] = (),
    *,
    worth: Worths | None = None,
    at_risk: RevenueAtRisk | None = None,
    lifetime: Lifetimes | None = None,
    purchases: RepeatPurchases | None = None,
    retention: RetentionWorth | None = None,
    earned_growth: EarnedGrowth | None = None,
) -> tuple[Finding, ...]:
    """Return all that is said of value, the answer to the page's question first.

    A question that could not be answered is None.
    """
    first, second = of_truths(truths)
    return (
        first.finding,
        second.finding,
        *who_carries(truths),
        *([of_worth(worth).finding] if worth else []),
        *(revenue_at_risk(at_risk) if at_risk else ()),
        *([of_lifetimes(lifetime).finding] if lifetime else []),
        *(of_groups(group).finding for group in groups),
        *([of_purchases(purchases).finding] if purchases else []),
        *([of_retention(retention).finding, *often_quoted(retention)] if retention else []),
        *([of_growth(earned_growth).finding] if earned_growth else []),
    )
