"""How does one column of text become typed values, and what is changed or lost on the way?

Distinct values are read by the pure rules of `numbers`, `dates` and `scales`; the engine maps texts
to readings (a map up to 500 values, a join above). Numbers and dates with very many distinct values
are converted in SQL behind strict patterns, and only the misfits come here.
"""

# ruff: noqa: S608 - names are c0, c1, ... of our own; texts are quoted where SQL is written

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import duckdb
import pyarrow as pa

from cx.intake import dates, scales, sentences
from cx.intake.asking import one
from cx.intake.category_order import ordered_categories
from cx.intake.guessing import rating_range
from cx.intake.missing_words import is_missing
from cx.intake.numbers import PLAIN, SIGN, NumberFormat, normalised, read_number
from cx.intake.profiles import ColumnProfile, ValueCount, token_sql
from cx.intake.recipe import ColumnRecipe, Recipe
from cx.problems import Problem
from cx.vocabulary import Kind, Role, Scale, ScaleKind

MAP_LIMIT = 500
MISFIT_LIMIT = 20_000
_SQL_TYPES = {
    Kind.RATING: "DOUBLE",
    Kind.NUMBER: "DOUBLE",
    Kind.MONEY: "DECIMAL(18,4)",
    Kind.CATEGORY: "VARCHAR",
    Kind.TEXT: "VARCHAR",
    Kind.DATE: "TIMESTAMP",
    Kind.FLAG: "BOOLEAN",
}
# Changes of form that touch no meaning: kept as distinct value, reading and count.
UNIFORM = frozenset(
    ("decimal_comma", "thousands", "currency", "percent", "label_number", "worded", "two_valued",
     "date_form", "spacing", "missing_word")
)  # fmt: skip
OUT_OF_RANGE, MISSING_CODE, UNREADABLE = "out_of_range", "missing_code", "unreadable"


@dataclass(frozen=True, slots=True)
class Read:
    """One distinct text of a column and its reading."""

    text: str
    n: int
    row: int
    value: object | None  # None: missing or not readable
    after: str = ""  # the reading as a person sees it
    changes: tuple[str, ...] = ()
    trouble: str | None = None  # out_of_range, missing_code, unreadable


@dataclass(frozen=True, slots=True)
class TypedColumn:
    """One column of the responses in the making."""

    name: str
    role: Role
    found: ColumnProfile
    recipe: ColumnRecipe
    kind: Kind
    expression: str
    key: str = ""  # what is joined with `table.k`; empty: no join
    table: pa.Table | None = None
    reads: tuple[Read, ...] = ()  # every reading that changed, was missing or in trouble
    categories: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    n_missing: int = 0
    unusable: Problem | None = None  # the column cannot be used until this is answered
    by_token: bool = False  # reads are of date tokens, not of whole cells
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def header(self) -> str:
        """The header in the person's own file."""
        return self.found.header

    def troubled(self, code: str) -> tuple[Read, ...]:
        """Return the readings in one kind of trouble, the first in the file first."""
        chosen = [read for read in self.reads if read.trouble == code]
        return tuple(sorted(chosen, key=lambda read: read.row))

    def changed(self) -> dict[str, list[Read]]:
        """Group the readings that were changed by kind of change."""
        grouped: dict[str, list[Read]] = {}
        for read in self.reads:
            for change in read.changes:
                grouped.setdefault(change, []).append(read)
        return grouped


def type_column(
    con: duckdb.DuckDBPyConnection,
    source: str,
    name: str,
    found: ColumnProfile,
    column: ColumnRecipe,
    recipe: Recipe,
) -> TypedColumn:
    """Type one column for its role."""
    role = column.role
    if role is None:
        raise ValueError("A column without a role is not typed.")
    base = TypedColumn(name, role, found, column, role.kind, f"s.{found.name}")
    if role.kind is Kind.RATING:
        return _rating(base, recipe)
    if role.kind is Kind.MONEY:
        return _money(con, source, base, recipe)
    if role.kind is Kind.DATE:
        return _date(con, source, base)
    if role.kind is Kind.FLAG:
        return _flag(base)
    if role.kind is Kind.CATEGORY:
        return _category(con, source, base)
    return _text(base)


def literal(value: object) -> str:
    """Write a value as SQL."""
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return repr(value)
    return "'" + str(value).replace("'", "''") + "'"


def _mapped(
    base: TypedColumn, reads: Sequence[Read], kind: Kind, key: str | None = None
) -> TypedColumn:
    """Let the engine map texts to readings."""
    sql_type = _SQL_TYPES[kind]
    key = key or f"s.{base.found.name}"
    readable = [read for read in reads if read.value is not None]
    if not readable:
        return replace(base, expression=f"CAST(NULL AS {sql_type})", reads=tuple(reads))
    if len(readable) <= MAP_LIMIT:
        keys = ", ".join(literal(read.text) for read in readable)
        values = ", ".join(literal(read.value) for read in readable)
        made = f"map([{keys}], [{values}]::{sql_type}[])[{key}]"
        return replace(base, expression=made, reads=tuple(reads))
    table = pa.table(
        {
            "k": pa.array([read.text for read in readable], pa.string()),
            "v": pa.array([str(read.value) for read in readable], pa.string()),
        }
    )
    made = f"CAST(j_{base.name}.v AS {sql_type})"
    return replace(base, expression=made, key=key, table=table, reads=tuple(reads))


def _noteworthy(reads: Sequence[Read]) -> tuple[Read, ...]:
    return tuple(read for read in reads if read.changes or read.trouble or read.value is None)


def _said_missing(text: str, kind: Kind, column: ColumnRecipe) -> bool:
    words = {word.strip().lower() for word in column.missing_words}
    return is_missing(text, kind) or text.strip().lower() in words


def _missing(value: ValueCount) -> Read:
    words = ("missing_word",) if value.text.strip() else ()
    return Read(value.text, value.n, value.row, None, "no answer", words)


def form_of(found: ColumnProfile, column: ColumnRecipe) -> NumberFormat:
    """Return how the numbers of a column are written: as chosen, or as found."""
    form = found.number_format
    if column.decimal is not None:
        form = replace(form, decimal=column.decimal, ambiguous=False)
        if form.thousands == column.decimal:
            form = replace(form, thousands="," if column.decimal == "." else ".")
    if column.thousands is not None:
        form = replace(form, thousands=column.thousands, ambiguous=False)
    return form


# --- ratings --------------------------------------------------------------------------------


def _rating(base: TypedColumn, recipe: Recipe) -> TypedColumn:
    found = base.found
    is_outcome = base.role is Role.OUTCOME
    if not found.complete or found.n_distinct == 0:
        return replace(base, unusable=sentences.not_a_rating(found, base.role))
    scale = recipe.scale if is_outcome else None
    low, high, whole = _bounds(base, scale)
    rule = _score_rule(base, scale)
    if rule is None:
        return replace(base, unusable=sentences.not_a_rating(found, base.role))
    reads = []
    for value in found.values:
        if _said_missing(value.text, Kind.RATING, base.recipe):
            reads.append(_missing(value))
            continue
        score, changes = rule(value.text)
        trouble = _trouble(score, low, high, whole, recipe.missing_codes)
        kept = score if trouble is None else None
        after = "" if score is None else f"{score:g}"
        reads.append(Read(value.text, value.n, value.row, kept, after, changes, trouble))
    answered = sum(read.n for read in reads if read.value is not None or read.trouble)
    unreadable = sum(read.n for read in reads if read.trouble == UNREADABLE)
    if answered and unreadable > 0.5 * answered:
        return replace(base, unusable=sentences.not_a_rating(found, base.role))
    made = _mapped(base, reads, Kind.RATING)
    return replace(
        made, reads=_noteworthy(reads), minimum=low, maximum=high,
        n_missing=found.n - sum(read.n for read in reads if read.value is not None),
    )  # fmt: skip


def _bounds(base: TypedColumn, scale: Scale | None) -> tuple[float | None, float | None, bool]:
    if scale is not None:
        return scale.minimum, scale.maximum, scale.whole
    if base.recipe.minimum is not None and base.recipe.maximum is not None:
        return base.recipe.minimum, base.recipe.maximum, False
    worded = scales.read_worded(base.found.texts(Kind.RATING))
    if worded is not None:
        return 1.0, float(worded[2]), False
    bounds = rating_range(base.found)
    if bounds is not None:
        return bounds[0], bounds[1], False
    scores = base.found.scores()
    return (min(scores), max(scores), False) if scores else (None, None, False)


Rule = Callable[[str], tuple[float | None, tuple[str, ...]]]


def _score_rule(base: TypedColumn, scale: Scale | None) -> Rule | None:
    """Choose how texts of this column become scores."""
    texts = base.found.texts(Kind.RATING)
    if scale is not None and scale.kind is ScaleKind.TWO_VALUED and scale.band_labels:
        best, worst = scale.band_labels[0].lower(), scale.band_labels[2].lower()

        def two(text: str) -> tuple[float | None, tuple[str, ...]]:
            clean = text.strip().lower()
            return {best: 1.0, worst: 0.0}.get(clean), ("two_valued",)

        return two
    worded = scales.read_worded(texts)
    if worded is not None:
        places = worded[0]
        return lambda text: (places.get(text), ("worded",))
    form = form_of(base.found, base.recipe)
    if not any(scales.read_score(text, form)[0] is not None for text in texts):
        pair = scales.two_values(texts)
        if pair is None or base.role is Role.OUTCOME:
            return None
        return lambda text: ({pair[0]: 1.0, pair[1]: 0.0}.get(text), ("two_valued",))
    return lambda text: scales.read_score(text, form)


def _trouble(
    score: float | None,
    low: float | None,
    high: float | None,
    whole: bool,
    codes: tuple[float, ...],
) -> str | None:
    if score is None:
        return UNREADABLE
    if score in codes:
        return MISSING_CODE
    if low is not None and high is not None and not low <= score <= high:
        return OUT_OF_RANGE
    return OUT_OF_RANGE if whole and not score.is_integer() else None


# --- money ----------------------------------------------------------------------------------


def _money(
    con: duckdb.DuckDBPyConnection, source: str, base: TypedColumn, recipe: Recipe
) -> TypedColumn:
    found, form = base.found, form_of(base.found, base.recipe)
    if found.kind is not Kind.NUMBER:
        return replace(base, unusable=sentences.not_a_number(found, base.role))
    if form.several_currencies:
        return replace(base, unusable=sentences.several_currencies(found))
    values = found.values if found.complete else _misfits(con, source, found.name)
    reads = [_read_amount(value, base, form, recipe.missing_codes) for value in values]
    if found.complete:
        made = _mapped(base, reads, Kind.MONEY)
    else:
        # Whole-column forms are mapped too: what is plain is cast, what is not is looked up.
        made = _mapped(base, reads, Kind.MONEY)
        cast = (
            f"CASE WHEN regexp_full_match(s.{found.name}, '{PLAIN}') "
            f"THEN TRY_CAST(s.{found.name} AS DECIMAL(18,4)) ELSE {made.expression} END"
        )
        if form.decimal == "," or form.thousands:
            # All values are misfits of the plain form: only brackets have to be looked up.
            special = _mapped(base, [r for r in reads if "parentheses" in r.changes], Kind.MONEY)
            cast = _formatted_sql(f"s.{found.name}", form, special.expression)
            made = replace(special, reads=tuple(reads))
        made = replace(made, expression=cast)
    lost = sum(read.n for read in reads if read.value is None)
    return replace(
        made, reads=_noteworthy(reads), n_missing=_empty_cells(con, source, found.name) + lost
    )


def _formatted_sql(name: str, form: NumberFormat, otherwise: str) -> str:
    """Cast numbers that are all written in one foreign form, such as 1.234,50 EUR."""
    sign = literal(SIGN.pattern)
    bare = f"trim(rtrim(trim(regexp_replace({name}, {sign}, '', 'g')), '%'))"
    part, mark = re.escape(form.thousands), re.escape(form.decimal)
    whole = f"([0-9]{{1,3}}({part}[0-9]{{3}})+|[0-9]{{1,15}})" if part else "[0-9]{1,15}"
    strict = literal(f"[+-]?{whole}({mark}[0-9]{{1,20}})?")
    digits = bare
    if form.thousands:
        digits = f"replace({digits}, {literal(form.thousands)}, '')"
    if form.decimal == ",":
        digits = f"replace({digits}, ',', '.')"
    return (
        f"CASE WHEN regexp_full_match({bare}, {strict}) "
        f"THEN TRY_CAST({digits} AS DECIMAL(18,4)) ELSE {otherwise} END"
    )


def _misfits(con: duckdb.DuckDBPyConnection, source: str, name: str) -> list[ValueCount]:
    rows = con.execute(
        f"SELECT {name}, count(*), min(row) FROM {source} WHERE {name} IS NOT NULL "
        f"AND NOT regexp_full_match({name}, '{PLAIN}') "
        f"GROUP BY 1 ORDER BY 2 DESC, 3 LIMIT {MISFIT_LIMIT}"
    ).fetchall()
    return [ValueCount(*row) for row in rows]


def _empty_cells(con: duckdb.DuckDBPyConnection, source: str, name: str) -> int:
    row = one(con, f"SELECT count(*) - count({name}) FROM {source}")
    return int(row[0]) if row else 0


def _read_amount(
    value: ValueCount, base: TypedColumn, form: NumberFormat, codes: tuple[float, ...]
) -> Read:
    if _said_missing(value.text, Kind.MONEY, base.recipe):
        return _missing(value)
    number = read_number(value.text, form)
    if number.value is None:
        return Read(value.text, value.n, value.row, None, "", (), UNREADABLE)
    if float(number.value) in codes:
        return Read(value.text, value.n, value.row, None, "no answer", (), MISSING_CODE)
    amount = str(number.value)
    return Read(value.text, value.n, value.row, amount, amount, number.changes)


# --- dates ----------------------------------------------------------------------------------


def _date(con: duckdb.DuckDBPyConnection, source: str, base: TypedColumn) -> TypedColumn:
    found = base.found
    if found.kind is not Kind.DATE or found.dates is None:
        return replace(base, unusable=sentences.not_a_date(found, base.role))
    order = base.recipe.date_format or found.dates.order
    if found.dates.mixed and base.recipe.date_format is None:
        return replace(base, unusable=sentences.mixed_date_orders(found))
    if found.dates.ambiguous and order is None:
        return replace(base, unusable=sentences.ambiguous_dates(found))
    reads = []
    for token in found.tokens:
        if _said_missing(token.text, Kind.DATE, base.recipe):
            reads.append(_missing(token))
            continue
        day, changes = dates.read_date(token.text, order)
        if day is None:
            reads.append(Read(token.text, token.n, token.row, None, "", (), UNREADABLE))
            continue
        if not changes and not _is_iso(token.text):
            changes = ("date_form",)
        reads.append(
            Read(token.text, token.n, token.row, day.isoformat(), day.isoformat(), changes)
        )
    lost = sum(read.n for read in reads if read.value is None)
    counted = sum(read.n for read in reads)
    name = f"s.{found.name}"
    if all(_is_iso(read.text) and read.value is not None for read in reads):
        made = replace(base, expression=f"TRY_CAST({name} AS TIMESTAMP)")
        if any(len(value.text) > 19 for value in found.values[:200]):
            made = replace(base, expression=f"TRY_CAST(left({name}, 19) AS TIMESTAMP)")
    else:
        made = _mapped(base, reads, Kind.DATE, token_sql(name))
        clock = (
            f"regexp_extract({name}, '\\b((?:[01]?\\d|2[0-3]):[0-5]\\d(?::[0-5]\\d)?)(?:\\D|$)', 1)"
        )
        half = f"regexp_extract(lower({name}), '\\d\\s*([ap])\\.?m', 1)"
        hours = f"TRY_CAST(split_part({clock}, ':', 1) AS INTEGER)"
        added = (
            f"to_minutes(60 * (CASE WHEN {half} = '' THEN {hours} WHEN {half} = 'p' "
            f"THEN {hours} % 12 + 12 ELSE {hours} % 12 END) "
            f"+ TRY_CAST(split_part({clock}, ':', 2) AS INTEGER)) "
            "+ to_seconds(coalesce("
            f"TRY_CAST(nullif(split_part({clock}, ':', 3), '') AS INTEGER), 0))"
        )
        made = replace(
            made,
            expression=f"CASE WHEN NOT contains({name}, ':') THEN {made.expression} "
            f"WHEN {clock} = '' THEN NULL "
            f"ELSE {made.expression} + {added} END",
        )
    bad_times = _bad_times(con, source, made, reads)
    lost += sum(read.n for read in bad_times)
    return replace(
        made,
        reads=(*_noteworthy(reads), *bad_times),
        by_token=True,
        n_missing=found.n - counted + lost,
    )


def _bad_times(
    con: duckdb.DuckDBPyConnection, source: str, made: TypedColumn, reads: Sequence[Read]
) -> list[Read]:
    """List cells whose date can be read and whose time cannot, such as 25:61."""
    join = ""
    if made.table is not None:
        con.register(f"t_{made.name}", made.table)
        join = f"LEFT JOIN t_{made.name} j_{made.name} ON j_{made.name}.k = {made.key}"
    name = f"s.{made.found.name}"
    rows = con.execute(
        f"SELECT {name}, {token_sql(name)}, count(*), min(s.row) FROM {source} s {join} "
        f"WHERE {name} IS NOT NULL AND ({made.expression}) IS NULL "
        f"GROUP BY 1, 2 ORDER BY 4 LIMIT {MISFIT_LIMIT}"
    ).fetchall()
    known = {read.text for read in reads if read.value is None}
    return [
        Read(cell, n, row, None, "", (), UNREADABLE)
        for cell, token, n, row in rows
        if token not in known
    ]


def _is_iso(text: str) -> bool:
    if len(text) != 10 or text[4] != "-" or text[7] != "-":
        return False
    try:
        return 1900 <= date.fromisoformat(text).year <= 2200
    except ValueError:
        return False


# --- flags, categories, texts ---------------------------------------------------------------


def _flag(base: TypedColumn) -> TypedColumn:
    found = base.found
    texts = found.texts(Kind.FLAG) if found.complete else []
    pair = scales.two_values(texts)
    known = {normalised(text).lower() for text in texts}
    if not texts or (not known <= scales.YES | scales.NO and pair is None):
        return replace(base, unusable=sentences.not_a_flag(found, base.role))
    reads = []
    for value in found.values:
        if _said_missing(value.text, Kind.FLAG, base.recipe):
            reads.append(_missing(value))
            continue
        clean = normalised(value.text).lower()
        yes = (
            clean in scales.YES
            if clean in scales.YES | scales.NO
            else value.text == (pair or ("",))[0]
        )
        reads.append(Read(value.text, value.n, value.row, yes, "Yes" if yes else "No"))
    made = _mapped(base, reads, Kind.FLAG)
    return replace(
        made, reads=_noteworthy(reads), categories=("Yes", "No"),
        n_missing=found.n - sum(read.n for read in reads if read.value is not None),
    )  # fmt: skip


def _clean_category(text: str) -> str:
    return " ".join(text.split())


def _category(con: duckdb.DuckDBPyConnection, source: str, base: TypedColumn) -> TypedColumn:
    found = base.found
    values = list(found.values)
    if not found.complete:
        rows = con.execute(
            f"SELECT {found.name}, count(*), min(row) FROM {source} WHERE {found.name} IS NOT NULL "
            f"GROUP BY 1 ORDER BY 2 DESC, 3 LIMIT {MISFIT_LIMIT}"
        ).fetchall()
        if len(rows) == MISFIT_LIMIT:
            return replace(base, unusable=sentences.too_many_levels(found, base.role))
        values = [ValueCount(*row) for row in rows]
    reads = []
    for value in values:
        if _said_missing(value.text, Kind.CATEGORY, base.recipe):
            reads.append(_missing(value))
            continue
        clean = _clean_category(value.text)
        changes = ("spacing",) if clean != value.text else ()
        reads.append(Read(value.text, value.n, value.row, clean, clean, changes))
    counted: dict[str, int] = {}
    for read in reads:
        if read.value is not None:
            counted[str(read.value)] = counted.get(str(read.value), 0) + read.n
    special = _noteworthy(reads)
    made = _mapped(base, reads, Kind.CATEGORY) if special else base
    return replace(
        made, reads=special, categories=ordered_categories(counted), counts=counted,
        n_missing=found.n - sum(counted.values()),
    )  # fmt: skip


def _text(base: TypedColumn) -> TypedColumn:
    found = base.found
    name = f"s.{found.name}"
    words = ("null", "n/a", "#n/a", "nan", "<na>", "(null)", "(blank)", "-", "--", "?", "")
    listed = ", ".join(literal(word) for word in words)
    made = (
        f"CASE WHEN len({name}) < 8 AND lower(trim({name})) IN ({listed}) THEN NULL ELSE {name} END"
    )
    known = found.values if found.complete else ()
    reads = [_missing(value) for value in known if is_missing(value.text, Kind.TEXT)]
    return replace(base, expression=made, reads=tuple(reads), n_missing=found.n_missing)
