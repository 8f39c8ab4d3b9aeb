"""What is said about the header of a file: whether there is one, and what stands under it."""

from collections.abc import Sequence

from cx.intake.sentences.wording import quoted
from cx.problems import Problem, note
from cx.text import enumerated, say


def no_header(n: int) -> Problem:
    """The first row looks like answers; they are not shown, for they may be personal."""
    return note(
        "no_header",
        "header",
        say(
            "The first row holds answers, not headers; the {n} columns are called "
            '"Column 1" and so on.',
            n=n,
        ),
        say("If the first row is the header, set the header row to 1."),
    )


def header_unsure(first: Sequence[str]) -> Problem:
    """The first row may be an answer."""
    return note(
        "header_unsure",
        "header",
        say(
            "The first row ({cells}) is read as the header, and looks much like the rows under it.",
            cells=enumerated([quoted(cell) for cell in first]),
        ),
        say("If it is an answer, say that there is no header: set the header row to 0."),
    )


def second_header_row(kind: str, row: int) -> Problem:
    """A row under the header holds question texts, or units and types."""
    return note(
        "second_header_row",
        "header",
        say(
            "Row {row} under the header holds question texts and no answers; they are kept as "
            "labels.",
            row=row,
        )
        if kind == "labels"
        else say("Row {row} under the header holds units or types and no answers.", row=row),
        say("If it is an answer, correct its cells in your file."),
    )
