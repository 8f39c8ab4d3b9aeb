"""What repeated answers do to the ranges and tests of a table of groups.

The answers of whole customers (see Responses.repeated_answers) are put into the groups of the
table, and measured as measures.clusters says. Where no customer repeats everything here is None,
and every figure is that of independent answers.
"""

import numpy as np
from numpy.typing import ArrayLike

from cx.measures.arrays import Floats
from cx.measures.clusters import CustomerMoments, Effects, customer_moments, effects
from cx.store.customers import RepeatedAnswers
from cx.vocabulary import Band

# Favourable, neutral, unfavourable: the net score is the mean of these.
_WORTH = np.array([1.0, 0.0, -1.0])


def net_values(answers: RepeatedAnswers) -> Floats:
    """Return 1, 0 or -1 for each answer; their mean is the net score."""
    return np.asarray(_WORTH[answers.rows["band"].to_numpy(int)])


def in_band(answers: RepeatedAnswers, band: Band) -> Floats:
    """Return 1 for each answer in the band and 0 for others; their mean is a share."""
    return np.asarray(answers.rows["band"].to_numpy(int) == list(Band).index(band), dtype=float)


def moments_of(
    answers: RepeatedAnswers, groups: ArrayLike | None, n_groups: int, values: Floats | None = None
) -> CustomerMoments:
    """Add up by customer and group; without `groups` all are one, without `values` the net score.

    `groups` (answers,) numbers the group of each answer from 0; -1 is none.
    """
    place = np.zeros(len(answers.customer)) if groups is None else groups
    worth = net_values(answers) if values is None else values
    return customer_moments(answers.customer, place, worth, n_groups)


def effects_of(
    answers: RepeatedAnswers | None,
    groups: ArrayLike | None,
    n: ArrayLike,
    values: Floats | None = None,
) -> Effects | None:
    """Return what repeats do to groups of `n` (groups,) answers; None where nobody repeats."""
    if answers is None:
        return None
    counted = np.atleast_1d(np.asarray(n, dtype=float))
    return effects(moments_of(answers, groups, len(counted), values), counted)
