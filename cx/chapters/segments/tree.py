"""Which customers score high or low, found by splitting, and checked on customers not seen?

A small tree on the categories of the file and on how customers buy, grown on one half of the
customers and reported on the other (see measures.honest_tree): the scores shown are those of the
half that had no say in the groups. Unless the groups differ there beyond chance (permutation,
p .05), no split is shown. Performers, teams and expectations take no part: they do not say who a
customer is. Nor does a category that is the outcome in other words.
Rows are bounded. Out of scope: cause and effect.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated

import numpy as np
import pandas as pd

from cx.chapters.segments.buyers import QUESTIONS_OF_FOUND, ROW_LIMIT, Customers, draw_customers
from cx.measures.arrays import Floats
from cx.plain import Flat, Key
from cx.problems import NotEnoughData, stops
from cx.scores.against_rest import differs
from cx.scores.families import as_one_family
from cx.scores.groups import (
    CUSTOMERS,
    ESTIMATE_FIELDS,
    FLAG_FIELDS,
    SHARE_OF_CUSTOMERS,
    band_counts,
    named_fields,
    scored_groups,
)
from cx.scores.suppression import hidden_beside_whole
from cx.store.responses import Responses
from cx.text import Said, digits, enumerated, numbers, say
from cx.vocabulary import Column, Field, Role, Schema, Table, Unit

if TYPE_CHECKING:
    from cx.measures.honest_tree import Condition

DEPTH = 3
LEAST_LEAF, LEAST_LEAF_SHARE = 50, 0.05  # customers of the half it is grown on
MOST_LEVELS = 40
SAME_AS_OUTCOME = 0.8  # share of the outcome's variance from which a category is the outcome
_NO_PART = (Role.PERFORMER, Role.TEAM, Role.EXPECTATION)


@dataclass(frozen=True, slots=True)
class TreeOptions:
    """What can be chosen about the tree."""

    row_limit: int = ROW_LIMIT
    seed: int = 20_260_101


@dataclass(frozen=True, slots=True)
class Rule:
    """What a leaf asks of one column, in the words of the file."""

    column: str  # header of a category; days_since, purchases, spend or bought_ratio
    values: tuple[str, ...] = ()  # of a category: one of these, where not empty
    excluded: tuple[str, ...] = ()  # of a category: none of these
    above: float | None = None  # of a number: more than this
    up_to: float | None = None  # of a number: not more than this


@dataclass(frozen=True, slots=True, eq=False)
class SegmentTree:
    """The answer: leaves that hold on the other half, or none."""

    options: Annotated[TreeOptions, Flat(seed="seed")]
    net_name: str
    currency: str | None
    holds: bool  # whether the leaves differ beyond chance on the other half
    n_leaves: int  # of the tree that was grown; 1 for no split
    # of the variance between leaves on the other half, times the questions of the page; NaN for
    # one leaf
    p_value: float
    # one row per leaf, the best score first; empty unless it holds
    leaves: Annotated[Table, Key("rows"), LEAF_FIELDS]
    rules: tuple[tuple[Rule, ...], ...]  # of each row of `leaves`
    points: float  # of all customers of the other half
    inputs: tuple[str, ...]  # headers, and names of numbers
    left_out: tuple[str, ...]  # headers of categories that are the outcome in other words
    least: int  # customers in a leaf of the half it was grown on
    n_grown: int  # customers
    n_reported: int  # customers on whom the leaves are reported
    n_responses: int
    n_available: int  # responses that were drawn from


LEAF_FIELDS = (
    Field("leaf", Unit.TEXT, "Group found by splitting", "What its customers have in common."),
    CUSTOMERS,
    SHARE_OF_CUSTOMERS,
    *ESTIMATE_FIELDS,
    Field(
        "p_adjusted",
        Unit.PROBABILITY,
        "p, by permutation",
        "Chance that any group lies as far from all customers, if scores fell by luck.",
    ),
    *FLAG_FIELDS,
)
_NUMBERS = ("days_since", "purchases", "spend", "bought_ratio")


@dataclass(frozen=True, slots=True, eq=False)
class _Inputs:
    """The columns of the tree: of each the number it holds, or the category and value."""

    rows: Floats  # (n, p)
    names: tuple[str, ...]  # (p) name of a number, or header of a category
    levels: tuple[str | None, ...]  # (p)


def grow_segments(responses: Responses, options: TreeOptions = TreeOptions()) -> SegmentTree:
    """Split customers into groups that score differently, and check them on the other half.

    Errors: NotEnoughData with fewer than 200 customers, when all scores are alike, or when no
    column differs between customers.
    """
    from cx.measures import honest_tree  # heavy, and needed by this question alone

    columns = tree_columns(responses.schema)
    customers = draw_customers(responses, columns, options.row_limit, options.seed)
    points = customers.points
    alike = [column for column in columns if _is_outcome(customers, column)]
    inputs = _inputs(customers, [column for column in columns if column not in alike])
    _require_enough(customers, inputs)
    order = np.random.default_rng(options.seed).permutation(len(customers))
    grown_on, reported = np.sort(order[::2]), np.sort(order[1::2])
    least = max(LEAST_LEAF, int(np.ceil(LEAST_LEAF_SHARE * len(grown_on))))
    tree = honest_tree.grow(inputs.rows[grown_on], points[grown_on], DEPTH, least, options.seed)
    leaves = tree.leaves(inputs.rows[reported])
    n_leaves = len(tree.rules)
    test = honest_tree.leaf_test(leaves, n_leaves, points[reported], options.seed)
    # The p of the leaves are those of their largest difference: they are one comparison.
    p_value, of_leaves = (
        np.minimum(QUESTIONS_OF_FOUND * np.asarray(p), 1.0) for p in (test.p_value, test.adjusted)
    )
    holds = differs(float(p_value))
    rules = [_in_words(conditions, inputs) for conditions in tree.rules]
    bands = band_counts(
        leaves, n_leaves, customers.favourable[reported], customers.unfavourable[reported]
    )
    hidden = hidden_beside_whole(np.eye(n_leaves), bands, responses.minimum_n)
    (scored,) = as_one_family(
        [scored_groups(bands, hidden, responses.minimum_n)], QUESTIONS_OF_FOUND
    )
    frame = scored.assign(
        leaf=[rule_text(rule) for rule in rules],
        share=scored["n"] / max(len(reported), 1),
        p_adjusted=np.where(scored["points"].notna(), of_leaves, np.nan),
    ).sort_values("points", ascending=False)
    shown = frame if holds else frame.iloc[:0]
    net_name = responses.scale.net_name
    return SegmentTree(
        options=options,
        net_name=net_name,
        currency=responses.currency,
        holds=holds,
        n_leaves=n_leaves,
        p_value=float(p_value),
        leaves=Table.of(shown.reset_index(drop=True), named_fields(LEAF_FIELDS, net_name)),
        rules=tuple(rules[place] for place in shown.index),
        points=float(points[reported].mean()),
        inputs=tuple(dict.fromkeys(inputs.names)),
        left_out=tuple(column.label for column in alike),
        least=least,
        n_grown=len(grown_on),
        n_reported=len(reported),
        n_responses=customers.n_responses,
        n_available=customers.n_available,
    )


def tree_columns(schema: Schema) -> tuple[Column, ...]:
    """Return the categories that say who a customer is."""
    return schema.categories(MOST_LEVELS, but=_NO_PART)


def rule_text(rules: Sequence[Rule]) -> str:
    """Write what a leaf asks for, in the words of the file.

    >>> rule_text([Rule("Region", excluded=("North",)), Rule("spend", above=40.0)])
    'Region is not North; total spend above 40'
    """
    said = enumerated(_rule_text(rule) for rule in rules) or say("all customers")
    headed = bool(rules and (rules[0].values or rules[0].excluded))
    return said if headed else f"{said[0].upper()}{said[1:]}"  # a header stays as it is


def _rule_text(rule: Rule) -> Said:
    column = rule.column
    if rule.values:
        return say("{column} is {values}", column=column, values=numbers.either(rule.values))
    if rule.excluded:
        return say("{column} is not {values}", column=column, values=numbers.either(rule.excluded))
    number = {
        "days_since": say("days since the last response"),
        "purchases": say("responses of the customer"),
        "spend": say("total spend"),
        "bought_ratio": say("spend in % of the intended"),
    }[column]
    above = "" if rule.above is None else _number(column, rule.above)
    up_to = "" if rule.up_to is None else _number(column, rule.up_to)
    if above and up_to:
        return say(
            "{number} above {above} and up to {up_to}", number=number, above=above, up_to=up_to
        )
    if above:
        return say("{number} above {above}", number=number, above=above)
    return say("{number} up to {up_to}", number=number, up_to=up_to)


def _number(column: str, bound: float) -> str:
    if column in ("days_since", "purchases"):
        return numbers.count(np.floor(bound))  # whole numbers are split half-way between two
    shown = 100 * bound if column == "bought_ratio" else bound
    return numbers.count(shown) if abs(shown) >= 100 else digits.figures(shown, 3)


def _is_outcome(customers: Customers, column: Column) -> bool:
    """Whether a category explains nearly all of the score: then it was made from it."""
    points = pd.Series(customers.points)
    total = float(points.var(ddof=0))
    means = points.groupby(customers.frame[column.name].to_numpy()).transform("mean")
    return total > 0 and float(means.var(ddof=0)) / total >= SAME_AS_OUTCOME


def _inputs(customers: Customers, columns: Sequence[Column]) -> _Inputs:
    """Give numbers as they are, unknown ones the median, and each value of a category a column."""
    rows: list[Floats] = []
    names: list[str] = []
    levels: list[str | None] = []
    for name in _NUMBERS:
        values = customers.frame[name].to_numpy(float)
        if np.isnan(values).all():
            continue
        filled = np.where(np.isnan(values), np.nanmedian(values), values)
        if np.ptp(filled) > 0:
            rows.append(filled)
            names.append(name)
            levels.append(None)
    for column in columns:
        chosen = customers.frame[column.name]
        for level in column.categories:
            is_level = np.asarray(chosen == level, dtype=np.float64)
            if 0 < is_level.sum() < len(is_level):
                rows.append(is_level)
                names.append(column.label)
                levels.append(level)
    stacked = np.column_stack(rows) if rows else np.empty((len(customers), 0))
    return _Inputs(stacked, tuple(names), tuple(levels))


def _in_words(conditions: Sequence[Condition], inputs: _Inputs) -> tuple[Rule, ...]:
    """Join the conditions on the way to a leaf, one rule for each column."""
    rules: dict[str, Rule] = {}
    for condition in conditions:
        name, level = inputs.names[condition.feature], inputs.levels[condition.feature]
        rule = rules.get(name, Rule(name))
        if level is None and condition.above:
            rules[name] = replace(rule, above=condition.threshold)
        elif level is None:
            rules[name] = replace(rule, up_to=condition.threshold)
        elif condition.above:
            rules[name] = Rule(name, values=(level,))
        elif not rule.values:
            rules[name] = replace(rule, excluded=(*rule.excluded, level))
    return tuple(rules.values())


def _require_enough(customers: Customers, inputs: _Inputs) -> None:
    needed = 4 * LEAST_LEAF  # two leaves in each half
    if len(customers) < needed:
        what = say(
            "A tree needs {needed} customers, half to grow it; there are {n}.",
            needed=needed,
            n=len(customers),
        )
        fix = say("Remove a filter, or load more responses.")
    elif np.ptp(customers.points) == 0:
        what = say("The scores of all {n} customers fall into the same band.", n=len(customers))
        fix = say("Remove a filter, or check the column that holds the score.")
    elif not inputs.names:
        what = say("No column says how customers differ, so nothing can be split.")
        fix = say(
            "On the Load page, give a column the meaning acquisition channel, purchase behaviour, "
            "region or another category."
        )
    else:
        return
    raise NotEnoughData(stops("no_tree", "columns", what, fix))
