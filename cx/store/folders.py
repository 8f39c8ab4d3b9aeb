"""Folders that their owner alone can read, and what is said when they cannot be written.

What lies in them are answers of customers, and tokens that open them.
"""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

from cx.problems import Problem, WorkspaceError, stops
from cx.text import say

_OWNER_ONLY = 0o077  # what is taken away: all that group and others may do
_OURS = frozenset({"workspaces", "links", "recent.json", "recent.part"})
_SAMPLES = "sample-"


def make_private(folder: Path) -> None:
    """Make a folder, and those above it, for its owner alone.

    Errors: WorkspaceError when it cannot be made.
    """
    make_home(folder)
    _close(folder)


@cache
def keep_private(home: Path) -> None:
    """Let this process write for its owner alone, and close what older versions left open.

    A home that holds other things too, as when CX_HOME is /tmp, keeps its mode; what is ours in it
    is closed. Errors: WorkspaceError when the home cannot be written.
    """
    os.umask(_OWNER_ONLY)
    make_home(home)
    with writing():
        entries = list(home.iterdir())
        if not os.access(home, os.W_OK | os.X_OK):
            raise PermissionError(home)
    ours = [entry for entry in entries if entry.name in _OURS or entry.name.startswith(_SAMPLES)]
    for entry in [*([home] if len(ours) == len(entries) else []), *ours]:
        _close(entry)
    for entry in ours:
        for inner in entry.rglob("*") if entry.is_dir() else ():
            _close(inner)


def make_home(folder: Path) -> None:
    """Make a folder and those above it; one that exists keeps its mode.

    Errors: WorkspaceError when it cannot be made.
    """
    try:
        with writing():
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except FileNotFoundError as error:  # as below /proc
        raise WorkspaceError(cannot_write(error.strerror or "")) from error


def _close(path: Path) -> None:
    with suppress(OSError):  # gone meanwhile, or of another owner
        kept = path.lstat()
        if not stat.S_ISLNK(kept.st_mode) and kept.st_mode & _OWNER_ONLY:
            path.chmod(stat.S_IMODE(kept.st_mode) & ~_OWNER_ONLY)


@contextmanager
def writing() -> Iterator[None]:
    """Say in a sentence what is to be done when the disk refuses; a file gone is no refusal.

    Errors: WorkspaceError.
    """
    try:
        yield
    except FileNotFoundError:
        raise
    except OSError as error:
        raise WorkspaceError(cannot_write(error.strerror or "")) from error


def cannot_write(why: str) -> Problem:
    """Say that the folder that holds the workspaces cannot be written."""
    return stops(
        "home_not_writable",
        "folder",
        say(
            "The folder that keeps the workspaces cannot be written ({reason}).", reason=why.lower()
        )
        if why
        else say("The folder that keeps the workspaces cannot be written."),
        say(
            "Make room in it or set CX_HOME to a folder that can be written, and "
            "start the app again."
        ),
    )


def damaged() -> Problem:
    """Say that the database of a workspace cannot be read."""
    return stops(
        "workspace_damaged",
        "workspace",
        say("What this workspace keeps is damaged on disk and cannot be read."),
        say("Delete it on the Load page, and load your file again."),
    )
