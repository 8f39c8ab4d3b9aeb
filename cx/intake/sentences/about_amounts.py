"""What is said about amounts that cannot be added."""

from collections.abc import Sequence

from cx.problems import Problem, left_out
from cx.text import say

_MOST_NAMED = 5


def currencies_beside(header: str, beside: str, names: Sequence[str]) -> Problem:
    """Another column names several currencies."""
    shown = ", ".join(names[:_MOST_NAMED])
    return left_out(
        "several_currencies",
        header,
        say(
            'The amounts in "{column}" are in several currencies by "{beside}" ({names}), so they '
            "are not used.",
            column=header,
            beside=beside,
            names=shown if len(names) <= _MOST_NAMED else f"{shown}, ...",
        ),
        say("Convert them to one currency in your file, or load one currency at a time."),
    )
