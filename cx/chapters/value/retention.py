"""What are five points of retention worth on this base?

Three numbers that are often taken for one: the margin of next year, that of the steady state, and
the lifetime value of a customer; and what would have to be true for "25 to 95 %" (Reichheld &
Schefter 2000, after Reichheld & Sasser 1990 and Reichheld 1996). Customers who leave are taken to
be replaced: the base neither grows nor shrinks without the rise. Ranges come from seeded draws of
both the margin of a customer and the retention, where it is measured: what is gained in the end
hangs on how few leave already.
Out of scope: what raising retention costs, and growing margins.
"""

import math
from dataclasses import dataclass
from typing import Annotated

import numpy as np
import pandas as pd

from cx.chapters.value.assumptions import Assumptions
from cx.chapters.value.customers import (
    CustomerBase,
    read_customers,
    relative_error,
    times,
    weighted_mean,
)
from cx.chapters.value.lifetimes import DRAWS, drawn_retention, retention_of
from cx.measures.arrays import Floats
from cx.measures.lifetime_value import contractual_value
from cx.measures.retention_economics import (
    customers_after,
    gained_customers,
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
    seed: int = 20_260_101


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
    # limits of `steady_share`; NaN where retention is assumed, and infinite where measured
    # retention may be so high that the rise passes 100 %
    steady_share_limits: tuple[float, float]
    lifetime_gain_limits: tuple[float, float]  # of `lifetime_gain_share`, likewise


def value_retention(
    responses: Responses, options: RetentionOptions = RetentionOptions()
) -> RetentionWorth:
    """Value a rise of retention.

    Errors: NotEnoughData without usable spend, or when the rise would pass 100 %.
    """
    return retention_worth(read_customers(responses, options.assumptions), options)


def retention_worth(base: CustomerBase, options: RetentionOptions) -> RetentionWorth:
    """Value a rise of retention of these customers; errors as `value_retention`."""
    assumed, rise = options.assumptions, options.rise
    everybody = np.ones(base.n)
    retention, left, n_known = retention_of(base, everybody)
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
    random = np.random.default_rng(options.seed)
    money = yearly.value * np.exp(relative_error(yearly) * random.standard_normal(DRAWS))
    kept = drawn_retention(retention, left, n_known, random)
    gained, in_the_end = gained_customers(kept, rise, YEARS)
    low, high = _limits(customers * gained * money)
    steady_low, steady_high = _limits(customers * in_the_end * money)
    frame = pd.DataFrame(
        {
            "year": YEARS,
            "customers_without": [customers_after(customers, rate, new, year) for year in YEARS],
            "customers_with": [after for _, _, after in counted.years],
            "gain": more * yearly.value,
            "gain_low": low,
            "gain_high": high,
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
        steady=Estimate(settled * yearly.value, float(steady_low), float(steady_high), yearly.n),
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
        steady_share_limits=_of_retention(in_the_end, n_known),
        lifetime_gain_limits=_of_retention(
            _lifetime_gains(kept, rise, assumed.discount_rate), n_known
        ),
    )


def _limits(draws: Floats) -> tuple[Floats, Floats]:
    """Return the 95 % limits over the last axis; NaN where the money has no range."""
    low, high = np.percentile(draws, [2.5, 97.5], axis=-1, method="nearest")
    return np.asarray(low), np.asarray(high)


def _of_retention(draws: Floats, n_known: float) -> tuple[float, float]:
    if not n_known:
        return math.nan, math.nan
    low, high = _limits(draws)
    return float(low), float(high)


def _lifetime_gains(kept: Floats, rise: float, discount: float) -> Floats:
    """Return by what share the lifetime value grows at each retention; infinite past 100 %."""
    possible = kept + rise < 1
    gains = np.full(len(kept), np.inf)
    rates = kept[possible]
    before, after = (contractual_value(1.0, rate, discount, "B") for rate in (rates, rates + rise))
    gains[possible] = after / before - 1
    return gains


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
