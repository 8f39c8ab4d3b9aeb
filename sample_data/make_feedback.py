"""Make `feedback.csv`: two years of made-up customer feedback with known truth.

    python sample_data/make_feedback.py               writes feedback.csv beside this file
    python sample_data/make_feedback.py --calibrate   finds the offsets and the truth again

Every answer comes from a latent score: ratings of eight drivers, offsets of channel, behaviour,
first-contact resolution, performer and time, and noise, cut into 0-10. The offsets were found once
in calibrate.py, so that the population meets the targets in `TRUTH`; they are kept in design.py.
Out of scope: correlation between answers of one customer (there is none beyond the columns).
"""

import csv
import sys
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np

if __package__ in (None, ""):  # run as a script: make the package importable
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from sample_data.comments import write_comment
from sample_data.design import (
    BEHAVIOURS,
    CHANNELS,
    CONTACT_CHANNELS,
    CUTS,
    DELIVERY_MISSING,
    DRIVERS,
    EXPECTATION_CUTS,
    EXPECTATION_NOISE,
    EXPECTATIONS,
    FIRST_DAY,
    INTERCEPT,
    MONTH_WEIGHT,
    N_DAYS,
    N_RESPONSES,
    NOISE,
    RESOLVED,
    SCORE_AT_SHIFT,
    SHIFTS,
    TREND_OFFSET,
    TRUTH,
    WEBSITE_FROM_EASE,
    Agent,
    Group,
    make_agents,
)
from sample_data.people import REGION_TEAMS

SEED = 67  # chosen so that the file shows the truth: see README.md
DESTINATION = Path(__file__).with_name("feedback.csv")
__all__ = ["DESTINATION", "SEED", "TRUTH", "make_rows", "write_feedback"]


def agent_shifts(agents: tuple[Agent, ...]) -> np.ndarray:
    """Turn true scores into latent shifts."""
    return np.interp([agent.score_points for agent in agents], SCORE_AT_SHIFT, SHIFTS)


def draw_ratings(rng: np.random.Generator, n: int) -> dict[str, np.ndarray]:
    """Draw complete ratings (1-10); Website depends on Ease of ordering and nothing else."""
    halo = rng.standard_normal(n)
    ratings: dict[str, np.ndarray] = {}
    for name, driver in DRIVERS.items():
        own = rng.standard_normal(n)
        if name == "Website":
            latent = WEBSITE_FROM_EASE * standard(ratings["Ease of ordering"], "Ease of ordering")
            latent += (1 - WEBSITE_FROM_EASE**2) ** 0.5 * own
        else:
            latent = driver.halo * halo + (1 - driver.halo**2) ** 0.5 * own
        ratings[name] = np.clip(np.floor(driver.mean_rating + driver.spread * latent + 0.5), 1, 10)
    return ratings


def standard(rating: np.ndarray, name: str) -> np.ndarray:
    """Express a rating in spreads from its mean."""
    return (rating - DRIVERS[name].mean_rating) / DRIVERS[name].spread


def satisfaction(rng: np.random.Generator, ratings: dict[str, np.ndarray]) -> np.ndarray:
    """Add up what the drivers do, and noise: the latent score before the offsets of groups."""
    latent = NOISE * rng.standard_normal(len(ratings["Delivery"]))
    for name, driver in DRIVERS.items():
        latent += driver.weight * standard(ratings[name], name)
    return latent


def day_weights() -> np.ndarray:
    """Share of the responses on each day: more before Christmas, fewer at weekends."""
    days = [FIRST_DAY + timedelta(days=day) for day in range(N_DAYS)]
    weights = np.array(
        [MONTH_WEIGHT[day.month - 1] * (0.6 if day.weekday() >= 5 else 1.0) for day in days]
    )
    return weights / weights.sum()


def draw_group(rng: np.random.Generator, groups: dict[str, Group], n: int) -> np.ndarray:
    """Draw codes of groups by their shares."""
    shares = np.array([group.share for group in groups.values()])
    return rng.choice(len(groups), size=n, p=shares / shares.sum())


def offsets(groups: dict[str, Group], codes: np.ndarray) -> np.ndarray:
    """Look up the latent offset of each code."""
    return np.array([group.offset for group in groups.values()])[codes]


def draw_customers(rng: np.random.Generator, regions: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Draw customer numbers and their acquisition channel; a customer keeps region and channel."""
    pool = int(1.1 * len(regions))
    channel_of = draw_group(rng, CHANNELS, pool)
    n_regions = len(REGION_TEAMS)
    customer = rng.integers(pool // n_regions, size=len(regions)) * n_regions + regions
    return customer, channel_of[customer]


def draw_answers(
    rng: np.random.Generator, agents: tuple[Agent, ...], copies: int = 1
) -> dict[str, np.ndarray]:
    """Draw all responses but their texts, one array entry each; `copies` multiplies workloads."""
    workloads = [agent.n_responses * copies for agent in agents]
    n = sum(workloads)
    region_names = list(REGION_TEAMS)
    region_of = np.array([region_names.index(agent.region) for agent in agents])
    answers: dict[str, np.ndarray] = {}
    answers["day"] = np.sort(rng.choice(N_DAYS, size=n, p=day_weights()))
    answers["agent"] = rng.permutation(np.repeat(range(len(agents)), workloads))
    answers["customer"], answers["channel"] = draw_customers(rng, region_of[answers["agent"]])
    answers["behaviour"] = draw_group(rng, BEHAVIOURS, n)
    answers["resolved"] = draw_group(rng, RESOLVED, n)
    answers["contact"] = rng.choice(
        len(CONTACT_CHANNELS), size=n, p=list(CONTACT_CHANNELS.values())
    )
    ratings = draw_ratings(rng, n)
    latent = INTERCEPT + satisfaction(rng, ratings)
    latent += offsets(CHANNELS, answers["channel"]) + offsets(BEHAVIOURS, answers["behaviour"])
    latent += offsets(RESOLVED, answers["resolved"]) + agent_shifts(agents)[answers["agent"]]
    latent += TREND_OFFSET * (answers["day"] / (N_DAYS - 1) - 0.5)
    answers["latent"] = latent
    answers["score"] = np.searchsorted(CUTS, latent, side="right")
    answers["expectation"] = np.searchsorted(
        EXPECTATION_CUTS, latent + EXPECTATION_NOISE * rng.standard_normal(n)
    )
    return answers | ratings


def hide_ratings(rng: np.random.Generator, answers: dict[str, np.ndarray]) -> None:
    """Blank some ratings (NaN), Delivery mostly after contact in a store; nothing else matters."""
    by_contact = np.array(list(DELIVERY_MISSING.values()))[answers["contact"]]
    for name, driver in DRIVERS.items():
        share = by_contact if name == "Delivery" else driver.missing_share
        answers[name] = np.where(rng.random(len(by_contact)) < share, np.nan, answers[name])


def draw_spend(rng: np.random.Generator, answers: dict[str, np.ndarray]) -> None:
    """Add intended spend and spend (EUR): heavy-tailed; rises a little with the latent score."""
    n = len(answers["latent"])
    intended = np.exp(4.1 + 0.95 * rng.standard_normal(n) + 0.12 * answers["latent"])
    luck = rng.random(n)
    ratio_by_behaviour = (0.3 + 0.6 * luck, 0.95 + 0.1 * luck, 1.1 + 0.9 * luck, 0.0 * luck)
    ratio = np.choose(answers["behaviour"], ratio_by_behaviour)
    answers["spend"] = intended * ratio
    answers["intended"] = np.where(rng.random(n) < 0.04, np.nan, intended)


def draw_times(rng: np.random.Generator, answers: dict[str, np.ndarray]) -> None:
    """Add when the matter was closed and how long it took (minutes, right skewed), open = NaN."""
    n = len(answers["day"])
    second_contact = answers["resolved"] == 1
    wait = standard(answers["Waiting time"], "Waiting time")
    log_minutes = np.where(second_contact, 7.6, 4.4) + rng.standard_normal(n) - 0.25 * wait
    answers["minutes"] = np.maximum(np.exp(log_minutes), 3.0)
    answers["closed"] = 9 * 60 + rng.integers(11 * 60, size=n) - 1440 * rng.integers(1, 4, size=n)
    answers["open"] = rng.random(n) < np.where(second_contact, 0.06, 0.004)


def draw_comments(rng: np.random.Generator, answers: dict[str, np.ndarray]) -> list[str]:
    """Write a comment for about 45 % of responses; unhappy customers write more often."""
    names = list(DRIVERS)
    standards = np.column_stack([standard(answers[name], name) for name in names])
    standards = np.nan_to_num(standards) + 0.5 * rng.standard_normal(standards.shape)
    best, worst = standards.argmax(axis=1), standards.argmin(axis=1)
    band = np.searchsorted((7, 9), answers["score"], side="right")
    writes = rng.random(len(band)) < np.array([0.65, 0.36, 0.43])[band]
    tones = ("bad", "mixed", "good")
    return [
        write_comment(tones[band[row]], names[best[row]], names[worst[row]], rng)
        if writes[row]
        else ""
        for row in range(len(band))
    ]


def make_rows(seed: int = SEED) -> list[dict[str, str]]:
    """Make all responses as they stand in the file: one dict of texts per response."""
    rng = np.random.Generator(np.random.PCG64(seed))
    agents = make_agents()
    answers = draw_answers(rng, agents)
    draw_times(rng, answers)
    hide_ratings(rng, answers)
    draw_spend(rng, answers)
    comments = draw_comments(rng, answers)
    return [_row(i, answers, agents, comments[i]) for i in range(N_RESPONSES)]


def _row(
    i: int, answers: dict[str, np.ndarray], agents: tuple[Agent, ...], comment: str
) -> dict[str, str]:
    """Word one response."""
    at = {name: values[i] for name, values in answers.items()}
    agent = agents[at["agent"]]
    day = FIRST_DAY + timedelta(days=int(at["day"]))
    closed = datetime(day.year, day.month, day.day) + timedelta(minutes=int(at["closed"]))
    opened = closed - timedelta(minutes=int(at["minutes"]))
    ratings = {name: "" if np.isnan(at[name]) else f"{at[name]:.0f}" for name in DRIVERS}
    return {
        "Response ID": f"R{i + 1:05d}",
        "Customer ID": f"C{at['customer'] + 1:05d}",
        "Date": day.isoformat(),
        "Likelihood to recommend": str(at["score"]),
        "Acquisition channel": list(CHANNELS)[at["channel"]],
        "Purchase behaviour": list(BEHAVIOURS)[at["behaviour"]],
        "Region": agent.region,
        "Team": agent.team,
        "Agent": agent.name,
        "Contact channel": list(CONTACT_CHANNELS)[at["contact"]],
        "Resolved at first contact": list(RESOLVED)[at["resolved"]],
        "Opened": f"{opened:%Y-%m-%d %H:%M}",
        "Closed": "" if at["open"] else f"{closed:%Y-%m-%d %H:%M}",
        "Expectation": EXPECTATIONS[at["expectation"]],
        "Spend (EUR)": f"{at['spend']:.2f}",
        "Intended spend (EUR)": "" if np.isnan(at["intended"]) else f"{at['intended']:.2f}",
        **ratings,
        "Comment": comment,
    }


def write_feedback(path: Path = DESTINATION, seed: int = SEED) -> None:
    """Write the file."""
    rows = make_rows(seed)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def main(arguments: list[str]) -> None:
    """Write the file, or calibrate."""
    if "--calibrate" in arguments:
        from sample_data.calibrate import report

        report()
        return
    write_feedback()
    print(f"wrote {DESTINATION} ({N_RESPONSES:,} responses)")


if __name__ == "__main__":
    main(sys.argv[1:])
