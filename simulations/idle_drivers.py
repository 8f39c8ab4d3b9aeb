"""How often is a driver said to matter that has nothing to do with the score?"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from cx.chapters.drivers.ranking import rank_rows
from cx.chapters.drivers.result import DriverOptions, DriverRanking
from cx.chapters.drivers.rows import DriverRows
from cx.chapters.drivers.words import ranking as words
from cx.measures.arrays import Floats
from cx.vocabulary import Column, Role
from simulations.counting import Promise, Question, Thing

OPTIONS = DriverOptions(replicates=100)  # what is claimed hangs on the noise line, not on ranges
ABOVE, NAMED = Thing("an idle driver is above noise"), Thing("an idle driver is named")


@dataclass(frozen=True, slots=True)
class IdleWorld:
    """Ratings of 0 to 10 that go together, of which some or none have to do with the score."""

    n_drivers: int
    n_active: int
    together: float  # correlation of any two idle drivers, and of any two active ones
    n: int
    missing: float = 0.0  # share of the ratings of each driver that are not given, by chance

    @property
    def label(self) -> str:
        """What is true in it, in words."""
        active = f"{self.n_active} of them matter" if self.n_active else "none matters"
        missing = f", {self.missing:.0%} of the ratings missing" if self.missing else ""
        return f"{self.n_drivers} drivers (r {self.together:g}), {active}; n {self.n:,}{missing}"


WORLDS = (
    IdleWorld(4, 0, 0.0, 100),
    IdleWorld(6, 0, 0.5, 300),
    IdleWorld(6, 0, 0.0, 300, 0.2),
    IdleWorld(12, 0, 0.5, 120),
    IdleWorld(6, 2, 0.3, 300),
    IdleWorld(12, 3, 0.3, 1_000),
)


def count(world: IdleWorld, randoms: Sequence[np.random.Generator]) -> Counter[Thing]:
    """Count the worlds in which an idle driver is above noise, and those in which one is named."""
    counted = Counter({ABOVE: 0, NAMED: 0})
    for random in randoms:
        rows = draw(world, random)
        idle = {column.label for column in rows.columns[world.n_active :]}
        ranking = rank_rows(rows, OPTIONS, world.n)
        frame = ranking.drivers.frame
        counted[ABOVE] += bool(set(frame.loc[frame["above_noise"], "driver"]) & idle)
        counted[NAMED] += any(
            f"{label} " in f"{said} " for label in idle for said in named(ranking)
        )
    return counted


def named(ranking: DriverRanking) -> list[str]:
    """Return the headlines that name drivers which matter."""
    found = [words.top(ranking), words.start(ranking)]
    if len(ranking.leaders.members) == ranking.leaders.k:  # else it is said that some are not sure
        found += words.leaders(ranking)
    return [finding.headline.replace(",", " ") for finding in found]


def draw(world: IdleWorld, random: np.random.Generator) -> DriverRows:
    """Draw the responses as `driver_rows` would hand them over."""
    n, active = world.n, world.n_active
    common, own = np.sqrt(world.together), np.sqrt(1 - world.together)
    ratings = own * random.standard_normal((n, world.n_drivers))
    # The halo of those that matter is not that of the others, which would then matter, too.
    ratings[:, :active] += common * random.standard_normal((n, 1))
    ratings[:, active:] += common * random.standard_normal((n, 1))
    outcome = random.standard_normal(n) + 0.45 * ratings[:, :active].sum(axis=1)
    ratings, outcome = _rated(ratings), _rated(outcome)
    ratings[random.random(ratings.shape) < world.missing] = np.nan
    return DriverRows(
        columns=tuple(_column(place) for place in range(world.n_drivers)),
        ratings=ratings,
        design=np.column_stack([ratings, outcome]),
        groups=tuple((place,) for place in range(world.n_drivers)),
        applies=np.ones(ratings.shape, dtype=bool),
        set_aside=(),
        outcome_like=(),
        beside=pd.DataFrame(index=range(n)),
    )


def _rated(values: Floats) -> Floats:
    return np.asarray(np.clip(np.rint(7 + 1.5 * values), 0, 10))


def _column(place: int) -> Column:
    return Column(f"driver_{place + 1}", Role.DRIVER, f"Driver {place + 1}", Role.DRIVER.kind, ())


QUESTION = Question(
    "idle_drivers",
    "Is a driver said to matter that does not?",
    "Ratings go together, and some or none of them have to do with the score. Two claims are "
    "counted: the table says of an idle driver that it is above noise, and a headline names an "
    "idle driver (those that matter most, where to start, the top three).",
    Promise(0.05, 0.0, 0.05),
    WORLDS,
    count,
)
