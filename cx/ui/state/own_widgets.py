"""What a page's own widgets are set to, also while other pages are open.

A widget of a page loses its value, and its place in the URL, when another page is opened.
"""

from collections.abc import Callable, Iterable
from typing import Any

import streamlit as st

_REMEMBERED = "_remembered"
_ENDS = "_ends"  # of the sliders, when they were drawn last


def recall(key: str, allowed: Iterable[Any]) -> None:
    """Give a page's own widget the value it had when the page was left."""
    kept = remembered(key)
    if kept in list(allowed) and _is_new(key):
        st.session_state[key] = kept
        if isinstance(kept, str):
            st.query_params[key] = kept  # so that a refresh keeps it too


def recall_within(key: str, low: float, high: float) -> None:
    """Give a page's own widget the number it had when the page was left."""
    kept = remembered(key)
    if kept is not None and low <= kept <= high and _is_new(key):
        st.session_state[key] = kept


def recall_list(key: str, allowed: Iterable[str]) -> None:
    """Give a page's own widget of several values those it had when the page was left."""
    known = set(allowed)
    kept = [one for one in remembered(key) or () if one in known]
    if kept and _is_new(key):
        st.session_state[key] = kept


def settle(key: str, hold: Callable[[float], float], ends: tuple[float, ...]) -> None:
    """Give a slider the value it had, when the page was left or its ends have moved since.

    Streamlit starts a slider anew when its ends change, and drops it with its page.
    """
    kept, before = remembered(key), st.session_state.setdefault(_ENDS, {}).get(key)
    moved = before is not None and before != ends
    st.session_state[_ENDS][key] = ends
    if kept is not None and (moved or _is_new(key)):
        st.session_state[key] = hold(kept)


def remember(key: str, value: Any) -> None:
    """Keep the value of a page's own widget for when the page is opened again."""
    st.session_state.setdefault(_REMEMBERED, {})[key] = value


def remembered(key: str) -> Any:
    """Return what `remember` keeps under this key, None when there is nothing."""
    return st.session_state.get(_REMEMBERED, {}).get(key)


def set_to(key: str, value: Any) -> None:
    """Set a page's own widget, drawn or not; call it from callbacks."""
    st.session_state[key] = value
    remember(key, value)


def forget(key: str) -> None:
    """Let a page's own widget begin anew; call it from callbacks."""
    st.session_state.pop(key, None)
    st.session_state.get(_REMEMBERED, {}).pop(key, None)


def forget_all() -> None:
    """Let every page's own widgets begin anew."""
    st.session_state[_REMEMBERED] = {}
    st.session_state[_ENDS] = {}


def _is_new(key: str) -> bool:
    """Whether a widget has no value yet, neither in the tab nor in the URL."""
    return key not in st.session_state and key not in st.query_params
