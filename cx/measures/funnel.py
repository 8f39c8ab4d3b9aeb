"""How far from the target may a unit be by luck alone, given how many answers it has?

Control limits of a funnel plot (Spiegelhalter 2005, Stat Med 24:1185): exact binomial limits for
shares, interpolated so that they do not jump from one n to the next, and normal limits for net
scores, all units sharing the variance of one answer. Where nearly every large unit is outside,
the target is not what they share: limits are widened for overdispersion, by a factor on the
variance (winsorised phi, so that the outliers do not widen the limits that should catch them).

Units: shares of 0..1; net scores of -1..1 unless the caller uses points throughout.
Missing: n = 0 gives NaN. Out of scope: which units are then called unusual.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike
from scipy import special, stats

from cx.measures.arrays import Floats, floats, ratio

LEVELS = (0.001, 0.025, 0.975, 0.999)  # about 3 and 2 standard errors to either side
WINSORISED = 0.1  # share of z scores pulled in on either side; Spiegelhalter's choice


def funnel_limits(target: float, n: ArrayLike, levels: Sequence[float] = LEVELS) -> Floats:
    """Return the limits of a share of n answers when the true share is `target`.

    Shape: (levels, *n). Units: 0..1. Errors: ValueError for a target outside 0..1.
    Source: Spiegelhalter 2005, appendix A.1.1.
    """
    if not 0 <= target <= 1:
        raise ValueError(f"the target must be a share of 0 to 1, not {target:g}.")
    count, level = _by_level(n, levels)
    heard = np.maximum(count, 1.0)
    # The smallest count reached with at least this probability, and how far the probability is
    # on its way there from the count before.
    reached = stats.binom.ppf(level, heard, target)
    surplus = ratio(
        stats.binom.cdf(reached, heard, target) - level, stats.binom.pmf(reached, heard, target)
    )
    limits = np.clip((reached - surplus) / heard, 0.0, 1.0)
    return np.asarray(np.where(count > 0, limits, np.nan))


def net_score_limits(
    target: float,
    one_variance: float,
    n: ArrayLike,
    levels: Sequence[float] = LEVELS,
    phi: float = 1.0,
) -> Floats:
    """Return the normal limits of a net score of n answers when the true score is `target`.

    `one_variance` is the variance of one answer within units (see `pooled_variance`). The limits
    are cut at the ends of the scale. Shape: (levels, *n). Units: -1..1.
    """
    count, level = _by_level(n, levels)
    spread = np.sqrt(phi * ratio(one_variance, count))
    return np.asarray(np.clip(target + special.ndtri(level) * spread, -1.0, 1.0))


def _by_level(n: ArrayLike, levels: Sequence[float]) -> tuple[Floats, Floats]:
    """Return n and the levels laid out so that they broadcast to (levels, *n)."""
    count = floats(n)
    return count, floats(levels).reshape(-1, *(1,) * count.ndim)


def winsorised_phi(z: ArrayLike, share: float = WINSORISED) -> float:
    """Return by how much the variance of the units exceeds that of luck; 1 or more.

    `z` are the distances of the units from the target in standard errors. The most extreme
    `share` on either side is pulled in to the next value, which also takes a part of an honest
    spread (a tenth keeps .68 of the variance of a normal): the limits are widened with caution.
    Missing: NaN is left out; 1 without any unit.
    """
    known = floats(z)
    known = known[np.isfinite(known)]
    if len(known) == 0:
        return 1.0
    pulled_in = np.asarray(stats.mstats.winsorize(known, limits=(share, share)))
    return max(1.0, float(np.mean(pulled_in**2)))
