"""How do staged texts become responses: typed, counted, sorted, and nothing silently lost?

One COPY types all columns in the engine. Every row that is not used is counted under one reason.
Method: DuckDB over Parquet; joins lose the order of rows, so the result is sorted at the end.
"""

# ruff: noqa: S608 - names are c0, c1, ... of our own; texts are quoted where SQL is written

import hashlib
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

from cx.intake import passport_facts as facts
from cx.intake.balance import column_balances, unbalanced
from cx.intake.checking import problems_of, type_all
from cx.intake.passport import Passport, PersonalColumn
from cx.intake.profiles import ColumnProfile
from cx.intake.progress import Progress, doing_type, doing_write, silent
from cx.intake.recipe import Recipe
from cx.intake.repairs import DROPPED_ROWS, count_reasons, write_repairs
from cx.intake.rewriting import rewrite
from cx.intake.sentences import about_columns, about_files, about_passport
from cx.intake.sql import ask_row, literal
from cx.intake.staged import Staged
from cx.intake.typed import TypedColumn, joins_sql
from cx.problems import IntakeError, Severity
from cx.store.customers import CUSTOMER
from cx.store.engine import cursor
from cx.vocabulary import Column, Kind, Role, Scale, Schema

RESPONSES_FILE = "responses.parquet"
DRAW_SEED = 20_260_101
RULES_VERSION = "6"  # a change of the rules makes other digests, and the sample anew
# Dictionaries of ids are given up when they are full; a low limit gives them up at once.
_LAYOUT = "FORMAT parquet, DICTIONARY_SIZE_LIMIT 5000"
_NEARLY_ALL = 0.9  # of the rows; a column with as many values may tell every row apart


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
    progress(doing_type(), 0.0)
    profiles = _present(staged, profiles)
    typed = type_all(staged, profiles, recipe)
    problems = problems_of(staged, profiles, recipe, typed)
    stopping = [problem for problem in problems if problem.severity is Severity.STOPS]
    scale = recipe.scale
    if stopping or scale is None:
        raise IntakeError(stopping)
    columns = tuple(column for column in typed if column.unusable is None)
    outcome = next(column for column in columns if column.role is Role.OUTCOME)
    schema = Schema(tuple(_schema_column(column) for column in columns))
    currency = facts.currency_of_columns(columns, profiles)
    target = folder / RESPONSES_FILE
    progress(doing_write(), 0.2)
    with cursor() as con:
        duplicates = _duplicate_rows(con, staged, profiles)
        dropped = duplicates if recipe.drop_duplicates else []
        con.register(DROPPED_ROWS, pa.table({"row": pa.array(dropped, pa.int64())}))
        n_used = _copy(con, staged.source, columns, outcome, bool(dropped), target)
        if not n_used:
            raise IntakeError(about_columns.nothing_usable(outcome.header, staged.n_read))
        progress(doing_write(), 0.7)
        reasons = count_reasons(con, staged, outcome, dropped)
        repairs = write_repairs(con, staged, columns, outcome, dropped, folder)
        shown = facts.response_facts(con, target, schema)
        balances = column_balances(con, staged, columns, outcome, bool(dropped), target)
    passport = Passport(
        rows_read=staged.n_read,
        rows_used=n_used,
        rows_left_out=sum(reason.count for reason in reasons),
        left_out=reasons,
        problems=(*problems, *unbalanced(balances)),
        repairs=repairs,
        mapping=facts.headers_by_role(columns),
        missing=facts.missing_answers(profiles, columns),
        does_not_apply={c.header: c.n_not_applicable for c in columns if not c.applies_to_all},
        duplicates=len(duplicates),
        repeated_ids=shown.repeated_ids,
        first_date=shown.first_date,
        last_date=shown.last_date,
        straight_lining=shown.straight_lining,
        personal=_forget_personal(staged, profiles, recipe, folder),
        currency=currency,
        scale=scale,
        columns=balances,
    )
    accounted = passport.rows_used + passport.rows_left_out
    if accounted != passport.rows_read:
        raise IntakeError(about_files.unbalanced(staged.name, passport.rows_read, accounted))
    progress(doing_write(), 1.0)
    return Loaded(target, schema, scale, currency, n_used, passport, _digest(staged, recipe))


def _present(staged: Staged, profiles: Sequence[ColumnProfile]) -> tuple[ColumnProfile, ...]:
    """Keep the columns that the staged file still has: personal ones may be gone."""
    with cursor() as con:
        rows = con.execute(f"DESCRIBE SELECT * FROM {staged.source}").fetchall()
    names = {row[0] for row in rows}
    return tuple(profile for profile in profiles if profile.name in names)


def _schema_column(column: TypedColumn) -> Column:
    return Column(
        name=column.name,
        role=column.role,
        label=column.recipe.display_name,
        kind=column.kind,
        categories=column.categories if column.kind is Kind.CATEGORY else (),
        minimum=column.minimum,
        maximum=column.maximum,
        applies_to_all=column.applies_to_all,
        header=column.header,
    )


def _duplicate_rows(
    con: duckdb.DuckDBPyConnection, staged: Staged, profiles: Sequence[ColumnProfile]
) -> list[int]:
    """Name the rows that are identical to an earlier row in every column."""
    source = staged.source
    listed = ", ".join(profile.name for profile in profiles)
    for profile in profiles:  # ids stand first in most files, and one that tells all apart will do
        if profile.n_distinct > _NEARLY_ALL * staged.n_rows:
            (n_distinct,) = ask_row(con, f"SELECT count(DISTINCT {profile.name}) FROM {source}")
            if n_distinct == staged.n_rows:
                return []
    (n_alike,) = ask_row(con, f"SELECT count(*) - count(DISTINCT hash({listed})) FROM {source}")
    if not n_alike:
        return []
    rows = con.execute(
        f"WITH hashed AS (SELECT row, hash({listed}) AS mark, {listed} FROM {source}), "
        "again AS (SELECT mark FROM hashed GROUP BY mark HAVING count(*) > 1) "
        f"SELECT row FROM hashed WHERE mark IN (FROM again) "
        f"QUALIFY row_number() OVER (PARTITION BY {listed} ORDER BY row) > 1 ORDER BY row"
    ).fetchall()
    return [int(number) for (number,) in rows]


def _copy(
    con: duckdb.DuckDBPyConnection,
    source: str,
    columns: Sequence[TypedColumn],
    outcome: TypedColumn,
    drops: bool,
    target: Path,
) -> int:
    """Type all columns and write the rows that have an outcome; return how many these are."""
    joins = joins_sql(con, columns)
    chosen = ", ".join(f"{column.expression} AS {column.name}" for column in columns)
    order = "ORDER BY row_id" if joins else ""
    if any(column.role is Role.RESPONDED_AT for column in columns):
        order = "ORDER BY responded_at NULLS LAST, row_id"
    unique = f"AND s.row NOT IN (SELECT row FROM {DROPPED_ROWS})" if drops else ""
    (n_used,) = ask_row(
        con,
        f"COPY (SELECT s.row AS row_id, "
        f"CAST(hash(s.row, {DRAW_SEED}) & 4294967295 AS UINTEGER) AS draw, "
        f"{_customer(columns)}{chosen} "
        f"FROM {source} s {joins} WHERE ({outcome.expression}) IS NOT NULL {unique} {order}) "
        f"TO {literal(target)} ({_LAYOUT})",
    )
    return int(n_used)


def _customer(columns: Sequence[TypedColumn]) -> str:
    """Number the customers: uniform on 0 .. 2**63 - 1, so that a range of numbers draws some.

    A row without an id is a customer of its own.
    """
    known = [column.expression for column in columns if column.role is Role.RESPONDENT]
    if not known:
        return ""
    key = f"coalesce(CAST({known[0]} AS VARCHAR), 'row ' || s.row)"
    return f"CAST(hash({key}, {DRAW_SEED}) >> 1 AS BIGINT) AS {CUSTOMER}, "


def _forget_personal(
    staged: Staged, profiles: Sequence[ColumnProfile], recipe: Recipe, folder: Path
) -> tuple[PersonalColumn, ...]:
    """Take personal columns that are not used out of the staged file."""
    unused = [c for c in recipe.columns if c.personal is not None and c.role is None]
    names = {profile.header: profile.name for profile in profiles}
    drop = [names[column.header] for column in unused if column.header in names]
    if drop:
        rewrite(staged.path, drop_columns=drop)
        if staged.upload is not None and staged.upload.parent == folder:
            with suppress(OSError):
                staged.upload.unlink()
    return tuple(
        PersonalColumn(column.header, about_passport.not_stored(column.personal or ""))
        for column in unused
    )


def _digest(staged: Staged, recipe: Recipe) -> str:
    sheets = ",".join(staged.reading.sheets)
    parts = (staged.sha256, recipe.to_json(), str(DRAW_SEED), RULES_VERSION, sheets)
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
