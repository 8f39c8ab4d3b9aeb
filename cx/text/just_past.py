"""What is said of a claim that is only just past its line: it is likely smaller than it looks.

Of effects that are found at all, those that luck has made larger are found more easily, most so
near the line (the winner's curse; Gelman & Carlin 2014, Perspectives on Psychological Science
9:641). Shrunken values have their luck taken out and need no such warning.
"""

from cx.text import say

_OF_THE_LINE = 1 / 4  # p from here on is near the line; and so is a near end within this of a range


def by_p(p_value: float, line: float = 0.05) -> str:
    """Say so of a p that is claimed; empty where it is far below the line, or beyond it.

    >>> by_p(0.04)
    'Just past the line, so likely larger here than it is.'
    >>> by_p(0.001), by_p(0.2), by_p(float("nan"))
    ('', '', '')
    """
    return _warning() if line * _OF_THE_LINE <= p_value <= line else ""


def by_range(low: float, high: float, nothing: float = 0.0) -> str:
    """Say so of a range that leaves out `nothing` by less than a quarter of its width.

    >>> by_range(0.2, 4.2)
    'Just past the line, so likely larger here than it is.'
    >>> by_range(2.0, 6.0), by_range(-1.0, 3.0)
    ('', '')
    """
    if low <= nothing <= high or not low < high:
        return ""
    near = low - nothing if low > nothing else nothing - high
    return _warning() if near < _OF_THE_LINE * (high - low) else ""


def beside_others(low: float, high: float, questions: int) -> str:
    """Say why a range that leaves out 0 is not claimed: so many questions stand on the page.

    >>> beside_others(0.2, 4.2, 5)
    'Alone it would be shown; of 5 questions on a page one is past the line too often by luck.'
    >>> beside_others(-0.2, 4.2, 5)
    ''
    """
    if low <= 0 <= high or not low < high:
        return ""
    return say(
        "Alone it would be shown; of {n} questions on a page one is past the line too often by "
        "luck.",
        n=questions,
    )


def _warning() -> str:
    return say("Just past the line, so likely larger here than it is.")
