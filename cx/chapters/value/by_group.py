"""What do customers of each segment spend, and what are they worth?

Revenue and average transaction by the values of one column, with lifetime value. Where customers
stay in their group each counts once. Where they do not, a larger group holds more of each one's
answers, and would seem to be of larger customers: there amounts are compared answer by answer, and
nothing is told of customers. Two groups are named by ranks (`most_apart`): means of rough spend
hang on a few, and of many groups the extremes always differ. Groups under the threshold
keep their count and lose their money, and so do the next smallest, where the total would give the
small away. Out of scope: the score by segment (see segments).
"""

import math
from dataclasses import dataclass, replace
from typing import Annotated

import numpy as np
import pandas as pd

from cx.chapters.value.assumptions import Assumptions
from cx.chapters.value.customers import (
    QUESTIONS_OF_VALUE,
    CustomerBase,
    purchase_mean,
    read_customers,
    weighted_mean,
)
from cx.chapters.value.fields import LIFETIME, MEANS, REVENUE
from cx.chapters.value.lifetimes import lifetime_of
from cx.measures.arrays import Flags, Floats, ratio
from cx.measures.lifetime_value import Form
from cx.measures.means import rough_spread
from cx.measures.rank_contrasts import MostApart, most_apart
from cx.problems import NotEnoughData, Problem, stops
from cx.scores import groups
from cx.scores.suppression import hidden_parts
from cx.store.responses import Responses
from cx.text import say
from cx.vocabulary import Column, Field, Kind, Role, Schema, Table, Unit

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
_OFTEN = 0.05  # of customers in a second group, from which amounts are compared by answer
_OF_CUSTOMERS = [field.name for field in (*MEANS[:3], *LIFETIME)]
_MONEY = [field.name for field in GROUP_FIELDS if field.unit in (Unit.MONEY, Unit.SHARE)]


@dataclass(frozen=True, slots=True, eq=False)
class GroupValues:
    """The answer: one row for each group, the largest mean first (see `mean`)."""

    options: GroupValueOptions
    column: Column
    currency: str | None
    groups: Annotated[Table, GROUP_FIELDS]  # in the order of the column's categories
    measured: bool  # whether retention is from the file
    n_customers: int  # customers in groups; one in two groups counts twice
    n_hidden: int  # groups too small for money
    # of the two that differ most surely, for all pairs, all columns that may be chosen and all
    # questions of the page; NaN if none to compare
    p_value: float
    overall: float  # mean revenue of a customer in a group; of an amount, by answer
    by_answer: bool  # whether customers change group, so that amounts are compared by answer
    higher: str | None  # of the two that differ most surely, the one with larger amounts
    lower: str | None  # of the two, the one with smaller amounts
    larger_share: float  # of pairs, one of each, in which the higher's is larger; ties half

    @property
    def mean(self) -> str:
        """The column of the means that are compared: by customer, or by answer."""
        return "mean_purchase" if self.by_answer else "mean_revenue"


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
    inside = np.array([levels == level for level in column.categories], dtype=np.float64).T
    spread = rough_spread(base.revenue, inside)
    rows = [
        _row(base, level, levels == level, options, place, spread)
        for place, level in enumerate(present)
    ]
    frame = pd.DataFrame(rows, columns=[field.name for field in GROUP_FIELDS])
    frame["revenue_share"] = ratio(frame["revenue"], base.revenue.sum())
    counted = base.counted(inside)[[column.categories.index(level) for level in present]]
    elsewhere = base.counted(1 - inside.sum(axis=1, keepdims=True))[0]
    frame["hidden"] = hidden_parts(counted, base.minimum_n, elsewhere)
    frame.loc[frame["hidden"], _MONEY] = np.nan
    by_answer = not base.repeated_spend and _change_group(responses, base)
    if by_answer:
        frame[_OF_CUSTOMERS] = np.nan
    order = "mean_purchase" if by_answer else "mean_revenue"
    compared = frame.loc[frame[order].notna(), "level"].tolist()
    apart = _apart(responses, base, column, compared, by_answer)
    frame = frame.sort_values(order, ascending=False, ignore_index=True)
    fields = (replace(GROUP_FIELDS[0], label=column.label), *GROUP_FIELDS[1:])
    overall = purchase_mean(base.frame).value if by_answer else float(base.revenue.mean())
    return GroupValues(
        options=options,
        column=column,
        currency=base.currency,
        groups=Table(frame, fields),
        measured=base.has_churn,
        n_customers=int(frame["n_in_group"].sum()),
        n_hidden=int(frame["hidden"].sum()),
        p_value=min(QUESTIONS_OF_VALUE * len(choices) * apart.p_value, 1.0),
        overall=overall,
        by_answer=by_answer,
        higher=compared[apart.higher] if apart.higher >= 0 else None,
        lower=compared[apart.lower] if apart.lower >= 0 else None,
        larger_share=apart.larger_share,
    )


def _change_group(responses: Responses, base: CustomerBase) -> bool:
    """Whether customers are often in more than one group."""
    n = responses.count_customers()
    return base.n - n > _OFTEN * n


def _apart(
    responses: Responses,
    base: CustomerBase,
    column: Column,
    compared: list[str],
    by_answer: bool,
) -> MostApart:
    """Compare what is spent in each pair of groups that are shown, by ranks."""
    frame, amount, clusters = base.frame, "revenue", None
    repeated = None
    if by_answer:
        repeated = responses.repeated_answers(column.name, responses.column(Role.SPEND).name)
    if repeated is not None:
        frame, amount = repeated.rows, responses.column(Role.SPEND).name
    amounts = pd.to_numeric(frame[amount], errors="coerce").to_numpy(np.float64)
    places = frame[column.name].map({level: place for place, level in enumerate(compared)})
    known = places.notna().to_numpy() & np.isfinite(amounts)
    if repeated is not None:
        clusters = repeated.customer[known]
    groups_known = places[known].to_numpy(np.int64)
    if len(np.unique(groups_known)) < max(len(compared), 2):
        return MostApart(-1, -1, math.nan, math.nan)
    return most_apart(amounts[known], groups_known, clusters)


def _row(
    base: CustomerBase,
    level: str,
    inside: Flags,
    options: GroupValueOptions,
    place: int,
    spread: float,
) -> dict[str, object]:
    weights: Floats = inside.astype(np.float64)
    mean = weighted_mean(base.revenue, weights, spread)
    bought = purchase_mean(base.frame[inside])
    # An amount of the customer is no transaction.
    unknown = base.repeated_spend or bought.n < base.minimum_n
    life = lifetime_of(base, weights, options.form, options.seed + place, spread).value
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
