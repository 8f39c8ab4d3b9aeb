"""What are five points of retention worth on this base?

Three numbers that are often taken for one: the margin of next year, that of the steady state, and
the lifetime value of a customer; and what would have to be true for "25 to 95 %" (Reichheld &
Schefter 2000, after Reichheld & Sasser 1990 and Reichheld 1996). Customers who leave are taken to
be replaced: the base neither grows nor shrinks without the rise.
Out of scope: what raising retention costs, and growing margins.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np
import pandas as pd

from cx.chapters.value.assumptions import Assumptions
from cx.chapters.value.customers import read_customers, times, weighted_mean
from cx.chapters.value.lifetimes import retention_of
from cx.measures.retention_economics import (
    customers_after,
    lifetime_gain,
    retention_gain,
    retention_needed,
)
from cx.problems import NotEnoughData, Problem, stops
from cx.store.responses import Responses
from cx.text import numbers, say
from cx.vocabulary import Estimate, Field, Table, Unit, range_ends

YEARS = (1, 2, 3, 4, 5)
OFTEN_QUOTED = (0.25, 0.95)


@dataclass(frozen=True, slots=True)
class RetentionOptions:
    """How much retention rises, and what the money rests on."""

    assumptions: Assumptions = Assumptions()
    rise: float = 0.05  # of the share kept: points, not per cent of it


YEAR_FIELDS = (
    Field("year", Unit.COUNT, "Year", "Years from now."),
    Field(
        "customers_without",
        Unit.COUNT,
        "Customers as it is",
        "Customers when retention stays as it is.",
    ),
    Field("customers_with", Unit.COUNT, "Customers with the rise", "Customers with the rise."),
    Field(
        "gain", Unit.MONEY, "Gain in the year", "Margin of the year with the rise, less without."
    ),
    *range_ends("gain", Unit.MONEY, "Gain,"),
    Field(
        "gain_share", Unit.SHARE, "Gain as a share", "Gain over the margin of the year as it is."
    ),
)


@dataclass(frozen=True, slots=True, eq=False)
class RetentionWorth:
    """The answer: what the rise adds each year, in the end, and to a customer's lifetime value."""

    options: RetentionOptions
    currency: str | None
    retention: Estimate  # measured, or assumed (then without limits)
    measured: bool
    customers: float  # whom it is counted for
    yearly: Estimate  # margin (or revenue) of a customer in a year
    years: Annotated[Table, YEAR_FIELDS]  # gain, year by year
    steady: Estimate  # gain in a year once the base has settled
    steady_share: float  # of the yearly margin
    lifetime_gain_share: float  # of a customer's lifetime value, form B, without horizon
    undiscounted_gain_share: float  # likewise, without discounting
    needed: tuple[tuple[float, float, float], ...]  # gain, retention undiscounted, at the rate


def value_retention(
    responses: Responses, options: RetentionOptions = RetentionOptions()
) -> RetentionWorth:
    """Value a rise of retention.

    Errors: NotEnoughData without usable spend, or when the rise would pass 100 %.
    """
    base = read_customers(responses, options.assumptions)
    assumed, rise = options.assumptions, options.rise
    everybody = np.ones(base.n)
    retention, _, _ = retention_of(base, everybody)
    rate = retention.value
    if not rate + rise < 1:
        raise NotEnoughData(_no_room(rate, rise))
    revenue = weighted_mean(base.revenue, everybody)
    yearly = times(revenue, base.margin)
    customers = base.n * base.scale
    new = customers * (1 - rate)
    # With a margin of 1 the profits are customers; money and its range are put on afterwards.
    counted = retention_gain(customers, 1.0, rate, rise, assumed.discount_rate, new, years=YEARS)
    more = np.array([after - before for _, before, after in counted.years])
    frame = pd.DataFrame(
        {
            "year": YEARS,
            "customers_without": [customers_after(customers, rate, new, year) for year in YEARS],
            "customers_with": [after for _, _, after in counted.years],
            "gain": more * yearly.value,
            "gain_low": more * yearly.low,
            "gain_high": more * yearly.high,
            "gain_share": more / np.array([before for _, before, _ in counted.years]),
        }
    )
    settled = counted.steady[1] - counted.steady[0]
    return RetentionWorth(
        options=options,
        currency=base.currency,
        retention=retention,
        measured=base.has_churn,
        customers=customers,
        yearly=yearly,
        years=Table(frame, YEAR_FIELDS),
        steady=times(yearly, settled),
        steady_share=settled / counted.steady[0],
        lifetime_gain_share=lifetime_gain(rate, rise, assumed.discount_rate),
        undiscounted_gain_share=lifetime_gain(rate, rise),
        needed=tuple(
            (
                gain,
                retention_needed(gain, rise),
                retention_needed(gain, rise, assumed.discount_rate),
            )
            for gain in OFTEN_QUOTED
        ),
    )


def _no_room(rate: float, rise: float) -> Problem:
    return stops(
        "no_room",
        "retention",
        say(
            "Retention is {rate} already; {rise} points more would pass 100 %.",
            rate=numbers.percent(rate, 1),
            rise=f"{100 * rise:g}",
        ),
        say("Choose a smaller rise."),
    )
