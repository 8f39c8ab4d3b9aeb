"""Scenarios that were kept, the promises made from them, and what came of those.

A promise is a score with its range, by a day. It is settled by answers that it was not made from:
those dated after the last answer it was made from, or a later file where there are no dates.
How far promise and outcome lie apart has a range from both (see `scenarios.keep_promise`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

import pandas as pd

from cx.chapters.what_if.moves import Moves
from cx.chapters.what_if.scenarios import Kept, keep_promise
from cx.plain import from_plain
from cx.scores.counts import HIGH, LOW, N, net_estimate
from cx.store.responses import DAY, Filters, Responses
from cx.vocabulary import Band, Estimate, Field, Role, Table, Unit, range_ends


@dataclass(frozen=True, slots=True)
class Scenario:
    """Moves under a name."""

    name: str
    moves: Moves


@dataclass(frozen=True, slots=True)
class Promise:
    """A score that was promised, and from what."""

    name: str
    moves: Moves
    promised: Estimate  # points
    baseline: Estimate  # points, on the day it was made
    made: date
    due: date
    digest: str  # of the responses it was made from
    seen_until: date | None  # their last day; None without dates
    outcome: str  # name and scale of the outcome
    signature: str  # of the columns of the file; empty when it is not known


class Standing(StrEnum):
    """Where a promise stands."""

    WAITING = "waiting"  # no answer yet that it was not made from
    TOO_FEW = "too few"  # fewer answers than a score is shown for
    OTHER_OUTCOME = "other outcome"  # the file measures something else
    SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class Settled:
    """A promise beside what came, where anything did."""

    promise: Promise
    standing: Standing
    kept: Kept | None = None
    first: date | None = None  # days of the answers that came; None without dates
    last: date | None = None
    n: int = 0  # answers that came


LEDGER_FIELDS = (
    Field("promise", Unit.TEXT, "Promise", "The scenario that was promised."),
    Field("made", Unit.DATE, "Made", "When it was promised."),
    Field("due", Unit.DATE, "Due", "By when it was promised."),
    Field("promised_points", Unit.POINTS, "Promised score", "Net score that was promised."),
    *range_ends("promised", Unit.POINTS, "Promised,"),
    Field("points", Unit.POINTS, "Score that came", "Net score of the answers since."),
    LOW,
    HIGH,
    N,
    Field("difference", Unit.POINTS, "Came less promised", "Difference of the two scores."),
    *range_ends("difference", Unit.POINTS, "Difference"),
    Field(
        "differs",
        Unit.FLAG,
        "Differs from promise",
        "Whether the range of the difference leaves out 0.",
    ),
)


def settle(responses: Responses, promise: Promise, outcome: str) -> Settled:
    """Set a promise beside the answers that it was not made from.

    `outcome` names what the responses measure, as the promise does.
    """
    if promise.outcome != outcome:
        return Settled(promise, Standing.OTHER_OUTCOME)
    later = _later(promise, responses)
    if later is None:
        return Settled(promise, Standing.WAITING)
    tally = later.tally(*([DAY] if responses.has(Role.RESPONDED_AT) else []))
    n = int(tally["n"].sum())
    if not n:
        return Settled(promise, Standing.WAITING)
    if n < responses.minimum_n:
        return Settled(promise, Standing.TOO_FEW, n=n)
    counts = tally.groupby("band", observed=False)["n"].sum()
    came = net_estimate(float(counts[Band.FAVOURABLE]), float(counts[Band.UNFAVOURABLE]), n)
    days = [day.date() for day in tally[DAY].dropna()] if DAY in tally else []
    return Settled(
        promise,
        Standing.SETTLED,
        keep_promise(promise.promised, came),
        min(days, default=None),
        max(days, default=None),
        n,
    )


def ledger(settled: tuple[Settled, ...]) -> Table:
    """Lay promises and outcomes side by side, in the order given."""
    rows = [
        (
            one.promise.name,
            one.promise.made,
            one.promise.due,
            *_ends(one.promise.promised),
            *_ends(one.kept.came if one.kept else None),
            one.n,
            *_ends(one.kept.difference if one.kept else None),
            bool(one.kept and one.kept.differs),
        )
        for one in settled
    ]
    frame = pd.DataFrame(rows, columns=[field.name for field in LEDGER_FIELDS])
    return Table(frame, LEDGER_FIELDS)


def last_day(responses: Responses) -> date | None:
    """Return the day of the last answer, None without dates."""
    if not responses.has(Role.RESPONDED_AT):
        return None
    days = responses.tally(DAY)[DAY].dropna()
    return days.max().date() if len(days) else None


def read_scenarios(kept: Any) -> tuple[Scenario, ...]:
    """Read scenarios from what `to_plain` made of them; what cannot be read is left out."""
    return tuple(from_plain(Scenario, one) for one in _readable(kept))


def read_promises(kept: Any) -> tuple[Promise, ...]:
    """Read promises from what `to_plain` made of them; what cannot be read is left out."""
    return tuple(from_plain(Promise, one) for one in _readable(kept))


def _readable(kept: Any) -> Iterator[dict[str, Any]]:
    for one in kept if isinstance(kept, list) else []:
        if isinstance(one, dict) and {"name", "moves"} <= one.keys():
            yield one


def _later(promise: Promise, responses: Responses) -> Responses | None:
    """Return the responses that the promise was not made from; None when there are none."""
    if promise.seen_until is not None and responses.has(Role.RESPONDED_AT):
        return responses.where(Filters(start=promise.seen_until + timedelta(days=1)))
    return None if responses.file_digest == promise.digest else responses


def _ends(estimate: Estimate | None) -> tuple[float, float, float]:
    nan = float("nan")
    return (estimate.value, estimate.low, estimate.high) if estimate else (nan, nan, nan)
