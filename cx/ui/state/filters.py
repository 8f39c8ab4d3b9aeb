"""What the filters are set to: widgets that every page shares, drawn by app.py."""

from collections.abc import Iterable, Mapping
from typing import Any

import streamlit as st

from cx.ui.state import this_run

_SHARED = "_shared"  # their keys, each with its value that stands for "nothing chosen"


def hold(empty: Mapping[str, Any]) -> None:
    """Put shared widgets back into the URL after the sidebar or Back has dropped them from it.

    `empty` has the value that stands for "nothing chosen" for each of their keys. Setting a widget
    to the value that it has makes Streamlit write its parameter again.
    """
    st.session_state[_SHARED] = dict(empty)
    for key, nothing in empty.items():
        value = st.session_state.get(key, nothing)
        if value != nothing and (this_run.turned() or key not in st.query_params):
            st.session_state[key] = value


def restrict(key: str, allowed: Iterable[str]) -> None:
    """Take out of a widget what it can no longer be set to, before it is drawn."""
    value = st.session_state.get(key)
    known = set(allowed)
    if isinstance(value, list) and not known.issuperset(value):
        st.session_state[key] = [one for one in value if one in known]


def reset(keys: Iterable[str]) -> None:
    """Empty shared widgets; call it from callbacks, before they are drawn."""
    empty = st.session_state.get(_SHARED, {})
    for key in keys:
        st.session_state[key] = empty[key]


def reset_all() -> None:
    """Empty every shared widget; call it from callbacks."""
    reset(st.session_state.get(_SHARED, {}))
