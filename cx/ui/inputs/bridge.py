"""Options of the page that explains a change."""

import streamlit as st

from cx.chapters.overview.bridge import BridgeOptions, Sides, group_columns
from cx.store.responses import Responses
from cx.text import say
from cx.ui.inputs import widgets
from cx.vocabulary import Role


def bridge_options(responses: Responses) -> BridgeOptions:
    """Ask which two periods, or which two groups, are compared."""
    dated = responses.has(Role.RESPONDED_AT)
    names = {
        str(Sides.HALVES): say("First half and second half"),
        str(Sides.QUARTERS): say("Last quarters"),
    }
    columns = {column.name: column for column in group_columns(responses.schema)}
    choices = {**(names if dated else {}), **{name: c.label for name, c in columns.items()}}
    if not choices:
        return BridgeOptions()
    with st.container(horizontal=True):
        compared = widgets.choice(say("Compare"), choices, key="sides", default=next(iter(choices)))
        if compared in names:
            return BridgeOptions(Sides(compared))
        levels = {level: level for level in columns[compared].categories}
        before = widgets.choice(say("From"), levels, key="before", default=next(iter(levels)))
        rest = {level: level for level in levels if level != before}
        after = widgets.choice(say("To"), rest, key="after", default=next(iter(rest)))
    return BridgeOptions(groups=(compared, before, after))
