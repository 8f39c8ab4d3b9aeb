"""The workspace of this tab."""

from __future__ import annotations

from cx.store.workspace import Workspace
from cx.ui import sample, state


def current() -> Workspace:
    """Return the workspace of this tab: the one in the URL, or the sample."""
    token = state.token()
    return Workspace.open(token) if token else sample.sample_workspace()


def name_of(workspace: Workspace) -> str:
    """Return the name of the file in a workspace."""
    if workspace.token is None:
        return sample.NAME
    return workspace.read("name") or "New workspace"
