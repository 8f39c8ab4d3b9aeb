"""Do ranges of money hold the truth where spend is rough, and is nothing claimed where nothing is?

A few customers bring most of the revenue, and who leaves may be the large or the small.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal, TypeAlias

import numpy as np
import pandas as pd

from cx.chapters.value.assumptions import Assumptions
from cx.chapters.value.at_risk import excess_by_revenue
from cx.chapters.value.customers import BANDS, CustomerBase, YearsFrom, weighted_mean
from cx.chapters.value.lifetimes import lifetime_of
from cx.chapters.value.retention import RetentionOptions, retention_worth
from cx.chapters.value.two_truths import truths_apart, weighted_points
from cx.measures.arrays import Floats
from cx.measures.lifetime_value import contractual_value
from cx.measures.means import rough_spread
from cx.measures.rank_contrasts import most_apart
from cx.problems import NotEnoughData
from cx.scores.against_rest import differs
from simulations.counting import Promise, Question, Thing

Spend: TypeAlias = Literal["even", "log-normal 1", "log-normal 1.5", "a tenth has half"]
MIXED, PLEASED = (0.5, 0.3, 0.2), (0.9, 0.07, 0.03)
RISE = 0.05
POPULATION = 1_000_000


@dataclass(frozen=True, slots=True)
class MoneyWorld:
    """Customers whose spend has nothing to do with their answers."""

    n: int
    spend: Spend
    shares: tuple[float, float, float] = MIXED
    tilt: float = 0.0  # how much more the large leave than the small
    n_groups: int = 4
    repeats: bool = False  # whether customers answer often, and in several groups

    @property
    def label(self) -> str:
        """What is true in it, in words."""
        shares = " / ".join(f"{100 * share:g}" for share in self.shares)
        leaves = {0: "", 1: ", the large leave", -1: ", the small leave"}[int(np.sign(self.tilt))]
        often = ", repeated answers" if self.repeats else ""
        return f"spend {self.spend}{leaves}{often}; n {self.n:,}; {shares} %"


def spent(world: MoneyWorld, n: int, random: np.random.Generator) -> Floats:
    """Draw amounts with a mean of 1."""
    if world.spend == "even":
        return random.gamma(4, 0.25, n)
    if world.spend == "a tenth has half":
        return np.where(random.random(n) < 0.1, 5.0, 0.5 / 0.9) * random.gamma(2, 0.5, n)
    spread = 1.0 if world.spend == "log-normal 1" else 1.5
    return np.asarray(np.exp(random.normal(-(spread**2) / 2, spread, n)))


def draw(world: MoneyWorld, n: int, random: np.random.Generator) -> tuple[CustomerBase, Floats]:
    """Draw customers, and the chance of each to leave; 30 % of the unhappy, 10 % of all others."""
    amount = spent(world, n, random)
    band = random.choice(3, n, p=world.shares)
    size = np.tanh(np.log(amount / np.median(amount)))
    unhappy = band == 2
    chance = np.where(unhappy, 0.3, 0.1) * (1 + world.tilt * size * np.where(unhappy, 1, 0.3))
    chance = np.clip(chance, 0.005, 0.95)
    frame = pd.DataFrame(np.eye(3)[band], columns=BANDS)
    frame = frame.assign(revenue=amount, churned=(random.random(n) < chance).astype(float))
    base = CustomerBase(
        frame, Assumptions(), None, n, True, False, 1.0, YearsFrom.ONE_YEAR, 0, 0.0, 0, 1.0, 10
    )
    return base, chance


@cache
def true_retention(world: MoneyWorld) -> tuple[float, float]:
    """Return the share kept of all customers, and of the favourable."""
    base, chance = draw(replace(world, n=POPULATION), POPULATION, np.random.default_rng(1))
    favourable = base.share_of_band[:, 0] > 0
    return 1 - float(chance.mean()), 1 - float(chance[favourable].mean())


def count_ranges(world: MoneyWorld, randoms: Sequence[np.random.Generator]) -> Counter[Thing]:
    """Count the worlds in which each range holds the truth; a range refused is counted apart."""
    held: Counter[Thing] = Counter()
    for random in randoms:
        base, chance = draw(world, world.n, random)
        _count_scores(held, base, world)
        _count_risk(held, base, chance)
        _count_gain(held, base, world)
        _count_means(held, base, world)
    return held


def _count_scores(held: Counter[Thing], base: CustomerBase, world: MoneyWorld) -> None:
    truth = 100 * (world.shares[0] - world.shares[2])
    by_revenue = weighted_points(base.score, base.revenue)
    held[Thing("score by revenue")] += by_revenue.low <= truth <= by_revenue.high


def _count_risk(held: Counter[Thing], base: CustomerBase, chance: Floats) -> None:
    """Judge the excess by revenue of these very customers."""
    unhappy = base.revenue * base.share_of_band[:, -1]
    others = base.revenue - unhappy
    truth = unhappy @ chance / unhappy.sum() - others @ chance / others.sum()
    excess = excess_by_revenue(base)
    # Too few of either side left: there is no range to judge.
    held[Thing("excess churn by revenue")] += excess is None or excess.low <= truth <= excess.high


def _count_gain(held: Counter[Thing], base: CustomerBase, world: MoneyWorld) -> None:
    kept, _ = true_retention(world)
    try:
        worth = retention_worth(base, RetentionOptions(rise=RISE))
    except NotEnoughData:
        return
    steady = base.n * RISE / (1 - kept - RISE)
    held[Thing("gain of retention in the end")] += worth.steady.low <= steady <= worth.steady.high


def _count_means(held: Counter[Thing], base: CustomerBase, world: MoneyWorld) -> None:
    shares = base.share_of_band
    spread = rough_spread(base.revenue, shares)
    _, kept = true_retention(world)
    assumed = base.assumptions
    life = lifetime_of(base, shares[:, 0], "A", 1, spread).value
    truth = float(contractual_value(1.0, kept, assumed.discount_rate, years=assumed.horizon_years))
    held[Thing("lifetime value, favourable")] += not life.low > truth and not life.high < truth
    for place, name in ((0, "favourable"), (2, "unfavourable")):
        mean = weighted_mean(base.revenue, shares[:, place], spread)
        refused = not np.isfinite(mean.low)
        # What is refused misleads nobody; how often it is, stands beside.
        held[Thing(f"mean revenue, {name}")] += refused or mean.low <= 1 <= mean.high
        held[Thing(f"mean revenue, {name}: refused", judged=False)] += refused


def count_claims(world: MoneyWorld, randoms: Sequence[np.random.Generator]) -> Counter[Thing]:
    """Count the worlds in which money is claimed to go with the score, or with a group."""
    claims: Counter[Thing] = Counter()
    for random in randoms:
        base, _ = draw(world, world.n, random)
        apart = truths_apart(base.score, base.revenue)
        claims[Thing("the two scores differ")] += apart.low > 0 or apart.high < 0
        claims[Thing("a group spends more")] += bool(differs(group_p_value(world, base, random)))
    return claims


def group_p_value(
    world: MoneyWorld, base: CustomerBase, random: np.random.Generator, times: float = 1.0
) -> float:
    """Compare groups of unequal size; the first spends `times` as much."""
    odds = np.maximum(random.dirichlet(np.full(world.n_groups, 3.0)), 15 / world.n)
    of_customer = random.choice(world.n_groups, base.n, p=odds / odds.sum())
    if not world.repeats:
        return most_apart(base.revenue * np.where(of_customer == 0, times, 1), of_customer).p_value
    customer = np.repeat(np.arange(base.n), random.geometric(0.5, base.n))
    moved = random.random(len(customer)) < 0.5
    elsewhere = random.choice(world.n_groups, len(customer), p=odds / odds.sum())
    group = np.where(moved, elsewhere, of_customer[customer])
    amounts = base.revenue[customer] * np.exp(random.normal(0, 0.7, len(customer)))
    return most_apart(amounts * np.where(group == 0, times, 1), group, customer).p_value


SPENDS: tuple[Spend, ...] = ("even", "log-normal 1", "log-normal 1.5", "a tenth has half")
RANGES = Question(
    "money_ranges",
    "Do ranges of money hold the truth where spend is rough?",
    "Spend has nothing to do with the answers, but few customers may bring most of it, and the "
    "large or the small may leave. A range that is refused misleads nobody, and counts as holding; "
    "how often it is refused stands below.",
    Promise(0.95, 0.92, 1.0),
    tuple(
        MoneyWorld(n, spend, shares, tilt)
        for n in (300, 1_000, 2_000)
        for spend in SPENDS
        for shares, tilt in ((MIXED, 0.0), (MIXED, 0.8), (MIXED, -0.8))
    ),
    count_ranges,
)
CLAIMS = Question(
    "money_claims",
    "Is money claimed to go with the score, or with a group, where it does not?",
    "Spend has nothing to do with answers or groups, which are of unequal size. Claims: the score "
    "by revenue differs from that by people; one group spends more than another.",
    Promise(0.05, 0.0, 0.06),
    tuple(
        MoneyWorld(n, spend, shares, n_groups=groups, repeats=repeats)
        for n in (300, 2_000)
        for spend in SPENDS
        for shares, groups, repeats in (
            (MIXED, 4, False),
            (PLEASED, 10, False),
            (MIXED, 4, True),
        )
    ),
    count_claims,
)
