"""Do the cells of a column add up: read = used + left out by reason, in number and in sum?

Reasons are counted by the readings of distinct texts, values by the engine in the responses that
were written and in the rows that were not: two ways that know nothing of each other.
"""

# ruff: noqa: S608 - names are c0, c1, ... of our own; texts are quoted where SQL is written

from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

import duckdb

from cx.intake.passport import ColumnBalance
from cx.intake.repairs import DROPPED_ROWS
from cx.intake.sentences import about_passport
from cx.intake.sql import ask_row, parquet
from cx.intake.staged import Staged
from cx.intake.typed import NOT_APPLICABLE, OUT_OF_RANGE, UNREADABLE, TypedColumn, joins_sql
from cx.problems import Problem
from cx.vocabulary import Kind

_SUMMED = (Kind.RATING, Kind.MONEY, Kind.NUMBER)
_EXACT = "DECIMAL(38, 6)"  # a sum of DOUBLE differs in its last digits from run to run
_Held = tuple[int, Decimal | None]  # values, and their sum


def column_balances(
    con: duckdb.DuckDBPyConnection,
    staged: Staged,
    columns: Sequence[TypedColumn],
    outcome: TypedColumn,
    drops: bool,
    target: Path,
) -> tuple[ColumnBalance, ...]:
    """Balance every column that was used; `target` holds the responses that were written."""
    used = _held(con, columns, [column.name for column in columns], parquet(target))
    gone = f"({outcome.expression}) IS NULL"
    if drops:
        gone += f" OR s.row IN (SELECT row FROM {DROPPED_ROWS})"
    joined = f"{staged.source} s {joins_sql(con, columns)} WHERE {gone}"
    left_out = _held(con, columns, [column.expression for column in columns], joined)
    return tuple(
        _balanced(column, *both) for column, *both in zip(columns, used, left_out, strict=True)
    )


def _held(
    con: duckdb.DuckDBPyConnection,
    columns: Sequence[TypedColumn],
    expressions: Sequence[str],
    source: str,
) -> list[_Held]:
    """Count the values of columns in some rows, and sum those that are numbers."""
    asked = []
    for column, expression in zip(columns, expressions, strict=True):
        summed = f"sum(CAST({expression} AS {_EXACT}))" if column.kind in _SUMMED else "NULL"
        asked += [f"count({expression})", summed]
    told = ask_row(con, f"SELECT {', '.join(asked)} FROM {source}")
    return [(int(n), total) for n, total in zip(told[::2], told[1::2], strict=True)]


def _balanced(column: TypedColumn, used: _Held, left_out: _Held) -> ColumnBalance:
    lost = dict.fromkeys((OUT_OF_RANGE, UNREADABLE, NOT_APPLICABLE, "no_answer"), 0)
    for reading in column.readings:
        if reading.value is not None:
            continue
        reason = reading.trouble if reading.trouble in lost else "no_answer"
        if NOT_APPLICABLE in reading.changes:
            reason = NOT_APPLICABLE
        lost[str(reason)] += reading.n
    summed = column.kind in _SUMMED
    of_used, of_left_out = (total or Decimal(0) for _, total in (used, left_out))
    return ColumnBalance(
        header=column.header,
        cells=column.profile.n,
        used=used[0],
        in_rows_left_out=left_out[0],
        empty=column.profile.n_empty,
        no_answer=lost["no_answer"],
        does_not_apply=lost[NOT_APPLICABLE],
        out_of_range=lost[OUT_OF_RANGE],
        unreadable=lost[UNREADABLE],
        sum_read=float(of_used + of_left_out) if summed else None,
        sum_used=float(of_used) if summed else None,
        sum_left_out=float(of_left_out) if summed else None,
    )


def unbalanced(balances: Sequence[ColumnBalance]) -> Iterator[Problem]:
    """Name the columns whose cells do not add up."""
    for balance in balances:
        if balance.n_unaccounted:
            yield about_passport.unbalanced_column(
                balance.header, balance.n_unaccounted, balance.cells
            )
