"""The table of columns: what each is called, what it means, how sure that is, and why."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

import pandas as pd
import streamlit as st

from cx.intake import ColumnProfile, ColumnRecipe, Recipe
from cx.text import numbers, say, translated
from cx.ui.load import words
from cx.vocabulary import Kind, Role

_EXAMPLES = 3
_LONGEST_VALUE = 30  # characters of a value that are shown
LONGEST_NAME = 80
_ROW, _HEAD, _MOST_ROWS = 35, 38, 10  # pixels, pixels; more rows are scrolled inside the table
SURE = 0.8  # from here on a meaning is called sure
_DOUBTED = 0.6  # below this it is to be looked at
_EDITED = ("name", "meaning", "empty", "dates", "decimals")

T = TypeVar("T")


def in_order(recipe: Recipe) -> tuple[str, ...]:
    """Order the columns: the outcome first, then by meaning; of each the least sure first."""
    roles = list(Role)

    def place(column: ColumnRecipe) -> tuple[int, int, float]:
        role = column.role
        rank = len(roles) if role is None else roles.index(role)
        return (0 if role is Role.OUTCOME else 1, rank, column.sure)

    return tuple(column.header for column in sorted(recipe.columns, key=place))


def ask_columns(
    profiles: Sequence[ColumnProfile],
    recipe: Recipe,
    version: str,
    hide: Callable[[str], str] = str,
) -> tuple[Recipe, bool]:
    """Show every column with its guess; return the recipe as it was edited.

    Also say whether the table on screen already shows that recipe; if not it has to be drawn anew.
    `hide` hides names in the values that are shown.
    """
    table = _table(profiles, recipe, hide)
    config = st.column_config
    levels = _levels()
    edited = st.data_editor(
        table,
        key=f"columns_{version}",
        hide_index=True,
        height=_HEAD + _ROW * min(len(table), _MOST_ROWS),
        alt=say("What each column of the file means"),
        disabled=["header", "values", "sure", "why"],
        column_order=_shown_columns(profiles, recipe),
        column_config={
            "header": config.TextColumn(
                say("Column"), help=say("As it is called in your file."), width=105
            ),
            "name": config.TextColumn(
                say("Name"),
                max_chars=LONGEST_NAME,
                width=120,
                help=say("What it is called on every page; suggested from your file."),
            ),
            "meaning": config.SelectboxColumn(
                say("Meaning"),
                options=list(_meanings()),
                required=True,
                width=125,
                help=say("What the column says."),
            ),
            "values": config.TextColumn(
                say("Values"), help=say("The most frequent ones."), width=115
            ),
            "sure": config.MultiselectColumn(
                say("How sure"),
                options=list(levels),
                color=list(levels.values()),
                width=75,
                help=say("How sure the meaning is. Look at those to check first."),
            ),
            "why": config.TextColumn(say("Why"), width=165),
            "empty": config.SelectboxColumn(
                say("Empty means"),
                options=list(_empty_cells()),
                required=True,
                help=say(
                    "For a driver rating: whether a customer who gave none was asked and did not "
                    "answer, or the question is not for that customer, such as delivery after a "
                    "visit to the store. Not answered is estimated from the other answers; does "
                    "not apply is judged on those who had it."
                ),
                width=112,
            ),
            "dates": config.SelectboxColumn(
                say("Date order"),
                options=list(_date_orders()),
                help=say("For dates such as 03/04/2026."),
                width=105,
            ),
            "decimals": config.SelectboxColumn(
                say("Decimals"),
                options=list(_decimals()),
                help=say("For numbers such as 1.234."),
                width=95,
            ),
        },
    )
    changed = _applied(table, edited, recipe)
    return changed, _shows(edited, _table(profiles, changed, hide))


def _shows(screen: pd.DataFrame, kept: pd.DataFrame) -> bool:
    """Say whether cells on screen say what is kept.

    What empty means matters for drivers only: the cell of another column follows by itself.
    """
    differs = screen[list(_EDITED)] != kept[list(_EDITED)]
    differs["empty"] &= kept["meaning"] == translated(Role.DRIVER.label)
    return not differs.any(axis=None)


def _levels() -> Mapping[str, str]:
    """How sure a meaning can be, and the colour of it; the person's own choice needs no check."""
    return {
        say("Check"): "orange",
        say("Likely"): "gray",
        say("Sure"): "green",
        say("Chosen"): "blue",
    }


def _level(sure: float) -> str:
    levels = list(_levels())
    if sure >= 1:
        return levels[3]
    return levels[2 if sure >= SURE else 1 if sure >= _DOUBTED else 0]


def _meanings() -> Mapping[str, Role | None]:
    """What a column can mean, as it is read in the table."""
    return {say("Leave out"): None, **{translated(role.label): role for role in Role}}


def _empty_cells() -> Mapping[str, bool | None]:
    """Whether a rating applies to everybody; None where that is not asked: no driver."""
    return {"–": None, say("not answered"): True, say("does not apply"): False}


def _date_orders() -> Mapping[str, str | None]:
    return {
        say("as found"): None,
        say("day first"): "dmy",
        say("month first"): "mdy",
        say("real dates exchanged"): "swapped",
    }


def _decimals() -> Mapping[str, str | None]:
    return {say("as found"): None, say("1.5 point"): ".", say("1,5 comma"): ","}


def _shown_columns(profiles: Sequence[ColumnProfile], recipe: Recipe) -> list[str]:
    """Ask only for what the file has: ratings that may not apply, dates, numbers to read."""
    dated = any(found.dates is not None for found in profiles)
    numeric = any(found.kind in (Kind.MONEY, Kind.NUMBER) for found in profiles)
    return [
        "header",
        "name",
        "meaning",
        *(["empty"] if recipe.with_role(Role.DRIVER) else []),
        "values",
        "sure",
        "why",
        *(["dates"] if dated else []),
        *(["decimals"] if numeric else []),
    ]


def _table(
    profiles: Sequence[ColumnProfile], recipe: Recipe, hide: Callable[[str], str]
) -> pd.DataFrame:
    rows = []
    for found in profiles:
        column = recipe.column(found.header)
        applies = column.applies_to_all if column.role is Role.DRIVER else None
        rows.append(
            {
                "header": found.header,
                "name": column.display_name,
                "meaning": _label(_meanings(), column.role),
                "values": "  ·  ".join(_cut(hide(text)) for text in found.examples[:_EXAMPLES]),
                "sure": [_level(column.sure)],
                "why": _why(found, column),
                "empty": _label(_empty_cells(), applies),
                "dates": _label(_date_orders(), column.date_format),
                "decimals": _label(_decimals(), column.decimal),
            }
        )
    return pd.DataFrame(rows)


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_VALUE else line[: _LONGEST_VALUE - 1] + "…"


def _label(labels: Mapping[str, T], value: T) -> str:
    """Return what stands for a value; the first label, "as found", where none does."""
    return next((label for label, one in labels.items() if one == value), next(iter(labels)))


def _why(found: ColumnProfile, column: ColumnRecipe) -> str:
    if column.personal:
        return say("holds {personal}: left out before anything is stored", personal=column.personal)
    parts = [column.why, words.describe_format(found)]
    if found.n_missing:
        parts.append(say("{share} missing", share=numbers.percent(found.n_missing / found.n)))
    return ", ".join(part for part in parts if part)


def _applied(before: pd.DataFrame, after: pd.DataFrame, recipe: Recipe) -> Recipe:
    """Carry the cells that were changed over to the recipe."""
    edited = list(_EDITED)
    after = after.assign(name=after["name"].fillna(""))
    for row in after[(after[edited] != before[edited]).any(axis=1)].to_dict("records"):
        header, name = str(row["header"]), " ".join(str(row["name"]).split())
        current, role = recipe.column(header), _meanings()[row["meaning"]]
        if name != current.display_name:
            recipe = recipe.change(header, label=name)
        if role is not current.role:
            recipe = recipe.assign(header, role)
        applies = _empty_cells()[row["empty"]]
        if applies is not None and role is Role.DRIVER:
            recipe = recipe.change(header, applies_to_all=applies)
        order, decimal = _date_orders()[row["dates"]], _decimals()[row["decimals"]]
        if (order, decimal) != (current.date_format, current.decimal):
            recipe = recipe.change(header, date_format=order, decimal=decimal)
    return recipe
