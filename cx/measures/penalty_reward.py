"""Does a driver punish when it is bad, please when it is good, or both?

Penalty-reward contrast (Brandt 1987; Mikulic & Prebezac 2008, Managing Service Quality 18:559):
least squares of the outcome on two dummies per driver, "low" and "high"; what lies between is the
comparison. The penalty is what goes with a low answer, the reward with a high one, and

    impact asymmetry = (reward - penalty) / (reward + penalty), sizes without their signs,

runs from -1 (must-be: only its absence is felt) to 1 (delighter). Intervals are percentiles of a
bootstrap over rows or blocks of rows, whose Gram matrices are re-weighted (see bootstrap).

Signs: a penalty should lower the outcome and a reward raise it. Correlated drivers can turn a
small effect round; one that is no more than noise counts as 0, and one that is more (its interval
lies wholly on the wrong side) leaves the driver undetermined. The class is that whose range holds
the whole interval of the asymmetry; else it is undetermined too.

Low answers often lie further out than high ones, and the outcome has ends; either makes a straight
driver look bent. So penalty and reward are also held against those that straight lines on a latent
scale would give (see proportional_odds): a driver bends where what they leave over does, adjusted
for the number of drivers (Bonferroni). Straight lines were called bent in up to 68 % of worlds by
the interval of the asymmetry alone.

The cut-offs for low and high change the answer (Albayrak & Caber 2013): fix them beforehand.
Units: effects in the unit of the outcome. Missing: rows without an outcome are left out; a driver
that was not answered has a dummy of its own, so that no other answer of the row is lost.
Out of scope: causes.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from cx.measures.arrays import Flags, Floats, Integers, floats, ratio
from cx.measures.bootstrap import ROWS_AS_BLOCKS, resample_grams
from cx.measures.correlation import block_grams, covariance_of_gram
from cx.measures.proportional_odds import fit_proportional_odds

FEWEST_ANSWERS = 10  # low and high answers that a driver needs, of each
ASYMMETRIC_FROM = 0.1  # impact asymmetry beyond which one side outweighs the other
COLLINEAR = 1e-10  # relative; dummies that mix others exactly share their effect


class KanoClass(StrEnum):
    """What a driver does to the outcome."""

    MUST_BE = "must-be"  # its absence is felt more than its presence
    PERFORMANCE = "performance"  # both alike
    DELIGHTER = "delighter"  # its presence is felt more than its absence
    UNDETERMINED = "not determinable"


@dataclass(frozen=True, slots=True, eq=False)
class PenaltyReward:
    """Effects of low and high answers; arrays have one entry per driver, in the order given."""

    intercept: float  # outcome when every answer lies between the cut-offs
    penalty: Floats  # effect of a low answer; expected to be negative
    penalty_low: Floats  # lower percentile limit
    penalty_high: Floats  # upper percentile limit
    reward: Floats  # effect of a high answer; expected to be positive
    reward_low: Floats  # lower percentile limit
    reward_high: Floats  # upper percentile limit
    asymmetry: Floats  # -1..1; NaN when neither effect has the right sign
    asymmetry_low: Floats  # lower percentile limit
    asymmetry_high: Floats  # upper percentile limit
    kinds: tuple[KanoClass, ...]
    n_low: Integers  # rows with a low answer
    n_high: Integers  # rows with a high answer
    r_squared: float  # 0..1, of all dummies together
    n_rows: int  # with an outcome
    asymmetry_straight: Floats  # of straight lines on a latent scale; NaN as asymmetry is
    bend: Floats  # reward and penalty together, beyond what such lines give
    bend_p: Floats  # of none, adjusted for all drivers; NaN where a driver has no effect to show


def penalty_reward(
    rows: ArrayLike,
    low_to: ArrayLike,
    high_from: ArrayLike,
    replicates: int = 500,
    seed: int = 0,
    n_blocks: int = 1000,
    confidence: float = 0.95,
    asymmetric_from: float = ASYMMETRIC_FROM,
    fewest: int = FEWEST_ANSWERS,
    customers: Integers | None = None,
) -> PenaltyReward:
    """Return the effects of low and high answers from rows (n, p + 1), the outcome last.

    An answer is low up to `low_to` and high from `high_from` on; each is one number or one per
    driver. A driver with less than `fewest` low or high answers has no effect to show (NaN).
    `customers` (n,) number who gave each row: whole customers are resampled.
    Errors: ValueError for cut-offs that cross, or without any outcome.
    """
    values = floats(rows)
    heard = ~np.isnan(values[:, -1])
    values, customers = values[heard], None if customers is None else customers[heard]
    if len(values) == 0:
        raise ValueError("no row has an outcome.")
    design, low, high = _dummies(values[:, :-1], floats(low_to), floats(high_from))
    n_low, n_high = low.sum(axis=0), high.sum(axis=0)
    centre = float(values[:, -1].mean())
    blocks = len(values) if len(values) < ROWS_AS_BLOCKS else n_blocks
    p = low.shape[1]
    left = values[:, -1] - _straight(values, design, p)
    # Both outcomes beside each other: blocks are drawn once, and re-weighted once.
    both = np.column_stack([design, values[:, -1] - centre, left])
    grams = block_grams(both, blocks, seed, customers)
    (effects, beyond), intercept, r_squared = _of_both(grams.sum(axis=0))
    (drawn, beyond_drawn), _, _ = _of_both(resample_grams(grams, replicates, seed))

    enough = (n_low >= fewest) & (n_high >= fewest)
    known = np.where(enough, 1.0, np.nan)
    penalty, reward = effects[:p] * known, effects[p : 2 * p] * known
    penalties, rewards = drawn[:, :p] * known, drawn[:, p : 2 * p] * known
    tails = [(1 - confidence) / 2, (1 + confidence) / 2]
    penalty_low, penalty_high = np.quantile(penalties, tails, axis=0)
    reward_low, reward_high = np.quantile(rewards, tails, axis=0)
    asymmetry_low, asymmetry_high = _asymmetry_limits(penalties, rewards, tails)
    bend = (beyond[:p] + beyond[p : 2 * p]) * known
    unsure = np.std(beyond_drawn[:, :p] + beyond_drawn[:, p : 2 * p], axis=0, ddof=1)
    alone = 2 * special.stdtr(max(len(grams) - 1, 1), -np.abs(ratio(bend, unsure)))
    wrong = (penalty_low > 0) | (reward_high < 0)
    return PenaltyReward(
        intercept=centre + float(intercept),
        penalty=penalty,
        penalty_low=penalty_low,
        penalty_high=penalty_high,
        reward=reward,
        reward_low=reward_low,
        reward_high=reward_high,
        asymmetry=impact_asymmetry(penalty, reward),
        asymmetry_low=asymmetry_low,
        asymmetry_high=asymmetry_high,
        kinds=_kinds(asymmetry_low, asymmetry_high, wrong | ~enough, asymmetric_from),
        n_low=n_low,
        n_high=n_high,
        r_squared=float(r_squared),
        n_rows=len(values),
        asymmetry_straight=impact_asymmetry(
            penalty - beyond[:p] * known, reward - beyond[p : 2 * p] * known
        ),
        bend=bend,
        bend_p=np.minimum(alone * np.count_nonzero(enough), 1.0),
    )


def _straight(values: Floats, design: Floats, p: int) -> Floats:
    """Return the outcome that straight lines on a latent scale expect of each row."""
    ratings, outcome = values[:, :-1], values[:, -1]
    if np.ptp(outcome) == 0:
        return outcome
    answered = np.isfinite(ratings)
    count = np.maximum(answered.sum(axis=0), 1)
    centred = np.where(answered, ratings, 0.0)
    centred = np.where(answered, ratings - centred.sum(axis=0) / count, 0.0)
    scale = np.sqrt((centred**2).sum(axis=0) / count)
    lines = centred / np.where(scale > 0, scale, 1.0)
    latent = np.column_stack([lines, design[:, 2 * p :]])
    return fit_proportional_odds(outcome, latent).expected(latent)


def impact_asymmetry(penalty: ArrayLike, reward: ArrayLike) -> Floats:
    """Return how far the reward outweighs the penalty, -1..1; a wrong sign counts as no effect.

    NaN when neither has the right sign.

    >>> float(impact_asymmetry(-1.0, 0.5).round(4))
    -0.3333
    """
    lost, won = np.maximum(-floats(penalty), 0.0), np.maximum(floats(reward), 0.0)
    return ratio(won - lost, won + lost)


def _dummies(answers: Floats, low_to: Floats, high_from: Floats) -> tuple[Floats, Flags, Flags]:
    """Return the dummies low, high, "not answered" where some are missing; and the first two."""
    if np.any(low_to >= high_from):
        raise ValueError("low_to must be below high_from.")
    low, high, missing = answers <= low_to, answers >= high_from, np.isnan(answers)
    partly = missing[:, missing.any(axis=0)]
    return floats(np.concatenate([low, high, partly], axis=1)), low, high


def _of_both(grams: Floats) -> tuple[tuple[Floats, Floats], Floats, Floats]:
    """Return slopes (..., k) of the last two columns, each on all before both of them.

    Beside them intercept and R-squared of the first of the two.
    """
    mean, covariance = covariance_of_gram(grams)
    among, with_both = covariance[..., :-2, :-2], covariance[..., :-2, -2:]
    # A vanishing ridge gives the shortest solution where dummies stand in for one another, as the
    # pseudo-inverse does, at a fiftieth of its time.
    k = among.shape[-1]
    size = np.trace(among, axis1=-2, axis2=-1)[..., None, None] / k
    ridge = np.where(size > 0, COLLINEAR * size, 1.0) * np.eye(k)
    both = np.linalg.solve(among + ridge, with_both)
    slopes, beyond = both[..., 0], both[..., 1]
    intercept = mean[..., -2] - np.sum(slopes * mean[..., :-2], axis=-1)
    explained = np.sum(slopes * with_both[..., 0], axis=-1)
    return (
        (np.asarray(slopes, dtype=float), np.asarray(beyond, dtype=float)),
        np.asarray(intercept),
        ratio(explained, covariance[..., -2, -2]),
    )


def _asymmetry_limits(
    penalties: Floats, rewards: Floats, tails: list[float]
) -> tuple[Floats, Floats]:
    """Return the percentile limits; a replicate without any right sign could be anything."""
    drawn = impact_asymmetry(penalties, rewards)
    known = ~np.isnan(penalties).any(axis=0)
    low = np.quantile(np.where(np.isnan(drawn), -1.0, drawn), tails[0], axis=0)
    high = np.quantile(np.where(np.isnan(drawn), 1.0, drawn), tails[1], axis=0)
    return np.where(known, low, np.nan), np.where(known, high, np.nan)


def _kinds(low: Floats, high: Floats, unusable: Flags, cut: float) -> tuple[KanoClass, ...]:
    """Return the class that holds the whole interval of each driver's asymmetry."""
    kinds = np.select(
        [unusable, high < -cut, low > cut, (low >= -cut) & (high <= cut)],
        [KanoClass.UNDETERMINED, KanoClass.MUST_BE, KanoClass.DELIGHTER, KanoClass.PERFORMANCE],
        default=KanoClass.UNDETERMINED,
    )
    return tuple(KanoClass(kind) for kind in kinds)
