"""What is assumed where the data cannot say: the few numbers that turn answers into money.

They are kept with the workspace, edited in one place and shown wherever they are used.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from cx.problems import Problem, note, stops
from cx.store.settings import REALISATION
from cx.text import say

MOST_YEARS = 50.0  # a longer horizon adds nothing that anybody could know


@dataclass(frozen=True, slots=True)
class Assumptions:
    """The numbers behind every figure in money; None means: not stated."""

    currency: str | None = None  # used when the file names none
    margin: float | None = None  # share of revenue; None: figures are in revenue
    discount_rate: float = 0.10  # for each year, 0..1
    horizon_years: float = 5.0  # margins after that do not count
    realisation: float = REALISATION  # share of a lift, or of a difference, taken to come true
    customers: float | None = None  # whom the whole file stands for; None: those in it
    retention: float = 0.80  # share of customers kept for a year, where it is not measured
    excess_churn: float = 0.10  # of unfavourable customers, in points of 0..1, where not measured
    spend_years: float | None = None  # years that the spend covers; None: from the dates
    total_revenue: float | None = None  # of the company in a year, to say how much is covered

    @classmethod
    def from_dict(cls, values: Mapping[str, Any] | None) -> Assumptions:
        """Read what was kept; what is unknown or cannot be a number keeps its default."""
        usual = cls()
        read = {
            field.name: _read(field.name, (values or {})[field.name], getattr(usual, field.name))
            for field in fields(cls)
            if field.name in (values or {})
        }
        return cls(**read)

    def problems(self) -> tuple[Problem, ...]:
        """Say which numbers cannot be used, and which deserve a second look."""
        margin_fix = say(
            "Give the share of revenue that is left after the cost of what was sold, 0 to 100 %."
        )
        rate_fix = say("Give what money must earn in a year, such as 10 %.")
        share_fix = say("Give a share of 0 to 100 %.")
        kept_fix = say("Give the share of customers who stay for another year, below 100 %.")
        found = [
            _outside(name, label, value, low, high, fix)
            for name, label, value, low, high, fix in (
                ("margin", say("margin"), self.margin, 0, 1, margin_fix),
                ("discount_rate", say("discount rate"), self.discount_rate, 0, 1, rate_fix),
                ("realisation", say("share that comes true"), self.realisation, 0, 1, share_fix),
                ("retention", say("retention"), self.retention, 0, 0.999, kept_fix),
                ("excess_churn", say("excess churn"), self.excess_churn, 0, 1, share_fix),
            )
        ]
        found += [
            _not_above(name, label, value, most)
            for name, label, value, most in (
                ("horizon_years", say("horizon"), self.horizon_years, MOST_YEARS),
                ("customers", say("number of customers"), self.customers, math.inf),
                (
                    "spend_years",
                    say("number of years that the spend covers"),
                    self.spend_years,
                    100.0,
                ),
                ("total_revenue", say("revenue of the company"), self.total_revenue, math.inf),
            )
        ]
        if self.discount_rate == 0:
            found.append(_no_discount())
        return tuple(problem for problem in found if problem)


def _read(name: str, value: Any, usual: Any) -> Any:
    if name == "currency":
        return value.strip() or None if isinstance(value, str) else usual
    optional = usual is None
    if value is None:
        return None if optional else usual
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return usual
    return float(value)


def _outside(
    name: str, label: str, value: float | None, low: float, high: float, fix: str
) -> Problem | None:
    if value is None or low <= value <= high:
        return None
    return stops(
        f"{name}_unusable",
        name,
        say(
            "The {label} is {value}, that is {percent} %, which cannot be.",
            label=label,
            value=f"{value:.4g}",
            percent=f"{100 * value:,.4g}",
        ),
        fix,
    )


def _not_above(name: str, label: str, value: float | None, most: float) -> Problem | None:
    if value is None or 0 < value <= most:
        return None
    fix = (
        say("Give a number above 0, at most {most}.", most=f"{most:g}")
        if math.isfinite(most)
        else say("Give a number above 0.")
    )
    return stops(
        f"{name}_unusable",
        name,
        say("The {label} is {value}.", label=label, value=f"{value:,.4g}"),
        fix,
    )


def _no_discount() -> Problem:
    return note(
        "no_discount",
        "discount_rate",
        say("The discount rate is 0 %: money in five years counts like money today."),
        say("Give what money must earn in a year, such as 10 %, unless that is meant."),
    )
