"""Does a group score differently from all others together?

Under "no difference" the group's answers were dealt out of everybody's. For groups that are small,
or whose others are few, all such deals are counted (Fisher's exact test for three bands; Fisher
1935, Pitman 1937): where nearly everybody is pleased, two displeased answers of six look like
nine standard deviations, and are not. From `EXACT_BELOW` answers on both sides the normal
approximation to the same deals is used: a score test with the variance of all answers together.

Units: counts in, probabilities out. Missing: NaN for a group without answers or without others.
Out of scope: how many groups are compared (see multiplicity).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from cx.measures.arrays import Floats, floats
from cx.measures.net_score import difference_test

EXACT_BELOW = 100  # answers in the group or in its others


def rest_test(favourable: ArrayLike, unfavourable: ArrayLike, n: ArrayLike) -> Floats:
    """Return the two-sided p of each group's net score against that of all other groups: (groups,).

    >>> rest_test([3, 5], [1, 1], [6, 6]).round(4).tolist()
    [0.697, 0.697]
    """
    plus, minus, count = (floats(counts) for counts in (favourable, unfavourable, n))
    all_plus, all_minus, everybody = float(plus.sum()), float(minus.sum()), float(count.sum())
    others = everybody - count
    _, p_value = difference_test(
        plus, minus, count, all_plus - plus, all_minus - minus, others, pooled=True
    )
    for group in np.flatnonzero((np.minimum(count, others) < EXACT_BELOW) & ~np.isnan(p_value)):
        # What the others have less the group has more: the smaller side tells the same.
        mine = plus[group], minus[group], count[group]
        theirs = all_plus - plus[group], all_minus - minus[group], others[group]
        smaller = mine if count[group] <= others[group] else theirs
        p_value[group] = _dealt_as_far(*smaller, all_plus, all_minus, everybody)
    return p_value


def _dealt_as_far(
    plus: float, minus: float, n: float, all_plus: float, all_minus: float, everybody: float
) -> float:
    """Return the share of deals of n answers that lie as far from what is expected, or further."""
    hand = np.arange(n + 1)
    ups, downs = hand[:, None], hand[None, :]
    evens = n - ups - downs
    ways = _log_ways(all_plus, ups) + _log_ways(all_minus, downs)
    ways = ways + _log_ways(everybody - all_plus - all_minus, evens)
    share = np.exp(ways - ways.max())
    expected = n * (all_plus - all_minus) / everybody
    as_far = np.abs(ups - downs - expected) >= abs(plus - minus - expected) - 1e-9
    return min(1.0, float(share[as_far].sum() / share.sum()))


def _log_ways(available: float, taken: Floats) -> Floats:
    """Return the logarithm of the number of ways to take so many; minus infinity where it is 0."""
    possible = (taken >= 0) & (taken <= available)
    held = np.where(possible, taken, 0.0)
    ways = special.gammaln(available + 1) - special.gammaln(held + 1)
    return np.where(possible, ways - special.gammaln(available - held + 1), -np.inf)
