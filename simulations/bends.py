"""Is a straight driver said to bend, or to matter otherwise in groups that only differ in level?"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from cx.measures.arrays import Floats
from cx.measures.correlation import gram
from cx.measures.interaction import latent_slopes_test, slopes_test_of_grams
from cx.measures.penalty_reward import KanoClass, penalty_reward
from cx.scores.against_rest import differs
from simulations.counting import Promise, Question, Thing

BENDS = Thing("a driver is said to bend")
OTHERWISE = Thing("groups are said to differ in what matters")
REPLICATES = 300
GROUPS = 3


@dataclass(frozen=True, slots=True)
class BentWorld:
    """Drivers of straight latent lines, and an outcome of 0 to 10 that may stand near its end."""

    level: float  # of the outcome; of groups, that of the first
    apart: float = 1.5  # rating points from one group to the next
    n_drivers: int = 6
    n: int = 1_000
    bend: float = 0.0  # how much more than its mean the first driver loses below its middle

    @property
    def label(self) -> str:
        """What is true in it, in words."""
        bent = f", one bends by {self.bend:g}" if self.bend else ""
        return (
            f"{self.n_drivers} straight drivers{bent}, outcome at {self.level:g}, groups "
            f"{self.apart:g} apart; n {self.n:,}"
        )


WORLDS = (
    BentWorld(8.0),
    BentWorld(9.5, 0.5),
    BentWorld(7.0, n_drivers=12),
    BentWorld(8.5, n=4_000),
)


def count(world: BentWorld, randoms: Sequence[np.random.Generator]) -> Counter[Thing]:
    """Count the worlds in which a driver bends, and those in which groups differ."""
    counted = Counter({BENDS: 0, OTHERWISE: 0})
    for seed, random in enumerate(randoms):
        counted[BENDS] += bool(bent(draw(world, world.level, world.n, random), seed))
        parts = [
            draw(world, world.level + group * world.apart, world.n // GROUPS, random)
            for group in range(GROUPS)
        ]
        lines = slopes_test_of_grams([gram(part) for part in parts])
        counted[OTHERWISE] += differs(latent_slopes_test(parts, lines).p_value)
    return counted


def bent(rows: Floats, seed: int) -> list[int]:
    """Return the drivers that have to be right first, or can delight."""
    found = penalty_reward(rows, 6, 9, REPLICATES, seed)
    turned = {KanoClass.MUST_BE: -1, KanoClass.DELIGHTER: 1}
    return [
        place
        for place, kind in enumerate(found.kinds)
        if differs(float(found.bend_p[place])) and found.bend[place] * turned.get(kind, 0) > 0
    ]


def draw(world: BentWorld, level: float, n: int, random: np.random.Generator) -> Floats:
    """Draw ratings that go together, and the outcome last."""
    halo = 0.55 * random.standard_normal((n, 1))
    own = 0.83 * random.standard_normal((n, world.n_drivers))
    ratings = np.clip(np.rint(7.5 + 1.8 * (halo + own)), 0, 10)
    away = (ratings - 7.5) / 1.8
    away[:, 0] *= np.where(away[:, 0] < 0, 1 + world.bend, 1 - world.bend)
    latent = level + 0.7 * away.sum(axis=1) + 1.5 * random.standard_normal(n)
    return np.column_stack([ratings, np.clip(np.rint(latent), 0, 10)])


QUESTION = Question(
    "bends",
    "Is a straight driver said to bend, or groups to differ that stand at other levels?",
    "Drivers move a latent score along straight lines; the outcome is that score, rounded and cut "
    "at 0 and 10. No driver may be said to have to be right first or to delight, and no group to "
    "have drivers of its own, though all stand at other distances from the end.",
    Promise(0.05, 0.0, 0.05),
    WORLDS,
    count,
)
