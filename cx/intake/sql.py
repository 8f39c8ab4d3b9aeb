"""How is the embedded engine asked? Everything that is quoted in SQL is quoted here.

Staged columns are called c0, c1, ... by us; names, texts and paths of the person never stand in a
statement without `identifier` or `literal`.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb


def ask_row(
    con: duckdb.DuckDBPyConnection, sql: str, values: Sequence[object] | None = None
) -> tuple[Any, ...]:
    """Return the first row of an answer, and take all of it: a busy cursor blocks the next one."""
    rows: list[tuple[Any, ...]] = con.execute(
        sql, list(values) if values is not None else None
    ).fetchall()
    return rows[0]


def literal(value: object) -> str:
    """Write a value as SQL.

    >>> literal("it's"), literal(None), literal(True)
    ("'it''s'", 'NULL', 'TRUE')
    """
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return repr(value)
    return "'" + str(value).replace("'", "''") + "'"


def literals(values: Sequence[object]) -> str:
    """Write values as SQL, parted by commas."""
    return ", ".join(literal(value) for value in values)


def identifier(name: str) -> str:
    """Write the name of a column as SQL.

    >>> identifier("Overall score")
    '"Overall score"'
    """
    return '"' + name.replace('"', '""') + '"'


def parquet(path: Path) -> str:
    """Write the rows of a Parquet file as SQL."""
    return f"read_parquet({literal(path)})"


def numbered_parquet(path: Path) -> str:
    """Write the rows of a Parquet file as SQL, with `file_row_number` from 0 beside them."""
    return f"read_parquet({literal(path)}, file_row_number=true)"
