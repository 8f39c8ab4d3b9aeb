"""How do the columns move together? Moments from sums that can be added and re-weighted.

A Gram matrix is the sum of (1, x)(1, x)' over rows; it holds n, the sums and the products. Gram
matrices of blocks of rows add up, so a bootstrap can re-weight blocks without touching rows.

Shape: a Gram matrix is (..., 1 + p, 1 + p); leading axes are a batch. Missing: rows must be
complete (see missing for the rest). Out of scope: what the moments are used for.
"""

import numpy as np
from numpy.typing import ArrayLike

from cx.measures.arrays import Floats, Integers, floats, ratio


def gram(rows: ArrayLike, weights: ArrayLike | None = None) -> Floats:
    """Return the Gram matrix of the rows (n, p), each row counting by its weight."""
    with_one = _with_one(floats(rows))
    weighted = with_one if weights is None else with_one * floats(weights)[:, None]
    return np.asarray(weighted.T @ with_one)


def block_of_rows(
    n_rows: int, n_blocks: int, seed: int, customers: Integers | None = None
) -> Integers:
    """Return the block of each row: blocks of equal size (to one row), filled at random.

    With as many blocks as rows, or more, each row is its own block. Where `customers` (n_rows,) are
    given, all rows of one customer are in one block.
    """
    if customers is not None:
        numbers, who = np.unique(customers, return_inverse=True)
        return block_of_rows(len(numbers), n_blocks, seed)[who]
    if n_blocks >= n_rows:
        return np.arange(n_rows)
    block = np.empty(n_rows, dtype=np.int64)
    sizes = np.full(n_blocks, n_rows // n_blocks)
    sizes[: n_rows % n_blocks] += 1
    block[_random_order(n_rows, seed)] = np.repeat(np.arange(n_blocks), sizes)
    return block


def block_grams(
    rows: ArrayLike, n_blocks: int, seed: int, customers: Integers | None = None
) -> Floats:
    """Split the rows (n, p) at random into equal blocks and return the Gram matrix of each.

    Shape: (n_blocks, 1 + p, 1 + p), or (n, 1 + p, 1 + p) with fewer rows than blocks; they sum to
    the Gram matrix of all rows. The blocks are those of `block_of_rows`.
    Values far from 0 lose digits: subtract the column means first.
    """
    with_one = _with_one(floats(rows))
    n, width = with_one.shape
    if customers is None and n_blocks >= n:
        return np.asarray(with_one[:, :, None] * with_one[:, None, :])
    block = block_of_rows(n, n_blocks, seed, customers)
    sizes = np.bincount(block)
    first, ordered = np.cumsum(sizes) - sizes, np.argsort(block, kind="stable")
    grams = np.empty((len(sizes), width, width))
    # Blocks of as many rows lie on one another, and are multiplied at once.
    for size in np.unique(sizes):
        alike = np.flatnonzero(sizes == size)
        parts = with_one[ordered[first[alike][:, None] + np.arange(size)]]
        grams[alike] = np.swapaxes(parts, 1, 2) @ parts
    return grams


def _random_order(n_rows: int, seed: int) -> Integers:
    return np.random.default_rng(seed).permutation(n_rows)


def _with_one(values: Floats) -> Floats:
    return np.concatenate([np.ones((len(values), 1)), values], axis=1)


def covariance_of_gram(grams: ArrayLike) -> tuple[Floats, Floats]:
    """Return the means (..., p) and the covariances (..., p, p; divisor n) of Gram matrices."""
    matrix = floats(grams)
    mean = ratio(matrix[..., 0, 1:], matrix[..., :1, 0])
    second = ratio(matrix[..., 1:, 1:], matrix[..., :1, :1])
    return mean, np.asarray(second - mean[..., :, None] * mean[..., None, :])


def correlation_of_covariance(covariance: ArrayLike) -> Floats:
    """Return the correlations (..., p, p); NaN for a column that does not vary."""
    matrix = floats(covariance)
    variances = np.diagonal(matrix, axis1=-2, axis2=-1)
    sd = np.sqrt(np.maximum(variances, 0.0))
    correlation = ratio(matrix, sd[..., :, None] * sd[..., None, :])
    diagonal = np.where(sd > 0, 1.0, np.nan)
    index = np.arange(matrix.shape[-1])
    correlation[..., index, index] = diagonal
    return correlation


def correlations_with(outcome: ArrayLike, columns: ArrayLike) -> Floats:
    """Return the correlation (p,) of each column (n, p) with the outcome (n,).

    Missing: each column by the rows that it has. NaN where nothing varies there.
    """
    values, y = floats(columns), floats(outcome)
    known = ~np.isnan(values)
    n = known.sum(axis=0)
    # Centring first keeps the digits; what is missing then adds nothing to a sum.
    x = np.where(known, values - ratio(np.where(known, values, 0.0).sum(axis=0), n), 0.0)
    y_of = np.where(known, y[:, None] - ratio(y @ known, n), 0.0)
    return ratio((x * y_of).sum(axis=0), np.sqrt((x**2).sum(axis=0) * (y_of**2).sum(axis=0)))


def smallest_eigenvalue(correlation: ArrayLike) -> Floats:
    """Return the smallest eigenvalue; below 0 the matrix cannot belong to any data.

    Pairwise correlations of incomplete answers can be like that: use EM moments instead.
    """
    return np.asarray(np.linalg.eigvalsh(floats(correlation))[..., 0])
