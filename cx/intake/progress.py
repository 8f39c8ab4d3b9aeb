"""How long work says what it is doing: a sentence and the share that is done, 0 to 1."""

from collections.abc import Callable

from cx.text import Said, say

Progress = Callable[[str, float], None]


def doing_receive() -> Said:
    """Say that a file is received."""
    return say("Taking the file in")


def doing_read() -> Said:
    """Say that rows are read."""
    return say("Reading the rows")


def doing_look() -> Said:
    """Say that columns are profiled."""
    return say("Looking at the columns")


def doing_type() -> Said:
    """Say that cells are typed."""
    return say("Turning texts into numbers and dates")


def doing_write() -> Said:
    """Say that responses are written."""
    return say("Writing the responses")


def silent(doing: str, share: float) -> None:
    """Say nothing."""
