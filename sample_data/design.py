"""What is planted in the made-up feedback: groups, drivers, agents, trend, and the truth of it all.

The targets are chosen; the latent offsets that meet them were found in calibrate.py and are frozen
here. Scores are in points of net promoter score (-100 to 100).
"""

from dataclasses import dataclass
from datetime import date
from statistics import NormalDist

import numpy as np

from sample_data.people import REGION_TEAMS, TEAM_AGENTS

AGENT_SEED = 7
N_RESPONSES = 12_000
FIRST_DAY = date(2024, 10, 1)
N_DAYS = 730


@dataclass(frozen=True)
class Group:
    """A value of a column: its share of responses, true score and latent offset."""

    share: float
    score_points: float
    offset: float  # calibrated


@dataclass(frozen=True)
class Driver:
    """A driver rating: how it is spread, what it shares with the others and what it does."""

    mean_rating: float
    spread: float
    halo: float  # loading on the common factor
    weight: float  # effect of one spread on the latent score
    missing_share: float


CHANNELS = {
    "Referral": Group(0.15, 39.0, 0.087),
    "Search": Group(0.27, 33.0, -0.0049),
    "Store visit": Group(0.18, 34.0, 0.0102),
    "Social media": Group(0.14, 33.0, -0.0049),
    "Promotion": Group(0.26, 30.0, -0.0495),
}
BEHAVIOURS = {
    "Bought less than intended": Group(0.14, 22.0, -0.1672),
    "Bought as intended": Group(0.4625, 32.0, -0.0226),
    "Bought more than intended": Group(0.3175, 44.0, 0.1628),
    "Only browsed": Group(0.08, 18.0, -0.2233),
}
RESOLVED = {"Yes": Group(0.72, 40.0, 0.0977), "No": Group(0.28, 16.0, -0.2513)}
INTERCEPT = 0.0041
TREND_OFFSET = 0.1033  # latent change from the first day to the last
OVERALL_POINTS = 33.3
TREND_POINTS = 6.0  # last quarter against first quarter
AGENT_SPREAD_POINTS = 9.0

DRIVERS = {
    "Waiting time": Driver(6.7, 2.1, 0.62, 0.38, 0.06),
    "Staff knowledge": Driver(7.6, 1.8, 0.62, 0.07, 0.09),
    "Ease of ordering": Driver(7.4, 1.9, 0.74, 0.09, 0.08),
    "Product quality": Driver(7.7, 1.8, 0.60, 0.37, 0.07),
    "Delivery": Driver(7.2, 2.1, 0.60, 0.06, 0.0),  # missing by contact channel, see below
    "Price clarity": Driver(6.9, 2.0, 0.60, 0.06, 0.11),
    "Website": Driver(7.3, 1.9, 0.0, 0.0, 0.15),  # made from Ease of ordering
    "Store atmosphere": Driver(7.5, 1.7, 0.0, 0.0, 0.13),  # noise
}
WEBSITE_FROM_EASE = 0.62
NOISE = 0.62
CONTACT_CHANNELS = {"phone": 0.38, "chat": 0.22, "e-mail": 0.24, "store": 0.16}
DELIVERY_MISSING = {"phone": 0.22, "chat": 0.22, "e-mail": 0.22, "store": 0.75}
# The latent score below which the answer is 0, 1, ..., 9; detractors end at the seventh cut.
CUTS = (-2.70, -2.40, -2.15, -1.95, -1.70, -1.30, -0.88, -0.52, -0.05, 0.38)

REGION_POINTS = {"North": 1.5, "South": 0.0, "East": -1.5, "West": 0.0}
TEAM_POINTS = (1.0, -1.0, 0.0)  # of the three teams in each region
# The score (points) of a performer whose latent shift is given, everybody else's mix being equal.
SHIFTS = tuple(round(-0.6 + 0.1 * step, 1) for step in range(13))
SCORE_AT_SHIFT = (
    -11.18,
    -3.78,
    3.63,
    10.99,
    18.24,
    25.32,
    32.18,
    38.78,
    45.07,
    51.01,
    56.6,
    61.79,
    66.58,
)

EXPECTATIONS = ("Missed", "Met", "Exceeded")
EXPECTATION_CUTS = (-1.1, 0.9)  # missed below, exceeded above
EXPECTATION_NOISE = 0.9
MONTH_WEIGHT = (1.05, 0.9, 0.95, 1.0, 1.0, 0.95, 0.9, 0.85, 1.0, 1.0, 1.2, 1.25)


@dataclass(frozen=True)
class Agent:
    """A made-up performer with a known true score."""

    name: str
    team: str
    region: str
    n_responses: int
    score_points: float


def make_agents() -> tuple[Agent, ...]:
    """Give the 120 agents their workloads and true scores; the same on every run.

    Effects are normal quantiles in random order, less the workload-weighted mean of each team,
    scaled to the stated spread. The level makes the score of all responses `OVERALL_POINTS`.
    """
    rng = np.random.Generator(np.random.PCG64(AGENT_SEED))
    names = [(name, team) for team, names in TEAM_AGENTS.items() for name in names]
    quantiles = np.array(
        [NormalDist().inv_cdf((rank + 0.5) / len(names)) for rank in range(len(names))]
    )
    effects = rng.permutation(quantiles).reshape(len(TEAM_AGENTS), -1)
    counts = _workloads(rng.permutation(quantiles))
    team_means = np.average(effects, axis=1, weights=counts.reshape(effects.shape))
    effects = (effects - team_means[:, np.newaxis]).ravel()
    effects *= AGENT_SPREAD_POINTS / effects.std()
    region_of = {team: region for region, teams in REGION_TEAMS.items() for team in teams}
    extra = np.array(
        [
            REGION_POINTS[region_of[team]] + TEAM_POINTS[REGION_TEAMS[region_of[team]].index(team)]
            for _, team in names
        ]
    )
    scores = effects + extra
    scores += OVERALL_POINTS - float(np.average(scores, weights=counts))
    return tuple(
        Agent(name, team, region_of[team], int(n), float(score))
        for (name, team), n, score in zip(names, counts, scores, strict=True)
    )


def _workloads(quantiles: np.ndarray) -> np.ndarray:
    """Uneven numbers of responses: lognormal, 6 to 420 each, N_RESPONSES together."""
    low, high = 0.0, 1000.0
    for _ in range(60):  # halve the range of the scale until the counts add up
        middle = (low + high) / 2
        counts = np.clip(np.floor(middle * np.exp(0.95 * quantiles)), 6, 420).astype(int)
        low, high = (middle, high) if counts.sum() <= N_RESPONSES else (low, middle)
    counts = np.clip(np.floor(low * np.exp(0.95 * quantiles)), 6, 420).astype(int)
    counts[np.argsort(quantiles)[60]] += N_RESPONSES - counts.sum()  # an ordinary agent
    return counts


@dataclass(frozen=True)
class DriverTruth:
    """What a driver really does, measured by calibrate.py on complete ratings."""

    correlation: float  # with the answer 0-10
    coefficient: float  # standardised, given the other seven
    share_of_r2: float  # LMG / Shapley


# Measured by calibrate.py on two million responses with complete ratings.
EXPECTATION_POINTS = {"Missed": -47.7, "Met": 38.2, "Exceeded": 90.0}
DRIVER_TRUTH = {
    "Waiting time": DriverTruth(0.567, 0.348, 0.319),
    "Staff knowledge": DriverTruth(0.386, 0.063, 0.080),
    "Ease of ordering": DriverTruth(0.454, 0.082, 0.114),
    "Product quality": DriverTruth(0.559, 0.341, 0.312),
    "Delivery": DriverTruth(0.371, 0.053, 0.072),
    "Price clarity": DriverTruth(0.371, 0.052, 0.072),
    "Website": DriverTruth(0.269, 0.003, 0.031),
    "Store atmosphere": DriverTruth(0.0, 0.0, 0.0),
}
DRIVER_R2 = 0.489


@dataclass(frozen=True)
class Truth:
    """Population values of the process; scores in points of NPS (-100 to 100)."""

    overall_points: float
    channel_points: dict[str, float]
    behaviour_points: dict[str, float]
    resolved_points: dict[str, float]
    expectation_points: dict[str, float]
    region_points: dict[str, float]  # workload-weighted, like the two below
    team_points: dict[str, float]
    agent_points: dict[str, float]
    agent_effect_spread_points: float  # SD of agents' effects within their teams
    agent_spread_points: float  # SD of agents' true scores, teams and regions included
    gap_points: dict[int, float]  # best against worst 10 % and 20 % of agents, by true scores
    trend_points: float  # last quarter against first
    drivers: dict[str, DriverTruth]
    driver_r2: float


def tell_truth() -> Truth:
    """Collect what is planted (and, for expectation and drivers, measured)."""
    agents = make_agents()
    ordered = np.sort([agent.score_points for agent in agents])
    tenth = len(agents) // 10
    return Truth(
        overall_points=OVERALL_POINTS,
        channel_points={name: group.score_points for name, group in CHANNELS.items()},
        behaviour_points={name: group.score_points for name, group in BEHAVIOURS.items()},
        resolved_points={name: group.score_points for name, group in RESOLVED.items()},
        expectation_points=EXPECTATION_POINTS,
        region_points={
            region: _weighted_score([a for a in agents if a.region == region])
            for region in REGION_TEAMS
        },
        team_points={
            team: _weighted_score([a for a in agents if a.team == team]) for team in TEAM_AGENTS
        },
        agent_points={agent.name: agent.score_points for agent in agents},
        agent_effect_spread_points=AGENT_SPREAD_POINTS,
        agent_spread_points=float(ordered.std()),
        gap_points={
            percent: float(ordered[-size:].mean() - ordered[:size].mean())
            for percent, size in ((10, tenth), (20, 2 * tenth))
        },
        trend_points=TREND_POINTS,
        drivers=DRIVER_TRUTH,
        driver_r2=DRIVER_R2,
    )


def _weighted_score(agents: list[Agent]) -> float:
    workloads = [agent.n_responses for agent in agents]
    return float(np.average([agent.score_points for agent in agents], weights=workloads))


TRUTH = tell_truth()
