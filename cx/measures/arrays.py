"""What every measure shares: the type of an array of numbers, and division that knows nothing.

Out of scope: statistics.
"""

from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

Floats: TypeAlias = NDArray[np.float64]
Integers: TypeAlias = NDArray[np.int64]
Flags: TypeAlias = NDArray[np.bool_]


def floats(values: ArrayLike) -> Floats:
    """Return the values as an array of float64."""
    return np.asarray(values, dtype=np.float64)


def ratio(numerator: ArrayLike, denominator: ArrayLike) -> Floats:
    """Divide; where the denominator is 0 the answer is unknown (NaN), without a warning."""
    top, bottom = np.broadcast_arrays(floats(numerator), floats(denominator))
    unknown = np.full(top.shape, np.nan)
    return np.asarray(np.divide(top, bottom, out=unknown, where=bottom != 0))


def two_sided_z(confidence: float) -> float:
    """Return the standard normal quantile of a two-sided interval: .95 gives 1.96."""
    return float(special.ndtri(0.5 + confidence / 2))
