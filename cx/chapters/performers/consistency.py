"""Who serves every customer alike? The spread of answers within a performer, beside the level.

The standard deviation of the outcome within each performer, from exact counts of every answer.
Its logarithm is shrunken to the common one (normal-normal); the sampling variance takes the
kurtosis of the pooled answers into account, since ratings are far from normal. Whether anybody is
steadier at all is tested on the squared distances themselves (O'Brien 1979, JASA 74:877). Near the
ends of the scale the spread is small by itself: read it beside the level.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np
import pandas as pd

from cx.chapters.performers.fields import PERFORMER
from cx.chapters.performers.scoring import DISTINGUISHABLE_BELOW, REACH, pooled_p_value, require_two
from cx.measures.arrays import Floats, Integers
from cx.measures.shrinkage import shrink
from cx.measures.tiers import Tier, tiers
from cx.plain import Key
from cx.problems import NotEnoughData, Problem, Severity
from cx.scores.counts import N, require_enough
from cx.store.responses import Responses
from cx.text import say
from cx.vocabulary import Column, Field, Role, Table, Unit

LEAST_N = 10  # a spread takes more answers than a mean
NOTHING = 1e-9  # relative; squared distances that vary less are all alike but for rounding


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
    Field("sd_low", Unit.RATING, "Spread from", "Lower end of the 95 % interval."),
    Field("sd_high", Unit.RATING, "Spread to", "Upper end of the 95 % interval."),
    Field(
        "steadiness", Unit.COUNT, "Steadiness", "1 steadier than most, 2 not told apart, 3 less so."
    ),
)


@dataclass(frozen=True, slots=True, eq=False)
class Consistency:
    """The answer: the spread of each performer."""

    options: ConsistencyOptions
    minimum_n: int  # answers that a performer must have
    performer: Column
    outcome: str
    # steadiest first; by name when they cannot be told apart
    performers: Annotated[Table, Key("rows"), CONSISTENCY_FIELDS]
    typical_sd: float  # what spreads are drawn to, rating points
    p_value: float  # of "all are equally steady"
    distinguishable: bool
    n_responses: int


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
    # One answer's worth of the pooled spread, so that a spread of 0 has a logarithm.
    raw = np.sqrt((deviance + pooled) / kept["n"])
    away = tally["outcome"] - tally[performer.name].map(mean).astype(float)
    fourth = float((tally["n"] * away**4).sum() / tally.loc[away.notna(), "n"].sum())
    kurtosis = fourth / pooled**2
    sampling = np.maximum(kurtosis - 1, 0.5) / (4 * kept["n"])
    shrunk = shrink(np.log(raw), sampling)
    place = pd.Series(np.arange(len(kept)), kept.index)
    p_value = equal_spread_p_value(
        away.to_numpy(float),
        tally["n"].to_numpy(float),
        np.asarray(tally[performer.name].map(place).astype(float).fillna(-1), np.int64),
    )
    differ = p_value < DISTINGUISHABLE_BELOW
    reach = REACH * shrunk.posterior_sd
    above = tiers(shrunk.scores, shrunk.posterior_sd, shrunk.mean, distinguishable=differ)
    swapped = {Tier.ABOVE: 3, Tier.BELOW: 1}
    frame = pd.DataFrame(
        {
            "performer": kept.index.astype(object),
            "n": kept["n"].to_numpy(int),
            "mean_rating": mean.to_numpy(),
            "raw_sd": np.sqrt(deviance / (kept["n"] - 1)).to_numpy(),
            "shrunk_sd": np.exp(shrunk.scores),
            "sd_low": np.exp(shrunk.scores - reach),
            "sd_high": np.exp(shrunk.scores + reach),
            "steadiness": [swapped.get(Tier(int(tier)), 2) for tier in above],
        }
    ).sort_values("shrunk_sd" if differ else "performer", ignore_index=True)
    return Consistency(
        options=options,
        minimum_n=least,
        performer=performer,
        outcome=responses.column(Role.OUTCOME).label,
        performers=Table(frame, CONSISTENCY_FIELDS),
        typical_sd=float(np.exp(shrunk.mean)),
        p_value=p_value,
        distinguishable=differ,
        n_responses=int(kept["n"].sum()),
    )


def equal_spread_p_value(away: Floats, n: Floats, performer: Integers) -> float:
    """Return the p of "all are equally steady", from counts of each answer of each performer.

    `away` is how far an answer lies from the mean of its performer, `n` how often it was given, and
    `performer` whose it is, from 0; -1 takes no part. Three answers or more each. The squared
    distances, set right so that their mean is the variance of the performer (O'Brien 1979), are
    compared as scores are. The logarithm of a standard deviation is too skewed for that where most
    answers are alike. NaN when luck cannot be measured: all distances are the same.
    """
    inside = performer >= 0
    away, n, who = away[inside], n[inside], performer[inside]
    answers = np.bincount(who, n).astype(np.float64)
    spread = np.bincount(who, n * away**2) / (answers - 1)
    of = answers[who]
    square = ((of - 1.5) * of * away**2 - 0.5 * spread[who] * (of - 1)) / ((of - 1) * (of - 2))
    off = square - spread[who]
    one_variance = float(n @ off**2 / n.sum())
    if one_variance <= (NOTHING * spread.mean()) ** 2:
        return float("nan")
    excess = float(n @ off**4 / n.sum()) / one_variance**2 - 3
    return pooled_p_value(shrink(spread, one_variance / answers), (answers,), excess)


def _all_alike(performer: Column) -> Problem:
    return Problem(
        "no_spread",
        Severity.STOPS,
        performer.label,
        say(
            'Within each in "{column}" all answers are the same, so nobody is steadier.',
            column=performer.label,
        ),
        say("Remove a filter, or check the column that holds the score."),
    )
