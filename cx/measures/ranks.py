"""How likely is each unit to be among the worst, or the best? Ranks with their uncertainty.

A rank hides how little is known: what can be said of a unit is the probability that its true
score is in the bottom (top) fraction, and the rank to expect of it (Goldstein & Spiegelhalter
1996, JRSS A 159:385; Lin, Louis, Paddock & Ridgeway 2006, Bayesian Analysis 1:915). Each true
score is normal around its shrunken score, independently of the others, given the spread between
units; where that is not known, several spreads are mixed by their weights.

The uncertainty of the common mean moves all units together and hardly any rank: give the spread
of each unit given the mean.
Out of scope: the shrinking itself (see shrinkage), naming people (see tiers).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from cx.measures.arrays import Floats, Integers, floats
from cx.measures.gaps import TIE_DIGITS, group_size

DRAWS = 4000  # a probability is then known to .016 at worst (two standard errors)
FEWEST_DRAWS = 500
CELLS_DRAWN = 4_000_000  # draws x units: bounds the time with thousands of units
CELLS_AT_ONCE = 2**19  # draws x units, or pairs of units, held in memory together


@dataclass(frozen=True, slots=True, eq=False)
class Ranks:
    """What is known of the place of each unit; arrays have one entry per unit, in given order."""

    in_top: Floats  # 0..1, probability of a true score among the best fraction
    in_bottom: Floats  # 0..1, probability of a true score among the worst fraction
    expected: Floats  # 1 = best; the mean of the posterior of the rank


def affordable_draws(n_units: int) -> int:
    """Return how often to draw: with thousands of units fewer draws say as much.

    >>> affordable_draws(100), affordable_draws(2_000), affordable_draws(100_000)
    (4000, 2000, 500)
    """
    return max(FEWEST_DRAWS, min(DRAWS, CELLS_DRAWN // n_units))


def rank_units(
    scores: ArrayLike,
    posterior_sd: ArrayLike,
    fraction: float,
    seed: int,
    draws: int = DRAWS,
    weight: ArrayLike = 1.0,
) -> Ranks:
    """Return the probability of each unit to be in the top and bottom fraction, and its rank.

    Top and bottom have as many units as `group_size` says, so the probabilities add up to that
    number. Units that cannot be told apart share the places between them. Probabilities are
    drawn, expected ranks are exact. `scores` and `posterior_sd` are (units,), or (spreads, units)
    with the `weight` of each spread (see unit_ranges); expected ranks then come from their means.
    Units: those of the scores.
    Missing: a unit without a score or spread gets NaN and takes no place. Errors: ValueError for
    a negative spread, or a fraction outside 0..1.
    """
    score, spread = np.broadcast_arrays(floats(scores), floats(posterior_sd))
    if not 0 < fraction <= 1:
        raise ValueError(f"the fraction must be above 0 and at most 1, not {fraction:g}.")
    score, spread, share = np.atleast_2d(score), np.atleast_2d(spread), np.atleast_1d(weight)
    known = np.isfinite(score).all(axis=0) & np.isfinite(spread).all(axis=0)
    mean, sd = np.round(score[:, known], TIE_DIGITS), spread[:, known]
    if np.any(sd < 0):
        raise ValueError("posterior_sd must be 0 or more.")
    top, bottom, expected = (np.full(score.shape[1], np.nan) for _ in range(3))
    if known.any():
        size = group_size(fraction, mean.shape[1])
        each = np.diff(np.round(np.cumsum(share) * draws), prepend=0).astype(int)
        top[known], bottom[known] = _extreme_shares(mean, sd, size, seed, each)
        middle = np.round(share @ mean, TIE_DIGITS)
        expected[known] = expected_ranks(middle, np.sqrt(share @ sd**2))
    return Ranks(top, bottom, expected)


def _extreme_shares(
    means: Floats, sds: Floats, size: int, seed: int, draws: Integers
) -> tuple[Floats, Floats]:
    """Return how often each unit is drawn among the `size` highest, and the `size` lowest.

    Each row of means and spreads is drawn as often as `draws` says.
    """
    random = np.random.default_rng(seed)
    n_units = means.shape[1]
    at_once = max(1, CELLS_AT_ONCE // n_units)
    highest, lowest = np.zeros(n_units), np.zeros(n_units)
    for mean, sd, n_draws in zip(means, sds, draws.tolist(), strict=True):
        for start in range(0, n_draws, at_once):
            # Half the digits are far more than the draws tell, and are sorted in half the time.
            shape = (min(at_once, n_draws - start), n_units)
            drawn = random.standard_normal(shape, dtype=np.float32)
            drawn *= sd.astype(np.float32)
            drawn += mean.astype(np.float32)
            lowest += _lowest_places(drawn, size)
            highest += _lowest_places(np.negative(drawn, out=drawn), size)
    return highest / draws.sum(), lowest / draws.sum()


def _lowest_places(drawn: NDArray[np.float32], size: int) -> Floats:
    """Return how many of the `size` lowest places each unit has taken over all draws.

    Units tied at the border share the places that are left.
    """
    border = np.partition(drawn, size - 1, axis=1)[:, size - 1 : size]
    below, at_border = drawn < border, drawn == border
    left = size - below.sum(axis=1)
    return np.asarray(below.sum(axis=0) + (left / at_border.sum(axis=1)) @ at_border)


def expected_ranks(scores: ArrayLike, posterior_sd: ArrayLike) -> Floats:
    """Return the expected rank of each unit, 1 = highest: one plus the chances to be surpassed.

    Exact, since the difference of two normals is normal. A pair without any uncertainty and
    without a difference counts half. Missing: not allowed.

    >>> expected_ranks([0.2, 0.5, 0.5], [0.0, 0.0, 0.0]).tolist()
    [3.0, 1.5, 1.5]
    """
    mean, variance = floats(scores), floats(posterior_sd) ** 2
    n = len(mean)
    rank = np.ones(n)
    at_once = max(1, CELLS_AT_ONCE // max(n, 1))
    for start in range(0, n, at_once):
        stop = min(start + at_once, n)
        # Each pair is looked at once: the chance of the one is what the other lacks to 1.
        ahead = mean[None, start:] - mean[start:stop, None]
        with np.errstate(divide="ignore", invalid="ignore"):
            z = ahead / np.sqrt(variance[start:stop, None] + variance[None, start:])
        surpassed = special.ndtr(np.nan_to_num(z))  # 0 / 0: nothing is known, and it counts half
        among, after = surpassed[:, : stop - start], surpassed[:, stop - start :]
        rank[start:stop] += among.sum(axis=1) - 0.5 + after.sum(axis=1)  # not against itself
        rank[stop:] += (1 - after).sum(axis=0)
    return rank
