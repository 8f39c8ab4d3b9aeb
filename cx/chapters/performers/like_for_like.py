"""How far apart are performers once everybody is taken to have served the same customers?

The score to expect of the customers served is learnt within performers from exact counts (see
cx.measures.standardisation); observed less expected plus overall is the score like for like
(indirect standardisation). Both gaps are shrunken in the same way, so they can be compared.
Out of scope: differences between customers that no column records.
"""

from dataclasses import dataclass
from typing import Annotated

import numpy as np
import pandas as pd

from cx.chapters.performers.fields import PERFORMER, RAW_POINTS
from cx.chapters.performers.scoring import (
    DISTINGUISHABLE_BELOW,
    excess_kurtosis,
    pooled_p_value,
    require_two,
    sampling_variances,
    score_ranges,
    unbiased,
)
from cx.measures.arrays import Floats
from cx.measures.gaps import (
    extreme_groups,
    group_size,
    integrated_gap,
    minimum_units,
    plug_in_gap,
    raw_gap,
)
from cx.measures.shrinkage import Method, Shrunken, shrink
from cx.measures.standardisation import (
    Standardised,
    explained_share_range,
    share_explained_by_mix,
    standardise_cells,
)
from cx.problems import NotEnoughData, Problem, stops
from cx.scores.counts import HIGH, LOW, N, by_group, require_enough
from cx.store.responses import Responses
from cx.text import say
from cx.vocabulary import Column, Estimate, Field, Role, Table, Unit

MIX_ROLES = (
    Role.ACQUISITION_CHANNEL,
    Role.PURCHASE_BEHAVIOUR,
    Role.REGION,
    Role.CONTACT_CHANNEL,
)
NESTED = 0.95  # when so much of each performer's work is one value, it says who, not whom
_UNKNOWN = "(unknown)"  # a stratum of its own, so that no answer is lost


@dataclass(frozen=True, slots=True)
class LikeForLikeOptions:
    """What can be chosen about the comparison like for like."""

    fraction: float = 0.2
    method: Method = "dl"


LIKE_FIELDS = (
    PERFORMER,
    N,
    RAW_POINTS,
    Field(
        "expected_points",
        Unit.POINTS,
        "Score to expect",
        "What the customers served would give the performers at large.",
    ),
    Field(
        "like_points",
        Unit.POINTS,
        "Score like for like",
        "Raw score less score to expect, plus the score of all.",
    ),
    Field(
        "like_shrunk_points",
        Unit.POINTS,
        "Like for like, shrunken",
        "The best guess of the true score, had all served the same customers.",
    ),
    LOW,
    HIGH,
)
EFFECT_FIELDS = (
    Field("column", Unit.TEXT, "Column", "The column that says who was served."),
    Field("level", Unit.TEXT, "Value", "A value of the column."),
    Field(
        "effect_points",
        Unit.POINTS,
        "Against the mix",
        "How much higher such customers score, compared within performers.",
    ),
)


@dataclass(frozen=True, slots=True, eq=False)
class LikeForLike:
    """The answer: gaps before and after, and what the mix explains."""

    options: LikeForLikeOptions
    performer: Column
    net_name: str
    adjusted_for: tuple[Column, ...]  # headers
    # not adjusted for: a performer serves one value of it only
    not_adjusted_for: tuple[Column, ...]
    rows: Annotated[Table, LIKE_FIELDS]  # by name
    effects: Annotated[Table, EFFECT_FIELDS]  # by column, in the order of its categories
    gap_before: Estimate | None  # shrunken gap, points; None when performers are too few for one
    gap_after: Estimate | None  # shrunken gap like for like
    raw_gap_points: float  # NaN without a gap
    explained_share: float  # of the raw gap, by mix; below 0 when the best had the harder customers
    explained_low: float  # lower end of its 95 % interval; NaN when mix does not matter
    explained_high: float
    mix_matters: bool  # whether the values of the columns differ at all, within performers
    distinguishable: bool  # whether performers differ like for like
    p_value: float  # of "all performers are alike", like for like
    n_in_each: int
    n_responses: int


def compare_like_for_like(
    responses: Responses, options: LikeForLikeOptions = LikeForLikeOptions()
) -> LikeForLike:
    """Compare performers as if all had served the same mix of customers.

    Errors: NotEnoughData when no column says who was served, or performers are fewer than two.
    """
    performer = responses.column(Role.PERFORMER)
    columns = tuple(responses.column(role) for role in MIX_ROLES if responses.has(role))
    if not columns:
        raise NotEnoughData(_no_mix())
    names = [column.name for column in columns]
    tally = responses.tally(performer.name, *names)
    require_enough(responses, int(tally["n"].sum()))
    tally[names] = tally[names].astype(object).fillna(_UNKNOWN).astype(str)
    cells = by_group(tally, [performer.name, *names])
    n_by = cells.groupby(performer.name, observed=True)["n"].transform("sum")
    n_all = cells[performer.name].nunique()
    cells = cells[n_by >= responses.minimum_n]
    unit, who = pd.factorize(cells[performer.name], sort=True)
    require_two(performer, n_all, len(who), responses.minimum_n)
    nested = tuple(column for column in columns if _main_share(cells, performer, column) > NESTED)
    columns = tuple(column for column in columns if column not in nested)
    if not columns:
        raise NotEnoughData(_all_nested(performer, nested))
    coded = [pd.factorize(cells[column.name], sort=True) for column in columns]
    found = standardise_cells(
        unit,
        np.column_stack([codes for codes, _ in coded]),
        cells["favourable"],
        cells["unfavourable"],
        cells["n"],
    )
    favourable, unfavourable, n = (
        np.bincount(unit, weights=cells[band].to_numpy(float)).astype(np.float64)
        for band in ("favourable", "unfavourable", "n")
    )
    unadjusted = sampling_variances(favourable, unfavourable, n)
    before = shrink(found.observed, unadjusted, options.method)
    after = shrink(found.adjusted, found.variance, options.method)
    gap_before, gap_after, raw, *explained = _gaps(found, unadjusted, before, after, n, options)
    p_value = pooled_p_value(after, (n,), excess_kurtosis(favourable, unfavourable, n))
    ranges = score_ranges(found.adjusted, found.variance, n, after)
    frame = pd.DataFrame(
        {
            "performer": np.asarray(who, dtype=object),
            "n": n.astype(int),
            "raw_points": 100 * found.observed,
            "expected_points": 100 * found.expected,
            "like_points": 100 * found.adjusted,
            "like_shrunk_points": 100 * after.scores,
            "low": 100 * ranges.low,
            "high": 100 * ranges.high,
        }
    )
    effects = [
        (column.label, level, 100 * float(effect))
        for column, (_, levels), column_effects in zip(columns, coded, found.effects, strict=True)
        for level, effect in zip(levels, column_effects, strict=True)
    ]
    return LikeForLike(
        options=options,
        performer=performer,
        net_name=responses.scale.net_name,
        adjusted_for=columns,
        not_adjusted_for=nested,
        rows=Table(frame, LIKE_FIELDS),
        effects=Table(
            pd.DataFrame(effects, columns=[field.name for field in EFFECT_FIELDS]), EFFECT_FIELDS
        ),
        gap_before=gap_before,
        gap_after=gap_after,
        raw_gap_points=raw,
        explained_share=explained[0],
        explained_low=explained[1],
        explained_high=explained[2],
        mix_matters=found.between_variance > 0,
        distinguishable=p_value < DISTINGUISHABLE_BELOW,
        p_value=p_value,
        n_in_each=group_size(options.fraction, len(n)),
        n_responses=int(n.sum()),
    )


def _main_share(cells: pd.DataFrame, performer: Column, column: Column) -> float:
    """Return which share of the responses lies in the main value of their performer."""
    by_value = cells.groupby([performer.name, column.name], observed=True)["n"].sum()
    main = by_value.groupby(level=0, observed=True).max()
    return float(main.sum() / by_value.sum())


def _gaps(
    found: Standardised,
    unadjusted: Floats,
    before: Shrunken,
    after: Shrunken,
    n: Floats,
    options: LikeForLikeOptions,
) -> tuple[Estimate | None, Estimate | None, float, float, float, float]:
    """Return the gap before and after, the raw gap in points, and the share that mix explains.

    The share comes with the ends of its interval.
    """
    unknown = float("nan")
    if len(n) < minimum_units(options.fraction):
        return None, None, unknown, unknown, unknown, unknown
    gaps = []
    for scores, variances, shrunk in (
        (found.observed, unadjusted, before),
        (found.adjusted, found.variance, after),
    ):
        plugged = plug_in_gap(shrunk.scores, shrunk.posterior_sd, n, options.fraction)
        ranged = integrated_gap(scores, unbiased(variances, (n,)), n, options.fraction)
        in_both = int(n[plugged.top].sum() + n[plugged.bottom].sum())
        gaps.append(Estimate(100 * plugged.value, 100 * ranged.low, 100 * ranged.high, in_both))
    top, bottom = extreme_groups(found.observed, n, options.fraction)
    explained = share_explained_by_mix(found.observed, found.expected, top, bottom)
    raw = 100 * raw_gap(found.observed, n, options.fraction)
    return gaps[0], gaps[1], raw, explained, *explained_share_range(found, top, bottom)


def _no_mix() -> Problem:
    named = ", ".join(role.label.lower() for role in MIX_ROLES)
    return stops(
        "no_mix",
        "columns",
        say("No column says who was served (one of: {named}).", named=named),
        say("Give a column one of these roles on the Load page."),
    )


def _all_nested(performer: Column, nested: tuple[Column, ...]) -> Problem:
    labels = ", ".join(f'"{column.label}"' for column in nested)
    return stops(
        "mix_nested",
        performer.label,
        say(
            'Each in "{column}" served one value only of {labels}, so like cannot be '
            "compared with like.",
            column=performer.label,
            labels=labels,
        ),
        say("Compare performers within their group instead."),
    )
