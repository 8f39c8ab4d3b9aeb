"""A plan that asks for money: levers, initiatives, cost lines and phases, by quarter.

A lever is something that is worth money when it is moved (a gap that closes, a driver that rises);
its worth per year is a guess in three figures. An initiative moves one lever, to the share of its
worth that it is trusted to realise, after a ramp and with a decay. Costs are paid once or run.
Money is in one currency; quarters are counted from 1, and the first is paid today.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from cx.asking import name_of
from cx.store.settings import REALISATION

QUARTER = re.compile(r"(\d{4})-?Q([1-4])")


class CostKind(StrEnum):
    """How a cost is paid."""

    ONE_OFF = "one_off"  # the amount, once, in its first quarter
    RUNNING = "running"  # the amount in every quarter, from the first to the last


@dataclass(frozen=True, slots=True)
class Lever:
    """Something whose movement is worth money, fully moved, per year."""

    name: str
    low: float
    likely: float
    high: float
    source: str = ""  # where the figures come from
    pool: str = ""  # levers of one pool earn the same money: in a quarter only the largest counts


@dataclass(frozen=True, slots=True)
class Initiative:
    """Something that is done, and the lever that it moves."""

    name: str
    lever: str
    realisation: float = REALISATION  # of its lever's worth: a person's own number, 0..1
    start: int = 1  # the quarter of its first effect
    ramp: tuple[float, ...] = ()  # shares of the full effect in its first quarters, then 1
    decay: float = 0.0  # share of the effect that is lost in each year after the ramp, 0..1


@dataclass(frozen=True, slots=True)
class CostLine:
    """One thing that is paid for an initiative."""

    name: str
    initiative: str
    amount: float
    kind: CostKind = CostKind.ONE_OFF
    first: int = 1
    last: int | None = None  # of a running cost; None: to the end


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of quarters for which money is asked at once."""

    name: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class CasePlan:
    """Everything that a business case is computed from."""

    name: str
    levers: tuple[Lever, ...]
    initiatives: tuple[Initiative, ...]
    costs: tuple[CostLine, ...] = ()
    phases: tuple[Phase, ...] = ()
    question: str = ""  # what the board is asked to decide
    gap: str = ""  # what is wrong today, in words
    currency: str = ""
    start: str = "2027-Q1"
    quarters: int = 12
    discount_rate: float = 0.1  # per year
    one_off_range: tuple[float, float, float] = (1.0, 1.0, 1.0)  # low, likely, high times the plan
    running_range: tuple[float, float, float] = (1.0, 1.0, 1.0)
    together: float = 0.0  # correlation of the levers' worths, 0..1

    @property
    def digest(self) -> str:
        """A name for exactly this plan."""
        return name_of(self)

    @property
    def first_quarter(self) -> tuple[int, int]:
        """The year and the quarter (1..4) of the first quarter.

        Errors: ValueError when `start` is not written like 2027-Q1.
        """
        written = QUARTER.fullmatch(self.start)
        if written is None:
            raise ValueError(f"{self.start!r} is no quarter such as 2027-Q1.")
        return int(written[1]), int(written[2])

    def quarter_name(self, number: int) -> str:
        """Name a quarter of the plan by its number from 1: 2027 Q3."""
        year, quarter = self.first_quarter
        passed = quarter + number - 2
        return f"{year + passed // 4} Q{passed % 4 + 1}"

    def with_lever(self, lever: Lever) -> CasePlan:
        """Return the plan with this lever, in the place of one of its name if there is one."""
        names = [one.name for one in self.levers]
        if lever.name not in names:
            return replace(self, levers=(*self.levers, lever))
        levers = tuple(lever if one.name == lever.name else one for one in self.levers)
        return replace(self, levers=levers)

    def costs_of(self, initiative: str) -> tuple[CostLine, ...]:
        """Return what is paid for an initiative."""
        return tuple(cost for cost in self.costs if cost.initiative == initiative)
