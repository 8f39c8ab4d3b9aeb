"""What the revenue at risk says."""

from __future__ import annotations

from cx.analyses.revenue_at_risk import RevenueAtRisk
from cx.words import numbers
from cx.words.finding import Finding, Tone


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
    excess = (
        f"{band} left {_points(risk.excess.value)} more often than all others "
        f"({numbers.RANGE} {_points(risk.excess.low)} to {_points(risk.excess.high)}, n "
        f"{numbers.counted(risk.excess.n, 'customer')}{_unknown(risk)})"
    )
    if risk.excess.low <= 0:
        return Finding(
            f"{band[:1].upper()}{band[1:]} are not shown to leave more often, so no revenue is "
            "shown to be at risk",
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
