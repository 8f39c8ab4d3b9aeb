"""Who serves every customer alike? The spread of answers within a performer, beside the level.

The standard deviation of the outcome within each performer, from exact counts of every answer, set
against the one that the own level implies: near the end of the scale the spread is small by itself,
and a high score is not steadiness (see cx.measures.spread_given_level). The logarithm of the ratio
is shrunken to the common one (normal-normal), its range integrated over the spread of the ratios.
A performer whose answers nearly all agree says nothing of a spread beyond the level, and is taken
for typical.
"""

from dataclasses import dataclass
from typing import Annotated

import numpy as np
import pandas as pd

from cx.chapters.performers.fields import PERFORMER
from cx.chapters.performers.scoring import DISTINGUISHABLE_BELOW, require_two
from cx.measures.arrays import Floats
from cx.measures.shrinkage import shrink
from cx.measures.spread_given_level import spread_given_level
from cx.measures.tiers import Tier, tiers
from cx.measures.unit_ranges import normal_ranges
from cx.problems import NotEnoughData, Problem, stops
from cx.scores.counts import N, require_enough
from cx.store.responses import Responses
from cx.text import say
from cx.vocabulary import Column, Field, Role, Table, Unit, range_ends

LEAST_N = 10  # a spread takes more answers than a mean
MOST_VALUES = 101  # of an outcome; the grid of a scale of 0 to 100
SAYS_NOTHING = 1e6  # variance of a logarithm that is not known


@dataclass(frozen=True, slots=True)
class ConsistencyOptions:
    """What can be chosen about consistency."""

    least_n: int = LEAST_N  # answers of a performer who takes part; the threshold, if that is more


CONSISTENCY_FIELDS = (
    PERFORMER,
    N,
    Field("mean_rating", Unit.RATING, "Mean answer", "Mean of the outcome, on its scale."),
    Field("raw_sd", Unit.RATING, "Spread as observed", "Standard deviation of the outcome."),
    Field("shrunk_sd", Unit.RATING, "Spread, shrunken", "Best guess of the true spread."),
    *range_ends("sd", Unit.RATING, "Spread"),
    Field(
        "steadiness", Unit.COUNT, "Steadiness", "1 steadier than most, 2 not told apart, 3 less so."
    ),
    Field("implied_sd", Unit.RATING, "Spread of the level", "What the mean answer alone implies."),
    Field(
        "relative_spread",
        Unit.COEFFICIENT,
        "Spread against its level",
        "Best guess of the spread over what the level implies; 1 is neither steadier nor less so.",
    ),
    Field(
        "named",
        Unit.FLAG,
        "May be named",
        "Whether the performer is steadier, or less so, than the own level makes anybody.",
    ),
)


@dataclass(frozen=True, slots=True, eq=False)
class Consistency:
    """The answer: the spread of each performer."""

    options: ConsistencyOptions
    minimum_n: int  # answers that a performer must have
    performer: Column
    outcome: str
    # steadiest for the level first; by name when they cannot be told apart
    rows: Annotated[Table, CONSISTENCY_FIELDS]
    typical_sd: float  # spread at the common level, rating points
    p_value: float  # of "all are as steady as their level makes them"; NaN when it cannot be told
    distinguishable: bool
    n_responses: int
    n_untold: int  # performers whose answers nearly all agree, so that only their level is known


def measure_consistency(
    responses: Responses, options: ConsistencyOptions = ConsistencyOptions()
) -> Consistency:
    """Measure how steady each performer is.

    Errors: NotEnoughData when fewer than two performers have answers enough that vary.
    """
    performer = responses.column(Role.PERFORMER)
    tally = responses.tally(performer.name, "outcome").dropna(subset=[performer.name])
    require_enough(responses, int(tally["n"].sum()))
    answers = tally.assign(
        total=tally["n"] * tally["outcome"], square=tally["n"] * tally["outcome"] ** 2
    )
    summed = answers.groupby(performer.name, observed=True)[["n", "total", "square"]].sum()
    summed = summed.astype(float)
    least = max(options.least_n, responses.minimum_n, 3)
    kept = summed[summed["n"] >= least]
    require_two(performer, len(summed), len(kept), least)
    mean = kept["total"] / kept["n"]
    deviance = np.maximum(kept["square"] - kept["total"] * mean, 0)
    pooled = float(deviance.sum() / (kept["n"].sum() - len(kept)))
    if pooled <= 0:
        raise NotEnoughData(_all_alike(performer))
    found = spread_given_level(*_counted(tally, performer.name, kept))
    n, told = kept["n"].to_numpy(float), found.told
    # One answer's worth of the implied spread, so that a spread of 0 has a logarithm.
    smoothed = np.maximum((found.ratio * n + 1) / (n + 1), 1 / (n + 1))
    log, sampling = np.where(told, np.log(smoothed) / 2, 0.0), np.where(told, found.luck / 4, 0.0)
    sampling = np.where(told, sampling, SAYS_NOTHING)
    shrunk, ranges = shrink(log, sampling), normal_ranges(log, sampling)
    differ = found.p_value < DISTINGUISHABLE_BELOW
    low, high = np.minimum(ranges.low, shrunk.scores), np.maximum(ranges.high, shrunk.scores)
    above = tiers(low, high, shrunk.mean, shrunk.reliability, distinguishable=differ)
    swapped = {Tier.ABOVE: 3, Tier.BELOW: 1}
    steadiness = np.array([swapped.get(Tier(int(tier)), 2) for tier in above])
    frame = pd.DataFrame(
        {
            "performer": kept.index.astype(object),
            "n": kept["n"].to_numpy(int),
            "mean_rating": mean.to_numpy(),
            "raw_sd": np.sqrt(deviance / (kept["n"] - 1)).to_numpy(),
            "shrunk_sd": found.implied_sd * np.exp(shrunk.scores),
            "sd_low": found.implied_sd * np.exp(low),
            "sd_high": found.implied_sd * np.exp(high),
            "steadiness": steadiness,
            "implied_sd": found.implied_sd,
            "relative_spread": np.exp(shrunk.scores),
            "named": steadiness != 2,
        }
    ).sort_values("relative_spread" if differ else "performer", ignore_index=True)
    return Consistency(
        options=options,
        minimum_n=least,
        performer=performer,
        outcome=responses.column(Role.OUTCOME).label,
        rows=Table(frame, CONSISTENCY_FIELDS),
        typical_sd=pooled**0.5,
        p_value=found.p_value,
        distinguishable=differ,
        n_responses=int(kept["n"].sum()),
        n_untold=int((~told).sum()),
    )


def _counted(tally: pd.DataFrame, performer: str, kept: pd.DataFrame) -> tuple[Floats, Floats]:
    """Return the counts of each answer by performer, and the answers.

    Outcomes that take more values than a scale has are put on a grid.
    """
    known = tally.dropna(subset=["outcome"])
    outcome = known["outcome"].to_numpy(float)
    row = kept.index.get_indexer(pd.Index(known[performer]))
    inside = row >= 0
    values, place = np.unique(outcome[inside], return_inverse=True)
    if len(values) > MOST_VALUES:
        values = np.linspace(values[0], values[-1], MOST_VALUES)
        step = values[1] - values[0]
        place = np.round((outcome[inside] - values[0]) / step).astype(int)
    counts = np.zeros((len(kept), len(values)))
    np.add.at(counts, (row[inside], place), known["n"].to_numpy(float)[inside])
    return counts, values


def _all_alike(performer: Column) -> Problem:
    return stops(
        "no_spread",
        performer.label,
        say(
            'Within each in "{column}" all answers are the same, so nobody is steadier.',
            column=performer.label,
        ),
        say("Remove a filter, or check the column that holds the score."),
    )
