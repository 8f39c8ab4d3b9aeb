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

A tier names a person, so it also takes a least reliability: of the raw distance from the mean at
least half is the performer's own. Below that the place is mostly luck, however far it is.

Out of scope: the shrinking itself (see shrinkage), the ranges (see unit_ranges).
"""

from enum import IntEnum

import numpy as np
from numpy.typing import ArrayLike

from cx.measures.arrays import Integers, floats

LEAST_RELIABILITY = 0.5  # of whoever is named: more of the distance is the performer than is luck


class Tier(IntEnum):
    """Where a performer stands against the average of all."""

    UNKNOWN = 0  # no score
    ABOVE = 1
    AVERAGE = 2
    BELOW = 3


NAMED = (Tier.ABOVE, Tier.BELOW)


def tiers(
    low: ArrayLike,
    high: ArrayLike,
    overall_mean: float,
    reliability: ArrayLike = 1.0,
    distinguishable: bool = True,
) -> Integers:
    """Return the tier of each performer: 1 above, 2 about average, 3 below, 0 without a range.

    `low` and `high` are the ends of the 95 % ranges of the true scores. When it is not established
    that performers differ at all (heterogeneity p of .01 or more), say so with `distinguishable`,
    and nobody is named. Units: those of the scores; reliability 0..1.
    """
    lower, upper, kept = np.broadcast_arrays(floats(low), floats(high), floats(reliability))
    may_be_named = (kept >= LEAST_RELIABILITY) & distinguishable
    tier = np.full(lower.shape, Tier.AVERAGE, np.int64)
    tier[may_be_named & (lower >= overall_mean)] = Tier.ABOVE
    tier[may_be_named & (upper <= overall_mean)] = Tier.BELOW
    tier[(lower == overall_mean) & (upper == overall_mean)] = Tier.AVERAGE
    tier[np.isnan(lower) | np.isnan(upper)] = Tier.UNKNOWN
    return tier
