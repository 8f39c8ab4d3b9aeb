"""Which moment does each cell of a date column mean?

The day is read from the distinct date tokens, the time by the engine. A named time zone is not
applied: the clock that the customer saw is kept, and the passport says so.
"""

# ruff: noqa: S608 - names are c0, c1, ... of our own; texts are quoted where SQL is written

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import duckdb

from cx.intake import dates
from cx.intake.profiles import ValueCount, token_sql
from cx.intake.sentences import about_columns
from cx.intake.sql import literal
from cx.intake.typed.column import (
    MISFIT_LIMIT,
    CellReading,
    TypedColumn,
    joins_sql,
    mapped,
    missing_reading,
    noteworthy,
    said_missing,
    unreadable_reading,
)
from cx.vocabulary import Kind

_CLOCK = r"\b((?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?)(?:\D|$)"
_HALF = r"\d\s*([ap])\.?m"


def type_dates(con: duckdb.DuckDBPyConnection, source: str, base: TypedColumn) -> TypedColumn:
    """Read every cell as a moment, in the one order of day and month of its column."""
    profile, formats = base.profile, base.profile.dates
    if profile.kind is not Kind.DATE or formats is None:
        return replace(base, unusable=about_columns.not_a_date(profile, base.role))
    order = base.recipe.date_format or formats.order
    if formats.mixed and base.recipe.date_format is None:
        return replace(base, unusable=about_columns.mixed_date_orders(profile))
    if formats.ambiguous and order is None:
        return replace(base, unusable=about_columns.ambiguous_dates(profile))
    readings = [_read_day(token, base, order) for token in profile.tokens]
    zones = _zones(con, source, profile.name) if _may_have_zones(profile.values) else []
    typed = _expressed(replace(base, date_order=order), readings, bool(zones))
    bad_times: list[CellReading] = []
    if not profile.complete or any(":" in value.text for value in profile.values):
        bad_times = _bad_times(con, source, typed, readings)
    lost = sum(reading.n for reading in (*readings, *bad_times) if reading.value is None)
    return replace(
        typed,
        readings=(*noteworthy(readings), *bad_times, *zones),
        by_token=True,
        n_missing=profile.n - sum(reading.n for reading in readings) + lost,
    )


def _read_day(token: ValueCount, base: TypedColumn, order: str | None) -> CellReading:
    if said_missing(token.text, Kind.DATE, base.recipe):
        return missing_reading(token)
    day, changes = dates.read_date(token.text, order)
    if day is None:
        return unreadable_reading(token)
    if not changes and not _is_iso(token.text):
        changes = ("date_form",)
    after = day.isoformat()
    return CellReading(token.text, token.n, token.row, after, after, changes)


def _is_iso(text: str) -> bool:
    if len(text) != 10 or text[4] != "-" or text[7] != "-":
        return False
    try:
        return 1900 <= date.fromisoformat(text).year <= 2200
    except ValueError:
        return False


def _expressed(base: TypedColumn, readings: Sequence[CellReading], zoned: bool) -> TypedColumn:
    """Write how the engine reads whole cells: ISO by a cast, others by their token and clock."""
    cell = f"s.{base.profile.name}"
    if zoned:  # the engine would move the clock to UTC
        cell = f"regexp_replace({cell}, {literal(dates.ZONED)}, '\\1')"
    if all(_is_iso(reading.text) and reading.value is not None for reading in readings):
        return replace(base, expression=f"TRY_CAST({cell} AS TIMESTAMP)")
    by_token = mapped(base, readings, Kind.DATE, token_sql(f"s.{base.profile.name}"))
    clock = f"regexp_extract({cell}, {literal(_CLOCK)}, 1)"
    half = f"regexp_extract(lower({cell}), {literal(_HALF)}, 1)"
    hour, minute = (f"TRY_CAST(split_part({clock}, ':', {n}) AS INTEGER)" for n in (1, 2))
    second = f"coalesce(TRY_CAST(nullif(split_part({clock}, ':', 3), '') AS INTEGER), 0)"
    hours = (
        f"CASE WHEN {half} = '' THEN {hour} WHEN {half} = 'p' THEN {hour} % 12 + 12 "
        f"ELSE {hour} % 12 END"
    )
    day = by_token.expression
    return replace(
        by_token,
        expression=f"CASE WHEN NOT contains({cell}, ':') THEN {day} WHEN {clock} = '' THEN NULL "
        f"ELSE {day} + to_minutes(60 * ({hours}) + {minute}) + to_seconds({second}) END",
    )


def _may_have_zones(values: Sequence[ValueCount]) -> bool:
    """Look for zones in the values that are known: all of them, or some from all of the file."""
    return any(dates.has_zone(value.text) for value in values)


def _zones(con: duckdb.DuckDBPyConnection, source: str, name: str) -> list[CellReading]:
    """Count the cells that name a time zone, by zone."""
    zone = f"regexp_extract({name}, {literal(dates.ZONED)}, 2)"
    rows = con.execute(
        f"SELECT {zone} AS zone, count(*), min(row) FROM {source} "
        f"WHERE {name} IS NOT NULL AND zone != '' GROUP BY 1 ORDER BY 2 DESC, 3"
    ).fetchall()
    return [CellReading(text, n, row, text, "left as written", ("zone",)) for text, n, row in rows]


def _bad_times(
    con: duckdb.DuckDBPyConnection, source: str, typed: TypedColumn, readings: Sequence[CellReading]
) -> list[CellReading]:
    """List cells whose date can be read and whose time cannot, such as 25:61."""
    name = f"s.{typed.profile.name}"
    rows = con.execute(
        f"SELECT {name}, {token_sql(name)}, count(*), min(s.row) "
        f"FROM {source} s {joins_sql(con, [typed])} "
        f"WHERE {name} IS NOT NULL AND ({typed.expression}) IS NULL "
        f"GROUP BY 1, 2 ORDER BY 4 LIMIT {MISFIT_LIMIT}"
    ).fetchall()
    known = {reading.text for reading in readings if reading.value is None}
    return [
        unreadable_reading(ValueCount(cell, n, row))
        for cell, token, n, row in rows
        if token not in known
    ]
