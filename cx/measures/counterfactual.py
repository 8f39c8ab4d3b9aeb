"""What would the shares be if ratings were other than they are?

Population averaging with observed values (g-computation, Robins 1986; Hanmer & Kalkan 2013, AJPS
57:263): the ratings of every row are moved as far as their scale lets them, and the predicted
shares are averaged over the rows. Draws carry both sources of doubt: the coefficients come from
their normal distribution (King, Tomz & Wittenberg 2000, AJPS 44:347), the rows are re-weighted by
the Bayesian bootstrap (Rubin 1981, Annals of Statistics 9:130).

Two bounds: a driver alone, or the others moving along as they go together, by the regression of
each on those that are moved. Associations in both; out of scope: causes.
"""

from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cx.measures.arrays import Floats, Integers, floats
from cx.measures.multinomial import MultinomialLogit

Narrow: TypeAlias = NDArray[np.float32]  # half as wide: draws need speed, not sixteen digits
STEEPEST = 40.0  # a linear score further out is a certainty, and would overflow


def shifted(ratings: ArrayLike, by: ArrayLike, minimum: ArrayLike, maximum: ArrayLike) -> Floats:
    """Return the ratings moved by `by`, held within their scale: a 10 cannot become 10.3.

    A value that lies outside already, as an expected one may, stays where it is.

    >>> shifted([9.9, 2.0], 0.3, 0, 10).tolist()
    [10.0, 2.3]
    """
    values = floats(ratings)
    return np.clip(values + floats(by), np.minimum(values, minimum), np.maximum(values, maximum))


def lifted(ratings: ArrayLike, lowest: float, highest: float, to: float) -> Floats:
    """Return the ratings with those of `lowest` to `highest` raised to `to`.

    >>> lifted([3, 6, 7, 9], 0, 6, 8).tolist()
    [8.0, 8.0, 7.0, 9.0]
    """
    values = floats(ratings)
    return np.where((values >= lowest) & (values <= highest), np.maximum(values, to), values)


def moving_along(covariance: ArrayLike, moved: Integers, by: ArrayLike) -> Floats:
    """Return how far every column moves when the `moved` ones move: (p,).

    A moved column moves as it was asked to; another one by its regression on all that are moved,
    which for a single one is by * Cov / Var. So nothing counts twice.
    """
    matrix, step = floats(covariance), floats(by)
    along = matrix[:, moved] @ np.linalg.pinv(matrix[np.ix_(moved, moved)], hermitian=True) @ step
    along[moved] = step
    return np.asarray(along)


@dataclass(frozen=True, slots=True, eq=False)
class Population:
    """A fixed set of m rows under d draws; the first is the fit itself, each row counting 1."""

    scores: tuple[Narrow, ...]  # K - 1 of (m, d): linear scores against the base, nobody moved
    slopes: tuple[Narrow, ...]  # K - 1 of (p, d)
    weights: Narrow  # (m, d), mean 1 in each draw


def draw_population(
    fit: MultinomialLogit,
    design: ArrayLike,
    n_behind: int,
    n_draws: int,
    seed: int,
    customers: Integers | None = None,
) -> Population:
    """Draw coefficients, and weights of the rows (m, p), which stand for `n_behind` rows.

    Fewer rows than they stand for would vary too much: their weights are drawn in to 1 by
    sqrt(m / n_behind), which gives means the variance of all rows. Rows of one of the `customers`
    (m,) share their weight.
    """
    columns = floats(design)
    random = np.random.default_rng(seed)
    drawn = _drawn_normal(fit, n_draws, random)
    every = np.concatenate([fit.coefficients[None], drawn])
    if customers is None:
        weights = random.exponential(size=(len(columns), n_draws))
    else:
        numbers, who = np.unique(customers, return_inverse=True)
        weights = random.exponential(size=(len(numbers), n_draws))[who]
    weights /= weights.mean(axis=0)
    weights = 1 + (weights - 1) * np.sqrt(len(columns) / max(n_behind, len(columns)))
    narrow: Any = np.float32
    return Population(
        scores=tuple(
            (columns @ every[:, k, 1:].T + every[:, k, 0]).astype(narrow)
            for k in range(every.shape[1])
        ),
        slopes=tuple(
            np.ascontiguousarray(every[:, k, 1:].T, narrow) for k in range(every.shape[1])
        ),
        weights=np.column_stack([np.ones(len(columns)), weights]).astype(narrow),
    )


def _drawn_normal(fit: MultinomialLogit, n_draws: int, random: np.random.Generator) -> Floats:
    """Draw coefficients whose mean and covariance are exactly those of the fit: (d, K - 1, 1 + p).

    A seed's luck would otherwise make every range too narrow or too wide in the same way. Too few
    draws for as many coefficients are left as they fell.
    """
    values, vectors = np.linalg.eigh(fit.covariance)
    normal = random.standard_normal((n_draws, len(values)))
    normal -= normal.mean(axis=0)
    if n_draws > 2 * len(values):
        lower = np.linalg.cholesky(normal.T @ normal / (n_draws - 1))
        normal = np.linalg.solve(lower, normal.T).T
    away = normal * np.sqrt(np.maximum(values, 0.0)) @ vectors.T
    return np.asarray((fit.coefficients.ravel() + away).reshape(n_draws, *fit.coefficients.shape))


def drawn_shares(
    population: Population, moved: Floats | None = None, counting: Floats | None = None
) -> Floats:
    """Return the mean share of each category in each draw: (K, d).

    `moved` (m, p) says how far each column of each row is moved, `counting` (m,) how much each
    row counts. Where nothing is moved the shares are those of nobody moved, to the last bit.
    """
    used = np.flatnonzero(moved.any(axis=0)) if moved is not None else np.empty(0, np.int64)
    raised = []
    for score, slope in zip(population.scores, population.slopes, strict=True):
        if moved is not None and len(used):
            score = score + moved[:, used].astype(np.float32) @ slope[used]
        raised.append(np.exp(np.clip(score, -STEEPEST, STEEPEST)))
    whole = 1 + sum(raised)
    weights = population.weights
    if counting is not None:
        weights = weights * counting[:, None].astype(np.float32)
    scaled = weights / whole
    total = weights.sum(axis=0, dtype=np.float64)
    means = [scaled.sum(axis=0, dtype=np.float64)]
    means += [np.einsum("md,md->d", scaled, part, dtype=np.float64) for part in raised]
    return floats(np.stack(means) / total)
