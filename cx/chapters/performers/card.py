"""One performer on one page: score, place among all, trend, and the driver to start with.

The score is shrunken as on the page of all performers; the place is the chance to be among the best
or the worst fifth, and a picture of all scores that names nobody: scores are rounded to whole
points and counted. It is not drawn when performers cannot be told apart, or are so few that the
picture would give them away. The trend is the slope of all answers of the performer over time.
Importance and coefficients of drivers come from the caller.
"""

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd
from sklearn.feature_extraction.text import TfidfVectorizer

from cx.chapters.performers.card_drivers import CARD_DRIVER_FIELDS, Lifting, Weight, card_drivers
from cx.chapters.performers.fields import N_PERFORMERS, QUARTER
from cx.chapters.performers.scoring import REACH, Scored, score_performers
from cx.measures.gaps import minimum_units
from cx.measures.shrinkage import Method
from cx.measures.tiers import NAMED
from cx.measures.trend import slope_of_answers
from cx.problems import NotEnoughData, Problem, stops
from cx.scores.counts import HIGH, LOW, POINTS, N, by_group, with_scores
from cx.store.responses import DAY, Filters, Responses
from cx.text import say
from cx.vocabulary import Column, Estimate, Field, Role, Table, Unit

__all__ = [
    "CARD_DRIVER_FIELDS",
    "CARD_PLACE_FIELDS",
    "CARD_QUARTER_FIELDS",
    "CardOptions",
    "PerformerCard",
    "Weight",
    "make_card",
]

LEAST_QUARTERS = 3  # with fewer a slope is a difference between two seasons
_MOST_COMMENTS = 2_000  # read to find the typical ones
_DAYS_IN_QUARTER = 365.25 / 4


@dataclass(frozen=True, slots=True)
class CardOptions:
    """Whose card, and what drivers weigh."""

    performer: str
    weights: tuple[Weight, ...] = ()  # of drivers with a clear positive direction
    fraction: float = 0.2
    method: Method = "dl"
    seed: int = 20_260_101


CARD_PLACE_FIELDS = (
    Field("rounded_points", Unit.POINTS, "Score, rounded", "Shrunken score in whole points."),
    N_PERFORMERS,
    Field("is_own", Unit.FLAG, "Own", "Whether the performer of the card is among them."),
)
CARD_QUARTER_FIELDS = (
    QUARTER,
    N,
    POINTS,
    LOW,
    HIGH,
)


@dataclass(frozen=True, slots=True, eq=False)
class PerformerCard:
    """The answer: everything on one card, and no name but the performer's own."""

    options: CardOptions
    minimum_n: int  # responses from which a score is shown
    minimum_comments: int  # comments from which some are quoted
    net_name: str
    score: Estimate  # shrunken, points
    mean_points: float  # of all
    n_performers: int
    expected_rank: float  # 1 the best
    tier: int  # 1 above average, 2 about average, 3 below
    in_top_fifth: float  # 0..1, probability
    in_bottom_fifth: float  # 0..1, probability
    distinguishable: bool
    places: Table  # scores of all, counted; empty when there is nothing to show
    drivers: Table  # where to start first; drivers on which the performer is behind
    trend: Table  # by quarter
    change: Estimate | None  # points per quarter; None with too few quarters
    comments: tuple[str, ...]  # three typical ones; empty when comments are few
    n_comments: int
    reliability: float  # 0..1, how much of the raw distance from the mean is the performer's own
    named: bool  # whether the place among all may be said of this performer


def make_card(responses: Responses, options: CardOptions) -> PerformerCard:
    """Put the card of one performer together.

    Errors: NotEnoughData when the performer, or all but one, have too few responses.
    """
    scored = score_performers(responses, options.method)
    names = scored.kept[scored.column.name].astype(str).tolist()
    if options.performer not in names:
        raise NotEnoughData(_unknown(scored.column, options.performer, responses.minimum_n))
    place = names.index(options.performer)
    shrunk = scored.shrunk
    ranges, ranks, every_tier = scored.ranked(options.fraction, options.seed)
    tier = every_tier[place]
    lifting = Lifting(
        options.weights, responses.minimum_n, options.fraction, options.method, options.seed
    )
    own = responses.where(Filters(values=((scored.column.name, (options.performer,)),)))
    quarters, change = _trend(own)
    comments, n_comments = _comments(own, options)
    return PerformerCard(
        options=options,
        minimum_n=responses.minimum_n,
        minimum_comments=responses.minimum_comments,
        net_name=responses.scale.net_name,
        score=Estimate(
            100 * float(shrunk.scores[place]),
            100 * float(ranges.low[place]),
            100 * float(ranges.high[place]),
            int(scored.n[place]),
        ),
        mean_points=100 * shrunk.mean,
        n_performers=len(names),
        expected_rank=float(ranks.expected[place]),
        tier=int(tier),
        in_top_fifth=float(ranks.in_top[place]),
        in_bottom_fifth=float(ranks.in_bottom[place]),
        distinguishable=scored.distinguishable,
        places=Table(_places(scored, place, options), CARD_PLACE_FIELDS),
        drivers=Table(card_drivers(responses, scored, place, lifting), CARD_DRIVER_FIELDS),
        trend=Table(quarters, CARD_QUARTER_FIELDS),
        change=change,
        comments=comments,
        n_comments=n_comments,
        reliability=float(shrunk.reliability[place]),
        named=int(tier) in NAMED,
    )


def _places(scored: Scored, place: int, options: CardOptions) -> pd.DataFrame:
    """Count the performers at each score, so that nobody can be found but the one asked for."""
    names = [field.name for field in CARD_PLACE_FIELDS]
    scores = scored.shrunk.scores
    if not scored.distinguishable or len(scores) < minimum_units(options.fraction):
        return pd.DataFrame(columns=names)
    rounded = np.round(100 * scores).astype(int)
    points, counted = np.unique(rounded, return_counts=True)
    return pd.DataFrame(dict(zip(names, [points, counted, points == rounded[place]], strict=True)))


def _trend(own: Responses) -> tuple[pd.DataFrame, Estimate | None]:
    """Score the performer by quarter, and find the slope of all answers in points per quarter.

    Quarters of too few responses have no score.
    """
    empty = pd.DataFrame(columns=[field.name for field in CARD_QUARTER_FIELDS])
    if not own.has(Role.RESPONDED_AT):
        return empty, None
    tally = own.tally(DAY).dropna(subset=[DAY])
    if tally.empty:
        return empty, None
    day = pd.to_datetime(tally[DAY])
    tally["quarter"] = day.dt.to_period("Q").dt.start_time
    quarters = with_scores(by_group(tally, ["quarter"]), own.minimum_n)[list(empty.columns)]
    if quarters["points"].notna().sum() < LEAST_QUARTERS:
        return quarters, None
    tally["time"] = (day - day.min()).dt.days / _DAYS_IN_QUARTER
    daily = by_group(tally, ["time"])
    slope, error = slope_of_answers(
        daily["time"], daily["favourable"], daily["unfavourable"], daily["n"]
    )
    if not math.isfinite(error):
        return quarters, None
    slope, reach = 100 * slope, 100 * REACH * error
    return quarters, Estimate(slope, slope - reach, slope + reach, int(daily["n"].sum()))


def _comments(own: Responses, options: CardOptions) -> tuple[tuple[str, ...], int]:
    """Return the three comments most like all the others; none when they are few."""
    if not own.has(Role.COMMENT):
        return (), 0
    name = own.column(Role.COMMENT).name
    drawn = own.sample([name], seed=options.seed)[name].dropna().astype(str).str.strip()
    texts = drawn[drawn.str.len() > 0]
    if len(texts) < own.minimum_comments:
        return (), len(texts)
    different = texts.head(_MOST_COMMENTS).drop_duplicates().tolist()
    # Pieces of words need no dictionary, so every language and script will do.
    pieces = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5)).fit_transform(different)
    likeness = np.asarray(pieces @ np.asarray(pieces.mean(axis=0)).ravel())
    typical = np.argsort(-likeness, kind="stable")[:3]
    return tuple(different[index] for index in typical), len(texts)


def _unknown(column: Column, performer: str, minimum_n: int) -> Problem:
    return stops(
        "no_card",
        column.label,
        say(
            '"{performer}" does not have {minimum_n} responses with these filters.',
            performer=performer,
            minimum_n=minimum_n,
        ),
        say("Remove a filter, or choose another performer."),
    )
