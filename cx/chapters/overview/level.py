"""How do customers score, and does the score move over time?

Headline by the convention of the scale, net score with Tango's interval, distribution, and the net
score per period with one test of a straight trend over all responses. Out of scope: why it moves.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

import numpy as np
import pandas as pd

from cx.measures.arrays import Flags
from cx.measures.means import t_interval
from cx.measures.proportions import wilson_interval
from cx.measures.trend import trend_test
from cx.plain import INTERNAL, Flat, Key
from cx.scores.counts import (
    HIGH,
    LOW,
    POINTS,
    N,
    by_group,
    net_estimate,
    require_enough,
    with_scores,
)
from cx.scores.suppression import hidden_groups
from cx.store.responses import DAY, Responses
from cx.vocabulary import Band, Estimate, Field, Role, Scale, ScaleKind, Table, Unit


class Period(StrEnum):
    """The length of time that one point of the trend covers."""

    AUTO = "auto"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"


_FREQUENCIES = {Period.WEEK: "W-SUN", Period.MONTH: "M", Period.QUARTER: "Q"}
_WEEKS_UP_TO_DAYS = 120  # four months of weeks make a readable line, a year of them does not
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
    """A straight line through all dated responses."""

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


DISTRIBUTION_FIELDS = (
    Field("value", Unit.RATING, "Answer", "The answer on the scale."),
    N,
    Field("share", Unit.SHARE, "Share", "Share of all responses."),
    Field("band", Unit.TEXT, "Band", "Favourable, neutral or unfavourable."),
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
    net = net_estimate(favourable, unfavourable, n)
    mean = _mean(values)
    period, trend, n_undated = _trend(
        counted if dated else None, options.period, responses.minimum_n
    )
    return Overview(
        options=options,
        scale=responses.scale,
        outcome=responses.column(Role.OUTCOME).label,
        n=n,
        mean=mean,
        headline=_headline(responses.scale, net, favourable),
        net=net,
        favourable_share=favourable / n,
        neutral_share=neutral / n,
        unfavourable_share=unfavourable / n,
        distribution=_distribution(values, responses.scale, n),
        trend=Table(trend[[field.name for field in TREND_FIELDS]], TREND_FIELDS),
        trend_test=_tested(trend, period),
        period=period,
        n_undated=n_undated,
    )


def _mean(values: pd.DataFrame) -> Estimate:
    answers, n = values["outcome"].to_numpy(float), values["n"].to_numpy(float)
    mean, low, high = t_interval(n.sum(), (n * answers).sum(), (n * answers**2).sum())
    return Estimate(float(mean), float(low), float(high), int(n.sum()))


def _headline(scale: Scale, net: Estimate, favourable: int) -> Headline:
    if scale.is_nps:
        return Headline("NPS", Unit.POINTS, net)
    low, high = wilson_interval(favourable, net.n)
    share = Estimate(favourable / net.n, float(low), float(high), net.n)
    if scale.kind is ScaleKind.TWO_VALUED:
        return Headline(f"Share {scale.band_name(Band.FAVOURABLE)}", Unit.SHARE, share)
    boxes = int(scale.maximum - scale.favourable_from) + 1
    return Headline("Top box" if boxes == 1 else f"Top-{boxes}-box", Unit.SHARE, share)


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
    days: pd.DataFrame | None, asked: Period, minimum_n: int
) -> tuple[Period | None, pd.DataFrame, int]:
    """Score each period; the counts stay beside the scores for the test."""
    if days is None:
        empty = pd.DataFrame({"period": pd.to_datetime([])})
        for name in ("favourable", "unfavourable", "n", "points", "low", "high"):
            empty[name] = np.array([], dtype=float)
        return None, empty, 0
    n_undated = int(days.loc[days[DAY].isna(), "n"].sum())
    dated = days.dropna(subset=[DAY])
    period = _chosen_period(dated[DAY], asked)
    starts = dated[DAY].dt.to_period(_FREQUENCIES[period]).dt.start_time
    counts = by_group(dated.assign(period=starts).drop(columns=DAY), ["period"])
    scored = with_scores(counts, minimum_n)
    undated = days[days[DAY].isna()].groupby("band", observed=False)["n"].sum()
    hidden = _hidden(counts, undated.reindex(list(Band), fill_value=0), minimum_n)
    scored.loc[hidden, ["points", "low", "high"]] = np.nan
    return period, scored, n_undated


def _hidden(counts: pd.DataFrame, undated: pd.Series, minimum_n: int) -> Flags:
    """Hide the scores of small periods, and those that would give one away beside the whole."""
    periods = counts[[str(band) for band in Band]].to_numpy(float)
    cells = np.vstack([periods, undated.to_numpy(float)])
    members = np.vstack([np.eye(len(periods), len(cells)), np.ones(len(cells))]).astype(bool)
    fixed = [False] * len(periods) + [True]
    return hidden_groups(members, cells, minimum_n, fixed=fixed)[:-1]


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
    test = trend_test(elapsed, trend["favourable"], trend["unfavourable"], trend["n"])
    reach = 1.959964 * test.slope_standard_error
    return TrendTest(
        name="slope over all responses",
        n_periods=test.n_periods,
        slope_points=100 * test.slope,
        slope_low=100 * (test.slope - reach),
        slope_high=100 * (test.slope + reach),
        p_value=test.slope_p,
        span=int(elapsed[-1] - elapsed[0]),
    )
