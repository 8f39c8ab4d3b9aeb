"""How far apart are the best and the worst performers, luck taken out?

Scores are shrunken towards the mean by an empirical-Bayes normal-normal model (Efron & Morris,
1975; Morris, 1983) with a variance pooled within performers. The gap between the extreme tenths and
fifths is given shrunken, with an interval integrated over the spread; beside it stand the raw gap
and the gap that luck alone would give, from permuted labels. Tiers, not ranks. Out of scope: who
was served.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from cx.analyses.counts import HIGH, LOW, MINIMUM_N, N, by_group, net_estimate, require_responses
from cx.measures.arrays import Floats
from cx.measures.gaps import group_size, integrated_gap, luck_gaps, minimum_units, plug_in_gap
from cx.measures.net_score import net_score
from cx.measures.shrinkage import Shrunken, pooled_variance, shrink
from cx.measures.tiers import tiers
from cx.problems import NotEnoughData, Problem, Severity
from cx.store.responses import Responses
from cx.vocabulary import Column, Estimate, Field, Role, Table, Unit

DISTINGUISHABLE_BELOW = 0.01  # p of "all performers are alike"
DEALS = 400_000  # units dealt to over all shuffles: bounds the time with thousands of performers
FEWEST_SHUFFLES = 200  # the mean of their gaps is still good to a tenth of a point
_REACH = 1.959964  # standard deviations to each side of a 95 % interval


@dataclass(frozen=True, slots=True)
class PerformerOptions:
    """What can be chosen about performers."""

    minimum_n: int = MINIMUM_N
    fractions: tuple[float, ...] = (0.1, 0.2)
    shuffles: int = 1_000
    seed: int = 20_260_101


@dataclass(frozen=True, slots=True)
class Gap:
    """Best fraction minus worst fraction of the performers, in points."""

    fraction: float
    n_in_each: int
    raw_points: float
    shrunk: Estimate  # n is the responses of the performers in both groups
    luck_points: float  # the mean raw gap when labels are permuted
    luck_p_value: float  # share of permutations with a raw gap at least as large


GAP_FIELDS = (
    Field("fraction", Unit.SHARE, "Fraction", "Share of the performers in each of the two groups."),
    Field("n_in_each", Unit.COUNT, "Performers in each", "How many performers a group holds."),
    Field("raw_points", Unit.POINTS, "Raw gap", "Gap as observed, luck included."),
    Field(
        "luck_points", Unit.POINTS, "Gap of luck", "Gap if all were alike, from permuted labels."
    ),
    Field("shrunk_points", Unit.POINTS, "Shrunken gap", "Best guess of the true gap."),
    LOW,
    HIGH,
)


@dataclass(frozen=True, slots=True, eq=False)
class Performers:
    """The answer: scores, spread, gaps and tiers."""

    options: PerformerOptions
    performer: Column
    net_name: str
    performers: Table  # by shrunken score; by name when they cannot be told apart
    gaps: tuple[Gap, ...]
    n_performers: int
    n_too_small: int  # performers left out for having fewer than minimum_n responses
    n_responses: int
    n_responses_left_out: int
    net: Estimate  # of the responses in the table, points
    mean_points: float  # what scores are shrunken towards
    between_sd_points: float  # spread of the true scores
    heterogeneity: float  # Q
    p_value: float  # of Q, if all were alike
    distinguishable: bool

    @property
    def gap_table(self) -> Table:
        """The gaps as a table, one row per fraction."""
        rows = [
            (
                gap.fraction,
                gap.n_in_each,
                gap.raw_points,
                gap.luck_points,
                gap.shrunk.value,
                gap.shrunk.low,
                gap.shrunk.high,
            )
            for gap in self.gaps
        ]
        return Table(pd.DataFrame(rows, columns=[f.name for f in GAP_FIELDS]), GAP_FIELDS)


PERFORMER_FIELDS = (
    Field("performer", Unit.TEXT, "Performer", "The agent, store or team that is compared."),
    N,
    Field(
        "raw_points", Unit.POINTS, "Raw score", "The net score as it was observed, luck included."
    ),
    Field(
        "shrunk_points",
        Unit.POINTS,
        "Shrunken score",
        "The best guess of the true score: drawn to the mean, the more so the fewer the responses.",
    ),
    LOW,
    HIGH,
    Field(
        "reliability",
        Unit.SHARE,
        "Reliability",
        "How much of the raw score's distance from the mean is kept.",
    ),
    Field(
        "tier",
        Unit.COUNT,
        "Tier",
        "1 above the mean, 2 not told apart from it, 3 below.",
    ),
)


def compare_performers(
    responses: Responses, options: PerformerOptions = PerformerOptions()
) -> Performers:
    """Compare the performers who have at least `minimum_n` responses.

    Errors: NotEnoughData when fewer than two performers have enough responses.
    """
    column = responses.column(Role.PERFORMER)
    tally = responses.tally(column.name)
    require_responses(len(tally))
    everyone = by_group(tally, [column.name])
    kept = everyone[everyone["n"] >= options.minimum_n].reset_index(drop=True)
    if len(kept) < 2:
        raise NotEnoughData(_too_few(column, len(everyone), len(kept), options))
    favourable, unfavourable, n = (
        kept[name].to_numpy(float) for name in ("favourable", "unfavourable", "n")
    )
    scores = net_score(favourable, unfavourable, n)
    variances = pooled_variance(favourable, unfavourable, n) / n
    shrunk = shrink(scores, variances)
    distinguishable = shrunk.heterogeneity_p < DISTINGUISHABLE_BELOW
    reach = _REACH * shrunk.posterior_sd
    frame = pd.DataFrame(
        {
            "performer": kept[column.name],
            "n": kept["n"].astype(int),
            "raw_points": 100 * scores,
            "shrunk_points": 100 * shrunk.scores,
            "low": 100 * (shrunk.scores - reach),
            "high": 100 * (shrunk.scores + reach),
            "reliability": shrunk.reliability,
            "tier": tiers(
                shrunk.scores,
                shrunk.posterior_sd,
                shrunk.mean,
                distinguishable=distinguishable,
            ),
        }
    )
    # Who cannot be told apart is not put in an order of merit.
    by, ascending = ("shrunk_points", False) if distinguishable else ("performer", True)
    frame = frame.sort_values(by, ascending=ascending, kind="stable", ignore_index=True)
    left_out = everyone[everyone["n"] < options.minimum_n]
    return Performers(
        options=options,
        performer=column,
        net_name=responses.scale.net_name,
        performers=Table(frame, PERFORMER_FIELDS),
        gaps=_gaps(everyone, shrunk, scores, variances, options),
        n_performers=len(kept),
        n_too_small=len(left_out),
        n_responses=int(n.sum()),
        n_responses_left_out=int(left_out["n"].sum()),
        net=net_estimate(favourable.sum(), unfavourable.sum(), n.sum()),
        mean_points=100 * shrunk.mean,
        between_sd_points=100 * float(np.sqrt(shrunk.between_variance)),
        heterogeneity=shrunk.heterogeneity,
        p_value=shrunk.heterogeneity_p,
        distinguishable=distinguishable,
    )


def _gaps(
    everyone: pd.DataFrame,
    shrunk: Shrunken,
    scores: Floats,
    variances: Floats,
    options: PerformerOptions,
) -> tuple[Gap, ...]:
    """Measure the gap for every fraction that has performers enough."""
    n = everyone.loc[everyone["n"] >= options.minimum_n, "n"].to_numpy(float)
    fractions = [f for f in options.fractions if len(n) >= minimum_units(f)]
    lucks = luck_gaps(
        everyone["favourable"],
        everyone["unfavourable"],
        everyone["n"],
        fractions,
        options.seed,
        min(options.shuffles, max(FEWEST_SHUFFLES, DEALS // len(everyone))),
        options.minimum_n,
    )
    gaps = []
    for fraction, luck in zip(fractions, lucks, strict=True):
        plugged = plug_in_gap(shrunk.scores, shrunk.posterior_sd, n, fraction)
        integrated = integrated_gap(scores, variances, n, fraction)
        in_both = int(n[plugged.top].sum() + n[plugged.bottom].sum())
        gaps.append(
            Gap(
                fraction=fraction,
                n_in_each=group_size(fraction, len(n)),
                raw_points=100 * luck.raw,
                shrunk=Estimate(
                    100 * plugged.value, 100 * integrated.low, 100 * integrated.high, in_both
                ),
                luck_points=100 * luck.mean,
                luck_p_value=luck.p_value,
            )
        )
    return tuple(gaps)


def _too_few(column: Column, n_all: int, n_kept: int, options: PerformerOptions) -> Problem:
    return Problem(
        "too_few_performers",
        Severity.STOPS,
        column.label,
        f'Only {n_kept:,} of {n_all:,} in "{column.label}" have {options.minimum_n:,} responses '
        "or more; a comparison needs two.",
        "Remove a filter, or choose a column with fewer and larger groups.",
    )
