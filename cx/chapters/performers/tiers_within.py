"""Who stands out within the own team or region?

Performers of one group are shrunken to the mean of that group and set against it, so that nobody
is praised or blamed for the group. A performer belongs to the group with most of the own
responses. A group names members only when they differ at p < .01, divided by the number of
groups that are looked at. Out of scope: whether the groups themselves differ (see segments).
"""

from dataclasses import dataclass
from typing import Annotated

import numpy as np
import pandas as pd

from cx.chapters.performers.fields import N_PERFORMERS, PERFORMER, RAW_POINTS
from cx.chapters.performers.scoring import (
    DISTINGUISHABLE_BELOW,
    alike_p_value,
    excess_kurtosis,
    require_two,
    score_ranges,
    shrunken_scores,
)
from cx.measures.shrinkage import Method, pooled_variance, shrink
from cx.measures.tiers import tiers
from cx.problems import NotEnoughData, Problem, stops
from cx.scores.counts import HIGH, LOW, N, by_group, require_enough
from cx.scores.groups import P_VALUE
from cx.store.responses import Responses
from cx.text import say
from cx.vocabulary import Column, Field, Kind, Role, ScaleKind, Table, Unit


@dataclass(frozen=True, slots=True)
class WithinOptions:
    """What can be chosen about tiers within groups."""

    within: str  # name of a column, such as the team
    method: Method = "dl"


_GROUP = Field("group", Unit.TEXT, "Within", "The group that the performer is compared in.")
MEMBER_FIELDS = (
    _GROUP,
    PERFORMER,
    N,
    RAW_POINTS,
    Field(
        "shrunk_within_points",
        Unit.POINTS,
        "Shrunken score within",
        "The best guess of the true score: drawn to the mean of the group.",
    ),
    LOW,
    HIGH,
    Field(
        "tier_within",
        Unit.COUNT,
        "Tier within",
        "1 above the mean of the group, 2 not told apart from it, 3 below.",
    ),
)
GROUP_FIELDS = (
    _GROUP,
    N_PERFORMERS,
    N,
    Field("mean_points", Unit.POINTS, "Mean of the group", "What its scores are drawn to."),
    P_VALUE,
    Field(
        "distinguishable",
        Unit.FLAG,
        "Members differ",
        "Whether members differ beyond luck, the number of groups allowed for.",
    ),
)


@dataclass(frozen=True, slots=True)
class _Luck:
    """How one response varies, whichever the group of its performer."""

    one_variance: float  # pooled within performers
    excess: float  # kurtosis beyond the normal one


@dataclass(frozen=True, slots=True, eq=False)
class TiersWithin:
    """The answer: each performer against the own group."""

    options: WithinOptions
    column: Column  # header of the column of groups
    performer: Column
    net_name: str
    # by group, then by shrunken score (by name where members are alike)
    rows: Annotated[Table, MEMBER_FIELDS]
    groups: Annotated[Table, GROUP_FIELDS]  # in the order of the column's categories
    n_alone: int  # performers who are alone in their group, and are not compared
    n_responses: int


def columns_within(responses: Responses) -> tuple[Column, ...]:
    """Return the columns within which performers can be compared: team and region first."""
    order = {Role.TEAM: 0, Role.REGION: 1}
    columns = responses.schema.of_kind([Kind.CATEGORY])
    return tuple(
        sorted(
            (column for column in columns if column.role is not Role.PERFORMER),
            key=lambda column: order.get(column.role, len(order)),
        )
    )


def tier_within(responses: Responses, options: WithinOptions) -> TiersWithin:
    """Compare performers with the mean of their own group.

    Errors: NotEnoughData when fewer than two performers have responses enough, or no group has
    two of them.
    """
    performer = responses.column(Role.PERFORMER)
    within = responses.schema.find(options.within)
    tally = responses.tally(performer.name, within.name)
    require_enough(responses, int(tally["n"].sum()))
    cells = by_group(tally, [performer.name, within.name])
    everyone = _at_home(cells, performer.name, within.name)
    kept = everyone[everyone["n"] >= responses.minimum_n]
    require_two(performer, len(everyone), len(kept), responses.minimum_n)
    counts = [kept[column].to_numpy(float) for column in ("favourable", "unfavourable", "n")]
    luck = _Luck(pooled_variance(*counts), excess_kurtosis(*counts))
    compared = [
        (str(name), members.reset_index(drop=True))
        for name, members in kept.groupby(within.name, observed=True, sort=True)
        if len(members) >= 2
    ]
    if not compared:
        raise NotEnoughData(_all_alone(within, performer))
    threshold = DISTINGUISHABLE_BELOW / len(compared)
    members, groups = [], []
    for name, frame in compared:
        scored, group = _compare(name, frame, luck, threshold, responses, options)
        members.append(scored.assign(performer=frame[performer.name]))
        groups.append(group)
    together = pd.concat(members, ignore_index=True)
    # Within a group that cannot be told apart the order is that of names, not of merit.
    together["_order"] = np.where(together["_differ"], -together["shrunk_within_points"], 0)
    together = together.sort_values(["group", "_order", "performer"], ignore_index=True)
    return TiersWithin(
        options=options,
        column=within,
        performer=performer,
        net_name=responses.scale.net_name,
        rows=Table(together[[field.name for field in MEMBER_FIELDS]], MEMBER_FIELDS),
        groups=Table(
            pd.DataFrame(groups, columns=[field.name for field in GROUP_FIELDS]), GROUP_FIELDS
        ),
        n_alone=len(kept) - len(together),
        n_responses=int(together["n"].sum()),
    )


def _at_home(cells: pd.DataFrame, performer: str, within: str) -> pd.DataFrame:
    """Give each performer the group of most responses, and all of the own responses."""
    home = cells.sort_values("n", ascending=False, kind="stable").drop_duplicates(performer)
    counted = cells.groupby(performer, observed=True)[["favourable", "unfavourable", "n"]].sum()
    return counted.reset_index().merge(home[[performer, within]], on=performer)


def _compare(
    name: str,
    frame: pd.DataFrame,
    luck: _Luck,
    threshold: float,
    responses: Responses,
    options: WithinOptions,
) -> tuple[pd.DataFrame, tuple[object, ...]]:
    """Set the members of one group against its mean; luck is that of all groups."""
    favourable, unfavourable, n = (
        frame[column].to_numpy(float) for column in ("favourable", "unfavourable", "n")
    )
    raw = (favourable - unfavourable) / n
    shrunk = (
        shrunken_scores(responses.scale, favourable, unfavourable, n)
        if responses.scale.kind is ScaleKind.TWO_VALUED
        else shrink(raw, luck.one_variance / n, options.method)
    )
    p_value = alike_p_value(shrunk, n, responses.scale, luck.excess)
    differ = p_value < threshold
    ranges = score_ranges(raw, luck.one_variance / n, n, shrunk)
    scored = pd.DataFrame(
        {
            "group": name,
            "n": n.astype(int),
            "raw_points": 100 * raw,
            "shrunk_within_points": 100 * shrunk.scores,
            "low": 100 * ranges.low,
            "high": 100 * ranges.high,
            "tier_within": tiers(
                ranges.low, ranges.high, shrunk.mean, shrunk.reliability, distinguishable=differ
            ),
            "_differ": differ,
        }
    )
    group = (name, len(frame), int(n.sum()), 100 * shrunk.mean, p_value, differ)
    return scored, group


def _all_alone(within: Column, performer: Column) -> Problem:
    return stops(
        "alone_in_groups",
        within.label,
        say(
            'No value of "{label}" has two in "{column}" with responses enough.',
            label=within.label,
            column=performer.label,
        ),
        say("Compare overall, or within a column with larger groups."),
    )
