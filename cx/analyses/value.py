"""Is the score that of the people, or that of the money?

Two truths side by side: every customer counts once, or by what he spends (revenue-weighted NPS,
Bhaskaran 2017). Both are means over the same customers, so their difference has an interval of its
own (ratio estimators, Taylor errors; Cochran 1977). A few customers may carry the second one:
Kish's effective n, the share of the largest ten, the score with weights capped at five times their
mean, and the score without each of the largest ten say how far. Out of scope: customers who did not
answer.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import special

from cx.analyses.assumptions import Assumptions
from cx.analyses.counts import CONFIDENCE, net_estimate
from cx.analyses.customers import (
    BANDS,
    CustomerBase,
    YearsFrom,
    purchase_mean,
    read_customers,
    weighted_mean,
)
from cx.measures.arrays import Floats, ratio
from cx.measures.net_score import weighted_net_score
from cx.measures.revenue_weights import CAP, capped, largest_share, n_carrying, without_each
from cx.store.customers import BAND
from cx.store.responses import Responses
from cx.vocabulary import Band, Estimate, Field, Table, Unit

LARGEST = 10


@dataclass(frozen=True, slots=True)
class ValueOptions:
    """What the value of customers rests on."""

    assumptions: Assumptions = Assumptions()


BAND_FIELDS = (
    Field("band", Unit.TEXT, "Band", "Favourable, neutral or unfavourable."),
    Field(
        "n_customers",
        Unit.COUNT,
        "Customers",
        "How many customers the row rests on.",
    ),
    Field(
        "people_share",
        Unit.SHARE,
        "Share of customers",
        "The group's share of all customers grouped here.",
    ),
    Field("revenue", Unit.MONEY, "Revenue in a year", "Revenue of these customers in a year."),
    Field("revenue_share", Unit.SHARE, "Share of revenue", "Share of the spend in the file."),
    Field(
        "mean_revenue",
        Unit.MONEY,
        "Revenue for each customer",
        "Mean revenue of a customer in a year.",
    ),
    Field("mean_revenue_low", Unit.MONEY, "Revenue, from", "Lower end of the 95 % interval."),
    Field("mean_revenue_high", Unit.MONEY, "Revenue, to", "Upper end of the 95 % interval."),
    Field(
        "mean_purchase", Unit.MONEY, "Average transaction", "Mean amount above 0, refunds left out."
    ),
    Field("mean_purchase_low", Unit.MONEY, "Transaction, from", "Lower end of the 95 % interval."),
    Field("mean_purchase_high", Unit.MONEY, "Transaction, to", "Upper end of the 95 % interval."),
)
LARGEST_FIELDS = (
    Field("place", Unit.COUNT, "Place", "Place among the customers by revenue, the largest first."),
    Field("largest_share", Unit.SHARE, "Share held", "Share of all revenue that this one has."),
    Field("score", Unit.POINTS, "Own score", "Mean of the customer's own answers, in points."),
    Field(
        "without_points",
        Unit.POINTS,
        "Score without",
        "Net score by revenue if this customer had not answered.",
    ),
)


@dataclass(frozen=True, slots=True, eq=False)
class Value:
    """The answer: the score by people and by revenue, and what carries the second."""

    options: ValueOptions
    net_name: str
    currency: str | None
    people: Estimate  # points; each customer counts once
    revenue: Estimate  # points; each customer counts by revenue
    difference: Estimate  # by revenue less by people, points
    effective_n: float  # Kish
    capped_points: float  # by revenue, no weight above CAP times the mean
    cap: float
    n_capped: int
    largest_ten_share: float  # 0..1 of the revenue
    n_half: int  # customers who bring half of the revenue
    without_low: float  # by revenue, without the one of the largest ten that lifts it most, points
    without_high: float
    largest: Table  # the ten largest, by place alone
    bands: Table
    n_customers: int
    n_weighted: int  # with revenue above 0
    n_answers: int
    each_answer: bool
    repeated_spend: bool
    total_revenue: float  # in a year, of the customers in the file
    covered_share: float  # of the company's revenue; NaN unless that is stated
    years: float
    years_from: YearsFrom
    n_refunds: int
    refunds: float
    n_below: int  # customers whose refunds exceed what they paid
    n_unpriced: int


def value_customers(responses: Responses, options: ValueOptions = ValueOptions()) -> Value:
    """Set the score by people beside the score by revenue.

    Errors: NotEnoughData without usable spend; CxError when an assumption cannot be used.
    """
    base = read_customers(responses, options.assumptions)
    # Nobody counts less than not at all: more refunds than purchases weigh nothing.
    weights = np.maximum(base.revenue, 0.0)
    by_revenue = _weighted_points(base.score, weights)
    found = weighted_net_score(base.score, weights)
    winsorised = capped(weights)
    largest, without = without_each(base.score, weights, LARGEST)
    total = float(weights.sum())
    stated = options.assumptions.total_revenue
    return Value(
        options=options,
        net_name=responses.scale.net_name,
        currency=base.currency,
        people=_by_people(base),
        revenue=by_revenue,
        difference=_difference(base.score, weights),
        effective_n=found.effective_n,
        capped_points=100 * weighted_net_score(base.score, winsorised).value,
        cap=CAP,
        n_capped=int((weights > winsorised).sum()),
        largest_ten_share=largest_share(weights, LARGEST),
        n_half=n_carrying(weights),
        without_low=_extreme(min, without),
        without_high=_extreme(max, without),
        largest=_largest(base, weights, largest / total, without),
        bands=_bands(responses, base),
        n_customers=base.n,
        n_weighted=int((weights > 0).sum()),
        n_answers=base.n_answers,
        each_answer=base.each_answer,
        repeated_spend=base.repeated_spend,
        total_revenue=float(base.revenue.sum()),
        covered_share=min(1.0, total / stated) if stated and not responses.filters else math.nan,
        years=base.years,
        years_from=base.years_from,
        n_refunds=base.n_refunds,
        refunds=base.refunds,
        n_below=int((base.revenue < 0).sum()),
        n_unpriced=base.n_unpriced,
    )


def _by_people(base: CustomerBase) -> Estimate:
    """Score the customers, each once; the score interval where each answered once."""
    if base.each_answer:
        favourable, _, unfavourable = (float(count) for count in base.share_of_band.sum(axis=0))
        return net_estimate(favourable, unfavourable, base.n)
    return _weighted_points(base.score, np.ones(base.n))


def _weighted_points(scores: Floats, weights: Floats) -> Estimate:
    """Return a weighted net score in points with Student's interval, within -100 and 100."""
    part = weights > 0
    found, n = weighted_net_score(scores[part], weights[part]), int(part.sum())
    return _points(found.value, found.standard_error, n, 1.0)


def _difference(scores: Floats, weights: Floats) -> Estimate:
    """Return the score by weights less the score by people; both share the customers."""
    n = len(scores)
    by_weight, by_people = float(weights @ scores / weights.sum()), float(scores.mean())
    pull = weights * (scores - by_weight) / weights.sum() - (scores - by_people) / n
    error = math.sqrt(n / (n - 1) * float(pull @ pull)) if n > 1 else math.nan
    return _points(by_weight - by_people, error, n, 2.0)


def _points(value: float, error: float, n: int, most: float) -> Estimate:
    reach = float(special.stdtrit(n - 1, 0.5 + CONFIDENCE / 2)) * error if n > 1 else math.nan
    low, high = max(value - reach, -most), min(value + reach, most)
    return Estimate(
        100 * value,
        100 * low if n > 1 else math.nan,
        100 * high if n > 1 else math.nan,
        n,
    )


def _extreme(pick: Callable[..., float], without: Floats) -> float:
    return 100 * pick((float(score) for score in without if np.isfinite(score)), default=math.nan)


def _largest(base: CustomerBase, weights: Floats, shares: Floats, without: Floats) -> Table:
    order = np.argsort(-weights, kind="stable")[:LARGEST]
    frame = pd.DataFrame(
        {
            "place": np.arange(1, len(order) + 1),
            "largest_share": shares,
            "score": 100 * base.score[order],
            "without_points": 100 * without,
        }
    )
    return Table(frame[shares > 0], LARGEST_FIELDS)


def _bands(responses: Responses, base: CustomerBase) -> Table:
    shares, revenue = base.share_of_band, base.revenue
    purchases = _purchases_by_band(responses, base)
    rows = []
    for place, band in enumerate(Band):
        mean = weighted_mean(revenue, shares[:, place])
        bought = purchases[place]
        of_band = float(shares[:, place] @ revenue)
        rows.append(
            {
                "band": responses.scale.band_name(band),
                "n_customers": round(float(shares[:, place].sum()), 1),
                "people_share": float(shares[:, place].mean()),
                "revenue": of_band,
                "revenue_share": float(ratio(of_band, revenue.sum())),
                "mean_revenue": mean.value,
                "mean_revenue_low": mean.low,
                "mean_revenue_high": mean.high,
                "mean_purchase": bought.value,
                "mean_purchase_low": bought.low,
                "mean_purchase_high": bought.high,
            }
        )
    return Table(pd.DataFrame(rows), BAND_FIELDS)


def _purchases_by_band(responses: Responses, base: CustomerBase) -> list[Estimate]:
    """Return the mean amount in each band; unknown where the spend is not of single purchases."""
    if base.repeated_spend:
        return [Estimate(math.nan, math.nan, math.nan, 0) for _ in BANDS]
    by_band = responses.customers(BAND)
    return [purchase_mean(by_band[by_band[BAND] == place]) for place in range(len(BANDS))]
