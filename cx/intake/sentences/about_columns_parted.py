"""What is said about how lines are parted into columns."""

from collections.abc import Sequence

from cx.intake.sentences.wording import quoted
from cx.problems import Problem, note, stops
from cx.text import say, say_n


def one_column(mark: str) -> Problem:
    """Every line was read as one column, and a mark stands in nearly all of them."""
    return note(
        "delimiter",
        "delimiter",
        say(
            "Every line was read as one column, and {mark} stands in nearly all of them.",
            mark=quoted(mark),
        ),
        say("If it parts the columns, state it as the delimiter."),
    )


def no_delimiter(mark: str) -> Problem:
    """A delimiter of several characters cannot be used."""
    return stops(
        "delimiter",
        "delimiter",
        say("{mark} is not one character, and cannot part columns.", mark=quoted(mark)),
        say("State one character, tab, or fixed for columns of fixed width."),
    )


def no_fixed_width() -> Problem:
    """No places are blank in all lines."""
    return stops(
        "delimiter",
        "delimiter",
        say("No place is blank in all of the first lines, so no columns of fixed width are seen."),
        say("State the character that parts the columns."),
    )


def fixed_width(starts: Sequence[int]) -> Problem:
    """Columns are told by their place in the line."""
    return note(
        "fixed_width",
        "delimiter",
        say(
            "The {n} columns are of fixed width and begin at the characters {places}.",
            n=len(starts),
            places=", ".join(str(start + 1) for start in starts),
        ),
        say("If that is wrong, state the character that parts the columns."),
    )


def backslashes(n: int) -> Problem:
    """Quotes were escaped with a backslash."""
    return note(
        "backslash_quotes",
        "file",
        say_n(
            "{n} quote inside a text is written with a backslash before it, and is read as a "
            "quote.",
            "{n} quotes inside texts are written with a backslash before them, and are read as "
            "quotes.",
            n,
        ),
        say("Nothing needs to be done."),
    )
