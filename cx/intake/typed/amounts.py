"""Which amount does each text of a column of money mean, and which number in other columns?

A column of many values is cast by the engine behind a strict pattern; only texts that the pattern
does not know are read one by one.
"""

# ruff: noqa: S608 - names are c0, c1, ... of our own; texts are quoted where SQL is written

import re
from collections.abc import Sequence
from dataclasses import replace

import duckdb

from cx.intake.currencies import SIGN
from cx.intake.numbers import PLAIN, NumberFormat, read_number
from cx.intake.profiles import ColumnProfile, ValueCount
from cx.intake.recipe import ColumnRecipe, Recipe
from cx.intake.sentences import about_columns
from cx.intake.sql import ask_row, literal, literals
from cx.intake.typed.column import (
    MISSING_CODE,
    CellReading,
    TypedColumn,
    mapped,
    missing_reading,
    noteworthy,
    said_missing,
    unreadable_reading,
    values_where,
)
from cx.vocabulary import Kind

_AMOUNT = "DECIMAL(18,4)"  # exact; other numbers keep all their digits as doubles
_TOO_LARGE = 10**14  # for that type
_PLAIN = PLAIN.replace("{1,15}", "{1,14}")
_BLANKS = "\u00a0\u2007\u2009\u202f\u3000"


def type_amounts(
    con: duckdb.DuckDBPyConnection, source: str, base: TypedColumn, recipe: Recipe
) -> TypedColumn:
    """Read every text as an exact decimal, or as a number, in the one format of its column."""
    profile, form = base.profile, number_format_of(base.profile, base.recipe)
    if profile.kind is not Kind.NUMBER:
        return replace(base, unusable=about_columns.not_a_number(profile, base.role))
    if form.several_currencies and base.kind is Kind.MONEY:
        return replace(base, unusable=about_columns.several_currencies(profile))
    codes = recipe.missing_codes
    if profile.complete:
        readings = [_read_amount(value, base, form, codes) for value in profile.values]
        typed = mapped(base, readings, base.kind)
    else:
        fits, cast = _cast_sql(profile.name, form, codes, base.kind)
        misfits = values_where(con, source, profile.name, f"NOT ({fits})")
        readings = [_read_amount(value, base, form, codes) for value in misfits]
        typed = mapped(base, readings, base.kind)
        if readings:  # without any misfit the pattern need not be tried again
            cast = f"CASE WHEN {fits} THEN {cast} ELSE {typed.expression} END"
        typed = replace(typed, expression=cast)
        readings += _uniform_changes(con, source, profile.name, form, fits)
    lost = sum(reading.n for reading in readings if reading.value is None)
    return replace(typed, readings=noteworthy(readings), n_missing=profile.n_empty + lost)


def number_format_of(profile: ColumnProfile, column: ColumnRecipe) -> NumberFormat:
    """Return how the numbers of a column are written: as chosen, or as found."""
    form = profile.number_format
    if column.decimal is not None:
        other = "," if column.decimal == "." else "."
        regrouped = form.ambiguous or form.thousands == column.decimal
        form = replace(form, decimal=column.decimal, ambiguous=False)
        form = replace(form, thousands=other) if regrouped else form
    if column.thousands is not None:
        form = replace(form, thousands=column.thousands, ambiguous=False)
    return form


def _cast_sql(name: str, form: NumberFormat, codes: Sequence[float], kind: Kind) -> tuple[str, str]:
    """Write when a text follows the format of its column, such as 1.234,50 EUR, and its value."""
    if form.is_plain:
        fits, digits = f"regexp_full_match({name}, {literal(_PLAIN)})", name
    else:
        bare, part = _bare_sql(name), re.escape(form.thousands)
        whole = f"([0-9]{{1,3}}({part}[0-9]{{3}}){{1,3}}|[0-9]{{1,14}})" if part else "[0-9]{1,14}"
        if form.thousands == ",":  # and as in India: 12,34,567
            whole = f"({whole}|[0-9]{{1,2}}(,[0-9]{{2}}){{1,4}},[0-9]{{3}})"
        strict = literal(f"[+-]?{whole}({re.escape(form.decimal)}[0-9]{{1,20}})?")
        fits, digits = f"regexp_full_match({bare}, {strict})", bare
        if form.thousands:
            digits = f"replace({digits}, {literal(form.thousands)}, '')"
        if form.decimal == ",":
            digits = f"replace({digits}, ',', '.')"
    value = f"TRY_CAST({digits} AS {_AMOUNT if kind is Kind.MONEY else 'DOUBLE'})"
    if codes:
        fits = f"{fits} AND {value} NOT IN ({literals(codes)})"
    return fits, value


def _bare_sql(name: str) -> str:
    """Take currency and percent sign away, and write one kind of blank."""
    plain = f"translate({name}, {literal(_BLANKS)}, {literal(' ' * len(_BLANKS))})"
    return f"trim(rtrim(trim(regexp_replace({plain}, {literal(SIGN.pattern)}, '', 'g')), '%'))"


def _uniform_changes(
    con: duckdb.DuckDBPyConnection, source: str, name: str, form: NumberFormat, fits: str
) -> list[CellReading]:
    """Count the cells that follow a foreign format, by what is foreign; one example for each."""
    if form.is_plain:
        return []
    marks = {
        "decimal_comma": f"contains({name}, ',')" if form.decimal == "," else "FALSE",
        "thousands": f"contains({_bare_sql(name)}, {literal(form.thousands or 'none')})",
        "currency": f"regexp_matches({name}, {literal(SIGN.pattern)})",
        "percent": f"contains({name}, '%')",
    }
    asked = ", ".join(
        f"count(*) FILTER ({mark}), arg_min({name}, row) FILTER ({mark}), min(row) FILTER ({mark})"
        for mark in marks.values()
    )
    told = ask_row(con, f"SELECT {asked} FROM {source} WHERE {fits}")
    changed = []
    for place, code in enumerate(marks):
        n, text, row = told[3 * place : 3 * place + 3]
        if n:
            value = str(read_number(text, form).value)
            changed.append(CellReading(text, n, row, value, value, (code,)))
    return changed


def _read_amount(
    value: ValueCount, base: TypedColumn, form: NumberFormat, codes: tuple[float, ...]
) -> CellReading:
    if said_missing(value.text, base.kind, base.recipe):
        return missing_reading(value)
    number = read_number(value.text, form)
    if number.value is None or abs(number.value) >= _TOO_LARGE:
        return unreadable_reading(value)
    if float(number.value) in codes:
        return CellReading(value.text, value.n, value.row, None, "no answer", (), MISSING_CODE)
    amount = str(number.value)
    return CellReading(value.text, value.n, value.row, amount, amount, number.changes)
