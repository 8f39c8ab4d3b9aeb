"""How do the answers of an SPSS file become rows of text?

Variable labels are the questions, value labels stand in the cells, and what the file declares to
be missing is missing, and counted. Method: pyreadstat (ReadStat).
"""

import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from cx.intake import headers, labels
from cx.intake.file_facts import Received
from cx.intake.formats import limits
from cx.intake.formats.given import Given
from cx.intake.formats.growing import GrowingTable
from cx.intake.progress import Progress, doing_read
from cx.intake.sentences import about_files, about_formats
from cx.intake.sheets import cell_text
from cx.intake.staged import Reading, StagedRows
from cx.problems import IntakeError, Problem

_ROWS = 100_000  # read at once


def take_in(given: Given) -> Received:
    """Take in an SPSS file by its dictionary."""
    _, told = _read(given.path, given.name, metadataonly=True)
    n_columns, n_rows = int(told.number_columns or 0), told.number_rows
    if not n_columns:
        raise IntakeError(about_files.empty(given.name))
    limits.check_columns(given.name, n_columns)
    limits.check_cells(given.name, n_columns * max(n_rows or 0, 0))  # some do not say
    if n_rows == 0:
        raise IntakeError(about_files.header_only(given.name))
    return given.received("sav")


def stage(received: Received, reading: Reading, target: Path, progress: Progress) -> StagedRows:
    """Read all cases into `target` as text columns; cases are numbered from 1."""
    parts, told = _parts(received, progress)
    names = list(told.column_names)
    asked = {name: str(told.column_names_to_labels.get(name) or "") for name in names}
    columns = {name: [cell for part in parts for cell in part[name]] for name in names}
    problems: list[Problem] = []
    n_missing: dict[str, dict[str, int]] = {}
    for name in names:
        ranges = told.missing_ranges.get(name, ())
        texts, gone = _without_missing(columns[name], ranges)
        if gone:
            known = _labels_of(told, name)
            n_missing[name] = {_named(code, known): n for code, n in gone.items()}
        columns[name] = texts
    n_labelled = {name: _put_labels(columns, told, name, asked[name]) for name in names}
    table = GrowingTable(target, received.name)
    try:
        for number, cells in enumerate(zip(*columns.values(), strict=True), start=1):
            table.add(number, dict(zip(names, cells, strict=True)))
        table.close()
    finally:
        table.forget()
    if not table.n_rows:
        raise IntakeError(about_files.header_only(received.name))
    used = {name: n for name, n in n_labelled.items() if n}
    if used:
        problems.append(about_formats.value_labels(used))
    if n_missing:
        problems.append(about_formats.declared_missing(n_missing))
    named, renamed = headers.unique(names)
    header = headers.Header(0, 1, named, tuple(asked.values()), None, renamed)
    return StagedRows(header, table.n_rows, table.n_rows, Reading(), (), tuple(problems))


def _parts(received: Received, progress: Progress) -> tuple[list[dict[str, list[Any]]], Any]:
    """Read the cases in parts of columns, with what the file says of its variables."""
    parts: list[dict[str, list[Any]]] = []
    while True:
        progress(doing_read(), min(0.6, 0.1 + 0.1 * len(parts)))
        part, told = _read(
            received.path,
            received.name,
            user_missing=True,
            output_format="dict",
            row_offset=_ROWS * len(parts),
            row_limit=_ROWS,
        )
        n = len(next(iter(part.values()), ()))
        if n or not parts:
            parts.append(part)
        if n < _ROWS:
            return parts, told


def _read(path: Path, name: str, **how: Any) -> tuple[Any, Any]:
    """Read cases and dictionary. Errors: IntakeError for a file that is cut."""
    import pyreadstat

    try:
        return pyreadstat.read_sav(str(path), **how)
    except (pyreadstat.ReadstatError, pyreadstat.PyreadstatError, ValueError, OSError) as error:
        raise IntakeError(about_files.damaged(name)) from error


def _without_missing(
    cells: Sequence[Any], ranges: Sequence[Mapping[str, Any]]
) -> tuple[list[str | None], dict[str, int]]:
    """Write the cells as texts without those declared missing; also count these by code."""
    texts: list[str | None] = []
    gone: dict[str, int] = {}
    for cell in cells:
        text = _text(cell)
        if text is not None and ranges and _is_declared(cell, ranges):
            gone[text] = gone.get(text, 0) + 1
            text = None
        texts.append(text)
    return texts, gone


def _text(cell: Any) -> str | None:
    if isinstance(cell, float) and math.isnan(cell):
        return None
    return cell_text(cell).strip() or None


def _is_declared(cell: Any, ranges: Sequence[Mapping[str, Any]]) -> bool:
    """Say whether a value lies in what the file declares to be missing."""
    if isinstance(cell, str):
        return any(str(one["lo"]).rstrip() == cell.rstrip() for one in ranges)
    if not isinstance(cell, int | float):
        return False
    return any(
        isinstance(one["lo"], int | float) and one["lo"] <= cell <= one["hi"] for one in ranges
    )


def _labels_of(told: Any, name: str) -> dict[str, str]:
    """Return the value labels of a variable by the text of their codes."""
    found = told.variable_value_labels.get(name) or {}
    return {_text(code) or "": str(label) for code, label in found.items()}


def _named(code: str, known: Mapping[str, str]) -> str:
    return f"{code} = {known[code]}" if code in known else code


def _put_labels(columns: dict[str, list[str | None]], told: Any, name: str, question: str) -> int:
    """Put value labels into the cells of a variable; return how many cells have one."""
    known = _labels_of(told, name)
    if not known:
        return 0
    used = {cell for cell in columns[name] if cell is not None}
    nominal = told.variable_measure.get(name) == "nominal" and len(used - set(known)) == 0
    becomes = labels.labelled(known, used, f"{name} {question}", nominal=nominal)
    n = 0
    for place, cell in enumerate(columns[name]):
        if cell in becomes:
            columns[name][place] = becomes[cell]
            n += 1
    return n
