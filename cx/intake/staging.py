"""How does a received file become rows of text, with every row accounted for?

Text, workbooks and Parquet are each read their own way; what is no response in any of them (blank
rows, a total under the data) is dropped and counted here.
"""

# ruff: noqa: S608 - names are c0, c1, ... of our own; texts are quoted where SQL is written

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq

from cx.intake import headers, sentences, sheets
from cx.intake.asking import one
from cx.intake.progress import Progress, silent
from cx.intake.received import Received
from cx.intake.rewriting import rewrite
from cx.intake.staged import LeftOut, Mend, Reading, Staged
from cx.intake.text_staging import stage_text
from cx.problems import IntakeError, Problem
from cx.store.engine import cursor

STAGED_FILE = "staged.parquet"
_TOTALS = frozenset(
    ("total", "totals", "grand total", "sum", "average", "mean", "overall", "gesamt", "summe",
     "gesamtsumme", "gesamtergebnis", "total général", "total general", "moyenne", "promedio",
     "suma", "รวม", "ผลรวม")
)  # fmt: skip
_TAIL = 3  # rows under the data in which a total is looked for


@dataclass(frozen=True, slots=True)
class _Rows:
    header: headers.Header
    n_rows: int
    n_lines: int
    left_out: tuple[LeftOut, ...]
    mends: tuple[Mend, ...]
    problems: tuple[Problem, ...]
    reading: Reading
    first_row: int | None = None


def stage(
    received: Received,
    reading: Reading,
    folder: Path,
    progress: Progress = silent,
) -> Staged:
    """Read a file into `folder/staged.parquet`, all columns as text.

    Errors: IntakeError when nothing fits the reading, or when lines do not add up.
    """
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / STAGED_FILE
    rows = _staged_rows(received, reading, target, progress)
    if not rows.header.headers:
        raise IntakeError(sentences.empty(received.name))
    left_out = rows.left_out
    n_rows = rows.n_rows
    first_row = rows.first_row
    dropped = _no_responses(target, len(rows.header.headers), first_row)
    if dropped:
        positions = np.array([position for position, _ in dropped], dtype=np.int64)
        n_rows = rewrite(target, drop_rows=positions, first_row=first_row)
        first_row = None
        left_out = tuple(sorted((*left_out, *(item for _, item in dropped)), key=lambda i: i.row))
    if not n_rows:
        raise IntakeError(sentences.header_only(received.name))
    progress(sentences.DOING_READ, 1.0)
    return Staged(
        path=target,
        name=received.name,
        sha256=received.sha256,
        headers=rows.header.headers,
        labels=rows.header.labels,
        n_rows=n_rows,
        n_lines=rows.n_lines,
        left_out=left_out,
        mends=rows.mends,
        problems=(*received.problems, *rows.problems, *_notes(rows, left_out)),
        reading=rows.reading,
        first_row=first_row,
        upload=received.path if received.path.parent == folder else None,
    )


def _staged_rows(received: Received, reading: Reading, target: Path, progress: Progress) -> _Rows:
    if received.format == "xlsx":
        found = sheets.stage_sheets(received, reading, target, progress)
        return _Rows(
            found.header, found.n_rows, found.n_lines, found.left_out, (), found.problems,
            found.reading,
        )  # fmt: skip
    if received.format == "parquet":
        return _parquet_rows(received, target)
    text = stage_text(received, reading, target, progress)
    return _Rows(
        text.headers, text.n_rows, text.n_lines, text.left_out, text.mends, text.problems,
        text.reading, text.first_row,
    )  # fmt: skip


def _parquet_rows(received: Received, target: Path) -> _Rows:
    """Cast every column of a Parquet file to text; rows are numbered from 1."""
    source = "read_parquet('" + str(received.path).replace("'", "''") + "', file_row_number=true)"
    with cursor() as con:
        described = con.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()
        names = [name for name, *_ in described if name != "file_row_number"]
        columns = ", ".join(
            f"nullif(CAST(\"{name.replace(chr(34), chr(34) * 2)}\" AS VARCHAR), '') AS c{number}"
            for number, name in enumerate(names)
        )
        counted = one(
            con,
            f"COPY (SELECT file_row_number + 1 AS row, {columns} FROM {source}) "
            f"TO '{str(target).replace(chr(39), chr(39) * 2)}' (FORMAT parquet)",
        )
    n_rows = int(counted[0]) if counted else 0
    named, renamed = headers.unique(names)
    header = headers.Header(0, 1, named, ("",) * len(named), None, renamed)
    return _Rows(header, n_rows, n_rows, (), (), (), Reading())


def _no_responses(target: Path, n_columns: int, first_row: int | None) -> list[tuple[int, LeftOut]]:
    """Find blank rows and totals under the data; with their positions from 0."""
    names = [f"c{number}" for number in range(n_columns)]
    quoted = "'" + str(target).replace("'", "''") + "'"
    source = f"read_parquet({quoted}, file_row_number=true)"
    row = "row" if first_row is None else f"file_row_number + {first_row}"
    filled = " OR ".join(f"({name} IS NOT NULL AND trim({name}) != '')" for name in names)
    full = _full_column(target, names)
    with cursor() as con:
        first_filled = full or f"coalesce({', '.join(names)})"
        blank = con.execute(
            f"SELECT file_row_number, {row} FROM {source} "
            f"WHERE {first_filled} IS NULL OR (trim({first_filled}) = '' AND NOT ({filled})) "
            "ORDER BY 1"
        ).fetchall()
        gone = {position for position, _ in blank}
        last = one(con, f"SELECT max(file_row_number) FROM {source}")
        end = int(last[0]) if last and last[0] is not None else -1
        while end in gone:
            end -= 1
        tail = con.execute(
            f"SELECT file_row_number, {row}, {', '.join(names)} FROM {source} "
            f"WHERE file_row_number BETWEEN {end - _TAIL + 1} AND {end} ORDER BY 1 DESC"
        ).fetchall()
        found = [(position, LeftOut(number, "blank_row")) for position, number in blank]
        for position, number, *cells in tail:
            if position in gone:
                continue
            place = _total_place(cells)
            if place is None or position == 0:
                break
            again = one(
                con,
                f"SELECT count(*) FROM {source} WHERE lower(trim(c{place})) = ? "
                f"AND file_row_number < {position}",
                [str(cells[place]).strip().lower()],
            )
            if again and again[0]:
                break
            found.append((position, LeftOut(number, "total_row")))
    return sorted(found, key=lambda item: item[0])


def _full_column(target: Path, names: list[str]) -> str | None:
    """Return a column without empty cells, by the statistics of the file: it shows blank rows."""
    facts = pq.read_metadata(target)
    empty = dict.fromkeys(names, 0)
    for group in range(facts.num_row_groups):
        for place in range(facts.num_columns):
            chunk = facts.row_group(group).column(place)
            if chunk.path_in_schema in empty:
                known = chunk.statistics is not None and chunk.statistics.has_null_count
                empty[chunk.path_in_schema] += chunk.statistics.null_count if known else 1
    return next((name for name, n in empty.items() if n == 0), None)


def _total_place(cells: list[str | None]) -> int | None:
    """Return the place of a first filled cell that says "Total"."""
    place = next((number for number, cell in enumerate(cells) if cell and cell.strip()), None)
    if place is None:
        return None
    word = (cells[place] or "").strip().rstrip(":").lower()
    return place if word in _TOTALS else None


def _notes(rows: _Rows, left_out: tuple[LeftOut, ...]) -> list[Problem]:
    found: list[Problem] = []
    n_blank = sum(item.code == "blank_row" for item in left_out)
    totals = [item for item in left_out if item.code == "total_row"]
    if n_blank:
        found.append(sentences.blank_rows(n_blank))
    if totals:
        found.append(sentences.total_rows(len(totals), totals[0].row))
    header = rows.header
    if header.tool:
        found.append(sentences.survey_tool(header.tool, header.n_records))
    if header.n_renamed:
        found.append(sentences.headers_renamed(header.n_renamed))
    if header.index < 0:
        found.append(sentences.no_header(len(header.headers)))
    elif rows.reading.header_row and rows.reading.header_row > 1:
        found.append(sentences.title_lines(rows.reading.header_row - 1))
    if rows.mends:
        found.append(sentences.quotes_mended([mend.row for mend in rows.mends]))
    return found
