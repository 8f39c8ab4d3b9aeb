"""What one run leaves to the next, which takes it once: what a button asked for, and problems."""

from collections.abc import Iterable

import streamlit as st

from cx.problems import Problem

_ASKED = "_asked"
_FLASH = "_flash"


def ask(what: str) -> None:
    """Note what a button asks for; call it from its callback.

    A button is forgotten when another change starts the run anew; a note is not.
    """
    st.session_state[_ASKED] = what


def asked(what: str) -> bool:
    """Say once whether a button has asked for this."""
    if st.session_state.get(_ASKED) != what:
        return False
    del st.session_state[_ASKED]
    return True


def flash(problems: Iterable[Problem]) -> None:
    """Keep problems for the next run, which shows them once."""
    st.session_state[_FLASH] = tuple(problems)


def flashed() -> tuple[Problem, ...]:
    """Return the problems that the last run kept, once."""
    kept: tuple[Problem, ...] = st.session_state.pop(_FLASH, ())
    return kept
