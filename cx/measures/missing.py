"""What would the means and covariances be, had everybody answered every question.

Maximum likelihood for a multivariate normal with missing answers by EM (Dempster, Laird & Rubin
1977; Little & Rubin, Statistical Analysis with Missing Data, ch. 11), valid when answers are
missing at random. Rows with the same answered questions share one Gram matrix, so a step costs
the number of such patterns, not of rows.

Let R be what remains of a missing answer's regression on the answered ones: x - mean is completed
to A (x - mean), A = S P with P the inverse of the answered part of the covariance S (0 elsewhere),
R = I - A, and its uncertainty is R S R'.

Missing: NaN in rows. Out of scope: questions that do not apply by design.
"""

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cx.measures.arrays import Flags, Floats, Integers, floats

TOLERANCE = 1e-10  # largest change of any moment in the last step, in standard units
MOST_STEPS = 2000
RIDGE = 1e-12  # relative; keeps the inverse defined when a column mixes others exactly


class Moments(NamedTuple):
    """Maximum likelihood moments of incomplete rows."""

    mean: Floats  # (p,)
    covariance: Floats  # (p, p), divisor n
    n_iterations: int  # EM steps taken; MOST_STEPS when they did not settle


@dataclass(frozen=True, slots=True, eq=False)
class Patterns:
    """Rows grouped by which questions they answer."""

    answered: Flags  # (k, p)
    count: Floats  # (k,) rows of each pattern
    total: Floats  # (k, p) sums of the answered columns, 0 elsewhere
    products: Floats  # (k, p, p) sums of products of the answered columns, 0 elsewhere
    member: Integers  # (n,) the pattern of each row
    order: Integers  # (n,) the rows sorted by pattern

    @property
    def n_rows(self) -> float:
        """How many rows there are in all patterns."""
        return float(self.count.sum())

    def split(self) -> list[Integers]:
        """Return the positions of the rows of each pattern."""
        return np.split(self.order, np.cumsum(self.count).astype(np.int64)[:-1])


def find_patterns(rows: ArrayLike) -> Patterns:
    """Group the rows (n, p) by pattern and add them up.

    Errors: ValueError for a row without any answer, which tells nothing.
    """
    values = floats(rows)
    answered = ~np.isnan(values)
    if not answered.any(axis=1).all():
        raise ValueError("every row needs at least one answer.")
    _, first, member = np.unique(_keys(answered), return_index=True, return_inverse=True)
    narrow = np.uint16 if len(first) < 2**16 else np.int64  # short keys are sorted much faster
    order = np.argsort(member.astype(narrow), kind="stable")
    filled = np.where(answered, values, 0.0)[order]
    count = np.bincount(member)
    parts = np.split(filled, np.cumsum(count)[:-1])
    return Patterns(
        answered=answered[first],
        count=floats(count),
        total=np.stack([part.sum(axis=0) for part in parts]),
        products=np.stack([part.T @ part for part in parts]),
        member=member,
        order=order,
    )


def _keys(answered: Flags) -> NDArray[Any]:
    """Return one value per row that is the same for rows with the same pattern."""
    n_columns = answered.shape[1]
    if n_columns < 63:
        return np.asarray(answered @ (1 << np.arange(n_columns, dtype=np.int64)))
    packed = np.ascontiguousarray(np.packbits(answered, axis=1))
    return packed.view(f"V{packed.shape[1]}").ravel()


def em_moments(rows: ArrayLike) -> Moments:
    """Return the maximum likelihood mean and covariance of rows (n, p) with missing answers.

    Rows without any answer are left out. Errors: ValueError when a column has no answer.
    """
    values = floats(rows)
    values = values[~np.isnan(values).all(axis=1)]
    answered = ~np.isnan(values)
    if len(values) == 0 or not answered.any(axis=0).all():
        raise ValueError("every column needs at least one answer.")
    if answered.all():
        return Moments(values.mean(axis=0), np.cov(values, rowvar=False, bias=True), 0)
    # Standardised columns make one tolerance fit all, and keep the digits.
    centre, scale = np.nanmean(values, axis=0), np.nanstd(values, axis=0)
    scale = np.where(scale > 0, scale, 1.0)
    mean, covariance, steps = em_of_patterns(find_patterns((values - centre) / scale))
    return Moments(centre + scale * mean, covariance * np.outer(scale, scale), steps)


def em_of_patterns(patterns: Patterns) -> Moments:
    """Take EM steps from independent columns until the moments stand still.

    Columns should be about standardised: the tolerance is absolute.
    """
    seen = patterns.answered * patterns.count[:, None]
    mean = patterns.total.sum(axis=0) / seen.sum(axis=0)
    squares = np.diagonal(patterns.products, axis1=1, axis2=2).sum(axis=0)
    covariance = np.diag(np.maximum(squares / seen.sum(axis=0) - mean**2, RIDGE))
    for step in range(1, MOST_STEPS + 1):
        new_mean, new_covariance = em_step(patterns, mean, covariance)
        change = max(
            float(np.abs(new_mean - mean).max()), float(np.abs(new_covariance - covariance).max())
        )
        mean, covariance = new_mean, new_covariance
        if change < TOLERANCE:
            return Moments(mean, covariance, step)
    return Moments(mean, covariance, MOST_STEPS)


def em_step(patterns: Patterns, mean: Floats, covariance: Floats) -> tuple[Floats, Floats]:
    """Return the moments that complete answers would have, as expected from those given."""
    completion, remainder, _ = completions(patterns.answered, covariance)
    sums, products = centred_sums(patterns, mean)
    shift = np.einsum("kij,kj->i", completion, sums) / patterns.n_rows
    known = completion @ products @ np.swapaxes(completion, 1, 2)
    unknown = (patterns.count[:, None, None] * remainder).sum(axis=0) @ covariance
    spread = (known.sum(axis=0) + unknown) / patterns.n_rows
    spread = spread - np.outer(shift, shift)
    return mean + shift, (spread + spread.T) / 2


def centred_sums(patterns: Patterns, mean: Floats) -> tuple[Floats, Floats]:
    """Return sums (k, p) and products (k, p, p) of the answered columns less their mean."""
    centre = patterns.answered * mean
    sums = patterns.total - patterns.count[:, None] * centre
    cross = patterns.total[:, :, None] * centre[:, None, :]
    products = patterns.products - cross - np.swapaxes(cross, 1, 2)
    products += patterns.count[:, None, None] * (centre[:, :, None] * centre[:, None, :])
    return sums, products


def completions(answered: Flags, covariance: Floats) -> tuple[Floats, Floats, Floats]:
    """Return A, R = I - A and P of each pattern (see the module's text): three of (k, p, p)."""
    both = answered[:, :, None] & answered[:, None, :]
    identity = np.eye(covariance.shape[0])
    ridge = RIDGE * np.diag(np.diagonal(covariance))
    inverse = np.where(both, np.linalg.inv(np.where(both, covariance + ridge, identity)), 0.0)
    completion = covariance @ inverse
    # An answered question is itself, to the last digit.
    completion = np.where(answered[:, :, None], identity * answered[:, None, :], completion)
    return completion, identity - completion, inverse


def completed(rows: ArrayLike, mean: Floats, covariance: Floats) -> Floats:
    """Return the rows (n, p) with each missing answer as expected from the row's own answers.

    A row without any answer is the mean. Good for predictions; the spread of what is completed is
    too small, so moments are never taken from it.
    """
    values = floats(rows)
    answered = ~np.isnan(values)
    patterns, member = np.unique(answered, axis=0, return_inverse=True)
    completion, _, _ = completions(patterns, covariance)
    filled = values.copy()
    for place, pattern in enumerate(patterns):
        if pattern.all():
            continue
        of_pattern = np.flatnonzero(member == place)
        distance = np.where(pattern, values[of_pattern] - mean, 0.0)
        filled[of_pattern] = mean + distance @ completion[place].T
    # To the last digit as it was answered.
    return np.where(answered, values, filled)


def missing_information(patterns: Patterns, mean: Floats, covariance: Floats) -> Floats:
    """Return the derivative of an EM step at its fixed point: (p + p^2, p + p^2).

    The moments are laid out as the mean, then the covariance row by row. Its eigenvalues are the
    shares of information that the missing answers took away (Dempster, Laird & Rubin 1977;
    Meng & Rubin 1991, JASA 86:899): one EM step goes only I minus this far.
    """
    p = len(mean)
    completion, remainder, inverse = completions(patterns.answered, covariance)
    sums, products = centred_sums(patterns, mean)
    n, flat = patterns.n_rows, (len(sums), p * p)
    left = remainder.reshape(flat)
    # Of A m, m the centred sums: change the mean, or the covariance within A.
    mean_by_mean = (patterns.count @ left).reshape(p, p) / n
    pull = np.einsum("kij,kj->ki", inverse, sums)
    mean_by_covariance = (left.T @ pull).reshape(p, p * p) / n  # R_ia (P m)_b
    # Of A M A' + n R S R', M the centred products.
    carried = inverse @ products @ np.swapaxes(completion, 1, 2)
    one_side = (left.T @ carried.reshape(flat)).reshape(p, p, p, p)  # i, a, b, j
    one_side = one_side.transpose(0, 3, 1, 2)
    both_sides = (left.T @ (patterns.count[:, None] * left)).reshape(p, p, p, p)  # i, a, j, b
    both_sides = both_sides.transpose(0, 2, 1, 3)
    covariance_by_covariance = (one_side + one_side.transpose(1, 0, 2, 3) + both_sides) / n
    filled = np.einsum("kij,kj->ki", completion, sums)
    moved = -(completion.reshape(flat).T @ filled).reshape(p, p, p)  # i, a, j
    moved = moved.transpose(0, 2, 1)
    covariance_by_mean = (moved + moved.transpose(1, 0, 2)) / n
    return np.block(
        [
            [mean_by_mean, mean_by_covariance],
            [covariance_by_mean.reshape(p * p, p), covariance_by_covariance.reshape(p * p, p * p)],
        ]
    )
