"""How sure is a revenue-weighted score, and how much of it hangs on few customers?

Weights are what customers spend; the weighted score itself and Kish's effective n are in net_score.
Here: its error and that of its distance from the score by people where spend is rough; the range
of a weighted share; the weights capped, the share of the largest, and how far the score would move
if the largest had not answered, and whether it gives one of them away.

Of few heavy customers the residuals fit too well. Leaving each out in turn (the jackknife, HC3 of
MacKinnon & White 1985) undoes that, but knows nothing of answers that are rare and so far only
given by the small. The variance is half-way between HC3 and that of answers which vary alike
whatever is spent, with as many degrees of freedom as Kish's effective n leaves.
Units: weights in money, scores of -1..1. Missing: give none.
Out of scope: whose revenue is whose.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from cx.measures.arrays import Floats, floats, ratio
from cx.measures.proportions import wilson_interval

CAP = 5.0  # times the mean weight


@dataclass(frozen=True, slots=True)
class RoughMean:
    """A mean by weights, or its distance from the plain mean, that few customers may carry."""

    value: float  # in the unit of the scores
    standard_error: float  # likewise; NaN below two customers with weight
    spare: float  # degrees of freedom: Kish's effective n less one, at least one

    def reach(self, confidence: float = 0.95) -> float:
        """Return half the width of Student's interval."""
        return float(special.stdtrit(self.spare, 0.5 + confidence / 2)) * self.standard_error


def rough_mean(scores: ArrayLike, weights: ArrayLike) -> RoughMean:
    """Return the mean by weights; customers of weight 0 take no part.

    >>> found = rough_mean([1, -1, 1, 0], [1, 1, 1, 1])
    >>> found.value, round(found.standard_error, 6), found.spare
    (0.25, 0.478714, 3.0)
    """
    score, weight = floats(scores), floats(weights)
    score, weight = score[weight > 0], weight[weight > 0]
    share = weight / weight.sum()
    value = float(share @ score)
    kish = 1 / float(share @ share)
    if len(score) < 2:
        return RoughMean(value, math.nan, 1.0)
    moved = share * (score - value) / (1 - share)  # by leaving each out
    n = len(score)
    left_out = (n - 1) / n * float(moved @ moved)
    return RoughMean(
        value, math.sqrt((left_out + score.var(ddof=1) / kish) / 2), max(kish - 1, 1.0)
    )


def rough_difference(scores: ArrayLike, weights: ArrayLike) -> RoughMean:
    """Return the mean by weights less the plain mean of the same customers, all of them."""
    score, weight = floats(scores), floats(weights)
    n, share = len(score), weight / weight.sum()
    by_weight, by_people = float(share @ score), float(score.mean())
    kish = 1 / float(share @ share)
    if n < 2 or kish <= 1:
        return RoughMean(by_weight - by_people, math.nan, 1.0)
    moved = share * (score - by_weight) / (1 - share) - (score - by_people) / (n - 1)
    left_out = (n - 1) / n * float(moved @ moved)
    alike = score.var(ddof=1) * float(np.square(share - 1 / n).sum())
    return RoughMean(by_weight - by_people, math.sqrt((left_out + alike) / 2), max(kish - 1, 1.0))


def weighted_share(
    flags: ArrayLike, weights: ArrayLike, confidence: float = 0.95
) -> tuple[float, float, float]:
    """Return the share by weights of those flagged (0 or 1), and its limits.

    Wilson's interval with the n of equal customers who would tell as much: p (1 - p) over the
    jackknife variance (Korn & Graubard 1998), Kish's where all or none are flagged; Student's
    quantile. NaN without weight.

    >>> [round(end, 3) for end in weighted_share([1, 0, 0, 0, 1, 0, 0, 0, 0, 0], [1] * 10)]
    [0.2, 0.045, 0.573]
    """
    flag, weight = floats(flags), floats(weights)
    flag, weight = flag[weight > 0], weight[weight > 0]
    if not len(flag):
        return math.nan, math.nan, math.nan
    share = weight / weight.sum()
    p, kish, n = float(np.clip(share @ flag, 0, 1)), 1 / float(share @ share), len(flag)
    effective = kish
    if 0 < p < 1 and n > 1:
        moved = share * (flag - p) / (1 - share)
        effective = min(p * (1 - p) / ((n - 1) / n * float(moved @ moved)), float(n))
    # Wilson's interval asks for a confidence: that of a normal quantile as wide as Student's.
    quantile = float(special.stdtrit(max(kish - 1, 1.0), 0.5 + confidence / 2))
    low, high = wilson_interval(p * effective, effective, 2 * float(special.ndtr(quantile)) - 1)
    return p, float(low), float(high)


def capped(weights: ArrayLike, times: float = CAP) -> Floats:
    """Return the weights, none above `times` their mean (winsorised from above)."""
    weight = floats(weights)
    return np.asarray(np.minimum(weight, times * weight.mean()))


def largest_share(weights: ArrayLike, k: int = 10) -> float:
    """Return the share of all weight that the `k` largest hold, 0..1.

    >>> largest_share([4, 1, 1, 1, 1], 1)
    0.5
    """
    weight = np.sort(floats(weights))[::-1]
    return float(ratio(weight[:k].sum(), weight.sum()))


def n_carrying(weights: ArrayLike, share: float = 0.5) -> int:
    """Return how many of the largest together hold this share of all weight."""
    weight = np.sort(floats(weights))[::-1]
    return int(np.searchsorted(np.cumsum(weight), share * weight.sum() - 1e-9) + 1)


def without_largest(scores: ArrayLike, weights: ArrayLike, k: int) -> float:
    """Return the weighted score without the `k` largest; NaN where nothing is left."""
    score, weight = floats(scores), floats(weights)
    rest = np.argsort(-weight, kind="stable")[k:]
    return float(ratio(weight[rest] @ score[rest], weight[rest].sum()))


def tells_largest(scores: ArrayLike, weights: ArrayLike) -> bool:
    """Whether the weighted score gives away the score of the one with the largest weight.

    It does when, whatever the others answered, only one of -1, 0 and 1 is possible (the dominance
    rule of statistical disclosure control; Hundepool et al. 2012). Without weights it tells none.

    >>> tells_largest([1, -1, 0], [8, 1, 1]), tells_largest([1, -1, 0], [4, 3, 3])
    (True, False)
    """
    score, weight = floats(scores), floats(weights)
    if not weight.sum() > 0:
        return False
    largest = weight.max()
    others, middle = (weight.sum() - largest) / largest, (weight @ score) / largest
    possible = [answer for answer in (-1, 0, 1) if abs(answer - middle) <= others + 1e-9]
    return len(possible) < 2
