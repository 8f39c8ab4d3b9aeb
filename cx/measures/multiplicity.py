"""Which of many comparisons would stand if luck alone had many tries.

Benjamini & Hochberg 1995: p-values adjusted so that, among those called different at .05, at
most 5 % are expected to be false. Out of scope: the tests themselves.
"""

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from cx.measures.arrays import Floats, floats


def adjust_p_values(p_values: ArrayLike) -> Floats:
    """Return the adjusted p-values in place.

    Missing: a NaN (a comparison that was not made) stays NaN and is not counted.

    >>> adjust_p_values([0.01, float("nan"), 0.04]).tolist()
    [0.02, nan, 0.04]
    """
    given = floats(p_values)
    adjusted = np.full(given.shape, np.nan)
    made = ~np.isnan(given)
    if made.any():
        adjusted[made] = stats.false_discovery_control(given[made])
    return adjusted


def adjust_together(*families: ArrayLike) -> list[Floats]:
    """Return the adjusted p-values of several lists that are read as one.

    >>> [part.tolist() for part in adjust_together([0.01], [0.04, 0.5])]
    [[0.03], [0.06, 0.5]]
    """
    p_values = [floats(family) for family in families]
    ends = np.cumsum([len(family) for family in p_values])[:-1]
    return np.split(adjust_p_values(np.concatenate(p_values)), ends)
