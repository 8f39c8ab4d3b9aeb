"""Does a group score differently from all others together?

Under "no difference" the group's answers were dealt out of everybody's. For groups that are small,
or whose others are few, all such deals are counted (Fisher's exact test for three bands; Fisher
1935, Pitman 1937): where nearly everybody is pleased, two displeased answers of six look like
nine standard deviations, and are not. From `EXACT_BELOW` answers on both sides the tails of the
same deals are taken from the Edgeworth series to the fourth moment (Robinson 1978, Annals of
Statistics 6:1005), with the exact moments of a sum drawn without replacement and half a step of
continuity: where 97 of 100 are pleased the bell curve claims too much.

Units: counts in, probabilities out. Missing: NaN for a group without answers or without others.
Out of scope: how many groups are compared (see multiplicity).
"""

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from cx.measures.arrays import Floats, floats, ratio

EXACT_BELOW = 100  # answers in the group or in its others
LEAST_VARIANCE = 1e-12  # of one answer; below it all answers are the same


def rest_test(favourable: ArrayLike, unfavourable: ArrayLike, n: ArrayLike) -> Floats:
    """Return the two-sided p of each group's net score against that of all other groups: (groups,).

    >>> rest_test([3, 5], [1, 1], [6, 6]).round(4).tolist()
    [0.697, 0.697]
    """
    plus, minus, count = (floats(counts) for counts in (favourable, unfavourable, n))
    all_plus, all_minus, everybody = float(plus.sum()), float(minus.sum()), float(count.sum())
    others = everybody - count
    p_value = _by_moments(plus - minus, count, all_plus, all_minus, everybody)
    for group in np.flatnonzero((np.minimum(count, others) < EXACT_BELOW) & ~np.isnan(p_value)):
        # What the others have less the group has more: the smaller side tells the same.
        mine = plus[group], minus[group], count[group]
        theirs = all_plus - plus[group], all_minus - minus[group], others[group]
        smaller = mine if count[group] <= others[group] else theirs
        p_value[group] = _dealt_as_far(*smaller, all_plus, all_minus, everybody)
    return p_value


def _by_moments(
    net: Floats, n: Floats, all_plus: float, all_minus: float, everybody: float
) -> Floats:
    """Return the share of deals of n answers that lie as far, by the moments of such a deal.

    `net` are favourable less unfavourable answers of each group, and `n` all of its answers.
    """
    held = n * (everybody - n)  # 0 for a group that is empty, or everybody
    mean = (all_plus - all_minus) / max(everybody, 1.0)
    values = np.array([1.0, 0.0, -1.0]) - mean
    shares = np.array([all_plus, everybody - all_plus - all_minus, all_minus]) / max(everybody, 1.0)
    second, third, fourth = (float(shares @ values**power) for power in (2, 3, 4))
    if second < LEAST_VARIANCE or everybody < 4:
        return np.full(n.shape, np.nan)
    size = everybody
    spread = held * second / (size - 1)
    skewed = held * (size - 2 * n) * third / ((size - 1) * (size - 2))
    pairs = (n - 1) * (size - n - 1)
    peaked = (size * (size + 1) - 6 * held) * fourth + 3 * size * pairs * second**2
    peaked = held * peaked / ((size - 1) * (size - 2) * (size - 3))
    skewness, excess = ratio(skewed, spread**1.5), ratio(peaked, spread**2) - 3
    # Without neutral answers a net count moves by two at a time.
    step = 1.0 if shares[1] > 0 else 2.0
    away = np.abs(net - n * mean)
    above, below = (side * (net - n * mean) for side in (1.0, -1.0))
    p_value = np.zeros(n.shape)
    for mine, lean in ((above, 1.0), (below, -1.0)):
        # The first count on this side that lies as far, half a step nearer.
        nearest = mine + step * np.ceil((away - mine) / step - 1e-9)
        at = ratio(nearest - step / 2, np.sqrt(spread))
        p_value = p_value + _upper_tail(at, lean * skewness, excess)
    return np.where(held > 0, np.minimum(p_value, 1.0), np.nan)


def _upper_tail(z: Floats, skewness: Floats, excess: Floats) -> Floats:
    """Return the chance of z or more by the Edgeworth series; not below 0."""
    second = z**2 - 1
    third = z**3 - 3 * z
    fifth = z**5 - 10 * z**3 + 15 * z
    bend = skewness * second / 6 + excess * third / 24 + skewness**2 * fifth / 72
    density = np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)
    return np.asarray(np.maximum(special.ndtr(-z) + density * bend, 0.0))


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
