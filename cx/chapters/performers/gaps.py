"""How far apart are the best and the worst performers, luck taken out?

Scores are shrunken towards the mean by an empirical-Bayes normal-normal model (Efron & Morris,
1975; Morris, 1983) with a variance pooled within performers. The gap between the extreme tenths and
fifths is given shrunken, with an interval integrated over the spread; beside it stand the raw gap
and the gap that luck alone would give, from permuted labels. Tiers, not ranks; for each performer
the probability to be among the best or the worst fifth (Lin, Louis, Paddock & Ridgeway, 2006), and
a funnel of raw scores widened for overdispersion (Spiegelhalter, 2005). Out of scope: who was
served.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np
import pandas as pd

from cx.chapters.performers.fields import PERFORMER, RAW_POINTS
from cx.chapters.performers.scoring import Scored, score_performers
from cx.measures.arrays import Floats
from cx.measures.funnel import funnel_limits, net_score_limits, winsorised_phi
from cx.measures.gaps import group_size, integrated_gaps, luck_gaps, minimum_units, plug_in_gap
from cx.measures.shrinkage import Method
from cx.measures.tiers import NAMED
from cx.plain import Flat
from cx.scores.counts import HIGH, LOW, N, net_estimate
from cx.store.responses import Responses
from cx.vocabulary import Column, Estimate, Field, Scale, ScaleKind, Table, Unit

DEALS = 400_000  # units dealt to over all shuffles: bounds the time with thousands of performers
FEWEST_SHUFFLES = 200  # the mean of their gaps is still good to a tenth of a point
EXTREME = 0.2  # the best and the worst fifth: the fraction whose probability is given
FUNNEL_STEPS = 60  # numbers of responses at which the limits of the funnel are computed


@dataclass(frozen=True, slots=True)
class PerformerOptions:
    """What can be chosen about performers."""

    fractions: tuple[float, ...] = (0.1, 0.2)
    shuffles: int = 1_000
    seed: int = 20_260_101
    method: Method = "dl"  # DerSimonian-Laird; "reml" restricted maximum likelihood


@dataclass(frozen=True, slots=True)
class Gap:
    """Best fraction minus worst fraction of the performers, in points."""

    fraction: float  # of the performers in each of the two groups
    n_in_each: int
    raw_gap_points: float  # as observed, luck included
    # n is the responses of the performers in both groups
    shrunk: Annotated[
        Estimate, Flat(value="shrunk_gap_points", low="shrunk_gap_low", high="shrunk_gap_high")
    ]
    luck_gap_points: float  # the mean raw gap when labels are permuted
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
    # by shrunken score; by name when they cannot be told apart
    rows: Annotated[Table, PERFORMER_FIELDS]
    gaps: tuple[Gap, ...]  # best less worst tenth (needs 20 performers) and fifth (needs 10)
    n_performers: int  # with at least `minimum_n` responses
    minimum_n: int  # responses that a performer must have to be compared
    n_too_small: int  # performers left out for having fewer
    n_responses: int
    n_responses_left_out: int  # of performers who are too small, or of none
    net: Estimate  # of the responses in the table, points
    mean_points: float  # what scores are shrunken towards
    between_sd_points: float  # spread of the true scores
    heterogeneity: float  # Q
    p_value: float  # of Q, if all were alike
    p_value_corrected: float  # set right for the pooled variance; decides `distinguishable`
    distinguishable: bool
    two_valued: bool  # whether the beta-binomial model was used
    funnel_limits: Annotated[Table, FUNNEL_FIELDS]  # limits by number of responses
    overdispersion: float  # phi, by which the variance exceeds that of luck; 1 or more

    @property
    def gap_table(self) -> Table:
        """The gaps as a table, one row per fraction."""
        rows = [
            (
                gap.fraction,
                gap.n_in_each,
                gap.raw_gap_points,
                gap.luck_gap_points,
                gap.shrunk.value,
                gap.shrunk.low,
                gap.shrunk.high,
            )
            for gap in self.gaps
        ]
        return Table(pd.DataFrame(rows, columns=[f.name for f in GAP_FIELDS]), GAP_FIELDS)


PERFORMER_FIELDS = (
    PERFORMER,
    N,
    RAW_POINTS,
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
    Field(
        "in_top_fifth",
        Unit.PROBABILITY,
        "In the top fifth",
        "How likely the true score is among the best fifth of the performers.",
    ),
    Field(
        "in_bottom_fifth",
        Unit.PROBABILITY,
        "In the bottom fifth",
        "How likely the true score is among the worst fifth of the performers.",
    ),
    Field(
        "expected_rank",
        Unit.RATING,
        "Expected place",
        "Place to expect of the true score, 1 the best; near the middle when little is known.",
    ),
    Field(
        "funnel",
        Unit.WORD,
        "Funnel",
        "Where the raw score lies against what luck allows: inside, or outside 95 % or 99.8 %.",
    ),
    Field(
        "named",
        Unit.FLAG,
        "May be named",
        "Whether the performer stands out: away from the mean, and more by itself than by luck.",
    ),
)

FUNNEL_FIELDS = (
    N,
    Field("low_998", Unit.POINTS, "99.8 % limit, low", "Lower limit of 99.8 % of raw scores."),
    Field("low_95", Unit.POINTS, "95 % limit, low", "Lower limit of 95 % of raw scores."),
    Field("high_95", Unit.POINTS, "95 % limit, high", "Upper limit of 95 % of raw scores."),
    Field("high_998", Unit.POINTS, "99.8 % limit, high", "Upper limit of 99.8 % of raw scores."),
)


def compare_performers(
    responses: Responses, options: PerformerOptions = PerformerOptions()
) -> Performers:
    """Compare the performers whose responses are not under the threshold.

    Errors: NotEnoughData when fewer than two performers have enough responses.
    """
    scored = score_performers(responses, options.method)
    kept, everyone, shrunk = scored.kept, scored.everyone, scored.shrunk
    distinguishable = scored.distinguishable
    ranges, ranks, tier = scored.ranked(EXTREME, options.seed)
    net = net_estimate(kept["favourable"].sum(), kept["unfavourable"].sum(), kept["n"].sum())
    phi = winsorised_phi((scored.scores - net.value / 100) / _positive_root(scored.variances))
    frame = pd.DataFrame(
        {
            "performer": kept[scored.column.name],
            "n": kept["n"].astype(int),
            "raw_points": 100 * scored.scores,
            "shrunk_points": 100 * shrunk.scores,
            "low": 100 * ranges.low,
            "high": 100 * ranges.high,
            "reliability": shrunk.reliability,
            "tier": tier,
            "in_top_fifth": ranks.in_top,
            "in_bottom_fifth": ranks.in_bottom,
            "expected_rank": ranks.expected,
            "funnel": _places(scored, net.value / 100, phi, responses.scale),
            "named": np.isin(tier, NAMED),
        }
    )
    # Who cannot be told apart is not put in an order of merit.
    by, ascending = ("shrunk_points", False) if distinguishable else ("performer", True)
    frame = frame.sort_values(by, ascending=ascending, kind="stable", ignore_index=True)
    left_out = everyone[everyone["n"] < responses.minimum_n]
    return Performers(
        options=options,
        performer=scored.column,
        net_name=responses.scale.net_name,
        rows=Table(frame, PERFORMER_FIELDS),
        gaps=_gaps(scored, options, responses.minimum_n),
        n_performers=len(kept),
        minimum_n=responses.minimum_n,
        n_too_small=len(left_out),
        n_responses=int(scored.n.sum()),
        n_responses_left_out=int(left_out["n"].sum()),
        net=net,
        mean_points=100 * shrunk.mean,
        between_sd_points=100 * float(np.sqrt(shrunk.between_variance)),
        heterogeneity=shrunk.heterogeneity,
        p_value=shrunk.heterogeneity_p,
        p_value_corrected=scored.p_value,
        distinguishable=distinguishable,
        two_valued=responses.scale.kind is ScaleKind.TWO_VALUED,
        funnel_limits=_funnel(scored, net.value / 100, phi, responses.scale),
        overdispersion=phi,
    )


def _positive_root(variances: Floats) -> Floats:
    """Return standard errors; NaN where there is no luck at all, as when all answers agree."""
    return np.sqrt(np.where(variances > 0, variances, np.nan))


def _limits(n: Floats, scored: Scored, target: float, phi: float, scale: Scale) -> Floats:
    """Return the four limits of raw scores at each n, widened for overdispersion: (4, n)."""
    if scale.kind is not ScaleKind.TWO_VALUED:
        return net_score_limits(target, scored.one_variance, n, phi=phi)
    exact = 2 * funnel_limits((1 + target) / 2, n) - 1
    return np.asarray(np.clip(target + np.sqrt(phi) * (exact - target), -1, 1))


def _places(scored: Scored, target: float, phi: float, scale: Scale) -> list[str]:
    """Say where each raw score lies in the funnel."""
    low_998, low_95, high_95, high_998 = _limits(scored.n, scored, target, phi, scale)
    score = scored.scores
    # Scores that only rounding sets apart from a limit are on it.
    outside_998 = (score < low_998 - 1e-9) | (score > high_998 + 1e-9)
    outside_95 = (score < low_95 - 1e-9) | (score > high_95 + 1e-9)
    places = np.select([outside_998, outside_95], ["outside 99.8 %", "outside 95 %"], "inside")
    return [str(place) for place in places]


def _funnel(scored: Scored, target: float, phi: float, scale: Scale) -> Table:
    """Lay the limits out over the numbers of responses that occur."""
    least, most = scored.n.min(), scored.n.max()
    n = np.unique(np.round(np.geomspace(least, most, FUNNEL_STEPS))).astype(np.float64)
    limits = 100 * _limits(n, scored, target, phi, scale)
    names = [field.name for field in FUNNEL_FIELDS]
    return Table(
        pd.DataFrame(dict(zip(names, [n.astype(int), *limits], strict=True))), FUNNEL_FIELDS
    )


def _gaps(scored: Scored, options: PerformerOptions, minimum_n: int) -> tuple[Gap, ...]:
    """Measure the gap for every fraction that has performers enough."""
    everyone, shrunk, n = scored.everyone, scored.shrunk, scored.n
    fractions = [f for f in options.fractions if len(n) >= minimum_units(f)]
    lucks = luck_gaps(
        everyone["favourable"],
        everyone["unfavourable"],
        everyone["n"],
        fractions,
        options.seed,
        min(options.shuffles, max(FEWEST_SHUFFLES, DEALS // len(everyone))),
        minimum_n,
    )
    ranged = integrated_gaps(scored.scores, scored.unbiased_variances, n, fractions)
    gaps = []
    for fraction, luck, integrated in zip(fractions, lucks, ranged, strict=True):
        plugged = plug_in_gap(shrunk.scores, shrunk.posterior_sd, n, fraction)
        in_both = int(n[plugged.top].sum() + n[plugged.bottom].sum())
        gaps.append(
            Gap(
                fraction=fraction,
                n_in_each=group_size(fraction, len(n)),
                raw_gap_points=100 * luck.raw,
                shrunk=Estimate(
                    100 * plugged.value, 100 * integrated.low, 100 * integrated.high, in_both
                ),
                luck_gap_points=100 * luck.mean,
                luck_p_value=luck.p_value,
            )
        )
    return tuple(gaps)
