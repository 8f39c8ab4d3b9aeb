"""How sure is a mean? Student's interval, from the sums that an engine returns.

And how sure is a mean of rough amounts, of which a few are many times the rest: `rough_amount`.

Units: those of the values. Missing: the mean needs one value, the limits two; else NaN.
Out of scope: shares (see proportions) and net scores (see net_score).
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from cx.measures.arrays import Floats, floats, ratio

FEWEST_ALIKE = 10  # amounts alike in size that must tell as much, for a range of rough ones


def t_interval(
    n: ArrayLike,
    total: ArrayLike,
    total_of_squares: ArrayLike,
    confidence: float = 0.95,
    effective_n: ArrayLike | None = None,
) -> tuple[Floats, Floats, Floats]:
    """Return mean, lower and upper limit of each group from its n, sum and sum of squares.

    `effective_n` are the independent values that tell as much, where some belong together.

    >>> [round(float(x), 3) for x in t_interval(4, 10, 30)]  # 1, 2, 3, 4
    [2.5, 0.446, 4.554]
    """
    count, summed, squares = np.broadcast_arrays(floats(n), floats(total), floats(total_of_squares))
    mean = ratio(summed, count)
    spare = np.where(count > 1, count - 1, np.nan)
    # Sums of squares of large numbers may leave a tiny negative remainder.
    deviance = np.maximum(squares - summed * mean, 0.0)
    error = np.sqrt(ratio(ratio(deviance, spare), count))
    reach = special.stdtrit(spare, 0.5 + confidence / 2) * error
    if effective_n is not None:
        reach = reach * np.sqrt(ratio(count, effective_n))
    return mean, mean - reach, mean + reach


@dataclass(frozen=True, slots=True)
class RoughAmount:
    """A weighted mean of amounts that few may carry, with its error relative to it."""

    value: float  # in the unit of the amounts
    relative_error: float  # standard error of the logarithm; NaN unless the mean is above 0
    spare: float  # degrees of freedom of that error
    kish_n: float  # amounts that would tell as much if all weighed the same
    effective_n: float  # and all were of the same size
    n: int  # with a weight

    @property
    def carried(self) -> bool:
        """Whether so few carry the mean that no range of it could be trusted."""
        return self.effective_n < min(FEWEST_ALIKE, self.kish_n / 2)

    @property
    def limits(self) -> tuple[float, float]:
        """The 95 % limits, Student's on the logarithm; NaN where there is none to be trusted."""
        if self.n < 2 or self.carried or not math.isfinite(self.relative_error):
            return math.nan, math.nan
        reach = float(special.stdtrit(self.spare, 0.975)) * self.relative_error
        # An error of several times the mean: no upper limit, and none above any number.
        return self.value * math.exp(-reach), self.value * math.exp(min(reach, 700.0))


def rough_spread(values: ArrayLike, weights: ArrayLike) -> float:
    """Return the variance of amounts about the mean of their group, each over its mean squared.

    weights: (n, groups). Groups whose mean is not above 0 take no part.

    >>> rough_spread([1, 3, 10, 30], [[1, 0], [1, 0], [0, 1], [0, 1]])
    0.5
    """
    value, weight = floats(values), floats(weights)
    of_groups = weight.sum(axis=0)
    mean = ratio(value @ weight, of_groups)
    used = mean > 0
    if not used.any():
        return 0.0
    weight, mean = weight[:, used], mean[used]
    squares = float(np.square(weight * (value[:, None] / mean - 1)).sum())
    n = float((weight > 0).any(axis=1).sum())
    return squares / float(np.square(weight).sum()) * n / max(n - len(mean), 1)


def rough_amount(values: ArrayLike, weights: ArrayLike, spread: float = 0.0) -> RoughAmount:
    """Return the weighted mean of amounts as a ratio estimator (Cochran 1977).

    spread: that of all groups together (`rough_spread`), the least that is taken for this one: a
    small group often lacks the few large amounts that make the mean. The degrees of freedom are
    those of a variance of amounts with such tails (Satterthwaite 1946, from the kurtosis). The
    effective n is Kish's over 1 + spread.
    """
    value, weight = floats(values), floats(weights)
    value, weight = value[weight > 0], weight[weight > 0]
    n = len(value)
    if not n:
        return RoughAmount(math.nan, math.nan, 1.0, 0.0, 0.0, 0)
    kish = float(weight.sum() ** 2 / (weight @ weight))
    mean = float(weight @ value / weight.sum())
    if n < 2 or not mean > 0:
        return RoughAmount(mean, math.nan, 1.0, kish, kish, n)
    moved = np.square(weight / weight.sum() * (value / mean - 1))
    own = n / (n - 1) * float(moved.sum())
    variance = max(own, spread / kish)
    spare = float(n - 1)
    if own > 0:
        kurtosis = n * float(moved @ moved) / float(moved.sum()) ** 2
        spare = min(max(2 * n / max(kurtosis - (n - 3) / (n - 1), 1e-9), 1.0), spare)
    effective = kish / (1 + variance * kish)
    return RoughAmount(mean, math.sqrt(variance), spare, kish, effective, n)
