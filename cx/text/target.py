"""What a target says about scores: only a whole range above or below it is said to be so."""

from __future__ import annotations

import math
from enum import StrEnum

import pandas as pd

from cx.text import numbers
from cx.text.finding import Finding, Tone
from cx.vocabulary import Estimate

_MOST_NAMES = 5


class Side(StrEnum):
    """Where a 95 % range lies against the target."""

    ABOVE = "above"
    BELOW = "below"
    INCLUDES = "includes"


def side(low: float, high: float, target: float) -> Side:
    """Say where a range lies; one that only touches the target includes it.

    >>> str(side(31, 34, 40)), str(side(31, 40, 40))
    ('below', 'includes')
    """
    if low > target:
        return Side.ABOVE
    return Side.BELOW if high < target else Side.INCLUDES


def score(name: str, estimate: Estimate, target: float | None) -> list[Finding]:
    """Set one score against the target; nothing without a target or a range."""
    if target is None or not math.isfinite(estimate.low):
        return []
    found = side(estimate.low, estimate.high, target)
    headline = {
        Side.ABOVE: f"{name} is above the target of {numbers.change(target)}",
        Side.BELOW: f"{name} is below the target of {numbers.change(target)}",
        Side.INCLUDES: f"{name} cannot be told from the target of {numbers.change(target)}",
    }[found]
    where = {
        Side.ABOVE: "lies wholly above it",
        Side.BELOW: "lies wholly below it",
        Side.INCLUDES: "includes it",
    }[found]
    return [
        Finding(
            headline,
            f"{numbers.points(estimate.value)}; the {numbers.RANGE} of "
            f"{numbers.interval(estimate.low, estimate.high)} {where} "
            f"(n {numbers.count(estimate.n)}).",
            _TONES[found],
        )
    ]


def groups(
    what: str, frame: pd.DataFrame, named: str, points: str, target: float | None
) -> list[Finding]:
    """Say how many of the groups, `what` in the plural, lie above and below the target.

    `named` and `points` are the columns with their names and scores; `low`, `high` and `n` stand
    beside them.
    """
    known = frame.dropna(subset=["low", "high"])
    if target is None or known.empty:
        return []
    sides = known.apply(lambda row: side(row["low"], row["high"], target), axis=1)
    above, below, unsure = (known[sides == one] for one in Side)
    said = [
        f"{label}: {_named(rows, named, points)}"
        for label, rows in (("above", above), ("below", below), ("not told from it", unsure))
        if len(rows)
    ]
    return [
        Finding(
            f"{len(above)} of {len(known)} {what} are above the target of "
            f"{numbers.change(target)} for certain, {len(below)} below",
            f"By their {numbers.RANGE}: {'; '.join(said)} (n {numbers.count(known['n'].sum())}).",
            Tone.ATTENTION if len(below) else Tone.PLAIN,
        )
    ]


def _named(rows: pd.DataFrame, named: str, points: str) -> str:
    """Name a few groups with score and range; only count many."""
    if len(rows) > _MOST_NAMES:
        return numbers.count(len(rows))
    return numbers.listed(
        [
            f"{row[named]} {numbers.points(row[points])} "
            f"({numbers.interval(row['low'], row['high'])}, n {numbers.count(row['n'])})"
            for _, row in rows.iterrows()
        ]
    )


_TONES = {Side.ABOVE: Tone.GOOD, Side.BELOW: Tone.ATTENTION, Side.INCLUDES: Tone.PLAIN}
