"""The one page of a performer's link: the own card, without menu, filters or any other name.

It takes the responses itself: nothing is handed to the pages of results, which find none.
"""

from __future__ import annotations

import streamlit as st

from cx.chapters.performers.words import card as performer_card
from cx.store.workspace import Workspace
from cx.ui import card, settings, show, state
from cx.vocabulary import Role


def page(workspace: Workspace) -> st.Page:
    """Return the page of the performer whose link opened the workspace."""
    return st.Page(
        lambda: _draw(workspace),
        title=performer_card.OWN_TITLE,
        icon=":material/badge:",
        url_path="own_card",
        default=True,
    )


def _draw(workspace: Workspace) -> None:
    """Show the card of the link's performer, or say why there is none."""
    st.title(performer_card.OWN_TITLE)
    responses, name = workspace.responses_behind_card(), workspace.performer
    if responses is not None:
        responses = settings.applied(responses, state.settings())
        if responses.hidden and name is not None:
            name = responses.hidden.by_name().get(name)
    if responses is None or name is None:
        st.info(performer_card.NO_DATA, icon=":material/hourglass_empty:")
        return
    known = responses.column(Role.PERFORMER).categories if responses.has(Role.PERFORMER) else ()
    if name not in known:
        st.warning(performer_card.NOT_HERE, icon=":material/person_off:")
        return
    state.set_description(performer_card.OWN_NOTE)
    with show.part(name):
        card.draw(responses, name)
    show.method("performer card")
