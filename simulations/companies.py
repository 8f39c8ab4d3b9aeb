"""Made-up companies, written as responses: all of their columns, and only the truth that is asked.

In a company without any truth no group, performer, period or purchase has to do with the score.
Its drivers either have nothing to do with the score, or weigh all the same.
"""

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

import numpy as np
import pandas as pd
from scipy import special
from scipy.optimize import brentq

from cx.measures.arrays import Floats, Integers, floats
from cx.store.responses import Responses
from cx.vocabulary import Column, Kind, Role, Scale, Schema
from simulations.importances import DriverWorld, true_importance
from simulations.repeats import leaning

SCALE = Scale.conventional(0, 10)
FEWEST, MOST = 800, 3_000  # answers
LEVELS = ((7.4, 2.2), (8.6, 1.9), (10.2, 1.5), (11.2, 1.3))  # mean and spread before the ceiling
RESTLESS = 0.05  # standard deviation of a month by itself, in those of an answer: 3 or 4 points
ALIKE = 0.4  # correlation of two answers of a customer
TOGETHER = 0.4  # correlation of two drivers
EXPLAINED = 0.4  # R2 of drivers that matter, before answers are rounded and cut off
ONE_HAS = 0.35  # share of the answers of a performer who has many
NAMES = ("Waiting", "Staff", "Price", "Quality", "Website", "Delivery", "Advice", "Billing")
GROUPS = {  # in the order of their columns
    Role.ACQUISITION_CHANNEL: "Source",
    Role.PURCHASE_BEHAVIOUR: "Habit",
    Role.REGION: "Region",
    Role.CONTACT_CHANNEL: "Contact",
    Role.CATEGORY: "Product",
}
OF_CUSTOMERS = 3  # of these columns; the others change from answer to answer
FIRST_DAY = np.datetime64("2024-01-01")
DAYS_A_MONTH = 30


class Drivers(StrEnum):
    """What drivers have to do with the score."""

    IDLE = "idle"
    EQUAL = "equal"
    ONE = "one"  # the first explains half of what all explain


@dataclass(frozen=True, slots=True)
class Truth:
    """What there is to be found."""

    drivers: Drivers
    group_lower: float = 0.0  # points by which one group of customers is lower
    performer_spread: float = 0.0  # standard deviation of performers, points
    fall_a_month: float = 0.0  # points


@dataclass(frozen=True, slots=True, eq=False)
class Company:
    """Responses, and what is true of them."""

    truth: Truth
    responses: Responses
    drivers: tuple[str, ...]  # labels
    lower_group: str
    months_alike: bool  # else each has a level of its own, by chance


def draw_company(truth: Truth, random: np.random.Generator, folder: Path) -> Company:
    """Draw a company and write its responses into a folder."""
    n = int(np.exp(random.uniform(np.log(FEWEST), np.log(MOST))))
    repeated = bool(random.random() < 0.5)
    customer = np.arange(n)
    if repeated:
        counts = random.geometric(1 / random.uniform(1.3, 4.0), n)
        customer = random.permutation(np.repeat(np.arange(n), counts)[:n])
    n_months = int(random.integers(12, 25))
    month = random.integers(0, n_months, n)
    months_alike = bool(random.random() < 0.5)
    by_month = random.normal(0, 0.0 if months_alike else RESTLESS, n_months)
    groups = _groups(customer, random)
    first = groups[Role.ACQUISITION_CHANNEL]
    lower = int(np.abs(np.bincount(first) / n - 0.25).argmin())
    performer = _performers(n, random)
    team = random.integers(0, max(int(performer.max()) // 6, 2), int(performer.max()) + 1)

    level, spread = LEVELS[random.integers(len(LEVELS))]
    by_performer = random.normal(0, truth.performer_spread, int(performer.max()) + 1)
    points = by_performer[performer] - truth.group_lower * (first == lower)
    points -= truth.fall_a_month * (month - (n_months - 1) / 2)
    drivers, explained = _drivers(truth.drivers, customer, random)
    left = 1.0 if truth.drivers is Drivers.IDLE else np.sqrt(1 - EXPLAINED)
    answer = explained + left * leaning(customer, ALIKE, random)[:, 0] + by_month[month]
    outcome = _rated(level + spread * answer + _shift(points, level, spread))

    labels = NAMES[: drivers.shape[1]]
    columns: list[tuple[Role, str, object]] = [(Role.OUTCOME, "Score", outcome)]
    columns += [
        (Role.DRIVER, name, ratings) for name, ratings in zip(labels, drivers.T, strict=True)
    ]
    columns += [(role, GROUPS[role], _named(GROUPS[role], of)) for role, of in groups.items()]
    columns += [
        (Role.PERFORMER, "Agent", _named("Agent", performer)),
        (Role.TEAM, "Team", _named("Team", team[performer])),
        *_matters(month, random),
        *_purchases(customer, random),
    ]
    if repeated:
        columns.append((Role.RESPONDENT, "Customer", _named("Customer", customer)))
    lower_group = f"{GROUPS[Role.ACQUISITION_CHANNEL]} {lower + 1}"
    return Company(truth, _written(columns, folder), labels, lower_group, months_alike)


def _groups(customer: Integers, random: np.random.Generator) -> dict[Role, Integers]:
    """Draw three to five columns of three to six groups; the first ones are of customers."""
    found = {}
    for place, role in enumerate(list(GROUPS)[: random.integers(3, 6)]):
        sizes = random.dirichlet(np.full(random.integers(3, 7), 4.0))
        of_customers = place < OF_CUSTOMERS
        drawn = random.choice(len(sizes), len(customer), p=sizes)
        found[role] = drawn[customer] if of_customers else drawn
    return found


def _performers(n: int, random: np.random.Generator) -> Integers:
    """Draw the performer of each answer; in half of the companies one has many answers."""
    size = int(np.exp(random.uniform(np.log(8), np.log(60.99))))
    shares = random.dirichlet(np.full(size, 3.0))
    if random.random() < 0.5:
        shares = np.append(shares[:-1] / shares[:-1].sum() * (1 - ONE_HAS), ONE_HAS)
    return np.unique(random.choice(size, n, p=shares), return_inverse=True)[1]


def _drivers(
    kind: Drivers, customer: Integers, random: np.random.Generator
) -> tuple[Floats, Floats]:
    """Draw ratings of four to eight drivers, and what they explain of the answer.

    Drivers that weigh the same are rated alike, too: what they explain is cut off alike.
    """
    size = int(random.integers(4, 9))
    halo = leaning(customer, ALIKE, random)
    own = leaning(customer, ALIKE, random, size)
    drawn = np.sqrt(TOGETHER) * halo + np.sqrt(1 - TOGETHER) * own
    explained = np.zeros(len(customer))
    if kind is not Drivers.IDLE:
        slopes = floats((1.0, *[1.0 if kind is Drivers.EQUAL else _others(size)] * (size - 1)))
        variance = (1 - TOGETHER) * slopes @ slopes + TOGETHER * slopes.sum() ** 2
        explained = drawn @ slopes * np.sqrt(EXPLAINED / variance)
    means = np.full(size, random.uniform(6.5, 8.5))
    if kind is Drivers.IDLE:
        means = random.uniform(6.5, 8.5, size)
    ratings = _rated(means + 1.6 * drawn)
    ratings[random.random(ratings.shape) < random.choice([0.0, 0.1])] = np.nan
    return ratings, explained


@lru_cache
def _others(size: int) -> float:
    """Return the slope of the other drivers, beside 1, that leaves the first half of R2."""

    def beyond_half(others: float) -> float:
        slopes = (1.0, *[others] * (size - 1))
        found = true_importance(DriverWorld("", slopes, TOGETHER, EXPLAINED, 1))
        return float(found[0] / found.sum()) - 0.5

    return float(brentq(beyond_half, 0, 1))


def _shift(points: Floats, level: float, spread: float) -> Floats:
    """Return by how much the answers have to move for the score to move by so many points."""
    moves = np.linspace(-8, 8, 2_001) * spread
    score = _score(level + moves, spread)
    return np.interp(_score(np.array(level), spread) + points, score, moves)


def _score(level: Floats, spread: float) -> Floats:
    high, low = SCALE.favourable_from - 0.5, SCALE.unfavourable_to + 0.5
    return 100 * (special.ndtr((level - high) / spread) - special.ndtr((low - level) / spread))


def _matters(month: Integers, random: np.random.Generator) -> list[tuple[Role, str, object]]:
    """Draw when each was answered and what became of it."""
    n = len(month)
    answered = FIRST_DAY + month * DAYS_A_MONTH + random.integers(0, DAYS_A_MONTH, n)
    hours = np.exp(random.normal(3, 1, n))
    closed = answered.astype("datetime64[s]")
    expected = random.choice(["exceeded", "met", "missed"], n, p=[0.25, 0.5, 0.25])
    return [
        (Role.RESPONDED_AT, "Date", closed),
        (Role.OPENED_AT, "Opened", closed - (3_600 * hours).astype("timedelta64[s]")),
        (Role.CLOSED_AT, "Closed", closed),
        (Role.RESOLVED, "Resolved", random.random(n) < 0.7),
        (Role.EXPECTATION, "Expectation", expected),
    ]


def _purchases(customer: Integers, random: np.random.Generator) -> list[tuple[Role, str, object]]:
    """Draw spend that is rough, and what became of the customers."""
    n, size = len(customer), int(customer.max()) + 1
    roughness = random.uniform(0.6, 1.4)
    usual = roughness * np.sqrt(ALIKE) * random.standard_normal(size)
    spend = np.exp(4 + usual[customer] + roughness * np.sqrt(1 - ALIKE) * random.standard_normal(n))
    before = np.exp(4 + usual + roughness * np.sqrt(1 - ALIKE) * random.standard_normal(size))
    before[random.random(size) < 0.2] = np.nan  # came this year
    intended = spend * np.exp(random.normal(0, 0.3, n))
    return [
        (Role.SPEND, "Spend", spend.round(2)),
        (Role.INTENDED_SPEND, "Intended", intended.round(2)),
        (Role.PREVIOUS_SPEND, "Before", before.round(2)[customer]),
        (Role.CHURNED, "Left", (random.random(size) < 0.2)[customer]),
    ]


def _rated(values: Floats) -> Floats:
    return np.asarray(np.clip(np.rint(values), SCALE.minimum, SCALE.maximum))


def _named(name: str, places: Integers) -> list[str]:
    return [f"{name} {place + 1}" for place in places]


def _written(columns: list[tuple[Role, str, object]], folder: Path) -> Responses:
    """Write the columns as the intake would."""
    n = len(columns[0][2])  # type: ignore[arg-type]
    typed = pd.DataFrame({"row_id": np.arange(n) + 2})
    typed["draw"] = np.random.default_rng(7).integers(0, 2**32, n, dtype=np.uint32)
    schema, seen = [], dict.fromkeys(Role, 0)
    for role, label, values in columns:
        seen[role] += 1
        name = f"{role}_{seen[role]}" if role.many else str(role)
        typed[name] = values
        categories = tuple(sorted(set(typed[name]))) if role.kind is Kind.CATEGORY else ()
        ends = (SCALE.minimum, SCALE.maximum) if role.kind is Kind.RATING else (None, None)
        schema.append(Column(name, role, label, role.kind, categories, *ends))
    path = folder / "responses.parquet"
    typed.to_parquet(path, index=False)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:32]
    return Responses(path, Schema(tuple(schema)), SCALE, digest, n, "EUR")
