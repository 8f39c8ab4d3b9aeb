"""Do drivers matter alike in every group of customers?

For each category with few groups: one slope per driver for all groups against slopes of each
group's own, every group with its own level in both, on a latent scale: an outcome with ends has
flatter straight lines where a group stands near one (see measures.interaction). Where customers
answer more than once the scores are added up within customers. The p values are
adjusted for the number of categories that were tried (Benjamini & Hochberg 1995) and for the
questions of the page. Only a category
that passes has its drivers shown group by group. Rows: complete ones where enough of them are left,
because EM would overstate n.
Out of scope: which single group differs; cause and effect.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

import numpy as np
import pandas as pd

from cx.chapters.drivers.methods import QUESTIONS_OF_DRIVERS
from cx.chapters.drivers.rows import LEAST_RATED_N, RowOptions, driver_rows
from cx.measures.arrays import Flags, Floats, Integers
from cx.measures.clusters import slope_effects
from cx.measures.correlation import gram
from cx.measures.interaction import latent_slopes_test, slopes_test_of_grams
from cx.plain import INTERNAL
from cx.scores.against_rest import differs
from cx.scores.counts import require_enough
from cx.scores.families import adjust_question
from cx.store.responses import Responses
from cx.vocabulary import Column, Field, Role, Schema, Table, Unit, range_ends

MOST_GROUPS = 12
LEAST_PER_DRIVER = 10  # complete responses of a group


@dataclass(frozen=True, slots=True)
class InteractionOptions(RowOptions):
    """What can be chosen about drivers by group."""


@dataclass(frozen=True, slots=True, eq=False)
class DriverInteractions:
    """The answer: where drivers differ between groups."""

    options: InteractionOptions
    tests: Annotated[Table, TEST_FIELDS]  # one row per category, by p
    # category and its drivers by group, if they differ
    by_group: Annotated[tuple[tuple[str, Table], ...], INTERNAL, GROUP_FIELDS]
    n: int  # responses that rated every driver
    n_all: int  # all responses


TEST_FIELDS = (
    Field("category", Unit.TEXT, "Category", "The column whose groups are compared."),
    Field("n_groups", Unit.COUNT, "Groups", "How many groups have enough responses."),
    Field("n", Unit.COUNT, "Responses", "How many responses the row rests on."),
    Field("f", Unit.COEFFICIENT, "F", "About 1 when the drivers matter alike in all groups."),
    Field("p_value", Unit.PROBABILITY, "p", "Chance of such a difference if there were none."),
    Field(
        "p_adjusted",
        Unit.PROBABILITY,
        "p, adjusted",
        "The same, adjusted for the number of categories compared (Benjamini-Hochberg) and the "
        "questions of the page.",
    ),
    Field("r_squared_common", Unit.SHARE, "R2, alike", "Explained with one slope for all groups."),
    Field("r_squared_own", Unit.SHARE, "R2, own", "Explained with slopes of each group's own."),
    Field("differs", Unit.FLAG, "Differs", "Whether the drivers matter differently."),
)
GROUP_FIELDS = (
    Field("driver", Unit.TEXT, "Driver", "The part of the experience that was rated."),
    Field("group", Unit.TEXT, "Group compared", "A value of the category."),
    Field("n", Unit.COUNT, "Responses", "How many responses the row rests on."),
    Field(
        "coefficient",
        Unit.COEFFICIENT,
        "Coefficient",
        "Change of the outcome, on its scale, that goes with one more rating point, "
        "the other drivers held.",
    ),
    *range_ends("coefficient", Unit.COEFFICIENT, "Coefficient"),
)


def compare_drivers_by_group(
    responses: Responses, options: InteractionOptions = InteractionOptions()
) -> DriverInteractions:
    """Test in every category with few groups whether drivers matter alike in all of them.

    Errors: NotEnoughData when fewer than two drivers can be used, or the outcome never varies.
    """
    require_enough(responses, responses.count())
    categories = comparable(responses.schema)
    rows = driver_rows(responses, options, beside=[column.name for column in categories])
    # Questions that apply to some only would leave no complete response.
    asked_of_all = np.flatnonzero(rows.applies_to_all)
    names = [rows.columns[place].label for place in asked_of_all]
    values = np.column_stack([rows.ratings[:, asked_of_all], rows.outcome])
    complete = np.isfinite(values).all(axis=1)
    values, beside = values[complete], rows.beside.iloc[np.flatnonzero(complete)]
    beside = beside.reset_index(drop=True)
    customers = None if rows.customers is None else rows.customers[complete]
    tested = []
    for column in _different(categories, beside):
        groups = beside[column.name]
        parts = _parts(values, groups, responses.minimum_n)
        if len(parts) >= 2 and values.shape[1] > 1:
            centre = values.mean(axis=0)
            test = slopes_test_of_grams([gram(part - centre) for part in parts.values()])
            who = None if customers is None else [customers[_is(groups, name)] for name in parts]
            test = latent_slopes_test(list(parts.values()), test, who)
            tested.append((column, parts, test, _effects(parts, groups, customers)))
    tested = [found for found in tested if np.isfinite(found[2].p_value)]
    tests = pd.DataFrame(
        [
            {
                "category": column.label,
                "n_groups": len(parts),
                "n": sum(len(part) for part in parts.values()),
                "f": test.f,
                "p_value": test.p_value,
                "p_adjusted": np.nan,
                "r_squared_common": test.r_squared_common,
                "r_squared_own": test.r_squared_own,
            }
            for column, parts, test, _ in tested
        ],
        columns=[field.name for field in TEST_FIELDS[:-1]],
    )
    if len(tests):
        (tests["p_adjusted"],) = adjust_question(tests["p_value"], questions=QUESTIONS_OF_DRIVERS)
    tests["differs"] = differs(tests["p_adjusted"].astype(float))
    order = np.argsort(tests["p_value"].to_numpy(float), kind="stable")
    return DriverInteractions(
        options=options,
        tests=Table(tests.iloc[order].reset_index(drop=True), TEST_FIELDS),
        by_group=tuple(
            (tested[place][0].label, _by_group(tested[place][1], names, tested[place][3]))
            for place in order
            if tests["differs"].iloc[place]
        ),
        n=len(values),
        n_all=len(rows.design),
    )


def comparable(schema: Schema) -> tuple[Column, ...]:
    """Return the categories with few enough groups.

    Performers have pages of their own. Expectation met or missed is an answer like the outcome:
    groups made by it are cut along the outcome, and slopes within them mean nothing.
    """
    return schema.categories(MOST_GROUPS, but=[Role.PERFORMER, Role.EXPECTATION])


def _different(categories: Sequence[Column], values: pd.DataFrame) -> tuple[Column, ...]:
    """Leave out categories that cut the responses as an earlier one does, by other names."""
    cuts: list[Integers] = []
    found = []
    for column in categories:
        # Numbered in the order in which they appear, the same groups have the same numbers.
        cut = pd.factorize(values[column.name])[0]
        if not any(np.array_equal(cut, other) for other in cuts):
            cuts.append(cut)
            found.append(column)
    return tuple(found)


def _parts(values: Floats, groups: pd.Series, minimum_n: int) -> dict[str, Floats]:
    """Return the rows of each group that has enough of them."""
    least = max(LEAST_RATED_N, minimum_n, LEAST_PER_DRIVER * (values.shape[1] - 1))
    found = {str(name): values[_is(groups, name)] for name in groups.dropna().unique()}
    return {name: found[name] for name in sorted(found) if len(found[name]) >= least}


def _is(groups: pd.Series, name: str) -> Flags:
    return groups.eq(name).to_numpy(bool)


def _effects(
    parts: dict[str, Floats], groups: pd.Series, customers: Integers | None
) -> dict[str, Floats]:
    """Return the design effect of each slope in each group; 1 where nobody repeats."""
    found = {}
    for name, part in parts.items():
        found[name] = np.ones(part.shape[1] - 1)
        if customers is not None:
            slopes, _ = _slopes(part)
            centred = part - part.mean(axis=0)
            left = centred[:, -1] - centred[:, :-1] @ slopes
            inside = customers[_is(groups, name)]
            found[name] = slope_effects(inside, centred[:, :-1], left)
    return found


def _by_group(parts: dict[str, Floats], names: Sequence[str], effects: dict[str, Floats]) -> Table:
    """Return the coefficients of each group with their intervals (least squares)."""
    found = []
    for group, part in parts.items():
        slopes, error = _slopes(part)
        error = error * np.sqrt(effects[group])
        found += [
            (name, group, len(part), slope, slope - 1.96 * sd, slope + 1.96 * sd)
            for name, slope, sd in zip(names, slopes, error, strict=True)
        ]
    return Table.of(found, GROUP_FIELDS)


def _slopes(part: Floats) -> tuple[Floats, Floats]:
    """Return least squares slopes and their standard errors."""
    centred = part - part.mean(axis=0)
    drivers, outcome = centred[:, :-1], centred[:, -1]
    inverse = np.linalg.pinv(drivers.T @ drivers, hermitian=True)
    slopes = inverse @ drivers.T @ outcome
    spare = len(part) - part.shape[1]
    variance = float(np.sum((outcome - drivers @ slopes) ** 2)) / spare
    return np.asarray(slopes), np.sqrt(np.maximum(variance * np.diagonal(inverse), 0.0))
