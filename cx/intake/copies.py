"""Which column of scores is a copy of another one, with its empty cells filled?

A cleaned file keeps the raw score and a filled-in one beside it. The filled one holds answers that
nobody gave, so the raw one is preferred.
"""

# ruff: noqa: S608 - names are c0, c1, ... of our own

from collections.abc import Mapping
from itertools import permutations

import duckdb

from cx.intake.header_words import spoken
from cx.intake.sql import ask_row

_LEAST_BOTH = 15  # rows in which both are filled; fewer may agree by chance
_AGREE = 0.995
_LEAST_LETTERS = 3  # of a word that headers share
_MOST_PAIRS = 400


def filled_copies(
    con: duckdb.DuckDBPyConnection,
    source: str,
    columns: Mapping[str, tuple[int, frozenset[str]]],
    headers: Mapping[str, str],
) -> dict[str, str]:
    """Return, for the name of each copy, the name of the raw column.

    `columns` holds the empty cells and the distinct texts of each column of scores. Headers of a
    copy and its original share a word, since people also answer two questions alike.
    """
    pairs = [
        (raw, copy)
        for raw, copy in permutations(columns, 2)
        if columns[raw][0] > columns[copy][0]
        and columns[raw][1] <= columns[copy][1]
        and _words(headers[raw]) & _words(headers[copy])
    ][:_MOST_PAIRS]
    if not pairs:
        return {}
    asked = ", ".join(
        f"count(*) FILTER ({raw} = {copy}), count(*) FILTER ({raw} <> {copy}), "
        f"count(*) FILTER ({raw} IS NOT NULL AND {copy} IS NULL)"
        for raw, copy in pairs
    )
    # A few rows rule out nearly all pairs; those that are left are counted in full.
    pairs = _agreeing(pairs, ask_row(con, f"SELECT {asked} FROM (FROM {source} LIMIT 2000)"), 0)
    found: dict[str, str] = {}
    for raw, copy in pairs:
        counted = ask_row(
            con,
            f"SELECT count(*) FILTER ({raw} = {copy}), count(*) FILTER ({raw} <> {copy}), "
            f"count(*) FILTER ({raw} IS NOT NULL AND {copy} IS NULL) FROM {source}",
        )
        if _agreeing([(raw, copy)], counted, _LEAST_BOTH):
            found.setdefault(copy, raw)
    return found


def _words(header: str) -> set[str]:
    return {word for word in spoken(header).split() if len(word) >= _LEAST_LETTERS}


def _agreeing(
    pairs: list[tuple[str, str]], counted: tuple[int, ...], least: int
) -> list[tuple[str, str]]:
    """Keep the pairs that agree where both are filled, where the copy is never empty alone."""
    kept = []
    for place, pair in enumerate(pairs):
        same, other, lost = counted[3 * place : 3 * place + 3]
        if same >= least and same >= _AGREE * (same + other) and not lost:
            kept.append(pair)
    return kept
