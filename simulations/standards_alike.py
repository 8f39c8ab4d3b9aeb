"""How often are performers said to differ on a standard when none do?"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from cx.chapters.performers.scoring import DISTINGUISHABLE_BELOW, share_p_value
from cx.chapters.performers.standards import alike_by_f
from cx.measures.arrays import Floats, Integers
from cx.measures.beta_binomial import homogeneity_test
from simulations.counting import Promise, Question, Thing

FEWEST, MOST = 5, 500
Kind: TypeAlias = Literal["rating", "spend", "rough spend", "half yes", "97 % yes"]
KINDS: tuple[Kind, ...] = ("rating", "spend", "rough spend", "half yes", "97 % yes")
SPREAD_OF_LOG = {"spend": 1.0, "rough spend": 1.5}
LONG_TAIL = (
    "Of a tail as long as that of spend a sample shows less kurtosis than there is, and the test "
    "is set right by what it shows, to the first order (Box & Andersen 1955)."
)


@dataclass(frozen=True, slots=True)
class StandardWorld:
    """Performers whose answers to one standard are drawn alike."""

    n_performers: int
    n_answers: int | None  # of each; None: from 5 to 500, uniform on the logarithm
    kind: Kind

    @property
    def label(self) -> str:
        """What is true in it, in words."""
        each = f"{self.n_answers:,}" if self.n_answers else f"{FEWEST} to {MOST:,}"
        return f"{self.n_performers} performers of {each} answers; {self.kind}"


WORLDS = tuple(
    StandardWorld(j, n, kind) for kind in KINDS for j, n in ((12, 30), (12, None), (40, None))
)


def count(world: StandardWorld, randoms: Sequence[np.random.Generator]) -> Counter[Thing]:
    """Count the worlds in which performers are said to differ."""
    called = 0
    for random in randoms:
        n = np.full(world.n_performers, world.n_answers or 0)
        if not world.n_answers:
            n = np.exp(random.uniform(np.log(FEWEST), np.log(MOST), len(n))).round().astype(int)
        called += p_value(world.kind, n, random) < DISTINGUISHABLE_BELOW
    unequal = world.n_answers is None
    known = LONG_TAIL if world.kind == "rough spend" or (world.kind == "spend" and unequal) else ""
    return Counter({Thing("said to differ", outside=known): called})


def p_value(kind: Kind, n: Integers, random: np.random.Generator) -> float:
    """Draw the answers and test them as the standard is tested."""
    answers = n.astype(np.float64)
    if kind in ("half yes", "97 % yes"):
        share = 0.5 if kind == "half yes" else 0.97
        hits = random.binomial(n, share).astype(np.float64)
        return share_p_value(homogeneity_test(hits, answers)[0], answers, _excess_of_share(hits, n))
    who, total = np.repeat(np.arange(len(n)), n), int(n.sum())
    if kind == "rating":
        drawn = random.binomial(10, 0.8, total).astype(np.float64)
    else:
        drawn = random.lognormal(4, SPREAD_OF_LOG[kind], total)
    mean = np.bincount(who, drawn) / answers
    within = float(np.sum((drawn - mean[who]) ** 2)) / (total - len(n))
    away = drawn - drawn.mean()
    deviance = float(answers @ (mean - drawn.mean()) ** 2) / within
    excess = float(np.mean(away**4)) / float(np.mean(away**2)) ** 2 - 3
    return alike_by_f(deviance, answers, excess)


def _excess_of_share(hits: Floats, n: Integers) -> float:
    share = float(hits.sum()) / float(n.sum())
    return 1 / (share * (1 - share)) - 6 if 0 < share < 1 else 0.0


QUESTION = Question(
    "standards_alike",
    "Are performers said to differ on a standard when none do?",
    "Spend has a long tail, yes may be rare, and some performers have a hundred times the answers "
    "of others. Performers are said to differ when p is below 0.01.",
    Promise(0.01, 0.0, 0.01),
    WORLDS,
    count,
)
