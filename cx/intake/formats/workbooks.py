"""Can this workbook be read: XLSX, XLSB, XLS or OpenDocument?

Before a reader opens it, it is seen that it has no password, and that what it unpacks to and the
area that its cells span stay within the limits.
"""

import struct
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from cx.intake import sheet_area, sheets
from cx.intake.file_facts import Received
from cx.intake.formats import limits, spans
from cx.intake.formats.compound import CompoundFile, UnreadableCompound
from cx.intake.formats.given import Given
from cx.intake.lines import pieces
from cx.intake.sentences import about_files, about_formats
from cx.problems import IntakeError

_LOCKED_XLSX = "EncryptedPackage"
_XLS_STREAMS = ("Workbook", "Book")
_OFFICE = {"WordDocument": "word", "PowerPoint Document": "powerpoint"}
_MARKS = {"xl/workbook.bin": "xlsb", "xl/workbook.xml": "xlsx", "content.xml": "ods"}
_SPANS: Mapping[str, Callable[[Path], int]] = {
    "xlsx": sheet_area.cells_spanned,
    "xlsb": spans.of_xlsb,
    "ods": spans.of_ods,
}


def entries_of(given: Given) -> list[zipfile.ZipInfo]:
    """List what a zip file holds, or refuse it: damaged, or unpacking to too much."""
    try:
        with zipfile.ZipFile(given.path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, struct.error, OSError) as error:
        raise IntakeError(about_files.damaged(given.name)) from error
    unpacked = sum(entry.file_size for entry in entries)
    limits.check_unpacked(given.name, given.size_bytes, unpacked)
    return entries


def kind_of(given: Given, entries: list[zipfile.ZipInfo]) -> str | None:
    """Name the kind of workbook that a zip file is; None when it is none.

    Errors: IntakeError for one that could be read as two kinds.
    """
    names = {entry.filename for entry in entries}
    kinds = [kind for mark, kind in _MARKS.items() if mark in names]
    if len(kinds) > 1:
        raise IntakeError(about_files.not_a_table(given.name, "zip"))
    return kinds[0] if kinds else None


def take_in_zipped(given: Given, kind: str) -> Received:
    """Take in an XLSX, XLSB or OpenDocument workbook."""
    if kind == "ods":
        _check_open_document(given)
    try:
        spanned = _SPANS[kind](given.path)
    except ValueError as error:
        raise IntakeError(about_files.damaged(given.name)) from error
    return _listed(given, kind, spanned)


def _check_open_document(given: Given) -> None:
    """Refuse OpenDocument files that hold no sheet or have a password."""
    try:
        with zipfile.ZipFile(given.path) as archive:
            if "META-INF/manifest.xml" in archive.namelist():
                locked = b"encryption-data" in archive.read("META-INF/manifest.xml")
            else:
                locked = False
            has_sheet = locked or b"office:spreadsheet" in archive.read("content.xml")
    except (zipfile.BadZipFile, OSError, RuntimeError, KeyError) as error:
        raise IntakeError(about_files.damaged(given.name)) from error
    if locked:
        raise IntakeError(about_formats.locked_open_document(given.name))
    if not has_sheet:
        raise IntakeError(about_formats.no_sheet(given.name))


def take_in_compound(given: Given) -> Received:
    """Take in an old Excel workbook."""
    try:
        file = CompoundFile(given.path)
        names = file.names
        found = next((name for name in _XLS_STREAMS if name in names), None)
        stream = file.stream(found) if found else b""
        if found:
            return _listed(given, "xls", spans.of_xls(stream))
    except spans.Protected as error:
        raise IntakeError(about_files.encrypted(given.name)) from error
    except (UnreadableCompound, spans.UnreadableSpan) as error:
        names = frozenset()
        cause: Exception | None = error
    else:
        cause = None
    wanted = _LOCKED_XLSX.encode("utf-16-le")
    if any(wanted in piece for piece in pieces(given.path)):
        raise IntakeError(about_files.encrypted(given.name)) from cause
    other = next((kind for name, kind in _OFFICE.items() if name in names), None)
    if other:
        raise IntakeError(about_files.not_a_table(given.name, other)) from cause
    raise IntakeError(about_files.damaged(given.name)) from cause


def _listed(given: Given, kind: str, spanned: int) -> Received:
    """List the sheets of a workbook that may be opened; refuse one without rows."""
    name = given.name
    limits.check_cells(name, spanned)
    listed = sheets.list_sheets(given.path, name)
    filled = [sheet for sheet in listed if sheet.n_columns]
    if not filled:
        raise IntakeError(about_files.empty(name))
    if not any(sheet.n_rows for sheet in filled):
        raise IntakeError(about_files.header_only(name))
    if all(sheet.n_columns > limits.MAX_COLUMNS for sheet in filled):
        limits.check_columns(name, filled[0].n_columns)
    return given.received(kind, sheets=listed)
