"""Which words among the scores of a column stand for no answer?

Tools write what they like where a question was skipped. A word that is repeated among scores, and
is no answer in words itself, says that there is no score.
"""

from collections.abc import Sequence
from typing import Protocol

from cx.intake import scales
from cx.intake.numbers import infer_number_format
from cx.intake.scale_words import valence

_MOST_WORDS = 3  # different ones
_LEAST_REPEATED = 3  # cells with a word; fewer are slips
_MOST_SILENT = 0.6  # of the cells may hold such words
_SCORES = range(3, 16)  # different scores beside them
_HIGHEST = 100
_LONGEST = 40  # characters of a word


class Counted(Protocol):
    """One distinct text of a column, and how many cells hold it."""

    @property
    def text(self) -> str:
        """The text as it was written."""

    @property
    def n(self) -> int:
        """Cells that hold it."""


def no_answer_words(answers: Sequence[Counted]) -> tuple[str, ...]:
    """Name the words that stand for no answer; `answers` are all distinct texts of a column."""
    if len(answers) > max(_SCORES) + _MOST_WORDS + 10:
        return ()
    form = infer_number_format(value.text for value in answers)
    scores, words, slips = set(), [], 0
    for value in answers:
        score, _ = scales.read_score(value.text, form)
        if score is not None:
            scores.add(score)
        elif value.n >= _LEAST_REPEATED:
            words.append(value)
        else:
            slips += 1
    if not 1 <= len(words) <= _MOST_WORDS or len(scores) not in _SCORES or slips > _MOST_WORDS:
        return ()
    if max(scores) > _HIGHEST or any(_may_answer(value.text) for value in words):
        return ()
    n_silent = sum(value.n for value in words)
    if n_silent > _MOST_SILENT * sum(value.n for value in answers):
        return ()
    return tuple(value.text for value in words)


def _may_answer(text: str) -> bool:
    """Say whether a word may be an answer: "Very satisfied" beside 1 to 4 is the best one."""
    holds_digit = any(character.isdigit() for character in text)
    return holds_digit or len(text) > _LONGEST or valence(text) is not None
