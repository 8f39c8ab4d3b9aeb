"""A workspace: a folder with the responses and one small database, opened by an unguessable token.

The folder is named by a digest of the token, so that reading the disk's listing opens nothing.
What the person gave lives here; what is chosen at the moment lives in the URL.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

import platformdirs

from cx.plain import from_plain, to_plain
from cx.problems import Problem, WorkspaceError, stops
from cx.store import folders
from cx.store.links import Link, digest, link_exists, new_token, read_link, remove_link, write_link
from cx.store.responses import Responses
from cx.text import say
from cx.vocabulary import Scale, Schema

_VIEW_TOKENS = {False: "view_token", True: "view_token_names_hidden"}  # documents, by names hidden
KEPT_NAMES = 20  # recent workspaces that a personal computer lists
_READ_FOR_A_CARD = frozenset({"settings"})  # thresholds hold on a performer's card too


def home() -> Path:
    """Return the folder that holds all workspaces: CX_HOME, or the user's own data folder."""
    chosen = os.environ.get("CX_HOME")
    return Path(chosen) if chosen else platformdirs.user_data_path("cx-workbench", appauthor=False)


def is_personal() -> bool:
    """Whether the environment says that this computer has one user (`make run` says so)."""
    return os.environ.get("CX_PERSONAL") == "1"


class Access(StrEnum):
    """What a link allows; checked here, not only hidden on screen."""

    EDIT = "edit"
    VIEW = "view"  # everything but changing data, mapping and settings
    PERFORMER = "performer"  # one performer's card and nothing else


@dataclass(frozen=True, slots=True)
class Workspace:
    """A folder on disk that survives refreshes, lost connections and killed servers."""

    folder: Path
    token: str | None  # None for the sample, which everybody may look at
    access: Access = Access.EDIT
    performer: str | None = None  # whose card the link shows, with Access.PERFORMER
    names_hidden: bool = False  # whether this link never shows performers' names

    @classmethod
    def create(cls) -> Workspace:
        """Make an empty workspace under a new token."""
        token = new_token()
        folder = _folder(token)
        folders.make_private(folder.parent)
        folders.make_private(folder)
        return cls(folder, token)

    @classmethod
    def open(cls, token: str) -> Workspace:
        """Open the workspace that a token leads to; raise WorkspaceError when there is none."""
        linked = read_link(home(), token)
        folder = home() / "workspaces" / linked.folder if linked else _folder(token)
        if not folder.is_dir():
            raise WorkspaceError(_unknown())
        if linked is None:
            return cls(folder, token)
        if linked.performer is None:
            return cls(folder, token, Access.VIEW, names_hidden=linked.names_hidden)
        opened = cls(folder, token, Access.PERFORMER, linked.performer)
        # What the workspace lists is what counts: a file that outlived it would open nothing.
        if opened._links([linked.performer]) != {linked.performer: token}:
            raise WorkspaceError(_unknown())
        return opened

    def view_token(self, *, names_hidden: bool = False) -> str:
        """Return the token of the link that can only look, the same one each time.

        With `names_hidden` it is another link, which never shows names, whatever is set later.
        """
        self._require_edit()
        kept_as = _VIEW_TOKENS[names_hidden]
        token: str | None = self.read(kept_as)
        if token is None:
            token = new_token()
            write_link(home(), token, Link(self.folder.name, names_hidden=names_hidden))
            self.write(kept_as, token)
        return token

    def performer_tokens(self, performers: Iterable[str]) -> dict[str, str]:
        """Return the token of each performer's link, the same one each time until it is revoked.

        Those without one are given one. Thousands are made in one go.
        """
        self._require_edit()
        names = list(dict.fromkeys(performers))
        with self._database() as database:
            # Two people may ask at once: whoever comes second gets what the first was given.
            database.executemany(
                "INSERT OR IGNORE INTO performer_links VALUES (?, ?)",
                [(name, new_token()) for name in names],
            )
        tokens = self._links(names)
        for name, token in tokens.items():
            if not link_exists(home(), token):
                write_link(home(), token, Link(self.folder.name, name))
        return tokens

    def kept_performer_token(self, performer: str) -> str | None:
        """Return the token of a performer's link, None when none was made."""
        self._require_edit()
        return self._links([performer]).get(performer)

    def revoke_performer_token(self, performer: str) -> None:
        """Make a performer's link open nothing; nothing happens when there is none."""
        self._require_edit()
        token = self._links([performer]).get(performer)
        if token is None:
            return
        with self._database() as database:
            database.execute("DELETE FROM performer_links WHERE token = ?", (token,))
        remove_link(home(), token)

    @property
    def responses_path(self) -> Path:
        """Where the typed responses are."""
        return self.folder / "responses.parquet"

    def read(self, name: str) -> Any:
        """Return the stored document called `name`, or None.

        Errors: WorkspaceError when the link in use shows one card only.
        """
        if self.access is Access.PERFORMER and name not in _READ_FOR_A_CARD:
            raise WorkspaceError(card_only())
        return self._read(name)

    def _read(self, name: str) -> Any:
        if not self._database_path.exists():
            return None
        with self._database() as database:
            row = database.execute("SELECT body FROM documents WHERE name = ?", (name,)).fetchone()
        return json.loads(row[0]) if row else None

    def write(self, name: str, body: Any) -> None:
        """Store a document of plain values under a name, replacing what was there.

        Errors: WorkspaceError when the link in use does not allow changes.
        """
        self._require_edit()
        with self._database() as database:
            database.execute(
                "INSERT OR REPLACE INTO documents VALUES (?, ?, ?)",
                (name, json.dumps(body), datetime.now(UTC).isoformat()),
            )

    def remove(self, name: str) -> None:
        """Forget a document; nothing happens when there is none."""
        self._require_edit()
        if self._database_path.exists():
            with self._database() as database:
                database.execute("DELETE FROM documents WHERE name = ?", (name,))

    def keep_responses(
        self, schema: Schema, scale: Scale, digest: str, n: int, currency: str | None
    ) -> None:
        """Record what the responses file holds, so that `responses` can open it."""
        self.write(
            "responses",
            {
                "schema": [asdict(column) for column in schema.columns],
                "scale": to_plain(scale),
                "digest": digest,
                "n": n,
                "currency": currency,
            },
        )

    def responses(self) -> Responses | None:
        """Return a handle on the responses, or None before any file was loaded.

        Errors: WorkspaceError when the link in use shows one card only.
        """
        if self.access is Access.PERFORMER:
            raise WorkspaceError(card_only())
        return self._responses()

    def responses_behind_card(self) -> Responses | None:
        """Return a handle on the responses for the card of this link's performer, or None.

        A place among all needs all; whoever asks shows nothing of them but that place.
        Errors: WorkspaceError when the link in use is not a performer's.
        """
        if self.access is not Access.PERFORMER:
            raise WorkspaceError(card_only())
        return self._responses()

    def _responses(self) -> Responses | None:
        kept = self._read("responses")
        if kept is None or not self.responses_path.exists():
            return None
        return Responses(
            self.responses_path,
            from_plain(Schema, {"columns": kept["schema"]}),
            from_plain(Scale, kept["scale"]),
            kept["digest"],
            kept["n"],
            kept["currency"],
        )

    def delete(self) -> None:
        """Remove every file of the workspace and its name from the list of recent ones."""
        self._require_edit()
        if self.token is None:
            return
        with suppress(WorkspaceError):  # of a damaged one no link opens anything any more
            kept = (self.read(kept_as) for kept_as in _VIEW_TOKENS.values())
            for token in [*(token for token in kept if token), *self._links().values()]:
                remove_link(home(), token)
        shutil.rmtree(self.folder, ignore_errors=True)
        _write_recent([kept for kept in _read_recent() if kept["token"] != self.token])

    def _links(self, performers: Iterable[str] | None = None) -> dict[str, str]:
        """Return the tokens of these performers' links, or of all, by performer."""
        if not self._database_path.exists():
            return {}
        with self._database() as database:
            if performers is None:
                return dict(database.execute("SELECT performer, token FROM performer_links"))
            asked = "SELECT performer, token FROM performer_links WHERE performer = ?"
            found = (database.execute(asked, (name,)).fetchone() for name in performers)
            return dict(row for row in found if row)

    def _require_edit(self) -> None:
        if self.access is Access.PERFORMER:
            raise WorkspaceError(card_only())
        if self.access is not Access.EDIT:
            raise WorkspaceError(
                stops(
                    "view_only",
                    "link",
                    say("This link is for looking only."),
                    say("Ask the person who sent it for the link that can make changes."),
                )
            )

    @property
    def _database_path(self) -> Path:
        return self.folder / "workspace.sqlite"

    @contextmanager
    def _database(self) -> Iterator[sqlite3.Connection]:
        with _on_disk(), closing(sqlite3.connect(self._database_path, timeout=10)) as database:
            database.execute("PRAGMA journal_mode = WAL")
            with database:
                database.execute(
                    "CREATE TABLE IF NOT EXISTS documents"
                    " (name TEXT PRIMARY KEY, body TEXT NOT NULL, changed_at TEXT NOT NULL)"
                )
                database.execute(
                    "CREATE TABLE IF NOT EXISTS performer_links"
                    " (performer TEXT PRIMARY KEY, token TEXT NOT NULL UNIQUE)"
                )
                yield database


@contextmanager
def _on_disk() -> Iterator[None]:
    """Say in a sentence what is to be done when the database cannot be written or read."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise
        raise WorkspaceError(folders.cannot_write(str(error))) from error
    except sqlite3.DatabaseError as error:
        if type(error) is not sqlite3.DatabaseError:  # a statement that cannot be, a fault of ours
            raise
        raise WorkspaceError(folders.damaged()) from error


@dataclass(frozen=True, slots=True)
class RecentWorkspace:
    """One line of the list that a personal computer keeps."""

    token: str
    name: str
    opened_at: str


_OF_A_LINE = {field.name for field in fields(RecentWorkspace)}


def remember(workspace: Workspace, name: str) -> None:
    """Put a workspace on top of the recent ones; a shared computer keeps no such list."""
    if not is_personal() or workspace.token is None:
        return
    others = [kept for kept in _read_recent() if kept["token"] != workspace.token]
    now = datetime.now(UTC).isoformat(timespec="minutes")
    newest = {"token": workspace.token, "name": name, "opened_at": now}
    _write_recent([newest, *others][:KEPT_NAMES])


def recent_workspaces() -> tuple[RecentWorkspace, ...]:
    """List the recent workspaces that still exist; always empty on a shared computer."""
    if not is_personal():
        return ()
    kept = (RecentWorkspace(**line) for line in _read_recent())
    return tuple(line for line in kept if _folder(line.token).is_dir())


def card_only() -> Problem:
    """Say that a performer's link shows nothing but the card."""
    return stops(
        "card_only",
        "link",
        say("This link shows one performer's card and nothing else."),
        say("Ask the person who sent it for a link to the whole workspace."),
    )


def _unknown() -> Problem:
    return stops(
        "workspace_unknown",
        "link",
        say("This link opens no workspace: it was deleted or revoked, or the link is cut short."),
        say("Check the whole link, or load your file again."),
    )


def _folder(token: str) -> Path:
    return home() / "workspaces" / digest(token)


def _recent_path() -> Path:
    return home() / "recent.json"


def _read_recent() -> list[dict[str, str]]:
    try:
        kept = json.loads(_recent_path().read_text())
    except (OSError, ValueError):
        return []
    lines = kept if isinstance(kept, list) else []
    return [line for line in lines if isinstance(line, dict) and set(line) == _OF_A_LINE]


def _write_recent(lines: list[dict[str, str]]) -> None:
    if not lines and not _recent_path().exists():
        return
    partial = _recent_path().with_suffix(".part")
    folders.make_home(partial.parent)
    with folders.writing():
        partial.unlink(missing_ok=True)
        partial.touch(mode=0o600)  # before anything stands in it
        partial.write_text(json.dumps(lines))
        partial.replace(_recent_path())
