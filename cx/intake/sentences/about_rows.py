"""What is said about the rows of a file: those left out or mended, and its header."""

from __future__ import annotations

from collections.abc import Sequence

from cx.intake.sentences.wording import counted, left_out, listed, note, quoted
from cx.intake.staged import LeftOut
from cx.problems import Problem


def quotes_mended(rows: Sequence[int]) -> Problem:
    """Quotes that were open have been closed."""
    n = len(rows)
    verb = "was" if n == 1 else "were"
    return note(
        "unclosed_quote",
        listed(rows),
        f"{counted(n, 'quote')} that {verb} opened and not closed {verb} closed ({listed(rows)}).",
        f"Check the {'text of this row' if n == 1 else 'texts of these rows'} in your file.",
    )


LINE_CODES = ("too_many_fields", "too_few_fields", "line_too_long", "unreadable_line")
_LINE_REASONS = {
    "too_many_fields": "have more than the {n:,} fields of the header",
    "too_few_fields": "have fewer than the {n:,} fields of the header",
    "line_too_long": "are longer than 2 MB",
    "unreadable_line": "cannot be parted into fields",
}
_LINE_REASON = {
    "too_many_fields": "has more than the {n:,} fields of the header",
    "too_few_fields": "has fewer than the {n:,} fields of the header",
    "line_too_long": "is longer than 2 MB",
    "unreadable_line": "cannot be parted into fields",
}


def lines_left_out(code: str, rows: Sequence[LeftOut], total: int, n_columns: int) -> Problem:
    """Lines that do not fit the header are left out."""
    reason = (_LINE_REASON if len(rows) == 1 else _LINE_REASONS)[code].format(n=n_columns)
    numbers = [item.row for item in rows]
    first = f": {rows[0].detail}" if rows[0].detail else ""
    where = f"row {numbers[0]:,}{first}"
    if len(rows) > 1:
        where = listed(numbers)
        if rows[0].detail:
            where = f"first: {rows[0].detail} fields in row {numbers[0]:,}"
    fix = (
        "Put quotes around texts that hold the delimiter, or go on without them."
        if code == "too_many_fields"
        else "Complete them in your file, or go on without them."
    )
    return left_out(
        code,
        listed(numbers),
        f"{len(rows):,} of {total:,} rows {reason} ({where}) and "
        f"{'is' if len(rows) == 1 else 'are'} left out.",
        fix,
    )


def unreadable_characters(n: int, encoding: str) -> Problem:
    """Some bytes do not exist in the encoding."""
    return note(
        "unreadable_characters",
        "encoding",
        f"{counted(n, 'character')} cannot be read as {encoding} and "
        f"{'is' if n == 1 else 'are'} shown as \ufffd.",
        "Choose another encoding if texts look wrong.",
    )


def zero_bytes(n: int) -> Problem:
    """Zero bytes were taken away."""
    return note(
        "zero_bytes",
        "file",
        f"{counted(n, 'zero byte')} in the text {'was' if n == 1 else 'were'} removed.",
        "If texts look wrong, export the file again.",
    )


def blank_rows(n: int) -> Problem:
    """Rows without any cell filled."""
    return left_out(
        "blank_row",
        "rows",
        f"{counted(n, 'blank row')} {'is' if n == 1 else 'are'} left out.",
        "Nothing needs to be done.",
    )


def total_rows(n: int, row: int) -> Problem:
    """Totals under the data."""
    return left_out(
        "total_row",
        f"row {row:,}",
        f"{counted(n, 'row')} with totals under the data (row {row:,}) "
        f"{'is' if n == 1 else 'are'} left out.",
        "If it is an answer and no total, change its first cell in your file."
        if n == 1
        else "If they are answers and no totals, change their first cells in your file.",
    )


def survey_tool(tool: str, n: int) -> Problem:
    """Header rows of a survey tool were folded into labels."""
    return note(
        "survey_headers",
        "header",
        f"The file is an export of {tool}: its {n:,} header rows were folded into one, and the "
        "question texts are kept as labels.",
        "If that is wrong, set the header row.",
    )


def headers_renamed(n: int) -> Problem:
    """Headers that were empty or stood twice have new names."""
    return note(
        "headers_renamed",
        "header",
        f"{counted(n, 'header')} that {'was' if n == 1 else 'were'} empty or stood twice "
        f"{'has' if n == 1 else 'have'} a name of {'its' if n == 1 else 'their'} own now.",
        "Rename the columns in your file if the names matter.",
    )


def no_header(n: int) -> Problem:
    """The first row looks like answers."""
    return note(
        "no_header",
        "header",
        f'The first row holds answers, not headers; the {n:,} columns are called "Column 1" and '
        "so on.",
        "If the first row is the header, set the header row to 1.",
    )


def title_lines(n: int) -> Problem:
    """Lines above the header were skipped."""
    return note(
        "title_lines",
        "header",
        f"The header was found in row {n + 1:,}; {counted(n, 'line')} above it "
        f"{'is' if n == 1 else 'are'} not read as answers.",
        "If the header stands elsewhere, set the header row.",
    )


def merged_cells(sheet: str, n: int) -> Problem:
    """Cells of a sheet are merged: only the first of them has a value."""
    return note(
        "merged_cells",
        sheet,
        f"{counted(n, 'group')} of merged cells in sheet {quoted(sheet)} "
        f"{'holds its' if n == 1 else 'hold their'} value in the first cell only; the other cells "
        "count as empty.",
        "If they are answers, undo the merging in your file and fill every cell.",
    )
