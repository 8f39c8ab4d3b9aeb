"""What is said about a file: why it is refused, and how it is read."""

from collections.abc import Sequence

from cx.intake.sentences.wording import in_bytes, quoted
from cx.problems import Problem, stops
from cx.text import Said, say


def empty(name: str) -> Problem:
    """The file holds nothing."""
    return stops(
        "empty_file",
        name,
        say('"{name}" is empty.', name=name),
        say("Export it again and load the new file."),
    )


def header_only(name: str) -> Problem:
    """The file holds headers and no row."""
    return stops(
        "header_only",
        name,
        say('"{name}" has a header and no rows under it.', name=name),
        say("Export it again with the answers included."),
    )


def not_a_table(name: str, kind: str) -> Problem:
    """The first bytes show that this is something else."""
    return stops(
        "not_a_table",
        name,
        say('"{name}" is {what}, not a table.', name=name, what=_what(kind)),
        say("Export the answers as CSV, XLSX or Parquet and load that file."),
    )


def _what(kind: str) -> Said:
    return {
        "png": say("a picture (PNG)"),
        "jpeg": say("a picture (JPEG)"),
        "gif": say("a picture (GIF)"),
        "pdf": say("a PDF document"),
        "program": say("a program"),
        "bzip2": say("a compressed file (bzip2)"),
        "xz": say("a compressed file (xz)"),
        "zstandard": say("a compressed file (Zstandard)"),
        "rar": say("a compressed file (RAR)"),
        "7z": say("a compressed file (7z)"),
        "sqlite": say("a database (SQLite)"),
        "rtf": say("a text document (RTF)"),
        "zip": say("a zip file, not an Excel workbook"),
        "stata": say("a Stata file"),
        "por": say("a portable SPSS file (.por)"),
        "word": say("a Word document"),
        "powerpoint": say("a PowerPoint presentation"),
        "bytes": say("not text"),
    }[kind]


def encrypted(name: str) -> Problem:
    """The workbook has a password."""
    return stops(
        "encrypted",
        name,
        say('"{name}" is protected by a password.', name=name),
        say("Open it in Excel, save a copy without a password and load the copy."),
    )


def damaged(name: str) -> Problem:
    """The file cannot be opened as what it claims to be."""
    return stops(
        "damaged_file",
        name,
        say('"{name}" is damaged and cannot be opened.', name=name),
        say("Export or download it again and load the new file."),
    )


def zip_bomb(name: str, size: int, claimed: int) -> Problem:
    """The workbook would unpack to too much."""
    return stops(
        "unpacks_too_large",
        name,
        say(
            '"{name}" has {size} and would unpack to {claimed}.',
            name=name,
            size=in_bytes(size),
            claimed=in_bytes(claimed),
        ),
        say("Save the table as CSV and load that file."),
    )


def spans_too_much(name: str, cells: int, limit: int) -> Problem:
    """The filled cells of the workbook lie too far apart."""
    return stops(
        "spans_too_much",
        name,
        say(
            'The sheets of "{name}" span {cells} cells, most of them empty; at most '
            "{limit} can be read.",
            name=name,
            cells=cells,
            limit=limit,
        ),
        say(
            "Delete what stands far below or beside the table, or save the table as "
            "CSV, and load that file."
        ),
    )


def too_big(name: str, limit: int) -> Problem:
    """The file is over the size limit."""
    return stops(
        "too_large",
        name,
        say('"{name}" is larger than {limit}.', name=name, limit=in_bytes(limit)),
        say("Split it by period, or leave columns out that are not needed."),
    )


def too_many_columns(name: str, n: int, limit: int) -> Problem:
    """The file has too many columns."""
    return stops(
        "too_many_columns",
        name,
        say('"{name}" has {n} columns; at most {limit} can be read.', name=name, n=n, limit=limit),
        say("Leave columns out that are not needed and load the file again."),
    )


def unknown_encoding(encoding: str, known: Sequence[str]) -> Problem:
    """The chosen encoding does not exist."""
    return stops(
        "unknown_encoding",
        "encoding",
        say('"{encoding}" is not an encoding that can be read.', encoding=encoding),
        say("Choose utf-8 or one of {known}.", known=", ".join(known)),
    )


def no_such_sheet(sheet: str, known: Sequence[str]) -> Problem:
    """The chosen sheet does not exist."""
    return stops(
        "no_such_sheet",
        sheet,
        say('There is no sheet "{sheet}".', sheet=sheet),
        say("Choose one of {known}.", known=_names(known)),
    )


def _names(sheets: Sequence[str]) -> str:
    return ", ".join(quoted(sheet) for sheet in sheets)


def sheets_differ(first: str, other: str) -> Problem:
    """Sheets with different columns cannot be stacked."""
    return stops(
        "sheets_differ",
        other,
        say(
            'The sheets "{first}" and "{other}" do not have the same columns.',
            first=first,
            other=other,
        ),
        say("Choose sheets with the same headers, or load them one at a time."),
    )


def nothing_fits(name: str, n_bad: int, n: int, n_columns: int) -> Problem:
    """Most lines do not have as many fields as the header."""
    return stops(
        "nothing_fits",
        name,
        say(
            '{n_bad} of {n} rows of "{name}" do not have the {n_columns} fields of its header.',
            n_bad=n_bad,
            n=n,
            name=name,
            n_columns=n_columns,
        ),
        say(
            "Check the delimiter and the header row, or put quotes around texts that "
            "hold the delimiter."
        ),
    )


def unbalanced(name: str, n_lines: int, accounted: int) -> Problem:
    """Lines of the file and rows that were read do not add up."""
    return stops(
        "unbalanced",
        name,
        say(
            '"{name}" has {n_lines} lines, and {accounted} of them could be accounted for.',
            name=name,
            n_lines=n_lines,
            accounted=accounted,
        ),
        say("A quote may be missing. Save the table as XLSX and load that file."),
    )


def too_many_quotes(name: str, row: int, n: int) -> Problem:
    """More open quotes than can be mended."""
    return stops(
        "unclosed_quotes",
        name,
        say(
            'More than {n} quotes in "{name}" are opened and not closed (first: row {row}).',
            n=n,
            name=name,
            row=row,
        ),
        say("Export the file again with quotes around all texts."),
    )
