"""How do staged texts become responses: typed, counted, sorted, and nothing silently lost?

One COPY types all columns in the engine. Every row that is not used is counted under one reason.
Method: DuckDB over Parquet; joins lose the order of rows, so the result is sorted at the end.
"""

# ruff: noqa: S608 - names are c0, c1, ... of our own; texts are quoted where SQL is written

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

from cx.intake import sentences
from cx.intake.asking import one
from cx.intake.checking import problems_of, type_all
from cx.intake.numbers import CODES
from cx.intake.passport import REPAIRS_FILE, Passport, PersonalColumn, Reason, Repair
from cx.intake.profiles import ColumnProfile, token_sql
from cx.intake.progress import Progress, silent
from cx.intake.recipe import Recipe
from cx.intake.rewriting import rewrite
from cx.intake.staged import Staged
from cx.intake.typed import UNIFORM, Read, TypedColumn, literal
from cx.problems import IntakeError, Problem, Severity
from cx.store.engine import cursor
from cx.vocabulary import Column, Kind, Role, Scale, Schema

RESPONSES_FILE = "responses.parquet"
DRAW_SEED = 20_260_101
_VERSION = "1"  # of the rules: a change makes other digests
_REPAIR_COLUMNS = 'code, "column", "row", before, after, n'


@dataclass(frozen=True, slots=True)
class Loaded:
    """Responses on disk, and how they came about."""

    path: Path
    schema: Schema
    scale: Scale
    currency: str | None
    n_rows: int
    passport: Passport
    digest: str


def write(
    staged: Staged,
    profiles: Sequence[ColumnProfile],
    recipe: Recipe,
    folder: Path,
    progress: Progress = silent,
) -> Loaded:
    """Write `folder/responses.parquet` and `folder/repairs.parquet`.

    Errors: IntakeError with every problem that stops. Columns of personal data are also taken out
    of the staged file, and the spooled upload is removed with them.
    """
    progress(sentences.DOING_TYPE, 0.0)
    profiles = _present(staged, profiles)
    typed = type_all(staged, profiles, recipe)
    problems = problems_of(staged, profiles, recipe, typed)
    stopping = [problem for problem in problems if problem.severity is Severity.STOPS]
    scale = recipe.scale
    if stopping or scale is None:
        raise IntakeError(stopping)
    columns = tuple(column for column in typed if column.unusable is None)
    outcome = next(column for column in columns if column.role is Role.OUTCOME)
    progress(sentences.DOING_WRITE, 0.2)
    target = folder / RESPONSES_FILE
    with cursor() as con:
        source = staged.source
        n_duplicates, dropped = _duplicates(con, source, staged, profiles, recipe.drop_duplicates)
        con.register("dropped_rows", pa.table({"row": pa.array(dropped, pa.int64())}))
        n_used = _copy(con, source, columns, outcome, bool(dropped), target)
        if not n_used:
            raise IntakeError(sentences.nothing_usable(outcome.header, staged.n_read))
        reasons = _reasons(con, source, staged, outcome, bool(dropped))
        progress(sentences.DOING_WRITE, 0.7)
        repairs = _write_repairs(con, source, staged, columns, outcome, dropped, folder)
        schema = Schema(tuple(_column(column) for column in columns))
        first, last = _date_range(con, target, schema)
        lining = _straight_lining(con, target, schema)
        repeated = _repeated_ids(con, target, schema)
    personal = _forget_personal(staged, profiles, recipe, folder)
    currency = _currency(columns)
    passport = Passport(
        rows_read=staged.n_read,
        rows_used=n_used,
        rows_left_out=sum(reason.count for reason in reasons),
        left_out=reasons,
        problems=problems,
        repairs=repairs,
        mapping=_mapping(columns),
        missing=_missing(profiles, columns),
        duplicates=n_duplicates,
        repeated_ids=repeated,
        first_date=first,
        last_date=last,
        straight_lining=lining,
        personal=personal,
        currency=currency,
        scale=scale,
    )
    if passport.rows_used + passport.rows_left_out != passport.rows_read:
        raise IntakeError(_unbalanced(staged, passport))
    progress(sentences.DOING_WRITE, 1.0)
    return Loaded(target, schema, scale, currency, n_used, passport, _digest(staged, recipe))


def _present(staged: Staged, profiles: Sequence[ColumnProfile]) -> tuple[ColumnProfile, ...]:
    """Keep the columns that the staged file still has: personal ones may be gone."""
    with cursor() as con:
        rows = con.execute(f"DESCRIBE SELECT * FROM {staged.source}").fetchall()
    names = {row[0] for row in rows}
    return tuple(found for found in profiles if found.name in names)


def _unbalanced(staged: Staged, passport: Passport) -> Problem:
    return sentences.unbalanced(
        staged.name, passport.rows_read, passport.rows_used + passport.rows_left_out
    )


def _digest(staged: Staged, recipe: Recipe) -> str:
    parts = (
        staged.sha256,
        recipe.to_json(),
        str(DRAW_SEED),
        _VERSION,
        ",".join(staged.reading.sheets),
    )
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def _duplicates(
    con: duckdb.DuckDBPyConnection,
    source: str,
    staged: Staged,
    profiles: Sequence[ColumnProfile],
    drop: bool,
) -> tuple[int, list[int]]:
    """Count rows that are identical to an earlier row, and name them when they are to go."""
    listed = ", ".join(found.name for found in profiles)
    widest = max(profiles, key=lambda found: found.n_distinct)
    if widest.n_distinct > 0.9 * staged.n_rows:
        row = one(con, f"SELECT count(DISTINCT {widest.name}) FROM {source}")
        if row and row[0] == staged.n_rows:
            return 0, []
    row = one(con, f"SELECT count(*) - count(DISTINCT hash({listed})) FROM {source}")
    if not row or not row[0]:
        return 0, []
    rows = con.execute(
        f"WITH hashed AS (SELECT row, hash({listed}) AS mark, {listed} FROM {source}), "
        "again AS (SELECT mark FROM hashed GROUP BY mark HAVING count(*) > 1) "
        f"SELECT row FROM hashed WHERE mark IN (FROM again) "
        f"QUALIFY row_number() OVER (PARTITION BY {listed} ORDER BY row) > 1 ORDER BY row"
    ).fetchall()
    found = [int(number) for (number,) in rows]
    return len(found), found if drop else []


def _copy(
    con: duckdb.DuckDBPyConnection,
    source: str,
    columns: Sequence[TypedColumn],
    outcome: TypedColumn,
    drops: bool,
    target: Path,
) -> int:
    """Type all columns and write the rows that have an outcome."""
    joins = _joins(con, columns)
    chosen = ", ".join(f"{column.expression} AS {column.name}" for column in columns)
    dated = any(column.role is Role.RESPONDED_AT for column in columns)
    order = (
        "ORDER BY responded_at NULLS LAST, row_id" if dated else "ORDER BY row_id" if joins else ""
    )
    unique = "AND s.row NOT IN (SELECT row FROM dropped_rows)" if drops else ""
    counted = one(
        con,
        f"COPY (SELECT s.row AS row_id, "
        f"CAST(hash(s.row, {DRAW_SEED}) & 4294967295 AS UINTEGER) AS draw, {chosen} "
        f"FROM {source} s {joins} WHERE ({outcome.expression}) IS NOT NULL {unique} {order}) "
        f"TO {literal(target)} (FORMAT parquet)",
    )
    return int(counted[0]) if counted else 0


def _joins(con: duckdb.DuckDBPyConnection, columns: Sequence[TypedColumn]) -> str:
    made = []
    for column in columns:
        if column.table is not None:
            con.register(f"t_{column.name}", column.table)
            made.append(
                f"LEFT JOIN t_{column.name} j_{column.name} ON j_{column.name}.k = {column.key}"
            )
    return " ".join(made)


def _reason_sql(outcome: TypedColumn, drops: bool) -> str:
    """Write the expression that names why a row is left out, or NULL when it is used."""
    bad = [read for read in outcome.reads if read.trouble]
    looked = "'no_answer'"
    if bad:
        keys = ", ".join(literal(read.text) for read in bad)
        codes = ", ".join(literal(read.trouble) for read in bad)
        looked = f"coalesce(map([{keys}], [{codes}])[s.{outcome.found.name}], 'no_answer')"
    first = "WHEN s.row IN (SELECT row FROM dropped_rows) THEN 'duplicate' " if drops else ""
    return f"CASE {first}WHEN ({outcome.expression}) IS NOT NULL THEN NULL ELSE {looked} END"


def _reasons(
    con: duckdb.DuckDBPyConnection,
    source: str,
    staged: Staged,
    outcome: TypedColumn,
    drops: bool,
) -> tuple[Reason, ...]:
    joins = _joins(con, [outcome])
    rows = con.execute(
        f"SELECT {_reason_sql(outcome, drops)} AS reason, count(*) FROM {source} s {joins} "
        "GROUP BY 1 HAVING reason IS NOT NULL"
    ).fetchall()
    counted: dict[str, int] = {str(code): int(n) for code, n in rows}
    for item in staged.left_out:
        counted[item.code] = counted.get(item.code, 0) + 1
    return tuple(
        Reason(code, sentences.left_out_reason(code, n, outcome.header), n)
        for code, n in sorted(counted.items(), key=lambda pair: -pair[1])
    )


# --- repairs --------------------------------------------------------------------------------


def _write_repairs(
    con: duckdb.DuckDBPyConnection,
    source: str,
    staged: Staged,
    columns: Sequence[TypedColumn],
    outcome: TypedColumn,
    dropped: Sequence[int],
    folder: Path,
) -> tuple[Repair, ...]:
    """Store the rows that repairs and reasons concern; return the repairs."""
    known: list[tuple[str, str, int | None, str | None, str | None, int]] = []
    parts: list[str] = []
    repairs: list[Repair] = []
    for column in columns:
        groups = column.changed()
        for read in column.reads:
            if read.trouble:
                groups.setdefault(read.trouble, []).append(read)
        for code, reads in groups.items():
            n = sum(read.n for read in reads)
            repairs.append(Repair(code, column.header, sentences.repair(code, column.header, n), n))
            if column.recipe.personal is not None:
                known.append((code, column.header, None, None, None, n))
            elif code in UNIFORM:
                known += [(code, column.header, None, r.text, r.after, r.n) for r in reads]
            else:
                parts.append(_rows_sql(con, source, column, code, reads, len(parts)))
    known += [(item.code, "", item.row, None, None, 1) for item in staged.left_out]
    known += [("duplicate", "", row, None, None, 1) for row in dropped]
    known += [(mend.code, "", mend.row, None, None, 1) for mend in staged.mends]
    if staged.mends:
        n = len(staged.mends)
        problem = sentences.quotes_mended([mend.row for mend in staged.mends])
        repairs.append(Repair("unclosed_quote", "", problem.what, n))
    con.register("known_repairs", _repair_table(known))
    parts.append(_no_answers_sql(source, outcome))
    parts.append(f"SELECT {_REPAIR_COLUMNS} FROM known_repairs")
    con.execute(
        f"COPY ({' UNION ALL '.join(parts)}) TO {literal(folder / REPAIRS_FILE)} (FORMAT parquet)"
    )
    return tuple(repairs)


def _repair_table(
    rows: Sequence[tuple[str, str, int | None, str | None, str | None, int]],
) -> pa.Table:
    kinds = (pa.string(), pa.string(), pa.int64(), pa.string(), pa.string(), pa.int64())
    names = ("code", "column", "row", "before", "after", "n")
    return pa.table(
        {
            name: pa.array([row[place] for row in rows], kind)
            for place, (name, kind) in enumerate(zip(names, kinds, strict=True))
        }
    )


def _rows_sql(
    con: duckdb.DuckDBPyConnection,
    source: str,
    column: TypedColumn,
    code: str,
    reads: Sequence[Read],
    number: int,
) -> str:
    name = f"s.{column.found.name}"
    key = f"c.k IN ({token_sql(name)}, {name})" if column.by_token else f"c.k = {name}"
    table = pa.table(
        {
            "k": pa.array([read.text for read in reads], pa.string()),
            "after": pa.array([read.after for read in reads], pa.string()),
        }
    )
    con.register(f"changed_{number}", table)
    return (
        f'SELECT {literal(code)} AS code, {literal(column.header)} AS "column", s.row AS "row", '
        f"{name} AS before, c.after, 1 AS n FROM {source} s JOIN changed_{number} c ON {key}"
    )


def _no_answers_sql(source: str, outcome: TypedColumn) -> str:
    name = f"s.{outcome.found.name}"
    missing = [read for read in outcome.reads if read.value is None and not read.trouble]
    listed = ", ".join(literal(read.text) for read in missing)
    among = f" OR {name} IN ({listed})" if missing else ""
    return (
        f'SELECT \'no_answer\' AS code, {literal(outcome.header)} AS "column", s.row AS "row", '
        f"{name} AS before, NULL AS after, 1 AS n FROM {source} s WHERE {name} IS NULL{among}"
    )


# --- what the passport says -----------------------------------------------------------------


def _column(column: TypedColumn) -> Column:
    return Column(
        name=column.name,
        role=column.role,
        label=column.header,
        kind=column.kind,
        categories=column.categories if column.kind is Kind.CATEGORY else (),
        minimum=column.minimum,
        maximum=column.maximum,
    )


def _mapping(columns: Sequence[TypedColumn]) -> dict[str, tuple[str, ...]]:
    mapping: dict[str, tuple[str, ...]] = {}
    for column in columns:
        role = str(column.role.value)
        mapping[role] = (*mapping.get(role, ()), column.header)
    return mapping


def _missing(profiles: Sequence[ColumnProfile], columns: Sequence[TypedColumn]) -> dict[str, int]:
    counted = {found.header: found.n_missing for found in profiles}
    counted.update({column.header: column.n_missing for column in columns})
    return counted


def _date_range(
    con: duckdb.DuckDBPyConnection, target: Path, schema: Schema
) -> tuple[str | None, str | None]:
    if not schema.has(Role.RESPONDED_AT):
        return None, None
    row = one(
        con,
        f"SELECT min(responded_at)::DATE::VARCHAR, max(responded_at)::DATE::VARCHAR "
        f"FROM read_parquet({literal(target)})",
    )
    return (row[0], row[1]) if row else (None, None)


def _straight_lining(con: duckdb.DuckDBPyConnection, target: Path, schema: Schema) -> int:
    """Count responses that gave one rating to all drivers answered, three or more."""
    names = [column.name for column in schema.with_role(Role.DRIVER)]
    if len(names) < 3:
        return 0
    listed = ", ".join(names)
    answered = " + ".join(f"({name} IS NOT NULL)::INTEGER" for name in names)
    row = one(
        con,
        f"SELECT count(*) FROM read_parquet({literal(target)}) "
        f"WHERE least({listed}) = greatest({listed}) AND {answered} >= 3",
    )
    return int(row[0]) if row else 0


def _repeated_ids(con: duckdb.DuckDBPyConnection, target: Path, schema: Schema) -> int:
    if not schema.has(Role.RESPONDENT):
        return 0
    row = one(
        con,
        "SELECT count(respondent) - count(DISTINCT respondent) "
        f"FROM read_parquet({literal(target)})",
    )
    return int(row[0]) if row else 0


def _currency(columns: Sequence[TypedColumn]) -> str | None:
    """Name the currency by the signs in the amounts, or by a code in the header."""
    for column in columns:
        if column.kind is not Kind.MONEY:
            continue
        if column.found.number_format.currency:
            return column.found.number_format.currency
        named: str | None = next(
            (c for c in re.findall(r"\b[A-Z]{3}\b", column.header) if c in CODES), None
        )
        if named is not None:
            return named
    return None


def _forget_personal(
    staged: Staged, profiles: Sequence[ColumnProfile], recipe: Recipe, folder: Path
) -> tuple[PersonalColumn, ...]:
    """Take personal columns that are not used out of the staged file."""
    left = [c for c in recipe.columns if c.personal is not None and c.role is None]
    if not left:
        return ()
    names = {found.header: found.name for found in profiles}
    drop = [names[column.header] for column in left if column.header in names]
    if drop:
        rewrite(staged.path, drop_columns=drop)
        if staged.upload is not None and staged.upload.parent == folder:
            with suppress(OSError):
                staged.upload.unlink()
    return tuple(
        PersonalColumn(column.header, f"{column.personal}, left out before anything was stored")
        for column in left
    )
