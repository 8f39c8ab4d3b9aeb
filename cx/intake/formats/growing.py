"""Rows of text that come one by one, and columns that may show up late, into one Parquet file."""

# ruff: noqa: S608 - names are c0, c1, ... of our own; paths are quoted where SQL is written

from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from cx.intake.formats import limits
from cx.intake.sql import literal
from cx.store.engine import cursor

_ROWS = 20_000  # held before they are written


class GrowingTable:
    """Writes rows of named texts as columns row, c0, c1, ... in the order the names came up.

    A part is begun anew whenever names were added, and all parts are put together at the end.
    """

    def __init__(self, target: Path, name: str) -> None:
        self._target, self._name = target, name
        self._places: dict[str, int] = {}
        self._numbers: list[int] = []
        self._cells: list[Mapping[str, str | None]] = []
        self._parts: list[Path] = []
        self._writer: pq.ParquetWriter | None = None
        self.n_rows = 0

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all columns so far."""
        return tuple(self._places)

    def add(self, number: int, cells: Mapping[str, str | None]) -> None:
        """Add one row. Errors: IntakeError when there are too many columns."""
        for name in cells:
            if name not in self._places:
                self._places[name] = len(self._places)
                limits.check_columns(self._name, len(self._places))
        self._numbers.append(number)
        self._cells.append(cells)
        if len(self._cells) >= _ROWS:
            self._flush()

    def _flush(self) -> None:
        schema = pa.schema(
            [("row", pa.int64()), *((f"c{place}", pa.string()) for place in self._places.values())]
        )
        if self._writer is None or self._writer.schema != schema:
            self._end_part()
            self._parts.append(self._target.with_suffix(f".part{len(self._parts)}"))
            self._writer = pq.ParquetWriter(self._parts[-1], schema)
        arrays = [pa.array(self._numbers, pa.int64())]
        arrays += [
            pa.array([row.get(name) for row in self._cells], pa.string()) for name in self._places
        ]
        self._writer.write_table(pa.Table.from_arrays(arrays, schema=schema))
        self.n_rows += len(self._cells)
        self._numbers, self._cells = [], []

    def _end_part(self) -> None:
        if self._writer is not None:
            self._writer.close()
            self._writer = None

    def close(self) -> None:
        """Write the table as one file."""
        if self._cells:
            self._flush()
        self._end_part()
        if len(self._parts) == 1:
            self._parts.pop().replace(self._target)
            return
        if self._parts:
            listed = ", ".join(literal(part) for part in self._parts)
            with cursor() as con:
                con.execute(
                    f"COPY (SELECT * FROM read_parquet([{listed}], union_by_name=true)) "
                    f"TO {literal(self._target)} (FORMAT parquet)"
                )
        self.forget()

    def forget(self) -> None:
        """Remove what was written on the way."""
        self._end_part()
        for part in self._parts:
            part.unlink(missing_ok=True)
        self._parts = []
