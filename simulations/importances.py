"""Does the range of a driver's importance hold the importance in the population?"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from cx.measures.arrays import Floats, floats
from cx.measures.bootstrap import block_bootstrap_importance
from cx.measures.importance import lmg
from simulations.counting import Promise, Question, Thing

POPULATION = 2_000_000  # rows that stand for the population where ratings are rounded
REPLICATES = 500  # as the app has it


@dataclass(frozen=True, slots=True)
class DriverWorld:
    """Drivers that go together and an outcome that they explain in part."""

    name: str
    slopes: tuple[float, ...]  # relative to each other
    together: float  # correlation of any two drivers
    r_squared: float
    n: int
    missing: float = 0.0  # share of the ratings of each driver that are not given, by chance
    rounded: bool = False  # ratings of 0 to 10 instead of normal numbers

    @property
    def label(self) -> str:
        """What is true in it, in words."""
        missing = f", {self.missing:.0%} of the ratings missing" if self.missing else ""
        rounded = ", rated 0 to 10" if self.rounded else ""
        return f"{self.name}, R2 {self.r_squared:g}{rounded}; n {self.n:,}{missing}"


GRADED = ("four drivers that go their own ways", (0.5, 0.4, 0.3, 0.2), 0.0, 0.4)
HALO = ("five drivers with a halo (r 0.5)", (0.5, 0.4, 0.3, 0.2, 0.1), 0.5, 0.4)
WEAK = ("five drivers with a halo (r 0.4), little explained", (0.5, 0.4, 0.3, 0.2, 0.1), 0.4, 0.12)
OPPOSED = (
    "a suppressor and a driver without effect of its own (r 0.5)",
    (0.5, 0.4, 0.3, 0.0, -0.2),
    0.5,
    0.4,
)
CLOSE = (
    "six drivers that can hardly be told apart (r 0.8)",
    (0.5, 0.4, 0.3, 0.2, 0.1, 0.05),
    0.8,
    0.5,
)
TEN = ("ten drivers with a halo (r 0.4)", tuple(np.linspace(0.5, 0.05, 10).tolist()), 0.4, 0.4)
WORLDS = (
    *(DriverWorld(*kind, 300) for kind in (GRADED, HALO, WEAK, OPPOSED, CLOSE, TEN)),
    *(DriverWorld(*kind, 300, 0.15) for kind in (HALO, OPPOSED)),
    DriverWorld(*HALO, 1_000, rounded=True),
    DriverWorld(*OPPOSED, 1_000, 0.15),
    DriverWorld(*HALO, 5_000),
    DriverWorld(*WEAK, 5_000, 0.15),
)


def count(world: DriverWorld, randoms: Sequence[np.random.Generator]) -> Counter[Thing]:
    """Count, for each driver, the worlds in which its true importance lies in the interval."""
    truth = true_importance(world)
    held = np.zeros(len(truth), dtype=int)
    for random in randoms:
        found = block_bootstrap_importance(
            draw(world, world.n, random), REPLICATES, int(random.integers(2**31))
        )
        held += (found.low <= truth) & (truth <= found.high)
    return Counter(
        {
            Thing(f"driver {place + 1}, true importance {share:.3f}"): int(hits)
            for place, (share, hits) in enumerate(zip(truth, held, strict=True))
        }
    )


def draw(world: DriverWorld, n: int, random: np.random.Generator) -> Floats:
    """Draw n responses: the drivers, then the outcome; NaN where a rating is missing."""
    among, slopes, noise = _model(world)
    drivers = random.standard_normal((n, len(slopes))) @ np.linalg.cholesky(among).T
    outcome = drivers @ slopes + noise * random.standard_normal(n)
    rows = np.column_stack([drivers, outcome / np.sqrt(slopes @ among @ slopes + noise**2)])
    if world.rounded:
        rows = np.clip(np.rint(7.5 + 1.8 * rows), 0, 10)
    rows[:, :-1][random.random((n, len(slopes))) < world.missing] = np.nan
    return floats(rows)


@lru_cache
def true_importance(world: DriverWorld) -> Floats:
    """Return the importance of each driver in the population."""
    if world.rounded:
        everybody = draw(world, POPULATION, np.random.default_rng(1))
        return lmg(np.corrcoef(everybody, rowvar=False))
    among, slopes, noise = _model(world)
    with_outcome = among @ slopes / np.sqrt(slopes @ among @ slopes + noise**2)
    return lmg(np.block([[among, with_outcome[:, None]], [with_outcome[None, :], np.ones((1, 1))]]))


def _model(world: DriverWorld) -> tuple[Floats, Floats, float]:
    """Return correlations of the drivers, slopes, and the standard deviation of the rest."""
    slopes = floats(world.slopes)
    among = np.full((len(slopes), len(slopes)), world.together)
    np.fill_diagonal(among, 1.0)
    explained = float(slopes @ among @ slopes)
    return among, slopes, float(np.sqrt(explained * (1 / world.r_squared - 1)))


QUESTION = Question(
    "importance",
    "Does the range of a driver's importance hold the importance in the population?",
    "Drivers and an outcome with known correlations, so that the true LMG shares are known. The "
    "interval is that of the app: 500 replicates from blocks of rows, missing ratings modelled. A "
    "driver without any importance is judged by the noise line instead (see below), since no "
    "share of R-squared lies below 0.",
    Promise(0.95, 0.93, 0.975),
    WORLDS,
    count,
)
