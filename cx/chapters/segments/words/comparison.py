"""What the comparison of segments says."""

import math

import pandas as pd

from cx.chapters.segments.comparison import Interaction, Segments
from cx.chapters.segments.words import groups
from cx.scores.against_rest import differs
from cx.text import Said, numbers, paragraph, say, say_n, target
from cx.text.finding import Effect, Finding, Verdict, described
from cx.vocabulary import Column, Table, Unit


def largest(segments: Segments) -> Finding:
    """Say the finding of the column with the group that lies furthest from all others."""

    def furthest(scores: Table) -> float:
        named = groups.told_most(scores.frame.dropna(subset=["points"]))
        return -1.0 if named is None else abs(float(named["difference_points"]))

    column, scores = max(margins(segments), key=lambda pair: furthest(pair[1]))
    return margin(column, scores)


def margins(segments: Segments) -> tuple[tuple[Column, Table], ...]:
    """Return the one or two columns that cross, each with the scores of its groups."""
    found = [(segments.row, segments.row_margin)]
    if segments.column and segments.column_margin:
        found.append((segments.column, segments.column_margin))
    return tuple(found)


def margin(column: Column, scores: Table) -> Finding:
    """Say which group of one column differs from the rest, and by how much."""
    known = scores.frame.dropna(subset=["points"])
    if len(known) < 2:
        return groups.too_few(
            say("{column} has fewer than two groups large enough to compare", column=column.label),
            say("Remove a filter, or choose another column."),
        )
    named = groups.told_most(known)
    if named is None:
        return groups.no_difference(
            say("No difference found by {column}", column=_lower(column.label)),
            known,
            _alike(known),
        )
    return groups.stands_out(
        named,
        _from_the_rest(scores.frame, named),
        say(
            "{group}, {against}.",
            group=groups.named(named["level"], named),
            against=groups.against_others(named),
        ),
        say_n(
            "{n} of {known} groups differs from the rest beyond chance.",
            "{n} of {known} groups differ from the rest beyond chance.",
            int(differs(known["p_adjusted"]).sum()),
            known=len(known),
        ),
        groups.rank(known, named),
        groups.just_past(named),
    )


def _from_the_rest(every: pd.DataFrame, row: pd.Series) -> Said:
    """Say how far a group lies from the rest; the rest of two groups has a name."""
    heard = every[every["n"] > 0]
    said = {"level": row["level"], "points": groups.distance(row)}
    if len(heard) == 2:
        (other,) = heard.loc[heard["level"] != row["level"], "level"]
        if groups.is_below(row):
            return say("{level} scores {points} below {other}", other=other, **said)
        return say("{level} scores {points} above {other}", other=other, **said)
    if groups.is_below(row):
        return say("{level} scores {points} below the rest", **said)
    return say("{level} scores {points} above the rest", **said)


def _alike(known: pd.DataFrame) -> Said:
    low, high = known["points"].min(), known["points"].max()
    said = {"groups": len(known), "n": int(known["n"].sum())}
    if numbers.points(low) == numbers.points(high):
        return say("All {groups} groups score {score} (n {n}).", score=numbers.points(low), **said)
    return say(
        "Scores run from {range}, within what chance alone gives for {groups} groups (n {n}).",
        range=numbers.span(low, high),
        **said,
    )


def cells(segments: Segments) -> Finding:
    """Say which combination stands out most, and what cannot be shown."""
    known = segments.cells.frame.dropna(subset=["points"])
    if known.empty:
        return groups.too_few(
            say("No combination can be shown"),
            paragraph(say("There are too few responses."), *_hidden(segments)),
        )
    if len(known) == 1:
        only = known.iloc[0]
        return Finding(
            say("Only {cell} is left to show", cell=name_cell(segments, only)),
            say("{net_name} {score}.", net_name=segments.scale.net_name, score=groups.scored(only)),
            effect=Effect(only["points"], Unit.POINTS, int(only["n"]), only["low"], only["high"]),
        )
    if segments.interaction and _add_up(segments.interaction):
        return _independent(segments, segments.interaction)
    picked = groups.told_most(known)
    if picked is None:
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
                groups.not_ruled_out(known),
                *_hidden(segments),
            ),
            verdict=Verdict.CANNOT_TELL,
        )
    said = {"cell": name_cell(segments, picked), "points": groups.distance(picked)}
    return groups.stands_out(
        picked,
        say("{cell} lies {points} below the rest", **said)
        if groups.is_below(picked)
        else say("{cell} lies {points} above the rest", **said),
        say(
            "{score}, {against}, adjusted {p}.",
            score=groups.scored(picked),
            against=groups.against_others(picked),
            p=numbers.p_value(picked["p_adjusted"]),
        ),
        say_n(
            "{n} of {known} combinations differs from the rest beyond chance.",
            "{n} of {known} combinations differ from the rest beyond chance.",
            int(differs(known["p_adjusted"]).sum()),
            known=len(known),
        ),
        groups.just_past(picked),
        *_hidden(segments),
        tone=groups.tone(picked),
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
                "No combination is shown to score other than its row and its column together "
                "give ({p}, n {n}). That some do by a little is not ruled out.",
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
    picture = (
        say("Heat map of scores, {row} by {column}.", row=row, column=segments.column.label)
        if segments.column
        else say("Heat map of scores, {row}.", row=row)
    )
    return described(picture, cells(segments))


def reading_margin(scores: Table) -> Said:
    """Say how to read the scores of one column."""
    return say(
        "Score and 95 % range of each group (n {n}); filled where it differs from the rest beyond "
        "chance. Dotted: the overall score.",
        n=int(scores.frame["n"].sum()),
    )


def alt_margin(column: Column, scores: Table) -> Said:
    """Describe the scores of one column for those who cannot see them."""
    return described(say("Scores by {column}.", column=column.label), margin(column, scores))


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
