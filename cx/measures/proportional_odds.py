"""What would straight effects look like on an outcome that has ends?

Proportional odds (McCullagh 1980, JRSS B 42:109): drivers move a latent score along straight
lines, and thresholds cut it into the answers that are seen. Where an answer cannot go higher its
mean flattens though nothing bends underneath. So bends, and slopes that differ between groups that
stand at different levels, are held against this model and not against straight lines.

Maximum likelihood by Newton's method, which is concave here. Outcomes of many values are cut into
twenty levels of like size. Missing: not allowed. Out of scope: ranges of its coefficients.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from cx.measures.arrays import Floats, Integers, floats

MOST_LEVELS = 20
MOST_STEPS = 30
SETTLED = 1e-6  # largest change of a parameter in the last step
RIDGE = 1e-8  # relative; columns that mix others exactly share their effect
SMALLEST = 1e-12  # probability of an answer


@dataclass(frozen=True, slots=True, eq=False)
class ProportionalOdds:
    """Latent straight lines and the thresholds that cut them into answers."""

    thresholds: Floats  # (levels - 1,), rising
    slopes: Floats  # (k,) on the latent logistic scale
    level: Integers  # (n,) of each answer, from 0
    level_means: Floats  # (levels,) mean outcome of each level

    def expected(self, design: Floats) -> Floats:
        """Return the mean outcome that the model expects of each row: (n, k) to (n,)."""
        below = special.expit(self.thresholds - (design @ self.slopes)[:, None])
        steps = np.diff(self.level_means)
        return np.asarray(self.level_means[-1] - below @ steps)


def fit_proportional_odds(outcome: ArrayLike, design: ArrayLike) -> ProportionalOdds:
    """Fit the model of an outcome (n,) on a design (n, k) without a constant.

    Errors: ValueError when the outcome does not vary.
    """
    values, columns = floats(outcome), floats(design)
    level, means = _levels(values)
    if len(means) < 2:
        raise ValueError("the outcome must vary.")
    shares = np.cumsum(np.bincount(level) / len(level))[:-1]
    parameters = np.concatenate([special.logit(shares), np.zeros(columns.shape[1])])
    cuts = len(shares)
    for _ in range(MOST_STEPS):
        gradient, information = _derivatives(parameters, level, columns, cuts)
        step = _solve(information, gradient)
        # Thresholds have to rise: a step that crosses them is halved.
        while np.any(np.diff((parameters + step)[:cuts]) <= 0):
            step = step / 2
        parameters = parameters + step
        if np.max(np.abs(step)) < SETTLED:
            break
    return ProportionalOdds(parameters[:cuts], parameters[cuts:], level, means)


def score_test(fit: ProportionalOdds, design: Floats, more: Floats) -> tuple[float, int]:
    """Return Rao's score statistic of further columns (n, m), and how many of them count.

    The statistic is chi-square with that many degrees of freedom when none of them matters.
    """
    gradient, _, units = _further(fit, design, more)
    return float(np.sum((gradient @ units) ** 2)), units.shape[1]


def clustered_score_test(
    fit: ProportionalOdds, design: Floats, more: Floats, customers: ArrayLike
) -> tuple[float, float, int]:
    """Test further columns (n, m) where customers (n,) answer more than once.

    Returns F, its degrees of freedom, and those of the customers. The score statistic is divided by
    the mean of its design effects, and their spread is taken off the degrees of freedom (Rao &
    Scott 1984, Annals of Statistics 12:46, second order); the variance of the scores is that of
    their sums within customers (Boos 1992). F is NaN where nothing is left to test.
    """
    gradient, across, units = _further(fit, design, more)
    _, who = np.unique(np.asarray(customers), return_inverse=True)
    n_customers, m = int(who.max()) + 1, units.shape[1]
    if n_customers < 2 or m == 0:
        return np.nan, 0.0, 0
    by_upper, by_lower = _pulls(fit, design)
    cuts = len(fit.thresholds)
    # What each answer pulls, less what the fitted parameters take of it.
    ends = np.zeros((1, across.shape[1]))
    taken = np.concatenate([ends, across[:cuts], ends])
    rows = (by_lower - by_upper)[:, None] * (more - design @ across[cuts:])
    rows -= by_upper[:, None] * taken[fit.level + 1] - by_lower[:, None] * taken[fit.level]
    sums = np.stack([np.bincount(who, column) for column in (rows @ units).T], axis=1)
    variance = sums.T @ sums * n_customers / (n_customers - 1)
    effect = float(np.trace(variance)) / m
    spread = float(np.sum(variance**2)) / m / effect**2
    statistic = float(np.sum((gradient @ units) ** 2))
    return statistic / effect / m, m / spread, n_customers - 1


def _further(fit: ProportionalOdds, design: Floats, more: Floats) -> tuple[Floats, Floats, Floats]:
    """Return the gradient (m,) of further columns, what fitted ones take of them, and units.

    Shapes: (m,), (fitted, m) and (m, those that count); along the units the gradient has variance
    1 where answers are independent.
    """
    columns = np.column_stack([design, more])
    cuts, k = len(fit.thresholds), design.shape[1]
    parameters = np.concatenate([fit.thresholds, fit.slopes, np.zeros(more.shape[1])])
    gradient, information = _derivatives(parameters, fit.level, columns, cuts)
    fitted = cuts + k
    across = _solve(information[:fitted, :fitted], information[:fitted, fitted:])
    left = information[fitted:, fitted:] - information[:fitted, fitted:].T @ across
    scale = np.sqrt(np.maximum(np.diagonal(information)[fitted:], 0.0))
    unit = np.where(scale > 0, scale, 1.0)
    sizes, axes = np.linalg.eigh(left / np.outer(unit, unit))
    seen = sizes > RIDGE * len(sizes)
    return gradient[fitted:], across, axes[:, seen] / unit[:, None] / np.sqrt(sizes[seen])


def _pulls(fit: ProportionalOdds, design: Floats) -> tuple[Floats, Floats]:
    """Return how each answer pulls the threshold above it up, and the one below it down: (n,)."""
    ends = np.concatenate([[-np.inf], fit.thresholds, [np.inf]])
    latent = design @ fit.slopes
    upper = special.expit(ends[fit.level + 1] - latent)
    lower = special.expit(ends[fit.level] - latent)
    probability = np.maximum(upper - lower, SMALLEST)
    return upper * (1 - upper) / probability, lower * (1 - lower) / probability


def _levels(values: Floats) -> tuple[Integers, Floats]:
    """Number the answers from 0 in their order, at most twenty, and give the mean of each."""
    distinct, level = np.unique(values, return_inverse=True)
    if len(distinct) > MOST_LEVELS:
        inner = np.linspace(0, 1, MOST_LEVELS + 1)[1:-1]
        cuts = np.unique(np.quantile(values, inner, method="inverted_cdf"))
        _, level = np.unique(np.searchsorted(cuts, values, side="left"), return_inverse=True)
    count = np.bincount(level)
    return np.asarray(level, np.int64), np.bincount(level, weights=values) / count


def _derivatives(
    parameters: Floats, level: Integers, design: Floats, cuts: int
) -> tuple[Floats, Floats]:
    """Return the gradient of the log-likelihood and the information (its negative curvature)."""
    ends = np.concatenate([[-np.inf], parameters[:cuts], [np.inf]])
    latent = design @ parameters[cuts:]
    upper, lower = special.expit(ends[level + 1] - latent), special.expit(ends[level] - latent)
    probability = np.maximum(upper - lower, SMALLEST)
    at_upper, at_lower = upper * (1 - upper), lower * (1 - lower)
    by_upper, by_lower = at_upper / probability, at_lower / probability
    upper_twice = by_upper**2 - at_upper * (1 - 2 * upper) / probability
    lower_twice = by_lower**2 + at_lower * (1 - 2 * lower) / probability
    mixed = -by_upper * by_lower

    n_levels = cuts + 1
    gradient = np.empty(len(parameters))
    # The upper threshold of a level is that of its number; the lower one is one below.
    gradient[:cuts] = (
        np.bincount(level, by_upper, n_levels)[:-1] - np.bincount(level, by_lower, n_levels)[1:]
    )
    gradient[cuts:] = -(design.T @ (by_upper - by_lower))

    information = np.zeros((len(parameters), len(parameters)))
    own = np.bincount(level, upper_twice, n_levels)[:-1]
    own = own + np.bincount(level, lower_twice, n_levels)[1:]
    information[np.arange(cuts), np.arange(cuts)] = own
    beside = np.bincount(level, mixed, n_levels)[1:-1]
    information[np.arange(1, cuts), np.arange(cuts - 1)] = beside
    information[np.arange(cuts - 1), np.arange(1, cuts)] = beside
    # Each answer has a part in the threshold above it and in that below.
    rows = np.arange(len(level))
    at_cuts = np.zeros((len(level), n_levels + 1))
    at_cuts[rows, level + 1] = upper_twice + mixed
    at_cuts[rows, level] = lower_twice + mixed
    information[:cuts, cuts:] = -(at_cuts[:, 1:-1].T @ design)
    information[cuts:, :cuts] = information[:cuts, cuts:].T
    weight = upper_twice + lower_twice + 2 * mixed
    information[cuts:, cuts:] = design.T @ (weight[:, None] * design)
    return gradient, information


def _solve(information: Floats, right: Floats) -> Floats:
    ridge = RIDGE * np.diagonal(information).mean()
    return np.asarray(np.linalg.solve(information + ridge * np.eye(len(information)), right))
