"""How do customers of each acquisition channel and purchase behaviour score?

Two categories cross each other. Every cell has its net score, Tango interval, share of revenue, and
a test against all other responses, adjusted over the cells shown (Benjamini & Hochberg, 1995).
Cells under `minimum_n` keep their count and lose their score. Out of scope: finding segments.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from cx.analyses.counts import (
    GREY_N,
    HIGH,
    LOW,
    MINIMUM_N,
    POINTS,
    N,
    by_group,
    net_estimate,
    require_responses,
    with_scores,
)
from cx.measures.multiplicity import adjust_p_values
from cx.measures.net_score import difference_test, net_score
from cx.problems import NotEnoughData, Problem, Severity
from cx.store.responses import Responses
from cx.vocabulary import Column, Estimate, Field, Kind, Role, Scale, Schema, Table, Unit

ROW_ROLES = (Role.ACQUISITION_CHANNEL, Role.CONTACT_CHANNEL, Role.REGION, Role.TEAM)
COLUMN_ROLES = (Role.PURCHASE_BEHAVIOUR, Role.EXPECTATION, Role.CATEGORY)
MAXIMUM_LEVELS = 40  # more rows or columns than this is a list, not a picture


@dataclass(frozen=True, slots=True)
class SegmentOptions:
    """Which two columns cross; None takes the first that fits."""

    row: str | None = None
    column: str | None = None
    minimum_n: int = MINIMUM_N
    grey_n: int = GREY_N


@dataclass(frozen=True, slots=True, eq=False)
class Segments:
    """The answer: a grid of scores and its margins."""

    options: SegmentOptions
    scale: Scale
    row: Column
    column: Column | None  # None when the file has one category only
    cells: Table
    row_margin: Table
    column_margin: Table | None
    net: Estimate  # of all responses in the grid, points
    n_missing: int  # responses that lack one of the two
    n_cells_suppressed: int
    has_revenue: bool


_DIFFERENCE = Field(
    "difference_points",
    Unit.POINTS,
    "Against the rest",
    "Net score of the row minus the net score of all other responses.",
)
_P_VALUE = Field(
    "p_value", Unit.PROBABILITY, "p", "Chance of such a difference if there were none."
)
_P_ADJUSTED = Field(
    "p_adjusted",
    Unit.PROBABILITY,
    "p, adjusted",
    "The same, adjusted for the number of groups compared (Benjamini-Hochberg).",
)
_REVENUE = Field("revenue_share", Unit.SHARE, "Share of revenue", "Share of the spend in the file.")
_SUPPRESSED = Field(
    "suppressed", Unit.FLAG, "Hidden", "Too few responses to show a score without exposing people."
)
_GREY = Field("grey", Unit.FLAG, "Uncertain", "Few responses: the interval is wide.")
_SCORES = (N, POINTS, LOW, HIGH, _DIFFERENCE, _P_VALUE, _P_ADJUSTED, _REVENUE, _SUPPRESSED, _GREY)


def compare_segments(responses: Responses, options: SegmentOptions = SegmentOptions()) -> Segments:
    """Score every combination of two categories.

    Errors: NotEnoughData when the file has no category, or one has more than 40 values.
    """
    row, column = axes(responses.schema, options)
    by = [row.name] + ([column.name] if column else [])
    spend = ["spend"] if responses.has(Role.SPEND) else []
    tally = responses.tally(*by, sums=spend)
    require_responses(len(tally))
    everyone = int(tally["n"].sum())
    counts = by_group(tally, by)
    in_grid = counts[["favourable", "unfavourable", "n"]].sum()
    cells = _compared(_whole_grid(counts, row, column), options)
    return Segments(
        options=options,
        scale=responses.scale,
        row=row,
        column=column,
        cells=_table(cells, [("row", row), ("column", column)], responses.scale.net_name),
        row_margin=_margin(tally, row, options, responses.scale.net_name),
        column_margin=(
            _margin(tally, column, options, responses.scale.net_name) if column else None
        ),
        net=net_estimate(in_grid["favourable"], in_grid["unfavourable"], in_grid["n"]),
        n_missing=everyone - int(in_grid["n"]),
        n_cells_suppressed=int(cells["suppressed"].sum()),
        has_revenue=bool(spend),
    )


def category_columns(schema: Schema) -> tuple[Column, ...]:
    """Return the columns that can take a side of the grid, the usual ones first."""
    usual = [*ROW_ROLES, *COLUMN_ROLES]
    categories = schema.of_kind([Kind.CATEGORY])
    fit = [column for column in categories if 2 <= len(column.categories) <= MAXIMUM_LEVELS]
    fit = [column for column in fit if column.role is not Role.PERFORMER]
    return tuple(sorted(fit, key=lambda c: usual.index(c.role) if c.role in usual else len(usual)))


def axes(schema: Schema, options: SegmentOptions) -> tuple[Column, Column | None]:
    """Choose the two columns that cross; the second is None when the file has one category.

    Errors: NotEnoughData when the file has none.
    """
    choices = category_columns(schema)
    if not choices:
        raise NotEnoughData(
            Problem(
                "no_category",
                Severity.STOPS,
                "columns",
                "No column says which of two or more groups a customer belongs to.",
                "On the Load page, give a column the meaning acquisition channel, purchase "
                "behaviour or another category.",
            )
        )
    row = schema.find(options.row) if options.row else choices[0]
    if options.column:
        return row, schema.find(options.column)
    preferred = [c for role in COLUMN_ROLES for c in choices if c.role is role]
    others = [c for c in (*preferred, *choices) if c != row]
    return row, (others[0] if others else None)


def _whole_grid(counts: pd.DataFrame, row: Column, column: Column | None) -> pd.DataFrame:
    """Add the combinations that nobody has, in the order of the categories."""
    if column is None:
        present = counts.set_index(row.name)
        return present.reindex(list(row.categories), fill_value=0).reset_index()
    every = pd.MultiIndex.from_product(
        [row.categories, column.categories], names=[row.name, column.name]
    )
    present = counts.set_index([row.name, column.name])
    return present.reindex(every, fill_value=0).reset_index()


def _compared(counts: pd.DataFrame, options: SegmentOptions) -> pd.DataFrame:
    """Score each row of counts and test it against all the others together."""
    scored = with_scores(counts, options.minimum_n)
    favourable, unfavourable, n = (
        scored[name].to_numpy(float) for name in ("favourable", "unfavourable", "n")
    )
    counts_of_rest = (favourable.sum() - favourable, unfavourable.sum() - unfavourable, n.sum() - n)
    shown = (n >= options.minimum_n) & (counts_of_rest[2] > 0)
    difference = net_score(favourable, unfavourable, n) - net_score(*counts_of_rest)
    # Under "no difference" both share one distribution, so the variance is that of everybody: a
    # small cell of promoters only has no variance of its own to test with.
    _, p_value = difference_test(favourable, unfavourable, n, *counts_of_rest, pooled=True)
    p_value = np.where(shown, p_value, np.nan)
    revenue = scored.get("sum_spend", pd.Series(np.nan, index=scored.index)).to_numpy(float)
    total = np.nansum(revenue)
    return scored.assign(
        difference_points=np.where(shown, 100 * difference, np.nan),
        p_value=p_value,
        p_adjusted=adjust_p_values(p_value),
        revenue_share=np.where(scored["suppressed"], np.nan, revenue / total if total else np.nan),
        grey=(n >= options.minimum_n) & (n < options.grey_n),
    )


def _margin(tally: pd.DataFrame, level: Column, options: SegmentOptions, net_name: str) -> Table:
    counts = by_group(tally, [level.name])
    return _table(
        _compared(_whole_grid(counts, level, None), options), [("level", level)], net_name
    )


def _table(frame: pd.DataFrame, keys: list[tuple[str, Column | None]], net_name: str) -> Table:
    named = {column.name: name for name, column in keys if column}
    fields = tuple(
        Field(name, Unit.TEXT, column.label, f'A value of "{column.label}".')
        for name, column in keys
        if column
    )
    scores = tuple(Field(f.name, f.unit, net_name, f.help) if f is POINTS else f for f in _SCORES)
    return Table(
        frame.rename(columns=named)[[*named.values(), *(f.name for f in _SCORES)]],
        (*fields, *scores),
    )
