"""How sure is a mean? Student's interval, from the sums that an engine returns.

Units: those of the values. Missing: the mean needs one value, the limits two; else NaN.
Out of scope: shares (see proportions) and net scores (see net_score).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from cx.measures.arrays import Floats, floats, ratio


def t_interval(
    n: ArrayLike, total: ArrayLike, total_of_squares: ArrayLike, confidence: float = 0.95
) -> tuple[Floats, Floats, Floats]:
    """Return mean, lower and upper limit of each group from its n, sum and sum of squares.

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
    return mean, mean - reach, mean + reach
