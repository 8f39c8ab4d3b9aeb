"""Which performers can be told apart from the average.

Tiers, not ranks. A performer is above (or below) average when the whole 95 % interval of the
shrunken score lies above (or below) the overall mean; everybody else is about average. It is what
an eye reads from intervals and a line at the mean.

Why no correction for many performers follows: the shrinking has made it. Each named performer is
on the wrong side with a probability of at most .025, so of all who are named at most 2.5 % are
expected to be, however many were looked at (Gelman, Hill & Yajima 2012, J Res Educ Effectiveness
5:189; the bound is that of a posterior false discovery rate). In simulated worlds where nobody
differs anyone was named in at most 2 % of worlds (12 to 1,364 performers); where performers differ
by 10 points (SD) .011-.031 of the names were wrong. Correcting these probabilities once more
(Benjamini-Hochberg) would correct twice: it names 1 of 120 performers where this rule names 14.

Out of scope: the shrinking itself (see shrinkage).
"""

from __future__ import annotations

from enum import IntEnum

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from cx.measures.arrays import Floats, Integers, floats


class Tier(IntEnum):
    """Where a performer stands against the average of all."""

    UNKNOWN = 0  # no score
    ABOVE = 1
    AVERAGE = 2
    BELOW = 3


def wrong_side_probability(
    shrunken: ArrayLike, posterior_sd: ArrayLike, overall_mean: float
) -> Floats:
    """Return how likely each true score is on the other side of the mean; 0..0.5.

    0.5 says nothing, and is what everybody gets who is shrunken to the mean.
    """
    distance, sd = np.abs(floats(shrunken) - overall_mean), floats(posterior_sd)
    with np.errstate(divide="ignore", invalid="ignore"):
        z = np.where(sd > 0, distance / sd, np.inf)
    z = np.where(distance < 1e-12, 0.0, z)
    return np.where(np.isnan(distance) | np.isnan(sd), np.nan, special.ndtr(-z))


def tiers(
    shrunken: ArrayLike,
    posterior_sd: ArrayLike,
    overall_mean: float,
    confidence: float = 0.95,
    distinguishable: bool = True,
) -> Integers:
    """Return the tier of each performer: 1 above, 2 about average, 3 below, 0 without a score.

    When it is not established that performers differ at all (heterogeneity p of .01 or more),
    say so with `distinguishable`, and nobody is named. Units: those of the scores.
    """
    score = floats(shrunken)
    wrong = wrong_side_probability(score, posterior_sd, overall_mean)
    sure = (wrong <= (1 - confidence) / 2) & distinguishable
    side = np.where(score > overall_mean, Tier.ABOVE, Tier.BELOW)
    tier = np.where(sure, side, Tier.AVERAGE)
    return np.where(np.isnan(wrong), Tier.UNKNOWN, tier).astype(np.int64)
