"""Do the ranges of the what-if hold where drivers bend, and is a lever named where none leads?"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from cx.chapters.what_if.bends import fit_bent, with_bends
from cx.chapters.what_if.leads import sharing_lead_drawn
from cx.chapters.what_if.levers import Lever, LeverKind
from cx.measures.arrays import Floats
from cx.measures.counterfactual import draw_population, drawn_shares, lifted, shifted
from cx.measures.multinomial import shares_of_scores
from simulations.counting import Promise, Question, Thing

MEAN, HALO, OWN = 7.0, 1.2, 1.4  # of ratings from 0 to 10
POPULATION, DRAWS, STEP = 100_000, 200, 0.5
NEUTRAL = (0.3, 0.5)  # intercept, and part of the slopes, of the middle band
SHAPES: Mapping[str, Callable[[Floats], Floats]] = {
    "is straight": lambda x: 0.45 * (x - MEAN),
    "stops mattering at 7": lambda x: 0.9 * np.minimum(x - MEAN, 0.0),
    "matters from 7 on": lambda x: 0.9 * np.maximum(x - MEAN, 0.0),
}
LIFT = Thing('the range of "up to 6 becomes 8" of the driver holds the truth')
SHIFT = Thing("the range of half a point of the driver holds the truth")
SAID = Thing("straight lines are said not to fit", judged=False)
OVERLOOKED = (
    "Of 600 answers few lie beyond the bend, and it is seen in less than half of the data sets. "
    "Where it is overlooked the line stays straight, and its range misses more often."
)
NAMED = Thing("a lever is named first")
CLEAR_NAMED = Thing("the lever that leads is named first")


@dataclass(frozen=True, slots=True)
class BentWorld:
    """Three drivers that go together, one of which bends."""

    shape: str
    n: int

    @property
    def label(self) -> str:
        """What is true in it, in words."""
        return f"{self.n:,} answers, one of three drivers {self.shape}"


@dataclass(frozen=True, slots=True)
class LeadWorld:
    """Straight drivers: all alike, or the first ahead of the others."""

    n_levers: int
    ahead: float  # slope of the first less that of the others
    n: int

    @property
    def label(self) -> str:
        """What is true in it, in words."""
        lead = "all alike" if not self.ahead else f"the first ahead by a slope of {self.ahead:g}"
        return f"{self.n:,} answers, {self.n_levers} levers, {lead}"


BENT_WORLDS = tuple(BentWorld(shape, n) for n in (600, 2_000) for shape in SHAPES)
ALIKE_WORLDS = tuple(LeadWorld(n_levers, 0.0, 1_000) for n_levers in (3, 6))
CLEAR_WORLDS = tuple(LeadWorld(n_levers, 0.45, 1_000) for n_levers in (3, 6))


def count_bent(world: BentWorld, randoms: Sequence[np.random.Generator]) -> Counter[Thing]:
    """Count the worlds in which ranges hold the truth."""
    known = OVERLOOKED if (world.shape, world.n) == ("stops mattering at 7", 600) else ""
    judged = (replace(thing, outside=known) for thing in (LIFT, SHIFT))
    counted = Counter(dict.fromkeys((*judged, SAID), 0))
    truths = _truths(world.shape)
    for random in randoms:
        ratings = _ratings(random, world.n, 3)
        fitted = fit_bent(
            ratings, _bands(random, _true_shares(ratings, world.shape)), _levers(3), None
        )
        counted[SAID] += bool(fitted.not_straight[0])
        columns = with_bends(ratings, fitted.bends)
        population = draw_population(fitted.fit, columns, world.n, DRAWS, 1)
        for thing, moved in zip((LIFT, SHIFT), _moves(ratings), strict=True):
            by = with_bends(moved, fitted.bends) - columns
            gain = _points(drawn_shares(population, by) - drawn_shares(population))
            low, high = np.percentile(gain[1:], [2.5, 97.5], method="weibull")
            counted[thing] += bool(low <= truths[thing] <= high)
    return counted


def count_named(world: LeadWorld, randoms: Sequence[np.random.Generator]) -> Counter[Thing]:
    """Count the worlds in which one lever is named as the one that moves the score most."""
    thing = CLEAR_NAMED if world.ahead else NAMED
    counted = Counter({thing: 0})
    slopes = np.full(world.n_levers, 0.25)
    slopes[0] += world.ahead
    for random in randoms:
        ratings = _ratings(random, world.n, world.n_levers)
        codes = _bands(random, _shares((ratings - MEAN) @ slopes))
        fitted = fit_bent(ratings, codes, _levers(world.n_levers), None)
        columns = with_bends(ratings, fitted.bends)
        population = draw_population(fitted.fit, columns, world.n, DRAWS, 1)
        before, gains = drawn_shares(population), []
        for place in range(world.n_levers):
            moved = ratings.copy()
            moved[:, place] = shifted(moved[:, place], STEP, 0, 10)
            by = with_bends(moved, fitted.bends) - columns
            gains.append(_points(drawn_shares(population, by) - before))
        shares = sharing_lead_drawn(np.array(gains))
        counted[thing] += bool(shares.sum() == 1 and (shares[0] or not world.ahead))
    return counted


def _ratings(random: np.random.Generator, n: int, columns: int) -> Floats:
    mood = random.standard_normal((n, 1))
    own = random.standard_normal((n, columns))
    return np.clip(np.rint(MEAN + HALO * mood + OWN * own), 0, 10)


def _shares(liking: Floats) -> Floats:
    middle = NEUTRAL[0] + NEUTRAL[1] * liking
    return shares_of_scores(np.column_stack([np.zeros_like(liking), middle, liking]))


def _true_shares(ratings: Floats, shape: str) -> Floats:
    others = (ratings[:, 1:] - MEAN) @ np.array([0.4, 0.2])
    return _shares(SHAPES[shape](ratings[:, 0]) + others)


def _bands(random: np.random.Generator, shares: Floats) -> np.ndarray:
    reached = np.cumsum(shares, axis=1)[:, :2]
    return np.asarray((random.random(len(shares))[:, None] > reached).sum(axis=1))


def _moves(ratings: Floats) -> tuple[Floats, Floats]:
    lift, shift = ratings.copy(), ratings.copy()
    lift[:, 0] = lifted(ratings[:, 0], 0, 6, 8)
    shift[:, 0] = shifted(ratings[:, 0], STEP, 0, 10)
    return lift, shift


@cache
def _truths(shape: str) -> dict[Thing, float]:
    everybody = _ratings(np.random.default_rng(99), POPULATION, 3)
    before = _true_shares(everybody, shape).mean(axis=0)
    return {
        thing: float(_points(_true_shares(moved, shape).mean(axis=0) - before))
        for thing, moved in zip((LIFT, SHIFT), _moves(everybody), strict=True)
    }


def _points(shares: Floats) -> Floats:
    return np.asarray(100 * (shares[2] - shares[0]))


def _levers(n: int) -> tuple[Lever, ...]:
    return tuple(
        Lever(
            f"driver_{i}", f"Driver {i}", LeverKind.RATING, 0, 10, MEAN, None, None, 0.5, 0.4, 2_000
        )
        for i in range(n)
    )


BENDS = Question(
    "what_if_bends",
    "Do the ranges of the what-if hold where a driver bends?",
    "Three drivers go together; the first is straight, stops mattering at 7, or matters from 7 on. "
    "The ranges of what goes with moving it (200 draws) should hold the truth of 100,000 others.",
    Promise(0.95, 0.93, 0.975),
    BENT_WORLDS,
    count_bent,
)
ALIKE = Question(
    "what_if_alike",
    "Is a lever named as the one that moves the score most where all are alike?",
    "Levers that go together have the same slope, and are pulled by half a point each.",
    Promise(0.0, 0.0, 0.05),
    ALIKE_WORLDS,
    count_named,
)
CLEAR = Question(
    "what_if_leader",
    "Is the lever that moves the score most named where one leads?",
    "One of several levers that go together has a steeper slope than the others.",
    Promise(1.0, 0.8, 1.0),
    CLEAR_WORLDS,
    count_named,
)
