"""The settings that hold in a run: read from the workspace, kept in it, applied to its responses.

On the sample nobody may write, so there they live as long as the tab.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import replace

from cx.problems import WorkspaceError
from cx.store.responses import Responses
from cx.store.settings import DOCUMENT, Settings
from cx.store.workspace import Access, Workspace
from cx.ui import state

_KEY_BYTES = 16


def current(workspace: Workspace) -> Settings:
    """Return the settings of a workspace, as the link in use allows to see it."""
    if workspace.token is None:
        return state.settings_of_tab()
    kept = Settings.from_plain(workspace.read(DOCUMENT))
    return replace(kept, names_hidden=kept.names_hidden or workspace.names_hidden)


def may_change(workspace: Workspace) -> bool:
    """Whether settings can be changed here: everywhere but under a link for looking."""
    return workspace.access is Access.EDIT


def keep(workspace: Workspace, changed: Settings) -> None:
    """Keep changed settings; call it from callbacks. What stood against it is said once."""
    if changed.names_hidden and not changed.names_key:
        changed = replace(changed, names_key=secrets.token_hex(_KEY_BYTES))
    if workspace.token is None:
        state.set_settings_of_tab(changed)
        return
    try:
        workspace.write(DOCUMENT, changed.as_plain())
    except WorkspaceError as error:
        state.flash(error.problems)


def target(responses: Responses) -> float | None:
    """Return the target of the outcome on screen, in points; None when none is set."""
    return state.settings().target(responses)


def name_hider(workspace: Workspace) -> Callable[[str], str]:
    """Return what hides names in a text about the file; while names are shown it changes none."""
    shown = shown_responses(workspace, state.settings())
    return shown.name_hider() if shown else str


def shown_responses(workspace: Workspace, holding: Settings) -> Responses | None:
    """Return the responses as every page may show them, None before any file was loaded."""
    responses = workspace.responses()
    if responses is None or not holding.names_hidden:
        return responses
    return hide_names(responses, holding)


def hide_names(responses: Responses, holding: Settings) -> Responses:
    """Return the responses with labels in place of performers' names."""
    return responses.with_names_hidden(holding.names_key or responses.digest)
