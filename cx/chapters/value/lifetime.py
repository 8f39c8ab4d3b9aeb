"""What is a customer of each band worth over the years?

Margin of a year times the contractual formula, form A or B, by band of the answer. Retention is
measured by band where the file says who left, else one assumption for all. The difference between
bands is of those who are in them: who is made content does not become like those who were content
all along, so only a stated part of it is taken to come true. Out of scope: customers without a
contract who buy again and again (see repeat_purchases).
"""

from dataclasses import dataclass
from typing import Annotated

import numpy as np
import pandas as pd

from cx.chapters.value.assumptions import Assumptions
from cx.chapters.value.customers import CLAIMED_AT, read_customers, require_large_bands
from cx.chapters.value.fields import BAND, CUSTOMERS, LIFETIME
from cx.chapters.value.lifetimes import lifetime_of
from cx.measures.lifetime_value import Form
from cx.measures.means import rough_spread
from cx.store.responses import Responses
from cx.text.wording import band_name
from cx.vocabulary import Band, Estimate, Field, Table, Unit


@dataclass(frozen=True, slots=True)
class LifetimeOptions:
    """How lifetime value is computed."""

    assumptions: Assumptions = Assumptions()
    form: Form = "A"  # B counts a first margin today as well
    seed: int = 20_260_101


LIFETIME_FIELDS = (
    BAND,
    CUSTOMERS,
    Field(
        "yearly", Unit.MONEY, "In a year", "Margin of a customer in a year; revenue without one."
    ),
    Field("retention", Unit.SHARE, "Retention", "Share of customers who stay for another year."),
    Field("retention_low", Unit.SHARE, "Retention, from", "Lower end; none when assumed."),
    Field("retention_high", Unit.SHARE, "Retention, to", "Upper end; none when assumed."),
    *LIFETIME,
)


@dataclass(frozen=True, slots=True, eq=False)
class Lifetimes:
    """The answer: lifetime value by band, and the distance between the outer bands."""

    options: LifetimeOptions
    currency: str | None
    bands: Annotated[Table, LIFETIME_FIELDS]  # value of a customer by band
    measured: bool  # whether retention is from the file
    difference: Estimate  # favourable less unfavourable, for each customer
    realised: Estimate  # the part of it that is taken to come true
    n_customers: int
    years: float  # that count
    sure: bool  # whether the difference is beyond luck, with all questions of the page


def value_lifetimes(
    responses: Responses, options: LifetimeOptions = LifetimeOptions()
) -> Lifetimes:
    """Value a customer of each band over the horizon.

    Errors: NotEnoughData without usable spend or with a small band; CxError when an assumption
    cannot be used.
    """
    base = read_customers(responses, options.assumptions)
    require_large_bands(responses, base)
    shares = base.share_of_band
    spread = rough_spread(base.revenue, shares)
    lives = [
        lifetime_of(base, shares[:, place], options.form, options.seed + place, spread)
        for place in range(len(Band))
    ]
    frame = pd.DataFrame(
        {
            "band": [band_name(responses.scale, band) for band in Band],
            "n_customers": shares.sum(axis=0).round(1),
            "yearly": [life.yearly.value for life in lives],
            "retention": [life.retention.value for life in lives],
            "retention_low": [life.retention.low for life in lives],
            "retention_high": [life.retention.high for life in lives],
            "lifetime": [life.value.value for life in lives],
            "lifetime_low": [life.value.low for life in lives],
            "lifetime_high": [life.value.high for life in lives],
        }
    )
    first, last = lives[0], lives[-1]
    drawn = first.draws - last.draws
    low, high = (float(end) for end in np.percentile(drawn, [2.5, 97.5]))
    tail = 50 * (1 - CLAIMED_AT)
    below, above = (float(end) for end in np.percentile(drawn, [tail, 100 - tail]))
    gap, n = first.value.value - last.value.value, first.value.n + last.value.n
    if not (np.isfinite(first.value.low) and np.isfinite(last.value.low)):
        low = high = below = above = np.nan
    share = options.assumptions.realisation
    return Lifetimes(
        options=options,
        currency=base.currency,
        bands=Table(frame, LIFETIME_FIELDS),
        measured=base.has_churn,
        difference=Estimate(gap, low, high, n),
        realised=Estimate(share * gap, share * low, share * high, n),
        n_customers=base.n,
        years=options.assumptions.horizon_years,
        sure=below > 0 or above < 0,
    )
