"""Does the score rise or fall, beyond what periods do by themselves?

Periods differ by more than chance: a promotion, a strike, a season moves all answers of a month
together, and a bad month is often followed by another. Answers of a month are then not independent
trials of a line, and a test that takes them as such claims too much. Here the periods are the
observations. The line is set against the slow bends beside it (polynomials of the next degrees;
Mueller & Watson 2008, Econometrica 76:979, with polynomials in place of cosines): what moves all
answers of a period bends the series as much as it tilts it. Student's t has as many degrees of
freedom as there are bends. How much more a tilt holds than bends do when neighbours are alike is
set right by a first-order autocorrelation, estimated from the line's residuals with its bias taken
out (Marriott & Pope 1954, Biometrika 41:390). Never less than the sampling error is assumed.

Periods weigh by the inverse of their sampling variance and of what they differ by beyond it
(DerSimonian & Laird 1986). Missing: periods without answers are left out; fewer than three have no
test. Out of scope: seasons, forecasts.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from cx.measures.arrays import Flags, Floats, floats

# One bend for four periods: more find more, and take likeness of neighbours for a trend more often.
PERIODS_PER_BEND, FEWEST_BENDS, MOST_BENDS = 4, 4, 8
FEWEST_FOR_LIKENESS = 6  # periods from which the likeness of neighbours is estimated
MOST_ALIKE = 0.9


@dataclass(frozen=True, slots=True)
class PeriodTrend:
    """A straight line through the scores of periods; NaN where there are too few."""

    n_periods: int
    slope: float  # change of the score per unit of time
    standard_error: float  # per unit of time
    degrees_of_freedom: int  # bends that the slope was set against
    p_value: float  # two-sided, of no slope
    likeness: float  # 0..0.9, correlation of neighbouring periods beyond the line

    @property
    def reach(self) -> float:
        """Half of the 95 % interval of the slope."""
        if self.degrees_of_freedom < 1:
            return math.nan
        return float(special.stdtrit(self.degrees_of_freedom, 0.975)) * self.standard_error


def period_trend(times: ArrayLike, scores: ArrayLike, variances: ArrayLike) -> PeriodTrend:
    """Test the scores of disjoint periods for a steady slope: three of (periods,).

    `times` are the periods as numbers (0, 1, 2 ... for months); `variances` are those of the
    scores, from sampling alone.
    """
    known = np.isfinite(floats(scores)) & np.isfinite(floats(variances))
    time, score, variance = (floats(values)[known] for values in (times, scores, variances))
    n = len(time)
    if n < 3:
        return PeriodTrend(n, math.nan, math.nan, 0, math.nan, math.nan)
    if not (variance > 0).all():  # every answer is the same
        return PeriodTrend(n, 0.0, 0.0, _bends(n), 1.0, 0.0)
    weight = 1 / (variance + _beyond_sampling(time, score, variance))
    bends = _bends(n)
    axes, triangle = _axes(time, weight, bends)
    along = axes.T @ (np.sqrt(weight) * score)
    likeness = _likeness(time, score, weight)
    alike = likeness ** np.abs(time[:, None] - time[None, :])
    held = np.einsum("ij,ik,kj->j", axes, alike, axes)
    more = max(float(held[1] / held[2:].mean()), 1.0)
    # In units in which sampling alone gives the weight over what it would be without more.
    sampling = float(axes[:, 1] ** 2 @ (weight * variance))
    noise = max(float((along[2:] ** 2).mean()) * more, sampling)
    slope = float(np.linalg.solve(triangle[:2, :2], (axes[:, :2].T @ (np.sqrt(weight) * score)))[1])
    span = float(np.ptp(time)) / 2
    error = math.sqrt(noise) / abs(float(triangle[1, 1]))
    p_value = 2 * special.stdtr(bends, -abs(slope) / error)
    return PeriodTrend(n, slope / span, error / span, bends, float(p_value), likeness)


def _bends(n_periods: int) -> int:
    wanted = min(max(n_periods // PERIODS_PER_BEND, FEWEST_BENDS), MOST_BENDS)
    return min(wanted, n_periods - 2)


def _axes(time: Floats, weight: Floats, bends: int) -> tuple[Floats, Floats]:
    """Return level, tilt and bends as weighted axes at right angles, and their triangle."""
    along = 2 * (time - time.min()) / np.ptp(time) - 1
    powers = np.polynomial.legendre.legvander(along, bends + 1)
    axes, triangle = np.linalg.qr(np.sqrt(weight)[:, None] * powers)
    return np.asarray(axes), np.asarray(triangle)


def _residuals(time: Floats, score: Floats, weight: Floats) -> Floats:
    axes, _ = _axes(time, weight, 0)
    root = np.sqrt(weight)
    return np.asarray(root * score - axes @ (axes.T @ (root * score)))


def _beyond_sampling(time: Floats, score: Floats, variance: Floats) -> float:
    """Return the variance of periods about their line that sampling does not explain."""
    weight = 1 / variance
    spare = float((_residuals(time, score, weight) ** 2).sum()) - (len(time) - 2)
    axes, _ = _axes(time, weight, 0)
    scale = float(weight.sum() - np.einsum("ij,i,ij->", axes, weight, axes))
    return max(spare / scale, 0.0) if scale > 0 else 0.0


def _likeness(time: Floats, score: Floats, weight: Floats) -> float:
    """Return the correlation of neighbouring periods about the line, its bias taken out."""
    n = len(time)
    if n < FEWEST_FOR_LIKENESS:
        return 0.0
    left = _residuals(time, score, weight)
    neighbours: Flags = np.asarray(np.isclose(np.diff(time), 1))
    total = float((left**2).sum())
    if not total > 0 or not neighbours.any():
        return 0.0
    measured = float((left[1:] * left[:-1])[neighbours].sum()) / total
    # About a line, a correlation of f is measured as f - (2 + 4 f) / n.
    return float(np.clip((measured * n + 2) / (n - 4), 0.0, MOST_ALIKE))
