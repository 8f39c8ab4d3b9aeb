"""The passport on screen: what was read, used, left out and changed, with the rows to download."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

import pandas as pd
import streamlit as st

from cx.exports.delimited import frame_csv
from cx.intake import Passport, read_repairs
from cx.text import paragraph, say, translated
from cx.ui import show
from cx.ui.load import words
from cx.vocabulary import Role

_COUNTED = ("header", "cells", "used", "in_rows_left_out", "empty", "no_answer", "does_not_apply",
            "out_of_range", "unreadable", "sum_read", "sum_used", "sum_left_out")  # fmt: skip
_ALWAYS = ("header", "cells", "used")
_ROW, _HEAD, _MOST_ROWS = 35, 38, 5  # pixels, pixels; more rows are scrolled inside the table


def draw(
    passport: Passport,
    folder: Path,
    name: str,
    *,
    drop_duplicates: Callable[[], None] | None,
    names: Mapping[str, str],
    with_rows: bool = True,
) -> None:
    """Show the passport of a file; without `drop_duplicates` it is for looking only.

    `names` are the display names of columns, by header.

    `with_rows` offers the rows that were changed or left out, as they are in the file.
    """
    st.subheader(show.escape(say("Passport of {file}", file=name)))
    show.metrics(words.metrics(passport))
    show.note(paragraph(*words.facts(passport)))
    if passport.duplicates and not any(r.code == "duplicate" for r in passport.left_out):
        st.warning(words.duplicates(passport), icon=":material/content_copy:")
        if drop_duplicates:
            st.button(say("Count identical rows once"), on_click=drop_duplicates)
    rows_of = folder if with_rows else None
    show.problems(words.problems(passport))
    _changes("left_out", say("Left out"), words.left_out(passport), rows_of)
    _changes("changed", say("Changed"), words.changed(passport), rows_of)
    if not with_rows and (passport.left_out or passport.repairs):
        st.caption(
            say(
                "The rows concerned can be downloaded while performers' names are shown: they may "
                "hold names."
            )
        )
    table = _columns(passport, names)
    st.dataframe(
        table,
        hide_index=True,
        height=_HEAD + _ROW * min(len(table), _MOST_ROWS),
        alt=say("What each column means, and its missing answers"),
        column_config={
            "column": st.column_config.TextColumn(
                say("Column"), help=say("As it is called in your file.")
            ),
            "name": say("Name"),
            "meaning": say("Meaning"),
            "missing": st.column_config.NumberColumn(say("Missing"), format="localized"),
            "share": st.column_config.NumberColumn(say("Share"), format="percent"),
            "apart": st.column_config.NumberColumn(say("Does not apply"), format="localized"),
        },
    )
    if passport.columns:
        _balance(passport)


def _balance(passport: Passport) -> None:
    """Account for the cells of each column in one line."""
    st.markdown(f"#### {say('Every cell accounted for')}")
    st.caption(
        say(
            "Of each column that is used: its cells are used or left out for one reason, and "
            "values that are used or left out add up to those read."
        )
    )
    frame = pd.DataFrame(
        [{name: getattr(line, name) for name in _COUNTED} for line in passport.columns]
    )
    shown = [name for name in _COUNTED if name in _ALWAYS or frame[name].fillna(0).any()]
    st.dataframe(
        frame[shown],
        hide_index=True,
        alt=say("The cells of each column, used and left out by reason"),
        column_config={
            "header": say("Column"),
            **{
                name: st.column_config.NumberColumn(label, format="localized")
                for name, label in _balance_labels().items()
            },
        },
    )


def _balance_labels() -> dict[str, str]:
    return {
        "cells": say("Cells"),
        "used": say("Used"),
        "in_rows_left_out": say("In rows left out"),
        "empty": say("Empty"),
        "no_answer": say("No answer"),
        "does_not_apply": say("Does not apply"),
        "out_of_range": say("Outside the scale"),
        "unreadable": say("Cannot be read"),
        "sum_read": say("Sum read"),
        "sum_used": say("Sum used"),
        "sum_left_out": say("Sum left out"),
    }


def _changes(name: str, title: str, lines: Sequence[tuple[str, str]], folder: Path | None) -> None:
    """List repairs or reasons, each with a download of the rows concerned where there is one."""
    if not lines:
        return
    st.markdown(f"#### {title}")
    for place, (code, sentence) in enumerate(lines):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(show.escape(sentence))
            if folder is None:
                continue
            st.download_button(
                say("Rows (CSV)"),
                partial(_rows, folder, code),
                f"{code}.csv",
                "text/csv",
                key=f"rows_{name}_{place}",
                icon=":material/download:",
                type="tertiary",
                on_click="ignore",
                help=say("The rows concerned, with the value before and after."),
            )


def _rows(folder: Path, code: str) -> bytes:
    return frame_csv(read_repairs(folder, code))


def _columns(passport: Passport, names: Mapping[str, str]) -> pd.DataFrame:
    """List what each column means, and its cells without an answer.

    Those to which the question does not apply stand apart.
    """
    apart = passport.does_not_apply
    frame = pd.DataFrame(
        [
            (header, names.get(header, header), translated(role.label))
            for role in Role
            for header in passport.mapping.get(role, ())
        ],
        columns=["column", "name", "meaning"],
    )
    missing = frame["column"].map(passport.missing).fillna(0).astype(int)
    frame["missing"] = missing - frame["column"].map(apart).fillna(0).astype(int)
    frame["share"] = frame["missing"] / max(passport.rows_read, 1)
    if apart:
        frame["apart"] = frame["column"].map(apart).fillna(0).astype(int)
    return frame
