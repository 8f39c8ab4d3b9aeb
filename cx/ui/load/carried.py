"""What comes along when a later file takes over the settings of an earlier one.

Scenarios and promises speak of columns, so they fit wherever the recipe fits; a promise can only be
settled where it has come along.
"""

from cx.store.workspace import Workspace

DOCUMENTS = ("scenarios", "promises", "lever_costs")
_TAKEN = "carried"  # names of the documents that came along


def take_over(workspace: Workspace, earlier: Workspace) -> None:
    """Copy what the earlier workspace holds and this one does not yet."""
    taken = []
    for name in DOCUMENTS:
        body = earlier.read(name)
        if body and workspace.read(name) is None:
            workspace.write(name, body)
            taken.append(name)
    workspace.write(_TAKEN, taken)


def leave_behind(workspace: Workspace) -> None:
    """Forget what came along, when the earlier settings are not wanted after all."""
    for name in workspace.read(_TAKEN) or ():
        workspace.remove(name)
    workspace.remove(_TAKEN)
