"""How do texts become yes and no, groups, or plain texts?"""

from dataclasses import replace

import duckdb

from cx.intake import scales
from cx.intake.category_order import ordered_categories
from cx.intake.folding import spellings, tidy
from cx.intake.missing_words import MISSING_TEXTS
from cx.intake.numbers import normalised
from cx.intake.profiles import ValueCount
from cx.intake.sentences import about_columns
from cx.intake.sql import literals
from cx.intake.typed.column import (
    MOST_GROUPS,
    SIMILAR,
    CellReading,
    TypedColumn,
    mapped,
    missing_reading,
    n_without_value,
    noteworthy,
    said_missing,
    values_where,
)
from cx.vocabulary import Kind, Role


def type_flags(base: TypedColumn) -> TypedColumn:
    """Read texts as yes or no."""
    profile = base.profile
    texts = profile.texts(Kind.FLAG) if profile.complete else []
    pair = scales.two_values(texts)
    known = {normalised(text).lower() for text in texts}
    if not texts or (not known <= scales.YES | scales.NO and pair is None):
        return replace(base, unusable=about_columns.not_a_flag(profile, base.role))

    # Of "active" and "churned" the good one is active; yes to "churned" is the other one.
    yes_text = (pair or ("", ""))[base.role is Role.CHURNED]

    def read(value: ValueCount) -> CellReading:
        if said_missing(value.text, Kind.FLAG, base.recipe):
            return missing_reading(value)
        clean = normalised(value.text).lower()
        is_word = clean in scales.YES | scales.NO
        yes = clean in scales.YES if is_word else value.text == yes_text
        return CellReading(value.text, value.n, value.row, yes, "Yes" if yes else "No")

    readings = [read(value) for value in profile.values]
    return replace(
        mapped(base, readings, Kind.FLAG),
        readings=noteworthy(readings),
        categories=("Yes", "No"),
        n_missing=n_without_value(base, readings),
    )


def type_categories(con: duckdb.DuckDBPyConnection, source: str, base: TypedColumn) -> TypedColumn:
    """Read texts as groups; groups that look alike are one, by its most frequent spelling."""
    profile = base.profile
    values = list(profile.values)
    if not profile.complete:
        values = values_where(con, source, profile.name, limit=MOST_GROUPS)
        if len(values) > MOST_GROUPS:
            return replace(base, unusable=about_columns.too_many_levels(profile, base.role))

    written: dict[str, int] = {}
    for value in values:
        clean = tidy(value.text)
        written[clean] = written.get(clean, 0) + value.n
    shown = {} if base.recipe.keep_spellings else spellings(written)

    def read(value: ValueCount) -> CellReading:
        clean = tidy(value.text)
        if not clean or said_missing(value.text, Kind.CATEGORY, base.recipe):
            return missing_reading(value)
        after = shown.get(clean, clean)
        changes = () if clean == value.text else ("spacing",)
        changes = changes if after == clean else (SIMILAR,)
        return CellReading(value.text, value.n, value.row, after, after, changes)

    readings = [read(value) for value in values]
    counts: dict[str, int] = {}
    for reading in readings:
        if reading.value is not None:
            counts[str(reading.value)] = counts.get(str(reading.value), 0) + reading.n
    special = noteworthy(readings)
    typed = mapped(base, readings, Kind.CATEGORY) if special else base
    return replace(
        typed,
        readings=special,
        categories=ordered_categories(counts),
        n_missing=n_without_value(base, readings),
    )


def type_texts(con: duckdb.DuckDBPyConnection, source: str, base: TypedColumn) -> TypedColumn:
    """Keep texts as they are; only words that stand for no answer are taken out."""
    name = base.profile.name
    words = values_where(con, source, name, _is_no_answer(name))
    expression = f"s.{name}"
    if words:
        expression = f"CASE WHEN {_is_no_answer(expression)} THEN NULL ELSE {expression} END"
    return replace(
        base,
        expression=expression,
        readings=tuple(missing_reading(value) for value in words),
        n_missing=base.profile.n_empty + sum(value.n for value in words),
    )


def _is_no_answer(cell: str) -> str:
    """Write when a text is a word for "no answer"; most are longer, and their length is known."""
    longest = max(len(word.encode()) for word in MISSING_TEXTS)
    words = literals(sorted(MISSING_TEXTS))
    return f"strlen({cell}) <= {longest} AND lower(trim({cell})) IN ({words})"
