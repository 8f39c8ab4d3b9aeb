"""Does the range of a net score hold the true one? Tango's interval over samples and shares."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from cx.measures.net_score import tango_interval
from simulations.counting import Promise, Question, Thing


@dataclass(frozen=True, slots=True)
class NetWorld:
    """Answers that fall into three bands by chance."""

    n: int
    shares: tuple[float, float, float]  # favourable, neutral, unfavourable

    @property
    def label(self) -> str:
        """What is true in it, in words."""
        shares = " / ".join(f"{100 * share:g}" for share in self.shares)
        return f"n {self.n:,}; {shares} %"


SHARES = (
    (0.4, 0.35, 0.25),
    (0.3, 0.2, 0.5),
    (0.7, 0.2, 0.1),
    (0.85, 0.1, 0.05),
    (0.97, 0.02, 0.01),
)
WORLDS = tuple(NetWorld(n, shares) for n in (10, 30, 100, 500, 5_000) for shares in SHARES)


def count(world: NetWorld, randoms: Sequence[np.random.Generator]) -> Counter[Thing]:
    """Count the worlds in which the true net score lies in the interval."""
    plus, _, minus = np.array([random.multinomial(world.n, world.shares) for random in randoms]).T
    low, high = tango_interval(plus, minus, np.full(len(randoms), world.n))
    truth = world.shares[0] - world.shares[2]
    return Counter({Thing("the net score"): int(np.sum((low <= truth) & (truth <= high)))})


QUESTION = Question(
    "net_score",
    "Does the range of a net score hold the true one?",
    "Answers are drawn with known shares of favourable, neutral and unfavourable ones; Tango's "
    "interval is that of every net score in the app.",
    Promise(0.95, 0.93, 0.975),
    WORLDS,
    count,
)
