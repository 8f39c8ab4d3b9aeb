"""How this chapter names quarters, columns, and performers on both sides of a mean."""

from collections.abc import Sequence
from datetime import date

from cx.text import Said, numbers, paragraph, say, say_n

_MOST_NAMES = 5  # names that a sentence lists before it only counts


def above_and_below(above: Sequence[str], below: Sequence[str]) -> Said:
    """Name those above and those below; a side of many is not named."""
    return paragraph(
        numbers.sentence(say("Above: {names}", names=numbers.listed(sorted(above))))
        if _few(above)
        else "",
        numbers.sentence(say("Below: {names}", names=numbers.listed(sorted(below))))
        if _few(below)
        else "",
    )


def _few(names: Sequence[str]) -> bool:
    return 0 < len(names) <= _MOST_NAMES


def too_few_to_name(n: int) -> str:
    """Say of how many the range is off the mean and the name is not given; empty for nobody."""
    if not n:
        return ""
    return say_n(
        "{n} performer is off the mean, with too few responses to be named.",
        "{n} performers are off the mean, with too few responses to be named.",
        n,
    )


def quarter(day: date) -> Said:
    """Name the quarter of a day: Q1 2026."""
    return say("Q{quarter} {year}", quarter=(day.month + 2) // 3, year=str(day.year))


def quoted(label: str) -> Said:
    """Name a column as the file does."""
    return say('"{name}"', name=label)
