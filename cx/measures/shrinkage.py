"""How much of a performer's score is the performer, and how much is luck.

Normal-normal empirical Bayes (Efron & Morris 1975, JASA 70:311; Morris 1983, JASA 78:47): each
score is pulled to the common mean, the more the fewer its answers. All units share the pooled
variance of one answer: a unit with 5 promoters of 5 has no variance of its own, and would
otherwise be infinitely sure.

Units: any, as long as scores and variances agree (net scores of -1..1 with their squares, or
points with points squared). Missing: a unit without a score or variance gets NaN and is not
counted. Out of scope: case mix (shrink residual means instead), gaps (see gaps).
"""

import math
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import ArrayLike
from scipy import optimize, special

from cx.measures.arrays import Floats, floats
from cx.measures.net_score import variance

Method: TypeAlias = Literal["dl", "reml"]

LEAST_VARIANCE = 1e-12  # stands for 0, so that units that agree perfectly can be weighted
REML_GRID = 400  # points searched for the highest likelihood before the root is polished


@dataclass(frozen=True, slots=True, eq=False)
class Shrunken:
    """Units pulled to their common mean; arrays have one entry per unit, in the order given."""

    mean: float  # the common mean
    mean_variance: float  # of the common mean
    between_variance: float  # of the true scores; 0 = no evidence that units differ
    heterogeneity: float  # Q: weighted deviance of the raw scores
    heterogeneity_p: float  # of Q when all units are alike
    reliability: Floats  # 0..1, the share of the raw deviation that is kept
    scores: Floats  # the shrunken scores
    posterior_sd: Floats  # of the true score, the mean being estimated too
    posterior_sd_given_mean: Floats  # as if the common mean were known


def pooled_variance(favourable: ArrayLike, unfavourable: ArrayLike, n: ArrayLike) -> float:
    """Return the variance of one answer within units, weighted by their answers; 0..1."""
    count = floats(n)
    heard = count > 0
    if not heard.any():
        return math.nan
    within = variance(favourable, unfavourable, count)
    return float(count[heard] @ within[heard]) / float(count[heard].sum())


def shrink(scores: ArrayLike, variances: ArrayLike, method: Method = "dl") -> Shrunken:
    """Pull each score to the common mean by its reliability.

    `variances` are the sampling variances of the scores: pooled variance / n. With no variance
    between units everybody gets the mean.
    """
    raw, sampling = np.broadcast_arrays(floats(scores), floats(variances))
    known = np.isfinite(raw) & np.isfinite(sampling)
    y, own = raw[known], np.maximum(sampling[known], LEAST_VARIANCE)
    empty = np.full(raw.shape, np.nan)
    if len(y) == 0:
        nan = math.nan
        return Shrunken(nan, nan, nan, nan, nan, empty, empty, empty, empty)
    heterogeneity, _ = _deviance(y, 1 / own)
    between = between_variance(y, own, method)
    weight = 1 / (own + between)
    _, mean = _deviance(y, weight)
    mean_variance = 1 / float(weight.sum())
    kept = between / (between + own)
    given_mean = kept * own

    def placed(values: Floats) -> Floats:
        full = np.full(raw.shape, np.nan)
        full[known] = values
        return full

    return Shrunken(
        mean=mean,
        mean_variance=mean_variance,
        between_variance=between,
        heterogeneity=heterogeneity,
        heterogeneity_p=float(special.chdtrc(len(y) - 1, heterogeneity))
        if len(y) > 1
        else math.nan,
        reliability=placed(kept),
        scores=placed(mean + kept * (y - mean)),
        posterior_sd=placed(np.sqrt(given_mean + (1 - kept) ** 2 * mean_variance)),
        posterior_sd_given_mean=placed(np.sqrt(given_mean)),
    )


def between_variance(scores: ArrayLike, variances: ArrayLike, method: Method = "dl") -> float:
    """Return the variance of the true scores between units, 0 or more.

    "dl" DerSimonian & Laird 1986 (closed form), "reml" restricted maximum likelihood.
    Missing: fewer than two units give 0.
    """
    y, own = floats(scores), np.maximum(floats(variances), LEAST_VARIANCE)
    if len(y) < 2:
        return 0.0
    if method == "dl":
        return _dersimonian_laird(y, own)
    if method == "reml":
        return _restricted_likelihood(y, own)
    raise ValueError(f'"{method}" is not one of "dl", "reml".')


def _deviance(y: Floats, weight: Floats) -> tuple[float, float]:
    """Return the weighted sum of squares about the weighted mean, and that mean."""
    mean = float(weight @ y) / float(weight.sum())
    return float(weight @ (y - mean) ** 2), mean


def _dersimonian_laird(y: Floats, own: Floats) -> float:
    weight = 1 / own
    heterogeneity, _ = _deviance(y, weight)
    scale = float(weight.sum()) - float(weight @ weight) / float(weight.sum())
    return max(0.0, (heterogeneity - (len(y) - 1)) / scale)


def _widest(y: Floats, own: Floats) -> float:
    """Return a between variance that is larger than any estimate can be."""
    return 4 * float(np.sum((y - y.mean()) ** 2)) + 4 * float(own.max())


def _restricted_likelihood(y: Floats, own: Floats) -> float:
    def likelihood(between: float) -> float:
        weight = 1 / (own + between)
        deviance, _ = _deviance(y, weight)
        return 0.5 * (float(np.log(weight).sum()) - math.log(float(weight.sum())) - deviance)

    def slope(between: float) -> float:
        weight = 1 / (own + between)
        _, mean = _deviance(y, weight)
        information = float(weight.sum()) - float(weight @ weight) / float(weight.sum())
        return float(weight**2 @ (y - mean) ** 2) - information

    # The likelihood may have a second hill: find the highest on a grid, then its exact top.
    grid = _widest(y, own) * np.linspace(0.0, 1.0, REML_GRID) ** 4
    best = int(np.argmax([likelihood(float(between)) for between in grid]))
    low, high = float(grid[max(best - 1, 0)]), float(grid[min(best + 1, REML_GRID - 1)])
    if slope(low) <= 0 or slope(high) >= 0:
        return float(grid[best])
    return float(optimize.brentq(slope, low, high, xtol=1e-15, rtol=1e-13))
