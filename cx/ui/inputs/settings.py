"""The Settings page: each setting with what it does, kept as soon as it is changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import streamlit as st

from cx.store.settings import (
    FEWEST_COMMENTS,
    FEWEST_RESPONSES,
    LARGEST_THRESHOLD,
    Settings,
)
from cx.store.workspace import Workspace
from cx.ui import kept, settings, state
from cx.ui.inputs import settings_words as words
from cx.ui.inputs.performers import REALISED, realisation_percent, realisation_steps
from cx.ui.show import escape
from cx.vocabulary import Role

_WIDTH = 420


def say_how_long(workspace: Workspace) -> None:
    """Say for whom and how long the settings hold."""
    if not kept.may_change(workspace):
        st.info(words.VIEW_ONLY, icon=":material/visibility:")
    else:
        st.markdown(words.OF_THIS_TAB if workspace.token is None else words.KEPT)


def ask_target(workspace: Workspace) -> None:
    """Ask for the target of the outcome that is loaded."""
    responses = workspace.responses()
    if responses is None or not responses.has(Role.OUTCOME):
        st.caption(words.NO_OUTCOME)
        return
    outcome = responses.column(Role.OUTCOME).label
    # Only a field whose default is empty can be emptied again.
    state.begin_with("target", state.settings().target(responses))
    st.number_input(
        escape(words.target_label(outcome, responses.scale.net_name)),
        min_value=-100.0,
        max_value=100.0,
        value=None,
        step=1.0,
        format="%g",
        placeholder="No target",
        key="target",
        **_kept(workspace, "target", lambda now, points: now.with_target(responses, points)),
    )
    st.caption(words.TARGET_HELP)


def ask_names(workspace: Workspace) -> None:
    """Ask whether performers' names are hidden."""
    st.toggle(
        words.NAMES,
        value=state.settings().names_hidden,
        key="names_hidden",
        **{
            **_kept(workspace, "names_hidden", lambda now, on: replace(now, names_hidden=on)),
            "width": "content",
        },
    )
    st.caption(words.NAMES_BY_LINK if workspace.names_hidden else words.NAMES_HELP)


def ask_thresholds(workspace: Workspace) -> None:
    """Ask from how many responses numbers are shown, and from how many comments comments."""
    for key, label, fewest, explained in (
        ("minimum_n", words.NUMBERS, FEWEST_RESPONSES, words.numbers_help(FEWEST_RESPONSES)),
        ("minimum_comments", words.COMMENTS, FEWEST_COMMENTS, words.COMMENTS_HELP),
    ):
        st.number_input(
            label,
            min_value=fewest,
            max_value=LARGEST_THRESHOLD,
            value=getattr(state.settings(), key),
            key=key,
            **_kept(workspace, key, lambda now, n, key=key: replace(now, **{key: n})),
        )
        st.caption(explained)


def ask_realisation(workspace: Workspace) -> None:
    """Ask which share of a distance is taken to be closed."""
    percent = realisation_percent()
    st.select_slider(
        words.REALISATION,
        realisation_steps(percent),
        value=percent,
        format_func=lambda percent: f"{percent} %",
        key="realisation",
        **_kept(workspace, "realisation", lambda now, share: with_realisation(now, share / 100)),
    )
    st.caption(words.REALISATION_HELP)


def with_realisation(now: Settings, share: float) -> Settings:
    """Return the settings with another share; what was tried out on Performers begins anew."""
    state.forget(REALISED)
    return replace(now, realisation=share)


def _kept(
    workspace: Workspace, key: str, change: Callable[[Settings, Any], Settings]
) -> dict[str, Any]:
    """Describe a widget that keeps its own setting when it is changed, and leaves all others."""

    def changed() -> None:
        # The settings are read anew: another tab may have changed others in the meantime.
        settings.keep(workspace, change(settings.current(workspace), state.chosen(key)))

    return {
        "on_change": changed,
        "disabled": not kept.may_change(workspace)
        or (key == "names_hidden" and workspace.names_hidden),
        "width": _WIDTH,
    }
