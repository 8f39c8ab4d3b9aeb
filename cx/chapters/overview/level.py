"""How do customers score, and does the score move over time?

Headline by the convention of the scale, net score with Tango's interval, distribution, and the net
score per period with one test of a straight trend over all responses. Out of scope: why it moves.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

import numpy as np
import pandas as pd

from cx.measures.arrays import Flags, Floats
from cx.measures.clusters import Effects
from cx.measures.means import t_interval
from cx.measures.net_score import net_score, variance
from cx.measures.period_trend import period_trend
from cx.measures.proportions import wilson_interval
from cx.plain import INTERNAL, Flat, Key
from cx.scores.counts import (
    EFFECTIVE_N,
    HIGH,
    LOW,
    POINTS,
    N,
    by_group,
    net_estimate,
    require_enough,
    with_scores,
)
from cx.scores.repeats import effects_of, in_band, net_values
from cx.scores.suppression import hidden_beside_whole
from cx.store.customers import RepeatedAnswers
from cx.store.responses import DAY, Responses
from cx.text import say, translated
from cx.text.wording import band_name
from cx.vocabulary import Band, Estimate, Field, Role, Scale, ScaleKind, Table, Unit


class Period(StrEnum):
    """The length of time that one point of the trend covers."""

    AUTO = "auto"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"


_FREQUENCIES = {Period.WEEK: "W-SUN", Period.MONTH: "M", Period.QUARTER: "Q"}
_WEEKS_UP_TO_DAYS = 120  # four months of weeks make a readable line, a year of them does not
_BOXES = 20  # steps of a scale; on a wider one nobody counts boxes
_MONTHS_UP_TO_DAYS = 1_190  # a little over three years


@dataclass(frozen=True, slots=True)
class OverviewOptions:
    """What can be chosen about the overview."""

    period: Period = Period.AUTO


@dataclass(frozen=True, slots=True)
class Headline:
    """The number by which the field reads this scale."""

    name: str  # such as NPS, or the top boxes
    unit: Unit
    # points for NPS, a share for top boxes
    estimate: Annotated[Estimate, Flat(value="value", low="low", high="high")]


@dataclass(frozen=True, slots=True)
class TrendTest:
    """A straight line through the scores of the periods (see measures.period_trend)."""

    name: str  # of the test
    n_periods: int  # with at least one response
    slope_points: float  # change of the net score per period
    slope_low: float
    slope_high: float
    p_value: float  # of no slope
    span: int  # periods from the first to the last, those without answers included


@dataclass(frozen=True, slots=True, eq=False)
class Overview:
    """The answer: level, spread and movement of the score."""

    options: OverviewOptions
    scale: Scale
    outcome: str  # the person's own header
    n: int
    mean: Estimate  # on the scale
    headline: Headline  # the number by which the field reads this scale
    net: Annotated[Estimate, INTERNAL]  # points
    favourable_share: Annotated[float, INTERNAL]
    neutral_share: Annotated[float, INTERNAL]
    unfavourable_share: Annotated[float, INTERNAL]
    # how often each answer was given; zeros included
    distribution: Annotated[Table, DISTRIBUTION_FIELDS]
    trend: Annotated[Table, TREND_FIELDS]  # empty without dates
    trend_test: TrendTest | None  # None with fewer than three periods
    period: Annotated[Period | None, Key("trend_period")]  # None without dates
    n_undated: int  # responses without a date
    # The net score of customers, in points: one voice each, the mean of their own means. n counts
    # customers. None where nobody answered more than once.
    of_customers: Estimate | None = None


DISTRIBUTION_FIELDS = (
    Field("value", Unit.RATING, "Answer", "The answer on the scale."),
    N,
    Field("share", Unit.SHARE, "Share", "Share of all responses."),
    Field("band", Unit.WORD, "Band", "Favourable, neutral or unfavourable."),
)
TREND_FIELDS = (
    Field("period", Unit.DATE, "Period", "First day of the period."),
    N,
    POINTS,
    LOW,
    HIGH,
)


def describe_overview(
    responses: Responses, options: OverviewOptions = OverviewOptions()
) -> Overview:
    """Describe level, distribution and trend of the outcome.

    Errors: NotEnoughData when there are too few responses.
    """
    dated = responses.has(Role.RESPONDED_AT)
    # Distribution and trend are read from one pass over the rows.
    counted = responses.tally("outcome", *([DAY] if dated else []))
    values = counted.groupby(["outcome", "band"], observed=True)[["n"]].sum().reset_index()
    totals = values.groupby("band", observed=False)["n"].sum()
    favourable, neutral, unfavourable = (int(count) for count in totals)
    n = int(totals.sum())
    require_enough(responses, n)
    answers = responses.repeated_answers("outcome", *(["responded_at"] if dated else []))
    net = net_estimate(favourable, unfavourable, n, effects_of(answers, None, n))
    mean = _mean(values, answers)
    period, trend, n_undated = _trend(
        counted if dated else None, options.period, responses.minimum_n, answers
    )
    trend_fields = TREND_FIELDS if answers is None else (*TREND_FIELDS, EFFECTIVE_N)
    return Overview(
        options=options,
        scale=responses.scale,
        outcome=responses.column(Role.OUTCOME).label,
        n=n,
        mean=mean,
        headline=_headline(responses.scale, net, favourable, answers),
        net=net,
        favourable_share=favourable / n,
        neutral_share=neutral / n,
        unfavourable_share=unfavourable / n,
        distribution=_distribution(values, responses.scale, n),
        trend=Table.of(trend, trend_fields),
        trend_test=_tested(trend, period),
        period=period,
        n_undated=n_undated,
        of_customers=_of_customers(answers, responses.minimum_n),
    )


def _mean(values: pd.DataFrame, answers: RepeatedAnswers | None) -> Estimate:
    outcome, n = values["outcome"].to_numpy(float), values["n"].to_numpy(float)
    everybody = int(n.sum())
    effective = _effective_n(answers, everybody, lambda each: each.rows["outcome"].to_numpy(float))
    mean, low, high = t_interval(
        everybody, (n * outcome).sum(), (n * outcome**2).sum(), effective_n=effective
    )
    return Estimate(float(mean), float(low), float(high), everybody, effective)


def _effective_n(
    answers: RepeatedAnswers | None, n: int, read: Callable[[RepeatedAnswers], Floats]
) -> float | None:
    """Return how many independent values tell as much as `n` of these; None where none repeat."""
    effects = effects_of(answers, None, n, read(answers)) if answers else None
    return float(effects.effective_n[0]) if effects else None


def _of_customers(answers: RepeatedAnswers | None, minimum_n: int) -> Estimate | None:
    """Score the customers, each by the mean of the own answers, with Student's interval.

    Where the file is large they are drawn by chance, so that n is not all of them.
    """
    if answers is None:
        return None
    _, who = np.unique(answers.customer, return_inverse=True)
    own = np.bincount(who, net_values(answers)) / np.bincount(who)
    if len(own) < minimum_n:
        return None
    mean, low, high = t_interval(len(own), own.sum(), (own**2).sum())
    ends = np.clip([100 * float(low), 100 * float(high)], -100, 100)
    return Estimate(100 * float(mean), float(ends[0]), float(ends[1]), len(own))


def _headline(
    scale: Scale, net: Estimate, favourable: int, answers: RepeatedAnswers | None
) -> Headline:
    if scale.is_nps:
        return Headline(translated(scale.net_name), Unit.POINTS, net)
    effective = _effective_n(answers, net.n, lambda each: in_band(each, Band.FAVOURABLE))
    tells = net.n if effective is None else effective
    low, high = wilson_interval(favourable / net.n * tells, tells)
    share = Estimate(favourable / net.n, float(low), float(high), net.n, effective)
    if scale.kind is ScaleKind.TWO_VALUED:
        return Headline(
            say("Share {band}", band=band_name(scale, Band.FAVOURABLE)), Unit.SHARE, share
        )
    if scale.maximum - scale.minimum > _BOXES:
        return Headline(
            say("Share {band}", band=band_name(scale, Band.FAVOURABLE)), Unit.SHARE, share
        )
    boxes = int(scale.maximum - scale.favourable_from) + 1
    return Headline(
        say("Top box") if boxes == 1 else say("Top-{boxes}-box", boxes=boxes), Unit.SHARE, share
    )


def _distribution(values: pd.DataFrame, scale: Scale, n: int) -> Table:
    counted = values.groupby("outcome")["n"].sum()
    if scale.whole and scale.maximum - scale.minimum <= 20:
        # An answer that nobody gave is part of the picture.
        counted = counted.reindex(np.arange(scale.minimum, scale.maximum + 1), fill_value=0)
    frame = pd.DataFrame(
        {
            "value": counted.index.to_numpy(float),
            "n": counted.to_numpy(int),
            "share": counted.to_numpy(float) / n,
            "band": [str(scale.band(value)) for value in counted.index],
        }
    )
    return Table(frame, DISTRIBUTION_FIELDS)


def _trend(
    days: pd.DataFrame | None, asked: Period, minimum_n: int, answers: RepeatedAnswers | None
) -> tuple[Period | None, pd.DataFrame, int]:
    """Score each period; the counts stay beside the scores for the test."""
    if days is None:
        empty = pd.DataFrame({"period": pd.to_datetime([])})
        names = ("favourable", "unfavourable", "n", "points", "low", "high", "effective_n")
        for name in names:
            empty[name] = np.array([], dtype=float)
        return None, empty, 0
    n_undated = int(days.loc[days[DAY].isna(), "n"].sum())
    dated = days.dropna(subset=[DAY])
    period = _chosen_period(dated[DAY], asked)
    counts = by_group(
        dated.assign(period=_starts(dated[DAY], period)).drop(columns=DAY), ["period"]
    )
    effects: Effects | None = None
    if answers is not None:
        answered_in = _starts(answers.rows["responded_at"], period)
        places = pd.Index(counts["period"]).get_indexer(answered_in)
        effects = effects_of(answers, places, counts["n"])
    scored = with_scores(counts, minimum_n, effects)
    undated = days[days[DAY].isna()].groupby("band", observed=False)["n"].sum()
    hidden = _hidden(counts, undated.reindex(list(Band), fill_value=0), minimum_n)
    scored.loc[hidden, ["points", "low", "high"]] = np.nan
    return period, scored, n_undated


def _starts(days: pd.Series, period: Period) -> pd.Series:
    """Return the first day of the period of each day."""
    starts: pd.Series = days.dt.to_period(_FREQUENCIES[period]).dt.start_time
    return starts


def _hidden(counts: pd.DataFrame, undated: pd.Series, minimum_n: int) -> Flags:
    """Hide the scores of small periods, and those that would give one away beside the whole."""
    periods = counts[[str(band) for band in Band]].to_numpy(float)
    cells = np.vstack([periods, undated.to_numpy(float)])
    return hidden_beside_whole(np.eye(len(periods), len(cells)), cells, minimum_n)


def _chosen_period(days: pd.Series, asked: Period) -> Period:
    if asked is not Period.AUTO:
        return asked
    if days.dt.day.nunique() == 1:  # only the month was recorded
        return Period.MONTH
    span = (days.max() - days.min()).days if len(days) else 0
    if span <= _WEEKS_UP_TO_DAYS:
        return Period.WEEK
    return Period.MONTH if span <= _MONTHS_UP_TO_DAYS else Period.QUARTER


def _tested(trend: pd.DataFrame, period: Period | None) -> TrendTest | None:
    if period is None or len(trend) < 3:
        return None
    elapsed = pd.PeriodIndex(trend["period"], freq=_FREQUENCIES[period]).astype("int64")
    plus, minus, n = (trend[name].to_numpy(float) for name in _COUNTED)
    repeated = "effective_n" in trend
    one = float(variance(plus.sum(), minus.sum(), n.sum()))
    tells = trend["effective_n"].fillna(trend["n"]).to_numpy(float) if repeated else n
    test = period_trend(elapsed, net_score(plus, minus, n), one / tells)
    return TrendTest(
        name="slope over periods",
        n_periods=test.n_periods,
        slope_points=100 * test.slope,
        slope_low=100 * (test.slope - test.reach),
        slope_high=100 * (test.slope + test.reach),
        p_value=test.p_value,
        span=int(elapsed[-1] - elapsed[0]),
    )


_COUNTED = ("favourable", "unfavourable", "n")
