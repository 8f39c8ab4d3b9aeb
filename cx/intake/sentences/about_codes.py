"""What is said of codes that were read with the labels of a code book in the same workbook."""

from collections.abc import Mapping, Sequence

from cx.intake.sentences.wording import quoted
from cx.problems import Problem, note
from cx.text import say, say_n

_MOST = 3  # names that are shown


def _some(names: Sequence[str]) -> str:
    shown = ", ".join(quoted(name) for name in names[:_MOST])
    if len(names) <= _MOST:
        return shown
    return say("{names} and {n} more", names=shown, n=len(names) - _MOST)


def joined(sheet: str, counts: Mapping[str, int], before: str, after: str) -> Problem:
    """Codes were read with the labels of a sheet."""
    return note(
        "codes_joined",
        sheet,
        say_n(
            "{n} cell of {columns} holds a code and was read with its label in sheet {sheet} "
            "({before} as {after}).",
            "{n} cells of {columns} hold codes and were read with their labels in sheet {sheet} "
            "({before} as {after}).",
            sum(counts.values()),
            columns=_some(list(counts)),
            sheet=quoted(sheet),
            before=quoted(before),
            after=quoted(after),
        ),
        say("To keep the codes, say so above the table of columns, or with --keep-codes."),
    )


def unmatched(column: str, sheet: str, values: Sequence[str], n: int) -> Problem:
    """Some cells of a column of codes are not in the code book."""
    return note(
        "codes_unmatched",
        column,
        say_n(
            '{n} cell of "{column}" has no label in sheet {sheet} ({values}) and is kept as it is.',
            '{n} cells of "{column}" have no label in sheet {sheet} ({values}) and are kept as '
            "they are.",
            n,
            column=column,
            sheet=quoted(sheet),
            values=_some(values),
        ),
        say("Complete the sheet, if they mean something."),
    )


def no_fit(column: str, sheet: str, values: Sequence[str]) -> Problem:
    """A code book names a column, but does not have its values."""
    return note(
        "codes_do_not_fit",
        column,
        say(
            'Sheet {sheet} has labels for "{column}", but lacks most of its values ({values}), '
            "which are kept as they are.",
            sheet=quoted(sheet),
            column=column,
            values=_some(values),
        ),
        say("Check whether the sheet belongs to these answers."),
    )


def questions(sheet: str, columns: Sequence[str]) -> Problem:
    """Headers were given the texts of their questions."""
    return note(
        "question_texts",
        sheet,
        say_n(
            "{n} column was given the text of its question from sheet {sheet} ({columns}).",
            "{n} columns were given the texts of their questions from sheet {sheet} ({columns}).",
            len(columns),
            sheet=quoted(sheet),
            columns=_some(columns),
        ),
        say("Nothing needs to be done."),
    )
