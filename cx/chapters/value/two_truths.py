"""Is the score that of the people, or that of the money?

Two truths side by side: every customer counts once, or by what he spends (revenue-weighted NPS,
Bhaskaran 2017). Both are means over the same customers, so their difference has an interval of its
own (see measures.revenue_weights: half-way between the jackknife and equal spread, with the degrees
of freedom of the effective n). A few customers may carry the second one:
Kish's effective n, the share of the largest, the score with weights capped at five times their
mean, and the score without the largest together say how far. None of them may give away what one
customer answered: they are hidden where they would, or rest on fewer than the threshold. Out of
scope: customers who did not answer.
"""

import math
from dataclasses import dataclass, replace
from typing import Annotated

import numpy as np
import pandas as pd

from cx.chapters.value.assumptions import Assumptions
from cx.chapters.value.customers import (
    BANDS,
    CLAIMED_AT,
    CustomerBase,
    YearsFrom,
    purchase_mean,
    read_customers,
    weighted_mean,
)
from cx.chapters.value.fields import BAND, CUSTOMERS, MEANS, REVENUE
from cx.measures.arrays import Floats, Integers, ratio
from cx.measures.means import rough_spread
from cx.measures.net_score import weighted_net_score
from cx.measures.revenue_weights import (
    CAP,
    RoughMean,
    capped,
    largest_share,
    n_carrying,
    rough_difference,
    rough_mean,
    tells_largest,
    without_largest,
)
from cx.scores import groups
from cx.scores.counts import CONFIDENCE, net_estimate
from cx.store import customers
from cx.store.responses import Responses
from cx.text.wording import band_name
from cx.vocabulary import Band, Estimate, Field, Table, Unit

LARGEST = 10
_STEPS = 4  # times the fewest that are left out together


UNKNOWN = Estimate(math.nan, math.nan, math.nan, 0)


@dataclass(frozen=True, slots=True)
class ValueOptions:
    """What the value of customers rests on."""

    assumptions: Assumptions = Assumptions()


BAND_FIELDS = (
    BAND,
    CUSTOMERS,
    replace(groups.SHARE_OF_CUSTOMERS, name="people_share"),
    REVENUE,
    groups.REVENUE,
    *MEANS,
    Field(
        "largest_share",
        Unit.SHARE,
        "Share of the largest",
        "Share of the band's revenue that its ten largest bring, or as many as the threshold.",
    ),
)
_MONEY = [field.name for field in BAND_FIELDS[3:]]
LARGEST_FIELDS = (
    Field("n_largest", Unit.COUNT, "Largest", "How many customers, those with most revenue."),
    Field("largest_share", Unit.SHARE, "Share held", "Share of all revenue that they hold."),
    Field(
        "without_points",
        Unit.POINTS,
        "Score without",
        "Net score by revenue if none of them had answered.",
    ),
)


@dataclass(frozen=True, slots=True, eq=False)
class Value:
    """The answer: the score by people and by revenue, and what carries the second."""

    options: ValueOptions
    net_name: str
    currency: str | None
    people: Estimate  # points; each customer counts once
    revenue: Estimate  # points; each customer counts by revenue; NaN where it tells of too few
    difference: Estimate  # by revenue less by people, points
    effective_n: float  # Kish
    capped_points: float  # by revenue, no weight above CAP times the mean; NaN if of too few
    cap: float  # weights are capped at this many times the mean
    n_capped: int  # customers whose weight is capped
    largest_share: float  # 0..1 of the revenue, of the largest; to the whole per cent
    largest_ten_share: float  # 0..1 of the revenue
    n_half: int  # customers who bring half of the revenue
    # the score without the largest together; no row where it tells of one
    largest: Annotated[Table, LARGEST_FIELDS]
    bands: Annotated[Table, BAND_FIELDS]  # people and money by band
    bands_hidden: bool  # whether a band is too small for money by band
    minimum_n: int  # customers from which numbers about them are shown
    n_customers: int
    n_weighted: int  # with revenue above 0
    n_answers: int  # answers of the customers
    each_answer: bool  # nobody answered twice: each answer is a customer
    repeated_spend: bool  # the amount is the customer's, and stands beside each answer
    total_revenue: float  # in a year, of the customers in the file
    covered_share: float  # of the company's revenue; NaN unless that is stated
    years: float  # that the spend covers
    years_from: YearsFrom
    n_refunds: int  # amounts below 0
    refunds: float  # NaN where too few had any
    n_below: int  # customers whose refunds exceed what they paid
    n_unpriced: int  # customers of whom no amount is known
    sure: bool  # whether the difference is beyond luck, with all questions of the page


def value_customers(responses: Responses, options: ValueOptions = ValueOptions()) -> Value:
    """Set the score by people beside the score by revenue.

    Errors: NotEnoughData without usable spend, or with too few customers; CxError when an
    assumption cannot be used.
    """
    base = read_customers(responses, options.assumptions)
    # Nobody counts less than not at all: more refunds than purchases weigh nothing.
    weights = np.maximum(base.revenue, 0.0)
    hidden = _tells_of_few(base, weights)
    by_revenue = UNKNOWN if hidden else weighted_points(base.score, weights)
    claimed = UNKNOWN if hidden else truths_apart(base.score, weights, CLAIMED_AT)
    found = weighted_net_score(base.score, weights)
    winsorised = capped(weights)
    total = float(weights.sum())
    stated = options.assumptions.total_revenue
    return Value(
        options=options,
        net_name=responses.scale.net_name,
        currency=base.currency,
        people=_by_people(base),
        revenue=by_revenue,
        difference=UNKNOWN if hidden else truths_apart(base.score, weights),
        effective_n=found.effective_n,
        capped_points=math.nan if hidden else _capped_points(base, weights, winsorised),
        cap=CAP,
        n_capped=int((weights > winsorised).sum()),
        largest_share=round(largest_share(weights, 1), 2),
        largest_ten_share=largest_share(weights, LARGEST),
        n_half=n_carrying(weights),
        largest=_largest(base, weights, hidden),
        bands=_bands(responses, base),
        bands_hidden=base.small_band,
        minimum_n=base.minimum_n,
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
        refunds=math.nan if _few(int((base.frame["n_refunds"] > 0).sum()), base) else base.refunds,
        n_below=int((base.revenue < 0).sum()),
        n_unpriced=base.n_unpriced,
        sure=claimed.low > 0 or claimed.high < 0,
    )


def _by_people(base: CustomerBase) -> Estimate:
    """Score the customers, each once; the score interval where each answered once."""
    if base.each_answer:
        favourable, _, unfavourable = (float(count) for count in base.share_of_band.sum(axis=0))
        return net_estimate(favourable, unfavourable, base.n)
    return weighted_points(base.score, np.ones(base.n))


def weighted_points(scores: Floats, weights: Floats) -> Estimate:
    """Return a weighted net score in points with Student's interval, within -100 and 100."""
    return _points(rough_mean(scores, weights), int((weights > 0).sum()), 1.0)


def truths_apart(scores: Floats, weights: Floats, confidence: float = CONFIDENCE) -> Estimate:
    """Return the score by weights less the score by people; both share the customers."""
    return _points(rough_difference(scores, weights), len(scores), 2.0, confidence)


def _points(found: RoughMean, n: int, most: float, confidence: float = CONFIDENCE) -> Estimate:
    value, reach = found.value, found.reach(confidence)
    if not math.isfinite(reach):
        return Estimate(100 * value, math.nan, math.nan, n)
    low, high = max(value - reach, -most), min(value + reach, most)
    return Estimate(100 * value, 100 * low, 100 * high, n)


def _few(n: int, base: CustomerBase) -> bool:
    return 0 < n < base.minimum_n


def _tells(base: CustomerBase, members: Integers | slice, weights: Floats) -> bool:
    """Whether a score by these weights gives the answer of the largest member away."""
    return base.minimum_n > 1 and tells_largest(base.score[members], weights[members])


def _tells_of_few(base: CustomerBase, weights: Floats) -> bool:
    """Whether the score by revenue tells what one answered, or what a small band spends.

    All revenue is shown too. Where only two bands are filled, both follow from it and the score.
    Where all answered alike, the score by people has told already.
    """
    filled = int((base.share_of_band.sum(axis=0) > 0).sum())
    if filled == 2 and base.small_band:
        return True
    return bool(np.ptp(base.score) > 0) and _tells(base, slice(None), weights)


def _capped_points(base: CustomerBase, weights: Floats, winsorised: Floats) -> float:
    """Score by capped revenue; what the cap takes off may not tell of few."""
    taken = weights - winsorised
    if _few(int((taken > 0).sum()), base) or _tells(base, slice(None), taken):
        return math.nan
    return 100 * weighted_net_score(base.score, winsorised).value


def _largest(base: CustomerBase, weights: Floats, hidden: bool) -> Table:
    """Leave the largest out, together: as many as the threshold, or ten, and multiples of it.

    Rows may be subtracted from each other, so those between two rows are looked at, too.
    """
    order = np.argsort(-weights, kind="stable")[: int((weights > 0).sum())]
    least, before, rows = max(LARGEST, base.minimum_n), 0, []
    for size in range(least, (_STEPS + 1) * least, least):
        between, rest = order[before:size], order[size:]
        if hidden or len(rest) < base.minimum_n:
            break
        if _tells(base, between, weights):
            continue
        share, points = largest_share(weights, size), without_largest(base.score, weights, size)
        rows.append((size, share, 100 * points))
        before = size
    return Table(pd.DataFrame(rows, columns=[f.name for f in LARGEST_FIELDS]), LARGEST_FIELDS)


def _bands(responses: Responses, base: CustomerBase) -> Table:
    shares, revenue = base.share_of_band, base.revenue
    purchases = _purchases_by_band(responses, base)
    spread = rough_spread(revenue, shares)
    rows = []
    for place, band in enumerate(Band):
        mean = weighted_mean(revenue, shares[:, place], spread)
        bought = purchases[place]
        of_band = float(shares[:, place] @ revenue)
        rows.append(
            {
                "band": band_name(responses.scale, band),
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
                "largest_share": _of_largest(base, shares[:, place]),
            }
        )
    frame = pd.DataFrame(rows)
    if base.small_band:
        frame[_MONEY] = np.nan
    return Table(frame, BAND_FIELDS)


def _of_largest(base: CustomerBase, share_of_band: Floats) -> float:
    """Return the share of the largest in the revenue of a band; NaN where it tells of few."""
    spent = share_of_band * np.maximum(base.revenue, 0.0)
    size, paying = largest_of_band(base.minimum_n), int((spent > 0).sum())
    return largest_share(spent, size) if paying >= size + base.minimum_n else math.nan


def largest_of_band(minimum_n: int) -> int:
    """Return how many of the largest customers of a band are looked at together."""
    return max(LARGEST, minimum_n)


def _purchases_by_band(responses: Responses, base: CustomerBase) -> list[Estimate]:
    """Return the mean amount in each band; unknown where the spend is not of single purchases."""
    if base.repeated_spend:
        return [Estimate(math.nan, math.nan, math.nan, 0) for _ in BANDS]
    by_band = responses.customers(customers.BAND)
    means = [
        purchase_mean(by_band[by_band[customers.BAND] == place]) for place in range(len(BANDS))
    ]
    return [UNKNOWN if mean.n < base.minimum_n else mean for mean in means]
