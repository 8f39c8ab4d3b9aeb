"""Did the score move, or is it noise? Tests over disjoint periods, from counts.

Two questions: does any period differ (heterogeneity Q of the period scores, chi-square with
k - 1 degrees of freedom), and does the score rise or fall steadily (ordinary least squares of
the answers coded +1, 0, -1 on time, which counts per period give exactly).
Never feed overlapping windows: their overlap alone looks like a trend.

Units: net scores of -1..1; slopes per unit of time. Missing: periods without answers are left
out. Out of scope: seasons, forecasts.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from cx.measures.arrays import Floats, floats
from cx.measures.net_score import net_score, variance


@dataclass(frozen=True, slots=True)
class Trend:
    """What the periods say together; NaN where there are too few of them."""

    n_periods: int  # with at least one answer
    heterogeneity: float  # Q; about n_periods - 1 when no period differs
    degrees_of_freedom: int  # n_periods - 1
    heterogeneity_p: float  # of Q
    slope: float  # change of the net score (-1..1) per unit of time
    slope_standard_error: float  # per unit of time
    slope_p: float  # two-sided, Student's t over all answers
    weighted_slope: float  # of the period scores, by inverse variance
    weighted_slope_standard_error: float  # variances taken as known


def trend_test(
    times: ArrayLike, favourable: ArrayLike, unfavourable: ArrayLike, n: ArrayLike
) -> Trend:
    """Test the scores of disjoint periods for any difference and for a steady slope.

    `times` are the periods as numbers (0, 1, 2 ... for months). A period in which all answers
    agree has no variance of its own and borrows that of all answers.
    """
    time, plus, minus, total = np.broadcast_arrays(
        floats(times), floats(favourable), floats(unfavourable), floats(n)
    )
    kept = total > 0
    time, plus, minus, total = time[kept], plus[kept], minus[kept], total[kept]
    n_periods = len(time)
    if n_periods < 2:
        unknown = math.nan
        return Trend(n_periods, unknown, 0, unknown, unknown, unknown, unknown, unknown, unknown)
    score = net_score(plus, minus, total)
    own = variance(plus, minus, total)
    pooled = float(variance(plus.sum(), minus.sum(), total.sum()))
    with np.errstate(divide="ignore"):
        precision = np.asarray(total / np.where(own > 0, own, pooled))
    if pooled == 0:  # every answer is the same: nothing differs, and nothing can be tested
        return Trend(n_periods, 0.0, n_periods - 1, 1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    heterogeneity = _weighted_deviance(score, precision)
    slope, error, p_value = _slope_of_answers(time, score, plus + minus, total)
    weighted_slope, weighted_error = _slope(time, score, precision)
    return Trend(
        n_periods,
        heterogeneity,
        n_periods - 1,
        float(special.chdtrc(n_periods - 1, heterogeneity)),
        slope,
        error,
        p_value,
        weighted_slope,
        weighted_error,
    )


def _weighted_deviance(values: Floats, weights: Floats) -> float:
    """Return the weighted sum of squares about the weighted mean."""
    mean = float(weights @ values) / float(weights.sum())
    return float(weights @ (values - mean) ** 2)


def _slope(time: Floats, score: Floats, weight: Floats) -> tuple[float, float]:
    """Return the weighted slope, and its standard error when weights are known precisions."""
    centred = time - float(weight @ time) / float(weight.sum())
    spread = float(weight @ centred**2)
    if spread == 0:
        return math.nan, math.nan
    return float((weight * centred) @ score) / spread, 1 / math.sqrt(spread)


def _slope_of_answers(
    time: Floats, score: Floats, decided: Floats, n: Floats
) -> tuple[float, float, float]:
    """Return slope, standard error and p of least squares over all answers, from counts."""
    slope, unit_error = _slope(time, score, n)
    everybody = float(n.sum())
    mean = float(n @ score) / everybody
    explained = (slope / unit_error) ** 2
    residual = float(decided.sum()) - everybody * mean**2 - explained
    spare = everybody - 2
    if not residual > 0 or spare <= 0:
        return slope, math.nan, math.nan
    error = unit_error * math.sqrt(residual / spare)
    return slope, error, float(2 * special.stdtr(spare, -abs(slope / error)))
