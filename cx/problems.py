"""Problems, worded so that a person knows what to do next.

A problem has four parts: code, where, what, fix. Everything wrong is collected and raised once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum


class Severity(StrEnum):
    """What a problem does to the work."""

    STOPS = "stops"  # nothing can be shown until it is mended
    LEFT_OUT = "left_out"  # the rows or columns concerned are left out and counted
    NOTE = "note"  # nothing is lost; the person should know


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to what a problem asks, and what it makes of the headline."""

    option: str  # as it is stated: "1-5 reversed"
    effect: str  # "70 % are satisfied"; empty where nothing can be said


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, and what to do about it.

    `what` and `fix` are whole sentences; `where` names the column, sheet, row or setting.
    """

    code: str
    severity: Severity
    where: str
    what: str
    fix: str
    choices: tuple[Choice, ...] = ()  # answers to choose among, the likeliest first

    @property
    def sentence(self) -> str:
        """What is wrong and what to do, as one text."""
        return f"{self.what} {self.fix}".strip()

    def with_sentences(self, change: Callable[[str], str]) -> Problem:
        """Return the problem with its sentences changed, as when names in them are hidden."""
        choices = tuple(replace(c, effect=change(c.effect)) for c in self.choices)
        return replace(self, what=change(self.what), fix=change(self.fix), choices=choices)


def stops(code: str, where: str, what: str, fix: str, choices: Sequence[Choice] = ()) -> Problem:
    """Word a problem that keeps the work from being done."""
    return Problem(code, Severity.STOPS, where, what, fix, tuple(choices))


def left_out(code: str, where: str, what: str, fix: str) -> Problem:
    """Word a problem for which rows or columns are left out."""
    return Problem(code, Severity.LEFT_OUT, where, what, fix)


def note(code: str, where: str, what: str, fix: str) -> Problem:
    """Word what a person should know; nothing is lost."""
    return Problem(code, Severity.NOTE, where, what, fix)


class CxError(Exception):
    """Work that cannot go on, with every reason for it."""

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        self.problems = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("\n".join(problem.sentence for problem in self.problems))


class IntakeError(CxError):
    """A file that cannot be read as it is, or a mapping that cannot be used."""


class NotEnoughData(CxError):
    """An analysis that these responses cannot answer."""


class WorkspaceError(CxError):
    """A workspace that cannot be opened or changed."""
