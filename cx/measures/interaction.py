"""Is it the same everywhere? Do drivers, or segments, work together or just add up?

Two tests of "additive" against "everything its own":

- Drivers by group (Chow 1960, Econometrica 28:591): one slope per driver for all groups, against
  slopes of each group's own. Groups have their own level in both. F test, from the moments of
  each group alone. Where groups stand at different levels of an outcome with ends, straight lines
  differ though nothing else does, so the test is also made on a latent scale (proportional odds;
  Rao's score test, as F).
- Cells of two categories (channel x behaviour): bands follow log-linear main effects of both
  categories, against shares of each cell's own (no three-way interaction; Bishop, Fienberg &
  Holland 1975, Discrete Multivariate Analysis). Likelihood ratio, from counts alone; the additive
  counts are found by iterative proportional fitting (Deming & Stephan 1940).

Look at single groups or cells only when the test says that there is something to see.
Missing: moments of incomplete rows (EM) overstate n; give the number of complete rows to be safe.
Out of scope: which cell differs (compare each with the rest).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from cx.measures.arrays import Flags, Floats, Integers, floats, ratio
from cx.measures.correlation import covariance_of_gram
from cx.measures.proportional_odds import (
    clustered_score_test,
    fit_proportional_odds,
    score_test,
)

COLLINEAR = 1e-10  # relative; drivers that mix others exactly do not count as drivers
TOLERANCE = 1e-9  # answers by which a fitted margin may still be off
MOST_ROUNDS = 2000  # of iterative proportional fitting


@dataclass(frozen=True, slots=True)
class SlopesTest:
    """Whether the slopes of drivers differ between groups."""

    f: float  # about 1 when they do not differ; NaN when there are too few rows
    # Slopes that own slopes need beyond common ones; fewer where some customers answer more often.
    degrees_of_freedom: float
    # Rows beyond the levels and slopes of all groups; customers, where they answer more than once.
    residual_degrees_of_freedom: int
    p_value: float
    r_squared_common: float  # 0..1, of levels by group and common slopes
    r_squared_own: float  # 0..1, of levels and slopes by group


def slopes_test(means: ArrayLike, covariances: ArrayLike, n: ArrayLike) -> SlopesTest:
    """Test whether drivers go with the outcome alike in all groups, from moments by group.

    Shape: (groups, p + 1), (groups, p + 1, p + 1; divisor n) and (groups,), the outcome last.
    Groups without rows are left out. Assumes the same residual variance in all groups.
    """
    count = floats(n)
    mean, matrix, count = floats(means)[count > 0], floats(covariances)[count > 0], count[count > 0]
    products = matrix * count[:, None, None]
    own = [_regression(product) for product in products]
    common_rank, common_left = _regression(products.sum(axis=0))
    own_rank, own_left = sum(rank for rank, _ in own), sum(left for _, left in own)
    more = own_rank - common_rank
    spare = round(float(count.sum())) - len(count) - own_rank
    overall = float(count @ mean[:, -1]) / float(count.sum())
    total = float(products[:, -1, -1].sum() + count @ (mean[:, -1] - overall) ** 2)
    f = math.nan
    if more > 0 and spare > 0 and own_left > COLLINEAR * total:
        f = (common_left - own_left) / more / (own_left / spare)
    return SlopesTest(
        f=f,
        degrees_of_freedom=more,
        residual_degrees_of_freedom=max(spare, 0),
        p_value=float(special.fdtrc(more, spare, max(f, 0.0))) if not math.isnan(f) else math.nan,
        r_squared_common=float(1 - ratio(common_left, total)),
        r_squared_own=float(1 - ratio(own_left, total)),
    )


def slopes_test_of_grams(grams: ArrayLike) -> SlopesTest:
    """Test as `slopes_test` does, from the Gram matrix of each group (see `correlation.gram`).

    Shape: (groups, p + 2, p + 2), the outcome last. Values far from 0 lose digits: subtract the
    column means of all rows first.
    """
    matrix = floats(grams)
    means, covariances = covariance_of_gram(matrix)
    return slopes_test(means, covariances, matrix[:, 0, 0])


def latent_slopes_test(
    parts: Sequence[Floats], straight: SlopesTest, customers: Sequence[Integers] | None = None
) -> SlopesTest:
    """Test the slopes on a latent scale, from the rows of each group: (n, p + 1), outcome last.

    `straight` is the test of the same groups by straight lines, whose R-squared are kept. The
    score statistic over its degrees of freedom is read as F of the rows that are left, which is
    fairer than chi-square where they are few. `customers` says of each group who gave which row,
    where some gave more than one: scores are then added up within customers.
    """
    rows = np.concatenate(parts)
    group = np.repeat(np.arange(len(parts)), [len(part) for part in parts])
    drivers, outcome = rows[:, :-1], rows[:, -1]
    if np.ptp(outcome) == 0:
        return straight
    spread = drivers.std(axis=0)
    drivers = (drivers - drivers.mean(axis=0)) / np.where(spread > 0, spread, 1.0)
    levels = floats(group[:, None] == np.arange(1, len(parts)))
    common = np.column_stack([drivers, levels])
    own = (levels[:, :, None] * drivers[:, None, :]).reshape(len(rows), -1)
    fit = fit_proportional_odds(outcome, common)
    if customers is not None:
        f, freedom, left = clustered_score_test(fit, common, own, np.concatenate(customers))
        return replace(
            straight,
            f=f,
            degrees_of_freedom=freedom,
            residual_degrees_of_freedom=left,
            p_value=float(special.fdtrc(freedom, left, f)) if f > 0 else math.nan,
        )
    statistic, more = score_test(fit, common, own)
    spare = len(rows) - len(fit.thresholds) - common.shape[1] - more
    f, p_value = math.nan, math.nan
    if more > 0 and spare > 0:
        # As a share of what there is to explain: the score statistic is n times it.
        f = statistic / more * spare / max(len(rows) - statistic, 1.0)
        p_value = float(special.fdtrc(more, spare, max(f, 0.0)))
    return replace(
        straight,
        f=f,
        degrees_of_freedom=more,
        residual_degrees_of_freedom=max(spare, 0),
        p_value=p_value,
    )


def _regression(products: Floats) -> tuple[int, float]:
    """Return how many slopes there are, and the sum of squares of the outcome they leave."""
    among, with_outcome = products[:-1, :-1], products[:-1, -1]
    scale = np.sqrt(np.maximum(np.diag(among), 0.0))
    unit = np.where(scale > 0, scale, 1.0)
    values, axes = np.linalg.eigh(among / np.outer(unit, unit))
    seen = values > COLLINEAR * len(values)
    along = axes[:, seen].T @ (with_outcome / unit)
    left = float(products[-1, -1] - np.sum(along**2 / values[seen]))
    return int(seen.sum()), max(left, 0.0)


@dataclass(frozen=True, slots=True, eq=False)
class CellsTest:
    """Whether cells of two categories hold more than what the categories add up to."""

    statistic: float  # likelihood ratio, G squared
    degrees_of_freedom: int
    p_value: float  # NaN when nothing is left to test
    expected: Floats  # (a, b, bands) counts under main effects only
    smallest_expected: float  # below about 5 the p value is a rough guide


def cells_test(counts: ArrayLike) -> CellsTest:
    """Test main effects of two categories on bands against shares of each cell's own.

    Shape: (a, b, bands), the number of answers. Cells that nobody is in, and bands that nobody
    chose, take no part. Errors: ValueError for negative counts.
    """
    seen = floats(counts)
    if np.any(seen < 0):
        raise ValueError("counts must be 0 or more.")
    expected = _proportionally_fitted(seen)
    statistic = 2 * float(np.sum(special.xlogy(seen, np.where(seen > 0, ratio(seen, expected), 1))))
    heard = seen.sum(axis=2) > 0
    n_bands = int(np.count_nonzero(seen.sum(axis=(0, 1))))
    freedom = max(n_bands - 1, 0) * _interactions(heard)
    possible = expected[heard][:, seen.sum(axis=(0, 1)) > 0]
    return CellsTest(
        statistic=max(statistic, 0.0),
        degrees_of_freedom=freedom,
        p_value=float(special.chdtrc(freedom, max(statistic, 0.0))) if freedom > 0 else math.nan,
        expected=expected,
        smallest_expected=float(possible.min()) if possible.size else math.nan,
    )


def _proportionally_fitted(seen: Floats) -> Floats:
    """Return the counts closest to even bands that share all two-way margins with `seen`."""
    fitted = np.where(seen.sum(axis=2, keepdims=True) > 0, np.ones_like(seen), 0.0)
    margins = [seen.sum(axis=axis, keepdims=True) for axis in range(3)]
    for _ in range(MOST_ROUNDS):
        for axis, margin in enumerate(margins):
            fitted = fitted * np.nan_to_num(ratio(margin, fitted.sum(axis=axis, keepdims=True)))
        # The last margin fits now; the others say how far there is to go.
        off = (np.abs(margins[axis] - fitted.sum(axis=axis, keepdims=True)) for axis in (0, 1))
        if max(float(distance.max(initial=0.0)) for distance in off) < TOLERANCE:
            break
    return fitted


def _interactions(heard: Flags) -> int:
    """Return how many cells there are beyond what main effects of rows and columns can fit."""
    row, column = np.nonzero(heard)
    main = np.concatenate([np.eye(heard.shape[0])[row], np.eye(heard.shape[1])[column]], axis=1)
    return len(row) - int(np.linalg.matrix_rank(main)) if len(row) else 0
