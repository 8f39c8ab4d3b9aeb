"""Does a page that asks several questions claim something where nothing is, and how large?"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
import pandas as pd

from cx.chapters.segments import expectations
from cx.chapters.segments.buyers import QUESTIONS_OF_PURCHASES
from cx.chapters.segments.words.groups import told_most
from cx.measures.arrays import Floats
from cx.scores.against_rest import differs
from cx.scores.families import as_one_family
from cx.scores.groups import band_counts, scored_groups
from cx.store.responses import MINIMUM_N
from simulations.counting import Promise, Question, Thing

SHARES = (0.5, 0.3, 0.2)  # favourable, neutral, unfavourable
CLAIMED = Thing("something is claimed")
SELDOM_TOLD, MOSTLY_TOLD = 200, 1_000  # answers of a group
ONLY_WHERE_LARGE = (
    "Groups of 200 are told apart in a quarter of the data sets, those in which luck made the "
    "distance look larger. The range promises that of all data sets at most 5 % say a false one "
    "(Benjamini & Yekutieli 2005), and of all it is 4 %; of those that say one it is more."
)
FOR_ANY_PICKED = (
    "The range is made to hold for whichever group is picked out: of one of m groups it is one of "
    "1 - .05 / m, wider than 95 %, which a group that stands out clearly would not need."
)
SAID = Thing("a group is named", judged=False)
HELD = Thing("the range of the distance said holds the true one", among=SAID.label)
MEANS = {  # of the distances of a world, by their names
    name: Thing(label, judged=False, among=SAID.label, points=True)
    for name, label in (
        ("points", "the distance that is said, on average"),
        ("truth", "the true one of the group that is named, on average"),
        ("largest_less_smallest", "the largest less the smallest, on average"),
    )
}


@dataclass(frozen=True, slots=True)
class PageWorld:
    """A page with several tables; nothing has to do with the score."""

    name: str
    n: int
    questions: tuple[tuple[int, ...], ...]  # of each question the groups of each of its tables
    of_page: int  # questions by which p values are multiplied

    @property
    def label(self) -> str:
        """What is true in it, in words."""
        return f"{self.name}; n {self.n:,}"


@dataclass(frozen=True, slots=True)
class OneLowerWorld:
    """One of so many groups scores lower than all others, which are alike."""

    groups: int
    each: int  # answers
    points: float  # by which it is lower

    @property
    def label(self) -> str:
        """What is true in it, in words."""
        return f"one of {self.groups} groups of {self.each:,} is {self.points:g} points lower"


PAGES = tuple(
    page
    for n in (600, 3_000)
    for page in (
        PageWorld("purchases", n, ((3,), (5, 5, 5, 8)), QUESTIONS_OF_PURCHASES),
        PageWorld("expectations", n, ((3, 4, 5, 6, 8),), expectations.QUESTIONS),
    )
)
ONE_LOWER = tuple(
    OneLowerWorld(groups, each, 12.0)
    for each in (SELDOM_TOLD, MOSTLY_TOLD)
    for groups in (4, 8, 15)
)


def count_claims(world: PageWorld, randoms: Sequence[np.random.Generator]) -> Counter[Thing]:
    """Count the worlds in which a group of any table of the page is claimed."""
    claimed = 0
    for random in randoms:
        score = random.choice(3, world.n, p=SHARES)
        judged = [
            frame
            for sizes in world.questions
            for frame in as_one_family(
                [_table(random.integers(0, size, world.n), size, score) for size in sizes],
                world.of_page,
            )
        ]
        claimed += any(bool(differs(frame["p_adjusted"]).any()) for frame in judged)
    return Counter({CLAIMED: claimed})


class Distance(NamedTuple):
    """Of the group that is named from the rest, in points."""

    points: float
    low: float
    high: float
    truth: float
    largest_less_smallest: float  # of the scores of all groups


def count_distances(world: OneLowerWorld, randoms: Sequence[np.random.Generator]) -> Counter[Thing]:
    """Count the worlds in which the range said holds the true distance, and add up distances."""
    known = ONLY_WHERE_LARGE if world.each == SELDOM_TOLD and world.groups > 4 else FOR_ANY_PICKED
    held = replace(HELD, outside=known)
    counted = Counter({held: 0, SAID: 0} | dict.fromkeys(MEANS.values(), 0))
    for random in randoms:
        said = named_distance(world, random)
        if said is None:
            continue
        counted[SAID] += 1
        counted[HELD] += said.low <= said.truth <= said.high
        for name, thing in MEANS.items():
            counted[thing] += round(100 * abs(getattr(said, name)))
    return counted


def named_distance(world: OneLowerWorld, random: np.random.Generator) -> Distance | None:
    """Return the distance said, its range and the true one; None where nothing is said."""
    lower = world.points / 200
    shares = np.tile(SHARES, (world.groups, 1))
    shares[0] += (-lower, 0.0, lower)
    bands = random.multinomial(world.each, shares).astype(float)
    hidden = np.zeros(world.groups, dtype=bool)
    (frame,) = as_one_family([scored_groups(bands, hidden, MINIMUM_N)])
    named = told_most(frame)
    if named is None:
        return None
    truth = -world.points if named.name == 0 else world.points / (world.groups - 1)
    scores = 100 * (bands[:, 0] - bands[:, 2]) / world.each
    return Distance(
        float(named["difference_points"]),
        float(named["difference_low"]),
        float(named["difference_high"]),
        truth,
        float(np.ptp(scores)),
    )


def _table(group: np.ndarray, size: int, score: np.ndarray) -> pd.DataFrame:
    plus: Floats = (score == 0).astype(float)
    minus: Floats = (score == 2).astype(float)
    bands = band_counts(group, size, plus, minus)
    return scored_groups(bands, np.zeros(size, dtype=bool), MINIMUM_N)


CLAIMS = Question(
    "families",
    "Does a page of several questions claim something where nothing is?",
    "Groups of all tables of a page have nothing to do with the score. A claim is any adjusted p "
    "up to 0.05 on the page.",
    Promise(0.05, 0.0, 0.05),
    PAGES,
    count_claims,
)
DISTANCES = Question(
    "said_distances",
    "Does the range of the distance from the rest hold the true distance?",
    "One group is lower than all others, which are alike. The group that is told from the rest "
    "most surely is named, with its difference and the range of those that are named; how often it "
    "holds is counted where a group is named. Beside it stand the mean distances: the one that is "
    "said, the true one, and the largest score less the smallest, which would have been said "
    "instead.",
    Promise(0.95, 0.93, 0.975),
    ONE_LOWER,
    count_distances,
)
