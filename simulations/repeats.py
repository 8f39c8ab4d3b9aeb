"""Where customers answer more than once: do ranges hold, and is something claimed for nothing?"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from scipy import special

from cx.chapters.drivers.ranking import rank_rows
from cx.chapters.drivers.rows import DriverRows
from cx.measures.arrays import Floats, Integers
from cx.measures.clusters import customer_moments, effects
from cx.measures.correlation import gram
from cx.measures.counterfactual import draw_population, drawn_shares
from cx.measures.interaction import latent_slopes_test, slopes_test_of_grams
from cx.measures.multinomial import fit_multinomial
from cx.measures.net_score import variance
from cx.measures.period_trend import period_trend
from cx.scores.against_rest import against_rest, differs
from cx.scores.counts import net_estimate
from cx.store.responses import MINIMUM_N
from simulations.counting import Promise, Question, Thing
from simulations.idle_drivers import OPTIONS, IdleWorld, named
from simulations.idle_drivers import draw as draw_idle

N_GROUPS, N_REGIONS, N_PERIODS, N_DRIVERS, SLOPE, STEP = 6, 3, 12, 5, 0.5, 0.5
CUTS = (-0.55, 0.25)  # of the leaning to answer well: unfavourable up to, favourable from
SCORE = Thing("the range of the score holds the truth")
WHAT_IF = Thing("the range of a what-if holds the truth")
SEGMENT = Thing("a group of customers is claimed")
VISIT = Thing("a group of answers is claimed")
RISING = Thing("the score is said to rise or fall")
DRIVER = Thing("a driver is above noise or named")
OTHERWISE = Thing("groups are said to differ in what matters")


@dataclass(frozen=True, slots=True)
class RepeatedWorld:
    """Customers who answer several times, and whose answers resemble each other."""

    n_customers: int
    answers: float  # of a customer, on average
    alike: float  # correlation of two answers of one customer

    @property
    def label(self) -> str:
        """What is true in it, in words."""
        return (
            f"{self.n_customers:,} customers with {self.answers:g} answers each on average, "
            f"correlation {self.alike:g}"
        )


WORLDS = tuple(
    RepeatedWorld(n, answers, alike)
    for alike in (0.3, 0.6)
    for n, answers in ((600, 1.5), (300, 3.0), (150, 10.0))
)


def draw_customers(world: RepeatedWorld, random: np.random.Generator) -> Integers:
    """Number the customer of each answer; some answer far more often than others."""
    counts = random.geometric(1 / world.answers, world.n_customers)
    return np.repeat(np.arange(world.n_customers), counts)


def leaning(
    customer: Integers, alike: float, random: np.random.Generator, columns: int = 1
) -> Floats:
    """Draw standard normal leanings that answers of a customer share in part: (n, columns)."""
    own = random.standard_normal((int(customer.max()) + 1, columns))[customer]
    rest = random.standard_normal((len(customer), columns))
    return np.asarray(np.sqrt(alike) * own + np.sqrt(1 - alike) * rest)


def count_ranges(world: RepeatedWorld, randoms: Sequence[np.random.Generator]) -> Counter[Thing]:
    """Count the worlds in which ranges hold the truth."""
    counted = Counter({SCORE: 0, WHAT_IF: 0})
    truth = 100 * float(special.ndtr(-CUTS[1]) - special.ndtr(CUTS[0]))
    for random in randoms:
        customer = draw_customers(world, random)
        value = _values(leaning(customer, world.alike, random)[:, 0])
        plus, minus, n = float((value > 0).sum()), float((value < 0).sum()), float(len(value))
        repeated = effects(customer_moments(customer, np.zeros(len(value)), value, 1))
        found = net_estimate(plus, minus, n, repeated)
        counted[SCORE] += found.low <= truth <= found.high
        counted[WHAT_IF] += _what_if_holds(world, customer, random)
    return counted


def _what_if_holds(world: RepeatedWorld, customer: Integers, random: np.random.Generator) -> bool:
    """Whether the range of the gain by half a point of one of two drivers holds the truth."""
    drivers = leaning(customer, world.alike, random, 2)
    noise = leaning(customer, world.alike, random)[:, 0]
    # A logit in truth: what is left is logistic, and alike within customers.
    left = special.logit(special.ndtr(noise))
    category = (drivers.sum(axis=1) * SLOPE + left > 0).astype(int)
    fit = fit_multinomial(drivers, category, customer)
    population = draw_population(fit, drivers, len(drivers), 200, 1, customer)
    moved = np.zeros_like(drivers)
    moved[:, 0] = STEP
    gain = drawn_shares(population, moved)[1] - drawn_shares(population)[1]
    low, high = np.percentile(gain[1:], [2.5, 97.5], method="weibull")
    return bool(low <= _true_gain() <= high)


def _true_gain() -> float:
    """Integrate the gain over the normal distribution of both drivers together."""
    nodes, weights = np.polynomial.hermite_e.hermegauss(60)
    weights = weights / weights.sum()
    spread = SLOPE * np.sqrt(2) * nodes
    return float(weights @ (special.expit(spread + SLOPE * STEP) - special.expit(spread)))


def count_claims(world: RepeatedWorld, randoms: Sequence[np.random.Generator]) -> Counter[Thing]:
    """Count the worlds in which something is claimed where there is nothing."""
    counted = Counter({SEGMENT: 0, VISIT: 0, RISING: 0, DRIVER: 0, OTHERWISE: 0})
    for random in randoms:
        customer = draw_customers(world, random)
        value = _values(leaning(customer, world.alike, random)[:, 0])
        sizes = random.dirichlet(np.full(N_GROUPS, 3.0))
        of_customers = random.choice(N_GROUPS, int(customer.max()) + 1, p=sizes)[customer]
        counted[SEGMENT] += _claims_group(customer, of_customers, value)
        counted[VISIT] += _claims_group(
            customer, random.choice(N_GROUPS, len(customer), p=sizes), value
        )
        counted[RISING] += _claims_trend(
            customer, random.integers(0, N_PERIODS, len(customer)), value
        )
        rows = draw_rows(world, customer, random)
        counted[OTHERWISE] += slopes_differ(rows.design, of_customers % N_REGIONS, customer)
        ranking = rank_rows(rows, OPTIONS, len(customer))
        above = bool(ranking.drivers.frame["above_noise"].any())
        counted[DRIVER] += above or any("Driver" in said for said in named(ranking))
    return counted


def _claims_group(customer: Integers, group: Integers, value: Floats) -> bool:
    n = np.bincount(group, minlength=N_GROUPS).astype(float)
    plus, minus = (
        np.bincount(group[kept], minlength=N_GROUPS).astype(float)
        for kept in (value > 0, value < 0)
    )
    repeated = effects(customer_moments(customer, group, value, N_GROUPS))
    found = against_rest(plus, minus, n, n >= MINIMUM_N, MINIMUM_N, repeated)
    return bool(differs(found.p_adjusted).any())


def slopes_differ(rows: Floats, group: Integers, customer: Integers) -> bool:
    """Whether drivers are said to matter otherwise in one group than in another; outcome last."""
    places = [group == place for place in np.unique(group)]
    parts = [rows[place] for place in places]
    lines = slopes_test_of_grams([gram(part - rows.mean(axis=0)) for part in parts])
    tested = latent_slopes_test(parts, lines, [customer[place] for place in places])
    return differs(tested.p_value)


def _claims_trend(customer: Integers, period: Integers, value: Floats) -> bool:
    moments = customer_moments(customer, period, value, N_PERIODS)
    one = float(variance((value > 0).sum(), (value < 0).sum(), len(value)))
    tells = effects(moments).effective_n
    return differs(period_trend(range(N_PERIODS), moments.total / moments.n, one / tells).p_value)


def draw_rows(world: RepeatedWorld, customer: Integers, random: np.random.Generator) -> DriverRows:
    """Draw ratings that have nothing to do with the score, both alike within customers."""
    idle = draw_idle(IdleWorld(N_DRIVERS, 0, 0.0, len(customer)), random)
    drawn = leaning(customer, world.alike, random, N_DRIVERS + 1)
    design = np.clip(np.rint(7 + 1.5 * drawn), 0, 10)
    return replace(
        idle,
        ratings=design[:, :-1],
        design=design,
        customers=customer,
        beside=pd.DataFrame(index=range(len(customer))),
    )


def _values(leanings: Floats) -> Floats:
    return (leanings > CUTS[1]).astype(float) - (leanings < CUTS[0])


RANGES = Question(
    "repeats_ranges",
    "Do ranges hold where customers answer more than once?",
    "Customers answer a number of times that differs much (geometric), and their answers resemble "
    "each other. The range of the net score over all answers, and that of the gain by a better "
    "rating (200 draws), should hold the truth.",
    Promise(0.95, 0.93, 0.975),
    WORLDS,
    count_ranges,
)
CLAIMS = Question(
    "repeats_claims",
    "Is something claimed where customers answer more than once and nothing is?",
    "Six groups of customers, six groups of answers, twelve months and five drivers have nothing "
    "to do with the score; ratings of one customer resemble each other as the scores do. A claim "
    "is any adjusted p up to 0.05 among the groups, a trend, a driver above noise or named, and a "
    "p up to 0.05 that drivers matter otherwise in one of three groups of customers.",
    Promise(0.05, 0.0, 0.05),
    WORLDS,
    count_claims,
)
