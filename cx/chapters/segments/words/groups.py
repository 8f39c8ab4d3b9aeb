"""What all groups of responses or customers share: how their scores are written."""

from __future__ import annotations

import pandas as pd

from cx.text import Said, numbers, paragraph, say
from cx.text.finding import Effect, Finding, Tone, Verdict
from cx.vocabulary import Unit


def scored(row: pd.Series) -> Said:
    """Write a score with its range and n."""
    return say(
        "{points} ({range}, n {n})",
        points=numbers.points(row["points"]),
        range=numbers.interval(row["low"], row["high"]),
        n=int(row["n"]),
    )


def named(name: object, row: pd.Series) -> Said:
    """Write a name with its score, range and n."""
    return say("{name} {scored}", name=str(name), scored=scored(row))


def apart(best: pd.Series, worst: pd.Series) -> Effect:
    """Return how far two groups lie apart, in points."""
    return Effect(best["points"] - worst["points"], Unit.POINTS, int(best["n"] + worst["n"]))


def from_rest(row: pd.Series) -> Effect:
    """Return how far a group lies from all others, in points."""
    return Effect(row["difference_points"], Unit.POINTS, int(row["n"]))


def too_few(headline: Said, detail: Said) -> Finding:
    """Say that there is nothing to compare."""
    return Finding(headline, detail, Tone.CAUTION, Verdict.CANNOT_TELL)


def alt(finding: Finding) -> Said:
    """Describe a picture by what it shows, for those who cannot see it."""
    return paragraph(numbers.sentence(finding.headline), finding.detail)
