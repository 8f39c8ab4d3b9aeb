"""Links to the cards of performers: making, copying and revoking them."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from cx.exports.delimited import frame_csv
from cx.store.responses import Responses
from cx.store.workspace import Access, Workspace
from cx.ui import show, state
from cx.vocabulary import Role
from cx.words import performer_card


def performer_links(workspace: Workspace, responses: Responses, name: str) -> None:
    """Offer the link of one performer, and those of all as a table; to the owner only."""
    if workspace.access is not Access.EDIT or workspace.token is None:
        return
    with st.popover("Links for performers", icon=":material/share:"):
        _one_link(workspace, name)
        st.divider()
        _all_links(workspace, responses)


def _one_link(workspace: Workspace, name: str) -> None:
    st.markdown(f"**{show.escape(name)}**")
    st.markdown(performer_card.LINKS)
    token = workspace.kept_performer_token(name)
    if token is None:
        st.button(
            "Make a link",
            icon=":material/add_link:",
            on_click=workspace.performer_tokens,
            args=([name],),
        )
        return
    st.code(state.link_to(token), language=None, wrap_lines=True)
    st.button(
        "Revoke this link",
        icon=":material/link_off:",
        on_click=workspace.revoke_performer_token,
        args=(name,),
        help="It opens nothing from then on. A link made later is another one.",
    )


def _all_links(workspace: Workspace, responses: Responses) -> None:
    column = responses.column(Role.PERFORMER)
    start = state.link_to("")

    def written() -> bytes:
        tokens = workspace.performer_tokens(column.categories)
        rows = [(name, f"{start}{token}") for name, token in tokens.items()]
        return frame_csv(pd.DataFrame(rows, columns=[column.label, "Link"]))

    st.markdown(performer_card.LINKS_FOR_ALL)
    st.download_button(
        "Links of all (CSV)",
        written,
        "performer-links.csv",
        "text/csv",
        key="performer_links_csv",
        icon=":material/table:",
    )
