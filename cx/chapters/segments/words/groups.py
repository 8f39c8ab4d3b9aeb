"""What all groups of responses or customers share: how their scores are written."""

import numpy as np
import pandas as pd

from cx.scores.against_rest import differs
from cx.scores.families import surely_first
from cx.text import Said, numbers, paragraph, say
from cx.text.finding import Effect, Finding, Tone, Verdict
from cx.text.just_past import by_p
from cx.vocabulary import Unit


def scored(row: pd.Series) -> str:
    """Write a score with its range and n."""
    return numbers.ranged(row["points"], row["low"], row["high"], n=int(row["n"]))


def named(name: object, row: pd.Series) -> Said:
    """Write a name with its score, range and n."""
    return say("{name} {scored}", name=str(name), scored=scored(row))


def told_most(known: pd.DataFrame) -> pd.Series | None:
    """Return the group that is told from all others most surely; None where none differs.

    The largest difference of many is mostly the luck of a small group; the surest is not. Groups
    of few answers are named only when no others differ.
    """
    differing = known[differs(known["p_adjusted"])]
    if differing.empty:
        return None
    solid = differing[~differing["grey"]] if "grey" in differing else differing
    chosen = differing if solid.empty else solid
    surest = chosen["p_value"].min()
    alike = chosen[chosen["p_value"] == surest]
    furthest: pd.Series = alike.iloc[int(alike["difference_points"].abs().argmax())]
    return furthest


def is_below(row: pd.Series) -> bool:
    """Whether a group scores below all others."""
    return bool(row["difference_points"] < 0)


def distance(row: pd.Series) -> str:
    """Write how far a group lies from all others, without the sign."""
    return numbers.in_points(abs(row["difference_points"]))


def against_others(row: pd.Series) -> Said:
    """Write the difference of a group from all others with its range."""
    return say(
        "{change} against the rest ({range})",
        change=numbers.change(row["difference_points"]),
        range=numbers.span(row["difference_low"], row["difference_high"], numbers.change),
    )


def just_past(row: pd.Series) -> str:
    """Say where the difference of a group is just past the line: then it is likely too large."""
    return by_p(float(row["p_adjusted"]))


def rank(known: pd.DataFrame, row: pd.Series, score: str = "points") -> str:
    """Say whether the group named is surely the first or last; empty for two groups."""
    if len(known) < 3:
        return ""
    sign = -1 if is_below(row) else 1
    ends = (known["low"], known["high"])
    below, above = ends if sign > 0 else (-ends[1], -ends[0])
    place = list(known.index).index(row.name)
    if surely_first(sign * known[score], below, above, place):
        if sign < 0:
            return say("It is surely the lowest of the {groups} groups.", groups=len(known))
        return say("It is surely the highest of the {groups} groups.", groups=len(known))
    if sign < 0:
        return say("Which group is lowest cannot be told.")
    return say("Which group is highest cannot be told.")


def not_ruled_out(known: pd.DataFrame) -> str:
    """Say what could be there although no difference was found; empty where nothing was tested."""
    ends = known[["difference_low", "difference_high"]].abs().to_numpy()
    if np.isnan(ends).all():
        return ""
    return say(
        "Differences from the rest of up to {points} are not ruled out.",
        points=numbers.in_points(float(np.nanmax(ends))),
    )


def no_difference(headline: Said, known: pd.DataFrame, *said: str) -> Finding:
    """Say that no group differs from the others, and what is not ruled out by that."""
    detail = paragraph(*said, not_ruled_out(known))
    return Finding(headline, detail, verdict=Verdict.CANNOT_TELL)


def stands_out(row: pd.Series, headline: Said, *said: str, tone: Tone = Tone.PLAIN) -> Finding:
    """Say that a group differs from all others."""
    return Finding(headline, paragraph(*said), tone, Verdict.SHOWN, from_rest(row))


def tone(row: pd.Series) -> Tone:
    """Return what a group asks for that scores below or above all others."""
    return Tone.ATTENTION if is_below(row) else Tone.GOOD


def apart(first: pd.Series, last: pd.Series, below: float, above: float) -> Effect:
    """Return how far two groups lie apart, in points; its range reaches so far down and up."""
    value = float(first["points"] - last["points"])
    n = int(first["n"] + last["n"])
    return Effect(value, Unit.POINTS, n, value - below, value + above)


def from_rest(row: pd.Series) -> Effect:
    """Return how far a group lies from all others, in points."""
    return Effect(
        row["difference_points"],
        Unit.POINTS,
        int(row["n"]),
        row["difference_low"],
        row["difference_high"],
    )


def too_few(headline: Said, detail: Said) -> Finding:
    """Say that there is nothing to compare."""
    return Finding(headline, detail, Tone.CAUTION, Verdict.CANNOT_TELL)
