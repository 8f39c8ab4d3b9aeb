"""The Settings page: each setting with what it does, kept as soon as it is changed."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypedDict

import streamlit as st

from cx.store.settings import FEWEST_COMMENTS, FEWEST_RESPONSES, LARGEST_THRESHOLD, Settings
from cx.store.workspace import Workspace
from cx.text import say
from cx.ui import kept, settings, state
from cx.ui.inputs.performers import REALISED, realisation_percent, realisation_steps
from cx.ui.show import escape
from cx.vocabulary import Role

_WIDTH = 420


def say_how_long(workspace: Workspace) -> None:
    """Say for whom and how long the settings hold."""
    if not kept.may_change(workspace):
        st.info(
            say(
                "This link is for looking: settings can be seen here and changed with the link for "
                "editing."
            ),
            icon=":material/visibility:",
        )
    elif workspace.token is None:
        st.markdown(
            say(
                "The sample belongs to everybody, so what you set here holds in this tab until you "
                "reload it. In a workspace of your own it is kept."
            )
        )
    else:
        st.markdown(
            say("Kept in this workspace: they hold on every page, for everybody who opens it.")
        )


def ask_target(workspace: Workspace) -> None:
    """Ask for the target of the outcome that is loaded."""
    responses = workspace.responses()
    if responses is None or not responses.has(Role.OUTCOME):
        st.caption(say("Load a file first: a target is set for the outcome that it holds."))
        return
    label = say(
        "Target for {net_name} of {outcome}, points",
        net_name=responses.scale.net_name,
        outcome=responses.column(Role.OUTCOME).label,
    )
    # Only a field whose default is empty can be emptied again.
    state.begin_with("target", state.settings().target(responses))
    st.number_input(
        escape(label),
        min_value=-100.0,
        max_value=100.0,
        value=None,
        step=1.0,
        format="%g",
        placeholder=say("No target"),
        key="target",
        width=_WIDTH,
        **_kept(workspace, "target", lambda now, points: now.with_target(responses, points)),
    )
    st.caption(say("A line on every chart of the score. Leave it empty for none."))


def ask_names(workspace: Workspace) -> None:
    """Ask whether performers' names are hidden; a link that hides them leaves no choice."""
    by_link = workspace.names_hidden
    asked = _kept(workspace, "names_hidden", lambda now, on: replace(now, names_hidden=on))
    st.toggle(
        say("Hide performers' names"),
        value=state.settings().names_hidden,
        key="names_hidden",
        on_change=asked["on_change"],
        disabled=by_link or asked["disabled"],
    )
    st.caption(
        say("The link in use never shows names.")
        if by_link
        else say(
            "Initials, or a number, stand for every performer on each page, chart, download and "
            "address, in comments too. Links for looking that you share while names are hidden "
            "never show them."
        )
    )


def ask_thresholds(workspace: Workspace) -> None:
    """Ask from how many responses numbers are shown, and from how many comments comments."""
    _ask_fewest(
        workspace, say("Responses from which a score is shown"), "minimum_n", FEWEST_RESPONSES
    )
    st.caption(
        say(
            "Groups with fewer keep their count and lose their score, on every page. It can be "
            "raised and not go below {fewest}: with fewer, a score tells what single people "
            "answered.",
            fewest=FEWEST_RESPONSES,
        )
    )
    _ask_fewest(
        workspace, say("Comments from which some are quoted"), "minimum_comments", FEWEST_COMMENTS
    )
    st.caption(
        say(
            "Comments can give their writers away more easily than numbers, so more are asked for. "
            "Not below {fewest}.",
            fewest=FEWEST_COMMENTS,
        )
    )


def _ask_fewest(workspace: Workspace, label: str, key: str, fewest: int) -> None:
    st.number_input(
        label,
        min_value=fewest,
        max_value=LARGEST_THRESHOLD,
        value=getattr(state.settings(), key),
        key=key,
        width=_WIDTH,
        **_kept(workspace, key, lambda now, n: replace(now, **{key: n})),
    )


def ask_realisation(workspace: Workspace) -> None:
    """Ask which share of a distance is taken to be closed."""
    percent = realisation_percent()
    st.select_slider(
        say("Share of a distance that is taken to be closed"),
        realisation_steps(percent),
        value=percent,
        format_func=lambda percent: f"{percent} %",
        key="realisation",
        width=_WIDTH,
        **_kept(workspace, "realisation", lambda now, share: with_realisation(now, share / 100)),
    )
    st.caption(
        say(
            "Performers starts from it when it says what the gap is worth; there it can be tried "
            "out without changing what is set here. Value takes it for every lift, and may change "
            "it. Nobody closes the whole distance; half is usual."
        )
    )


def with_realisation(now: Settings, share: float) -> Settings:
    """Return the settings with another share; what was tried out on Performers begins anew."""
    state.forget(REALISED)
    return replace(now, realisation=share)


class _Kept(TypedDict):
    on_change: Callable[[], None]
    disabled: bool


def _kept(workspace: Workspace, key: str, change: Callable[[Settings, Any], Settings]) -> _Kept:
    """Describe a widget that keeps its own setting when it is changed, and leaves all others."""

    def changed() -> None:
        # The settings are read anew: another tab may have changed others in the meantime.
        settings.keep(workspace, change(settings.current(workspace), state.chosen(key)))

    return {"on_change": changed, "disabled": not kept.may_change(workspace)}
