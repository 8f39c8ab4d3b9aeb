"""Three ways to say how important a driver is, side by side, and how far to trust the answer.

LMG is the headline, Johnson's relative weights its fast approximation (and the headline above 20
drivers, where LMG has too many orders of entry), and the squared correlation what a driver goes
with when the others are left alone. All come from one correlation matrix.
"""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum

import numpy as np
from scipy import special

from cx.measures.arrays import Flags, Floats
from cx.measures.importance import grouped_lmg, relative_weights

MOST_FOR_LMG = 20  # above this the number of orders makes exact LMG slow
MOST_FOR_NOISE_BY_LMG = 8  # above this Johnson's weights stand in: idle drivers fare alike
TRUSTED_R_SQUARED = 0.1  # adjusted; below this the drivers explain too little to act on
SOLID_R_SQUARED = 0.2  # adjusted; below this the order is a lead, not a result
FEWEST_PER_DRIVER = 10  # responses; below this the order is luck
ENOUGH_PER_DRIVER = 30
AGREEING_SHARE = 2 / 3  # of the drivers, whose place all methods agree on
INFLATED_FROM = 10.0  # variance inflation above which drivers stand in for one another
# On one page: which drivers matter most, which bend, and do they matter otherwise in some group.
# The first has gates of its own (pairs at 1 - .05 / p) and hardly ever spends its share.
QUESTIONS_OF_DRIVERS = 3


class Method(StrEnum):
    """A way to say how important a driver is."""

    LMG = "LMG"
    JOHNSON = "Johnson's relative weights"
    CORRELATION = "squared correlation"


class Trust(StrEnum):
    """How far a ranking can be trusted."""

    RELIABLE = "reliable"
    LEANING = "leaning"
    EXPLORATORY = "exploratory only"


class Doubt(StrEnum):
    """Why a ranking is not called reliable."""

    FEW_RESPONSES = "few responses for each driver"
    LITTLE_EXPLAINED = "the drivers explain little"
    METHODS_DISAGREE = "the methods disagree"
    COLLINEAR = "drivers stand in for one another"
    TIED = "which drivers lead cannot be told"


def methods_for(n_drivers: int) -> tuple[Method, ...]:
    """Return the methods that so many drivers allow, the headline first."""
    return tuple(Method) if n_drivers <= MOST_FOR_LMG else (Method.JOHNSON, Method.CORRELATION)


def side_by_side(
    groups: Sequence[Sequence[int]], methods: Sequence[Method]
) -> Callable[[Floats], Floats]:
    """Return the function from correlation matrices to the importance of each group.

    Shape: (..., k, k) to (..., methods x groups), method after method. A column that belongs to
    several groups enters with the first of them, so that they share what it explains.
    """
    order = [column for group in groups for column in group]
    ends = np.cumsum([len(group) for group in groups])
    starts = ends - [len(group) for group in groups]
    own = [list(range(start, end)) for start, end in zip(starts, ends, strict=True)]
    by_method: Mapping[Method, Callable[[Floats], Floats]] = {
        Method.LMG: lambda matrix: grouped_lmg(matrix, own),
        Method.JOHNSON: lambda matrix: np.add.reduceat(relative_weights(matrix), starts, axis=-1),
        # The columns of a group are uncorrelated by design, so their squares add up.
        Method.CORRELATION: lambda matrix: np.add.reduceat(
            matrix[..., :-1, -1] ** 2, starts, axis=-1
        ),
    }

    def importance(correlation: Floats) -> Floats:
        chosen = [*order, correlation.shape[-1] - 1]
        matrix = correlation[..., chosen, :][..., chosen]
        return np.concatenate([by_method[method](matrix) for method in methods], axis=-1)

    return importance


def same_third(importances: Floats) -> Flags:
    """Say of which drivers all methods agree on the place: top, middle or bottom third.

    Shape: (methods, p) to (p,).

    >>> same_third(np.array([[0.5, 0.3, 0.1], [0.4, 0.1, 0.2]])).tolist()
    [True, False, False]
    """
    place = np.argsort(np.argsort(-importances, axis=1, kind="stable"), axis=1)
    third = 3 * place // importances.shape[1]
    return np.asarray((third == third[0]).all(axis=0))


def judge(
    n: int,
    n_drivers: int,
    adjusted: float,
    agreeing_share: float,
    largest_inflation: float,
    *,
    tied: bool = False,
) -> tuple[Trust, tuple[Doubt, ...]]:
    """Say how far a ranking can be trusted, and what stands against it."""
    per_driver = n / n_drivers
    doubts = {
        Doubt.FEW_RESPONSES: per_driver < ENOUGH_PER_DRIVER,
        Doubt.LITTLE_EXPLAINED: adjusted < SOLID_R_SQUARED,
        Doubt.METHODS_DISAGREE: agreeing_share < AGREEING_SHARE,
        Doubt.COLLINEAR: largest_inflation > INFLATED_FROM,
        Doubt.TIED: tied,
    }
    found = tuple(doubt for doubt, holds in doubts.items() if holds)
    if per_driver < FEWEST_PER_DRIVER or adjusted < TRUSTED_R_SQUARED:
        return Trust.EXPLORATORY, found
    return (Trust.LEANING if found else Trust.RELIABLE), found


def chance_of_r_squared(value: float, n: int, n_drivers: int) -> float:
    """Return the probability that idle drivers explain as much or more (F test)."""
    if value >= 1:
        return 0.0
    spare = n - n_drivers - 1
    return float(special.fdtrc(n_drivers, spare, max(value, 0.0) / n_drivers / (1 - value) * spare))


def adjusted_r_squared(value: float, n: int, n_drivers: int) -> float:
    """Return R2 less what that many drivers explain by chance (Wherry's adjustment)."""
    return 1 - (1 - value) * (n - 1) / (n - n_drivers - 1)
