"""Cells that a spreadsheet should keep as text: ="00123" means 00123.

Exports write numbers so that a spreadsheet does not take their zeros away. Whatever the column
holds, the text within the quotes is meant.
"""

from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from cx.intake.sql import ask_row, literal, parquet
from cx.store.engine import cursor

_WRAPPED = '="[^"]*"'
_MARK = '="'


def unwrap(path: Path, names: Sequence[str]) -> int:
    """Take the formula away from the cells of a staged file; return how many these are."""
    told = {name: n for name, n in _counted(path, _may_hold(path, names)).items() if n}
    if not told:
        return 0
    other = path.with_suffix(".unwrapped")
    with pq.ParquetFile(path) as source:
        schema = source.schema_arrow
        with pq.ParquetWriter(other, schema) as writer:
            for batch in source.iter_batches(65_536):
                table = pa.Table.from_batches([batch], schema)
                for name in told:
                    place = schema.get_field_index(name)
                    table = table.set_column(place, schema.field(place), _bare(table.column(name)))
                writer.write_table(table)
    other.replace(path)
    return sum(told.values())


def _bare(cells: pa.ChunkedArray) -> pa.ChunkedArray:
    bare = pc.replace_substring_regex(cells, '^="([^"]*)"$', r"\1")
    return pc.if_else(pc.equal(bare, ""), pa.scalar(None, pa.string()), bare)


def _may_hold(path: Path, names: Sequence[str]) -> list[str]:
    """Name the columns whose least and greatest text leave room for such a cell."""
    facts = pq.read_metadata(path)
    wanted = set(names)
    found: dict[str, None] = {}
    for group in range(facts.num_row_groups):
        for place in range(facts.num_columns):
            chunk = facts.row_group(group).column(place)
            told = chunk.statistics
            if chunk.path_in_schema not in wanted:
                continue
            known = told is not None and told.has_min_max
            if not known or str(told.min)[:2] <= _MARK <= str(told.max) + "\uffff":
                found[chunk.path_in_schema] = None
    return list(found)


def _counted(path: Path, names: Sequence[str]) -> dict[str, int]:
    if not names:
        return {}
    asked = ", ".join(
        f"count(*) FILTER (starts_with({name}, {literal(_MARK)}) "
        f"AND regexp_full_match({name}, {literal(_WRAPPED)}))"
        for name in names
    )
    with cursor() as con:
        row = ask_row(con, f"SELECT {asked} FROM {parquet(path)}")  # noqa: S608 - names of our own
    return dict(zip(names, (int(n) for n in row), strict=True))
