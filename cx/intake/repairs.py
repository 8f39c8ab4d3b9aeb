"""Which rows were left out or changed, why, and what stands in `repairs.parquet`?

Every row that is not used is counted under one reason. Changes of form are stored once for each
distinct value, everything else with the rows concerned; cells of personal data never.
"""

# ruff: noqa: S608 - names are c0, c1, ... of our own; texts are quoted where SQL is written

from collections.abc import Iterator, Sequence
from pathlib import Path

import duckdb
import pyarrow as pa

from cx.intake.passport import REPAIRS_FILE, Reason, Repair
from cx.intake.profiles import token_sql
from cx.intake.sentences import about_passport, about_rows
from cx.intake.sql import literal, literals
from cx.intake.staged import Staged
from cx.intake.typed import UNIFORM, CellReading, TypedColumn, joins_sql

DROPPED_ROWS = "dropped_rows"  # the duplicates that are not counted: one column, `row`
_COLUMNS = 'code, "column", "row", before, after, n'
_Line = tuple[str, str, int | None, str | None, str | None, int]  # in the order of _COLUMNS


def count_reasons(
    con: duckdb.DuckDBPyConnection, staged: Staged, outcome: TypedColumn, dropped: Sequence[int]
) -> tuple[Reason, ...]:
    """Count the rows that are left out, each under one reason, the most frequent first."""
    rows = con.execute(
        f"SELECT {_reason_sql(outcome, bool(dropped))} AS reason, count(*) "
        f"FROM {staged.source} s {joins_sql(con, [outcome])} "
        "GROUP BY 1 HAVING reason IS NOT NULL"
    ).fetchall()
    counts: dict[str, int] = {str(code): int(n) for code, n in rows}
    for item in staged.left_out:
        counts[item.code] = counts.get(item.code, 0) + 1
    return tuple(
        Reason(code, about_passport.left_out_reason(code, n, outcome.header), n)
        for code, n in sorted(counts.items(), key=lambda pair: -pair[1])
    )


def _reason_sql(outcome: TypedColumn, drops: bool) -> str:
    """Write the expression that names why a row is left out, or NULL when it is used."""
    bad = [reading for reading in outcome.readings if reading.trouble]
    reason = "'no_answer'"
    if bad:
        texts = literals([reading.text for reading in bad])
        codes = literals([reading.trouble for reading in bad])
        reason = f"coalesce(map([{texts}], [{codes}])[s.{outcome.profile.name}], 'no_answer')"
    first = f"WHEN s.row IN (SELECT row FROM {DROPPED_ROWS}) THEN 'duplicate' " if drops else ""
    return f"CASE {first}WHEN ({outcome.expression}) IS NOT NULL THEN NULL ELSE {reason} END"


def write_repairs(
    con: duckdb.DuckDBPyConnection,
    staged: Staged,
    columns: Sequence[TypedColumn],
    outcome: TypedColumn,
    dropped: Sequence[int],
    folder: Path,
) -> tuple[Repair, ...]:
    """Store the rows that repairs and reasons concern; return the repairs."""
    lines: list[_Line] = []
    queries = [_no_answers_sql(staged.source, outcome)]
    repairs: list[Repair] = []
    for column in columns:
        for code, readings in column.repaired().items():
            repairs.append(_repair(column, code, readings))
            if column.recipe.personal is not None:
                lines.append((code, column.header, None, None, None, repairs[-1].count))
            elif code in UNIFORM:
                lines += [(code, column.header, None, r.text, r.after, r.n) for r in readings]
            else:
                queries.append(_rows_sql(con, staged.source, column, code, readings))
    lines += _row_lines(staged, dropped)
    if staged.mends:
        problem = about_rows.quotes_mended([mend.row for mend in staged.mends])
        repairs.append(Repair("unclosed_quote", "", problem.what, len(staged.mends)))
    con.register("repair_lines", _table(lines))
    queries.append(f"SELECT {_COLUMNS} FROM repair_lines")
    con.execute(
        f"COPY ({' UNION ALL '.join(queries)}) TO {literal(folder / REPAIRS_FILE)} (FORMAT parquet)"
    )
    return tuple(repairs)


def _repair(column: TypedColumn, code: str, readings: Sequence[CellReading]) -> Repair:
    """Word one kind of change in one column."""
    n = sum(reading.n for reading in readings)
    if column.recipe.personal is not None:
        sentence = about_passport.personal_repair(code, column.header, n)
    else:
        frequent = sorted(readings, key=lambda reading: -reading.n)
        examples = [(reading.text, reading.after) for reading in frequent]
        sentence = about_passport.repair(code, column.header, n, examples, _date_form(column))
    return Repair(code, column.header, sentence, n)


def _date_form(column: TypedColumn) -> str | None:
    """Name how the dates of a column are written, where that is one way."""
    formats = column.profile.dates
    if formats is None or len(formats.forms) != 1:
        return None
    return column.date_order if formats.forms[0] == "numeric" else formats.forms[0]


def _row_lines(staged: Staged, dropped: Sequence[int]) -> Iterator[_Line]:
    """List what concerns whole rows: those left out, dropped as duplicates, or mended."""
    for item in staged.left_out:
        yield item.code, "", item.row, None, None, 1
    for row in dropped:
        yield "duplicate", "", row, None, None, 1
    for mend in staged.mends:
        yield mend.code, "", mend.row, None, None, 1


def _table(lines: Sequence[_Line]) -> pa.Table:
    kinds = (pa.string(), pa.string(), pa.int64(), pa.string(), pa.string(), pa.int64())
    names = ("code", "column", "row", "before", "after", "n")
    return pa.table(
        {
            name: pa.array([line[place] for line in lines], kind)
            for place, (name, kind) in enumerate(zip(names, kinds, strict=True))
        }
    )


def _rows_sql(
    con: duckdb.DuckDBPyConnection,
    source: str,
    column: TypedColumn,
    code: str,
    readings: Sequence[CellReading],
) -> str:
    """Write the query for the rows whose cells were read in one of these ways."""
    cell = f"s.{column.profile.name}"
    key = f"c.k IN ({token_sql(cell)}, {cell})" if column.by_token else f"c.k = {cell}"
    changed = f"changed_{column.name}_{code}"
    con.register(
        changed,
        pa.table(
            {
                "k": pa.array([reading.text for reading in readings], pa.string()),
                "after": pa.array([reading.after for reading in readings], pa.string()),
            }
        ),
    )
    return (
        f'SELECT {literal(code)} AS code, {literal(column.header)} AS "column", s.row AS "row", '
        f"{cell} AS before, c.after, 1 AS n FROM {source} s JOIN {changed} c ON {key}"
    )


def _no_answers_sql(source: str, outcome: TypedColumn) -> str:
    """Write the query for the rows without an outcome."""
    cell = f"s.{outcome.profile.name}"
    words = [r.text for r in outcome.readings if r.value is None and not r.trouble]
    among = f" OR {cell} IN ({literals(words)})" if words else ""
    return (
        f'SELECT \'no_answer\' AS code, {literal(outcome.header)} AS "column", s.row AS "row", '
        f"{cell} AS before, NULL AS after, 1 AS n FROM {source} s WHERE {cell} IS NULL{among}"
    )
