"""From revenue in a year and retention to lifetime value, with the doubt of both.

The contractual formula (see measures.lifetime_value) with a finite horizon. Retention is measured
where the file says who left, else assumed. The range comes from seeded draws: mean revenue on its
logarithm, measured retention from its Jeffreys posterior (Brown, Cai & DasGupta 2001); an assumed
retention has no range of its own.
"""

import math
from dataclasses import dataclass

import numpy as np

from cx.chapters.value.assumptions import Assumptions
from cx.chapters.value.customers import CustomerBase, relative_error, times, weighted_mean
from cx.measures.arrays import Floats
from cx.measures.lifetime_value import Form, contractual_value
from cx.measures.proportions import wilson_interval
from cx.vocabulary import Estimate

DRAWS = 4_000


@dataclass(frozen=True, slots=True, eq=False)
class Lifetime:
    """The lifetime value of one group of customers."""

    yearly: Estimate  # margin (revenue, without a margin) of a customer in a year
    retention: Estimate  # share kept for a year; without limits when assumed
    value: Estimate  # of a customer over the horizon
    draws: Floats  # of the value


def lifetime_of(
    base: CustomerBase, weights: Floats, form: Form, seed: int, spread: float = 0.0
) -> Lifetime:
    """Value the customers that `weights` choose, in whole or in part.

    `spread`: of the revenue in all groups (`rough_spread`). Without a range of the revenue, there
    is none of the value.
    """
    assumed = base.assumptions
    yearly = times(weighted_mean(base.revenue, weights, spread), base.margin)
    retention, left, n_known = retention_of(base, weights)
    random = np.random.default_rng(seed)
    means = yearly.value * np.exp(relative_error(yearly) * random.standard_normal(DRAWS))
    kept = drawn_retention(retention, left, n_known, random)
    drawn = discounted(means, kept, assumed, form)
    value = float(discounted(np.array(yearly.value), np.array(retention.value), assumed, form))
    low, high = np.percentile(drawn, [2.5, 97.5])
    if yearly.n < 2 or not math.isfinite(value):
        low = high = math.nan
    return Lifetime(yearly, retention, Estimate(value, float(low), float(high), yearly.n), drawn)


def drawn_retention(
    retention: Estimate, left: float, n_known: float, random: np.random.Generator
) -> Floats:
    """Draw a retention that is measured from its posterior; one that is assumed stays."""
    if not n_known:
        return np.full(DRAWS, retention.value)
    return np.asarray(random.beta(n_known - left + 0.5, left + 0.5, DRAWS))


def discounted(margin: Floats, retention: Floats, assumed: Assumptions, form: Form) -> Floats:
    """Return lifetime values under the assumed discount and horizon."""
    return contractual_value(
        margin, retention, assumed.discount_rate, form, years=assumed.horizon_years
    )


def retention_of(base: CustomerBase, weights: Floats) -> tuple[Estimate, float, float]:
    """Return the share kept, how many left and of how many it is known (both 0 when assumed)."""
    if base.has_churn:
        churned = base.frame["churned"].to_numpy(np.float64)
        known = np.isfinite(churned)
        n_known = float(weights[known].sum())
        if n_known >= base.minimum_n:
            left = float(weights[known] @ churned[known])
            low, high = wilson_interval(left, n_known)
            kept = 1 - left / n_known
            n = int((weights[known] > 0).sum())
            return Estimate(kept, 1 - float(high), 1 - float(low), n), left, n_known
    return Estimate(base.assumptions.retention, math.nan, math.nan, 0), 0.0, 0.0
