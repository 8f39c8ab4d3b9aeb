"""What do the sheets of a workbook hold, and how do their cells become text?

Cells are read by calamine: dates as ISO, whole numbers without ".0", formulas as their values.
Several sheets with the same columns are stacked, and the name of the sheet becomes a column.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from cx.intake import headers
from cx.intake.file_facts import Received, Sheet
from cx.intake.progress import Progress, doing_read
from cx.intake.sentences import about_files, about_rows, about_sheets
from cx.intake.sheet_choice import likely_sheet, likeness, passed_over
from cx.intake.sheet_marks import SheetMarks, sheet_marks
from cx.intake.staged import SHEET_COLUMN, SHEET_STRIDE, LeftOut, Reading, StagedRows
from cx.problems import IntakeError, Problem

_DICTIONARY = re.compile(
    r"^(?:variable|column|field|code|question|name|header)s?(?:[ _]?name)?$", re.IGNORECASE
)
_DESCRIPTION = re.compile(
    r"descri|label|meaning|definition|question|text|values?|type|bedeutung|beschreibung",
    re.IGNORECASE,
)
_CHUNK = 50_000


def cell_text(cell: Any) -> str:
    """Write one cell as text, as the person sees its value.

    >>> cell_text(10.0), cell_text(date(2023, 2, 1)), cell_text(0.1)
    ('10', '2023-02-01', '0.1')
    """
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        whole = cell.replace(microsecond=0)
        return whole.isoformat(sep=" ") if whole.time() != time() else whole.date().isoformat()
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return str(cell)
    return "" if cell is None else str(cell)


def _open(path: Path, name: str) -> CalamineWorkbook:
    try:
        try:
            return CalamineWorkbook.from_path(str(path))
        except CalamineError:  # it goes by the ending of a name, which may be that of another kind
            return CalamineWorkbook.from_filelike(path.open("rb"))
    except (CalamineError, OSError, ValueError) as error:
        raise IntakeError(about_files.damaged(name)) from error


def _rows(book: CalamineWorkbook, sheet: str, limit: int | None = None) -> list[list[Any]]:
    area = book.get_sheet_by_name(sheet)
    rows: list[list[Any]] = area.to_python(skip_empty_area=False, nrows=limit)
    return rows


def _merged_below(book: CalamineWorkbook, sheet: str, start: int) -> int:
    """Count the groups of merged cells that reach below the header."""
    ranges = book.get_sheet_by_name(sheet).merged_cell_ranges or []
    return sum(last_row >= start for _, (last_row, _) in ranges)


def list_sheets(path: Path, name: str) -> tuple[Sheet, ...]:
    """List the sheets with shape and headers; a sheet without cells has no columns."""
    book = _open(path, name)
    hidden = {
        sheet.name for sheet in book.sheets_metadata if sheet.visible != SheetVisibleEnum.Visible
    }
    return tuple(_described(book, sheet, is_hidden=sheet in hidden) for sheet in book.sheet_names)


def sheet_texts(path: Path, name: str, sheet: str) -> list[list[str]]:
    """Return all cells of a sheet as texts."""
    return [[cell_text(cell) for cell in row] for row in _rows(_open(path, name), sheet)]


def _described(book: CalamineWorkbook, name: str, *, is_hidden: bool) -> Sheet:
    head = [[cell_text(cell) for cell in row] for row in _rows(book, name, 60)]
    if not any(any(cell.strip() for cell in row) for row in head):
        return Sheet(name, 0, 0)
    header = headers.find_header(head)
    end = book.get_sheet_by_name(name).end
    height = end[0] + 1 if end is not None else 0
    n_rows = max(0, height - header.index - header.n_records)
    named = header.headers
    below = head[header.index + header.n_records :]
    return Sheet(
        name,
        n_rows,
        len(named),
        named,
        _is_dictionary(named, n_rows),
        is_hidden,
        likeness(named, below, n_rows),
    )


def _is_dictionary(names: Sequence[str], n_rows: int) -> bool:
    """Recognise a sheet that describes columns: few columns, "Variable" and "Description"."""
    return (
        len(names) <= 6
        and n_rows <= 2_000
        and bool(names)
        and bool(_DICTIONARY.match(names[0]))
        and any(_DESCRIPTION.search(name) for name in names[1:])
    )


def choose_sheets(
    received: Received, wanted: tuple[str, ...]
) -> tuple[tuple[str, ...], list[Problem]]:
    """Return the sheets to read: those that are wanted, or the one that looks like answers."""
    known = {sheet.name: sheet for sheet in received.sheets}
    missing = [name for name in wanted if name not in known]
    if missing:
        raise IntakeError(about_files.no_such_sheet(missing[0], tuple(known)))
    if wanted:
        first = known[wanted[0]].headers
        for name in wanted[1:]:
            if known[name].headers != first:
                raise IntakeError(about_files.sheets_differ(wanted[0], name))
        return wanted, []
    chosen = likely_sheet(received.sheets).name
    alike = received.stackable_with(chosen)
    others = tuple(sheet.name for sheet in received.sheets if sheet.name != chosen)
    why = passed_over(received.sheets, chosen)
    notes = [about_sheets.sheet_chosen(chosen, others, alike, why)] if others else []
    return (chosen,), notes


def stage_sheets(
    received: Received, reading: Reading, target: Path, progress: Progress
) -> StagedRows:
    """Read the chosen sheets into `target` as text columns."""
    chosen, problems = choose_sheets(received, reading.sheets)
    book = _open(received.path, received.name)
    stacked = len(chosen) > 1
    header: headers.Header | None = None
    left_out: list[LeftOut] = []
    n_rows = n_lines = 0
    writer: pq.ParquetWriter | None = None
    try:
        for place, name in enumerate(chosen):
            progress(doing_read(), 0.1 + 0.6 * place / len(chosen))
            rows = _rows(book, name)
            n_lines += len(rows)
            here = headers.find_header(
                [[cell_text(cell) for cell in row] for row in rows[:60]],
                reading.header_row,
                reading.keep,
            )
            header = header or here
            names = [f"c{number}" for number in range(len(header.headers) + stacked)]
            schema = pa.schema([("row", pa.int64()), *((name, pa.string()) for name in names)])
            writer = writer or pq.ParquetWriter(target, schema)
            start = here.index + here.n_records
            n_merged = _merged_below(book, name, start)
            if n_merged:
                problems.append(about_rows.merged_cells(name, n_merged))
            marks = sheet_marks(received.path, name)
            kept, blank = _split(rows, start, place * SHEET_STRIDE, len(header.headers))
            left_out += blank
            kept, unseen = _without_hidden(kept, place * SHEET_STRIDE, marks, reading)
            left_out += unseen
            problems += _told(name, here, kept, place * SHEET_STRIDE, marks)
            n_rows += len(kept)
            for chunk in range(0, len(kept), _CHUNK):
                table = _table(kept[chunk : chunk + _CHUNK], schema, name if stacked else None)
                writer.write_table(table)
    finally:
        if writer is not None:
            writer.close()
    if header is None or not n_rows:
        raise IntakeError(about_files.header_only(received.name))
    if stacked:
        named, _ = headers.unique((*header.headers, SHEET_COLUMN))
        header = headers.Header(
            header.index,
            header.n_records,
            named,
            (*header.labels, ""),
            header.tool,
            header.n_renamed,
        )
    used = Reading(sheets=chosen, header_row=header.index + 1)
    return StagedRows(header, n_rows, n_lines, used, tuple(left_out), tuple(problems))


def _without_hidden(
    rows: list[tuple[int, list[str | None]]], offset: int, marks: SheetMarks, reading: Reading
) -> tuple[list[tuple[int, list[str | None]]], list[LeftOut]]:
    """Leave hidden rows out where that is asked for."""
    if not reading.leave_hidden or not marks.hidden_rows:
        return rows, []
    seen = [row for row in rows if row[0] - offset not in marks.hidden_rows]
    hidden = [LeftOut(n, "hidden_row") for n, _ in rows if n - offset in marks.hidden_rows]
    return seen, hidden


def _told(
    sheet: str,
    header: headers.Header,
    rows: list[tuple[int, list[str | None]]],
    offset: int,
    marks: SheetMarks,
) -> Iterator[Problem]:
    """Say what of a sheet is hidden and read all the same, and which formulas have no value."""
    hidden = [n - offset for n, _ in rows if n - offset in marks.hidden_rows]
    named = dict(enumerate(header.headers))
    columns = [named[place] for place in sorted(marks.hidden_columns) if place in named]
    if hidden or columns:
        yield about_sheets.hidden_parts(sheet, hidden, columns)
    empty = {named[place]: n for place, n in sorted(marks.formulas.items()) if place in named}
    if empty:
        yield about_sheets.formulas(list(empty), sum(empty.values()))


def _split(
    rows: list[list[Any]], start: int, offset: int, width: int
) -> tuple[list[tuple[int, list[str | None]]], list[LeftOut]]:
    """Part the rows of one sheet into rows with answers and blank rows."""
    kept: list[tuple[int, list[str | None]]] = []
    blank: list[LeftOut] = []
    for number, row in enumerate(rows[start:], start=start + 1):
        cells = [cell_text(cell).strip() or None for cell in row[:width]]
        if any(cells):
            kept.append((number + offset, [*cells, *[None] * (width - len(cells))]))
        else:
            blank.append(LeftOut(number + offset, "blank_row"))
    return kept, blank


def _table(
    rows: list[tuple[int, list[str | None]]], schema: pa.Schema, sheet: str | None
) -> pa.Table:
    n = len(schema) - 1 - (sheet is not None)
    arrays = [pa.array([number for number, _ in rows], pa.int64())]
    arrays += [pa.array([cells[place] for _, cells in rows], pa.string()) for place in range(n)]
    if sheet is not None:
        arrays.append(pa.array([sheet] * len(rows), pa.string()))
    return pa.Table.from_arrays(arrays, schema=schema)
