"""A finding: what a result says, and how surely."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Tone(StrEnum):
    """What the finding asks of the reader."""

    PLAIN = "plain"  # a fact
    GOOD = "good"
    ATTENTION = "attention"
    CAUTION = "caution"  # the data cannot carry more


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding in two plain texts without markup: the point, then what carries it."""

    headline: str
    detail: str
    tone: Tone = Tone.PLAIN
