"""What is said about the sheets of a workbook: which one is read, and what it hides."""

from collections.abc import Sequence

from cx.intake.sentences.wording import listed, quoted
from cx.problems import Problem, left_out, note
from cx.text import Said, enumerated, paragraph, say, say_n


def hidden(sheet: str) -> Said:
    """A sheet is hidden."""
    return say("{sheet} is hidden", sheet=quoted(sheet))


def describes_columns(sheet: str) -> Said:
    """A sheet is a dictionary or a code book."""
    return say("{sheet} describes columns", sheet=quoted(sheet))


def less_like_answers(sheet: str, n_rows: int) -> Said:
    """A sheet looks less like answers."""
    return say_n(
        "{sheet} has {n} row and looks less like answers",
        "{sheet} has {n} rows and looks less like answers",
        n_rows,
        sheet=quoted(sheet),
    )


def sheet_chosen(
    chosen: str, others: Sequence[str], alike: Sequence[str], why: Sequence[str] = ()
) -> Problem:
    """One of several sheets was taken; `why` says of those before it why they were not."""
    named: dict[str, str | int] = {"n": len(others) + 1, "chosen": chosen}
    return note(
        "sheet_chosen",
        chosen,
        say('The file has {n} sheets; "{chosen}" was read: {why}.', **named, why=enumerated(why))
        if why
        else say('The file has {n} sheets; "{chosen}" was read.', **named),
        say(
            "{sheets} have the same columns and can be stacked: choose them together.",
            sheets=_names(alike),
        )
        if len(alike) > 1
        else say("To read another one, choose among {sheets}.", sheets=_names(others)),
    )


def _names(sheets: Sequence[str]) -> str:
    return ", ".join(quoted(sheet) for sheet in sheets)


def hidden_parts(sheet: str, rows: Sequence[int], headers: Sequence[str]) -> Problem:
    """Rows or columns that the workbook hides are read."""
    of_rows = say_n(
        "Sheet {sheet} hides {n} row ({rows}), and it is read as an answer.",
        "Sheet {sheet} hides {n} rows ({rows}), and they are read as answers.",
        len(rows),
        sheet=quoted(sheet),
        rows=listed(rows),
    )
    of_columns = say_n(
        "Sheet {sheet} hides {n} column ({headers}), and it is read.",
        "Sheet {sheet} hides {n} columns ({headers}), and they are read.",
        len(headers),
        sheet=quoted(sheet),
        headers=", ".join(map(quoted, headers)),
    )
    return note(
        "hidden_rows" if rows else "hidden_columns",
        sheet,
        paragraph(of_rows if rows else "", of_columns if headers else ""),
        say("If the hidden rows are no answers, such as those of a filter, leave them out.")
        if rows
        else say("If they are not meant to be used, leave them out."),
    )


def formulas(headers: Sequence[str], n: int) -> Problem:
    """Formulas have no stored value, so their cells are empty."""
    return left_out(
        "formulas",
        ", ".join(headers),
        say_n(
            "{n} formula in {columns} has no stored value, so its cell is read as empty.",
            "{n} formulas in {columns} have no stored values, so their cells are read as empty.",
            n,
            columns=", ".join(map(quoted, headers)),
        ),
        say("Open the file in Excel, let it calculate, save it and load it again."),
    )
