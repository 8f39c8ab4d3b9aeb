"""What is known once a what-if was fitted, and what comes out when levers are moved.

The model and its answer live here; how it is fitted stands in what_if. Evaluating costs the same at
any size of data: predictions on at most 5,000 rows, doubt on 2,000 rows under 200 draws.

Steps, each from where the one before has left the customers, so that nothing counts twice:
1. mix: exact counts by group, re-weighted (Kalton & Flores-Cervantes 2003);
2. ratings and service: population-averaged change of the multinomial logit, on the new mix;
3. performer gap: realised share times shrunken gap, times the part of the way to 100 that is left.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated, Literal

import numpy as np
import pandas as pd

from cx.chapters.drivers.rows import SetAside
from cx.chapters.what_if.bends import Bend
from cx.chapters.what_if.levers import Lever, LeverKind, Place
from cx.chapters.what_if.moves import Moves, Shift
from cx.measures.arrays import Flags, Floats, Integers
from cx.measures.counterfactual import Population
from cx.plain import INTERNAL
from cx.problems import Problem
from cx.store.responses import SAMPLE_LIMIT
from cx.text.wording import band_name
from cx.vocabulary import Band, Column, Estimate, Field, Scale, Table, Unit, range_ends

REACH = 1.959964  # standard deviations to each side of a 95 % interval
TO_POINTS = np.array([100.0, 0.0, -100.0])  # bands in their order to net score
LOWER_BY = 1.0  # rating points, one step of the scale: how much lower who did not rate may be
FAN = (0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975)


@dataclass(frozen=True, slots=True)
class WhatIfOptions:
    """What can be chosen about the what-if."""

    include_outcome_like: bool = False
    draws: int = 200
    point_rows: int = 5_000  # rows on which a change is predicted
    drawn_rows: int = 2_000  # rows on which its doubt is drawn
    sample_limit: int = SAMPLE_LIMIT
    seed: int = 20_260_101


@dataclass(frozen=True, slots=True)
class PerformerGap:
    """The whole shrunken gap, for the company: lifting the worst performers to the best."""

    full: Estimate  # points of the company's score; over all spreads that performers may have
    moved_shares: tuple[float, float, float]  # by band; favourable less unfavourable is `full`
    target_points: float  # score of the best, to which the worst are lifted
    cannot_tell: bool = False  # whether it may as well be nothing


@dataclass(frozen=True, slots=True)
class MixLever:
    """The groups of one column, and the share of each today, among responses that name one."""

    column: Column
    shares: tuple[float, ...]  # 0..1, in the order of the categories; add to 1
    counts: tuple[int, ...]
    known: float  # share of the responses that name a group


@dataclass(frozen=True, slots=True, eq=False)
class Lowered:
    """The same rows if those who did not rate were lower than expected, and the model of them."""

    coefficients: Floats  # (K - 1, 1 + k)
    design: Floats  # (n, k)
    predicted: Floats  # (n, K) nobody moved


@dataclass(frozen=True, slots=True, eq=False)
class People:
    """The rows on which ratings are moved; the first rows are those under draws."""

    coefficients: Floats  # (K - 1, 1 + k)
    bands: tuple[int, ...]  # places of the K bands that occur, the model's base first
    design: Floats  # (n, k) levers, "had it" columns, and a column for each bend
    given: Flags  # (n, L)
    applies: Flags  # (n, L)
    covariance: Floats  # (L, L)
    cells: Integers  # (n, 2) row and column of the mix table
    population: Population
    predicted: Floats  # (n, K) nobody moved
    drawn_shares: Floats  # (K, d) nobody moved
    bends: tuple[Bend, ...] = ()
    lowered: Lowered | None = None  # None where everybody rated


@dataclass(frozen=True, slots=True, eq=False)
class Tallied:
    """Exact counts by the groups that can be mixed, as shares; the first draw is the counts."""

    tables: Floats  # (d, r, c, 3) bands in their order; each table adds to 1
    columns: tuple[str | None, str | None]  # names of the columns of r and c, as of the mixes

    @property
    def shares(self) -> Floats:
        """Shares of the bands in each draw: (3, d)."""
        return np.asarray(self.tables.sum(axis=(1, 2)).T)


@dataclass(frozen=True, slots=True, eq=False)
class WhatIfModel:
    """What was fitted: today's score, the levers with their limits, and how good the model is."""

    digest: Annotated[str, INTERNAL]  # changes with the responses, the options and the gap
    options: WhatIfOptions
    scale: Scale
    baseline: Annotated[Estimate, INTERNAL]  # today's score, points
    levers: tuple[Lever, ...]  # what can be moved
    mixes: Annotated[tuple[MixLever, ...], INTERNAL]  # shares of groups, which can be moved
    gap: PerformerGap | None  # that between performers, which can be closed
    skill: float  # 1 - held-out log-loss / that of base rates; NaN without levers
    skill_error: float  # its standard error
    n: int  # responses in the score
    n_fitted: int  # responses in the model
    penalised: bool  # whether slopes are held back, since there are few responses
    set_aside: tuple[SetAside, ...]
    problems: tuple[Problem, ...]  # why drivers take no part, where they do not
    # None when there is no lever but the mix and the gap
    people: Annotated[People | None, INTERNAL]
    tallied: Annotated[Tallied, INTERNAL]
    bends: tuple[str, ...] = ()  # levers that straight lines do not fit; their lines are broken
    rough: tuple[str, ...] = ()  # of them, those that broken lines do not fit either

    @property
    def net_name(self) -> str:
        """The name of the score."""
        return self.scale.net_name

    @property
    def shares(self) -> Floats:
        """Today's shares of the bands, in their order: (3,)."""
        return np.asarray(self.tallied.shares[:, 0])

    def lever(self, key: str) -> Lever:
        """Return the lever with a key; raise KeyError when there is none."""
        for lever in self.levers:
            if lever.key == key:
                return lever
        raise KeyError(key)

    def mix(self, name: str) -> MixLever:
        """Return the mix of a column; raise KeyError when there is none."""
        for mix in self.mixes:
            if mix.column.name == name:
                return mix
        raise KeyError(name)


class Guesswork(StrEnum):
    """Why a move goes beyond what was observed."""

    BEYOND_RANGE = "beyond the best or worst group observed"
    NOTHING_TO_COMPARE = "no group differs, so nobody shows that it can be reached"
    FEW_RESPONSES = "rests on a group of fewer than 30 responses"
    FAR_MIX = "leaves the answers counting as fewer than half as many"


@dataclass(frozen=True, slots=True)
class Guess:
    """A move that the data does not cover."""

    lever: str  # label
    reason: Guesswork
    value: float  # level that the move comes to: rating, share or hours; of a mix, the share
    limit: Place | None = None  # how far somebody is


@dataclass(frozen=True, slots=True)
class IfLower:
    """What the change would be if ratings were not missing at random."""

    by: float  # rating points that those who did not rate are lower than expected
    missing_share: float  # of the responses, that lack a rating which is moved
    change_points: float  # of the score


@dataclass(frozen=True, slots=True)
class Step:
    """What one step adds to the score."""

    name: Literal["mix", "levers", "gap"]
    change: Estimate  # points


SHARE_FIELDS = (
    Field("band", Unit.TEXT, "Band", "Favourable, neutral or unfavourable."),
    Field("before", Unit.SHARE, "Share today", "Share of all responses today."),
    Field("after", Unit.SHARE, "New share", "Share of all responses after the moves."),
    *range_ends("after", Unit.SHARE, "New share,"),
    Field("change", Unit.SHARE, "Change of share", "New share less share today."),
)
SCORE_AFTER = Field("points", Unit.POINTS, "New score", "Net score after the moves, in points.")
FAN_FIELDS = (
    Field(
        "probability",
        Unit.PROBABILITY,
        "Chance of less",
        "Chance that the score after the moves is lower.",
    ),
    SCORE_AFTER,
)


@dataclass(frozen=True, slots=True, eq=False)
class WhatIfResult:
    """The answer: what goes with the moves."""

    moves: Annotated[Moves, INTERNAL]
    net_name: str
    baseline: Estimate  # today's score, points
    score: Estimate  # after the moves, points
    change: Estimate  # of the score, points
    together: Estimate | None  # change when other drivers move along; None without shifts
    together_score: Annotated[Estimate | None, INTERNAL]
    shares: Annotated[Table, SHARE_FIELDS]  # one row per band
    together_shares: Annotated[Floats | None, INTERNAL]  # (3,) when other drivers move along
    fan: Annotated[Table, FAN_FIELDS]  # quantiles of the score after the moves
    steps: tuple[Step, ...]  # only those that are moved
    guesswork: tuple[Guess, ...]  # moves beyond what was observed
    locked: Annotated[tuple[Lever, ...], INTERNAL]  # moved although their sign is in conflict
    bends: tuple[str, ...] = ()  # of the levers moved, those that straight lines do not fit
    rough: tuple[str, ...] = ()  # of them, those that broken lines do not fit either
    if_lower: IfLower | None = None  # None where nobody lacks a rating that is moved
    # (d,) the change in each draw, itself first
    drawn: Annotated[Floats, INTERNAL] = field(default_factory=lambda: np.empty(0))

    @property
    def straddles(self) -> bool:
        """Whether the two bounds lie on different sides of nothing."""
        return self.together is not None and self.together.value * self.change.value < 0


def share_table(scale: Scale, before: Floats, after: Floats, drawn: Floats) -> Table:
    """Lay the shares out: before (3,), after (3,), drawn (3, d)."""
    low, high = interval(after, drawn)
    frame = pd.DataFrame(
        {
            "band": [band_name(scale, band) for band in Band],
            "before": before,
            "after": after,
            "after_low": low,
            "after_high": high,
            "change": after - before,
        }
    )
    return Table(frame, SHARE_FIELDS)


def fan_table(points: Floats) -> Table:
    """Return the quantiles of the scores drawn."""
    frame = pd.DataFrame({"probability": FAN, "points": np.quantile(points, FAN)})
    return Table(frame, FAN_FIELDS)


def interval(value: Floats, drawn: Floats) -> tuple[Floats, Floats]:
    """Return the 95 % percentile limits of draws (..., d); the value itself is never outside."""
    # Plain percentiles of 200 draws lie too far in, by one part in two hundred on each side.
    low, high = np.percentile(drawn, [2.5, 97.5], axis=-1, method="weibull")
    return np.minimum(low, value), np.maximum(high, value)


def floor_and_ceiling(lever: Lever) -> tuple[float, float]:
    """Return the ends of a lever's scale in the unit of the model's column."""
    if lever.kind is LeverKind.TIME:
        return float(np.log(lever.minimum)), float(np.log(lever.maximum))
    return lever.minimum, lever.maximum


def step_of(lever: Lever, shift: Shift) -> float:
    """Return a shift in the unit of the model's column: times are logarithms."""
    return float(np.log1p(shift.by)) if lever.kind is LeverKind.TIME else shift.by
