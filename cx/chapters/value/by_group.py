"""What do customers of each segment spend, and what are they worth?

Revenue and average transaction by the values of one column, with lifetime value. A customer who
answered in two groups counts in both, with what was spent in each. Groups under the threshold
keep their count and lose their money, and so do the next smallest, where the total would give the
small away. Out of scope: the score by segment (see segments).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Annotated

import numpy as np
import pandas as pd
from scipy import special

from cx.chapters.value.assumptions import Assumptions
from cx.chapters.value.customers import (
    CustomerBase,
    purchase_mean,
    read_customers,
    relative_error,
    weighted_mean,
)
from cx.chapters.value.fields import LIFETIME, MEANS, REVENUE
from cx.chapters.value.lifetimes import lifetime_of
from cx.measures.arrays import Flags, Floats, ratio
from cx.measures.lifetime_value import Form
from cx.problems import NotEnoughData, Problem, stops
from cx.scores import groups
from cx.scores.suppression import hidden_parts
from cx.store.responses import Responses
from cx.text import say
from cx.vocabulary import Column, Estimate, Field, Kind, Role, Schema, Table, Unit

MAXIMUM_LEVELS = 40


@dataclass(frozen=True, slots=True)
class GroupValueOptions:
    """By which column; None takes the first that fits."""

    by: str | None = None
    assumptions: Assumptions = Assumptions()
    form: Form = "A"
    seed: int = 20_260_101


GROUP_FIELDS = (
    Field("level", Unit.TEXT, "Segment", "A value of the column."),
    Field("n_in_group", Unit.COUNT, "Customers in it", "Customers with an answer in the group."),
    REVENUE,
    groups.REVENUE,
    *MEANS,
    *LIFETIME,
    Field(
        "hidden",
        Unit.FLAG,
        "Money hidden",
        "Too few customers to show money without exposing them.",
    ),
)
_LEAST_ERROR = 1e-9  # groups that all pay the same are certain, not infinitely so
_MONEY = [field.name for field in GROUP_FIELDS if field.unit in (Unit.MONEY, Unit.SHARE)]


@dataclass(frozen=True, slots=True, eq=False)
class GroupValues:
    """The answer: one row for each group, the largest mean revenue first."""

    options: GroupValueOptions
    column: Column
    currency: str | None
    groups: Annotated[Table, GROUP_FIELDS]  # in the order of the column's categories
    measured: bool  # whether retention is from the file
    n_customers: int  # customers in groups; one in two groups counts twice
    n_hidden: int  # groups too small for money
    p_value: float  # of all groups alike in mean revenue; NaN with fewer than two to compare
    overall: float  # mean revenue of a customer in a group


def group_columns(schema: Schema) -> tuple[Column, ...]:
    """Return the columns that customers can be grouped by, acquisition channel first."""
    fit = [
        column
        for column in schema.of_kind([Kind.CATEGORY])
        if column.role is not Role.PERFORMER and 2 <= len(column.categories) <= MAXIMUM_LEVELS
    ]
    usual = [Role.ACQUISITION_CHANNEL, Role.PURCHASE_BEHAVIOUR]
    return tuple(sorted(fit, key=lambda c: usual.index(c.role) if c.role in usual else len(usual)))


def value_by_group(
    responses: Responses, options: GroupValueOptions = GroupValueOptions()
) -> GroupValues:
    """Value the customers of each group of one column.

    Errors: NotEnoughData without usable spend or any column to group by.
    """
    choices = group_columns(responses.schema)
    if not choices:
        raise NotEnoughData(_no_group())
    column = responses.schema.find(options.by) if options.by else choices[0]
    base = read_customers(responses, options.assumptions, column.name)
    levels = base.frame[column.name].astype(object).to_numpy()
    present = [level for level in column.categories if (levels == level).any()]
    rows = [
        _row(base, level, levels == level, options, place) for place, level in enumerate(present)
    ]
    frame = pd.DataFrame(rows, columns=[field.name for field in GROUP_FIELDS])
    frame["revenue_share"] = ratio(frame["revenue"], base.revenue.sum())
    inside = np.array([levels == level for level in column.categories], dtype=np.float64).T
    counted = base.counted(inside)[[column.categories.index(level) for level in present]]
    elsewhere = base.counted(1 - inside.sum(axis=1, keepdims=True))[0]
    frame["hidden"] = hidden_parts(counted, base.minimum_n, elsewhere)
    frame.loc[frame["hidden"], _MONEY] = np.nan
    frame = frame.sort_values("mean_revenue", ascending=False, ignore_index=True)
    fields = (replace(GROUP_FIELDS[0], label=column.label), *GROUP_FIELDS[1:])
    return GroupValues(
        options=options,
        column=column,
        currency=base.currency,
        groups=Table(frame, fields),
        measured=base.has_churn,
        n_customers=int(frame["n_in_group"].sum()),
        n_hidden=int(frame["hidden"].sum()),
        p_value=_heterogeneity(frame),
        overall=float(base.revenue.mean()),
    )


def _row(
    base: CustomerBase, level: str, inside: Flags, options: GroupValueOptions, place: int
) -> dict[str, object]:
    weights: Floats = inside.astype(np.float64)
    mean = weighted_mean(base.revenue, weights)
    bought = purchase_mean(base.frame[inside])
    # An amount of the customer is no transaction.
    unknown = base.repeated_spend or bought.n < base.minimum_n
    life = lifetime_of(base, weights, options.form, options.seed + place).value
    single = np.nan if unknown else 1.0
    return {
        "level": level,
        "n_in_group": int(inside.sum()),
        "revenue": float(weights @ base.revenue),
        "mean_revenue": mean.value,
        "mean_revenue_low": mean.low,
        "mean_revenue_high": mean.high,
        "mean_purchase": single * bought.value,
        "mean_purchase_low": single * bought.low,
        "mean_purchase_high": single * bought.high,
        "lifetime": life.value,
        "lifetime_low": life.low,
        "lifetime_high": life.high,
    }


def _heterogeneity(frame: pd.DataFrame) -> float:
    """Test whether mean revenues differ beyond chance: Cochran's Q of their logarithms."""
    known = frame.dropna(subset=["mean_revenue_low"])
    if len(known) < 2:
        return math.nan
    logs = np.log(known["mean_revenue"].to_numpy(np.float64))
    columns = ("mean_revenue", "mean_revenue_low", "mean_revenue_high", "n_in_group")
    rows = zip(*(known[name].tolist() for name in columns), strict=True)
    errors = [relative_error(Estimate(*row)) for row in rows]
    precision = 1 / np.square(np.maximum(errors, _LEAST_ERROR))
    q = float(precision @ (logs - precision @ logs / precision.sum()) ** 2)
    return float(special.chdtrc(len(known) - 1, q))


def _no_group() -> Problem:
    return stops(
        "no_category",
        "columns",
        say("No column says which of two or more groups a customer belongs to."),
        say(
            "On the Load page, give a column the meaning acquisition channel, "
            "purchase behaviour or another category."
        ),
    )
