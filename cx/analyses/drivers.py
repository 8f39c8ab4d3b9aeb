"""What drives the score?

Importance is LMG / Shapley: the share of the outcome's variance that a driver explains, averaged
over all orders of entry (Lindeman, Merenda & Gold, 1980; Groemping, 2007). Missing answers are
modelled by EM under "missing at random" (Little & Rubin, 2002), never filled with zero. Intervals
come from a bootstrap whose cost does not grow with the rows. Importance has no sign: the direction
comes from the correlation and the coefficient, and a disagreement is a conflict. Importance and
performance together give the map of Martilla & James (1977). Out of scope: cause and effect.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd

from cx.analyses.counts import require_responses
from cx.measures.arrays import Floats
from cx.measures.bootstrap import block_bootstrap_importance
from cx.measures.correlation import correlation_of_covariance
from cx.measures.importance import lmg, r_squared, relative_weights, standardised_coefficients
from cx.measures.means import t_interval
from cx.measures.missing import em_moments
from cx.problems import NotEnoughData, Problem, Severity
from cx.store.responses import SAMPLE_LIMIT, Responses
from cx.vocabulary import Column, Field, Role, Table, Unit

MOST_FOR_LMG = 20  # above this the number of orders makes exact LMG slow: Johnson's weights
LMG_WORK = 2**25  # subsets over all replicates: 500 replicates of 16 drivers, some two seconds
FEWEST_REPLICATES = 100
LEAST_RATED_N = 50
LEAST_RATED_SHARE = 0.3
TRUSTED_R_SQUARED = 0.1  # below this the map explains too little to act on


class Quadrant(StrEnum):
    """Where a driver lies on the importance-performance map."""

    CONCENTRATE = "concentrate here"
    KEEP_UP = "keep up the good work"
    LOW_PRIORITY = "low priority"
    OVERKILL = "possible overkill"
    UNDECIDED = "undecided"


class Direction(StrEnum):
    """Whether better ratings go with a better score."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class Method:
    """A way to divide R2 among drivers."""

    name: str
    weights: Callable[[Floats], Floats]


LMG = Method("LMG", lmg)
JOHNSON = Method("Johnson's relative weights", relative_weights)


@dataclass(frozen=True, slots=True)
class DriverOptions:
    """What can be chosen about drivers."""

    replicates: int = 500
    sample_limit: int = SAMPLE_LIMIT
    seed: int = 20_260_101


@dataclass(frozen=True, slots=True)
class SetAside:
    """A driver that takes no part, and why."""

    driver: str
    reason: str  # "always the same rating", "too few ratings", "a copy of another driver"
    n_rated: int


@dataclass(frozen=True, slots=True, eq=False)
class DriverRanking:
    """The answer: how much of the outcome's variance goes with each driver."""

    options: DriverOptions
    drivers: Table  # in order of importance
    method: str  # name of the way in which R2 was divided
    r_squared: float  # of all drivers together
    r_squared_low: float
    r_squared_high: float
    n: int  # responses in the model, those that lack ratings included
    n_complete: int  # of n, those that rated every driver
    r_squared_complete: float  # what the complete responses alone would have said
    n_sampled_from: int  # all responses; more than n when a sample was drawn
    mean_importance: float  # the hair of the map
    mean_performance_share: float  # the other hair
    set_aside: tuple[SetAside, ...]
    same_scale: bool  # whether all drivers are rated on one scale
    trusted: bool  # whether the model explains enough to act on


DRIVER_FIELDS = (
    Field("driver", Unit.TEXT, "Driver", "The part of the experience that was rated."),
    Field("n_rated", Unit.COUNT, "Ratings", "How many responses rated it."),
    Field(
        "importance",
        Unit.SHARE,
        "Importance",
        "Share of the outcome's variance that goes with this driver; all shares add up to R2.",
    ),
    Field("importance_low", Unit.SHARE, "Importance from", "Lower end of the 95 % interval."),
    Field("importance_high", Unit.SHARE, "Importance to", "Upper end of the 95 % interval."),
    Field("share", Unit.SHARE, "Share of R2", "Importance as a share of what all drivers explain."),
    Field(
        "correlation",
        Unit.COEFFICIENT,
        "Correlation",
        "With the outcome, the other drivers left alone.",
    ),
    Field(
        "coefficient",
        Unit.COEFFICIENT,
        "Coefficient",
        "Change of the outcome, on its scale, that goes with one more rating point, "
        "the other drivers held.",
    ),
    Field(
        "direction",
        Unit.TEXT,
        "Direction",
        "Positive or negative; conflict when correlation and coefficient disagree.",
    ),
    Field("performance", Unit.RATING, "Performance", "Mean rating."),
    Field("performance_low", Unit.RATING, "Performance from", "Lower end of the 95 % interval."),
    Field("performance_high", Unit.RATING, "Performance to", "Upper end of the 95 % interval."),
    Field(
        "performance_share",
        Unit.SHARE,
        "Performance, share of scale",
        "Mean rating as a share of the way from the lowest to the highest answer.",
    ),
    Field("quadrant", Unit.TEXT, "What to do", "Place on the importance-performance map."),
)


def rank_drivers(responses: Responses, options: DriverOptions = DriverOptions()) -> DriverRanking:
    """Rank the drivers by the variance of the outcome that goes with them.

    Errors: NotEnoughData when fewer than two drivers can be used, or the outcome never varies.
    """
    columns = responses.schema.with_role(Role.DRIVER)
    names = [column.name for column in columns]
    n_available = responses.count()
    require_responses(n_available)
    drawn = responses.sample([*names, "outcome"], options.sample_limit, options.seed, n_available)
    usable, set_aside = _usable(drawn, columns)
    rows = drawn[[*(column.name for column in usable), "outcome"]].to_numpy(float)
    _require_variation(rows, usable, columns)

    moments = em_moments(rows)
    correlation = correlation_of_covariance(moments.covariance)
    method = LMG if len(usable) <= MOST_FOR_LMG else JOHNSON
    importance = method.weights(correlation)
    replicates = block_bootstrap_importance(
        rows,
        _affordable(options.replicates, len(usable), method),
        options.seed,
        method=method.weights,
    ).replicates
    low, high = np.percentile(replicates, [2.5, 97.5], axis=0)
    total_low, total_high = np.percentile(replicates.sum(axis=1), [2.5, 97.5])
    r_squared_all = float(importance.sum())
    frame = _rated(rows[:, :-1], usable).assign(
        importance=importance,
        importance_low=low,
        importance_high=high,
        share=importance / r_squared_all if r_squared_all else np.nan,
        correlation=correlation[:-1, -1],
        coefficient=_coefficients(correlation, moments.covariance),
    )
    frame["direction"] = np.where(
        np.sign(frame["correlation"]) != np.sign(frame["coefficient"]),
        Direction.CONFLICT,
        np.where(frame["correlation"] > 0, Direction.POSITIVE, Direction.NEGATIVE),
    )
    hairs = float(importance.mean()), float(frame["performance_share"].mean())
    frame["quadrant"] = _quadrants(frame, *hairs)
    frame = frame.sort_values("importance", ascending=False, ignore_index=True)
    complete = rows[np.isfinite(rows).all(axis=1)]
    return DriverRanking(
        options=options,
        drivers=Table(frame[[field.name for field in DRIVER_FIELDS]], DRIVER_FIELDS),
        method=method.name,
        r_squared=r_squared_all,
        r_squared_low=float(total_low),
        r_squared_high=float(total_high),
        n=len(rows),
        n_complete=len(complete),
        r_squared_complete=_complete_r_squared(complete),
        n_sampled_from=n_available,
        mean_importance=hairs[0],
        mean_performance_share=hairs[1],
        set_aside=set_aside,
        same_scale=len({(c.minimum, c.maximum) for c in usable}) == 1,
        trusted=_adjusted(r_squared_all, len(rows), len(usable)) >= TRUSTED_R_SQUARED,
    )


def _usable(
    drawn: pd.DataFrame, columns: Sequence[Column]
) -> tuple[list[Column], tuple[SetAside, ...]]:
    """Part the drivers that can be modelled from those that cannot, with the reason."""
    usable: list[Column] = []
    set_aside: list[SetAside] = []
    for column in columns:
        ratings = drawn[column.name]
        n_rated = int(ratings.notna().sum())
        if n_rated < max(LEAST_RATED_N, LEAST_RATED_SHARE * len(drawn)):
            reason = "too few ratings"
        elif ratings.nunique() < 2:
            reason = "always the same rating"
        elif any(ratings.equals(drawn[other.name]) for other in usable):
            reason = "a copy of another driver"
        else:
            usable.append(column)
            continue
        set_aside.append(SetAside(column.label, reason, n_rated))
    return usable, tuple(set_aside)


def _require_variation(rows: Floats, usable: Sequence[Column], asked: Sequence[Column]) -> None:
    needed = max(LEAST_RATED_N, 5 * len(usable))
    problems = []
    if len(usable) < 2:
        problems.append(
            Problem(
                "too_few_drivers",
                Severity.STOPS,
                "drivers",
                f"{len(usable):,} of {len(asked):,} driver ratings can be used; a ranking needs "
                f"two that vary and have {LEAST_RATED_N} answers or more.",
                "Give more columns the role driver rating on the Load page, or remove a filter.",
            )
        )
    elif len(rows) < needed:
        problems.append(
            Problem(
                "too_few_responses",
                Severity.STOPS,
                "filters",
                f"{len(rows):,} responses rate a driver; {len(usable):,} drivers need "
                f"{needed:,} or more.",
                "Remove a filter, or map fewer drivers.",
            )
        )
    elif np.ptp(rows[:, -1]) == 0:
        problems.append(
            Problem(
                "outcome_constant",
                Severity.STOPS,
                "outcome",
                f"All {len(rows):,} responses give the same score, so nothing can drive it.",
                "Remove a filter, or check the column that holds the score.",
            )
        )
    if problems:
        raise NotEnoughData(problems)


def _affordable(replicates: int, n_drivers: int, method: Method) -> int:
    """Bound the work of the bootstrap: each driver doubles the cost of one LMG replicate."""
    if method is not LMG:
        return replicates
    return min(replicates, max(FEWEST_REPLICATES, LMG_WORK >> n_drivers))


def _rated(ratings: Floats, usable: Sequence[Column]) -> pd.DataFrame:
    """Describe the ratings of each driver, as answered: n, mean, interval, place on its scale."""
    rated = np.isfinite(ratings)
    known = np.where(rated, ratings, 0.0)
    n_rated = rated.sum(axis=0)
    mean, low, high = t_interval(n_rated, known.sum(axis=0), (known**2).sum(axis=0))
    stated = np.array([(column.minimum, column.maximum) for column in usable], dtype=float)
    minima = np.where(np.isnan(stated[:, 0]), np.nanmin(ratings, axis=0), stated[:, 0])
    maxima = np.where(np.isnan(stated[:, 1]), np.nanmax(ratings, axis=0), stated[:, 1])
    return pd.DataFrame(
        {
            "driver": [column.label for column in usable],
            "n_rated": n_rated,
            "performance": mean,
            "performance_low": low,
            "performance_high": high,
            "performance_share": (mean - minima) / (maxima - minima),
            "share_low": (low - minima) / (maxima - minima),
            "share_high": (high - minima) / (maxima - minima),
        }
    )


def _coefficients(correlation: Floats, covariance: Floats) -> Floats:
    """Return the coefficients on the scale of the outcome, per rating point."""
    sd = np.sqrt(np.diagonal(covariance))
    return np.asarray(standardised_coefficients(correlation) * sd[-1] / sd[:-1])


def _quadrants(frame: pd.DataFrame, mean_importance: float, mean_performance: float) -> list[str]:
    """Place each driver on the map; an interval that crosses a hair leaves it undecided."""
    undecided = frame["importance_low"].le(mean_importance) & frame["importance_high"].ge(
        mean_importance
    ) | frame["share_low"].le(mean_performance) & frame["share_high"].ge(mean_performance)
    important = frame["importance"] > mean_importance
    performs = frame["performance_share"] > mean_performance
    return [
        str(quadrant)
        for quadrant in np.select(
            [undecided, important & performs, important, performs],
            [Quadrant.UNDECIDED, Quadrant.KEEP_UP, Quadrant.CONCENTRATE, Quadrant.OVERKILL],
            Quadrant.LOW_PRIORITY,
        )
    ]


def _complete_r_squared(complete: Floats) -> float:
    """Return R2 of the complete responses alone, NaN when they are too few to say."""
    if len(complete) <= complete.shape[1]:
        return float("nan")
    return float(r_squared(np.corrcoef(complete, rowvar=False)))


def _adjusted(value: float, n: int, n_drivers: int) -> float:
    """Return R2 less what that many drivers explain by chance (Wherry's adjustment)."""
    return 1 - (1 - value) * (n - 1) / (n - n_drivers - 1)
