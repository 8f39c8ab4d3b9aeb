"""The confirm step: how the bytes are read, what columns mean, and the scale of the outcome."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

import pandas as pd
import streamlit as st

from cx.intake import (
    ColumnProfile,
    ColumnRecipe,
    Reading,
    Received,
    Recipe,
    Staged,
    guess_outcome_scale,
)
from cx.problems import Problem, Severity
from cx.text import numbers
from cx.ui.load import words
from cx.vocabulary import Band, Kind, Role, Scale, ScaleKind

_LEAVE_OUT = "Leave out"
_AS_FOUND = "as found"
_DATE_ORDERS = {_AS_FOUND: None, "day first": "dmy", "month first": "mdy"}
_DECIMALS = {_AS_FOUND: None, "1.5 point": ".", "1,5 comma": ","}
_DELIMITERS = {",": "comma ,", ";": "semicolon ;", "\t": "tab", "|": "bar |"}
_SCALES = ("0-10", "1-10", "1-5", "1-7", "1-7 effort", "0-5", "1-4", "0-100", "0-1")
_NOT_ANSWERED, _DOES_NOT_APPLY = "not answered", "does not apply"
_NOT_ASKED = "–"  # of columns that are no driver: the choice is not theirs
_EXAMPLES = 5


def ask_reading(received: Received, staged: Staged) -> Reading:
    """Show encoding, delimiter, header row or sheets, and let them be changed."""
    used = staged.reading
    several = len(received.sheets) > 1
    label = words.describe_reading(received, staged)
    with st.expander(label, icon=":material/article:", expanded=several):
        if received.sheets:
            return replace(used, sheets=_ask_sheets(received, used))
        if received.encoding is None:
            return used
        with st.container(horizontal=True):
            encodings = list(
                dict.fromkeys([used.encoding or received.encoding, *received.encoding_alternatives])
            )
            encoding = st.selectbox("Encoding", encodings, width=200, help=words.ENCODING_HELP)
            delimiters = list(dict.fromkeys([used.delimiter or ",", *_DELIMITERS]))
            delimiter = st.selectbox(
                "Columns are parted by",
                delimiters,
                format_func=lambda mark: _DELIMITERS.get(mark, mark),
                width=200,
            )
            header_row = st.number_input(
                "Header in row", 0, 100, used.header_row or 1, width=140, help=words.HEADER_HELP
            )
        changed = replace(used, encoding=encoding, delimiter=delimiter)
        same_header = header_row == (used.header_row or 1)
        return changed if same_header else replace(changed, header_row=int(header_row))


def _ask_sheets(received: Received, used: Reading) -> tuple[str, ...]:
    shapes = {
        sheet.name: f"{sheet.name}: {numbers.counted(sheet.n_rows, 'row')} x "
        f"{numbers.counted(sheet.n_columns, 'column')}"
        for sheet in received.sheets
    }
    picked = st.multiselect(
        "Sheets",
        list(shapes),
        default=list(used.sheets),
        format_func=shapes.get,
        help=words.SHEETS_HELP,
    )
    return tuple(name for name in shapes if name in picked) or used.sheets


def ask_columns(
    profiles: Sequence[ColumnProfile],
    recipe: Recipe,
    version: str,
    hide: Callable[[str], str] = str,
) -> Recipe:
    """Show every column with its guess, and return the recipe as it was edited.

    `hide` hides names in the values that are shown.
    """
    table = _table(profiles, recipe, hide)
    labels = [_LEAVE_OUT, *(role.label for role in Role)]
    config = st.column_config
    edited = st.data_editor(
        table,
        key=f"columns_{version}",
        hide_index=True,
        height=min(38 + 35 * len(table), 640),
        alt="What each column of the file means",
        disabled=["header", "values", "sure", "note"],
        column_order=_shown_columns(profiles, recipe),
        column_config={
            "header": config.TextColumn("Column", help="As it is called in your file."),
            "values": config.TextColumn("Values", help="The most frequent ones.", width=220),
            "meaning": config.SelectboxColumn(
                "Meaning", options=labels, required=True, help="What the column says."
            ),
            "sure": config.ProgressColumn(
                "How sure", min_value=0, max_value=1, format="percent", width="small"
            ),
            "empty": config.SelectboxColumn(
                "Empty means",
                options=[_NOT_ASKED, _NOT_ANSWERED, _DOES_NOT_APPLY],
                required=True,
                help=words.EMPTY_HELP,
                width=130,
            ),
            "dates": config.SelectboxColumn(
                "Date order",
                options=list(_DATE_ORDERS),
                help="For dates such as 03/04/2026.",
                width=105,
            ),
            "decimals": config.SelectboxColumn(
                "Decimals", options=list(_DECIMALS), help="For numbers such as 1.234.", width=95
            ),
            "note": config.TextColumn("Why", width=210),
        },
    )
    return _applied(table, edited, recipe)


def _shown_columns(profiles: Sequence[ColumnProfile], recipe: Recipe) -> list[str]:
    """Ask only for what the file has: ratings that may not apply, dates, numbers to read."""
    dated = any(found.dates is not None for found in profiles)
    numeric = any(found.kind in (Kind.MONEY, Kind.NUMBER) for found in profiles)
    return [
        "header",
        "meaning",
        "sure",
        "values",
        *(["empty"] if recipe.with_role(Role.DRIVER) else []),
        "note",
        *(["dates"] if dated else []),
        *(["decimals"] if numeric else []),
    ]


def _table(
    profiles: Sequence[ColumnProfile], recipe: Recipe, hide: Callable[[str], str]
) -> pd.DataFrame:
    orders = {order: name for name, order in _DATE_ORDERS.items()}
    decimals = {mark: name for name, mark in _DECIMALS.items()}
    rows = []
    for found in profiles:
        column = recipe.column(found.header)
        rows.append(
            {
                "header": found.header,
                "values": "  ·  ".join(map(hide, found.examples[:_EXAMPLES])),
                "meaning": column.role.label if column.role else _LEAVE_OUT,
                "sure": column.sure,
                "empty": _empty_means(column),
                "dates": orders.get(column.date_format, _AS_FOUND),
                "decimals": decimals.get(column.decimal, _AS_FOUND),
                "note": _note(found, column.personal, column.why),
            }
        )
    return pd.DataFrame(rows)


def _empty_means(column: ColumnRecipe) -> str:
    if column.role is not Role.DRIVER:
        return _NOT_ASKED
    return _NOT_ANSWERED if column.applies_to_all else _DOES_NOT_APPLY


def _note(found: ColumnProfile, personal: str | None, why: str) -> str:
    if personal:
        return f"holds {personal}: left out before anything is stored"
    parts = [why, words.describe_format(found)]
    if found.n_missing:
        parts.append(f"{numbers.percent(found.n_missing / found.n)} missing")
    return ", ".join(part for part in parts if part)


def _applied(before: pd.DataFrame, after: pd.DataFrame, recipe: Recipe) -> Recipe:
    """Carry the cells that were changed over to the recipe."""
    roles = {role.label: role for role in Role}
    changed = after[(after != before).any(axis=1)]
    for row in changed.itertuples():
        current = recipe.column(row.header)
        role = roles.get(row.meaning)
        if role is not current.role:
            recipe = recipe.assign(row.header, role)
        if row.empty != _NOT_ASKED and role is Role.DRIVER:
            recipe = recipe.change(row.header, applies_to_all=row.empty == _NOT_ANSWERED)
        order, decimal = _DATE_ORDERS[row.dates], _DECIMALS[row.decimals]
        if (order, decimal) != (current.date_format, current.decimal):
            recipe = recipe.change(row.header, date_format=order, decimal=decimal)
    return recipe


def ask_scale(recipe: Recipe, profiles: Sequence[ColumnProfile]) -> Recipe:
    """Ask for the scale of the outcome, its cut-offs, and numbers that stand for no answer."""
    outcome = next(iter(recipe.with_role(Role.OUTCOME)), None)
    if outcome is None:
        return recipe
    found = next(found for found in profiles if found.header == outcome.header)
    guessed, asked = guess_outcome_scale(found)
    scale = recipe.scale or guessed
    named = list(dict.fromkeys([*_names(scale), *recipe.scale_asked, *asked, *_SCALES]))
    with st.container(horizontal=True, vertical_alignment="bottom", key="scale"):
        picked = st.selectbox(
            "Scale of the outcome",
            named,
            index=0 if scale else None,
            placeholder="Choose the scale",
            width=240,
            help=words.SCALE_HELP,
        )
        if picked is None:
            return recipe
        chosen = scale if scale and picked in _names(scale) else Scale.parse(picked)
        if chosen.kind is not ScaleKind.TWO_VALUED:
            chosen = _ask_cuts(chosen, picked)
        codes = _ask_codes(found, recipe, chosen)
    return recipe.with_scale(chosen).with_missing_codes(*codes)


def _names(scale: Scale | None) -> list[str]:
    if scale is None:
        return []
    if scale.band_labels:
        return [f"{scale.band_name(Band.FAVOURABLE)} or {scale.band_name(Band.UNFAVOURABLE)}"]
    return [f"{scale.range_label} effort" if scale.kind is ScaleKind.EFFORT else scale.range_label]


def _ask_cuts(scale: Scale, picked: str) -> Scale:
    favourable = st.number_input(
        "Favourable from",
        scale.minimum,
        scale.maximum,
        scale.favourable_from,
        step=1.0,
        format="%g",
        key=f"favourable_{picked}",
        width=160,
    )
    unfavourable = st.number_input(
        "Unfavourable to",
        scale.minimum,
        scale.maximum,
        scale.unfavourable_to,
        step=1.0,
        format="%g",
        key=f"unfavourable_{picked}",
        width=160,
    )
    if unfavourable >= favourable:
        st.warning(words.CUTS_CROSS)
        return scale
    return replace(scale, favourable_from=favourable, unfavourable_to=unfavourable)


def _ask_codes(found: ColumnProfile, recipe: Recipe, scale: Scale) -> list[float]:
    """Offer the numbers outside the scale, which may stand for "no answer"."""
    outside = sorted(value for value in found.scores() if not scale.contains(value))
    options = list(dict.fromkeys([*recipe.missing_codes, *outside]))
    if not options:
        return []
    return st.multiselect(
        "Numbers that stand for no answer",
        options,
        default=list(recipe.missing_codes),
        format_func=lambda value: f"{value:g}",
        width=280,
        help=words.CODES_HELP,
    )


def stops(problems: Iterable[Problem]) -> bool:
    """Whether any problem keeps the file from being loaded."""
    return any(problem.severity is Severity.STOPS for problem in problems)
