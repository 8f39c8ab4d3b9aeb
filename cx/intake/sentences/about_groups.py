"""What is said about groups: those that look alike, and columns that no measure uses yet."""

from collections.abc import Sequence

from cx.intake.sentences.wording import quoted
from cx.problems import Problem, note
from cx.text import enumerated, say, say_n

_MOST_PAIRS = 3  # spellings that are named


def similar_groups(header: str, n: int, pairs: Sequence[tuple[str, str]]) -> Problem:
    """Spellings that look alike are counted as one group; `pairs` are texts and their group.

    Personal data gives empty texts, and these are not shown.
    """
    shown = [
        say("{text} as {group}", text=quoted(text), group=quoted(group))
        for text, group in pairs[:_MOST_PAIRS]
        if text
    ]
    found = {"column": header, "pairs": enumerated(shown)}
    return note(
        "similar_groups",
        header,
        say_n(
            '{n} cell in "{column}" is counted with a group that looks alike: {pairs}.',
            '{n} cells in "{column}" are counted with groups that look alike: {pairs}.',
            n,
            **found,
        )
        if shown
        else say_n(
            '{n} cell in "{column}" is counted with a group that looks alike.',
            '{n} cells in "{column}" are counted with groups that look alike.',
            n,
            column=header,
        ),
        say(
            "If the difference between upper and lower case or between spellings has a meaning, "
            "keep the spellings apart."
        ),
    )
