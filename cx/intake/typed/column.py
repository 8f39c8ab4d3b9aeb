"""What a typed column is, and how the engine maps its texts to readings."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import duckdb
import pyarrow as pa

from cx.intake.missing_words import is_missing
from cx.intake.profiles import ColumnProfile, ValueCount
from cx.intake.recipe import ColumnRecipe
from cx.intake.sql import literals
from cx.problems import Problem
from cx.vocabulary import Kind, Role

MAP_LIMIT = 500  # a map of 20,000 texts took 2.8 s, a join of them 0.04 s
MOST_GROUPS = 20_000  # distinct texts of a column of groups; one with more is refused
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
     "date_form", "epoch", "excel_serial", "spacing", "missing_word", "zone", "turned_round",
     "code_from_one", "percent_share", "counted_people", "similar_groups")
)  # fmt: skip
OUT_OF_RANGE, MISSING_CODE, UNREADABLE = "out_of_range", "missing_code", "unreadable"
SIMILAR = "similar_groups"  # a change: another spelling of a group that looks alike
NOT_APPLICABLE = "does_not_apply"  # a change, no trouble: the cell says what it means


@dataclass(frozen=True, slots=True)
class CellReading:
    """One distinct text of a column and its reading."""

    text: str
    n: int
    row: int  # the first row that has it
    value: object | None  # None: missing or not readable
    after: str = ""  # the reading as a person sees it
    changes: tuple[str, ...] = ()
    trouble: str | None = None  # out_of_range, missing_code, unreadable


@dataclass(frozen=True, slots=True)
class TypedColumn:
    """One column of the responses in the making."""

    name: str
    role: Role
    profile: ColumnProfile
    recipe: ColumnRecipe
    kind: Kind
    expression: str  # SQL over the staged file `s`
    key: str = ""  # what is joined with `table.k`; empty: no join
    table: pa.Table | None = None
    readings: tuple[CellReading, ...] = ()  # those that changed, are missing or in trouble
    categories: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    n_missing: int = 0
    unusable: Problem | None = None  # the column cannot be used until this is answered
    by_token: bool = False  # readings are of date tokens, not of whole cells
    date_order: str | None = None  # dmy or mdy, as the dates were read
    # dates to be looked at, kept as they are: "ahead" of today, "apart" from all others
    unlikely: dict[str, tuple[CellReading, ...]] = field(default_factory=dict)

    @property
    def header(self) -> str:
        """The header in the person's own file."""
        return self.profile.header

    @property
    def applies_to_all(self) -> bool:
        """Whether an empty cell is an answer that was not given."""
        return self.recipe.applies_to_all or self.role is not Role.DRIVER

    @property
    def n_not_applicable(self) -> int:
        """Count the cells that mean that the question does not apply."""
        if self.applies_to_all:
            return 0
        return self.n_missing - sum(reading.n for reading in self.readings if reading.trouble)

    def troubled(self, code: str) -> tuple[CellReading, ...]:
        """Return the readings in one kind of trouble, the first in the file first."""
        chosen = [reading for reading in self.readings if reading.trouble == code]
        return tuple(sorted(chosen, key=lambda reading: reading.row))

    def repaired(self) -> dict[str, list[CellReading]]:
        """Group the readings by what was changed, and by the trouble that they are in."""
        grouped: dict[str, list[CellReading]] = {}
        for reading in self.readings:
            for change in reading.changes:
                grouped.setdefault(change, []).append(reading)
        for reading in self.readings:
            if reading.trouble:
                grouped.setdefault(reading.trouble, []).append(reading)
        return grouped


def mapped(
    base: TypedColumn, readings: Sequence[CellReading], kind: Kind, key: str | None = None
) -> TypedColumn:
    """Let the engine map texts to readings; `key` is the SQL of the text, the cell unless told."""
    sql_type = _SQL_TYPES[kind]
    key = key or f"s.{base.profile.name}"
    readable = [reading for reading in readings if reading.value is not None]
    if not readable:
        nothing = f"CAST(NULL AS {sql_type})"
        return replace(base, expression=nothing, readings=tuple(readings))
    if len(readable) <= MAP_LIMIT:
        texts = literals([reading.text for reading in readable])
        values = literals([reading.value for reading in readable])
        looked_up = f"map([{texts}], [{values}]::{sql_type}[])[{key}]"
        return replace(base, expression=looked_up, readings=tuple(readings))
    table = pa.table(
        {
            "k": pa.array([reading.text for reading in readable], pa.string()),
            "v": pa.array([str(reading.value) for reading in readable], pa.string()),
        }
    )
    joined = f"CAST(j_{base.name}.v AS {sql_type})"
    return replace(base, expression=joined, key=key, table=table, readings=tuple(readings))


def joins_sql(con: duckdb.DuckDBPyConnection, columns: Iterable[TypedColumn]) -> str:
    """Write the joins that the expressions of columns need, and lend their tables to `con`."""
    joins = []
    for column in columns:
        if column.table is not None:
            con.register(f"t_{column.name}", column.table)
            joins.append(
                f"LEFT JOIN t_{column.name} j_{column.name} ON j_{column.name}.k = {column.key}"
            )
    return " ".join(joins)


def noteworthy(readings: Iterable[CellReading]) -> tuple[CellReading, ...]:
    """Keep the readings that a passport tells of."""
    return tuple(
        reading
        for reading in readings
        if reading.changes or reading.trouble or reading.value is None
    )


def n_without_value(base: TypedColumn, readings: Iterable[CellReading]) -> int:
    """Count the cells of a column, known by all its values, that hold no usable answer."""
    return base.profile.n - sum(reading.n for reading in readings if reading.value is not None)


def said_missing(text: str, kind: Kind, column: ColumnRecipe) -> bool:
    """Say whether a text stands for no answer, by the usual words or those of the recipe."""
    words = {word.strip().lower() for word in column.missing_words}
    return is_missing(text, kind) or text.strip().lower() in words


def missing_reading(value: ValueCount) -> CellReading:
    """Read a text that stands for no answer."""
    changes = ("missing_word",) if value.text.strip() else ()
    return CellReading(value.text, value.n, value.row, None, "no answer", changes)


def not_applicable_reading(value: ValueCount) -> CellReading:
    """Read a text that says that the question does not apply."""
    return CellReading(value.text, value.n, value.row, None, "does not apply", (NOT_APPLICABLE,))


def unreadable_reading(value: ValueCount) -> CellReading:
    """Read a text that is none of its kind."""
    return CellReading(value.text, value.n, value.row, None, "", (), UNREADABLE)


def values_where(
    con: duckdb.DuckDBPyConnection,
    source: str,
    name: str,
    condition: str = "TRUE",
    limit: int | None = None,
) -> list[ValueCount]:
    """Return the distinct texts of a staged column that meet a condition, the most frequent first.

    With a limit, one more is returned than is wanted, so that it shows whether there are others.
    """
    only = "" if limit is None else f" LIMIT {limit + 1}"
    rows = con.execute(
        f"SELECT {name}, count(*), min(row) FROM {source} "  # noqa: S608 - a name of our own
        f"WHERE {name} IS NOT NULL AND ({condition}) GROUP BY 1 ORDER BY 2 DESC, 3{only}"
    ).fetchall()
    return [ValueCount(*row) for row in rows]
