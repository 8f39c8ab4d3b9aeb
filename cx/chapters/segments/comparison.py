"""How do customers of each acquisition channel and purchase behaviour score?

Two categories cross each other. Every cell has its net score, Tango interval, share of revenue, and
a test against all other responses, adjusted over all cells, rows and columns that are shown
(Benjamini & Hochberg, 1995), so that a page without a difference seldom claims one.
Cells under the threshold keep their count and lose their score, and so do the neighbours that would
give it away (see suppression). Before single cells are spoken of, a likelihood-ratio test asks
whether the two categories do more than add up. Out of scope: finding segments.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np
import pandas as pd
from scipy import special

from cx.chapters.segments.grid import (
    BANDS,
    Grid,
    Merge,
    counted,
    hidden_scores,
    joined_grid,
    smallest_merge,
)
from cx.measures.arrays import Flags, Floats, Integers
from cx.measures.clusters import Effects, mean_design_effect
from cx.measures.interaction import cells_test
from cx.plain import INTERNAL, Flat, Key
from cx.problems import NotEnoughData, stops
from cx.scores.counts import EFFECTIVE_N, GREY_N, N, net_estimate, require_enough
from cx.scores.families import as_one_family
from cx.scores.groups import FLAG_FIELDS, SCORE_FIELDS, named_fields, scored_groups
from cx.scores.repeats import effects_of
from cx.store.customers import RepeatedAnswers
from cx.store.responses import Responses
from cx.text import say
from cx.vocabulary import Column, Estimate, Field, Role, Scale, Schema, Table, Unit

ROW_ROLES = (Role.ACQUISITION_CHANNEL, Role.CONTACT_CHANNEL, Role.REGION, Role.TEAM)
COLUMN_ROLES = (
    Role.PURCHASE_BEHAVIOUR, Role.EXPECTATION, Role.REASON, Role.STAGE, Role.QUEUE, Role.CATEGORY
)  # fmt: skip
MAXIMUM_LEVELS = 40  # more rows or columns than this is a list, not a picture


@dataclass(frozen=True, slots=True)
class SegmentOptions:
    """Which two columns cross; None takes the first that fits."""

    row: str | None = None
    column: str | None = None
    grey_n: int = GREY_N
    merge: bool = False  # whether to merge the groups that are too small, where that can be done


@dataclass(frozen=True, slots=True)
class Interaction:
    """Do the two categories do more than add up? Tested on the cells that are shown."""

    statistic: float  # likelihood ratio, G squared
    degrees_of_freedom: int  # of the test
    p_value: float  # NaN when nothing is left to test
    smallest_expected: float  # below about 5 the p value is a rough guide


@dataclass(frozen=True, slots=True, eq=False)
class Segments:
    """The answer: a grid of scores and its margins."""

    options: SegmentOptions
    minimum_n: int  # responses from which a score is shown
    scale: Scale
    row: Annotated[Column, Flat(role="row_role", label="row_column")]  # role and header of the rows
    # None when the file has one category only
    column: Annotated[Column | None, Flat(role="column_role", label="column_column")]
    cells: Annotated[Table, Key("rows"), _SCORES]  # one for each combination
    row_margin: Annotated[Table, _SCORES]  # one row for each value
    column_margin: Annotated[Table | None, _SCORES]  # likewise; empty for one category
    # of all responses in the grid, points; beside that of all it would tell of those who lack one
    net: Annotated[Estimate, INTERNAL]
    n_missing: int  # responses that lack one of the two
    n_cells_suppressed: Annotated[int, Key("n_suppressed")]  # too small
    has_revenue: bool  # whether there is spend
    # large enough, hidden because they would give others away
    n_cells_protecting: Annotated[int, Key("n_protecting")] = 0
    merge: Merge | None = None  # offered, or done where the options ask for it
    merged: Annotated[bool, INTERNAL] = False
    interaction: Interaction | None = None  # None for one category


_SCORES = (N, *SCORE_FIELDS, *FLAG_FIELDS)


def compare_segments(responses: Responses, options: SegmentOptions = SegmentOptions()) -> Segments:
    """Score every combination of two categories.

    Errors: NotEnoughData when the file has no category, or one has more than 40 values.
    """
    row, column = axes(responses.schema, options)
    by = [row.name] + ([column.name] if column else [])
    spend = ["spend"] if responses.has(Role.SPEND) else []
    tally = responses.tally(*by, sums=spend)
    answers = responses.repeated_answers(*by)
    require_enough(responses, int(tally["n"].sum()))
    least = responses.minimum_n
    grid = Grid(row, column, *counted(tally, row, column))
    merge = smallest_merge(grid, least)
    merged = options.merge and merge is not None
    if merged and merge:
        grid = joined_grid(grid, merge)
    hidden = hidden_scores(grid, least)
    placed = _placed(answers, grid, by, merge if merged else None)
    of_cells = effects_of(answers, placed.cells, grid.listed.sum(axis=2).ravel())
    tables = (
        scored_groups(
            grid.listed.reshape(-1, len(BANDS)),
            hidden.cells.ravel() | (not grid.net_shown(least)),
            least,
            grid.spend[:-1, :-1].ravel() if spend else None,
            of_cells,
            options.grey_n,
        ),
        _margin(grid, 0, hidden.rows, options.grey_n, least, answers, placed),
        _margin(grid, 1, hidden.columns, options.grey_n, least, answers, placed),
    )
    cells, rows, columns = as_one_family(tables)
    everyone, in_grid = grid.bands.sum(axis=(0, 1)), grid.listed.sum(axis=(0, 1))
    net_name = responses.scale.net_name
    return Segments(
        options=options,
        minimum_n=least,
        scale=responses.scale,
        row=grid.row,
        column=grid.column,
        cells=_table(_named(cells, grid), [("row", grid.row), ("column", grid.column)], net_name),
        row_margin=_table(rows, [("level", grid.row)], net_name),
        column_margin=_table(columns, [("level", grid.column)], net_name) if column else None,
        net=_net(in_grid, least, effects_of(answers, placed.grid, in_grid.sum())),
        n_missing=int(everyone.sum() - in_grid.sum()),
        n_cells_suppressed=int(cells["suppressed"].sum()),
        has_revenue=bool(spend),
        n_cells_protecting=int(cells["protecting"].sum()),
        merge=merge,
        merged=merged,
        interaction=_interaction(grid, hidden.cells, of_cells) if column else None,
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Placed:
    """Where each answer of a customer who repeats stands: (answers,), -1 for nowhere."""

    cells: Integers
    rows: Integers
    columns: Integers
    grid: Integers  # 0 for all in the grid


def _placed(
    answers: RepeatedAnswers | None, grid: Grid, by: list[str], merge: Merge | None
) -> _Placed:
    if answers is None:
        nobody = np.zeros(0, dtype=np.int64)
        return _Placed(nobody, nobody, nobody, nobody)
    codes = []
    for axis in (grid.row, grid.column):
        if axis is None or axis.name not in by:
            codes.append(np.zeros(len(answers.rows), dtype=np.int64))
            continue
        values = answers.rows[axis.name].astype(object)
        if merge and merge.column.name == axis.name:
            values = values.replace(dict.fromkeys(merge.levels, merge.label))
        codes.append(pd.Categorical(values, categories=axis.categories).codes.astype(np.int64))
    row, column = codes
    inside = (row >= 0) & (column >= 0)
    n_columns = len(grid.column.categories) if grid.column else 1
    cells = np.where(inside, row * n_columns + column, -1)
    return _Placed(cells, row, column, np.where(inside, 0, -1))


def category_columns(schema: Schema) -> tuple[Column, ...]:
    """Return the columns that can take a side of the grid, the usual ones first."""
    usual = [*ROW_ROLES, *COLUMN_ROLES]
    fit = schema.categories(MAXIMUM_LEVELS, but=[Role.PERFORMER])
    return tuple(sorted(fit, key=lambda c: usual.index(c.role) if c.role in usual else len(usual)))


def axes(schema: Schema, options: SegmentOptions) -> tuple[Column, Column | None]:
    """Choose the two columns that cross; the second is None when the file has one category.

    Errors: NotEnoughData when the file has none.
    """
    choices = category_columns(schema)
    if not choices:
        raise NotEnoughData(
            stops(
                "no_category",
                "columns",
                say("No column says which of two or more groups a customer belongs to."),
                say(
                    "On the Load page, give a column the meaning acquisition channel, "
                    "purchase behaviour or another category."
                ),
            )
        )
    row = schema.find(options.row) if options.row else choices[0]
    if options.column:
        return row, schema.find(options.column)
    preferred = [c for role in COLUMN_ROLES for c in choices if c.role is role]
    others = [c for c in (*preferred, *choices) if c != row]
    return row, (others[0] if others else None)


def _interaction(grid: Grid, hidden: Flags, effects: Effects | None) -> Interaction:
    """Test whether cells hold more than both categories add up to, from the cells shown.

    Where customers repeat, the statistic is divided by the mean design effect of the cells (Rao &
    Scott 1984, Annals of Statistics 12:46, first order).
    """
    # Hidden cells take no part: a published statistic of theirs would tell on them.
    counts = np.where(hidden[:, :, None], 0.0, grid.listed)
    test = cells_test(counts)
    statistic, p_value = test.statistic, test.p_value
    if effects is not None and test.degrees_of_freedom:
        statistic /= mean_design_effect(effects.own, counts.sum(axis=2).ravel())
        p_value = float(special.chdtrc(test.degrees_of_freedom, statistic))
    return Interaction(statistic, test.degrees_of_freedom, p_value, test.smallest_expected)


def _net(bands: Floats, minimum_n: int, effects: Effects | None) -> Estimate:
    favourable, _, unfavourable = (float(count) for count in bands)
    n = int(bands.sum())
    if 0 < n < minimum_n:
        return Estimate(np.nan, np.nan, np.nan, n)
    return net_estimate(favourable, unfavourable, n, effects)


def _named(cells: pd.DataFrame, grid: Grid) -> pd.DataFrame:
    """Put the levels before the scores of the cells, row by row."""
    rows = grid.row.categories
    if grid.column is None:
        return cells.assign(**{grid.row.name: list(rows)})
    columns = grid.column.categories
    crossed = pd.MultiIndex.from_product([rows, columns], names=[grid.row.name, grid.column.name])
    return pd.concat([crossed.to_frame(index=False), cells], axis=1)


def _margin(
    grid: Grid,
    axis: int,
    hidden: Flags,
    grey_n: int,
    minimum_n: int,
    answers: RepeatedAnswers | None,
    placed: _Placed,
) -> pd.DataFrame:
    """Score the rows or columns; without a second category the only column, everybody."""
    bands, spend = grid.bands.sum(axis=1 - axis)[:-1], grid.spend.sum(axis=1 - axis)[:-1]
    effects = effects_of(answers, placed.columns if axis else placed.rows, bands.sum(axis=1))
    silent = hidden | (bands.sum() < minimum_n)
    spent = None if np.isnan(spend).any() else spend
    scored = scored_groups(bands, silent, minimum_n, spent, effects, grey_n)
    level = grid.column if axis else grid.row
    return scored.assign(**{level.name: level.categories}) if level else scored


def _table(frame: pd.DataFrame, keys: list[tuple[str, Column | None]], net_name: str) -> Table:
    named = {column.name: name for name, column in keys if column}
    fields = tuple(
        Field(name, Unit.TEXT, column.label, say('A value of "{column}".', column=column.label))
        for name, column in keys
        if column
    )
    asked = (*_SCORES, EFFECTIVE_N) if "effective_n" in frame else _SCORES
    return Table.of(frame.rename(columns=named), (*fields, *named_fields(asked, net_name)))
