"""What a target says about scores: only a whole range above or below it is said to be so."""

import math
from enum import StrEnum

import pandas as pd

from cx.text import Said, enumerated, numbers, say
from cx.text.finding import Effect, Finding, Tone, Verdict
from cx.vocabulary import Estimate, Unit

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
    said: dict[str, str | int] = {
        "name": name,
        "target": numbers.change(target),
        "points": numbers.points(estimate.value),
        "range": numbers.interval(estimate.low, estimate.high),
        "n": estimate.n,
    }
    match side(estimate.low, estimate.high, target):
        case Side.ABOVE:
            headline = say("{name} is above the target of {target}", **said)
            detail = say(
                "{points}; the 95 % range of {range} lies wholly above it (n {n}).", **said
            )
            tone, verdict = Tone.GOOD, Verdict.SHOWN
        case Side.BELOW:
            headline = say("{name} is below the target of {target}", **said)
            detail = say(
                "{points}; the 95 % range of {range} lies wholly below it (n {n}).", **said
            )
            tone, verdict = Tone.ATTENTION, Verdict.SHOWN
        case Side.INCLUDES:
            headline = say("{name} cannot be told from the target of {target}", **said)
            detail = say("{points}; the 95 % range of {range} includes it (n {n}).", **said)
            tone, verdict = Tone.PLAIN, Verdict.CANNOT_TELL
    return [Finding(headline, detail, tone, verdict, Effect.of(estimate, Unit.POINTS))]


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
    above, below, unsure = (_named(known[sides == one], named, points) for one in Side)
    n_above, n_below = (int((sides == one).sum()) for one in (Side.ABOVE, Side.BELOW))
    said = enumerated(
        (
            say("above: {groups}", groups=above) if above else "",
            say("below: {groups}", groups=below) if below else "",
            say("not told from it: {groups}", groups=unsure) if unsure else "",
        )
    )
    return [
        Finding(
            say(
                "{above} of {known} {what} are above the target of {target} for certain, "
                "{below} below",
                above=n_above,
                known=len(known),
                what=what,
                target=numbers.change(target),
                below=n_below,
            ),
            say("By their 95 % range: {groups} (n {n}).", groups=said, n=int(known["n"].sum())),
            Tone.ATTENTION if n_below else Tone.PLAIN,
            Verdict.SHOWN if n_above or n_below else Verdict.CANNOT_TELL,
        )
    ]


def _named(rows: pd.DataFrame, named: str, points: str) -> str:
    """Name a few groups with score and range; only count many; empty for none."""
    if rows.empty:
        return ""
    if len(rows) > _MOST_NAMES:
        return numbers.count(len(rows))
    return numbers.listed([_scored(row, named, points) for _, row in rows.iterrows()])


def _scored(row: pd.Series, named: str, points: str) -> Said:
    scored = numbers.ranged(row[points], row["low"], row["high"], n=int(row["n"]))
    return say("{name} {scored}", name=str(row[named]), scored=scored)
