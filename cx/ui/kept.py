"""Documents that a person writes into a workspace: a case, scenarios, assumptions.

On the sample nobody may write, so there they live as long as the tab.
"""

from typing import Any

from cx.problems import WorkspaceError
from cx.store.workspace import Access, Workspace
from cx.ui import state


def may_change(workspace: Workspace) -> bool:
    """Whether documents can be changed here: everywhere but under a link for looking."""
    return workspace.access is Access.EDIT


def read(workspace: Workspace, name: str) -> Any:
    """Return a document, None when there is none yet."""
    return state.document_of_tab(name) if workspace.token is None else workspace.read(name)


def keep(workspace: Workspace, name: str, body: Any) -> None:
    """Keep a document of plain values; what stands against it is said once, on the next run."""
    if workspace.token is None:
        state.set_document_of_tab(name, body)
        return
    try:
        workspace.write(name, body)
    except WorkspaceError as error:
        state.flash(error.problems)
