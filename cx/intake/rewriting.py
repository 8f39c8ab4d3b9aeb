"""Write a staged file again without some rows or columns, or with other row numbers.

Streams batches, so that memory does not grow with the file and the order of rows is kept.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

Indices = npt.NDArray[np.int64]


def rewrite(
    path: Path,
    *,
    drop_rows: Indices | None = None,
    skipped_records: Indices | None = None,
    first_row: int | None = None,
    drop_columns: Sequence[str] = (),
) -> int:
    """Rewrite a Parquet file in place and return how many rows it has then.

    `drop_rows` holds positions from 0. `skipped_records` holds record numbers of the file that
    are no rows; the rows are numbered around them from `first_row` on, and the numbers stored.
    """
    other = path.with_suffix(".rewritten")
    kept = 0
    with pq.ParquetFile(path) as source:
        names = [name for name in source.schema_arrow.names if name not in drop_columns]
        schema = pa.schema([source.schema_arrow.field(name) for name in names])
        numbers = first_row is not None and (drop_rows is not None or skipped_records is not None)
        if numbers:
            schema = schema.insert(0, pa.field("row", pa.int64()))
        start = 0
        with pq.ParquetWriter(other, schema) as writer:
            for batch in source.iter_batches(65_536, columns=names):
                n = batch.num_rows
                table = pa.Table.from_batches([batch])
                if numbers:
                    table = _numbered(table, start, skipped_records, first_row or 0)
                if drop_rows is not None:
                    here = drop_rows[(drop_rows >= start) & (drop_rows < start + n)] - start
                    keep = np.ones(n, dtype=bool)
                    keep[here] = False
                    table = table.filter(pa.array(keep))
                writer.write_table(table)
                kept += table.num_rows
                start += n
    other.replace(path)
    return kept


def _numbered(table: pa.Table, start: int, skipped: Indices | None, first_row: int) -> pa.Table:
    positions = np.arange(start, start + table.num_rows, dtype=np.int64)
    none = np.array([], dtype=np.int64)
    rows = record_numbers(positions, none if skipped is None else skipped, first_row)
    return table.add_column(0, pa.field("row", pa.int64()), pa.array(rows, pa.int64()))


def record_numbers(positions: Indices, skipped: Indices, first_row: int) -> Indices:
    """Number the kept records: the k-th number from `first_row` on that is not skipped.

    >>> record_numbers(np.arange(3), np.array([3]), 2).tolist()
    [2, 4, 5]
    """
    ordered = np.sort(skipped[skipped >= first_row])
    # Before the j-th skipped number there are ordered[j] - first_row - j kept ones.
    kept_before = ordered - first_row - np.arange(len(ordered))
    shift = np.searchsorted(kept_before, positions, side="right")
    numbers: Indices = (positions + first_row + shift).astype(np.int64)
    return numbers
