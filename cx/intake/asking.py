"""Ask the embedded engine and take every row, so that the cursor is free for the next question."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import duckdb


def one(
    con: duckdb.DuckDBPyConnection, sql: str, values: Sequence[object] | None = None
) -> tuple[Any, ...] | None:
    """Return the first row of an answer."""
    rows = con.execute(sql, list(values) if values is not None else None).fetchall()
    return rows[0] if rows else None
