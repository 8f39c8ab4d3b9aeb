"""How does a received file become rows of text, with every row accounted for?

Text, workbooks and Parquet are each read their own way; what is no response in any of them (blank
rows, a total under the data) is dropped and counted here.
"""

# ruff: noqa: S608 - names are c0, c1, ... of our own; texts are quoted where SQL is written

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq

from cx.intake import headers, sheets
from cx.intake.file_facts import Received
from cx.intake.progress import Progress, doing_read, silent
from cx.intake.rewriting import rewrite
from cx.intake.sentences import about_files, about_headers, about_rows
from cx.intake.sql import ask_row, identifier, literal, numbered_parquet, parquet
from cx.intake.staged import LeftOut, Reading, Staged, StagedRows
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


def stage(
    received: Received, reading: Reading, folder: Path, progress: Progress = silent
) -> Staged:
    """Read a file into `folder/staged.parquet`, all columns as text.

    Errors: IntakeError when nothing fits the reading, or when lines do not add up.
    """
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / STAGED_FILE
    rows = _staged_rows(received, reading, target, progress)
    if not rows.header.headers:
        raise IntakeError(about_files.empty(received.name))
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
        raise IntakeError(about_files.header_only(received.name))
    progress(doing_read(), 1.0)
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


def _staged_rows(
    received: Received, reading: Reading, target: Path, progress: Progress
) -> StagedRows:
    if received.format == "xlsx":
        return sheets.stage_sheets(received, reading, target, progress)
    if received.format == "parquet":
        return _parquet_rows(received.path, target)
    return stage_text(received, reading, target, progress)


def _parquet_rows(path: Path, target: Path) -> StagedRows:
    """Cast every column of a Parquet file to text; rows are numbered from 1."""
    source = parquet(path)
    with cursor() as con:
        described = con.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()
        kinds = {name: kind for name, kind, *_ in described}
        columns = ", ".join(
            f"nullif({_as_text(name, kind)}, '') AS c{number}"
            for number, (name, kind) in enumerate(kinds.items())
        )
        (n_rows,) = ask_row(
            con,
            f"COPY (SELECT row_number() OVER () AS row, {columns} FROM {source}) "
            f"TO {literal(target)} (FORMAT parquet)",
        )
    named, renamed = headers.unique(list(kinds))
    header = headers.Header(0, 1, named, ("",) * len(named), None, renamed)
    return StagedRows(header, int(n_rows), int(n_rows), Reading())


def _as_text(name: str, kind: str) -> str:
    """Write a typed column as the text that a person would have written."""
    column = identifier(name)
    if kind == "TIMESTAMP WITH TIME ZONE":
        return f"CAST(CAST({column} AT TIME ZONE 'UTC' AS TIMESTAMP) AS VARCHAR) || ' UTC'"
    if kind in ("DOUBLE", "FLOAT"):  # 9.0 is the answer 9
        return f"regexp_replace(CAST({column} AS VARCHAR), '\\.0$', '')"
    return f"CAST({column} AS VARCHAR)"


def _no_responses(target: Path, n_columns: int, first_row: int | None) -> list[tuple[int, LeftOut]]:
    """Find blank rows and totals under the data; with their positions from 0."""
    facts = pq.read_metadata(target)
    names = [f"c{number}" for number in range(n_columns)]
    source = numbered_parquet(target)
    row = "row" if first_row is None else f"file_row_number + {first_row}"
    left_out: list[tuple[int, LeftOut]] = []
    with cursor() as con:
        if not _has_full_column(facts, names):
            empty = " AND ".join(f"trim(coalesce({name}, '')) = ''" for name in names)
            blank = con.execute(
                f"SELECT file_row_number, {row} FROM {source} WHERE {empty} ORDER BY 1"
            ).fetchall()
            left_out += [(position, LeftOut(number, "blank_row")) for position, number in blank]
        gone = {position for position, _ in left_out}
        end = facts.num_rows - 1
        while end in gone:
            end -= 1
        tail = con.execute(
            f"SELECT file_row_number, {row}, {', '.join(names)} FROM {source} "
            f"WHERE file_row_number BETWEEN {end - _TAIL + 1} AND {end} ORDER BY 1 DESC"
        ).fetchall()
        for position, number, *cells in tail:
            if position in gone:
                continue
            place = _total_place(cells)
            if place is None or position == 0:
                break
            word = literal(str(cells[place]).strip().lower())
            (n_again,) = ask_row(
                con,
                f"SELECT count(*) FROM {source} WHERE lower(trim(c{place})) = {word} "
                f"AND file_row_number < {position}",
            )
            if n_again:  # a word that answers use too
                break
            left_out.append((position, LeftOut(number, "total_row")))
    return sorted(left_out, key=lambda item: item[0])


def _has_full_column(facts: pq.FileMetaData, names: Sequence[str]) -> bool:
    """Say whether some column is known to be filled in every row, by the statistics of the file."""
    full = set(names)
    for group in range(facts.num_row_groups):
        for place in range(facts.num_columns):
            chunk = facts.row_group(group).column(place)
            if not _is_full(chunk.statistics):
                full.discard(chunk.path_in_schema)
    return bool(full)


def _is_full(told: pq.Statistics | None) -> bool:
    """Say whether no cell is empty and none begins with a blank."""
    if told is None or not (told.has_null_count and told.has_min_max):
        return False
    return bool(told.null_count == 0 and str(told.min) > "!")


def _total_place(cells: list[str | None]) -> int | None:
    """Return the place of a first filled cell that says "Total"."""
    place = next((number for number, cell in enumerate(cells) if cell and cell.strip()), None)
    if place is None:
        return None
    word = (cells[place] or "").strip().rstrip(":").lower()
    return place if word in _TOTALS else None


def _notes(rows: StagedRows, left_out: tuple[LeftOut, ...]) -> list[Problem]:
    notes: list[Problem] = []
    n_blank = sum(item.code == "blank_row" for item in left_out)
    totals = [item for item in left_out if item.code == "total_row"]
    if n_blank:
        notes.append(about_rows.blank_rows(n_blank))
    if totals:
        notes.append(about_rows.total_rows(len(totals), totals[0].row))
    header = rows.header
    if header.tool:
        notes.append(about_rows.survey_tool(header.tool, header.n_records))
    if header.n_renamed:
        notes.append(about_rows.headers_renamed(header.n_renamed))
    if header.second:
        notes.append(about_headers.second_header_row(header.second, header.index + 2))
    if header.first and header.index >= 0:
        notes.append(about_headers.header_unsure(header.first))
    if header.index < 0:
        notes.append(about_headers.no_header(len(header.headers)))
    elif rows.reading.header_row and rows.reading.header_row > 1:
        notes.append(about_rows.title_lines(rows.reading.header_row - 1))
    if rows.mends:
        notes.append(about_rows.quotes_mended([mend.row for mend in rows.mends]))
    return notes
