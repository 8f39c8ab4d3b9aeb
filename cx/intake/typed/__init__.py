"""How does one column of text become typed values, and what is changed or lost on the way?

Distinct values are read by the pure rules of `numbers`, `dates` and `scales`; the engine maps texts
to readings (a map up to 500 values, a join above). Numbers and dates with very many distinct values
are converted in SQL behind strict patterns, and only the misfits come here.
"""

import duckdb

from cx.intake.profiles import ColumnProfile
from cx.intake.recipe import ColumnRecipe, Recipe
from cx.intake.typed.amounts import type_amounts
from cx.intake.typed.column import (
    NOT_APPLICABLE,
    OUT_OF_RANGE,
    SIMILAR,
    UNIFORM,
    UNREADABLE,
    CellReading,
    TypedColumn,
    joins_sql,
)
from cx.intake.typed.dates import type_dates
from cx.intake.typed.groups import type_categories, type_flags, type_texts
from cx.intake.typed.ratings import type_ratings
from cx.vocabulary import Kind

__all__ = [
    "NOT_APPLICABLE",
    "OUT_OF_RANGE",
    "SIMILAR",
    "UNIFORM",
    "UNREADABLE",
    "CellReading",
    "TypedColumn",
    "joins_sql",
    "type_column",
]


def type_column(
    con: duckdb.DuckDBPyConnection,
    source: str,
    name: str,
    profile: ColumnProfile,
    column: ColumnRecipe,
    recipe: Recipe,
) -> TypedColumn:
    """Type one column for its role; `source` is the staged file as SQL."""
    role = column.role
    if role is None:
        raise ValueError("A column without a role is not typed.")
    base = TypedColumn(name, role, profile, column, role.kind, f"s.{profile.name}")
    match role.kind:
        case Kind.RATING:
            return type_ratings(base, recipe)
        case Kind.MONEY | Kind.NUMBER:
            return type_amounts(con, source, base, recipe)
        case Kind.DATE:
            return type_dates(con, source, base)
        case Kind.FLAG:
            return type_flags(base)
        case Kind.CATEGORY:
            return type_categories(con, source, base)
        case _:
            return type_texts(con, source, base)
