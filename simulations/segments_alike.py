"""How often is a segment claimed to differ when none does?"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from cx.measures.arrays import Floats
from cx.measures.multiplicity import adjust_together
from cx.scores.against_rest import against_rest, differs
from cx.store.responses import MINIMUM_N
from simulations.counting import Promise, Question, Thing


@dataclass(frozen=True, slots=True)
class GridWorld:
    """Two categories that have nothing to do with the score."""

    n: int
    n_rows: int
    n_columns: int
    shares: tuple[float, float, float]  # favourable, neutral, unfavourable

    @property
    def label(self) -> str:
        """What is true in it, in words."""
        shares = " / ".join(f"{100 * share:g}" for share in self.shares)
        return f"{self.n_rows} x {self.n_columns} groups; n {self.n:,}; {shares} %"


MIXED, PLEASED, DELIGHTED = (0.5, 0.3, 0.2), (0.9, 0.07, 0.03), (0.97, 0.02, 0.01)
WORLDS = tuple(
    GridWorld(n, rows, columns, shares)
    for shares in (MIXED, PLEASED, DELIGHTED)
    for n, rows, columns in ((300, 3, 3), (300, 6, 5), (2_000, 6, 5), (10_000, 6, 5))
)


def count(world: GridWorld, randoms: Sequence[np.random.Generator]) -> Counter[Thing]:
    """Count the worlds in which a cell, a row or a column is claimed to differ."""
    claimed = 0
    for random in randoms:
        bands = draw(world, random)
        tables = bands.reshape(-1, 3), bands.sum(axis=1), bands.sum(axis=0)
        adjusted = adjust_together(*(_p_values(table) for table in tables))
        claimed += bool(differs(np.concatenate(adjusted)).any())
    return Counter({Thing("a group or combination is claimed"): claimed})


def draw(world: GridWorld, random: np.random.Generator) -> Floats:
    """Draw the counts by row, column and band; groups are of unequal size."""
    of_rows = random.dirichlet(np.full(world.n_rows, 3.0))
    of_columns = random.dirichlet(np.full(world.n_columns, 3.0))
    sizes = random.multinomial(world.n, np.outer(of_rows, of_columns).ravel())
    return random.multinomial(sizes, world.shares).reshape(*_shape(world), 3).astype(float)


def _shape(world: GridWorld) -> tuple[int, int]:
    return world.n_rows, world.n_columns


def _p_values(bands: Floats) -> Floats:
    """Test each group that is large enough to be shown against all others."""
    n = bands.sum(axis=1)
    return against_rest(bands[:, 0], bands[:, 2], n, n >= MINIMUM_N, MINIMUM_N).p_value


QUESTION = Question(
    "segments_alike",
    "Is a segment claimed to differ when none does?",
    "Rows and columns of unequal size have nothing to do with the score. A claim is any adjusted p "
    "below 0.05 among all cells, rows and columns of a page.",
    Promise(0.05, 0.0, 0.05),
    WORLDS,
    count,
)
