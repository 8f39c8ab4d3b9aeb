"""How long work says what it is doing: a sentence and the share that is done, 0 to 1."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[str, float], None]

DOING_RECEIVE = "Taking the file in"
DOING_READ = "Reading the rows"
DOING_LOOK = "Looking at the columns"
DOING_TYPE = "Turning texts into numbers and dates"
DOING_WRITE = "Writing the responses"


def silent(doing: str, share: float) -> None:
    """Say nothing."""
