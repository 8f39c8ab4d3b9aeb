"""Are answers of one unit spread more, or less, than its level alone makes them?

Near the end of a scale the spread is small by itself. What a level implies is read from the
answers of all: their distribution, tilted to the mean of each unit (the exponential family whose
sufficient statistic is the sum; its base is fitted so that the tilted distributions add up to all
answers). A unit's variance over the one its level implies is 1 when nothing but the level is at
work, whatever the level. Given the mean, the tilted distribution also says by how much the ratio
varies by luck. Its cube root is near normal (Wilson & Hilferty 1931, PNAS 17:684); where luck is
large the ratio itself is taken, with its kurtosis (Box & Andersen 1955, JRSS B 17:1).

No model of levels is quite right: the further a level is from the common one, and the more skewed
its answers, the less is known of what it implies, and that is added to luck. With many units what
is left of a smooth trend of the ratios along the level (straight and squared) is taken for the
level's too.

A unit whose answers nearly all agree says nothing of its spread beyond its level, and is left out
of the test. Units: variances are relative; standard deviations those of the values.
Missing: give answered counts only. Out of scope: shrinking the ratios (see shrinkage).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from cx.measures.arrays import Floats, floats

LEAST_APART = 10  # answers expected elsewhere than at the most common value
NEAR_NORMAL_UP_TO = 0.15  # variance of a ratio whose cube root is near normal
BASE_ROUNDS = 8  # of fitting the base to the answers of all; more change no p by .001
TILT_ROUNDS = 30
FURTHEST_TILT = 200.0  # log-odds from end to end of the scale; beyond, all answers are at the end
ENOUGH_FOR_TREND = 20  # units that say by themselves how the spread goes with the level
LEAST_COMMON = 0.1  # of the ratio that is common at a level
# Of a ratio, for each standard deviation of an answer off the common level; times the skewness.
MODEL_ERROR = 0.15
HALF_ANSWER = 0.5  # of the pool, so that a mean at the end of the scale has a tilt


@dataclass(frozen=True, slots=True, eq=False)
class SpreadGivenLevel:
    """Spreads against what levels imply; arrays have one entry per unit, in the order given."""

    implied_sd: Floats  # of one answer, at the level of the unit
    ratio: Floats  # variance of the answers over that implied; 1 is common at the level
    luck: Floats  # variance of the ratio by luck, and by what is not known of levels
    told: NDArray[np.bool_]  # whether the answers say anything beyond the level
    p_value: float  # of "all ratios are 1"; NaN when fewer than two units say anything


def spread_given_level(counts: ArrayLike, values: ArrayLike) -> SpreadGivenLevel:
    """Set the spread of each unit against what its level implies.

    `counts` (units, values) of answers, two or more for each unit; `values` are two or more.
    """
    count, value = floats(counts), floats(values)
    heard = count.sum(axis=0) > 0
    count, value = count[:, heard], value[heard]
    n, width = count.sum(axis=1), float(np.ptp(value))
    place = (value - value.min()) / width
    raw = count @ place / n
    implied = _implied(count, place)
    level = implied @ place
    off = place - level[:, None]
    square = off**2
    variance, third, fourth = (
        (implied * power).sum(axis=1) for power in (square, off * square, square**2)
    )
    observed = (count * (place - raw[:, None]) ** 2).sum(axis=1) / (n - 1)
    # To the level of the tilt, and without the bias of a level that is estimated.
    slope = third / variance
    bend = (fourth - 3 * variance**2) / variance - slope**2
    ratio = (observed - slope * (raw - level) + bend / (2 * n)) / variance
    beyond = square - variance[:, None] - slope[:, None] * off
    spread = (implied * beyond**2).sum(axis=1)
    excess = (implied * beyond**4).sum(axis=1) / np.maximum(spread, 1e-300) ** 2 - 3
    by_luck = spread / variance**2 / n
    told = (n * (1 - implied.max(axis=1)) >= LEAST_APART) & (by_luck > 1e-9)
    away = (level - n @ level / n.sum()) ** 2 / (n @ variance / n.sum())
    # Where answers are cut off at the end the tilt is the less right, the more skewed they are.
    skewed = np.maximum(third**2 / variance**3, 1.0)
    luck = by_luck + MODEL_ERROR**2 * skewed * away
    if not told.any():
        return SpreadGivenLevel(width * np.sqrt(variance), ratio, luck, told, float("nan"))
    powers = 3 if told.sum() >= ENOUGH_FOR_TREND else 1
    trend = np.vander(level - level[told].mean(), powers, increasing=True)
    weight = np.sqrt(1 / luck[told])
    fitted = np.linalg.lstsq(weight[:, None] * trend[told], weight * ratio[told], rcond=None)[0]
    common = np.maximum(trend @ fitted, LEAST_COMMON)
    ratio = ratio / common
    return SpreadGivenLevel(
        width * np.sqrt(variance * common),
        ratio,
        luck,
        told,
        _p_value(ratio[told], luck[told], (excess / n)[told], trend[told]),
    )


def _p_value(ratio: Floats, luck: Floats, excess: Floats, trend: Floats) -> float:
    degrees = len(ratio) - trend.shape[1]
    if degrees < 1:
        return float("nan")
    rooted = luck < NEAR_NORMAL_UP_TO
    z = np.where(
        rooted, (np.cbrt(ratio) - (1 - luck / 9)) / np.sqrt(luck / 9), (ratio - 1) / np.sqrt(luck)
    )
    along, _ = np.linalg.qr(trend / np.sqrt(luck)[:, None])
    deviance = float(z @ z) - float(np.sum((z @ along) ** 2))
    wilder = 1 + float(np.where(rooted, 0.0, np.maximum(excess, 0.0)).sum()) / (2 * degrees)
    return float(special.chdtrc(degrees / wilder, max(deviance, 0.0) / wilder))


def _implied(count: Floats, place: Floats) -> Floats:
    """Return the distribution of answers that each unit's mean implies: (units, values)."""
    n, everything = count.sum(axis=1), count.sum(axis=0)
    base = everything / everything.sum()
    target = (count @ place + HALF_ANSWER * (base @ place)) / (n + HALF_ANSWER)
    tilt = np.zeros(len(n))
    for rounds in (*[2] * BASE_ROUNDS, TILT_ROUNDS):
        implied, tilt = _tilted(np.log(base), place, target, tilt, rounds)
        if rounds != TILT_ROUNDS:
            base = base * everything / np.maximum(n @ implied, 1e-300)
            base = np.maximum(base / base.sum(), 1e-300)
    return implied


def _tilted(
    log_base: Floats, place: Floats, target: Floats, tilt: Floats, rounds: int
) -> tuple[Floats, Floats]:
    """Tilt the base until its mean is the target: Newton's steps, inside a bracket."""
    low, high = np.full(len(tilt), -FURTHEST_TILT), np.full(len(tilt), FURTHEST_TILT)
    for _ in range(rounds):
        implied = special.softmax(log_base + tilt[:, None] * place, axis=1)
        mean = implied @ place
        off = mean - target
        if np.abs(off).max() < 1e-9:
            break
        low, high = np.where(off < 0, tilt, low), np.where(off < 0, high, tilt)
        step = tilt - off / np.maximum(implied @ place**2 - mean**2, 1e-12)
        tilt = np.where((step > low) & (step < high), step, (low + high) / 2)
    return implied, tilt
