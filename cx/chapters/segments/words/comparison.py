"""What the comparison of segments says."""

from __future__ import annotations

import math

import pandas as pd

from cx.chapters.segments.comparison import Interaction, Segments
from cx.scores.against_rest import differs
from cx.text import numbers, target
from cx.text.finding import Finding, Tone
from cx.vocabulary import Column, Table


def largest(segments: Segments) -> Finding:
    """Say the finding of the column whose groups lie furthest apart."""

    def spread(scores: Table) -> float:
        sure = differs(scores.frame["p_adjusted"]).any()
        known = scores.frame.loc[~scores.frame["grey"], "points"].dropna()
        return float(known.max() - known.min()) if sure and len(known) else -1.0

    column, scores = max(margins(segments), key=lambda pair: spread(pair[1]))
    return margin(column, scores)


def margins(segments: Segments) -> tuple[tuple[Column, Table], ...]:
    """Return the one or two columns that cross, each with the scores of its groups."""
    found = [(segments.row, segments.row_margin)]
    if segments.column and segments.column_margin:
        found.append((segments.column, segments.column_margin))
    return tuple(found)


def margin(column: Column, scores: Table) -> Finding:
    """Say how far apart the groups of one column are, if they can be told apart."""
    known = scores.frame.dropna(subset=["points"])
    if len(known) < 2:
        return Finding(
            f"{column.label} has fewer than two groups large enough to compare",
            "Remove a filter, or choose another column.",
            Tone.CAUTION,
        )
    differing = known[differs(known["p_adjusted"])]
    if differing.empty:
        low, high = (numbers.points(end) for end in (known["points"].min(), known["points"].max()))
        n = f"n {numbers.count(known['n'].sum())}"
        return Finding(
            f"No difference found by {_lower(column.label)}",
            f"All {len(known)} groups score {low} ({n})."
            if low == high
            else f"Scores run from {low} to {high}, within what chance alone gives for "
            f"{len(known)} groups ({n}).",
        )
    # Extremes of small groups are mostly luck: they are named only when there are no others.
    solid = known[~known["grey"]]
    if len(solid) < 2 or not differs(solid["p_adjusted"]).any():
        solid = known
    ordered = solid.sort_values("points")
    worst, best = ordered.iloc[0], ordered.iloc[-1]
    return Finding(
        f"{best['level']} scores {numbers.in_points(best['points'] - worst['points'])} above "
        f"{worst['level']}",
        f"{_scored(best)}, {_scored(worst)}; ranges with 95{numbers.SPACE}% confidence. "
        f"{len(differing)} of {len(known)} groups "
        f"{_differ(len(differing))} from the rest beyond chance.",
    )


def _differ(n: int) -> str:
    return "differs" if n == 1 else "differ"


def cells(segments: Segments) -> Finding:
    """Say which combination stands out most, and what cannot be shown."""
    known = segments.cells.frame.dropna(subset=["points"])
    hidden = _hidden(segments)
    if known.empty:
        return Finding(
            "No combination can be shown", f"There are too few responses.{hidden}", Tone.CAUTION
        )
    if len(known) == 1:
        only = known.iloc[0]
        return Finding(
            f"Only {name_cell(segments, only)} is left to show",
            f"{segments.scale.net_name} {_scored(only, named=False)}.",
        )
    differing = known[differs(known["p_adjusted"])]
    if segments.interaction and _add_up(segments.interaction):
        return _independent(segments, segments.interaction, hidden)
    if differing.empty:
        return Finding(
            "No single combination stands out",
            f"{numbers.counted(len(known), 'combination')} compared with all other responses, "
            f"adjusted for their number (n {numbers.count(segments.net.n)}).{hidden}",
        )
    ordered = differing.sort_values("difference_points")
    worst, best = ordered.iloc[0], ordered.iloc[-1]
    picked = worst if worst["difference_points"] < 0 else best
    side = "below" if picked["difference_points"] < 0 else "above"
    return Finding(
        f"{name_cell(segments, picked)} lies {numbers.in_points(abs(picked['difference_points']))} "
        f"{side} the rest",
        f"{_scored(picked, named=False)}, adjusted {numbers.p_value(picked['p_adjusted'])}. "
        f"{len(differing)} of {len(known)} combinations "
        f"{_differ(len(differing))} from the rest beyond chance."
        f"{hidden}",
        Tone.ATTENTION if side == "below" else Tone.GOOD,
    )


def _add_up(test: Interaction) -> bool:
    """Whether a test was made, and found nothing beyond the two categories."""
    return not math.isnan(test.p_value) and not differs(test.p_value)


def _independent(segments: Segments, test: Interaction, hidden: str) -> Finding:
    row, column = segments.row.label, segments.column.label if segments.column else ""
    n = segments.cells.frame.loc[segments.cells.frame["points"].notna(), "n"].sum()
    return Finding(
        f"{row} and {_lower(column)} are not shown to act on each other",
        "What a combination scores follows from its row and its column; single combinations add "
        f"nothing beyond chance ({numbers.p_value(test.p_value)}, n {numbers.count(n)}).{hidden}",
    )


def _hidden(segments: Segments) -> str:
    """Say which combinations are not scored, and why."""
    said = ""
    if segments.n_cells_suppressed:
        groups = numbers.counted(segments.n_cells_suppressed, "combination")
        said = (
            f" {groups} with fewer than {segments.minimum_n} responses "
            f"{'is' if segments.n_cells_suppressed == 1 else 'are'} not scored."
        )
    if segments.n_cells_protecting:
        more = numbers.counted(segments.n_cells_protecting, "larger one")
        said += f" {more} would give a small group away, and no score is shown there either."
    return said


def merge(segments: Segments) -> str:
    """Offer the smallest merge that leaves no group too small, or say that it is done."""
    if not segments.merge:
        return ""
    levels = numbers.listed([f'"{level}"' for level in segments.merge.levels])
    if segments.merged:
        return f"{levels} are shown as one, so that no group is too small."
    return f"Merging {levels} leaves no group too small."


def against_target(column: Column, scores: Table, target_points: float | None) -> list[Finding]:
    """Say which groups lie above and below the target for certain; nothing without a target."""
    what = f"groups of {_lower(column.label)}"
    return target.groups(what, scores.frame, "level", "points", target_points)


def name_cell(segments: Segments, cell: pd.Series) -> str:
    """Name a cell by its values."""
    return f"{cell['row']} / {cell['column']}" if segments.column else str(cell["row"])


def reading_grid(segments: Segments) -> str:
    """Say how to read the heat map."""
    return (
        f"Each cell: net score and n. Blue lies above the overall "
        f"{numbers.points(segments.net.value)}, orange below; an asterisk marks a difference from "
        f"the rest beyond chance. Grey: fewer than {segments.options.grey_n} responses. "
        "Click a cell to filter every page to it."
    )


def alt_grid(segments: Segments) -> str:
    """Describe the heat map for those who cannot see it."""
    across = f" by {segments.column.label}" if segments.column else ""
    said = cells(segments)
    return f"Heat map of scores, {segments.row.label}{across}. {said.headline}. {said.detail}"


def reading_margin(scores: Table) -> str:
    """Say how to read the scores of one column."""
    n = numbers.count(scores.frame["n"].sum())
    return (
        f"Score and {numbers.RANGE} of each group (n {n}); filled where it differs from the rest "
        "beyond chance. Dotted: the overall score."
    )


def alt_margin(column: Column, scores: Table) -> str:
    """Describe the scores of one column for those who cannot see them."""
    finding = margin(column, scores)
    return f"Scores by {column.label}. {finding.headline}. {finding.detail}"


def missing(segments: Segments) -> str:
    """Say how many responses are not in the grid; empty when all are."""
    if not segments.n_missing:
        return ""
    lacking = segments.row.label + (f" or {segments.column.label}" if segments.column else "")
    return f"{numbers.counted(segments.n_missing, 'response')} without {lacking} not shown here."


def _scored(row: pd.Series, named: bool = True) -> str:
    name = f"{row['level']} " if named else ""
    return (
        f"{name}{numbers.points(row['points'])} "
        f"({numbers.interval(row['low'], row['high'])}, n {numbers.count(row['n'])})"
    )


def _lower(label: str) -> str:
    is_word = len(label) > 1 and label[1].islower()
    return label[0].lower() + label[1:] if is_word else label
