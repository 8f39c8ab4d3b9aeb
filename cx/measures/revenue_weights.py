"""How much of a revenue-weighted score hangs on few customers?

Weights are what customers spend; the weighted score itself, its Taylor error and Kish's effective n
are in net_score. Here: the weights capped, the share of the largest, and how far the score would
move if the largest had not answered, and whether it gives one of them away.
Units: weights in money, scores of -1..1. Missing: give none.
Out of scope: whose revenue is whose.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from cx.measures.arrays import Floats, floats, ratio

CAP = 5.0  # times the mean weight


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
