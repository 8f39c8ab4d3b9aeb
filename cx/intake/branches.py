"""Does one question stand in several columns, since a form asked it in several branches?

Columns of the same header of which never two are filled in one row hold one answer between them.
They are taken together in the first; nothing is lost, since the others are empty there.
"""

# ruff: noqa: S608 - names are c0, c1, ... of our own; paths are quoted where SQL is written

import re
from collections.abc import Sequence
from pathlib import Path

import duckdb

from cx.intake.sql import ask_row, literal, parquet
from cx.store.engine import cursor

_LONGEST = 1_000  # characters of a header
_COPY = re.compile(r"(.+) \(\d+\)")  # as headers that stand twice are named


def join_branches(path: Path, headers: Sequence[str]) -> tuple[str, ...]:
    """Take branches of one question together in a staged file; name the questions."""
    branches: dict[int, list[int]] = {}
    places = {header.lower(): place for place, header in enumerate(headers)}
    for place, header in enumerate(headers):
        first = places.get(copy_of(header).lower())
        if first is not None and first < place:
            branches.setdefault(first, []).append(place)
    if not branches:
        return ()
    with cursor() as con:
        joined = {
            first: others
            for first, others in branches.items()
            if _are_apart(con, path, [first, *others])
        }
        if not joined:
            return ()
        changed = [
            f"coalesce({', '.join(f'c{place}' for place in (first, *others))}) AS c{first}"
            for first, others in joined.items()
        ]
        changed += [
            f"CAST(NULL AS VARCHAR) AS c{place}" for others in joined.values() for place in others
        ]
        other = path.with_suffix(".joined")
        con.execute(
            f"COPY (SELECT * REPLACE ({', '.join(changed)}) FROM {parquet(path)}) "
            f"TO {literal(other)} (FORMAT parquet)"
        )
    other.replace(path)
    return tuple(headers[first] for first in joined)


def copy_of(header: str) -> str:
    """Return the header that stood twice, of one that was told apart from it; else nothing.

    >>> copy_of("Score (2)"), copy_of("Score")
    ('Score', '')
    """
    named = _COPY.fullmatch(header) if len(header) <= _LONGEST else None
    return named[1] if named else ""


def _are_apart(con: duckdb.DuckDBPyConnection, path: Path, places: Sequence[int]) -> bool:
    """Say whether each column is filled somewhere, and never two of them in one row."""
    filled = [f"(trim(coalesce(c{place}, '')) <> '')::INTEGER" for place in places]
    counted = ask_row(
        con,
        f"SELECT max({' + '.join(filled)}), {', '.join(f'sum({one})' for one in filled)} "
        f"FROM {parquet(path)}",
    )
    return int(counted[0]) == 1 and all(counted[1:])
