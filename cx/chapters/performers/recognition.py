"""Who has improved from one quarter to the next, and does the company's gap close?

The change of each performer between the last two complete quarters is shrunken to the common
change (normal-normal), so that a lucky quarter is not rewarded; whoever is named has an interval
above zero, and only when changes differ beyond luck. The gap of every quarter is the shrunken one.
Out of scope: why anybody improved.
"""

import math
from dataclasses import dataclass
from typing import Annotated

import numpy as np
import pandas as pd

from cx.chapters.performers.fields import N_PERFORMERS, PERFORMER, QUARTER
from cx.chapters.performers.scoring import (
    DISTINGUISHABLE_BELOW,
    REACH,
    excess_kurtosis,
    pooled_p_value,
    sampling_variances,
    unbiased,
)
from cx.measures.gaps import integrated_gap, minimum_units, plug_in_gap
from cx.measures.net_score import net_score
from cx.measures.shrinkage import pooled_variance, shrink
from cx.measures.tiers import LEAST_RELIABILITY
from cx.measures.unit_ranges import normal_ranges
from cx.problems import NotEnoughData, Problem, stops
from cx.scores.counts import HIGH, LOW, by_group, require_enough
from cx.store.responses import DAY, Filters, Responses
from cx.text import say, say_n
from cx.vocabulary import Column, Field, Role, Table, Unit

MOST_QUARTERS = 12
_SLACK_DAYS = 7  # a quarter is complete when answers reach this close to its end


@dataclass(frozen=True, slots=True)
class RecognitionOptions:
    """What can be chosen about recognition."""

    fraction: float = 0.2


CHANGE_FIELDS = (
    PERFORMER,
    Field("n_before", Unit.COUNT, "Responses, quarter before", "In the quarter before the last."),
    Field("n_after", Unit.COUNT, "Responses, last quarter", "In the last complete quarter."),
    Field("raw_change_points", Unit.POINTS, "Raw change", "As observed, luck included."),
    Field("shrunk_change_points", Unit.POINTS, "Change, shrunken", "Best guess of the change."),
    LOW,
    HIGH,
    Field(
        "named",
        Unit.FLAG,
        "May be named",
        "Whether the performer has improved for sure, and more by itself than by luck.",
    ),
)
QUARTER_FIELDS = (
    QUARTER,
    N_PERFORMERS,
    Field("gap_points", Unit.POINTS, "Shrunken gap", "Best guess of the true gap."),
    LOW,
    HIGH,
)


@dataclass(frozen=True, slots=True, eq=False)
class Recognition:
    """The answer: changes of performers, and the company's gap by quarter."""

    options: RecognitionOptions
    minimum_n: int  # responses that a performer must have in each of the two quarters
    performer: Column
    net_name: str
    quarter_before: pd.Timestamp  # first day of the quarter before the last
    quarter_after: pd.Timestamp  # first day of the last quarter
    # largest shrunken change first; by name when they cannot be told apart
    rows: Annotated[Table, CHANGE_FIELDS]
    mean_change_points: float  # what changes are drawn to
    p_value: float  # of "all changed alike"
    distinguishable: bool
    quarters: Annotated[Table, QUARTER_FIELDS]  # the gap of every quarter
    # mean change of the gap per quarter, as a share of it; NaN when unknown
    compounded_share: float
    compounded_low: float
    compounded_high: float
    n_responses: int


def recognise(
    responses: Responses, options: RecognitionOptions = RecognitionOptions()
) -> Recognition:
    """Compare the last two complete quarters, and the gap of all.

    Errors: NotEnoughData without two complete quarters, or two performers in both of them.
    """
    performer = responses.column(Role.PERFORMER)
    if not responses.has(Role.RESPONDED_AT):
        raise NotEnoughData(_too_short(0))
    counted = _by_quarter(responses, performer)
    if len(counted) < 2:
        raise NotEnoughData(_too_short(len(counted)))
    (before, first), (after, second) = list(counted.items())[-2:]
    both = first.merge(second, on=performer.name, suffixes=("_before", "_after"))
    enough = both[["n_before", "n_after"]].min(axis=1) >= responses.minimum_n
    both = both[enough].reset_index(drop=True)
    if len(both) < 2:
        raise NotEnoughData(_too_few(performer, len(both), responses.minimum_n))
    counts = {
        when: [
            both[f"{name}_{when}"].to_numpy(float) for name in ("favourable", "unfavourable", "n")
        ]
        for when in ("before", "after")
    }
    change = net_score(*counts["after"]) - net_score(*counts["before"])
    together = [np.concatenate(parts) for parts in zip(*counts.values(), strict=True)]
    one_variance = pooled_variance(*together)
    variances = one_variance * (1 / counts["before"][2] + 1 / counts["after"][2])
    shrunk = shrink(change, variances)
    means = (counts["before"][2], counts["after"][2])
    p_value = pooled_p_value(shrunk, means, excess_kurtosis(*together))
    differ = p_value < DISTINGUISHABLE_BELOW
    ranges = normal_ranges(change, unbiased(variances, means))
    low = np.minimum(ranges.low, shrunk.scores)
    high = np.maximum(ranges.high, shrunk.scores)
    named = differ & (low > 0) & (shrunk.reliability >= LEAST_RELIABILITY)
    frame = pd.DataFrame(
        {
            "performer": both[performer.name],
            "n_before": both["n_before"].astype(int),
            "n_after": both["n_after"].astype(int),
            "raw_change_points": 100 * change,
            "shrunk_change_points": 100 * shrunk.scores,
            "low": 100 * low,
            "high": 100 * high,
            "named": named,
        }
    )
    by, ascending = ("shrunk_change_points", False) if differ else ("performer", True)
    quarters = _gaps(counted, options, responses.minimum_n)
    rate = _compounded(quarters)
    return Recognition(
        options=options,
        minimum_n=responses.minimum_n,
        performer=performer,
        net_name=responses.scale.net_name,
        quarter_before=before,
        quarter_after=after,
        rows=Table(frame.sort_values(by, ascending=ascending, ignore_index=True), CHANGE_FIELDS),
        mean_change_points=100 * shrunk.mean,
        p_value=p_value,
        distinguishable=differ,
        quarters=Table(quarters, QUARTER_FIELDS),
        compounded_share=rate[0],
        compounded_low=rate[1],
        compounded_high=rate[2],
        n_responses=int(both["n_before"].sum() + both["n_after"].sum()),
    )


def _by_quarter(responses: Responses, performer: Column) -> dict[pd.Timestamp, pd.DataFrame]:
    """Count performers in each of the last complete quarters, one question per quarter."""
    days = responses.tally(DAY)
    require_enough(responses, int(days["n"].sum()))
    known = pd.to_datetime(days[DAY].dropna())
    if known.empty:
        return {}
    last = known.max()
    periods = pd.period_range(known.min(), last, freq="Q")
    complete = [q for q in periods if q.end_time - last < pd.Timedelta(days=_SLACK_DAYS + 1)]
    counted = {}
    for quarter in complete[-MOST_QUARTERS:]:
        inside = Filters(quarter.start_time.date(), quarter.end_time.date())
        tally = responses.where(inside).tally(performer.name)
        if len(tally):
            counted[quarter.start_time] = by_group(tally, [performer.name])
    return counted


def _gaps(
    counted: dict[pd.Timestamp, pd.DataFrame], options: RecognitionOptions, minimum_n: int
) -> pd.DataFrame:
    """Measure the shrunken gap of every quarter that has performers enough."""
    rows = []
    for quarter, everyone in counted.items():
        kept = everyone[everyone["n"] >= minimum_n]
        if len(kept) < minimum_units(options.fraction):
            continue
        counts = [kept[name].to_numpy(float) for name in ("favourable", "unfavourable", "n")]
        scores, variances = net_score(*counts), sampling_variances(*counts)
        shrunk = shrink(scores, variances)
        gap = plug_in_gap(shrunk.scores, shrunk.posterior_sd, counts[2], options.fraction)
        fair = unbiased(variances, (counts[2],))
        ranged = integrated_gap(scores, fair, counts[2], options.fraction)
        rows.append((quarter, len(kept), 100 * gap.value, 100 * ranged.low, 100 * ranged.high))
    return pd.DataFrame(rows, columns=[field.name for field in QUARTER_FIELDS])


def _compounded(quarters: pd.DataFrame) -> tuple[float, float, float]:
    """Return the mean change of the gap per quarter, compounded, with its range.

    From the first to the last gap; unknown when either is nothing, since nothing cannot shrink.
    """
    unknown = (math.nan, math.nan, math.nan)
    if len(quarters) < 2:
        return unknown
    first, last = quarters.iloc[0], quarters.iloc[-1]
    if min(first["gap_points"], last["gap_points"]) < 0.05:
        return unknown
    steps = (last["quarter"].to_period("Q") - first["quarter"].to_period("Q")).n
    # The change of a gap that cannot be told from nothing says nothing either.
    if min(first["low"], last["low"]) <= 0:
        return unknown
    log = math.log(last["gap_points"] / first["gap_points"])
    errors = [(gap["high"] - gap["low"]) / (2 * REACH) / gap["gap_points"] for gap in (first, last)]
    reach = REACH * math.hypot(*errors)
    rates = [math.exp((log + side * reach) / steps) - 1 for side in (0, -1, 1)]
    return rates[0], rates[1], rates[2]


def _too_short(n_quarters: int) -> Problem:
    return stops(
        "too_few_quarters",
        "dates",
        say(
            "{n} complete quarters hold answers; a change needs two.",
            n=n_quarters,
        ),
        say("Remove the filter of the period, or load more than half a year."),
    )


def _too_few(performer: Column, n_both: int, minimum_n: int) -> Problem:
    return stops(
        "too_few_in_quarters",
        performer.label,
        say_n(
            '{n} in "{column}" has {minimum_n} responses or more in each of the last two complete '
            "quarters; a comparison of changes needs two.",
            '{n} in "{column}" have {minimum_n} responses or more in each of the last two complete '
            "quarters; a comparison of changes needs two.",
            n_both,
            column=performer.label,
            minimum_n=minimum_n,
        ),
        say("Remove a filter, or lower the number of responses that a performer must have."),
    )
