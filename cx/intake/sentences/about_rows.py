"""What is said about the rows of a file: those left out or mended, and its header."""

from collections.abc import Sequence

from cx.intake.sentences.wording import listed, quoted
from cx.intake.staged import LeftOut
from cx.problems import Problem, left_out, note
from cx.text import Said, say, say_n


def quotes_mended(rows: Sequence[int]) -> Problem:
    """Quotes that were open have been closed."""
    return note(
        "unclosed_quote",
        listed(rows),
        say_n(
            "{n} quote that was opened and not closed was closed ({rows}).",
            "{n} quotes that were opened and not closed were closed ({rows}).",
            len(rows),
            rows=listed(rows),
        ),
        say_n(
            "Check the text of this row in your file.",
            "Check the texts of these rows in your file.",
            len(rows),
        ),
    )


LINE_CODES = ("too_many_fields", "too_few_fields", "line_too_long", "unreadable_line")


def lines_left_out(code: str, rows: Sequence[LeftOut], total: int, n_columns: int) -> Problem:
    """Lines that do not fit the header are left out."""
    return left_out(
        code,
        listed([item.row for item in rows]),
        _lines_left_out(code, len(rows), total, n_columns, _lines(rows)),
        say("Put quotes around texts that hold the delimiter, or go on without them.")
        if code == "too_many_fields"
        else say("Complete them in your file, or go on without them."),
    )


def _lines(rows: Sequence[LeftOut]) -> Said:
    first = rows[0]
    if len(rows) == 1:
        if first.detail:
            return say("row {row}: {fields}", row=first.row, fields=first.detail)
        return say("row {row}", row=first.row)
    if first.detail:
        return say("first: {fields} fields in row {row}", fields=first.detail, row=first.row)
    return listed([item.row for item in rows])


def _lines_left_out(code: str, n: int, total: int, n_columns: int, where: str) -> Said:
    if code == "too_many_fields":
        return say_n(
            "{n} of {total} rows has more than the {n_columns} fields of the header ({where}) and "
            "is left out.",
            "{n} of {total} rows have more than the {n_columns} fields of the header ({where}) and "
            "are left out.",
            n,
            total=total,
            n_columns=n_columns,
            where=where,
        )
    if code == "too_few_fields":
        return say_n(
            "{n} of {total} rows has fewer than the {n_columns} fields of the header ({where}) and "
            "is left out.",
            "{n} of {total} rows have fewer than the {n_columns} fields of the header ({where}) "
            "and are left out.",
            n,
            total=total,
            n_columns=n_columns,
            where=where,
        )
    if code == "line_too_long":
        return say_n(
            "{n} of {total} rows is longer than 2 MB ({where}) and is left out.",
            "{n} of {total} rows are longer than 2 MB ({where}) and are left out.",
            n,
            total=total,
            where=where,
        )
    return say_n(
        "{n} of {total} rows cannot be parted into fields ({where}) and is left out.",
        "{n} of {total} rows cannot be parted into fields ({where}) and are left out.",
        n,
        total=total,
        where=where,
    )


def zero_bytes(n: int) -> Problem:
    """Zero bytes were taken away."""
    return note(
        "zero_bytes",
        "file",
        say_n(
            "{n} zero byte in the text was removed.", "{n} zero bytes in the text were removed.", n
        ),
        say("If texts look wrong, export the file again."),
    )


NO_RESPONSE_CODES = (
    "blank_row", "repeated_header", "test_answers", "total_row", "subtotals", "footer_row",
    "hidden_row",
)  # fmt: skip


def no_responses(code: str, rows: Sequence[str]) -> Problem:
    """Rows that are no responses are left out; `rows` are their labels."""
    n, where = len(rows), listed(rows)
    found = {
        "blank_row": say_n("{n} blank row is left out.", "{n} blank rows are left out.", n),
        "repeated_header": say_n(
            "{n} row that repeats the header ({rows}) is left out.",
            "{n} rows that repeat the header ({rows}) are left out.",
            n,
            rows=where,
        ),
        "test_answers": say_n(
            "{n} row is a preview, a test or spam by its own column ({rows}) and is left out.",
            "{n} rows are previews, tests or spam by their own column ({rows}) and are left out.",
            n,
            rows=where,
        ),
        "total_row": say_n(
            "{n} row with totals under the data ({rows}) is left out.",
            "{n} rows with totals under the data ({rows}) are left out.",
            n,
            rows=where,
        ),
        "subtotals": say_n(
            "{n} row with a subtotal between the answers ({rows}) is left out.",
            "{n} rows with subtotals between the answers ({rows}) are left out.",
            n,
            rows=where,
        ),
        "footer_row": say_n(
            "{n} line under the data ({rows}) is no answer and is left out.",
            "{n} lines under the data ({rows}) are no answers and are left out.",
            n,
            rows=where,
        ),
        "hidden_row": say_n(
            "{n} row that the workbook hides ({rows}) is left out.",
            "{n} rows that the workbook hides ({rows}) are left out.",
            n,
            rows=where,
        ),
    }[code]
    return left_out(
        code,
        "rows" if code == "blank_row" else where,
        found,
        say("Nothing needs to be done.")
        if code == "blank_row"
        else say_n(
            "If it is an answer, say that such rows are kept.",
            "If they are answers, say that such rows are kept.",
            n,
        ),
    )


def total_suspected(rows: Sequence[int]) -> Problem:
    """Rows that may be totals are counted as answers."""
    return note(
        "total_suspected",
        listed(rows),
        say_n(
            "{n} row under the data ({rows}) may be a total or a mean, and is read as an answer.",
            "{n} rows under the data ({rows}) may be totals or means, and are read as answers.",
            len(rows),
            rows=listed(rows),
        ),
        say("If it is no answer, take it out of your file."),
    )


def survey_tool(tool: str, n: int) -> Problem:
    """Header rows of a survey tool were folded into labels."""
    return note(
        "survey_headers",
        "header",
        say(
            "The file is an export of {tool}: its {n} header rows were folded into "
            "one, and the question texts are kept as labels.",
            tool=tool,
            n=n,
        ),
        say("If that is wrong, set the header row."),
    )


def headers_renamed(n: int) -> Problem:
    """Headers that were empty or stood twice have new names."""
    return note(
        "headers_renamed",
        "header",
        say_n(
            "{n} header that was empty or stood twice has a name of its own now.",
            "{n} headers that were empty or stood twice have a name of their own now.",
            n,
        ),
        say("Rename the columns in your file if the names matter."),
    )


def title_lines(n: int) -> Problem:
    """Lines above the header were skipped."""
    return note(
        "title_lines",
        "header",
        say_n(
            "The header was found in row {row}; {n} line above it is not read as answers.",
            "The header was found in row {row}; {n} lines above it are not read as answers.",
            n,
            row=n + 1,
        ),
        say("If the header stands elsewhere, set the header row."),
    )


def text_formulas(n: int) -> Problem:
    """Cells were written as formulas so that a spreadsheet keeps them as text."""
    return note(
        "text_formulas",
        "file",
        say_n(
            '{n} cell is written as a formula (="...") and was read as the text in it.',
            '{n} cells are written as formulas (="...") and were read as the texts in them.',
            n,
        ),
        say("Nothing needs to be done."),
    )


def merged_cells(sheet: str, n: int) -> Problem:
    """Cells of a sheet are merged: only the first of them has a value."""
    return note(
        "merged_cells",
        sheet,
        say_n(
            "{n} group of merged cells in sheet {sheet} holds its value in the first cell only; "
            "the other cells count as empty.",
            "{n} groups of merged cells in sheet {sheet} hold their value in the first cell only; "
            "the other cells count as empty.",
            n,
            sheet=quoted(sheet),
        ),
        say("If they are answers, undo the merging in your file and fill every cell."),
    )
