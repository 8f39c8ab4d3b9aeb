"""The embedded engine: one in-memory DuckDB for the process, a fresh cursor for each call.

A relation shared by threads fails; cursors of one database do not, and they share its memory limit.
"""

import atexit
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import duckdb

MEMORY_LIMIT = os.environ.get("CX_MEMORY_LIMIT", "1GB")


@cache
def _database() -> duckdb.DuckDBPyConnection:
    database = duckdb.connect(":memory:")
    database.execute(f"SET memory_limit = '{MEMORY_LIMIT}'")
    database.execute(f"SET temp_directory = '{tempfile.gettempdir()}/cx-workbench-duckdb'")
    # Nothing is fetched from outside: readers that are not built in stay unknown.
    database.execute("SET autoinstall_known_extensions = false")
    atexit.register(database.close)
    return database


@contextmanager
def cursor() -> Iterator[duckdb.DuckDBPyConnection]:
    """Lend a fresh cursor and close it."""
    with _database().cursor() as lent:
        yield lent
