"""The settings that hold in a run: read from the workspace, kept in it, applied to responses."""

import secrets
from collections.abc import Callable
from dataclasses import replace

from cx.store.responses import Responses
from cx.store.settings import DOCUMENT, Settings
from cx.store.workspace import Workspace
from cx.ui import kept, state

_KEY_BYTES = 16


def current(workspace: Workspace) -> Settings:
    """Return the settings of a workspace, as the link in use allows to see it."""
    found = Settings.from_plain(kept.read(workspace, DOCUMENT))
    return replace(found, names_hidden=found.names_hidden or workspace.names_hidden)


def keep(workspace: Workspace, changed: Settings) -> None:
    """Keep changed settings; call it from callbacks."""
    if changed.names_hidden and not changed.names_key:
        changed = replace(changed, names_key=secrets.token_hex(_KEY_BYTES))
    kept.keep(workspace, DOCUMENT, changed.as_plain())


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
    return None if responses is None else applied(responses, holding)


def applied(responses: Responses, holding: Settings) -> Responses:
    """Return the responses with names hidden, if they are to be, under the thresholds set."""
    if holding.names_hidden:
        responses = responses.with_names_hidden(holding.names_key or responses.digest)
    return responses.with_thresholds(holding.minimum_n, holding.minimum_comments)
