"""How sure is a share? Wilson's interval, and Newcombe's for the difference of two shares.

Sources: Wilson 1927; Newcombe 1998, Stat Med 17:857 and 17:873.
Units: shares of 0..1. Missing: n = 0 gives NaN.
Out of scope: net scores (see net_score).
"""

import numpy as np
from numpy.typing import ArrayLike

from cx.measures.arrays import Floats, floats, ratio, two_sided_z
from cx.measures.net_score import mover_difference


def wilson_interval(
    successes: ArrayLike, n: ArrayLike, confidence: float = 0.95
) -> tuple[Floats, Floats]:
    """Return the lower and upper limit of each share."""
    hits, total = np.broadcast_arrays(floats(successes), floats(n))
    if np.any((hits < 0) | (hits > total + 1e-9)):
        raise ValueError("successes must be between 0 and n.")
    z = two_sided_z(confidence)
    share = ratio(hits, total)
    middle = (hits + z**2 / 2) / (total + z**2)
    reach = z / (total + z**2) * np.sqrt(total * share * (1 - share) + z**2 / 4)
    # Exactly 0 and 1 at the ends, where the formula leaves a rounding error.
    low = np.where(hits == 0, 0.0, np.maximum(middle - reach, 0.0))
    high = np.where(hits == total, 1.0, np.minimum(middle + reach, 1.0))
    return np.where(total > 0, low, np.nan), np.where(total > 0, high, np.nan)


def newcombe_difference(
    successes: ArrayLike,
    n: ArrayLike,
    other_successes: ArrayLike,
    other_n: ArrayLike,
    confidence: float = 0.95,
) -> tuple[Floats, Floats, Floats]:
    """Return the first share minus the second with its limits (Newcombe's hybrid score)."""
    return mover_difference(
        ratio(successes, n),
        wilson_interval(successes, n, confidence),
        ratio(other_successes, other_n),
        wilson_interval(other_successes, other_n, confidence),
    )
