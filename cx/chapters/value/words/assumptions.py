"""What is assumed, in words that stand beside every figure in money."""

from __future__ import annotations

from cx.chapters.value.assumptions import Assumptions
from cx.text import numbers


def money_noun(assumptions: Assumptions) -> str:
    """Say what amounts are: margin where one is stated, else revenue."""
    return "revenue" if assumptions.margin is None else "margin"


def stated(assumptions: Assumptions) -> str:
    """Say in one line what every figure in money rests on besides the data."""
    margin = (
        "no margin stated, so money is revenue"
        if assumptions.margin is None
        else f"margin {numbers.percent(assumptions.margin)} of revenue"
    )
    parts = [
        margin,
        f"discount rate {numbers.percent(assumptions.discount_rate, 1)} a year",
        f"horizon {years(assumptions.horizon_years)}",
        f"{numbers.percent(assumptions.realisation)} of a lift comes true",
        f"retention {numbers.percent(assumptions.retention, 1)} a year where it is not measured",
    ]
    if assumptions.customers is not None:
        parts.append(f"the file stands for {numbers.counted(assumptions.customers, 'customer')}")
    return f"Assumed: {'; '.join(parts)}."


def years(value: float) -> str:
    """Write a number of years: 1 year, 2.5 years."""
    written = f"{value:.1f}".removesuffix(".0")
    return f"{written} {'year' if written == '1' else 'years'}"
