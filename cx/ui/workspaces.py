"""The workspace of this tab."""

from cx.store.workspace import Workspace
from cx.text import Said, said, say
from cx.ui import sample, state


def current() -> Workspace:
    """Return the workspace of this tab: the one in the URL, or the sample."""
    token = state.token()
    return Workspace.open(token) if token else sample.sample_workspace()


def name_of(workspace: Workspace) -> Said:
    """Return the name of the file in a workspace."""
    if workspace.token is None:
        return sample.name()
    name = workspace.read("name")
    return said(name) if name else say("New workspace")
