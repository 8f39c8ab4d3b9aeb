"""One performer on one page: score, place, trend, and the driver where a lift matters most.

Driver ratings of every performer are shrunken as scores are. The gap of a driver is the mean of
the top fifth (by the shrunken outcome) less the performer's own; the one that matters most has the
largest gap, in standard deviations of an answer, times importance. What a lift is worth is the gap
times the coefficient of the driver, turned into points by the slope of the bands on the outcome:
it goes with the score, and need not cause it. Importance and coefficients come from the caller.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from sklearn.feature_extraction.text import TfidfVectorizer

from cx.analyses.counts import HIGH, LOW, MINIMUM_N, POINTS, by_group, with_scores
from cx.analyses.scoring import REACH, Scored, score_performers
from cx.measures.arrays import Floats, Integers
from cx.measures.gaps import extreme_groups, group_size
from cx.measures.ranks import expected_ranks
from cx.measures.shrinkage import Method, shrink
from cx.problems import NotEnoughData, Problem, Severity
from cx.store.responses import DAY, Filters, Responses
from cx.vocabulary import Band, Column, Estimate, Field, Role, Table, Unit

LEAST_COMMENTS = 8  # below this a comment might give its writer away
_MOST_COMMENTS = 2_000  # read to find the typical ones


@dataclass(frozen=True, slots=True)
class Weight:
    """What the drivers page knows of one driver."""

    driver: str  # label of the column
    importance: float  # share of the outcome's variance
    coefficient: float  # outcome, on its scale, per rating point


@dataclass(frozen=True, slots=True)
class CardOptions:
    """Whose card, and what drivers weigh."""

    performer: str
    weights: tuple[Weight, ...] = ()  # of drivers with a clear positive direction
    minimum_n: int = MINIMUM_N
    minimum_comments: int = LEAST_COMMENTS
    fraction: float = 0.2
    method: Method = "dl"
    seed: int = 20_260_101


CARD_DRIVER_FIELDS = (
    Field("driver", Unit.TEXT, "Driver", "The part of the experience that was rated."),
    Field("own_rating", Unit.RATING, "Own rating", "Shrunken mean rating of the performer."),
    Field("top_rating", Unit.RATING, "Rating of the best", "Shrunken mean of the top fifth."),
    Field("driver_gap", Unit.RATING, "Gap to the best", "Rating of the best less the own."),
    Field("driver_gap_low", Unit.RATING, "Gap from", "Lower end of the 95 % interval."),
    Field("driver_gap_high", Unit.RATING, "Gap to", "Upper end of the 95 % interval."),
    Field("matters", Unit.COEFFICIENT, "Gap x importance", "Gap in spreads times importance."),
    Field("worth_points", Unit.POINTS, "Worth", "Own points that go with closing the gap."),
)
CARD_QUARTER_FIELDS = (
    Field("quarter", Unit.DATE, "Quarter", "First day of the quarter."),
    Field("n", Unit.COUNT, "Responses", "How many responses the row rests on."),
    POINTS,
    LOW,
    HIGH,
)


@dataclass(frozen=True, slots=True, eq=False)
class PerformerCard:
    """The answer: everything on one card."""

    options: CardOptions
    net_name: str
    score: Estimate  # shrunken, points
    mean_points: float  # of all
    n_performers: int
    expected_rank: float  # 1 the best
    distinguishable: bool
    drivers: Table  # largest gap x importance first; positive gaps only
    trend: Table  # by quarter
    comments: tuple[str, ...]  # three typical ones; empty below minimum_comments
    n_comments: int


def make_card(responses: Responses, options: CardOptions) -> PerformerCard:
    """Put the card of one performer together.

    Errors: NotEnoughData when the performer, or all but one, have too few responses.
    """
    scored = score_performers(responses, options.minimum_n, options.method)
    names = scored.kept[scored.column.name].astype(str).tolist()
    if options.performer not in names:
        raise NotEnoughData(_unknown(scored.column, options))
    place = names.index(options.performer)
    shrunk = scored.shrunk
    value, reach = shrunk.scores[place], REACH * shrunk.posterior_sd[place]
    own = responses.where(Filters(values=((scored.column.name, (options.performer,)),)))
    comments, n_comments = _comments(own, options)
    return PerformerCard(
        options=options,
        net_name=responses.scale.net_name,
        score=Estimate(
            100 * float(value),
            100 * max(float(value - reach), -1.0),
            100 * min(float(value + reach), 1.0),
            int(scored.n[place]),
        ),
        mean_points=100 * shrunk.mean,
        n_performers=len(names),
        expected_rank=float(expected_ranks(shrunk.scores, shrunk.posterior_sd_given_mean)[place]),
        distinguishable=scored.distinguishable,
        drivers=Table(_drivers(responses, scored, place, options), CARD_DRIVER_FIELDS),
        trend=Table(_trend(own, options), CARD_QUARTER_FIELDS),
        comments=comments,
        n_comments=n_comments,
    )


def _drivers(
    responses: Responses, scored: Scored, place: int, options: CardOptions
) -> pd.DataFrame:
    """Set the performer's driver ratings against those of the top group."""
    names = [field.name for field in CARD_DRIVER_FIELDS]
    known = {weight.driver: weight for weight in options.weights}
    columns = [c for c in responses.schema.with_role(Role.DRIVER) if c.label in known]
    size = group_size(options.fraction, len(scored.n))
    if not columns or 2 * size > len(scored.n):
        return pd.DataFrame(columns=names)
    performer = scored.column.name
    tally = responses.tally(performer, squares=[column.name for column in columns])
    sums = tally.dropna(subset=[performer]).groupby(performer, observed=True).sum(numeric_only=True)
    sums = sums.reindex(scored.kept[performer])
    top, _ = extreme_groups(scored.shrunk.scores, scored.n, options.fraction)
    slope = _points_per_outcome(responses)
    rows = [_driver(sums, c, known[c.label], top, place, slope, options) for c in columns]
    frame = pd.DataFrame([row for row in rows if row is not None], columns=names)
    frame = frame[frame["driver_gap"] > 0]
    return frame.sort_values("matters", ascending=False, ignore_index=True)


def _driver(
    sums: pd.DataFrame,
    column: Column,
    weight: Weight,
    top: Integers,
    place: int,
    slope: float,
    options: CardOptions,
) -> tuple[object, ...] | None:
    """Return one row, None when the performer has too few ratings of this driver."""
    n, total, squares = (
        sums[f"{kind}_{column.name}"].to_numpy(float) for kind in ("n", "sum", "squares")
    )
    if n[place] < options.minimum_n:
        return None
    rated = n > 0
    mean = np.divide(total, n, out=np.full(len(n), np.nan), where=rated)
    deviance = np.maximum(squares - total * mean, 0)[rated].sum()
    within = float(deviance) / max(float(n[rated].sum() - rated.sum()), 1.0)
    if within <= 0:
        return None
    shrunk = shrink(mean, np.where(rated, within / np.maximum(n, 1), np.nan), options.method)
    best = top[rated[top]]
    if len(best) == 0:
        return None
    own, reached = float(shrunk.scores[place]), _weighted(shrunk.scores[best], n[best])
    gap = reached - own
    variances = shrunk.posterior_sd**2
    share = n[best] / n[best].sum()
    reach = REACH * float(np.sqrt(variances[place] + share**2 @ variances[best]))
    matters = gap / np.sqrt(within) * weight.importance
    worth = gap * weight.coefficient * slope
    return (column.label, own, reached, gap, gap - reach, gap + reach, float(matters), worth)


def _weighted(values: Floats, n: Floats) -> float:
    return float(values @ n / n.sum())


def _points_per_outcome(responses: Responses) -> float:
    """Return how many points of net score go with one point of the outcome: the slope."""
    tally = responses.tally("outcome")
    sign = tally["band"].map({Band.FAVOURABLE: 100.0, Band.UNFAVOURABLE: -100.0}).astype(float)
    sign, outcome, n = sign.fillna(0.0), tally["outcome"].astype(float), tally["n"]
    away = outcome - (n * outcome).sum() / n.sum()
    spread = float((n * away**2).sum())
    return float((n * away * sign).sum()) / spread if spread > 0 else 0.0


def _trend(own: Responses, options: CardOptions) -> pd.DataFrame:
    """Score the performer by quarter; quarters of too few responses have no score."""
    names = [field.name for field in CARD_QUARTER_FIELDS]
    if not own.has(Role.RESPONDED_AT):
        return pd.DataFrame(columns=names)
    tally = own.tally(DAY).dropna(subset=[DAY])
    if tally.empty:
        return pd.DataFrame(columns=names)
    tally["quarter"] = pd.to_datetime(tally[DAY]).dt.to_period("Q").dt.start_time
    return with_scores(by_group(tally, ["quarter"]), options.minimum_n)[names]


def _comments(own: Responses, options: CardOptions) -> tuple[tuple[str, ...], int]:
    """Return the three comments most like all the others; none when they are few."""
    if not own.has(Role.COMMENT):
        return (), 0
    name = own.column(Role.COMMENT).name
    drawn = own.sample([name], seed=options.seed)[name].dropna().astype(str).str.strip()
    texts = drawn[drawn.str.len() > 0]
    if len(texts) < options.minimum_comments:
        return (), len(texts)
    different = texts.head(_MOST_COMMENTS).drop_duplicates().tolist()
    # Pieces of words need no dictionary, so every language and script will do.
    pieces = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5)).fit_transform(different)
    likeness = np.asarray(pieces @ np.asarray(pieces.mean(axis=0)).ravel())
    typical = np.argsort(-likeness, kind="stable")[:3]
    return tuple(different[index] for index in typical), len(texts)


def _unknown(column: Column, options: CardOptions) -> Problem:
    return Problem(
        "no_card",
        Severity.STOPS,
        column.label,
        f'"{options.performer}" does not have {options.minimum_n:,} responses with these filters.',
        "Remove a filter, or choose another performer.",
    )
