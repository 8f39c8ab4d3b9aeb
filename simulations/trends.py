"""Is the score said to rise or fall where periods only differ by themselves, and where it does?"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy import stats

from cx.measures.arrays import Floats
from cx.measures.period_trend import period_trend
from cx.scores.against_rest import differs
from simulations.counting import Promise, Question, Thing

BY_THEMSELVES = 4.0  # points, standard deviation of periods beyond the sampling of answers
SAMPLING = 2.5  # points, that of the answers of a period: some thousand
CLAIMED = Thing("the score is said to rise or fall")
BY_PLAIN_LINE = Thing("by the plain t of a line it would be", judged=False)
FOUND_RISING = Thing("the score is said to rise")
LIKENESS_UNKNOWN = (
    "How alike neighbours are has to be told from the few periods themselves, and is told too low "
    "in some data sets: with the likeness known, 4 % of 24 periods are claimed (1,200 data sets)."
)
FEW_BENDS = (
    "The line is set against slow bends of the series itself, so that likeness of neighbours is "
    "not taken for a trend; twelve periods have four of them, and Student's t with four degrees of "
    "freedom asks for a line steeper by a quarter than the plain t of a line does. That one finds "
    "more, and of nothing claims a trend three times as often as it may where neighbours are alike."
)


@dataclass(frozen=True, slots=True)
class TrendWorld:
    """Periods that differ by themselves, neighbours more or less alike."""

    n_periods: int
    alike: float  # correlation of neighbours, of what periods are by themselves
    rise: float = 0.0  # points, from the first period to the last

    @property
    def label(self) -> str:
        """What is true in it, in words."""
        alike = f"like the one before (r {self.alike:g})" if self.alike else "each by itself"
        rise = f", a rise of {self.rise:g} points" if self.rise else ""
        return f"{self.n_periods} periods that differ by {BY_THEMSELVES:g} points, {alike}{rise}"


FEW, MANY = 12, 24
SHAPES = tuple((n, alike) for n in (FEW, MANY) for alike in (0.0, 0.5))
WORLDS = tuple(TrendWorld(n, alike) for n, alike in SHAPES)
RISING = tuple(TrendWorld(n, alike, 18.0) for n, alike in SHAPES)


def count_claims(world: TrendWorld, randoms: Sequence[np.random.Generator]) -> Counter[Thing]:
    """Count the worlds in which the score is said to rise or fall."""
    known = LIKENESS_UNKNOWN if world.alike else ""
    counted = Counter({replace(CLAIMED, outside=known): 0, BY_PLAIN_LINE: 0})
    for random in randoms:
        scores = draw(world, random)
        counted[CLAIMED] += _said(scores) != 0
        counted[BY_PLAIN_LINE] += _by_plain_line(scores)
    return counted


def count_found(world: TrendWorld, randoms: Sequence[np.random.Generator]) -> Counter[Thing]:
    """Count the worlds in which the score is said to rise, as it does."""
    known = FEW_BENDS if world.n_periods == FEW else ""
    counted = Counter({replace(FOUND_RISING, outside=known): 0, BY_PLAIN_LINE: 0})
    for random in randoms:
        scores = draw(world, random)
        counted[FOUND_RISING] += _said(scores) > 0
        counted[BY_PLAIN_LINE] += _by_plain_line(scores)
    return counted


def draw(world: TrendWorld, random: np.random.Generator) -> Floats:
    """Draw the scores of the periods, in points."""
    shocks = random.standard_normal(world.n_periods)
    own = np.empty(world.n_periods)
    own[0] = shocks[0]
    for place in range(1, world.n_periods):
        own[place] = world.alike * own[place - 1] + np.sqrt(1 - world.alike**2) * shocks[place]
    by_chance = SAMPLING * random.standard_normal(world.n_periods)
    rise = np.linspace(0, world.rise, world.n_periods)
    return np.asarray(rise + BY_THEMSELVES * own + by_chance)


def _said(scores: Floats) -> int:
    """Return 1 where the score is said to rise, -1 where to fall, else 0."""
    found = period_trend(range(len(scores)), scores, np.full(len(scores), SAMPLING**2))
    return int(np.sign(found.slope)) if differs(found.p_value) else 0


def _by_plain_line(scores: Floats) -> bool:
    return differs(float(stats.linregress(range(len(scores)), scores).pvalue))


CLAIMS = Question(
    "trends",
    "Is the score said to rise or fall where periods only differ by themselves?",
    "What moves all answers of a period together is no trend, also where a bad period is often "
    "followed by another.",
    Promise(0.05, 0.0, 0.05),
    WORLDS,
    count_claims,
)
FOUND = Question(
    "trends_found",
    "Is the score said to rise where it does?",
    "The same periods with a rise of 18 points from the first to the last.",
    Promise(1.0, 0.8, 1.0),
    RISING,
    count_found,
)
