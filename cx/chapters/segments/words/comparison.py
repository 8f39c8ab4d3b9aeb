"""What the comparison of segments says."""

from __future__ import annotations

import math

import pandas as pd

from cx.chapters.segments.comparison import Interaction, Segments
from cx.chapters.segments.words.groups import alt, apart, from_rest, named, scored, too_few
from cx.scores.against_rest import differs
from cx.text import Said, numbers, paragraph, say, say_n, target
from cx.text.finding import Effect, Finding, Tone, Verdict
from cx.vocabulary import Column, Table, Unit


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
        return too_few(
            say("{column} has fewer than two groups large enough to compare", column=column.label),
            say("Remove a filter, or choose another column."),
        )
    differing = known[differs(known["p_adjusted"])]
    if differing.empty:
        return Finding(
            say("No difference found by {column}", column=_lower(column.label)),
            _alike(known),
            verdict=Verdict.CANNOT_TELL,
        )
    # Extremes of small groups are mostly luck: they are named only when there are no others.
    solid = known[~known["grey"]]
    if len(solid) < 2 or not differs(solid["p_adjusted"]).any():
        solid = known
    ordered = solid.sort_values("points")
    worst, best = ordered.iloc[0], ordered.iloc[-1]
    return Finding(
        say(
            "{best} scores {points} above {worst}",
            best=best["level"],
            points=numbers.in_points(best["points"] - worst["points"]),
            worst=worst["level"],
        ),
        paragraph(
            say(
                "{best}, {worst}; ranges with 95 % confidence.",
                best=named(best["level"], best),
                worst=named(worst["level"], worst),
            ),
            say_n(
                "{n} of {known} groups differs from the rest beyond chance.",
                "{n} of {known} groups differ from the rest beyond chance.",
                len(differing),
                known=len(known),
            ),
        ),
        verdict=Verdict.SHOWN,
        effect=apart(best, worst),
    )


def _alike(known: pd.DataFrame) -> Said:
    low, high = (numbers.points(end) for end in (known["points"].min(), known["points"].max()))
    said: dict[str, str | int] = {
        "low": low,
        "high": high,
        "groups": len(known),
        "n": int(known["n"].sum()),
    }
    if low == high:
        return say("All {groups} groups score {low} (n {n}).", **said)
    return say(
        "Scores run from {low} to {high}, within what chance alone gives for {groups} groups "
        "(n {n}).",
        **said,
    )


def cells(segments: Segments) -> Finding:
    """Say which combination stands out most, and what cannot be shown."""
    known = segments.cells.frame.dropna(subset=["points"])
    if known.empty:
        return too_few(
            say("No combination can be shown"),
            paragraph(say("There are too few responses."), *_hidden(segments)),
        )
    if len(known) == 1:
        only = known.iloc[0]
        return Finding(
            say("Only {cell} is left to show", cell=name_cell(segments, only)),
            say("{net_name} {score}.", net_name=segments.scale.net_name, score=scored(only)),
            effect=Effect(only["points"], Unit.POINTS, int(only["n"]), only["low"], only["high"]),
        )
    differing = known[differs(known["p_adjusted"])]
    if segments.interaction and _add_up(segments.interaction):
        return _independent(segments, segments.interaction)
    if differing.empty:
        return Finding(
            say("No single combination stands out"),
            paragraph(
                say_n(
                    "{n} combination compared with all other responses, adjusted for their number "
                    "(n {responses}).",
                    "{n} combinations compared with all other responses, adjusted for their "
                    "number (n {responses}).",
                    len(known),
                    responses=segments.net.n,
                ),
                *_hidden(segments),
            ),
            verdict=Verdict.CANNOT_TELL,
        )
    ordered = differing.sort_values("difference_points")
    worst, best = ordered.iloc[0], ordered.iloc[-1]
    is_below = worst["difference_points"] < 0
    picked = worst if is_below else best
    said = {
        "cell": name_cell(segments, picked),
        "points": numbers.in_points(abs(picked["difference_points"])),
    }
    return Finding(
        say("{cell} lies {points} below the rest", **said)
        if is_below
        else say("{cell} lies {points} above the rest", **said),
        paragraph(
            say(
                "{score}, adjusted {p}.",
                score=scored(picked),
                p=numbers.p_value(picked["p_adjusted"]),
            ),
            say_n(
                "{n} of {known} combinations differs from the rest beyond chance.",
                "{n} of {known} combinations differ from the rest beyond chance.",
                len(differing),
                known=len(known),
            ),
            *_hidden(segments),
        ),
        Tone.ATTENTION if is_below else Tone.GOOD,
        Verdict.SHOWN,
        from_rest(picked),
    )


def _add_up(test: Interaction) -> bool:
    """Whether a test was made, and found nothing beyond the two categories."""
    return not math.isnan(test.p_value) and not differs(test.p_value)


def _independent(segments: Segments, test: Interaction) -> Finding:
    known = segments.cells.frame.dropna(subset=["points"])
    return Finding(
        say(
            "{row} and {column} are not shown to act on each other",
            row=segments.row.label,
            column=_lower(segments.column.label) if segments.column else "",
        ),
        paragraph(
            say(
                "What a combination scores follows from its row and its column; single "
                "combinations add nothing beyond chance ({p}, n {n}).",
                p=numbers.p_value(test.p_value),
                n=int(known["n"].sum()),
            ),
            *_hidden(segments),
        ),
        verdict=Verdict.CANNOT_TELL,
    )


def _hidden(segments: Segments) -> tuple[Said, ...]:
    """Say which combinations are not scored, and why."""
    said = []
    if segments.n_cells_suppressed:
        said.append(
            say_n(
                "{n} combination with fewer than {least} responses is not scored.",
                "{n} combinations with fewer than {least} responses are not scored.",
                segments.n_cells_suppressed,
                least=segments.minimum_n,
            )
        )
    if segments.n_cells_protecting:
        said.append(
            say_n(
                "{n} larger one would give a small group away, and no score is shown there either.",
                "{n} larger ones would give a small group away, and no score is shown there "
                "either.",
                segments.n_cells_protecting,
            )
        )
    return tuple(said)


def merge(segments: Segments) -> str:
    """Offer the smallest merge that leaves no group too small, or say that it is done."""
    if not segments.merge:
        return ""
    levels = numbers.listed([f'"{level}"' for level in segments.merge.levels])
    if segments.merged:
        return say("{levels} are shown as one, so that no group is too small.", levels=levels)
    return say("Merging {levels} leaves no group too small.", levels=levels)


def against_target(column: Column, scores: Table, target_points: float | None) -> list[Finding]:
    """Say which groups lie above and below the target for certain; nothing without a target."""
    what = say("groups of {column}", column=_lower(column.label))
    return target.groups(what, scores.frame, "level", "points", target_points)


def name_cell(segments: Segments, cell: pd.Series) -> str:
    """Name a cell by its values."""
    return f"{cell['row']} / {cell['column']}" if segments.column else str(cell["row"])


def reading_grid(segments: Segments) -> Said:
    """Say how to read the heat map."""
    return say(
        "Each cell: net score and n. Blue lies above the overall {points}, orange below; an "
        "asterisk marks a difference from the rest beyond chance. Grey: fewer than {grey} "
        "responses. Click a cell to filter every page to it.",
        points=numbers.points(segments.net.value),
        grey=segments.options.grey_n,
    )


def alt_grid(segments: Segments) -> Said:
    """Describe the heat map for those who cannot see it."""
    row = segments.row.label
    return paragraph(
        say("Heat map of scores, {row} by {column}.", row=row, column=segments.column.label)
        if segments.column
        else say("Heat map of scores, {row}.", row=row),
        alt(cells(segments)),
    )


def reading_margin(scores: Table) -> Said:
    """Say how to read the scores of one column."""
    return say(
        "Score and 95 % range of each group (n {n}); filled where it differs from the rest beyond "
        "chance. Dotted: the overall score.",
        n=int(scores.frame["n"].sum()),
    )


def alt_margin(column: Column, scores: Table) -> Said:
    """Describe the scores of one column for those who cannot see them."""
    return paragraph(say("Scores by {column}.", column=column.label), alt(margin(column, scores)))


def missing(segments: Segments) -> str:
    """Say how many responses are not in the grid; empty when all are."""
    if not segments.n_missing:
        return ""
    if not segments.column:
        return say_n(
            "{n} response without {row} not shown here.",
            "{n} responses without {row} not shown here.",
            segments.n_missing,
            row=segments.row.label,
        )
    return say_n(
        "{n} response without {row} or {column} not shown here.",
        "{n} responses without {row} or {column} not shown here.",
        segments.n_missing,
        row=segments.row.label,
        column=segments.column.label,
    )


def _lower(label: str) -> str:
    is_word = len(label) > 1 and label[1].islower()
    return label[0].lower() + label[1:] if is_word else label
