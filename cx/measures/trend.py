"""Does the score rise or fall steadily? Least squares over all answers, from counts.

Ordinary least squares of the answers coded +1, 0, -1 on time, which counts per period give exactly.
Never feed overlapping windows: their overlap alone looks like a trend.

Units: net scores of -1..1; slopes per unit of time. Missing: periods without answers are left
out. Out of scope: seasons, forecasts, periods that differ by themselves (see period_trend).
"""

import math

from numpy.typing import ArrayLike

from cx.measures.arrays import floats
from cx.measures.net_score import net_score, variance


def slope_of_answers(
    times: ArrayLike, favourable: ArrayLike, unfavourable: ArrayLike, n: ArrayLike
) -> tuple[float, float]:
    """Return the change of the score per unit of time, and its standard error.

    `times` are the periods as numbers (0, 1, 2 ... for months). Missing: NaN for a single period;
    no error where the answers leave nothing to measure it by.
    """
    time, plus, minus, total = (floats(each) for each in (times, favourable, unfavourable, n))
    kept = total > 0
    time, plus, minus, total = time[kept], plus[kept], minus[kept], total[kept]
    everybody, score = float(total.sum()), net_score(plus, minus, total)
    centred = time - (float(total @ time) / everybody if everybody else 0.0)
    spread = float(total @ centred**2)
    if spread == 0:
        return math.nan, math.nan
    if variance(plus.sum(), minus.sum(), everybody) == 0:  # every answer is the same
        return 0.0, 0.0
    slope = float((total * centred) @ score) / spread
    mean = float(total @ score) / everybody
    residual = float((plus + minus).sum()) - everybody * mean**2 - slope**2 * spread
    if not residual > 0 or everybody <= 2:
        return slope, math.nan
    return slope, math.sqrt(residual / (everybody - 2) / spread)
