"""Documents that live as long as the tab, and what the tables that edit documents began with."""

from collections.abc import Callable
from typing import Any, TypeVar

import streamlit as st

T = TypeVar("T")

_DOCUMENTS = "_documents"
_BEGUN = "_begun"


def document_of_tab(name: str) -> Any:
    """Return a document that lives as long as this tab, None when there is none."""
    return st.session_state.get(_DOCUMENTS, {}).get(name)


def set_document_of_tab(name: str, body: Any) -> None:
    """Keep a document for as long as this tab lives."""
    st.session_state.setdefault(_DOCUMENTS, {})[name] = body


def begun_with(name: str, make: Callable[[], T]) -> T:
    """Return what an edited table began with in this tab, made at the first call.

    An editor keeps its changes apart from what it was given, so that must stay the same.
    """
    begun: dict[str, T] = st.session_state.setdefault(_BEGUN, {})
    if name not in begun:
        begun[name] = make()
    return begun[name]


def begin_anew(name: str) -> None:
    """Let the edited tables of a document begin with what is kept now."""
    begun = st.session_state.get(_BEGUN, {})
    for key in [key for key in begun if key == name or key.startswith(f"{name}_")]:
        del begun[key]


def begin_all_anew() -> None:
    """Let every edited table begin with what is kept now."""
    st.session_state[_BEGUN] = {}
