"""Two categories across each other: counts by cell, what must stay hidden, and what could merge.

Part of the comparison of segments. What is published is one system: cells, rows, columns, the whole
grid and everybody. It is checked as such (see suppression).
"""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from cx.measures.arrays import Flags, Floats
from cx.scores.suppression import gives_away, hidden_beside_whole, hidden_groups
from cx.vocabulary import Band, Column

BANDS = [str(band) for band in Band]


@dataclass(frozen=True, slots=True)
class Merge:
    """Neighbouring groups that are large enough together."""

    column: Column  # as in the file
    levels: tuple[str, ...]  # neighbours that are put together

    @property
    def label(self) -> str:
        """The name of the groups together."""
        return " + ".join(self.levels)


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """Counts by row and column; the last row and column are responses without one."""

    row: Column
    column: Column | None
    bands: Floats  # (rows + 1, columns + 1, bands)
    spend: Floats  # (rows + 1, columns + 1), NaN when there is no spend

    @property
    def listed(self) -> Floats:
        """The counts of responses that have both: (rows, columns, bands)."""
        return self.bands[:-1, :-1]

    def net_shown(self, minimum_n: int) -> bool:
        """Whether there are enough responses for anything to be shown."""
        return bool(self.listed.sum() >= minimum_n)


@dataclass(frozen=True, slots=True, eq=False)
class Hidden:
    """Which scores are not shown: the small ones and those that would give them away."""

    cells: Flags  # (rows, columns)
    rows: Flags
    columns: Flags


def counted(tally: pd.DataFrame, row: Column, column: Column | None) -> tuple[Floats, Floats]:
    """Lay a tally out as arrays; a single category has one column that holds everybody."""
    places = [
        pd.Categorical(tally[axis.name], categories=axis.categories).codes
        for axis in (row, column)
        if axis
    ]
    shape = (len(row.categories) + 1, (len(column.categories) if column else 1) + 1)
    at_row, at_column = places[0], places[1] if column else np.zeros(len(tally), dtype=int)
    bands, spend = np.zeros((*shape, len(BANDS))), np.zeros(shape)
    # A code of -1, a missing value, is the last place.
    np.add.at(bands, (at_row, at_column, tally["band"].cat.codes), tally["n"])
    if "sum_spend" not in tally:
        return bands, np.full(shape, np.nan)
    np.add.at(spend, (at_row, at_column), tally["sum_spend"].fillna(0.0))
    return bands, spend


def hidden_scores(grid: Grid, minimum_n: int) -> Hidden:
    """Decide which scores are hidden: margins first, each alone, so that partners count less."""
    if grid.column is None:
        rows = _hidden_levels(grid, 0, minimum_n)
        return Hidden(rows[:, None], rows, np.zeros(1, dtype=bool))
    n_rows, n_columns = grid.listed.shape[:2]
    rows, columns = (_hidden_levels(grid, axis, minimum_n) for axis in (0, 1))
    start = np.concatenate([np.zeros(n_rows * n_columns, dtype=bool), rows, columns, [False] * 2])
    found = hidden_groups(_groups(grid), _atoms(grid), minimum_n, fixed=_fixed(grid), hidden=start)
    cells, rows, columns, _ = np.split(found, np.cumsum([n_rows * n_columns, n_rows, n_columns]))
    return Hidden(cells.reshape(n_rows, n_columns), rows, columns)


def _hidden_levels(grid: Grid, axis: int, minimum_n: int) -> Flags:
    """Decide which levels of one category are hidden when it stands alone."""
    bands = grid.bands.sum(axis=1 - axis)
    return hidden_beside_whole(np.eye(len(bands) - 1, len(bands)), bands, minimum_n)


def _atoms(grid: Grid) -> Floats:
    return grid.bands.reshape(-1, grid.bands.shape[-1])


def _groups(grid: Grid) -> Flags:
    """List what is published as sums of cells: cells, rows, columns, the grid, everybody."""
    shape = grid.bands.shape[:2]
    every_cell = np.eye(shape[0] * shape[1], dtype=bool).reshape(-1, *shape)
    cells = every_cell.reshape(*shape, *shape)[:-1, :-1].reshape(-1, *shape)
    in_row = np.zeros((shape[0] - 1, *shape), dtype=bool)
    in_row[np.arange(shape[0] - 1), np.arange(shape[0] - 1)] = True
    in_column = np.zeros((shape[1] - 1, *shape), dtype=bool)
    in_column[np.arange(shape[1] - 1), :, np.arange(shape[1] - 1)] = True
    whole = np.zeros((2, *shape), dtype=bool)
    whole[0, :-1, :-1] = whole[1] = True
    return np.concatenate([cells, in_row, in_column, whole]).reshape(-1, shape[0] * shape[1])


def _fixed(grid: Grid) -> Flags:
    """Say that the scores of the grid and of everybody are shown whatever happens."""
    n_rows, n_columns = grid.listed.shape[:2]
    n_free = n_rows * n_columns + n_rows + n_columns
    return np.array([False] * n_free + [True] * 2)


def smallest_merge(grid: Grid, minimum_n: int) -> Merge | None:
    """Find the fewest neighbouring groups whose merging leaves no group too small.

    A merge is offered only when its scores, beside those shown without it, give nobody away.
    """
    n = grid.listed.sum(axis=2)
    small = (n > 0) & (n < minimum_n)
    if not small.any():
        return None
    hidden = hidden_scores(grid, minimum_n)
    found: list[tuple[int, float, int, Merge]] = []
    for axis, column in enumerate((grid.row, grid.column)):
        if column is None:
            continue
        for first in range(len(column.categories)):
            for last in range(first + 1, len(column.categories)):
                together = np.arange(first, last + 1)
                rest = np.delete(n, together, axis=axis)
                joined = n.take(together, axis=axis).sum(axis=axis)
                left = np.concatenate([rest.ravel(), joined])
                if rest.size == 0 or ((left > 0) & (left < minimum_n)).any():
                    continue
                merge = Merge(column, column.categories[first : last + 1])
                found.append((len(together), float(joined.sum()), axis, merge))
                break  # more of them would be a larger merge
    for *_, axis, merge in sorted(found, key=lambda each: each[:3]):
        if not _merge_gives_away(grid, hidden, axis, merge, minimum_n):
            return merge
    return None


def _merge_gives_away(grid: Grid, hidden: Hidden, axis: int, merge: Merge, minimum_n: int) -> bool:
    """Whether the merged table beside the unmerged one lets a small group be worked out."""
    joined = np.zeros(grid.bands.shape[axis], dtype=bool)
    joined[[merge.column.categories.index(level) for level in merge.levels]] = True
    across = grid.bands.shape[1 - axis]
    together = np.zeros((across + 1, *grid.bands.shape[:2]), dtype=bool)
    for place in range(across):
        np.moveaxis(together[place], axis, 0)[joined, place] = True
    np.moveaxis(together[across], axis, 0)[joined] = True
    flat = together[np.r_[: across - 1, across]].reshape(across, -1)
    start = np.concatenate(
        [hidden.cells.ravel(), hidden.rows, hidden.columns, [False] * (2 + len(flat))]
    )
    return gives_away(np.concatenate([_groups(grid), flat]), _atoms(grid), minimum_n, start)


def joined_grid(grid: Grid, merge: Merge) -> Grid:
    """Add up the groups of a merge."""
    axis = 0 if merge.column == grid.row else 1
    places = [merge.column.categories.index(level) for level in merge.levels]
    first, others = places[0], places[1:]
    names = list(merge.column.categories)
    names[first : first + len(places)] = [merge.label]
    column = replace(merge.column, categories=tuple(names))
    bands, spend = (
        np.delete(_with_sum(counts, axis, places), others, axis=axis)
        for counts in (grid.bands, grid.spend)
    )
    sides = (column, grid.column) if axis == 0 else (grid.row, column)
    return Grid(sides[0] or column, sides[1], bands, spend)


def _with_sum(counts: Floats, axis: int, places: list[int]) -> Floats:
    summed = np.moveaxis(counts.copy(), axis, 0)
    summed[places[0]] = summed[places].sum(axis=0)
    return np.moveaxis(summed, 0, axis)
