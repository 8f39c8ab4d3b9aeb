"""The one page of a performer's link: the own card, without menu, filters or any other name.

It takes the responses itself: nothing is handed to the pages of results, which find none.
"""

import streamlit as st

from cx.store.workspace import Workspace
from cx.text import Said, say
from cx.ui import card, settings, show, state
from cx.vocabulary import Role


def page(workspace: Workspace) -> st.Page:
    """Return the page of the performer whose link opened the workspace."""
    return st.Page(
        lambda: _draw(workspace),
        title=_title(),
        icon=":material/badge:",
        url_path="own_card",
        default=True,
    )


def _title() -> Said:
    return say("Your card")


def _draw(workspace: Workspace) -> None:
    """Show the card of the link's performer, or say why there is none."""
    st.title(_title())
    responses, name = workspace.responses_behind_card(), workspace.performer
    if responses is not None:
        responses = settings.applied(responses, state.settings())
        if responses.hidden and name is not None:
            name = responses.hidden.by_name().get(name)
    if responses is None or name is None:
        st.info(
            say("There are no responses yet. Come back once the file is loaded."),
            icon=":material/hourglass_empty:",
        )
        return
    known = responses.column(Role.PERFORMER).categories if responses.has(Role.PERFORMER) else ()
    if name not in known:
        st.warning(
            say(
                "This link was made for a performer whom the data no longer names. Ask the person "
                "who sent it for a new one."
            ),
            icon=":material/person_off:",
        )
        return
    state.set_description(say("All responses, no filter."))
    with show.part(name):
        card.draw(responses, name)
    show.method("performer card")
