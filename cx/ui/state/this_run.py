"""What app.py hands to the page within one run: responses, settings, and words for them."""

import streamlit as st

from cx.store.responses import Responses
from cx.store.settings import Settings

_THROUGH_APP = "_through_app"
_PAGE = "_page"
_TURNED = "_turned"
_RESPONSES = "_responses"
_DESCRIPTION = "_description"
_SETTINGS = "_settings"


def begin_run(page: str) -> None:
    """Note that this run came through app.py to `page`."""
    st.session_state[_THROUGH_APP] = True
    st.session_state[_TURNED] = st.session_state.get(_PAGE) not in (None, page)
    st.session_state[_PAGE] = page


def came_through_app() -> bool:
    """Whether app.py drew the frame; a deep link to a cold server starts without it."""
    return bool(st.session_state.get(_THROUGH_APP))


def turned() -> bool:
    """Whether this run is the first on its page, after another."""
    return bool(st.session_state.get(_TURNED))


def set_responses(responses: Responses | None, description: str = "") -> None:
    """Hand over the filtered responses, and words for them."""
    st.session_state[_RESPONSES] = responses
    st.session_state[_DESCRIPTION] = description


def set_description(description: str) -> None:
    """Say in words what the page shows, where app.py does not."""
    st.session_state[_DESCRIPTION] = description


def responses() -> Responses | None:
    """Return the filtered responses, None when nothing is loaded."""
    handed: Responses | None = st.session_state.get(_RESPONSES)
    return handed


def description() -> str:
    """Return what the page shows, in words: the file and its filters."""
    handed: str = st.session_state.get(_DESCRIPTION, "")
    return handed


def set_settings(settings: Settings) -> None:
    """Hand over the settings that hold."""
    st.session_state[_SETTINGS] = settings


def settings() -> Settings:
    """Return the settings that hold."""
    handed: Settings = st.session_state.get(_SETTINGS, Settings())
    return handed
