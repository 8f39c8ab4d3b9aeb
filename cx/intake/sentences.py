"""Every sentence that a person reads while a file is taken in.

Worded by the rules of the house: the person's own header and value in quotes, counts with
thousands separators, row numbers as in their file, and what to do next.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cx.intake.staged import LeftOut
from cx.problems import Problem, Severity
from cx.vocabulary import Kind, Role

if TYPE_CHECKING:
    from cx.intake.profiles import ColumnProfile

DOING_RECEIVE = "Taking the file in"
DOING_READ = "Reading the rows"
DOING_LOOK = "Looking at the columns"
DOING_TYPE = "Turning texts into numbers and dates"
DOING_WRITE = "Writing the responses"

_AS_CSV = "Save the table as CSV or XLSX and load that file."


def _stops(code: str, where: str, what: str, fix: str) -> Problem:
    return Problem(code, Severity.STOPS, where, what, fix)


def _left(code: str, where: str, what: str, fix: str) -> Problem:
    return Problem(code, Severity.LEFT_OUT, where, what, fix)


def _note(code: str, where: str, what: str, fix: str) -> Problem:
    return Problem(code, Severity.NOTE, where, what, fix)


def counted(n: int, one: str, many: str | None = None) -> str:
    """Write a count with its noun: "1 row", "1,200 rows"."""
    return f"{n:,} {one if n == 1 else many or one + 's'}"


def listed(rows: Sequence[int | str], limit: int = 5) -> str:
    """Write row numbers: "3, 8, 12 and 40 more"."""
    shown = ", ".join(f"{row:,}" if isinstance(row, int) else row for row in rows[:limit])
    more = len(rows) - limit
    return f"{shown} and {more:,} more" if more > 0 else shown


def _rows(rows: Sequence[int | str]) -> str:
    return ("row " if len(rows) == 1 else "rows ") + listed(rows)


def _size(n_bytes: int) -> str:
    for unit, size in (("GB", 1024**3), ("MB", 1024**2), ("kB", 1024)):
        if n_bytes >= size:
            return f"{n_bytes / size:,.1f} {unit}"
    return f"{n_bytes:,} bytes"


# --- refused before reading -----------------------------------------------------------------


def empty(name: str) -> Problem:
    """The file holds nothing."""
    return _stops(
        "empty_file", name, f'"{name}" is empty.', "Export it again and load the new file."
    )


def header_only(name: str) -> Problem:
    """The file holds headers and no row."""
    return _stops(
        "header_only",
        name,
        f'"{name}" has a header and no rows under it.',
        "Export it again with the answers included.",
    )


def not_a_table(name: str, what: str) -> Problem:
    """The first bytes show that this is something else."""
    return _stops(
        "not_a_table",
        name,
        f'"{name}" is {what}, not a table.',
        "Export the answers as CSV, XLSX or Parquet and load that file.",
    )


def encrypted(name: str) -> Problem:
    """The workbook has a password."""
    return _stops(
        "encrypted",
        name,
        f'"{name}" is protected by a password.',
        "Open it in Excel, save a copy without a password and load the copy.",
    )


def old_excel(name: str) -> Problem:
    """The workbook is of the old Excel format."""
    return _stops(
        "old_excel",
        name,
        f'"{name}" is an old Excel file (.xls).',
        "Open it in Excel, save it as XLSX and load that file.",
    )


def damaged(name: str) -> Problem:
    """The file cannot be opened as what it claims to be."""
    return _stops(
        "damaged_file",
        name,
        f'"{name}" is damaged and cannot be opened.',
        "Export or download it again and load the new file.",
    )


def zip_bomb(name: str, size: int, claimed: int) -> Problem:
    """The workbook would unpack to too much."""
    return _stops(
        "unpacks_too_large",
        name,
        f'"{name}" has {_size(size)} and would unpack to {_size(claimed)}.',
        "Save the table as CSV and load that file.",
    )


def too_big(name: str, size: int, limit: int) -> Problem:
    """The file is over the size limit."""
    return _stops(
        "too_large",
        name,
        f'"{name}" is larger than {_size(limit)}.',
        "Split it by period, or leave columns out that are not needed.",
    )


def too_many_columns(name: str, n: int, limit: int) -> Problem:
    """The file has too many columns."""
    return _stops(
        "too_many_columns",
        name,
        f'"{name}" has {n:,} columns; at most {limit:,} can be read.',
        "Leave columns out that are not needed and load the file again.",
    )


# --- reading the rows -----------------------------------------------------------------------


def unknown_encoding(encoding: str, known: Sequence[str]) -> Problem:
    """The chosen encoding does not exist."""
    return _stops(
        "unknown_encoding",
        "encoding",
        f'"{encoding}" is not an encoding that can be read.',
        f"Choose utf-8 or one of {', '.join(known)}.",
    )


def no_such_sheet(sheet: str, known: Sequence[str]) -> Problem:
    """The chosen sheet does not exist."""
    names = ", ".join(f'"{name}"' for name in known)
    return _stops(
        "no_such_sheet", sheet, f'There is no sheet "{sheet}".', f"Choose one of {names}."
    )


def sheets_differ(first: str, other: str) -> Problem:
    """Sheets with different columns cannot be stacked."""
    return _stops(
        "sheets_differ",
        other,
        f'The sheets "{first}" and "{other}" do not have the same columns.',
        "Choose sheets with the same headers, or load them one at a time.",
    )


def sheet_chosen(chosen: str, others: Sequence[str], alike: Sequence[str]) -> Problem:
    """One of several sheets was taken."""
    names = ", ".join(f'"{name}"' for name in others)
    fix = f"To read another one, choose among {names}."
    if len(alike) > 1:
        fix = f"{', '.join(chr(34) + n + chr(34) for n in alike)} have the same columns and can be stacked: choose them together."  # noqa: E501
    n = len(others) + 1
    return _note("sheet_chosen", chosen, f'The file has {n:,} sheets; "{chosen}" was read.', fix)


def nothing_fits(name: str, n_bad: int, n: int, n_columns: int) -> Problem:
    """Most lines do not have as many fields as the header."""
    return _stops(
        "nothing_fits",
        name,
        f'{n_bad:,} of {n:,} rows of "{name}" do not have the {n_columns:,} fields of its header.',
        "Check the delimiter and the header row, or put quotes around texts that hold the "
        "delimiter.",
    )


def unbalanced(name: str, n_lines: int, accounted: int) -> Problem:
    """Lines of the file and rows that were read do not add up."""
    return _stops(
        "unbalanced",
        name,
        f'"{name}" has {n_lines:,} lines, and {accounted:,} of them could be accounted for.',
        "A quote may be missing. " + _AS_CSV,
    )


def too_many_quotes(name: str, row: int, n: int) -> Problem:
    """More open quotes than can be mended."""
    return _stops(
        "unclosed_quotes",
        name,
        f'More than {n:,} quotes in "{name}" are opened and not closed (first: row {row:,}).',
        "Export the file again with quotes around all texts.",
    )


def quotes_mended(rows: Sequence[int]) -> Problem:
    """Quotes that were open have been closed."""
    n = len(rows)
    verb = "was" if n == 1 else "were"
    return _note(
        "unclosed_quote",
        _rows(rows),
        f"{counted(n, 'quote')} that {verb} opened and not closed {verb} closed ({_rows(rows)}).",
        f"Check the {'text of this row' if n == 1 else 'texts of these rows'} in your file.",
    )


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
        where = _rows(numbers)
        if rows[0].detail:
            where = f"first: {rows[0].detail} fields in row {numbers[0]:,}"
    fix = (
        "Put quotes around texts that hold the delimiter, or go on without them."
        if code == "too_many_fields"
        else "Complete them in your file, or go on without them."
    )
    return _left(
        code,
        _rows(numbers),
        f"{len(rows):,} of {total:,} rows {reason} ({where}) and "
        f"{'is' if len(rows) == 1 else 'are'} left out.",
        fix,
    )


def unreadable_characters(n: int, encoding: str) -> Problem:
    """Some bytes do not exist in the encoding."""
    return _note(
        "unreadable_characters",
        "encoding",
        f"{counted(n, 'character')} cannot be read as {encoding} and "
        f"{'is' if n == 1 else 'are'} shown as \ufffd.",
        "Choose another encoding if texts look wrong.",
    )


def zero_bytes(n: int) -> Problem:
    """Zero bytes were taken away."""
    return _note(
        "zero_bytes",
        "file",
        f"{counted(n, 'zero byte')} in the text {'was' if n == 1 else 'were'} removed.",
        "Nothing is to be done; a fresh export has none.",
    )


def blank_rows(n: int) -> Problem:
    """Rows without any cell filled."""
    return _left(
        "blank_row",
        "rows",
        f"{counted(n, 'blank row')} {'is' if n == 1 else 'are'} left out.",
        "Nothing is to be done.",
    )


def total_rows(n: int, row: int) -> Problem:
    """Totals under the data."""
    return _left(
        "total_row",
        f"row {row:,}",
        f"{counted(n, 'row')} with totals under the data (row {row:,}) "
        f"{'is' if n == 1 else 'are'} left out.",
        "Nothing is to be done.",
    )


def survey_tool(tool: str, n: int) -> Problem:
    """Header rows of a survey tool were folded into labels."""
    return _note(
        "survey_headers",
        "header",
        f"The file is an export of {tool}: its {n:,} header rows were folded into one, and the "
        "question texts are kept as labels.",
        "Nothing is to be done.",
    )


def headers_renamed(n: int) -> Problem:
    """Headers that were empty or stood twice have new names."""
    return _note(
        "headers_renamed",
        "header",
        f"{counted(n, 'header')} that {'was' if n == 1 else 'were'} empty or stood twice "
        f"{'has' if n == 1 else 'have'} a name of {'its' if n == 1 else 'their'} own now.",
        "Rename the columns in your file if the names matter.",
    )


def no_header(n: int) -> Problem:
    """The first row looks like answers."""
    return _note(
        "no_header",
        "header",
        f'The first row holds answers, not headers; the {n:,} columns are called "Column 1" and '
        "so on.",
        "If the first row is the header, set the header row to 1.",
    )


def title_lines(n: int) -> Problem:
    """Lines above the header were skipped."""
    return _note(
        "title_lines",
        "header",
        f"The header was found in row {n + 1:,}; {counted(n, 'line')} above it "
        f"{'is' if n == 1 else 'are'} not read as answers.",
        "If the header stands elsewhere, set the header row.",
    )


# --- what columns mean ----------------------------------------------------------------------


def _these(n: int, one: str, many: str | None = None) -> str:
    return f"{counted(n, one, many)} {'is' if n == 1 else 'are'}"


def no_outcome() -> Problem:
    """No column is the outcome."""
    return _stops(
        "outcome_missing",
        Role.OUTCOME.label,
        "No column is chosen as the outcome score.",
        "Choose the column that holds the answer everything is measured by.",
    )


def no_such_column(header: str) -> Problem:
    """The recipe names a column that the file does not have."""
    return _stops(
        "no_such_column",
        header,
        f'There is no column "{header}" in this file.',
        "Choose another column for its role.",
    )


def scale_needed(header: str, low: float, high: float, asked: Sequence[str]) -> Problem:
    """The scale of the outcome cannot be known."""
    choices = " or ".join(asked) if asked else "such as 0-10 or 1-5"
    return _stops(
        "scale_needed",
        header,
        f'The answers in "{header}" lie between {low:g} and {high:g}, and their scale cannot be '
        "known for certain.",
        f"Say which scale was asked: {choices}.",
    )


def not_a_rating(found: ColumnProfile, role: Role) -> Problem:
    """A column without scores is mapped as a rating."""
    made = _stops if role is Role.OUTCOME else _left
    shown = found.examples[0] if found.examples else ""
    verb = f"hold texts such as {_cell(shown)}" if shown else "are empty"
    if found.kind is Kind.NUMBER:
        verb = f"hold {found.n_distinct:,} different numbers"
    fix = (
        "Choose a column of scores as the outcome."
        if role is Role.OUTCOME
        else "Choose another column, or go on without it."
    )
    return made(
        "not_a_rating", found.header, f'The cells of "{found.header}" {verb}, not ratings.', fix
    )


def not_a_number(found: ColumnProfile, role: Role) -> Problem:
    """A column without numbers is mapped as an amount."""
    return _unsuited("not_a_number", found, role, "amounts")


def not_a_date(found: ColumnProfile, role: Role) -> Problem:
    """A column without dates is mapped as a date."""
    return _unsuited("not_a_date", found, role, "dates")


def not_a_flag(found: ColumnProfile, role: Role) -> Problem:
    """A column that is not yes and no is mapped as one."""
    return _unsuited("not_a_flag", found, role, "yes and no")


def _unsuited(code: str, found: ColumnProfile, role: Role, wanted: str) -> Problem:
    shown = f" (first: {_cell(found.examples[0])})" if found.examples else ""
    return _left(
        code,
        found.header,
        f'The cells of "{found.header}" are not {wanted}{shown}, so it is not used as '
        f"{role.label}.",
        "Choose another column, or go on without it.",
    )


def _cell(text: str) -> str:
    short = text if len(text) <= 40 else text[:39] + "…"
    return f'"{short}"'


def several_currencies(found: ColumnProfile) -> Problem:
    """Amounts in more than one currency cannot be added."""
    return _left(
        "several_currencies",
        found.header,
        f'The amounts in "{found.header}" are in more than one currency, so they are not used.',
        "Convert them to one currency in your file.",
    )


def ambiguous_dates(found: ColumnProfile) -> Problem:
    """Day and month cannot be told apart."""
    shown = _cell(found.tokens[0].text) if found.tokens else '""'
    return _left(
        "date_order_ambiguous",
        found.header,
        f'Day and month cannot be told apart in "{found.header}": every day is 12 or less '
        f"(such as {shown}), so these dates are not used.",
        "Say whether the day or the month comes first.",
    )


def mixed_date_orders(found: ColumnProfile) -> Problem:
    """Both orders of day and month stand in one column."""
    return _left(
        "date_orders_mixed",
        found.header,
        f'Some dates in "{found.header}" have the day first and some the month first, so these '
        "dates are not used.",
        "Write them in one order in your file, or say which order is meant: the others will be "
        "left out.",
    )


def too_many_levels(found: ColumnProfile, role: Role, better: str | None = None) -> Problem:
    """An id is mapped as a group."""
    fix = (
        f'"{better}" would fit better.'
        if better
        else "Choose a column with fewer different values."
    )
    return _stops(
        "too_many_levels",
        found.header,
        f'"{found.header}" has {found.n_distinct:,} different values in {found.n:,} rows: it looks '
        f"like an id, not like a {role.label.lower()}.",
        fix,
    )


def out_of_range(
    header: str, n: int, total: int, scale: str, value: str, row: str, suspects: Sequence[float]
) -> Problem:
    """Answers outside the scale."""
    noun = "answers" if total != 1 else "answer"
    verb = "is" if n == 1 else "are"
    code = next(iter(suspects), None)
    fix = 'Correct them, or choose "leave these rows out".'
    if code is not None:
        fix = (
            f"If {code:g} means that there is no answer, say so; otherwise correct them, or choose "
            '"leave these rows out".'
        )
    return _left(
        "out_of_range",
        header,
        f'{n:,} of {total:,} {noun} in "{header}" {verb} outside {scale} '
        f"(first: {value} in row {row}).",
        fix,
    )


def unreadable_scores(header: str, n: int, total: int, value: str, row: str) -> Problem:
    """Answers that are no score."""
    verb = "is not a score" if n == 1 else "are not scores"
    return _left(
        "unreadable",
        header,
        f'{n:,} of {total:,} answers in "{header}" {verb} (first: {_cell(value)} in row {row}).',
        'Correct them, or choose "leave these rows out".',
    )


def unreadable_dates(header: str, n: int, total: int, value: str, row: str) -> Problem:
    """Dates that do not follow the format of their column."""
    verb = "does" if n == 1 else "do"
    return _left(
        "unreadable_date",
        header,
        f'{n:,} of {total:,} dates in "{header}" {verb} not fit the format of the column '
        f"(first: {_cell(value)} in row {row}).",
        "Correct them, or go on without these dates.",
    )


def unreadable_amounts(header: str, n: int, total: int, value: str, row: str) -> Problem:
    """Amounts that are no number."""
    verb = "is not a number" if n == 1 else "are not numbers"
    return _left(
        "unreadable_amount",
        header,
        f'{n:,} of {total:,} amounts in "{header}" {verb} (first: {_cell(value)} in row {row}).',
        "Correct them, or go on without these amounts.",
    )


def ambiguous_numbers(header: str, value: str, decimal: str) -> Problem:
    """A mark that could part decimals or thousands."""
    mark = "point" if "." in value else "comma"
    read = "a decimal mark" if decimal in value else "a thousands separator"
    return _note(
        "number_format_ambiguous",
        header,
        f'The {mark} in "{header}" (such as {_cell(value)}) is read as {read}.',
        "Choose the other number format if that is wrong.",
    )


def personal_left_out(header: str, what: str) -> Problem:
    """A column of personal data is not stored."""
    return _left(
        "personal_data",
        header,
        f'"{header}" holds {what} and is left out before anything is stored.',
        "Nothing is to be done.",
    )


def nothing_usable(header: str, n: int) -> Problem:
    """No row has an answer on the scale."""
    return _stops(
        "no_answers",
        header,
        f'None of the {n:,} rows has an answer in "{header}" that can be used.',
        "Choose another column or another scale.",
    )


_REASONS = {
    "no_answer": ("has no answer", "have no answer"),
    "out_of_range": ("has an answer outside the scale", "have an answer outside the scale"),
    "unreadable": ("has an answer that is not a score", "have an answer that is not a score"),
    "missing_code": (
        "has a number that stands for no answer", "have a number that stands for no answer"
    ),
    "duplicate": ("is identical to another row", "are identical to another row"),
    "blank_row": ("is blank", "are blank"),
    "total_row": ("holds totals", "hold totals"),
    "too_many_fields": ("has too many fields", "have too many fields"),
    "too_few_fields": ("has too few fields", "have too few fields"),
    "line_too_long": ("is too long to be read", "are too long to be read"),
    "unreadable_line": ("cannot be parted into fields", "cannot be parted into fields"),
}  # fmt: skip


def left_out_reason(code: str, n: int, header: str) -> str:
    """Say why rows were left out."""
    one, many = _REASONS[code]
    inside = f' in "{header}"' if code in _OF_OUTCOME else ""
    return f"{counted(n, 'row')} {one if n == 1 else many}{inside}."


_OF_OUTCOME = ("no_answer", "out_of_range", "unreadable", "missing_code")

_CHANGES = {
    "digits": "full-width or Thai digits were read as digits",
    "decimal_comma": "decimal commas were read",
    "thousands": "thousands separators were removed",
    "currency": "currency signs were removed",
    "percent": "percent signs were removed",
    "parentheses": "brackets were read as a minus",
    "label_number": "labelled scores were read by their number",
    "worded": "words were read as places on a scale",
    "two_valued": "texts were read as one of two values",
    "buddhist_year": "years of the Thai calendar were read as 543 years earlier",
    "excel_serial": "Excel day numbers were read as dates",
    "date_form": "dates were read in the format of the column",
    "spacing": "superfluous blanks were removed",
    "missing_word": "words that stand for no answer were read as missing",
    "out_of_range": "answers outside the scale were left out",
    "missing_code": "numbers that stand for no answer were left out",
    "unreadable": "cells that cannot be read were left out",
}


def repair(code: str, header: str, n: int) -> str:
    """Say what was changed in a column."""
    return f'"{header}": {_CHANGES[code]} in {counted(n, "cell")}.'
