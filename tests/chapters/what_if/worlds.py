"""Made-up worlds of which the truth is known, and how often the what-if's ranges hold it.

A world draws ratings that go together, and an outcome of 0 to 10 from them. In "logit" worlds the
bands follow a multinomial logit, as the model has it; in "latent" worlds a liking with normal noise
is rounded, as people may do, and the model is only near. Some ratings are not answered, at random
given the others. The truth is the mean change over a hundred thousand fresh customers.
"""

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
import pandas as pd
from scipy import special

from cx.chapters.what_if.fitting import Mix, Moves, Shift, WhatIfOptions, evaluate, fit_what_if
from cx.measures.multinomial import category_shares
from cx.vocabulary import Role
from tests.frames import responses_of

Kind = Literal["logit", "latent"]
SLOPES = np.array([[-6.0, 0.45, 0.25, 0.15], [-13.0, 0.95, 0.55, 0.30]])
LIKING, NOISE = np.array([0.8, 0.55, 0.35, 0.2]), 1.5
CHANNELS = ("Referral", "Search")
GOES_WITH_REFERRAL = 0.8  # rating points
ROLES = {
    **{f"Rating {number}": Role.DRIVER for number in (1, 2, 3)},
    "Score": Role.OUTCOME,
    "Channel": Role.ACQUISITION_CHANNEL,
}
TO_POINTS = np.array([-100.0, 0.0, 100.0])
MANY = 100_000


@dataclass(frozen=True)
class Move:
    """A move and the ranges that are held against the truth."""

    name: str
    moves: Moves


MOVES = (
    Move("a shift", Moves((Shift("driver_1", 0.5),))),
    Move("two shifts", Moves((Shift("driver_1", 0.3), Shift("driver_2", 0.6)))),
    Move("a mix", Moves(mixes=(Mix("acquisition_channel", (("Referral", 0.6),)),))),
    Move(
        "a mix and a shift",
        Moves((Shift("driver_2", 0.5),), mixes=(Mix("acquisition_channel", (("Referral", 0.6),)),)),
    ),
)


@dataclass(frozen=True)
class Coverage:
    """How often the 95 % range held the truth, over the worlds."""

    name: str
    change: float
    score: float
    n_worlds: int


def coverage(
    worlds: int, seed: int, n: int = 600, kind: Kind = "logit", missing: float = 0.1
) -> list[Coverage]:
    """Return for each move the share of worlds in which its ranges held the truth."""
    truths = {move.name: _truth(move.moves, kind) for move in MOVES}
    held: dict[str, list[tuple[bool, bool]]] = {move.name: [] for move in MOVES}
    with tempfile.TemporaryDirectory(prefix="cx-worlds-") as name:
        for world in range(worlds):
            random = np.random.default_rng([seed, world])
            frame = _asked(random, n, kind, missing)
            responses = responses_of(Path(name), frame, ROLES)
            model = fit_what_if(responses, WhatIfOptions(seed=seed + world))
            for move in MOVES:
                result, (change, score) = evaluate(model, move.moves), truths[move.name]
                held[move.name].append(
                    (
                        result.change.low <= change <= result.change.high,
                        result.score.low <= score <= result.score.high,
                    )
                )
    shares = {name: np.mean(found, axis=0) for name, found in held.items()}
    return [Coverage(name, float(c), float(s), worlds) for name, (c, s) in shares.items()]


def _customers(random: np.random.Generator, n: int) -> tuple[np.ndarray, np.ndarray]:
    """Draw ratings (n, 3) of 0 to 10, and whether each customer came by referral."""
    referred = random.random(n) < 0.35
    mood = random.normal(size=(n, 1)) + 0.5 * GOES_WITH_REFERRAL * referred[:, None]
    ratings = np.rint(7 + 1.2 * mood + 1.4 * random.normal(size=(n, 3)))
    return np.clip(ratings, 0, 10), referred


def _shares(ratings: np.ndarray, kind: Kind) -> np.ndarray:
    """Return the true probability of detractor, passive and promoter of each customer."""
    if kind == "logit":
        return category_shares(SLOPES, ratings)
    liking = LIKING[0] + ratings @ LIKING[1:]
    below = special.ndtr((np.array([6.5, 8.5]) - liking[:, None]) / NOISE)
    return np.column_stack([below[:, 0], below[:, 1] - below[:, 0], 1 - below[:, 1]])


def _asked(random: np.random.Generator, n: int, kind: Kind, missing: float) -> pd.DataFrame:
    ratings, referred = _customers(random, n)
    reached = np.cumsum(_shares(ratings, kind), axis=1)
    score = np.array([4.0, 8.0, 10.0])[(random.random(n)[:, None] > reached[:, :2]).sum(axis=1)]
    said = np.where(random.random(ratings.shape) < missing, np.nan, ratings)
    frame = pd.DataFrame(said, columns=["Rating 1", "Rating 2", "Rating 3"])
    return frame.assign(Score=score, Channel=np.where(referred, *CHANNELS))


def _truth(moves: Moves, kind: Kind) -> tuple[float, float]:
    """Return the true change and the true score after the moves."""
    ratings, referred = _customers(np.random.default_rng(99), MANY)
    now = float(_shares(ratings, kind).mean(axis=0) @ TO_POINTS)
    counting = np.ones(MANY)
    for mix in moves.mixes:
        wanted = dict(mix.shares)["Referral"]
        today = referred.mean()
        counting = np.where(referred, wanted / today, (1 - wanted) / (1 - today))
    moved = ratings.copy()
    for shift in moves.shifts:
        place = int(shift.lever[-1]) - 1
        moved[:, place] = np.minimum(moved[:, place] + shift.by, 10)
    after = float(np.average(_shares(moved, kind), axis=0, weights=counting) @ TO_POINTS)
    return after - now, after
