"""Does the range of the gap between the best and the worst performers hold the true gap?"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from cx.chapters.performers.scoring import unbiased
from cx.measures.arrays import Floats
from cx.measures.gaps import integrated_gap, minimum_units
from cx.measures.net_score import net_score
from cx.measures.shrinkage import pooled_variance
from simulations.counting import Promise, Question, Thing

FRACTIONS = (0.1, 0.2)
MEAN, NEUTRAL = 0.25, 0.3  # true net score of all performers, and the share of neutral answers
FEWEST, MOST = 30, 1_000  # responses of performers who do not all have as many
NEAR_NOTHING = (
    "The range of a gap near nothing reaches below it. What a gap is worth is never less than "
    "nothing, so there only the upper end can miss."
)


@dataclass(frozen=True, slots=True)
class GapWorld:
    """Performers whose true scores spread normally."""

    n_performers: int
    n_responses: int | None  # of each; None: from 30 to 1,000, uniform on the logarithm
    spread_points: float  # standard deviation of the true scores

    @property
    def label(self) -> str:
        """What is true in it, in words."""
        each = f"{self.n_responses:,}" if self.n_responses else f"{FEWEST} to {MOST:,}"
        return (
            f"{self.n_performers} performers of {each} responses, spread "
            f"{self.spread_points:g} points"
        )

    @property
    def near_nothing(self) -> bool:
        """Whether the range of the gap often reaches below nothing."""
        few = self.n_performers < 120
        return self.n_responses == FEWEST and (
            self.spread_points == 3 or (self.spread_points == 6 and few)
        )


WORLDS = (
    *(GapWorld(j, n, 10) for j in (12, 40, 120) for n in (30, 100, 1_000, None)),
    *(GapWorld(j, None, spread) for j in (12, 40, 120) for spread in (5, 20)),
    *(GapWorld(j, 30, spread) for j in (12, 40, 120) for spread in (0, 3, 6)),
)


def count(world: GapWorld, randoms: Sequence[np.random.Generator]) -> Counter[Thing]:
    """Count the worlds in which the true gap lies in the interval."""
    held: Counter[Thing] = Counter()
    near = world.near_nothing
    for random in randoms:
        n, truth, scores, variances = draw(world, random)
        ordered = np.sort(truth)
        for fraction in FRACTIONS:
            if world.n_performers < minimum_units(fraction):
                continue
            gap = integrated_gap(scores, variances, n, fraction)
            size = len(gap.top)
            named = truth[gap.top].mean() - truth[gap.bottom].mean()
            widest = ordered[-size:].mean() - ordered[:size].mean()
            group = f"best against worst {fraction:.0%}"
            held[Thing(group)] += bool(gap.low <= named <= gap.high)
            held[Thing(f"{group}, those truly so", judged=False)] += bool(
                gap.low <= widest <= gap.high
            )
            # What it is worth to close it: never less than nothing.
            held[Thing(f"{group}, worth of it", outside=NEAR_NOTHING if near else "")] += bool(
                max(gap.low, 0) <= max(named, 0) <= max(gap.high, 0)
            )
    return held


def draw(world: GapWorld, random: np.random.Generator) -> tuple[Floats, Floats, Floats, Floats]:
    """Draw responses, true scores, observed scores and their variances of all performers."""
    size = world.n_performers
    if world.n_responses:
        n = np.full(size, world.n_responses)
    else:
        n = np.exp(random.uniform(np.log(FEWEST), np.log(MOST), size)).round().astype(int)
    most = 1 - NEUTRAL
    truth = np.clip(random.normal(MEAN, world.spread_points / 100, size), -most, most)
    shares = np.column_stack([(most + truth) / 2, (most - truth) / 2, np.full(size, NEUTRAL)])
    plus, minus, _ = random.multinomial(n, shares).T
    return (
        n.astype(float),
        truth,
        net_score(plus, minus, n),
        unbiased(pooled_variance(plus, minus, n) / n, (n.astype(float),)),
    )


QUESTION = Question(
    "performer_gap",
    "Does the range of the gap between performers hold the true gap?",
    "Performers have true net scores with a known spread about 25 points. The true gap is that of "
    "the performers whom the app puts into the two groups, which is what its sentence speaks of. "
    "The performers who are truly the best and the worst are not known to anybody; the gap between "
    "them is wider, because some of them are not recognised. How often the range holds that one "
    "is shown and not judged: with few responses for each of many performers, seldom. The worth of "
    "closing a gap is never less than nothing.",
    Promise(0.95, 0.93, 0.975),
    WORLDS,
    count,
)
