"""How often are performers called different who are all alike?"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from cx.chapters.performers.scoring import (
    DISTINGUISHABLE_BELOW,
    alike_p_value,
    excess_kurtosis,
    shrunken_scores,
)
from cx.vocabulary import Scale
from simulations.counting import Promise, Question, Thing

SCALE = Scale.conventional(0, 10)
FEWEST, MOST = 5, 1_000
FEW_DISPLEASED = (
    "The test is set right for the kurtosis of all answers, to the first order (Box & Andersen "
    "1955). Where 90 % are favourable the others of a performer are a handful, and something is "
    "left; without it 2 % are called different."
)


@dataclass(frozen=True, slots=True)
class AlikeWorld:
    """Performers whose responses are drawn with the same shares."""

    n_performers: int
    n_responses: int | None  # of each; None: from 5 to 1,000, uniform on the logarithm
    shares: tuple[float, float, float]  # favourable, neutral, unfavourable
    one_has_half: bool = False  # of all responses

    @property
    def label(self) -> str:
        """What is true in it, in words."""
        each = f"{self.n_responses:,}" if self.n_responses else f"{FEWEST} to {MOST:,}"
        shares = " / ".join(f"{100 * share:g}" for share in self.shares)
        half = ", one with half of all" if self.one_has_half else ""
        return f"{self.n_performers} performers of {each} responses{half}; {shares} %"


MIXED, PLEASED, CEILING = (0.5, 0.3, 0.2), (0.9, 0.07, 0.03), (0.97, 0.02, 0.01)
WORLDS = tuple(
    AlikeWorld(j, n, shares, half)
    for shares in (MIXED, PLEASED, CEILING)
    for j, n, half in (
        (12, 8, False),
        (12, 30, False),
        (12, None, False),
        (12, 40, True),
        (40, 30, False),
        (40, None, False),
        (120, None, False),
        (500, 6, False),
    )
)


def count(world: AlikeWorld, randoms: Sequence[np.random.Generator]) -> Counter[Thing]:
    """Count the worlds in which performers are called distinguishable."""
    called = 0
    for random in randoms:
        n = np.full(world.n_performers, float(world.n_responses or 0))
        if not world.n_responses:
            n = np.exp(random.uniform(np.log(FEWEST), np.log(MOST), len(n))).round()
        if world.one_has_half:
            n[0] = n[1:].sum()
        plus, _, minus = random.multinomial(n.astype(int), world.shares).T.astype(float)
        shrunk = shrunken_scores(SCALE, plus, minus, n)
        excess = excess_kurtosis(plus, minus, n)
        called += alike_p_value(shrunk, n, SCALE, excess) < DISTINGUISHABLE_BELOW
    known = FEW_DISPLEASED if world.shares == PLEASED else ""
    return Counter({Thing("called distinguishable", outside=known): called})


QUESTION = Question(
    "performers_alike",
    "Are performers called different who are all alike?",
    "All responses are drawn with the same shares, whoever was the performer. Performers are "
    "called distinguishable when p is below 0.01.",
    Promise(0.01, 0.0, 0.01),
    WORLDS,
    count,
)
