"""Which workspace is open: the token that opens it, in the tab and in the URL (`?w=`).

The sidebar drops the token from the URL on every click, so each run puts it back.
"""

from collections.abc import Collection, Mapping
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from cx.ui.state import documents, filters, own_widgets

_LINK = "w"  # the parameter of the URL that opens a workspace
_OPENED = "_opened"
_PREVIOUS = "_previous"


def follow_link() -> None:
    """Bring token and URL together; the token decides which pages there are."""
    in_url, opened = st.query_params.get(_LINK), token()
    if in_url is not None:
        st.session_state[_OPENED] = in_url
    elif opened is not None:
        st.query_params[_LINK] = opened


def token() -> str | None:
    """Return the token of the open workspace, None for the sample."""
    opened: str | None = st.session_state.get(_OPENED)
    return opened


def open_workspace(new_token: str | None) -> None:
    """Change to another workspace, or to the sample with None; filters do not come along."""
    filters.reset_all()
    own_widgets.forget_all()
    documents.begin_all_anew()
    st.session_state[_OPENED] = new_token
    if new_token is None:
        st.query_params.pop(_LINK, None)
    else:
        st.query_params[_LINK] = new_token


def leave_for_another(old_token: str | None) -> None:
    """Go back to choosing a file, remembering the workspace whose recipe may be offered."""
    st.session_state[_PREVIOUS] = old_token
    open_workspace(None)


def previous_token() -> str | None:
    """Return the workspace that was open before this file was chosen."""
    previous: str | None = st.session_state.get(_PREVIOUS)
    return previous


def link_to(a_token: str) -> str:
    """Return the address that opens a workspace from its first page."""
    root = st.context.url or ""
    return f"{root.rsplit('/', 1)[0] if '/' in root else root}/?{_LINK}={a_token}"


def address(page: str, parameters: Mapping[str, Any]) -> str:
    """Return the address of a page of this workspace with these parameters, lists repeated."""
    root = (st.context.url or "").partition("?")[0]
    start = root.rsplit("/", 1)[0] if "/" in root else root
    opened = {_LINK: token()} if token() else {}
    return f"{start}/{page}?{urlencode({**opened, **parameters}, doseq=True)}"


def drop_from_address(values: Collection[str]) -> None:
    """Take out of the URL every parameter that holds one of these values."""
    for key in list(st.query_params):
        if any(value in values for value in st.query_params.get_all(key)):
            del st.query_params[key]
