"""What is said about a file: why it is refused, and how it is read."""

from __future__ import annotations

from collections.abc import Sequence

from cx.intake.sentences.wording import in_bytes, note, quoted, stops
from cx.problems import Problem


def empty(name: str) -> Problem:
    """The file holds nothing."""
    return stops(
        "empty_file", name, f'"{name}" is empty.', "Export it again and load the new file."
    )


def header_only(name: str) -> Problem:
    """The file holds headers and no row."""
    return stops(
        "header_only",
        name,
        f'"{name}" has a header and no rows under it.',
        "Export it again with the answers included.",
    )


def not_a_table(name: str, what: str) -> Problem:
    """The first bytes show that this is something else."""
    return stops(
        "not_a_table",
        name,
        f'"{name}" is {what}, not a table.',
        "Export the answers as CSV, XLSX or Parquet and load that file.",
    )


def encrypted(name: str) -> Problem:
    """The workbook has a password."""
    return stops(
        "encrypted",
        name,
        f'"{name}" is protected by a password.',
        "Open it in Excel, save a copy without a password and load the copy.",
    )


def old_excel(name: str) -> Problem:
    """The workbook is of the old Excel format."""
    return stops(
        "old_excel",
        name,
        f'"{name}" is an old Excel file (.xls).',
        "Open it in Excel, save it as XLSX and load that file.",
    )


def damaged(name: str) -> Problem:
    """The file cannot be opened as what it claims to be."""
    return stops(
        "damaged_file",
        name,
        f'"{name}" is damaged and cannot be opened.',
        "Export or download it again and load the new file.",
    )


def zip_bomb(name: str, size: int, claimed: int) -> Problem:
    """The workbook would unpack to too much."""
    return stops(
        "unpacks_too_large",
        name,
        f'"{name}" has {in_bytes(size)} and would unpack to {in_bytes(claimed)}.',
        "Save the table as CSV and load that file.",
    )


def spans_too_much(name: str, cells: int, limit: int) -> Problem:
    """The filled cells of the workbook lie too far apart."""
    return stops(
        "spans_too_much",
        name,
        f'The sheets of "{name}" span {cells:,} cells, most of them empty; at most {limit:,} can '
        "be read.",
        "Delete what stands far below or beside the table, or save the table as CSV, and load "
        "that file.",
    )


def too_big(name: str, limit: int) -> Problem:
    """The file is over the size limit."""
    return stops(
        "too_large",
        name,
        f'"{name}" is larger than {in_bytes(limit)}.',
        "Split it by period, or leave columns out that are not needed.",
    )


def too_many_columns(name: str, n: int, limit: int) -> Problem:
    """The file has too many columns."""
    return stops(
        "too_many_columns",
        name,
        f'"{name}" has {n:,} columns; at most {limit:,} can be read.',
        "Leave columns out that are not needed and load the file again.",
    )


def unknown_encoding(encoding: str, known: Sequence[str]) -> Problem:
    """The chosen encoding does not exist."""
    return stops(
        "unknown_encoding",
        "encoding",
        f'"{encoding}" is not an encoding that can be read.',
        f"Choose utf-8 or one of {', '.join(known)}.",
    )


def no_such_sheet(sheet: str, known: Sequence[str]) -> Problem:
    """The chosen sheet does not exist."""
    return stops(
        "no_such_sheet", sheet, f'There is no sheet "{sheet}".', f"Choose one of {_names(known)}."
    )


def _names(sheets: Sequence[str]) -> str:
    return ", ".join(quoted(sheet) for sheet in sheets)


def sheets_differ(first: str, other: str) -> Problem:
    """Sheets with different columns cannot be stacked."""
    return stops(
        "sheets_differ",
        other,
        f'The sheets "{first}" and "{other}" do not have the same columns.',
        "Choose sheets with the same headers, or load them one at a time.",
    )


def sheet_chosen(chosen: str, others: Sequence[str], alike: Sequence[str]) -> Problem:
    """One of several sheets was taken."""
    fix = f"To read another one, choose among {_names(others)}."
    if len(alike) > 1:
        fix = f"{_names(alike)} have the same columns and can be stacked: choose them together."
    n = len(others) + 1
    return note("sheet_chosen", chosen, f'The file has {n:,} sheets; "{chosen}" was read.', fix)


def nothing_fits(name: str, n_bad: int, n: int, n_columns: int) -> Problem:
    """Most lines do not have as many fields as the header."""
    return stops(
        "nothing_fits",
        name,
        f'{n_bad:,} of {n:,} rows of "{name}" do not have the {n_columns:,} fields of its header.',
        "Check the delimiter and the header row, or put quotes around texts that hold the "
        "delimiter.",
    )


def unbalanced(name: str, n_lines: int, accounted: int) -> Problem:
    """Lines of the file and rows that were read do not add up."""
    return stops(
        "unbalanced",
        name,
        f'"{name}" has {n_lines:,} lines, and {accounted:,} of them could be accounted for.',
        "A quote may be missing. Save the table as XLSX and load that file.",
    )


def too_many_quotes(name: str, row: int, n: int) -> Problem:
    """More open quotes than can be mended."""
    return stops(
        "unclosed_quotes",
        name,
        f'More than {n:,} quotes in "{name}" are opened and not closed (first: row {row:,}).',
        "Export the file again with quotes around all texts.",
    )
