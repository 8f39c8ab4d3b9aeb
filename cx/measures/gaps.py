"""How far apart the best and the worst performers are, beyond luck.

Four gaps between the mean of the top and of the bottom q of the units: the raw gap; the gap that
luck alone would show (unit labels permuted over the answers); the plug-in gap of shrunken scores
with the error of fixed groups; and the gap on screen, integrated over the unknown spread of the
units (flat prior on its standard deviation), whose interval keeps its promise.

Units: net scores of -1..1 unless the caller uses points throughout (variances squared likewise).
Missing: give known scores only. Out of scope: the value of closing a gap.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from cx.measures.arrays import Floats, Integers, floats, two_sided_z
from cx.measures.net_score import net_score

SPREAD_POINTS = 300  # grid of the spread between units
LEAST_VARIANCE = 1e-12  # stands for 0, so that units that agree perfectly can be weighted
TIE_DIGITS = 10  # scores that agree to this many digits are tied


def group_size(fraction: float, n_units: int) -> int:
    """Return how many units are the top (or bottom) fraction, rounded up.

    >>> group_size(0.2, 24), group_size(0.1, 20)
    (5, 2)
    """
    return math.ceil(round(fraction * n_units, 9))


def minimum_units(fraction: float) -> int:
    """Return how many units it takes for two in each group: 10 for a fifth, 20 for a tenth."""
    return math.ceil(round(2 / fraction, 9))


def extreme_groups(scores: ArrayLike, n: ArrayLike, fraction: float) -> tuple[Integers, Integers]:
    """Return the positions of the top units, best first, and of the bottom units, worst first.

    Of units tied across a border those with more answers are taken, then the earlier ones. The
    groups never share a unit. Errors: ValueError when there are too few units for two groups.
    """
    score, count = np.round(floats(scores), TIE_DIGITS), floats(n)
    size = group_size(fraction, len(score))
    if size < 1 or 2 * size > len(score):
        raise ValueError(f"{len(score)} units cannot give two groups of {size}.")
    top = np.lexsort((-count, -score))[:size]
    rising = np.lexsort((-count, score))
    bottom = rising[~np.isin(rising, top)][:size]
    return top, bottom


@dataclass(frozen=True, slots=True, eq=False)
class Gap:
    """The distance between the mean of the top and of the bottom units, with its interval."""

    value: float  # in the unit of the scores
    low: float  # lower limit
    high: float  # upper limit
    standard_error: float  # of the value
    top: Integers  # positions of the top units, best first
    bottom: Integers  # positions of the bottom units, worst first


def raw_gap(scores: ArrayLike, n: ArrayLike, fraction: float) -> float:
    """Return the gap of scores as they stand; it rewards luck, so never value it."""
    top, bottom = extreme_groups(scores, n, fraction)
    score = floats(scores)
    return float(score[top].mean() - score[bottom].mean())


def plug_in_gap(
    shrunken: ArrayLike,
    posterior_sd: ArrayLike,
    n: ArrayLike,
    fraction: float,
    confidence: float = 0.95,
) -> Gap:
    """Return the gap of shrunken scores, its error being that of groups fixed beforehand.

    The interval is too short when units are few or small (see METHODS.md): show that of
    `integrated_gap` instead.
    """
    score, spread = floats(shrunken), floats(posterior_sd)
    top, bottom = extreme_groups(score, n, fraction)
    value = float(score[top].mean() - score[bottom].mean())
    error = math.sqrt(float(np.sum(spread[top] ** 2) + np.sum(spread[bottom] ** 2))) / len(top)
    reach = two_sided_z(confidence) * error
    return Gap(value, value - reach, value + reach, error, top, bottom)


def integrated_gap(
    scores: ArrayLike, variances: ArrayLike, n: ArrayLike, fraction: float, confidence: float = 0.95
) -> Gap:
    """Return one gap of `integrated_gaps`."""
    return integrated_gaps(scores, variances, n, (fraction,), confidence)[0]


def integrated_gaps(
    scores: ArrayLike,
    variances: ArrayLike,
    n: ArrayLike,
    fractions: Sequence[float],
    confidence: float = 0.95,
) -> tuple[Gap, ...]:
    """Return the gaps integrated over the spread between units, the mean and the true scores.

    The posterior of the spread (flat prior, mean integrated out) is laid on 300 points. Given the
    spread, the gap between two groups of units is normal; its posterior is therefore a mixture of
    300 normals, whose mean and quantiles are computed without drawing. Groups are the extremes by
    posterior mean.
    Source: Gelman et al., Bayesian Data Analysis, 5.4 (posterior of the spread).
    """
    y, own = np.broadcast_arrays(floats(scores), floats(variances))
    own = np.maximum(own, LEAST_VARIANCE)
    posterior = _integrate(y, own)
    kept, mean = posterior.kept, posterior.mean
    posterior_mean = posterior.weight @ (kept * y + (1 - kept) * mean[:, None])
    gaps = []
    for fraction in fractions:
        top, bottom = extreme_groups(posterior_mean, n, fraction)
        sign = np.zeros(len(y))
        sign[top], sign[bottom] = 1 / len(top), -1 / len(top)
        found = _contrast(posterior, y, own, sign, confidence)
        gaps.append(Gap(found.value, found.low, found.high, found.standard_error, top, bottom))
    return tuple(gaps)


@dataclass(frozen=True, slots=True)
class Contrast:
    """A weighted sum of true scores, with its interval."""

    value: float  # in the unit of the scores times that of the weights
    low: float
    high: float
    standard_error: float


def integrated_contrast(
    scores: ArrayLike, variances: ArrayLike, weights: ArrayLike, confidence: float = 0.95
) -> Contrast:
    """Return a weighted sum of true scores, integrated as `integrated_gap` does.

    `weights` has one entry per unit, 0 for units that take no part; they inform the spread.
    """
    y, own = np.broadcast_arrays(floats(scores), floats(variances))
    own = np.maximum(own, LEAST_VARIANCE)
    return _contrast(_integrate(y, own), y, own, floats(weights), confidence)


@dataclass(frozen=True, slots=True, eq=False)
class _Integrated:
    """What is known given each spread of the grid."""

    weight: Floats  # (grid,), of the posterior
    kept: Floats  # (grid, units), reliability
    mean: Floats  # (grid,)
    mean_variance: Floats  # (grid,)


def _integrate(y: Floats, own: Floats) -> _Integrated:
    spread, weight = spread_posterior(y, own)
    total = own + spread[:, None] ** 2
    precision = 1 / total
    mean_variance = 1 / precision.sum(axis=1)
    return _Integrated(
        weight, spread[:, None] ** 2 / total, mean_variance * (precision @ y), mean_variance
    )


def _contrast(
    posterior: _Integrated, y: Floats, own: Floats, sign: Floats, confidence: float
) -> Contrast:
    """Mix the normal posteriors of a weighted sum over the grid of spreads."""
    taking_part = np.flatnonzero(sign)
    kept, weight = posterior.kept[:, taking_part], posterior.weight
    y, own, sign = y[taking_part], own[taking_part], sign[taking_part]
    pull = (1 - kept) @ sign  # how far the unknown mean moves the sum
    middle = (kept * y) @ sign + pull * posterior.mean
    variance = (kept * own) @ sign**2 + pull**2 * posterior.mean_variance
    value = float(weight @ middle)
    error = math.sqrt(float(weight @ (variance + (middle - value) ** 2)))
    tail = (1 - confidence) / 2
    low, high = (
        _mixture_quantile(share, weight, middle, np.sqrt(variance)) for share in (tail, 1 - tail)
    )
    return Contrast(value, low, high, error)


def spread_posterior(scores: ArrayLike, variances: ArrayLike) -> tuple[Floats, Floats]:
    """Return 300 spreads between units (standard deviations) and the posterior weight of each.

    The prior is flat on the spread and on the mean, which is integrated out. Units: those of the
    scores; weights sum to 1.
    """
    y, own = floats(scores), floats(variances)
    widest = 10 * math.sqrt(float(np.var(y)) + float(own.mean()))
    for _ in range(2):  # once to find where the weight lies, once more on that range
        grid = np.linspace(0.0, widest, SPREAD_POINTS)
        total = own + grid[:, None] ** 2
        precision = 1 / total
        mean = (precision @ y) / precision.sum(axis=1)
        log_density = -0.5 * (
            np.log(total).sum(axis=1)
            + np.log(precision.sum(axis=1))
            + (precision * (y - mean[:, None]) ** 2).sum(axis=1)
        )
        density = np.exp(log_density - log_density.max())
        widest = float(grid[min(np.flatnonzero(density > 1e-7)[-1] + 1, SPREAD_POINTS - 1)])
    return grid, density / density.sum()


def _mixture_quantile(share: float, weight: Floats, middle: Floats, sd: Floats) -> float:
    """Return the quantile of a mixture of normals, by bisection."""
    sd = np.maximum(sd, 1e-15)
    low, high = float((middle - 12 * sd).min()), float((middle + 12 * sd).max())
    for _ in range(80):
        guess = (low + high) / 2
        if float(weight @ special.ndtr((guess - middle) / sd)) < share:
            low = guess
        else:
            high = guess
    return (low + high) / 2


@dataclass(frozen=True, slots=True)
class LuckGap:
    """The raw gap that would show if every unit had the same customers and did the same."""

    mean: float  # net score units, -1..1 scale (a gap may reach 2)
    sd: float  # net score units
    p_value: float  # share of shuffles with a gap at least as large as the raw one
    raw: float  # the raw gap, net score units


def luck_gaps(
    favourable: ArrayLike,
    unfavourable: ArrayLike,
    n: ArrayLike,
    fractions: Sequence[float],
    seed: int,
    shuffles: int = 1000,
    minimum_n: int = 1,
) -> tuple[LuckGap, ...]:
    """Return the raw gaps after the answers are dealt out to the units at random.

    Units with fewer than `minimum_n` answers are dealt to like all others, and take no part in
    the gap. All fractions are read from the same deals.

    Dealing all answers anew, each unit keeping its n, is what permuting labels does; the counts
    are drawn directly (hypergeometric, one unit after the other), so the cost does not grow with
    the number of answers.
    """
    count = np.asarray(n, dtype=np.int64)
    plus = np.asarray(favourable, dtype=np.int64)
    minus = np.asarray(unfavourable, dtype=np.int64)
    if np.any(count < 1):
        raise ValueError("every unit needs at least one answer.")
    kept = count >= minimum_n
    score = net_score(plus, minus, count)[kept]
    dealt = _dealt_scores(plus, minus, count, seed, shuffles)[:, kept]
    return tuple(_luck_gap(score, count[kept], dealt, fraction) for fraction in fractions)


def _luck_gap(score: Floats, count: Integers, dealt: Floats, fraction: float) -> LuckGap:
    shuffles, n_units = dealt.shape
    raw = raw_gap(score, count, fraction)
    size = group_size(fraction, n_units)
    ordered = np.partition(dealt, (size - 1, n_units - size), axis=1)
    gaps = ordered[:, -size:].mean(axis=1) - ordered[:, :size].mean(axis=1)
    as_large = int(np.sum(gaps >= raw - 1e-12))
    return LuckGap(
        float(gaps.mean()), float(gaps.std(ddof=1)), (1 + as_large) / (1 + shuffles), raw
    )


def _dealt_scores(
    plus: Integers, minus: Integers, count: Integers, seed: int, shuffles: int
) -> Floats:
    """Return net scores after dealing all answers at random: (shuffles, units)."""
    random = np.random.default_rng(seed)
    plus_left = np.full(shuffles, plus.sum())
    minus_left = np.full(shuffles, minus.sum())
    left = int(count.sum())
    scores = np.empty((shuffles, len(count)))
    for unit, size in enumerate(count.tolist()):
        got_plus = random.hypergeometric(plus_left, left - plus_left, size)
        others = left - plus_left
        got_minus = random.hypergeometric(minus_left, others - minus_left, size - got_plus)
        scores[:, unit] = (got_plus - got_minus) / size
        plus_left, minus_left, left = plus_left - got_plus, minus_left - got_minus, left - size
    return scores
