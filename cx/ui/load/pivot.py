"""Files with one row for each question: asked once whether rows are to be arranged, and by what."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from cx.intake import ColumnProfile, LongShape, Reading, Staged, find_long_shape
from cx.text import say, say_n


def ask(staged: Staged, profiles: Sequence[ColumnProfile], reading: Reading) -> Reading:
    """Ask for question, answer and respondent where rows look like answers, or are arranged."""
    shape = find_long_shape(staged, profiles) if not staged.reading.pivot else None
    if shape is None and not reading.pivot:
        return reading
    headers = list(staged.unpivoted or staged.headers)
    with st.form("pivot"):
        st.markdown(_asked(staged, shape))
        with st.container(horizontal=True):
            chosen = reading.pivot or _proposed(shape, headers)
            question, answer = (
                st.selectbox(label, headers, headers.index(header), width=220)
                for label, header in zip((say("Question"), say("Answer")), chosen, strict=False)
            )
            respondent = st.multiselect(
                say("Whose answers belong together"),
                headers,
                default=list(chosen[2:]),
                width=320,
                help=say("The column of the respondent; or several that tell respondents apart."),
            )
        with st.container(horizontal=True):
            arrange = st.form_submit_button(say("One row for each respondent"), type="primary")
            as_is = st.form_submit_button(say("Every row is a response"))
    if as_is:
        return replace(reading, pivot=())
    if arrange and respondent:
        return replace(reading, pivot=(question, answer, *respondent))
    return reading


def _proposed(shape: LongShape | None, headers: Sequence[str]) -> tuple[str, ...]:
    if shape is None:
        return (headers[0], headers[-1])
    return (shape.question, shape.answer, *shape.respondent)


def _asked(staged: Staged, shape: LongShape | None) -> str:
    if shape is None:
        return say_n(
            "Rows of one answer each were arranged as {n} response.",
            "Rows of one answer each were arranged as {n} responses.",
            staged.n_rows,
        )
    return say(
        "Each row seems to hold one answer of several. As one row for each respondent they are "
        "responses with {n} questions; as they are, {rows} rows count as a response each.",
        n=len(shape.questions),
        rows=staged.n_rows,
    )
