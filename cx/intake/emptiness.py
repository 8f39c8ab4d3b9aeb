"""Is a column of ratings empty for some groups of responses and answered in all others?

Then the question was not for those groups: nobody rates a delivery after a visit to the store.
"""

# ruff: noqa: S608 - names are c0, c1, ... of our own

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import duckdb

EMPTY_FROM = 0.95  # of the cells of a group: the question is not for it
ANSWERED_FROM = 0.9  # of the cells of every other group, so that it is for them
LEAST_IN_GROUP = 20  # rows; smaller groups say nothing


@dataclass(frozen=True, slots=True)
class EmptyWhere:
    """The groups of one column in which a rating is nearly always empty."""

    header: str  # of the column that holds the groups
    groups: tuple[str, ...]
    n_empty: int  # cells without a rating in these groups
    n: int  # cells in these groups


def empty_where(
    con: duckdb.DuckDBPyConnection,
    source: str,
    ratings: Sequence[str],
    groupings: Mapping[str, str],
) -> dict[str, tuple[EmptyWhere, ...]]:
    """Find where each rating is empty; `groupings` gives the name of a column for its header."""
    found: dict[str, tuple[EmptyWhere, ...]] = dict.fromkeys(ratings, ())
    if not ratings:
        return found
    counted = ", ".join(f"count({name})" for name in ratings)
    for header, grouping in groupings.items():
        rows = con.execute(
            f"SELECT {grouping}, count(*), {counted} FROM {source} "
            f"WHERE {grouping} IS NOT NULL GROUP BY 1 HAVING count(*) >= {LEAST_IN_GROUP} "
            "ORDER BY 1"
        ).fetchall()
        for place, name in enumerate(ratings):
            of_rating = [(str(row[0]), int(row[1]), int(row[2 + place])) for row in rows]
            if where := _parted(header, of_rating):
                found[name] = (*found[name], where)
    return found


def _parted(header: str, groups: Sequence[tuple[str, int, int]]) -> EmptyWhere | None:
    """Part groups of (name, cells, answered cells) into empty and answered ones, if all are."""
    empty = [group for group in groups if group[2] <= (1 - EMPTY_FROM) * group[1]]
    others = [group for group in groups if group not in empty]
    if not empty or not others or any(n < ANSWERED_FROM * size for _, size, n in others):
        return None
    n = sum(size for _, size, _ in empty)
    answered = sum(rated for _, _, rated in empty)
    return EmptyWhere(header, tuple(name for name, _, _ in empty), n - answered, n)
