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
from cx.measures.rank_contrasts import MostApart, most_apart
from cx.problems import NotEnoughData
from cx.scores.against_rest import differs
from simulations.counting import Promise, Question, Thing

Spend: TypeAlias = Literal["even", "log-normal 1", "log-normal 1.5", "a tenth has half"]
MIXED, PLEASED = (0.5, 0.3, 0.2), (0.9, 0.07, 0.03)
RISE = 0.05
POPULATION = 1_000_000
TWICE = 2.0
HEAVIEST = (300, "log-normal 1.5")
WITHOUT_ITS_LARGEST = (
    "A small band often lacks the few large customers that make its mean, and then looks harmless: "
    "of such bands a range is given, of those that have their largest it is refused, so the ranges "
    "that are given miss more often than all would (see the share that is given)."
)
FEW_CARRY = (
    HEAVIEST,
    (300, "log-normal 1"),
    (300, "a tenth has half"),
    (1_000, "log-normal 1.5"),
)
NOT_EVEN = (
    "Customers count by what they spend, and tell as much as n / (1 + relative variance) who spend "
    "alike: 300 as 110 (log-normal 1), 70 (a tenth has half) or 30 (log-normal 1.5), 1,000 of the "
    "last as 105."
)
LITTLE_APART = (
    "Twice as much is less than half a standard deviation of the logarithm of such spend, and the "
    "group may be a twentieth of 300 customers."
)
RISK_GIVEN = Thing("excess churn by revenue: a range is given", judged=False)
LIFE_GIVEN = Thing("lifetime value, favourable: a range is given", judged=False)
GAIN_GIVEN = Thing("gain of retention in the end: a range is given", judged=False)
MORE_SPENT = Thing("a group that spends twice as much is named as spending more")
AT_RISK = Thing("the unhappy, three times as likely to leave, are said to put revenue at risk")


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
    held[RISK_GIVEN] += excess is not None
    held[Thing("excess churn by revenue", among=RISK_GIVEN.label)] += (
        excess is not None and excess.low <= truth <= excess.high
    )


def _count_gain(held: Counter[Thing], base: CustomerBase, world: MoneyWorld) -> None:
    kept, _ = true_retention(world)
    gain = Thing("gain of retention in the end", among=GAIN_GIVEN.label)
    try:
        worth = retention_worth(base, RetentionOptions(rise=RISE))
    except NotEnoughData:
        held[gain] += 0
        held[GAIN_GIVEN] += 0
        return
    steady = base.n * RISE / (1 - kept - RISE)
    held[GAIN_GIVEN] += 1
    held[gain] += worth.steady.low <= steady <= worth.steady.high


def _count_means(held: Counter[Thing], base: CustomerBase, world: MoneyWorld) -> None:
    shares = base.share_of_band
    spread = rough_spread(base.revenue, shares)
    _, kept = true_retention(world)
    assumed = base.assumptions
    life = lifetime_of(base, shares[:, 0], "A", 1, spread).value
    truth = float(contractual_value(1.0, kept, assumed.discount_rate, years=assumed.horizon_years))
    held[LIFE_GIVEN] += bool(np.isfinite(life.low))
    held[Thing("lifetime value, favourable", among=LIFE_GIVEN.label)] += (
        life.low <= truth <= life.high
    )
    for place, name in ((0, "favourable"), (2, "unfavourable")):
        mean = weighted_mean(base.revenue, shares[:, place], spread)
        given = Thing(f"mean revenue, {name}: a range is given", judged=False)
        held[given] += bool(np.isfinite(mean.low))
        known = WITHOUT_ITS_LARGEST if (world.n, world.spend) == HEAVIEST else ""
        thing = Thing(f"mean revenue, {name}", outside=known, among=given.label)
        held[thing] += mean.low <= 1 <= mean.high


def count_claims(world: MoneyWorld, randoms: Sequence[np.random.Generator]) -> Counter[Thing]:
    """Count the worlds in which money is claimed to go with the score, or with a group."""
    claims: Counter[Thing] = Counter()
    for random in randoms:
        base, _ = draw(world, world.n, random)
        apart = truths_apart(base.score, base.revenue)
        claims[Thing("the two scores differ")] += apart.low > 0 or apart.high < 0
        claims[Thing("a group spends more")] += differs(groups_apart(world, base, random).p_value)
    return claims


def count_found(world: MoneyWorld, randoms: Sequence[np.random.Generator]) -> Counter[Thing]:
    """Count the worlds in which a group that spends more, and revenue at risk, are found."""
    place = world.n, world.spend
    of_group = replace(MORE_SPENT, outside=LITTLE_APART if place == HEAVIEST else "")
    of_risk = replace(AT_RISK, outside=NOT_EVEN if place in FEW_CARRY else "")
    found = Counter({of_group: 0, of_risk: 0})
    for random in randoms:
        base, _ = draw(world, world.n, random)
        apart = groups_apart(world, base, random, TWICE)
        found[MORE_SPENT] += differs(apart.p_value) and apart.higher == 0
        excess = excess_by_revenue(base)
        found[AT_RISK] += excess is not None and excess.low > 0
    return found


def groups_apart(
    world: MoneyWorld, base: CustomerBase, random: np.random.Generator, times: float = 1.0
) -> MostApart:
    """Compare groups of unequal size; the first spends `times` as much."""
    odds = np.maximum(random.dirichlet(np.full(world.n_groups, 3.0)), 15 / world.n)
    of_customer = random.choice(world.n_groups, base.n, p=odds / odds.sum())
    if not world.repeats:
        return most_apart(base.revenue * np.where(of_customer == 0, times, 1), of_customer)
    customer = np.repeat(np.arange(base.n), random.geometric(0.5, base.n))
    moved = random.random(len(customer)) < 0.5
    elsewhere = random.choice(world.n_groups, len(customer), p=odds / odds.sum())
    group = np.where(moved, elsewhere, of_customer[customer])
    amounts = base.revenue[customer] * np.exp(random.normal(0, 0.7, len(customer)))
    return most_apart(amounts * np.where(group == 0, times, 1), group, customer)


SPENDS: tuple[Spend, ...] = ("even", "log-normal 1", "log-normal 1.5", "a tenth has half")
RANGES = Question(
    "money_ranges",
    "Do ranges of money hold the truth where spend is rough?",
    "Spend has nothing to do with the answers, but few customers may bring most of it, and the "
    "large or the small may leave. How often a range holds is counted where one is given; how "
    "often it is given, and not refused because too few customers carry it, stands below.",
    Promise(0.95, 0.93, 0.975),
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
    Promise(0.05, 0.0, 0.05),
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
FOUND = Question(
    "money_found",
    "Is money found where it does go with a group, or with the answer?",
    "One of the groups, which are of unequal size, spends twice as much as the others; 30 % of the "
    "unhappy leave, and 10 % of all others.",
    Promise(1.0, 0.8, 1.0),
    tuple(MoneyWorld(n, spend) for n in (300, 1_000, 2_000) for spend in SPENDS),
    count_found,
)
