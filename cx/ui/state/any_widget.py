"""What any one widget or chart is set to now."""

from typing import Any

import streamlit as st


def chosen(key: str) -> Any:
    """Return what a widget was set to; call it from callbacks."""
    return st.session_state.get(key)


def choose(key: str, value: Any) -> None:
    """Set a widget that is not drawn yet in this run; call it from callbacks."""
    st.session_state[key] = value


def begin_with(key: str, value: Any) -> None:
    """Give a widget its first value, where the widget's own default has to stay "nothing"."""
    if key not in st.session_state:
        st.session_state[key] = value


def picked(chart: str) -> list[str]:
    """Return what the clicked point of a chart carries, empty when the click was undone."""
    selected = st.session_state.get(chart, {}).get("selection", {}).get("points", [])
    carried = selected[0].get("customdata", []) if selected else []
    return [str(value) for value in carried]
