"""The confirm step: how the bytes are read, what columns mean, and the scale of the outcome."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

import pandas as pd
import streamlit as st

from cx.intake import (
    ColumnProfile,
    Reading,
    Received,
    Recipe,
    Staged,
    stated_scale,
    weigh,
)
from cx.intake.coding import coding_of
from cx.problems import Problem, Severity
from cx.text import enumerated, numbers, say, translated
from cx.text.wording import band_name
from cx.ui import show
from cx.ui.load import words
from cx.vocabulary import Band, Kind, Role, Scale, ScaleKind

_SCALES = (
    "0-10", "0-10 recommend", "1-10", "1-5", "1-5 reversed", "1-7", "1-7 effort", "0-5", "1-4",
    "1-3", "1-6", "1-6 reversed", "0-4", "-2-2", "0-100", "0-1",
)  # fmt: skip
_EXAMPLES = 5

T = TypeVar("T")


def ask_reading(received: Received, staged: Staged) -> Reading:
    """Show encoding, delimiter, header row or sheets, and let them be changed."""
    used = staged.reading
    several = len(received.sheets) > 1 or any(p.code == "counts" for p in staged.problems)
    label = words.describe_reading(received, staged)
    with st.expander(label, icon=":material/article:", expanded=several):
        used = _ask_rows(staged, used)
        if received.sheets:
            chosen = replace(used, sheets=_ask_sheets(received, used))
            return replace(chosen, keep_codes=_ask_codes_kept(staged))
        if received.encoding is None:
            return used
        with st.container(horizontal=True):
            encodings = list(
                dict.fromkeys([used.encoding or received.encoding, *received.encoding_alternatives])
            )
            encoding = st.selectbox(
                say("Encoding"),
                encodings,
                width=200,
                help=say("Change it when letters look wrong in the table below."),
            )
            marks = {
                ",": say("comma ,"),
                ";": say("semicolon ;"),
                "\t": say("tab"),
                "|": say("bar |"),
                "fixed": say("fixed width"),
            }
            delimiter = st.selectbox(
                say("Columns are parted by"),
                list(dict.fromkeys([used.delimiter or ",", *marks])),
                format_func=lambda mark: marks.get(mark, mark),
                width=200,
            )
            shown_row = 1 if used.header_row is None else used.header_row
            header_row = st.number_input(
                say("Header in row"),
                0,
                100,
                shown_row,
                width=140,
                help=say("The row of the file that names the columns; 0 when there is none."),
            )
        changed = replace(used, encoding=encoding, delimiter=delimiter)
        same_header = header_row == shown_row
        return changed if same_header else replace(changed, header_row=int(header_row))


def _ask_codes_kept(staged: Staged) -> bool:
    """Ask whether codes stay codes, where another sheet of the workbook has labels for them."""
    joined = any(problem.code == "codes_joined" for problem in staged.problems)
    if not joined and not staged.reading.keep_codes:
        return False
    return not st.toggle(
        say("Read codes with the labels of the other sheets"),
        value=not staged.reading.keep_codes,
        help=say("Without it 3 stays 3, also where another sheet says that it is South."),
    )


def _ask_rows(staged: Staged, used: Reading) -> Reading:
    """Ask which rows are answers, and how many a row stands for, where the file gives reason to."""
    codes = {problem.code for problem in staged.problems}
    if used.counts is not None or "counts" in codes:
        asked = next((p.where for p in staged.problems if p.code == "counts"), used.counts)
        choices = {None: say("not said"), "": say("one answer")}
        choices |= {header: say('as in "{column}"', column=header) for header in [asked] if header}
        counts = st.selectbox(
            say("Answers in each row"),
            list(choices),
            index=list(choices).index(used.counts),
            format_func=lambda choice: choices[choice],
            width=240,
            help=say("Of a table that says how often each answer was given."),
        )
        used = replace(used, counts=counts)
    if used.leave_hidden or "hidden_rows" in codes:
        leave = st.checkbox(say("Leave hidden rows out"), used.leave_hidden)
        used = replace(used, leave_hidden=leave)
    left_out = {item.code for item in staged.left_out}
    kinds = {
        "total_row": say("totals"),
        "subtotals": say("subtotals"),
        "repeated_header": say("repeated headers"),
        "test_answers": say("previews and tests"),
        "footer_row": say("lines under the data"),
    }
    offered = [code for code in kinds if code in left_out or code in used.keep]
    if offered:
        kept = st.multiselect(
            say("Read as answers all the same"),
            offered,
            default=[code for code in offered if code in used.keep],
            format_func=lambda code: kinds[code],
            width=360,
        )
        others = [code for code in used.keep if code not in offered]
        used = replace(used, keep=(*others, *kept))
    return used


def _ask_sheets(received: Received, used: Reading) -> tuple[str, ...]:
    shapes = {
        sheet.name: say(
            "{sheet}: {rows} x {columns}",
            sheet=sheet.name,
            rows=words.rows(sheet.n_rows),
            columns=words.columns(sheet.n_columns),
        )
        for sheet in received.sheets
    }
    picked = st.multiselect(
        say("Sheets"),
        list(shapes),
        default=list(used.sheets),
        format_func=lambda name: shapes.get(name, name),
        help=say(
            "Sheets with the same columns are stacked; a column says which sheet a row is from."
        ),
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
    config = st.column_config
    edited = st.data_editor(
        table,
        key=f"columns_{version}",
        hide_index=True,
        height=min(38 + 35 * len(table), 640),
        alt=say("What each column of the file means"),
        disabled=["header", "values", "sure", "note"],
        column_order=_shown_columns(profiles, recipe),
        column_config={
            "header": config.TextColumn(say("Column"), help=say("As it is called in your file.")),
            "values": config.TextColumn(
                say("Values"), help=say("The most frequent ones."), width=220
            ),
            "meaning": config.SelectboxColumn(
                say("Meaning"),
                options=list(_meanings()),
                required=True,
                help=say("What the column says."),
            ),
            "sure": config.ProgressColumn(
                say("How sure"), min_value=0, max_value=1, format="percent", width="small"
            ),
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
                width=130,
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
            "note": config.TextColumn(say("Why"), width=210),
        },
    )
    return _applied(table, edited, recipe)


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
    rows = []
    for found in profiles:
        column = recipe.column(found.header)
        applies = column.applies_to_all if column.role is Role.DRIVER else None
        rows.append(
            {
                "header": found.header,
                "values": "  ·  ".join(map(hide, found.examples[:_EXAMPLES])),
                "meaning": _label(_meanings(), column.role),
                "sure": column.sure,
                "empty": _label(_empty_cells(), applies),
                "dates": _label(_date_orders(), column.date_format),
                "decimals": _label(_decimals(), column.decimal),
                "note": _note(found, column.personal, column.why),
            }
        )
    return pd.DataFrame(rows)


def _label(labels: Mapping[str, T], value: T) -> str:
    """Return what stands for a value; the first label, "as found", where none does."""
    return next((label for label, one in labels.items() if one == value), next(iter(labels)))


def _note(found: ColumnProfile, personal: str | None, why: str) -> str:
    if personal:
        return say("holds {personal}: left out before anything is stored", personal=personal)
    parts = [why, words.describe_format(found)]
    if found.n_missing:
        parts.append(say("{share} missing", share=numbers.percent(found.n_missing / found.n)))
    return ", ".join(part for part in parts if part)


def _applied(before: pd.DataFrame, after: pd.DataFrame, recipe: Recipe) -> Recipe:
    """Carry the cells that were changed over to the recipe."""
    for row in after[(after != before).any(axis=1)].to_dict("records"):
        header = str(row["header"])
        current, role = recipe.column(header), _meanings()[row["meaning"]]
        if role is not current.role:
            recipe = recipe.assign(header, role)
        applies = _empty_cells()[row["empty"]]
        if applies is not None and role is Role.DRIVER:
            recipe = recipe.change(header, applies_to_all=applies)
        order, decimal = _date_orders()[row["dates"]], _decimals()[row["decimals"]]
        if (order, decimal) != (current.date_format, current.decimal):
            recipe = recipe.change(header, date_format=order, decimal=decimal)
    return recipe


def ask_scale(recipe: Recipe, profiles: Sequence[ColumnProfile]) -> Recipe:
    """Ask for the scale of the outcome, its cut-offs, and numbers that stand for no answer."""
    outcome = next(iter(recipe.with_role(Role.OUTCOME)), None)
    if outcome is None:
        return recipe
    found = next(found for found in profiles if found.header == outcome.header)
    weighed = weigh(found)
    scale = recipe.scale or weighed.scale
    asked = [choice.option for choice in weighed.choices]
    named = list(dict.fromkeys([*_names(scale), *recipe.scale_asked, *asked, *_SCALES]))
    with st.container(horizontal=True, vertical_alignment="bottom", key="scale"):
        picked = st.selectbox(
            say("Scale of the outcome"),
            named,
            index=0 if scale else None,
            format_func=_written,
            placeholder=say("Choose the scale"),
            width=240,
            help=say("The lowest and the highest answer that could be given, not that were given."),
        )
        if picked is None:
            return recipe
        chosen = scale if scale and picked in _names(scale) else stated_scale(picked, found)
        if chosen.kind is not ScaleKind.TWO_VALUED:
            chosen = _ask_cuts(chosen, picked)
        codes = _ask_codes(found, recipe, chosen)
    if chosen == weighed.scale and weighed.why:
        st.caption(show.escape(say("Why this scale: {reasons}.", reasons=enumerated(weighed.why))))
    return recipe.with_scale(chosen).with_missing_codes(*codes)


def offer_choices(
    problems: Iterable[Problem],
    recipe: Recipe,
    profiles: Sequence[ColumnProfile],
    keep: Callable[[Recipe], None],
) -> None:
    """Offer every answer to what is asked of the scale, with what it makes of the headline."""
    for problem in problems:
        found = next((found for found in profiles if found.header == problem.where), None)
        if not problem.choices or found is None:
            continue
        with st.container(horizontal=True, key="choices"):
            for choice in problem.choices:
                stated = stated_scale(choice.option, found)
                st.button(
                    say("{option}: {effect}", option=choice.option, effect=choice.effect)
                    if choice.effect
                    else choice.option,
                    key=f"choice_{choice.option}",
                    on_click=keep,
                    args=(recipe.with_scale(stated),),
                )


def _names(scale: Scale | None) -> list[str]:
    if scale is None:
        return []
    if scale.band_labels:
        good, bad = band_name(scale, Band.FAVOURABLE), band_name(scale, Band.UNFAVOURABLE)
        return [say("{favourable} or {unfavourable}", favourable=good, unfavourable=bad)]
    return [scale.option]


def _written(name: str) -> str:
    """Write the name of a scale: "1-7 effort" in the language in force, all others as they are."""
    bounds, kind, _ = name.partition(f" {ScaleKind.EFFORT}")
    return say("{bounds} effort", bounds=bounds) if kind else name


def _ask_cuts(scale: Scale, picked: str) -> Scale:
    favourable, unfavourable = (
        st.number_input(
            label,
            scale.minimum,
            scale.maximum,
            cut,
            step=1.0,
            format="%g",
            key=f"{band}_{picked}",
            width=160,
        )
        for band, label, cut in (
            ("favourable", say("Favourable from"), scale.favourable_from),
            ("unfavourable", say("Unfavourable to"), scale.unfavourable_to),
        )
    )
    if unfavourable >= favourable:
        st.warning(say("Favourable has to begin above unfavourable. The usual cut-offs are used."))
        return scale
    return replace(scale, favourable_from=favourable, unfavourable_to=unfavourable)


def _ask_codes(found: ColumnProfile, recipe: Recipe, scale: Scale) -> list[float]:
    """Offer the numbers outside the scale, which may stand for "no answer"."""
    coding = coding_of(scale, found.scores())
    outside = sorted(value for value in found.scores() if not scale.contains(coding.answer(value)))
    options = list(dict.fromkeys([*recipe.missing_codes, *outside]))
    if not options:
        return []
    return st.multiselect(
        say("Numbers that stand for no answer"),
        options,
        default=list(recipe.missing_codes),
        format_func=lambda value: f"{value:g}",
        width=280,
        help=say("Answers with these numbers are counted as missing."),
    )


def stops(problems: Iterable[Problem]) -> bool:
    """Whether any problem keeps the file from being loaded."""
    return any(problem.severity is Severity.STOPS for problem in problems)
