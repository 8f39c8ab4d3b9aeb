"""What changed: who answered, or how they scored?

Two periods, or two groups, are compared over the cells of acquisition channel, purchase behaviour
and region, as far as the file has them. The change of the net score is parted exactly into mix (who
answered) and score (how each cell scored); see measures.bridge for the method. Cells are hidden as
in the comparison of segments when either side is too small: they are added up as "all others".
Out of scope: causes, more than two sides.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated

import numpy as np
import pandas as pd

from cx.measures.arrays import Flags, two_sided_z
from cx.measures.bridge import Bridge, BridgeAnswers, mix_bridge
from cx.plain import Key
from cx.problems import NotEnoughData, Problem, stops
from cx.scores.against_rest import DIFFERS_UP_TO
from cx.scores.counts import by_group, net_estimate
from cx.scores.repeats import effects_of, net_values
from cx.store.customers import RepeatedAnswers
from cx.store.responses import DAY, Filters, Responses
from cx.text import say, translated
from cx.vocabulary import (
    Column,
    Estimate,
    Field,
    Role,
    Schema,
    Table,
    Unit,
    Word,
    range_ends,
)

MIX_ROLES = (Role.ACQUISITION_CHANNEL, Role.PURCHASE_BEHAVIOUR, Role.REGION)
OTHERS = Word("All others")  # the name of the groups that are added up
Z = 1.959964  # of a 95 % interval
# On one page: did the score change, and which combination carries most of it.
QUESTIONS_OF_CHANGE = 2
CLAIMED_BEYOND = two_sided_z(1 - DIFFERS_UP_TO / QUESTIONS_OF_CHANGE)  # standard errors


class Sides(StrEnum):
    """Which two sides are compared."""

    HALVES = "halves"  # the first half of the days against the second
    QUARTERS = "quarters"  # the last full quarter against the one before


@dataclass(frozen=True, slots=True)
class BridgeOptions:
    """What is compared: two periods, or two values of a column."""

    sides: Sides = Sides.HALVES
    groups: tuple[str, str, str] | None = None  # column, value before, value after


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the change, in points, with its 95 % interval."""

    points: float  # of the net score
    low: float
    high: float

    @property
    def sure(self) -> bool:
        """Whether it is beyond luck, with all questions of the page."""
        reach = CLAIMED_BEYOND / Z * (self.high - self.low) / 2
        return abs(self.points) > reach

    @property
    def exact(self) -> bool:
        """Whether chance has no play in it, as when there is one cell only."""
        return self.low == self.high


@dataclass(frozen=True, slots=True, eq=False)
class ScoreBridge:
    """The answer: before + mix + score = after, exactly."""

    options: BridgeOptions
    net_name: str
    names: tuple[str, str]  # of the two sides
    before: Estimate  # points
    after: Estimate  # points
    change: Part  # after less before
    mix: Part  # from who answered
    score: Part  # from how each cell scored
    columns: tuple[Column, ...]  # that were crossed into cells
    cells: Annotated[Table, Key("rows"), CELL_FIELDS]  # the largest parts first
    n_left_out: int  # responses that lack one of the columns, or a date
    # How much larger the mix part is than the score part, both without their signs, with the range
    # of that difference itself: one part clear and the other not is no difference between them.
    excess: Part | None = None

    @property
    def mostly(self) -> str | None:
        """Which part the change is mostly from, "mix" or "score"; None where it cannot be told."""
        if self.excess is None or not self.excess.sure:
            return None
        larger, name = (self.mix, "mix") if self.excess.points > 0 else (self.score, "score")
        return name if larger.sure else None


CELL_FIELDS = (
    Field("cell", Unit.TEXT, "Combination", "The values that its responses share."),
    Field("n_before", Unit.COUNT, "Responses before", "How many responses it had before."),
    Field("n_after", Unit.COUNT, "Responses after", "How many responses it had after."),
    Field("share_before", Unit.SHARE, "Share before", "Its share of all responses before."),
    Field("share_after", Unit.SHARE, "Share after", "Its share of all responses after."),
    Field("points_before", Unit.POINTS, "Score before", "Its net score before."),
    Field("points_after", Unit.POINTS, "Score after", "Its net score after."),
    Field("mix_points", Unit.POINTS, "Mix part", "What its growing or shrinking adds."),
    *range_ends("mix", Unit.POINTS, "Mix part"),
    Field("score_points", Unit.POINTS, "Score part", "What the change of its score adds."),
    *range_ends("score", Unit.POINTS, "Score part"),
)


def bridge_scores(responses: Responses, options: BridgeOptions = BridgeOptions()) -> ScoreBridge:
    """Part the change of the net score between two sides into mix and score.

    Errors: NotEnoughData without dates (for periods), without a column to cross, or when a side
    has too few responses.
    """
    columns = _mix_columns(responses.schema, options)
    names, sides = _sides(responses, options)
    by = [column.name for column in columns]
    tallies = [side.tally(*by) for side in sides]
    counts = [by_group(tally, by) if len(tally) else pd.DataFrame() for tally in tallies]
    n = [int(side["n"].sum()) if len(side) else 0 for side in counts]
    if min(n) < responses.minimum_n:
        raise NotEnoughData(_too_few(names, n, responses.minimum_n))
    side_by_side = _side_by_side(counts[0], counts[1], by)
    cells = _collected(side_by_side, responses.minimum_n)
    read_by = options.groups[0] if options.groups else "responded_at"
    answers = responses.repeated_answers(*by, read_by)
    on_sides = _on_sides(answers, sides, options)
    counted = [
        cells[f"{band}_{side}"].to_numpy(float) for side in ("before", "after") for band in _COUNTED
    ]
    plus, minus, count, other_plus, other_minus, other_count = counted
    placed = _placed(answers, on_sides, cells, by)
    found = mix_bridge(plus, minus, count, other_plus, other_minus, other_count, placed)
    before, after = (
        net_estimate(
            float(cells[f"favourable_{side}"].sum()),
            float(cells[f"unfavourable_{side}"].sum()),
            float(cells[f"n_{side}"].sum()),
            effects_of(_only(answers, on), None, cells[f"n_{side}"].sum()),
        )
        for side, on in zip(("before", "after"), on_sides, strict=True)
    )
    error = np.hypot(before.high - before.low, after.high - after.low) / (2 * Z)
    alike = found.mix * found.score >= 0
    excess_error = found.apart_standard_error if alike else found.together_standard_error
    total = int(responses.tally()["n"].sum())
    return ScoreBridge(
        options=options,
        net_name=responses.scale.net_name,
        names=names,
        before=before,
        after=after,
        change=_part(found.change, float(error) / 100),
        mix=_part(found.mix, found.mix_standard_error),
        score=_part(found.score, found.score_standard_error),
        columns=columns,
        cells=Table.of(_described(cells, found), CELL_FIELDS),
        n_left_out=total - sum(n) if options.groups is None else 0,
        excess=_part(abs(found.mix) - abs(found.score), excess_error),
    )


_COUNTED = ("favourable", "unfavourable", "n")


def group_columns(schema: Schema) -> tuple[Column, ...]:
    """Return the columns two of whose values can be compared."""
    return schema.categories(most=40)


def _mix_columns(schema: Schema, options: BridgeOptions) -> tuple[Column, ...]:
    compared = options.groups[0] if options.groups else None
    columns = tuple(
        column for role in MIX_ROLES for column in schema.with_role(role) if column.name != compared
    )
    varying = tuple(column for column in columns if len(column.categories) > 1)
    if varying:
        return varying
    if columns:
        labels = " and ".join(f'"{column.label}"' for column in columns)
        raise NotEnoughData(
            stops(
                "mix_constant",
                "columns",
                say(
                    "{labels} hold one value only, so a change cannot be parted by who answered.",
                    labels=labels,
                ),
                say(
                    "On the Load page, give a column with several values the meaning "
                    "acquisition channel, purchase behaviour or region."
                ),
            )
        )
    raise NotEnoughData(
        stops(
            "no_mix_column",
            "columns",
            say(
                "No column says of which acquisition channel, purchase behaviour or "
                "region a customer is, so a change cannot be parted."
            ),
            say("On the Load page, give a column one of these meanings."),
        )
    )


def _sides(
    responses: Responses, options: BridgeOptions
) -> tuple[tuple[str, str], tuple[Responses, Responses]]:
    if options.groups:
        column, before, after = options.groups
        one, other = (
            responses.where(Filters(values=((column, (value,)),))) for value in (before, after)
        )
        return (before, after), (one, other)
    if not responses.has(Role.RESPONDED_AT):
        raise NotEnoughData(
            stops(
                "no_dates",
                "columns",
                say("No column says when a customer answered, so there are no two periods."),
                say("Choose two groups instead, or give a column the meaning date of the answer."),
            )
        )
    days = pd.DatetimeIndex(responses.tally(DAY)[DAY].dropna().unique())
    if len(days) < 2:
        raise NotEnoughData(
            stops(
                "one_day",
                "dates",
                say("All dated responses are of one day, so there are no two periods."),
                say("Remove a filter, or choose two groups instead."),
            )
        )
    periods = _quarters(days) if options.sides is Sides.QUARTERS else _halves(days)
    one, other = (responses.where(Filters(*period)) for period in periods)
    before, after = (say("{start} to {end}", start=start, end=end) for start, end in periods)
    return (before, after), (one, other)


def _halves(days: pd.DatetimeIndex) -> tuple[tuple[date, date], tuple[date, date]]:
    """Cut the span in the middle; an odd day goes to the second half."""
    first, last = days.min().date(), days.max().date()
    middle = first + timedelta(days=((last - first).days + 1) // 2)
    return (first, middle - timedelta(days=1)), (middle, last)


def _quarters(days: pd.DatetimeIndex) -> tuple[tuple[date, date], tuple[date, date]]:
    """Return the last quarter that the days fill to its end, and the one before."""
    last = days.max()
    quarter = last.to_period("Q")
    # A quarter of which only some weeks are in would be compared with a whole one.
    if quarter.end_time.normalize() - last > pd.Timedelta(days=3):
        quarter -= 1
    one, other = ((each.start_time.date(), each.end_time.date()) for each in (quarter - 1, quarter))
    return one, other


def _on_sides(
    answers: RepeatedAnswers | None,
    sides: tuple[Responses, Responses],
    options: BridgeOptions,
) -> tuple[Flags, Flags]:
    """Say which of the answers are on each side."""
    if answers is None:
        nobody = np.zeros(0, dtype=bool)
        return nobody, nobody
    if options.groups:
        column, *values = options.groups
        held = answers.rows[column].astype(object).to_numpy()
        return np.asarray(held == values[0]), np.asarray(held == values[1])
    day = answers.rows["responded_at"].dt.normalize()
    kept = [
        (day >= str(side.filters[-1].start)) & (day <= str(side.filters[-1].end)) for side in sides
    ]
    return kept[0].to_numpy(), kept[1].to_numpy()


def _only(answers: RepeatedAnswers | None, kept: Flags) -> RepeatedAnswers | None:
    if answers is None:
        return None
    return replace(answers, customer=answers.customer[kept], rows=answers.rows[kept])


def _placed(
    answers: RepeatedAnswers | None,
    sides: tuple[Flags, Flags],
    cells: pd.DataFrame,
    by: list[str],
) -> BridgeAnswers | None:
    """Put the answers into the cells of the bridge; None where nobody repeats."""
    if answers is None:
        return None
    texts = answers.rows[by].astype(object)
    named = texts[by[0]].str.cat(texts[by[1:]], sep=" / ") if len(by) > 1 else texts[by[0]]
    place = pd.Index(cells["cell"]).get_indexer(named)
    is_others = (cells["cell"] == translated(OTHERS)).to_numpy()
    if is_others.any():
        others = int(np.flatnonzero(is_others)[0])
        place = np.where(place < 0, others, place)
    kept = (sides[0] | sides[1]) & named.notna().to_numpy() & (place >= 0)
    if not kept.any():
        return None
    return BridgeAnswers(
        answers.customer[kept], sides[1][kept], place[kept], net_values(answers)[kept]
    )


def _too_few(names: tuple[str, str], n: list[int], minimum_n: int) -> Problem:
    return stops(
        "side_too_small",
        "filters",
        say(
            'A comparison needs {minimum_n} responses on each side; "{before}" has {n_before} and '
            '"{after}" has {n_after}.',
            minimum_n=minimum_n,
            before=names[0],
            n_before=n[0],
            after=names[1],
            n_after=n[1],
        ),
        say("Choose other sides, or remove a filter."),
    )


def _side_by_side(before: pd.DataFrame, after: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Join the counts of both sides; a cell that one side lacks has 0 there."""
    sides = [
        side.set_index(by)[list(_COUNTED)].add_suffix(f"_{name}")
        for side, name in ((before, "before"), (after, "after"))
    ]
    joined = sides[0].join(sides[1], how="outer").fillna(0.0)
    names = [key if isinstance(key, tuple) else (key,) for key in joined.index]
    joined["cell"] = [" / ".join(map(str, key)) for key in names]
    return joined.reset_index(drop=True)


def _collected(cells: pd.DataFrame, minimum_n: int) -> pd.DataFrame:
    """Add up the cells that are too small on a side, with larger ones until nobody is given away.

    Without this, a sum over all cells less those shown would tell the score of a few.
    """
    smaller = cells[["n_before", "n_after"]].replace(0.0, np.nan).min(axis=1)
    ordered = cells.assign(_smaller=smaller).sort_values("_smaller", ignore_index=True)
    held = int((ordered["_smaller"] < minimum_n).sum())
    if held == 0:
        return cells
    sums = ordered[["n_before", "n_after"]].cumsum()
    enough = ((sums >= minimum_n) | (sums == 0)).all(axis=1)
    while held < len(ordered) and not enough.iloc[held - 1]:
        held += 1
    numbers = [name for name in cells.columns if name != "cell"]
    others = ordered.iloc[:held][numbers].sum().to_frame().T.assign(cell=translated(OTHERS))
    return pd.concat([ordered.iloc[held:].drop(columns="_smaller"), others], ignore_index=True)


def _described(cells: pd.DataFrame, found: Bridge) -> pd.DataFrame:
    """Write shares, scores and parts of each cell, the largest parts first."""
    described = cells[["cell"]].copy()
    for side in ("before", "after"):
        n = cells[f"n_{side}"]
        net = (cells[f"favourable_{side}"] - cells[f"unfavourable_{side}"]) / n.replace(0.0, np.nan)
        described[f"n_{side}"] = n.astype(int)
        described[f"share_{side}"] = n / n.sum()
        described[f"points_{side}"] = 100 * net
    parts = {
        "mix": (found.cell_mix, found.cell_mix_standard_error),
        "score": (found.cell_score, found.cell_score_standard_error),
    }
    for name, (part, error) in parts.items():
        described[f"{name}_points"] = 100 * part
        described[f"{name}_low"] = 100 * (part - Z * error)
        described[f"{name}_high"] = 100 * (part + Z * error)
    size = described["mix_points"].abs() + described["score_points"].abs()
    order = size.sort_values(ascending=False, kind="stable").index
    return described.loc[order].reset_index(drop=True)


def _part(value: float, error: float) -> Part:
    return Part(100 * value, 100 * (value - Z * error), 100 * (value + Z * error))
