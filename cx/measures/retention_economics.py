"""What is a higher retention rate worth, this year and in the end?

A base of N customers keeps the share r of them each year and wins A new ones, so it tends to
A / (1 - r). "Five points of retention lift profit by 25 to 95 %" (Reichheld & Sasser 1990, HBR;
Reichheld 1996; Reichheld & Schefter 2000, HBR) is about percentage points and about the lifetime
value of a customer, not about this year's profit: hence three numbers, kept apart.

Units: money for each year; rates of 0..1 for each year. Out of scope: what raising retention costs.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from cx.measures.arrays import Floats, floats
from cx.measures.lifetime_value import Form, contractual_value


@dataclass(frozen=True, slots=True)
class RetentionGain:
    """Profit a year, before and after; lifetime value for each customer, before and after."""

    now: float  # profit of a year without the rise, in the first year
    years: tuple[tuple[int, float, float], ...]  # year, profit without and with the rise
    steady: tuple[float, float]  # profit in the end, without and with
    lifetime: tuple[float, float]  # of one customer, without and with


def customers_after(
    customers: float, retention: float, new_customers: float, years: float
) -> float:
    """Return how many customers there are after `years`, with as many new ones each year.

    >>> customers_after(10_000, 0.85, 2_000, 1)
    10500.0
    """
    steady = new_customers / (1 - retention)
    return float(steady + (customers - steady) * retention**years)


def retention_gain(
    customers: float,
    margin: float,
    retention: float,
    rise: float,
    discount: float,
    new_customers: float,
    fixed_cost: float = 0.0,
    form: Form = "B",
    years: tuple[int, ...] = (1, 5),
) -> RetentionGain:
    """Set the profits of a base side by side, without and with the rise of retention.

    Errors: ValueError unless 0 <= retention and retention + rise < 1.
    """
    if not 0 <= retention <= retention + rise < 1:
        raise ValueError("Retention must stay below 100 %, before and after the rise.")
    rates = (retention, retention + rise)

    def profit(rate: float, year: float) -> float:
        there = customers_after(customers, rate, new_customers, year)
        return margin * there - fixed_cost

    first, last = (margin * new_customers / (1 - rate) - fixed_cost for rate in rates)
    before, after = (float(contractual_value(margin, rate, discount, form)) for rate in rates)
    return RetentionGain(
        now=profit(retention, 1),
        years=tuple((year, profit(rates[0], year), profit(rates[1], year)) for year in years),
        steady=(first, last),
        lifetime=(before, after),
    )


def gained_customers(
    retention: ArrayLike, rise: float, years: tuple[int, ...]
) -> tuple[Floats, Floats]:
    """Return how many more there are each year (years, ...) and in the end, per customer of today.

    Those who leave are replaced as long as retention stays as it is, so new ones are 1 - retention.
    In the end there is no limit where the rise passes 100 %: infinite.

    >>> after, steady = gained_customers(0.8, 0.05, (1, 2))
    >>> after.round(4).tolist(), round(float(steady), 4)
    ([0.05, 0.0925], 0.3333)
    """
    rate = floats(retention)
    leave = np.maximum(1 - rate - rise, 0.0)
    with np.errstate(divide="ignore"):
        steady = np.asarray(rise / leave)
    with np.errstate(invalid="ignore"):
        after = [
            np.where(leave > 0, steady * (1 - (1 - leave) ** year), rise * year) for year in years
        ]
    return np.asarray(after), steady


def lifetime_gain(
    retention: float,
    rise: float,
    discount: float = 0.0,
    form: Form = "B",
    growth: float = 0.0,
    acquisition_cost: float = 0.0,
) -> float:
    """Return by what share lifetime value grows; the cost is in margins of the first year.

    >>> round(lifetime_gain(0.75, 0.05), 6)
    0.25
    """
    before, after = (
        float(contractual_value(1.0, rate, discount, form, growth)) - acquisition_cost
        for rate in (retention, retention + rise)
    )
    return after / before - 1


def retention_needed(gain: float, rise: float, discount: float = 0.0) -> float:
    """Return today's retention at which lifetime value (form B) grows by `gain`.

    Above 1 - rise there is no such rate; the number still says how far away it is.

    >>> retention_needed(0.25, 0.05)
    0.75
    """
    return 1 + discount - rise - rise / gain
