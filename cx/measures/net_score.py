"""How good is the score, and how sure are we? Favourable minus unfavourable, as a share of all.

A net score is the difference of two paired proportions (favourable and unfavourable answers are
the discordant cells), so the intervals known for matched pairs apply: Tango's score interval
(Tango 1998, Stat Med 17:891) is taken, and differences use MOVER (Zou & Donner 2008).

Units: net scores of -1..1 throughout; multiply by 100 for points.
Missing: a group without answers (n = 0) is NaN.
Out of scope: reading scales, rounding, words.
"""

import math
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from cx.measures.arrays import Floats, floats, ratio, two_sided_z

Interval: TypeAlias = tuple[Floats, Floats]

HALVINGS = 60  # bisection of an interval no wider than 2, down to the last bit of a double


def net_score(favourable: ArrayLike, unfavourable: ArrayLike, n: ArrayLike) -> Floats:
    """Return favourable minus unfavourable as a share of all answers, -1..1.

    >>> float(net_score(19, 9, 40))
    0.25
    """
    return ratio(floats(favourable) - floats(unfavourable), n)


def variance(favourable: ArrayLike, unfavourable: ArrayLike, n: ArrayLike) -> Floats:
    """Return the variance of one answer coded +1, 0, -1: p + d - (p - d)^2, at most 1."""
    score = net_score(favourable, unfavourable, n)
    decided = ratio(floats(favourable) + floats(unfavourable), n)
    return np.asarray(np.maximum(decided - score**2, 0.0))


def standard_error(favourable: ArrayLike, unfavourable: ArrayLike, n: ArrayLike) -> Floats:
    """Return the standard error of a net score, in the unit of the score (-1..1)."""
    return np.sqrt(ratio(variance(favourable, unfavourable, n), n))


def tango_interval(
    favourable: ArrayLike, unfavourable: ArrayLike, n: ArrayLike, confidence: float = 0.95
) -> Interval:
    """Return the lower and upper limit of each net score by Tango's score method.

    The limits are the scores that a score test would just not reject; the variance is taken at
    the limit itself, with the unfavourable share estimated under it.
    Units: -1..1. Missing: n = 0 gives NaN.
    Source: Tango 1998, Stat Med 17:891-908.
    """
    counts = _counts(favourable, unfavourable, n)
    score = net_score(*counts)
    ends = np.stack([np.full(score.shape, -1.0), score, np.ones(score.shape)])
    z = two_sided_z(confidence) * np.array([1.0, -1.0]).reshape(2, *[1] * score.ndim)
    low, high = _crossing(ends[:2], ends[1:], z, *counts)
    return low, high


def _counts(
    favourable: ArrayLike, unfavourable: ArrayLike, n: ArrayLike
) -> tuple[Floats, Floats, Floats]:
    """Return the counts in one shape; raise ValueError where they cannot be counts."""
    plus, minus, total = np.broadcast_arrays(floats(favourable), floats(unfavourable), floats(n))
    if np.any((plus < 0) | (minus < 0) | (plus + minus > total + 1e-9)):
        raise ValueError("favourable and unfavourable must be 0 or more and together at most n.")
    return plus, minus, total


def _crossing(
    low: Floats, high: Floats, z: Floats, favourable: Floats, unfavourable: Floats, n: Floats
) -> Floats:
    """Bisect for the net score between `low` and `high` at which the score test equals `z`.

    The score statistic falls as the net score grows. Both limits are looked for at once, and
    nothing but the net score changes on the way: tables are small, and each step costs a page.
    """
    total = np.where(n > 0, n, np.nan)
    above_none = favourable - unfavourable
    decided = -unfavourable - favourable
    along = 2 * total - favourable + unfavourable
    a_twice, a_eight = 4 * total, 8 * total
    for _ in range(HALVINGS):
        theta = (low + high) / 2
        left = theta * (1 - theta)
        b = decided + along * theta
        # The share of unfavourable answers that is most likely when the net score is theta.
        root = np.sqrt(np.maximum(b * b + a_eight * unfavourable * left, 0.0))
        spread = np.sqrt(np.maximum(total * (2 * ((root - b) / a_twice) + left), 0.0))
        above = above_none - total * theta > z * spread
        low, high = np.where(above, theta, low), np.where(above, high, theta)
    return np.asarray(np.where(n > 0, (low + high) / 2, np.nan))


def mover_difference(
    score: ArrayLike,
    interval: tuple[ArrayLike, ArrayLike],
    other_score: ArrayLike,
    other_interval: tuple[ArrayLike, ArrayLike],
) -> tuple[Floats, Floats, Floats]:
    """Return score minus other score with its limits, from the limits of each.

    Works for any two independent estimates that have intervals of the same confidence. Whether
    two intervals overlap is not the test; whether this one holds 0 is.
    Units: those given. Source: Zou & Donner 2008; Newcombe 2001.
    """
    one, two = floats(score), floats(other_score)
    low_1, high_1 = (floats(limit) for limit in interval)
    low_2, high_2 = (floats(limit) for limit in other_interval)
    difference = one - two
    low = difference - np.hypot(one - low_1, high_2 - two)
    high = difference + np.hypot(high_1 - one, two - low_2)
    return difference, low, high


@dataclass(frozen=True, slots=True)
class WeightedScore:
    """A net score in which answers count by weight."""

    value: float  # in the unit of the scores given
    standard_error: float  # in the unit of the scores given; NaN below two answers or clusters
    effective_n: float  # Kish: how many equally weighted answers tell as much


def weighted_net_score(
    scores: ArrayLike, weights: ArrayLike, clusters: ArrayLike | None = None
) -> WeightedScore:
    """Return the weighted mean of the scores with its Taylor standard error.

    Answers of one cluster (customer, account) are not independent: name the cluster of each
    answer and the error is that between clusters. Cap extreme weights before, and say so.
    Units: those of the scores. Missing: answers with a missing score or weight are left out.
    Source: ratio estimator by linearisation; Kish 1965 for the effective n.
    """
    score, weight = floats(scores), floats(weights)
    known = np.isfinite(score) & np.isfinite(weight)
    score, weight = score[known], weight[known]
    if np.any(weight < 0):
        raise ValueError("weights must be 0 or more.")
    total = float(weight.sum())
    if total == 0:
        return WeightedScore(math.nan, math.nan, 0.0)
    value = float(weight @ score) / total
    pull = weight * (score - value)
    if clusters is not None:
        _, member = np.unique(np.asarray(clusters)[known], return_inverse=True)
        pull = floats(np.bincount(member, weights=pull))
    units = len(pull)
    error = math.sqrt(units / (units - 1) * float(pull @ pull)) / total if units > 1 else math.nan
    return WeightedScore(value, error, total**2 / float(weight @ weight))
