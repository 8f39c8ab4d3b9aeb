"""What is known of the true score of one unit when the spread between units is not known.

A range that takes the estimated spread as the true one is too short: it held the truth in 84-93 %
of worlds, and in 59-85 % for the units that score lowest where nearly everybody is pleased. Here
the spread is integrated over (flat prior on the standard deviation between units; Morris 1983,
JASA 78:47; Gelman et al., Bayesian Data Analysis, 5.3-5.4), and so is the common mean.

Bounded scores, such as net scores, have a luck of their own at each level: little near the ends,
more in the middle. They are taken as shares of a beta-binomial with as many answers as give the
sampling variance at hand (for two values those that there are), so that a low score among high ones
has its own variance and no range leaves the scale. Unbounded values are normal.

Units: those of the scores. Missing: give known scores only. Out of scope: the score that is shown
(see shrinkage), gaps between groups (see gaps).
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from cx.measures.arrays import Floats, floats, two_sided_z

STEPS = 20  # spreads at which the posterior is laid out; 300 give the same to a tenth of a point
SEARCH_STEPS = 10  # of the grids that find where the posterior lies
LEAST_DENSITY = 1e-5  # of the highest; spreads that are less likely are left out
MOST_ROUNDS = 60  # of the search for a quantile; five are enough but for odd mixtures
CLOSE_ENOUGH = 1e-6  # of a probability
LEAST_VARIANCE = 1e-12  # stands for 0, so that units that agree perfectly can be weighted
HALF_ANSWER = 0.5  # yes and no each, so that a mean of 0 or 1 is not taken as sure (Jeffreys)


@dataclass(frozen=True, slots=True, eq=False)
class UnitRanges:
    """What is known of each unit; arrays have one entry per unit, in the order given.

    `middle` and `spread` are (spreads, units): what is known given each spread and the mean.
    """

    mean: Floats  # of the posterior
    low: Floats
    high: Floats
    reliability: Floats  # 0..1, the share of the raw deviation that is kept, to be expected
    weight: Floats  # (spreads,), of the posterior
    middle: Floats
    spread: Floats  # standard deviation


def bounded_ranges(
    scores: ArrayLike, variances: ArrayLike, n: ArrayLike, confidence: float = 0.95
) -> UnitRanges:
    """Return the ranges of scores of -1..1, such as net scores.

    `variances` are the sampling variances at the common level (of a `pooled_variance`, whose small
    bias is that of the scores too, and cancels); `n` the answers: they count where all answers
    agree, and the variance is 0. Scores beyond -1..1 (adjusted ones) count as the end.
    """
    raw, own, count = np.broadcast_arrays(floats(scores), floats(variances), floats(n))
    share = (np.clip(raw, -1, 1) + 1) / 2
    within = float(count @ (share * (1 - share))) / float(count.sum())
    known = (own > 0) & (within > 0)
    answers = np.where(known, 4 * within / np.where(known, own, 1.0), count)
    found = _beta_binomial(share, answers)
    sure = np.maximum(found.mean * (1 - found.mean) / found.variance - 1, HALF_ANSWER / 10)
    tail = (1 - confidence) / 2
    low, high = (
        2 * special.betaincinv(found.mean * sure, (1 - found.mean) * sure, at) - 1
        for at in (tail, 1 - tail)
    )
    return UnitRanges(
        2 * found.mean - 1,
        low,
        high,
        found.reliability,
        found.weight,
        2 * found.middle - 1,
        2 * found.spread,
    )


def normal_ranges(scores: ArrayLike, variances: ArrayLike, confidence: float = 0.95) -> UnitRanges:
    """Return the ranges of values without bounds, such as changes, times or logarithms."""
    y, own = np.broadcast_arrays(floats(scores), floats(variances))
    own = np.maximum(own, LEAST_VARIANCE)
    widest = 10 * float(np.sqrt(np.var(y) + own.mean()))
    for steps in (SEARCH_STEPS, SEARCH_STEPS, STEPS):
        between = (np.arange(steps) + 0.5) * widest / steps
        total = own + between[:, None] ** 2
        precision = 1 / total
        information = precision.sum(axis=1)
        mean = (precision @ y) / information
        deviance = (precision * (y - mean[:, None]) ** 2).sum(axis=1)
        log_density = -0.5 * (np.log(total).sum(axis=1) + np.log(information) + deviance)
        weight, widest = _weights(log_density, between)
    kept = between[:, None] ** 2 / total
    middle = kept * y + (1 - kept) * mean[:, None]
    given_mean, of_mean = kept * own, (1 - kept) ** 2 / information[:, None]
    known = _mixed(weight, middle, given_mean, of_mean, kept)
    sd, reach = np.sqrt(given_mean + of_mean), two_sided_z(confidence) * np.sqrt(known.variance)
    low, high = (
        _quantiles(share, weight, middle, sd, known.mean + side * reach)
        for share, side in (((1 - confidence) / 2, -1), ((1 + confidence) / 2, 1))
    )
    return UnitRanges(known.mean, low, high, known.reliability, weight, middle, known.spread)


def _quantiles(share: float, weight: Floats, middle: Floats, sd: Floats, guess: Floats) -> Floats:
    """Return a quantile of a mixture of normals for each unit, from a guess of it.

    Newton's step, and half the bracket where that leaves it.
    """
    low, high = (middle - 12 * sd).min(axis=0), (middle + 12 * sd).max(axis=0)
    for _ in range(MOST_ROUNDS):
        z = (guess - middle) / sd
        off = weight @ special.ndtr(z) - share
        low, high = np.where(off < 0, guess, low), np.where(off < 0, high, guess)
        if (np.abs(off) < CLOSE_ENOUGH).all():
            break
        density = weight @ (np.exp(-(z**2) / 2) / sd) / math.sqrt(2 * math.pi)
        with np.errstate(divide="ignore", invalid="ignore"):
            step = guess - off / density
        guess = np.where((step > low) & (step < high), step, (low + high) / 2)
    return guess


@dataclass(frozen=True, slots=True, eq=False)
class _Known:
    """Moments of the true scores, mixed over the spread, and given each spread."""

    mean: Floats
    variance: Floats
    reliability: Floats
    weight: Floats
    middle: Floats
    spread: Floats


def _mixed(
    weight: Floats, middle: Floats, given_mean: Floats, of_mean: Floats, kept: Floats
) -> _Known:
    """Mix what is known given each spread: its variance, and that of the middles."""
    mean = weight @ middle
    variance = weight @ (given_mean + of_mean + (middle - mean) ** 2)
    return _Known(
        mean,
        np.maximum(variance, LEAST_VARIANCE),
        weight @ kept,
        weight,
        middle,
        np.sqrt(given_mean),
    )


def _weights(log_density: Floats, between: Floats) -> tuple[Floats, float]:
    """Return the weight of each spread, and the widest that has any."""
    density = np.exp(log_density - log_density.max())
    last = int(np.flatnonzero(density > LEAST_DENSITY)[-1])
    step = float(between[0])  # half of one: spreads stand in the middle of theirs
    return density / density.sum(), float(between[last]) + step


def _beta_binomial(share: Floats, answers: Floats) -> _Known:
    """Integrate the true shares over the spread between units, and over the common share.

    `answers` need not be whole. Given a spread the common share is the mean of the raw shares,
    weighted by the answers that they are worth.
    """
    hits, misses = share * answers, (1 - share) * answers
    everything = float(answers.sum()) + 2 * HALF_ANSWER
    level = (float(hits.sum()) + HALF_ANSWER) / everything
    most = level * (1 - level)  # the variance between units when each is all yes or all no
    widest = min(10 * float(np.sqrt(np.var(share) + most * np.mean(1 / answers))), most**0.5)
    for steps in (SEARCH_STEPS, SEARCH_STEPS, STEPS):
        between = (np.arange(steps) + 0.5) * widest / steps
        precision = (most / between**2 - 1)[:, None]  # alpha + beta
        worth = answers * (precision + 1) / (answers + precision)
        total = worth.sum(axis=1)
        mean = ((worth @ share + HALF_ANSWER) / (total + 2 * HALF_ANSWER))[:, None]
        of_mean = mean * (1 - mean) / total[:, None]
        a, b = mean * precision, (1 - mean) * precision
        log_density = (special.betaln(a + hits, b + misses) - special.betaln(a, b)).sum(axis=1)
        weight, widest = _weights(log_density + 0.5 * np.log(of_mean[:, 0]), between)
    kept = answers / (answers + precision)
    middle = (a + hits) / (answers + precision)
    given_mean = middle * (1 - middle) / (answers + precision + 1)
    return _mixed(weight, middle, given_mean, (1 - kept) ** 2 * of_mean, kept)
