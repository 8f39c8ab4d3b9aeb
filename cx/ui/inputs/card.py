"""Options of a performer's card, and the links to the cards of performers."""

from collections.abc import Iterable

import pandas as pd
import streamlit as st

from cx.chapters.drivers.ranking import rank_drivers
from cx.chapters.performers.card import CardOptions, PerformerCard, Weight
from cx.exports.card import card_page
from cx.exports.delimited import frame_csv
from cx.problems import NotEnoughData
from cx.store.responses import Responses
from cx.store.workspace import Access, Workspace
from cx.text import say
from cx.ui import state
from cx.ui.asking import ask
from cx.ui.inputs import widgets
from cx.ui.inputs.performers import CARD
from cx.ui.show import escape
from cx.vocabulary import Role


def card_performer(responses: Responses) -> str:
    """Ask whose card is open; a click on a chart has asked already."""
    column = responses.column(Role.PERFORMER)
    names = {name: name for name in column.categories}
    return widgets.choice(
        escape(column.label), names, key=CARD, default=column.categories[0], width=320
    )


def card_options(responses: Responses, name: str) -> CardOptions:
    """Give a card what the drivers page knows; without a ranking it names no driver."""
    try:
        ranked = ask(rank_drivers, responses).drivers.frame if responses.has(Role.DRIVER) else None
    except NotEnoughData:
        ranked = None
    weights = [] if ranked is None else ranked[ranked["direction"] == "positive"].to_dict("records")
    return CardOptions(
        name,
        tuple(
            Weight(
                row["driver"],
                float(row["importance"]),
                float(row["coefficient"]),
                float(row["coefficient_error"]),
            )
            for row in weights
        ),
    )


def performer_links(workspace: Workspace, responses: Responses, name: str) -> None:
    """Offer the link of one performer, and those of all as a table; to the owner only."""
    if workspace.access is not Access.EDIT or workspace.token is None:
        return
    with st.popover(say("Links for performers"), icon=":material/share:"):
        _one_link(workspace, name, _behind(responses, [name])[name])
        st.divider()
        _all_links(workspace, responses)


def _behind(responses: Responses, shown: Iterable[str]) -> dict[str, str]:
    """Return the name behind each label; names themselves while none are hidden."""
    hidden = responses.hidden.by_label() if responses.hidden else {}
    return {label: hidden.get(label, label) for label in shown}


def _one_link(workspace: Workspace, label: str, name: str) -> None:
    st.markdown(f"**{escape(label)}**")
    st.markdown(say("Opens this card and nothing else: no other names, no other page."))
    token = workspace.kept_performer_token(name)
    if token is None:
        st.button(
            say("Make a link"),
            icon=":material/add_link:",
            on_click=_make_link,
            args=(workspace, name),
        )
        return
    st.code(state.link_to(token), language=None, wrap_lines=True)
    st.button(
        say("Revoke this link"),
        icon=":material/link_off:",
        on_click=workspace.revoke_performer_token,
        args=(name,),
        help=say("It opens nothing from then on. A link made later is another one."),
    )


def _make_link(workspace: Workspace, name: str) -> None:
    workspace.performer_tokens([name])


def _all_links(workspace: Workspace, responses: Responses) -> None:
    column = responses.column(Role.PERFORMER)
    start = state.link_to("")

    def written() -> bytes:
        behind = _behind(responses, column.categories)
        tokens = workspace.performer_tokens(behind.values())
        rows = [(label, f"{start}{tokens[name]}") for label, name in behind.items()]
        return frame_csv(pd.DataFrame(rows, columns=[column.label, say("Link")]))

    st.markdown(
        say(
            "One link for each performer, made where there is none yet. Send each person only "
            "their own."
        )
    )
    st.download_button(
        say("Links of all (CSV)"),
        written,
        "performer-links.csv",
        "text/csv",
        key="performer_links_csv",
        icon=":material/table:",
    )


def offer_to_print(card: PerformerCard, name: str) -> None:
    """Offer a card as one HTML page to print."""
    described = state.description()
    st.download_button(
        say("Card to print (HTML)"),
        lambda: card_page(card, name, described),
        "card.html",
        "text/html",
        key="card_html",
        icon=":material/download:",
        on_click="ignore",
    )
