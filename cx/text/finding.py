"""A finding: what a question has found, as data, with the sentences that say it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from cx.text import Said, numbers, paragraph
from cx.vocabulary import Estimate, Unit


class Tone(StrEnum):
    """What the finding asks of the reader."""

    PLAIN = "plain"  # a fact
    GOOD = "good"
    ATTENTION = "attention"
    CAUTION = "caution"  # the data cannot carry more


class Verdict(StrEnum):
    """Whether the data show what the finding is about."""

    SHOWN = "shown"  # a test crossed its line, or a whole range lies on one side
    CANNOT_TELL = "cannot tell"  # tested, and the line was not crossed
    NOT_ASKED = "not asked"  # a description: nothing was tested


@dataclass(frozen=True, slots=True)
class Effect:
    """How large it is: a number in its unit, with its 95 % range where it is an estimate."""

    value: float
    unit: Unit
    n: int  # what it rests on
    low: float = float("nan")
    high: float = float("nan")
    currency: str | None = None  # of money

    @classmethod
    def of(cls, estimate: Estimate, unit: Unit, currency: str | None = None) -> Effect:
        """Take an estimate over."""
        return cls(estimate.value, unit, estimate.n, estimate.low, estimate.high, currency)


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding in two plain texts without markup: the point, then what carries it.

    What comes first is decided by the fields behind the texts, never by the page.
    """

    headline: str
    detail: str
    tone: Tone = Tone.PLAIN
    verdict: Verdict = Verdict.NOT_ASKED
    effect: Effect | None = None  # in its own unit
    points: Effect | None = None  # what it means for the net score, where it means something
    money: Effect | None = None  # what it means in money for a year, where it does
    question: str = ""  # the question that found it: "drivers.ranking"
    page: str = ""  # where its picture is


def asked_by(question: str, page: str, found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Say which question found these, and on which page they stand."""
    return tuple(replace(finding, question=question, page=page) for finding in found)


def described(picture: str, finding: Finding) -> Said:
    """Describe a picture for those who cannot see it: what it shows, and what it says."""
    return paragraph(picture, numbers.sentence(finding.headline), finding.detail)


@dataclass(frozen=True, slots=True)
class Metric:
    """A number on top of a page, with what carries it."""

    label: str
    value: str
    detail: str
