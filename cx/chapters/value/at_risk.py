"""How much revenue is at risk because customers are unhappy?

Not all revenue of the unhappy: customers leave anyway. At risk is their revenue times their excess
churn: the share of it that leaves less the share of all others' revenue that does. Customers count
by what they spend, for those who leave may be the large or the small; as heads only where one side
has no revenue, or so few left, or stayed, that their revenue would tell what they spend.
Measured where the file says who left (MOVER of the two weighted shares, Zou & Donner 2008), else a
scenario with the excess that is assumed.
Out of scope: whether they leave because they are unhappy.
"""

import math
from dataclasses import dataclass
from typing import Annotated

import numpy as np
import pandas as pd

from cx.chapters.value.assumptions import Assumptions
from cx.chapters.value.customers import (
    CLAIMED_AT,
    CustomerBase,
    read_customers,
    require_large_bands,
)
from cx.chapters.value.fields import BAND
from cx.measures.arrays import Floats, ratio
from cx.measures.net_score import mover_difference
from cx.measures.proportions import newcombe_difference, wilson_interval
from cx.measures.revenue_flows import revenue_at_risk
from cx.measures.revenue_weights import weighted_share
from cx.scores.counts import CONFIDENCE
from cx.store.responses import Responses
from cx.text.wording import band_name
from cx.vocabulary import Band, Estimate, Field, Table, Unit, range_ends


@dataclass(frozen=True, slots=True)
class RiskOptions:
    """What the revenue at risk rests on where churn is not measured."""

    assumptions: Assumptions = Assumptions()


CHURN_FIELDS = (
    BAND,
    Field("n_known", Unit.COUNT, "Customers known", "Customers of whom it is known if they left."),
    Field("churn_share", Unit.SHARE, "Left", "Share of customers who left."),
    *range_ends("churn", Unit.SHARE, "Left,"),
)


@dataclass(frozen=True, slots=True, eq=False)
class RevenueAtRisk:
    """The answer: revenue of a year that excess churn of unfavourable customers puts at risk."""

    options: RiskOptions
    band: str  # name of the unfavourable band
    currency: str | None
    measured: bool
    excess: Estimate  # churn of the unfavourable less that of all others, by revenue; a share
    revenue: float  # of the unfavourable in a year
    money: Estimate  # at risk in a year; limits are NaN in a scenario
    churn: Annotated[Table | None, CHURN_FIELDS]  # by band, where measured
    n_unknown: int  # customers of whom it is not known
    scale: float  # customers that each of the file stands for
    by_heads: Estimate  # the excess with each customer counted once; as the excess in a scenario
    weighted: bool  # whether the excess is by revenue
    sure: bool  # whether it is beyond luck, with all questions of the page; not in a scenario


def measure_risk(responses: Responses, options: RiskOptions = RiskOptions()) -> RevenueAtRisk:
    """Value the excess churn of unfavourable customers.

    Errors: NotEnoughData without usable spend or with a small band; CxError when an assumption
    cannot be used.
    """
    base = read_customers(responses, options.assumptions)
    require_large_bands(responses, base)
    revenue = base.scale * float(base.share_of_band[:, -1] @ base.revenue)
    n = int((base.share_of_band[:, -1] > 0).sum())
    measured = base.has_churn and _known_in_bands(base)
    weighted = sure = False
    if measured:
        by_heads, churn, n_unknown = _measured(responses, base)
        by_revenue = excess_by_revenue(base)
        weighted = by_revenue is not None
        excess = by_revenue or by_heads
        claimed = excess_by_revenue(base, CLAIMED_AT) or _excess_by_heads(base, CLAIMED_AT)
        sure = claimed.low > 0 or claimed.high < 0
    else:
        excess = by_heads = Estimate(options.assumptions.excess_churn, math.nan, math.nan, n)
        churn, n_unknown = None, base.n
    # Nobody leaves less often than never: a negative excess is shown, and puts nothing at risk.
    value, low, high = (
        revenue_at_risk(revenue, max(end, 0.0) if math.isfinite(end) else end, 0.0)
        for end in (excess.value, excess.low, excess.high)
    )
    money = Estimate(value, low, high, excess.n)
    return RevenueAtRisk(
        options=options,
        band=band_name(responses.scale, Band.UNFAVOURABLE),
        currency=base.currency,
        measured=measured,
        excess=excess,
        revenue=revenue,
        money=money,
        churn=churn,
        n_unknown=n_unknown,
        scale=base.scale,
        by_heads=by_heads,
        weighted=weighted,
        sure=sure,
    )


def excess_by_revenue(base: CustomerBase, confidence: float = CONFIDENCE) -> Estimate | None:
    """Return the excess by revenue; None where one side has none, or it would tell of few."""
    churned = base.frame["churned"].to_numpy(np.float64)
    known = np.isfinite(churned)
    spent = np.maximum(base.revenue, 0.0)[known]
    unhappy = base.share_of_band[known, -1]
    weights = (spent * unhappy, spent * (1 - unhappy))
    for weight in weights:
        left = int((churned[known][weight > 0] == 1).sum())
        stayed = int((weight > 0).sum()) - left
        if not weight.sum() > 0 or any(0 < n < base.minimum_n for n in (left, stayed)):
            return None
    (p, *ends), (other, *others) = (
        weighted_share(churned[known], weight, confidence) for weight in weights
    )
    found = mover_difference(p, (ends[0], ends[1]), other, (others[0], others[1]))
    value, low, high = (float(end) for end in found)
    return Estimate(value, low, high, int(known.sum()))


def _known_in_bands(base: CustomerBase) -> bool:
    """Whether it is known of customers enough in every band that has any if they left."""
    n = base.share_of_band[base.frame["churned"].notna()].sum(axis=0)
    return not ((n > 0) & (n < base.minimum_n)).any()


def _measured(responses: Responses, base: CustomerBase) -> tuple[Estimate, Table, int]:
    churned = base.frame["churned"].to_numpy(np.float64)
    known = np.isfinite(churned)
    shares = base.share_of_band[known]
    n: Floats = shares.sum(axis=0)
    left: Floats = np.minimum(churned[known] @ shares, n)
    low, high = wilson_interval(left, n)
    frame = pd.DataFrame(
        {
            "band": [band_name(responses.scale, band) for band in Band],
            "n_known": n.round(1),
            "churn_share": ratio(left, n),
            "churn_low": low,
            "churn_high": high,
        }
    )
    return (
        _excess_by_heads(base),
        Table(frame, CHURN_FIELDS),
        int((~known).sum()),
    )


def _excess_by_heads(base: CustomerBase, confidence: float = CONFIDENCE) -> Estimate:
    """Return the excess with each customer counted once."""
    churned = base.frame["churned"].to_numpy(np.float64)
    known = np.isfinite(churned)
    unhappy = base.share_of_band[known, -1]
    n, others = float(unhappy.sum()), float((1 - unhappy).sum())
    left, others_left = float(churned[known] @ unhappy), float(churned[known] @ (1 - unhappy))
    found = newcombe_difference(
        min(left, n), n, min(others_left, others), others, confidence=confidence
    )
    value, low, high = (float(end) for end in found)
    return Estimate(value, low, high, int(known.sum()))
