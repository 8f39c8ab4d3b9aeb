"""Options of the segments, and what a click on a cell does."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from cx.chapters.segments import exhibits
from cx.chapters.segments.comparison import (
    SegmentOptions,
    Segments,
    axes,
    category_columns,
    compare_segments,
)
from cx.store.responses import Responses
from cx.text import say
from cx.ui import state
from cx.ui.asking import ask
from cx.ui.inputs import widgets
from cx.ui.show import escape


def segment_options(responses: Responses) -> SegmentOptions:
    """Ask which two columns cross."""
    columns = {column.name: column.label for column in category_columns(responses.schema)}
    if len(columns) < 2:
        return SegmentOptions()
    first, second = axes(responses.schema, SegmentOptions())
    with st.container(horizontal=True):
        row = widgets.choice(say("Rows"), columns, key="rows", default=first.name)
        others = {name: column for name, column in columns.items() if name != row}
        wanted = second.name if second and second.name in others else next(iter(others))
        across = widgets.choice(say("Columns"), others, key="across", default=wanted)
    options = SegmentOptions(row=row, column=across)
    if (row, across) == (first.name, second.name if second else None):
        options = SegmentOptions()  # the same key in the cache as on the other pages
    offer = exhibits.offered_merge(ask(compare_segments, responses, options))
    if not offer:
        return options
    merge = widgets.switch(escape(offer), key="merge", help=say("Show these groups as one."))
    return replace(options, merge=merge)


def filter_to_cell(segments: Segments) -> Callable[[], None]:
    """Return the callback that filters every page to the cell that was clicked."""
    names = [segments.row.name] + ([segments.column.name] if segments.column else [])
    merged = {segments.merge.label: segments.merge.levels} if segments.merge else {}

    def narrow() -> None:
        picked = state.picked("segments-grid")
        for name, value in zip(names, picked or (), strict=False):
            state.choose(name, list(merged.get(value, (value,))))

    return narrow
