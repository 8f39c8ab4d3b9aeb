"""Where should one performer start? The drivers of a card, and what a lift is worth.

Driver ratings of every performer are shrunken as scores are. The gap of a driver is the mean of
the top fifth (by the shrunken outcome) less the performer's own; the one that matters most has the
largest gap, in standard deviations of an answer, times importance, of those whose gap is sure.

What a lift is worth is the gap times the coefficient of the driver, turned into points by the
slope of the bands on the outcome: it goes with the score, and need not cause it. Its range comes
from drawing all three at random, each normal around its estimate and on its own: the gap by its
posterior, integrated over the spread between performers, coefficient and slope by their standard
errors of least squares.
"""

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd

from cx.chapters.performers.scoring import REACH, Scored
from cx.measures.arrays import Floats, Integers
from cx.measures.gaps import extreme_groups, group_size
from cx.measures.shrinkage import Method, shrink
from cx.measures.unit_ranges import normal_ranges
from cx.store.responses import Responses
from cx.vocabulary import Band, Column, Field, Role, Unit, range_ends

_DRAWS = 4_000


@dataclass(frozen=True, slots=True)
class Weight:
    """What the drivers page knows of one driver."""

    driver: str  # label of the column
    importance: float  # share of the outcome's variance
    coefficient: float  # outcome, on its scale, per rating point
    error: float = math.nan  # standard error of the coefficient; without it worth has no range


@dataclass(frozen=True, slots=True)
class Lifting:
    """How drivers are compared with those of the best."""

    weights: tuple[Weight, ...]
    minimum_n: int
    fraction: float  # of the performers, that is called the best
    method: Method
    seed: int


CARD_DRIVER_FIELDS = (
    Field("driver", Unit.TEXT, "Driver", "The part of the experience that was rated."),
    Field("own_rating", Unit.RATING, "Own rating", "Shrunken mean rating of the performer."),
    Field("top_rating", Unit.RATING, "Rating of the best", "Shrunken mean of the top fifth."),
    Field("driver_gap", Unit.RATING, "Gap to the best", "Rating of the best less the own."),
    *range_ends("driver_gap", Unit.RATING, "Gap"),
    Field("matters", Unit.COEFFICIENT, "Gap x importance", "Gap in spreads times importance."),
    Field("worth_points", Unit.POINTS, "Worth", "Own points that go with closing the gap."),
    *range_ends("worth", Unit.POINTS, "Worth"),
)


def card_drivers(
    responses: Responses, scored: Scored, place: int, lifting: Lifting
) -> pd.DataFrame:
    """Set the driver ratings of the performer at `place` against those of the top group.

    One row per driver on which the performer is behind; gaps that are sure come first, then the
    largest gap times importance.
    """
    names = [field.name for field in CARD_DRIVER_FIELDS]
    known = {weight.driver: weight for weight in lifting.weights}
    columns = [c for c in responses.schema.with_role(Role.DRIVER) if c.label in known]
    size = group_size(lifting.fraction, len(scored.n))
    if not columns or size < 1 or 2 * size > len(scored.n):
        return pd.DataFrame(columns=names)
    performer = scored.column.name
    tally = responses.tally(performer, squares=[column.name for column in columns])
    sums = tally.dropna(subset=[performer]).groupby(performer, observed=True).sum(numeric_only=True)
    sums = sums.reindex(scored.kept[performer])
    top, _ = extreme_groups(scored.shrunk.scores, scored.n, lifting.fraction)
    room = 100 * (1 - float(scored.shrunk.scores[place]))
    lift = _Lift(*_points_per_outcome(responses), room)
    rows = [_driver(sums, c, known[c.label], top, place, lift, lifting) for c in columns]
    frame = pd.DataFrame([row for row in rows if row is not None], columns=names)
    frame = frame[frame["driver_gap"] > 0]
    order = np.lexsort((-frame["matters"].to_numpy(float), frame["driver_gap_low"] <= 0))
    return frame.iloc[order].reset_index(drop=True)


@dataclass(frozen=True, slots=True)
class _Lift:
    """How outcome turns into points of this performer."""

    slope: float  # points of net score per point of the outcome
    error: float  # its standard error
    room: float  # points between the performer's score and the highest there is


def _driver(
    sums: pd.DataFrame,
    column: Column,
    weight: Weight,
    top: Integers,
    place: int,
    lift: _Lift,
    lifting: Lifting,
) -> tuple[object, ...] | None:
    """Return one row, None when the performer has too few ratings of this driver."""
    n, total, squares = (
        sums[f"{kind}_{column.name}"].to_numpy(float) for kind in ("n", "sum", "squares")
    )
    if n[place] < lifting.minimum_n:
        return None
    rated = n > 0
    mean = np.divide(total, n, out=np.full(len(n), np.nan), where=rated)
    deviance = np.maximum(squares - total * mean, 0)[rated].sum()
    within = float(deviance) / max(float(n[rated].sum() - rated.sum()), 1.0)
    if within <= 0:
        return None
    sampling = np.where(rated, within / np.maximum(n, 1), np.nan)
    shrunk = shrink(mean, sampling, lifting.method)
    best = top[rated[top]]
    if n[best].sum() < lifting.minimum_n:
        return None
    own, reached = float(shrunk.scores[place]), _weighted(shrunk.scores[best], n[best])
    gap = reached - own
    sign = np.zeros(len(n))
    sign[best] = n[best] / n[best].sum()
    sign[place] -= 1
    error = _error(mean[rated], sampling[rated], sign[rated])
    low, high = gap - REACH * error, gap + REACH * error
    matters = gap / np.sqrt(within) * weight.importance
    worth = _worth(gap, error, weight, lift, lifting.seed)
    return (column.label, own, reached, gap, low, high, float(matters), *worth)


def _error(mean: Floats, variances: Floats, sign: Floats) -> float:
    """Return the error of a weighted sum of true means, the spread between them being unknown."""
    known = normal_ranges(mean, variances)
    middle = known.middle @ sign
    moved = (middle - known.weight @ middle) ** 2
    return math.sqrt(float(known.weight @ (known.spread**2 @ sign**2 + moved)))


def _weighted(values: Floats, n: Floats) -> float:
    return float(values @ n / n.sum())


def _worth(
    gap: float, error: float, weight: Weight, lift: _Lift, seed: int
) -> tuple[float, float, float]:
    """Return the points that go with closing a gap, and their range; no score passes the top."""
    value = min(gap * weight.coefficient * lift.slope, lift.room)
    if not math.isfinite(weight.error):
        return value, math.nan, math.nan
    middle = [gap, weight.coefficient, lift.slope]
    spread = [error, weight.error, lift.error]
    drawn = np.random.default_rng(seed).normal(middle, spread, (_DRAWS, 3)).prod(axis=1)
    low, high = np.quantile(np.minimum(drawn, lift.room), [0.025, 0.975])
    return value, float(low), float(high)


def _points_per_outcome(responses: Responses) -> tuple[float, float]:
    """Return how many points of net score go with one point of the outcome, and the error."""
    tally = responses.tally("outcome")
    sign = tally["band"].map({Band.FAVOURABLE: 100.0, Band.UNFAVOURABLE: -100.0}).astype(float)
    sign, outcome, n = sign.fillna(0.0), tally["outcome"].astype(float), tally["n"]
    everybody = float(n.sum())
    away, height = outcome - (n * outcome).sum() / everybody, sign - (n * sign).sum() / everybody
    spread = float((n * away**2).sum())
    if spread <= 0:
        return 0.0, 0.0
    slope = float((n * away * height).sum()) / spread
    left = float((n * (height - slope * away) ** 2).sum()) / max(everybody - 2, 1.0)
    return slope, math.sqrt(left / spread)
