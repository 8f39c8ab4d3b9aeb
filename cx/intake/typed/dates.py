"""Which moment does each cell of a date column mean?

The day is read from the distinct date tokens, the time by the engine. A named time zone is not
applied: the clock that the customer saw is kept, and the passport says so.
"""

# ruff: noqa: S608 - names are c0, c1, ... of our own; texts are quoted where SQL is written

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

import duckdb

from cx.intake import dates
from cx.intake.date_evidence import NumbersAsDates, moment_sql, standing_apart
from cx.intake.numbers import ASCII_DIGITS, DIGITS
from cx.intake.profiles import ValueCount, in_any_digits, token_sql, with_tokens
from cx.intake.sentences import about_columns, about_dates
from cx.intake.sql import ask_row, literal
from cx.intake.typed.column import (
    CellReading,
    TypedColumn,
    joins_sql,
    mapped,
    missing_reading,
    noteworthy,
    said_missing,
    unreadable_reading,
    values_where,
)
from cx.vocabulary import Kind

_CLOCK = r"(?:^|[^0-9:])([01]?[0-9]|2[0-3])B([0-5][0-9])(?:C([0-5][0-9]))?(?:[^0-9]|$)"
_CLOCK = _CLOCK.replace("B", " ?[:hH時시点點] ?").replace("C", " ?[:m分분] ?")
_TIMELIKE = r"[0-9] ?[:hH時시点點] ?[0-9]"
_AFTERNOON = r"[0-9] *p\.? ?m(?:\.|\b|$)|午後|下午|오후|หลังเที่ยง|μ\.μ"
_MORNING = r"[0-9] *a\.? ?m(?:\.|\b|$)|午前|上午|오전|ก่อนเที่ยง|π\.μ"
_ISO = r"^ *[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ]+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?)?"
_AGREES = 0.5  # of the cells must be dates; a column with fewer is none
_BLANKS = "\u00a0\u2007\u2009\u202f\u3000"


def type_dates(con: duckdb.DuckDBPyConnection, source: str, base: TypedColumn) -> TypedColumn:
    """Read every cell as a moment, in the one order of day and month of its column."""
    profile = base.profile
    if profile.dates is None and profile.n_distinct:
        profile = with_tokens(con, source, profile, stated=True)
    formats = profile.dates
    if formats is None or not formats.n_read or formats.n_read < _AGREES * formats.n_total:
        return replace(base, unusable=about_columns.not_a_date(base.profile, base.role))
    base = replace(base, profile=profile)
    asked = base.recipe.date_format is None
    if formats.mixed and asked:
        return replace(base, unusable=about_dates.mixed_date_orders(profile))
    if formats.swapped and asked:
        return replace(base, unusable=about_dates.swapped_dates(profile))
    order = base.recipe.date_format or formats.order
    if formats.ambiguous and order is None:
        return replace(base, unusable=about_dates.ambiguous_dates(profile))
    if formats.numbers is not None and formats.all_numbers and not profile.complete:
        return _of_numbers(con, source, base, formats.numbers)
    readings = [_read_day(token, base, order, formats) for token in profile.tokens]
    zones = _zones(con, source, profile.name) if _may_have_zones(profile.values) else []
    typed = _expressed(replace(base, date_order=order), readings, bool(zones))
    bad_times: list[CellReading] = []
    if not profile.complete or any(_has_time(value.text) for value in profile.values):
        bad_times = _bad_times(con, source, typed, readings)
    lost = sum(reading.n for reading in (*readings, *bad_times) if reading.value is None)
    return replace(
        typed,
        readings=(*noteworthy(readings), *bad_times, *zones),
        by_token=True,
        unlikely=_unlikely(readings),
        n_missing=profile.n - sum(reading.n for reading in readings) + lost,
    )


def _of_numbers(
    con: duckdb.DuckDBPyConnection, source: str, base: TypedColumn, numbers: NumbersAsDates
) -> TypedColumn:
    """Let the engine read numbers that are dates; only what is no such number is read here."""
    name, formats = base.profile.name, base.profile.dates
    fits, moment = moment_sql(name, numbers.unit)
    fits = f"({fits} AND year({moment}) BETWEEN 1970 AND 2200)"
    misfits = values_where(con, source, name, f"{fits} IS NOT TRUE")
    readings = [_read_day(value, base, None, formats or dates.PLAIN) for value in misfits]
    typed = mapped(base, readings, Kind.DATE)
    n, row, text = ask_row(
        con, f"SELECT count(*), min(row), arg_min({name}, row) FROM {source} WHERE {fits}"
    )
    ahead = date.today() + timedelta(days=1)
    late = con.execute(
        f"SELECT {name}, count(*), min(row), min({moment})::VARCHAR FROM {source} "
        f"WHERE {fits} AND {moment} >= TIMESTAMP '{ahead}' GROUP BY 1 ORDER BY 3"
    ).fetchall()
    day, changes = dates.read_date(text or "", None, formats or dates.PLAIN)
    told = [CellReading(text, n, row, str(day), str(day), changes)] if n else []
    lost = sum(reading.n for reading in readings if reading.value is None)
    return replace(
        typed,
        expression=f"CASE WHEN {fits} THEN {moment} ELSE {typed.expression} END",
        readings=(*noteworthy(readings), *told),
        unlikely={
            "ahead": tuple(
                CellReading(late_text, m, at, when, when) for late_text, m, at, when in late
            )
        }
        if late
        else {},
        n_missing=base.profile.n_empty + lost,
    )


def _has_half(text: str) -> bool:
    """Say whether a clock of twelve hours is written."""
    return any(character.isalpha() for character in dates.split_token(text)[1] or "")


def _has_time(text: str) -> bool:
    return dates.split_token(text)[1] is not None or ":" in text


def _unlikely(readings: Sequence[CellReading]) -> dict[str, tuple[CellReading, ...]]:
    """Find the dates that lie in the future, and those that stand apart from all others."""
    known = [(date.fromisoformat(str(r.value)[:10]), r) for r in readings if r.value is not None]
    counts: dict[date, int] = {}
    for day, reading in known:
        counts[day] = counts.get(day, 0) + reading.n
    ahead, apart = standing_apart(list(counts.items()), date.today())
    return {
        code: tuple(reading for day, reading in known if day in days)
        for code, days in (("ahead", ahead), ("apart", apart))
        if days
    }


def _read_day(
    token: ValueCount, base: TypedColumn, order: str | None, formats: dates.DateFormats
) -> CellReading:
    if said_missing(token.text, Kind.DATE, base.recipe):
        return missing_reading(token)
    day, changes = dates.read_date(token.text, order, formats)
    if day is None:
        return unreadable_reading(token)
    if not changes and not _is_iso(token.text):
        changes = ("date_form",)
    after = day.isoformat(sep=" ") if isinstance(day, datetime) else day.isoformat()
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
    iso = all(_is_iso(r.text) and r.value is not None and not r.changes for r in readings)
    if iso and not any(_has_half(value.text) for value in base.profile.values):
        if zoned:  # the engine would move the clock to UTC
            cell = f"regexp_extract({cell}, {literal(_ISO)})"
        return replace(base, expression=f"TRY_CAST({cell} AS TIMESTAMP)")
    by_token = mapped(base, readings, Kind.DATE, token_sql(f"s.{base.profile.name}"))
    if any(not value.text.isascii() for value in base.profile.values):
        plain = DIGITS + _BLANKS
        cell = f"translate({cell}, {literal(plain)}, {literal(ASCII_DIGITS + ' ' * len(_BLANKS))})"
    hour, minute, second = (
        f"TRY_CAST(nullif(regexp_extract({cell}, {literal(_CLOCK)}, {place}), '') AS INTEGER)"
        for place in (1, 2, 3)
    )
    low = f"lower({cell})"
    hours = (
        f"CASE WHEN regexp_matches({low}, {literal(_AFTERNOON)}) THEN {hour} % 12 + 12 "
        f"WHEN regexp_matches({low}, {literal(_MORNING)}) THEN {hour} % 12 ELSE {hour} END"
    )
    day = by_token.expression
    return replace(
        by_token,
        expression=f"CASE WHEN NOT regexp_matches({cell}, {literal(_TIMELIKE)}) THEN {day} "
        f"ELSE {day} + to_minutes(60 * ({hours}) + {minute}) + to_seconds(coalesce({second}, 0)) "
        "END",
    )


def _may_have_zones(values: Sequence[ValueCount]) -> bool:
    """Look for zones in the values that are known: all of them, or some from all of the file."""
    return any(dates.has_zone(value.text) for value in values)


def _zones(con: duckdb.DuckDBPyConnection, source: str, name: str) -> list[CellReading]:
    """Count the cells that name a time zone, by zone."""
    pattern = in_any_digits(dates.TOKEN)
    zone = f"trim(regexp_extract({name}, {literal(pattern)}, {dates.ZONE_PLACE}))"
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
        "GROUP BY 1, 2 ORDER BY 4"
    ).fetchall()
    known = {reading.text for reading in readings if reading.value is None}
    return [
        unreadable_reading(ValueCount(cell, n, row))
        for cell, token, n, row in rows
        if token not in known
    ]
