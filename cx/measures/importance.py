"""Which driver matters most? Shares of R-squared from a correlation matrix.

The headline is LMG, the Shapley value of R-squared (Lindeman, Merenda & Gold 1980; Kruskal 1987;
Budescu 1993; Groemping 2007): a driver's gain in R-squared averaged over all orders of entry.
All 2^p subsets are solved by sweeping one driver at a time and doubling the set of subsets, so
the cost does not depend on the number of answers. Johnson's relative weights (2000) are the fast
approximation above 20 drivers only: they can distort (Thomas et al. 2014).

Shape: a correlation matrix has the outcome last; leading axes are a batch of matrices.
Units: shares of the outcome's variance, 0..1. They are not effects and have no sign.
Missing: NaN in a matrix gives NaN. Out of scope: where the correlations come from.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from cx.measures.arrays import Floats, floats

MOST_DRIVERS = 22  # 2^22 subsets take about a second and 0.2 GB
SUBSETS_AT_ONCE = 2**16  # subsets x matrices held in memory together: what a cache holds
COLLINEAR = 1e-10  # residual variance below which a driver adds nothing to those before it


def lmg(correlation: ArrayLike) -> Floats:
    """Return each driver's share of R-squared; the shares sum to R-squared.

    Shape: (..., p + 1, p + 1) to (..., p). Errors: ValueError above 22 drivers.

    >>> lmg([[1, 0, 0.6], [0, 1, 0.3], [0.6, 0.3, 1]]).round(2).tolist()
    [0.36, 0.09]
    """
    n_drivers = floats(correlation).shape[-1] - 1
    return grouped_lmg(correlation, [[driver] for driver in range(n_drivers)])


def grouped_lmg(correlation: ArrayLike, groups: Sequence[Sequence[int]]) -> Floats:
    """Return each group's share of R-squared when the drivers of a group enter together.

    `groups` names every driver once by its position. Shape: (..., p + 1, p + 1) to (..., groups).
    """
    matrix = floats(correlation)
    n_drivers = matrix.shape[-1] - 1
    order = [driver for group in groups for driver in group]
    if sorted(order) != list(range(n_drivers)):
        raise ValueError("groups must name every driver exactly once.")
    if len(groups) > MOST_DRIVERS:
        raise ValueError(
            f"{len(groups)} drivers make too many subsets; exact shares need at most "
            f"{MOST_DRIVERS}."
        )
    order.append(n_drivers)
    batch = matrix[..., order, :][..., order].reshape(-1, n_drivers + 1, n_drivers + 1)
    sizes = [len(group) for group in groups]
    at_once = max(1, SUBSETS_AT_ONCE >> len(groups))
    shares = [
        _shapley(_unexplained(batch[start : start + at_once], sizes), len(groups))
        for start in range(0, len(batch), at_once)
    ]
    return np.concatenate(shares).reshape(*matrix.shape[:-2], len(groups))


def _unexplained(matrices: Floats, sizes: Sequence[int]) -> Floats:
    """Return 1 - R-squared of every subset of the groups: (2^groups, batch).

    Bit g of a subset's number says whether group g is in it. The subset axis is kept last and
    unbroken, so that each step is a few long vector operations.
    """
    swept = np.ascontiguousarray(np.moveaxis(matrices, 0, -1))
    n_matrices = swept.shape[-1]
    for size in sizes:
        entered = swept
        for _ in range(size):
            entered = _sweep(entered)
        left = entered.shape[0]
        doubled = np.empty((left, left, 2 * swept.shape[-1]))
        doubled[..., : swept.shape[-1]] = swept[size:, size:]
        doubled[..., swept.shape[-1] :] = entered
        swept = doubled
    return swept.reshape(-1, n_matrices)


def _sweep(covariance: Floats) -> Floats:
    """Return what is left of the other variables once the first one is known."""
    first, rest = covariance[0, 1:], covariance[1:, 1:]
    alone = covariance[0, 0]
    with np.errstate(divide="ignore", invalid="ignore"):
        weight = first * np.where(alone <= COLLINEAR, 0.0, 1 / alone)
    return np.asarray(rest - first[:, None] * weight[None, :])


def _shapley(unexplained: Floats, n_players: int) -> Floats:
    """Return the average gain of each player over all orders: (batch, players)."""
    size = np.zeros(1, dtype=np.int64)
    for _ in range(n_players):
        size = np.concatenate([size, size + 1])
    weight = np.ones(n_players + 1)  # of a coalition of this size, for a player outside it
    for count in range(1, n_players):
        weight[count] = weight[count - 1] * count / (n_players - count)
    weight /= n_players
    outside = unexplained * np.where(size < n_players, weight[size], 0.0)[:, None]
    inside = unexplained * np.where(size > 0, weight[size - 1], 0.0)[:, None]
    # A player gains what is unexplained without it less what is unexplained with it; the sum over
    # the subsets without a player is that over all less that over those with it.
    both = np.ascontiguousarray((inside + outside).T)
    without = outside.T.sum(axis=1)
    gains = np.empty((both.shape[0], n_players))
    # The last player is in the upper half of the subsets; then the halves are added up, which
    # leaves the subsets of the others, and the next to last is in the upper half of those.
    for player in reversed(range(n_players)):
        half = both.shape[1] // 2
        lower, upper = both[:, :half], both[:, half:]
        gains[:, player] = without - upper.sum(axis=1)
        both = lower + upper
    return gains


def relative_weights(correlation: ArrayLike) -> Floats:
    """Return Johnson's relative weights: (..., p + 1, p + 1) to (..., p), summing to R-squared.

    Source: Johnson 2000, Multivariate Behavioral Research 35:1. Only for more than 20 drivers.
    """
    among, with_outcome = _split(correlation)
    values, vectors = np.linalg.eigh(among)
    root = np.sqrt(np.maximum(values, 0.0))
    backwards = np.where(values > COLLINEAR, 1 / np.maximum(root, COLLINEAR), 0.0)
    loadings = (vectors * root[..., None, :]) @ np.swapaxes(vectors, -1, -2)
    inverse = (vectors * backwards[..., None, :]) @ np.swapaxes(vectors, -1, -2)
    slopes = np.einsum("...ij,...j->...i", inverse, with_outcome)
    return np.asarray(np.einsum("...ij,...j->...i", loadings**2, slopes**2))


def standardised_coefficients(correlation: ArrayLike) -> Floats:
    """Return the standardised regression coefficients: (..., p + 1, p + 1) to (..., p).

    Collinear drivers share their coefficient (the shortest solution).
    """
    among, with_outcome = _split(correlation)
    inverse = np.linalg.pinv(among, rcond=COLLINEAR, hermitian=True)
    return np.asarray(np.einsum("...ij,...j->...i", inverse, with_outcome))


def standardised_errors(correlation: ArrayLike, n: ArrayLike) -> Floats:
    """Return the standard errors of the standardised coefficients, by least squares: (p,).

    n is the number of rows, one for all drivers or one for each. Infinite where a driver is an
    exact mixture of others.
    """
    inflation = variance_inflation(correlation)
    spare = np.maximum(floats(n) - inflation.shape[-1] - 1, 1.0)
    left = np.maximum(1 - r_squared(correlation), 0.0)[..., None]
    return np.asarray(np.sqrt(left / spare) * np.sqrt(inflation))


def r_squared(correlation: ArrayLike) -> Floats:
    """Return the share of the outcome's variance that all drivers explain together, 0..1."""
    _, with_outcome = _split(correlation)
    return np.asarray(np.sum(standardised_coefficients(correlation) * with_outcome, axis=-1))


def variance_inflation(correlation: ArrayLike) -> Floats:
    """Return 1 / (1 - R-squared of a driver on the others): (..., p + 1, p + 1) to (..., p).

    Infinite where a driver is an exact mixture of others.
    """
    among, _ = _split(correlation)
    n_drivers = among.shape[-1]
    inflation = []
    for driver in range(n_drivers):
        order = [other for other in range(n_drivers) if other != driver] + [driver]
        left = 1 - r_squared(among[..., order, :][..., order])
        with np.errstate(divide="ignore"):
            inflation.append(np.where(left > COLLINEAR, 1 / left, np.inf))
    return np.stack(inflation, axis=-1)


def _split(correlation: ArrayLike) -> tuple[Floats, Floats]:
    """Return the correlations among the drivers, and those with the outcome."""
    matrix = floats(correlation)
    return matrix[..., :-1, :-1], matrix[..., :-1, -1]
