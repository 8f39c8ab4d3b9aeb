"""Is a driver said to matter most where several matter alike, and is it where one does?"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from cx.chapters.drivers.methods import Trust
from cx.chapters.drivers.ranking import rank_rows
from cx.chapters.drivers.result import DriverOptions, DriverRanking
from cx.chapters.drivers.rows import DriverRows
from cx.chapters.drivers.words import ranking as words
from cx.text.finding import Verdict
from simulations.counting import Promise, Question, Thing
from simulations.idle_drivers import IdleWorld, draw

OPTIONS = DriverOptions(replicates=500)
NAMED = Thing("a driver is named as mattering most")
RELIABLE = Thing("the ranking is called reliable")
LEADING = Thing("those that weigh more are named, and no other")


@dataclass(frozen=True, slots=True)
class TiedWorld:
    """Drivers that all weigh the same, but for the first few that weigh more."""

    leading: int = 0
    weighs: float = 1.0  # times what the others weigh
    n_drivers: int = 12
    n: int = 1_000

    @property
    def label(self) -> str:
        """What is true in it, in words."""
        if not self.leading:
            return f"{self.n_drivers} drivers that weigh the same; n {self.n:,}"
        return (
            f"{self.n_drivers} drivers, of which {self.leading} weigh {self.weighs:g} times as "
            f"much; n {self.n:,}"
        )


WORLDS = (TiedWorld(), TiedWorld(1, 4), TiedWorld(2, 4))


def count(world: TiedWorld, randoms: Sequence[np.random.Generator]) -> Counter[Thing]:
    """Count the worlds in which drivers are named, and those with a ranking called reliable."""
    counted = Counter({NAMED: 0, RELIABLE: 0})
    for random in randoms:
        ranking = rank_rows(drawn(world, random), OPTIONS, world.n)
        counted[NAMED] += named(ranking)
        counted[RELIABLE] += ranking.verdict is Trust.RELIABLE
    return counted


def count_leading(world: TiedWorld, randoms: Sequence[np.random.Generator]) -> Counter[Thing]:
    """Count the worlds in which exactly the drivers that weigh more are named."""
    counted = Counter({LEADING: 0})
    heavy = {f"Driver {place + 1}" for place in range(world.leading)}
    for random in randoms:
        ranking = rank_rows(drawn(world, random), OPTIONS, world.n)
        said = set(re.findall(r"Driver \d+", words.top(ranking).headline))
        counted[LEADING] += named(ranking) and said == heavy
    return counted


def named(ranking: DriverRanking) -> bool:
    """Whether the answer to "what matters most" names a driver."""
    return words.top(ranking).verdict is Verdict.SHOWN


def drawn(world: TiedWorld, random: np.random.Generator) -> DriverRows:
    """Draw the responses as `driver_rows` would hand them over."""
    rows = draw(IdleWorld(world.n_drivers, 0, 0.3, world.n), random)
    slopes = np.ones(world.n_drivers)
    slopes[: world.leading] = world.weighs
    sums = rows.ratings @ slopes
    outcome = (sums - sums.mean()) / sums.std() + random.standard_normal(world.n)
    rated = np.clip(np.rint(7 + 1.5 * outcome), 0, 10)
    return replace(rows, design=np.column_stack([rows.ratings, rated]))


QUESTION = Question(
    "ties",
    "Is a driver said to matter most where several matter alike?",
    "Drivers of 0 to 10 that go together (r 0.3) and explain half of the score. Where all weigh "
    "the same, none may be said to matter most and the ranking may not be called reliable.",
    Promise(0.05, 0.0, 0.05),
    WORLDS[:1],
    count,
)
CLEAR = Question(
    "ties_leader",
    "Are the drivers that matter most named where some do?",
    "The same drivers, of which one or two weigh more.",
    Promise(1.0, 0.8, 1.0),
    WORLDS[1:],
    count_leading,
)
