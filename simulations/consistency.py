"""How often is somebody called steadier, or less so, when only the levels differ?"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import special

from cx.chapters.performers.scoring import DISTINGUISHABLE_BELOW
from cx.measures.arrays import Floats
from cx.measures.spread_given_level import spread_given_level
from simulations.counting import Promise, Question, Thing

VALUES = np.arange(11.0)
FEWEST, MOST = 12, 400  # answers of performers who do not all have as many
HALF, ALIKE = 0.5, 1.0


@dataclass(frozen=True, slots=True)
class SteadyWorld:
    """Answers are normal, rounded to 0 to 10 and cut off there; all spread alike but one."""

    n_performers: int
    n_answers: int | None  # of each; None: from 12 to 400, uniform on the logarithm
    middle: float  # on 0 to 10; beyond 10 nearly all answer 10
    level_spread: float  # standard deviation of the levels, in those of an answer
    one: float = ALIKE  # spread of one performer, over that of the others

    @property
    def label(self) -> str:
        """What is true in it, in words."""
        each = f"{self.n_answers:,}" if self.n_answers else f"{FEWEST} to {MOST:,}"
        steady = "" if self.one == ALIKE else f"; one has {self.one:g} of the spread"
        return (
            f"{self.n_performers} performers of {each} answers about {self.middle:g}, levels "
            f"{self.level_spread:g}{steady}"
        )


SHAPES = ((12, 30), (12, None), (40, 30), (120, 100))
WORLDS = (
    *(
        SteadyWorld(j, n, middle, levels)
        for middle in (6.5, 8.5, 12.5)
        for levels in (0.0, 0.4, 0.8)
        for j, n in SHAPES
    ),
    *(SteadyWorld(12, MOST, 12.5, levels) for levels in (0.4, 0.8)),
    *(SteadyWorld(j, n, middle, 0.4, HALF) for middle in (6.5, 8.5) for j, n in SHAPES),
)


def count(world: SteadyWorld, randoms: Sequence[np.random.Generator]) -> Counter[Thing]:
    """Count the worlds in which performers are said to differ in how steady they are."""
    called = 0
    for random in randoms:
        found = spread_given_level(draw(world, random), VALUES)
        called += found.p_value < DISTINGUISHABLE_BELOW
    label = "called different" if world.one == ALIKE else "the steady one is seen"
    return Counter({Thing(label, judged=world.one == ALIKE): called})


def draw(world: SteadyWorld, random: np.random.Generator) -> Floats:
    """Draw the counts of each answer by performer."""
    size, sd = world.n_performers, 2.0
    n = np.full(size, world.n_answers or 0)
    if not world.n_answers:
        n = np.exp(random.uniform(np.log(FEWEST), np.log(MOST), size)).round().astype(int)
    level = world.middle + sd * random.normal(0, world.level_spread, size)
    spread = np.full(size, sd)
    spread[0] *= world.one
    cuts = np.concatenate([[-np.inf], VALUES[1:] - 0.5, [np.inf]])
    below = special.ndtr((cuts - level[:, None]) / spread[:, None])
    return random.multinomial(n, np.diff(below, axis=1)).astype(np.float64)


QUESTION = Question(
    "consistency",
    "Is somebody called steadier when only the levels differ?",
    "Answers of all performers spread alike before they are rounded and cut off at the end of the "
    "scale; levels differ, so the spreads that are seen differ too. Performers are said to differ "
    "when p is below 0.01. Beside it, not judged: how often one of half the spread is seen.",
    Promise(0.01, 0.0, 0.01),
    WORLDS,
    count,
)
