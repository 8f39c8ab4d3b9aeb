"""What the tree of segments says."""

from __future__ import annotations

import pandas as pd

from cx.chapters.segments.tree import SegmentTree
from cx.text import numbers
from cx.text.finding import Finding, Tone


def splits(tree: SegmentTree) -> Finding:
    """Say which groups differ on the half that had no say, or that no split holds there."""
    halves = (
        f"{numbers.count(tree.n_grown)} customers to grow it, {numbers.count(tree.n_reported)} "
        "others to check it"
    )
    if tree.n_leaves < 2:
        return Finding(
            "No split found",
            f"No column parts the customers so that scores can be told in advance ({halves}).",
        )
    if not tree.holds:
        return Finding(
            "No split holds on the other half",
            f"Splits were found on one half, and do not differ beyond chance on the other "
            f"({halves}; {numbers.p_value(tree.p_value)}).",
        )
    known = tree.leaves.frame.dropna(subset=["points"])
    if len(known) < 2:
        return Finding(
            "Fewer than two groups are large enough to show", "Remove a filter.", Tone.CAUTION
        )
    best, worst = known.iloc[0], known.iloc[-1]
    return Finding(
        f"Groups found by splitting score from {numbers.points(worst['points'])} to "
        f"{numbers.points(best['points'])}",
        f"Highest: {_scored(best)}. Lowest: {_scored(worst)}. Scored on customers that the tree "
        f"had not seen ({halves}; {numbers.p_value(tree.p_value)}).",
    )


def reading(tree: SegmentTree) -> str:
    """Say how to read the picture."""
    return (
        f"Score and {numbers.RANGE} of each group, on the half that had no say in the splits; "
        f"filled where it differs beyond chance. At most three splits deep, {tree.least} customers "
        f"or more to a group; the dotted line is all of this half "
        f"(seed {tree.options.seed})."
    )


def inputs(tree: SegmentTree) -> str:
    """Say by which columns it could split, and what was left out."""
    names = {
        "days_since": "recency",
        "purchases": "frequency",
        "spend": "total spend",
        "bought_ratio": "spend against intention",
    }
    said = f"Split by: {numbers.listed([names.get(name, name) for name in tree.inputs])}."
    if tree.left_out:
        said += f" Left out, the outcome in other words: {numbers.listed(list(tree.left_out))}."
    if tree.n_responses < tree.n_available:
        said += f" From {numbers.count(tree.n_responses)} of "
        said += f"{numbers.count(tree.n_available)} responses, customers drawn whole."
    return said


def alt(finding: Finding) -> str:
    """Describe a picture for those who cannot see it."""
    return f"{finding.headline}. {finding.detail}"


def _scored(row: pd.Series) -> str:
    return (
        f"{row['leaf']}, {numbers.points(row['points'])} "
        f"({numbers.interval(row['low'], row['high'])}, n {numbers.count(row['n'])})"
    )
