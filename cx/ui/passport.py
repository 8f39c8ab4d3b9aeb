"""The passport on screen: what was read, used, left out and changed, with the rows to download."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import streamlit as st

from cx.exports.delimited import frame_csv
from cx.intake import Passport, read_repairs
from cx.ui import show
from cx.vocabulary import Role
from cx.words import passport as words


def draw(
    passport: Passport,
    folder: Path,
    name: str,
    *,
    drop_duplicates: Callable[[], None] | None,
    with_rows: bool = True,
) -> None:
    """Show the passport of a file; without `drop_duplicates` it is for looking only.

    `with_rows` offers the rows that were changed or left out, as they are in the file.
    """
    st.subheader(show.escape(f"Passport of {name}"))
    show.metrics(words.metrics(passport))
    for sentence in words.facts(passport):
        st.markdown(f"- {show.escape(sentence)}")
    if passport.duplicates and not any(r.code == "duplicate" for r in passport.left_out):
        st.warning(words.duplicates(passport), icon=":material/content_copy:")
        if drop_duplicates:
            st.button("Count identical rows once", on_click=drop_duplicates)
    show.problems(passport.problems)
    rows_of = folder if with_rows else None
    _changes("Left out", [(r.code, r.sentence, r.count) for r in passport.left_out], rows_of)
    _changes("Changed", [(r.code, r.sentence, r.count) for r in passport.repairs], rows_of)
    if not with_rows and (passport.left_out or passport.repairs):
        st.caption(words.ROWS_HIDDEN)
    left, right = show.columns(1, 1)
    with left:
        st.markdown("#### What columns mean")
        st.dataframe(_mapping(passport), hide_index=True, alt="The meaning of each column")
    with right:
        st.markdown("#### Missing answers")
        st.dataframe(
            _missing(passport),
            hide_index=True,
            alt="Missing answers per column",
            column_config={"Share": st.column_config.NumberColumn(format="percent")},
        )


def _changes(title: str, lines: list[tuple[str, str, int]], folder: Path | None) -> None:
    """List repairs or reasons, each with a download of the rows concerned where there is one."""
    if not lines:
        return
    st.markdown(f"#### {title}")
    for place, (code, sentence, _) in enumerate(lines):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(show.escape(sentence))
            if folder is None:
                continue
            st.download_button(
                "Rows",
                lambda code=code: frame_csv(read_repairs(folder, code)),
                f"{code}.csv",
                "text/csv",
                key=f"rows_{title}_{place}",
                icon=":material/download:",
                type="tertiary",
                on_click="ignore",
                help="The rows concerned, with the value before and after.",
            )


def _mapping(passport: Passport) -> pd.DataFrame:
    return pd.DataFrame(
        [
            (Role(role).label, header)
            for role, headers in passport.mapping.items()
            for header in headers
        ],
        columns=["Meaning", "Column"],
    )


def _missing(passport: Passport) -> pd.DataFrame:
    rows = [(header, n, n / max(passport.rows_read, 1)) for header, n in passport.missing.items()]
    frame = pd.DataFrame(rows, columns=["Column", "Missing", "Share"])
    return frame.sort_values("Missing", ascending=False, ignore_index=True)
