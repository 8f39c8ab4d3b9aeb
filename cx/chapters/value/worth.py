"""What is worth money: each lift of the score, ranked in one list, in money for each year?

A lift moves shares of customers between bands; each share moved is worth the margin that a customer
of its band brings in a year, by the user's own data. It goes with the score: nothing says that the
score causes it, so only a stated part is taken to come true. The range holds both the lift and the
margins unsure. Lifts overlap: their sum is not what all of them together are worth.
Out of scope: where the lifts come from (performer gap, what-if), and what they cost.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

import pandas as pd

from cx.chapters.value.assumptions import Assumptions
from cx.chapters.value.customers import (
    QUESTIONS_OF_VALUE,
    read_customers,
    relative_error,
    require_large_bands,
    times,
    weighted_mean,
)
from cx.measures.arrays import Floats, floats, two_sided_z
from cx.measures.means import rough_spread
from cx.scores.against_rest import DIFFERS_UP_TO
from cx.store.responses import Responses
from cx.vocabulary import Band, Estimate, Field, Table, Unit, range_ends

REACH = two_sided_z(0.95)


class LiftKind(StrEnum):
    """Where a lift comes from."""

    GAP = "performer gap"  # the worst fifth of the performers to the best fifth
    DRIVER = "driver"
    SCENARIO = "what-if"


@dataclass(frozen=True, slots=True)
class Lift:
    """A lift of the score, before any of it is discounted as unlikely to come true.

    It is data, and named in words where it is shown.
    """

    what: str  # the driver, the column of the performers, or the scenario that is lifted
    source: LiftKind
    change_points: float  # of the whole company's score
    low: float  # points
    high: float
    share_changes: tuple[float, float, float]  # of each band, in the order of Band; they add to 0
    step: float | None = None  # rating points that a driver is lifted by
    to_level: float | None = None  # rating of the best group, where a driver is lifted to it


@dataclass(frozen=True, slots=True)
class WorthOptions:
    """What the ranking rests on."""

    assumptions: Assumptions = Assumptions()
    lifts: tuple[Lift, ...] = ()


WORTH_FIELDS = (
    Field("lift", Unit.TEXT, "Lift", "What is lifted."),
    Field("source", Unit.WORD, "Kind of lift", "Of performers, or of a driver."),
    Field("lift_points", Unit.POINTS, "Full lift", "What the whole lift adds to the score."),
    *range_ends("lift", Unit.POINTS, "Full lift,"),
    Field(
        "worth",
        Unit.MONEY,
        "Worth in a year",
        "Margin in a year that goes with the part of the lift that comes true.",
    ),
    *range_ends("worth", Unit.MONEY, "Worth,"),
    Field(
        "sure",
        Unit.FLAG,
        "Beyond doubt",
        "Whether it is worth more than nothing, or less, beyond the luck of so many lifts and "
        "questions of a page.",
    ),
)


@dataclass(frozen=True, slots=True, eq=False)
class Worths:
    """The answer: the lifts, those worth most first."""

    options: WorthOptions
    net_name: str
    currency: str | None
    # those worth most first; the index is the place of each lift in the options
    lifts: Annotated[Table, WORTH_FIELDS]
    yearly: tuple[Estimate, ...]  # margin of a customer in a year, by band
    customers: float  # whom it is counted for
    n_customers: int  # in the file

    @property
    def ranked(self) -> tuple[Lift, ...]:
        """The lifts in the order of the table."""
        return tuple(self.options.lifts[place] for place in self.lifts.frame.index)


def rank_worth(responses: Responses, options: WorthOptions = WorthOptions()) -> Worths:
    """Value each lift in money for each year.

    Errors: NotEnoughData without usable spend or with a small band; CxError when an assumption
    cannot be used.
    """
    base = read_customers(responses, options.assumptions)
    require_large_bands(responses, base)
    shares = base.share_of_band
    spread = rough_spread(base.revenue, shares)
    yearly = [
        times(weighted_mean(base.revenue, shares[:, place], spread), base.margin)
        for place in range(len(Band))
    ]
    customers = base.n * base.scale
    share = options.assumptions.realisation
    tests = QUESTIONS_OF_VALUE * max(len(options.lifts), 1)
    wider = two_sided_z(1 - DIFFERS_UP_TO / tests) / REACH
    rows = [
        _row(lift, times(_worth(lift, yearly), customers * share), wider) for lift in options.lifts
    ]
    frame = pd.DataFrame(rows, columns=[field.name for field in WORTH_FIELDS])
    frame = frame.sort_values("worth", ascending=False, kind="stable")
    return Worths(
        options=options,
        net_name=responses.scale.net_name,
        currency=base.currency,
        lifts=Table(frame, WORTH_FIELDS),
        yearly=tuple(yearly),
        customers=customers,
        n_customers=base.n,
    )


def _worth(lift: Lift, yearly: Sequence[Estimate]) -> Estimate:
    """Value the whole lift for each customer of the company."""
    moved = floats(lift.share_changes)
    needed = moved != 0  # a band that nobody is moved in or out of needs no margin
    means: Floats = floats([mean.value for mean in yearly])[needed]
    errors: Floats = means * floats([relative_error(mean) for mean in yearly])[needed]
    value = float(moved[needed] @ means)
    of_money = float(moved[needed] ** 2 @ errors**2)
    # Each side has its own width: a lift that may be nothing may be worth nothing. Where a better
    # score goes with less money, the larger lift is the one that is worth less.
    ends = (lift.low, lift.high) if value * lift.change_points >= 0 else (lift.high, lift.low)
    below, above = (
        _deviation(value, of_money, abs(end - lift.change_points) / REACH, lift.change_points)
        for end in ends
    )
    return Estimate(value, value - REACH * below, value + REACH * above, yearly[0].n)


def _deviation(value: float, of_money: float, of_points: float, points: float) -> float:
    """Return the standard deviation of a product: points lifted times money for each of them."""
    relative = of_points / abs(points) if points else 0.0
    return math.sqrt(of_money + (value * relative) ** 2 + of_money * relative**2)


def _row(lift: Lift, worth: Estimate, wider: float) -> dict[str, object]:
    """Describe a lift; it is sure where the range still leaves out nothing when so much wider."""
    below, above = wider * (worth.value - worth.low), wider * (worth.high - worth.value)
    return {
        "lift": lift.what,
        "source": str(lift.source),
        "lift_points": lift.change_points,
        "lift_low": lift.low,
        "lift_high": lift.high,
        "worth": worth.value,
        "worth_low": worth.low,
        "worth_high": worth.high,
        "sure": bool(worth.value - below > 0 or worth.value + above < 0),
    }
