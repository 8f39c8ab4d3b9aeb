"""What is said about the letters of a file: its encodings, and what could not be read or seen."""

from collections.abc import Sequence

from cx.intake.sentences.wording import listed
from cx.problems import Problem, note
from cx.text import paragraph, say, say_n


def unreadable_characters(n: int, encoding: str, rows: Sequence[int]) -> Problem:
    """Some bytes do not exist in the encoding."""
    return note(
        "unreadable_characters",
        "encoding",
        say_n(
            "{n} character cannot be read as {encoding} and is shown as \ufffd ({rows}).",
            "{n} characters cannot be read as {encoding} and are shown as \ufffd ({rows}).",
            n,
            encoding=encoding,
            rows=listed(rows),
        )
        if rows
        else say_n(
            "{n} character cannot be read as {encoding} and is shown as \ufffd.",
            "{n} characters cannot be read as {encoding} and are shown as \ufffd.",
            n,
            encoding=encoding,
        ),
        say("Choose another encoding if texts look wrong."),
    )


def mixed_encodings(n: int, encoding: str) -> Problem:
    """Lines in two encodings stand in one file."""
    page = encoding.rpartition("+")[2]
    return note(
        "mixed_encodings",
        "encoding",
        paragraph(
            say("The file is in two encodings, as when two files are put together."),
            say_n(
                "{n} line was read as {page}, the others as UTF-8.",
                "{n} lines were read as {page}, the others as UTF-8.",
                n,
                page=page,
            ),
        ),
        say("Choose another encoding if texts look wrong."),
    )


def invisible_marks(n: int) -> Problem:
    """Marks that nobody sees were taken away."""
    return note(
        "invisible_marks",
        "file",
        say_n(
            "{n} invisible mark in the text was removed.",
            "{n} invisible marks in the text were removed.",
            n,
        ),
        say("Nothing needs to be done."),
    )
