"""Links beside the one that made a workspace: where each leads, under a name that opens nothing.

A link is a small file named by a digest of its token. It says which workspace it opens, and for a
performer's link whose card; neither stands in the address.
"""

import hashlib
import json
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

from cx.store.folders import make_private, writing

TOKEN_BYTES = 24  # 192 bits, of which 128 would do


@dataclass(frozen=True, slots=True)
class Link:
    """Where a link leads."""

    folder: str  # name of the workspace's folder
    performer: str | None = None  # whose card it shows; None shows everything, to look at
    names_hidden: bool = False  # whether it never shows performers' names


def new_token() -> str:
    """Return a token that nobody can guess."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def digest(token: str) -> str:
    """Return the name that a token has on disk."""
    return hashlib.sha256(token.encode()).hexdigest()[:40]


def write_link(home: Path, token: str, link: Link) -> None:
    """Make a link work; a reader never meets it half written."""
    path = _path(home, token)
    make_private(path.parent)
    partial = path.with_suffix(".part")
    with writing():
        partial.write_text(json.dumps(asdict(link)), encoding="utf-8")
        partial.replace(path)


def read_link(home: Path, token: str) -> Link | None:
    """Return where a token leads, None when it is no link."""
    try:
        return Link(**json.loads(_path(home, token).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):  # there is none, or it is damaged
        return None


def link_exists(home: Path, token: str) -> bool:
    """Whether a token is a link that works."""
    return _path(home, token).exists()


def remove_link(home: Path, token: str) -> None:
    """Make a link lead nowhere; nothing happens when it does already."""
    _path(home, token).unlink(missing_ok=True)


def _path(home: Path, token: str) -> Path:
    return home / "links" / f"{digest(token)}.json"
