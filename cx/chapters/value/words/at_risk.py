"""What the revenue at risk says."""

from __future__ import annotations

import math

from cx.chapters.value.at_risk import RevenueAtRisk
from cx.text import numbers
from cx.text.finding import Finding, Tone


def headline(risk: RevenueAtRisk) -> Finding:
    """Say what excess churn puts at risk in a year, measured or as a scenario."""
    band, money = risk.band, risk.currency
    revenue = numbers.money(risk.revenue, money)
    if not risk.measured:
        return Finding(
            f"If {band} leave {_points(risk.excess.value)} more often than all others, "
            f"{numbers.money(risk.money.value, money)} of revenue a year is at risk",
            f"A scenario, without a range: the file does not say who left, so the "
            f"{_points(risk.excess.value)} are assumed. Their revenue is {revenue} a year (n "
            f"{numbers.count(risk.excess.n)} customers with such an answer). A column that says "
            "who churned or renewed would measure it.",
            Tone.CAUTION,
        )
    low, value, high = risk.excess.low, risk.excess.value, risk.excess.high
    n = f"n {numbers.counted(risk.excess.n, 'customer')}{_unknown(risk)}"
    who = f"{band[:1].upper()}{band[1:]}"
    if not (math.isfinite(low) and math.isfinite(high)):
        return Finding(
            f"Whether {band} leave more often cannot be told",
            f"It is not known of enough of them, or of all others, who left ({n}). Their revenue "
            f"is {revenue} a year.",
            Tone.CAUTION,
        )
    if high < 0:
        return Finding(
            f"{who} leave less often than all others, so none of their revenue is at risk for "
            "leaving more",
            f"{who} left {_points(-value)} less often ({numbers.RANGE} {_points(-high)} to "
            f"{_points(-low)}, {n}). Their revenue is {revenue} a year.",
        )
    if low <= 0:
        return Finding(
            f"{who} are not shown to leave more often, so no revenue is shown to be at risk",
            f"Share of {band} who left less that of all others: {_points(value)} ({numbers.RANGE} "
            f"{_points(low)} to {_points(high)}, {n}). Their revenue is {revenue} a year.",
        )
    excess = (
        f"{band} left {_points(value)} more often than all others "
        f"({numbers.RANGE} {_points(low)} to {_points(high)}, {n})"
    )
    if not risk.revenue > 0:
        return Finding(
            f"{who} leave more often, but bring no revenue that could be at risk",
            f"{excess[:1].upper()}{excess[1:]}. Their revenue is {revenue} a year.",
        )
    return Finding(
        f"{numbers.money(risk.money.value, money)} of revenue a year is at risk because {band} "
        "leave more often",
        f"{numbers.RANGE} {numbers.money_range(risk.money.low, risk.money.high, money)}: {excess}; "
        f"their revenue is {revenue} a year. Churn is read as that of one year. It goes with the "
        "answer; nothing says that the answer causes it.",
        Tone.ATTENTION,
    )


def _points(share: float) -> str:
    return f"{numbers.decimal(100 * share, 1)} percentage points"


def _unknown(risk: RevenueAtRisk) -> str:
    return f"; unknown of {numbers.count(risk.n_unknown)}" if risk.n_unknown else ""
