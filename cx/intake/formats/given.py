"""A file as it was given, before anybody knows whether it can be read."""

from dataclasses import dataclass
from pathlib import Path

from cx.intake.file_facts import Received, Sheet
from cx.problems import Problem


@dataclass(frozen=True, slots=True)
class Given:
    """A file on disk, with its size and its first bytes."""

    path: Path
    name: str
    size_bytes: int
    sha256: str
    head: bytes  # up to 256 KB

    def received(
        self, kind: str, sheets: tuple[Sheet, ...] = (), problems: tuple[Problem, ...] = ()
    ) -> Received:
        """Say that the file can be read as `kind`."""
        return Received(
            path=self.path,
            name=self.name,
            format=kind,
            size_bytes=self.size_bytes,
            sha256=self.sha256,
            sheets=sheets,
            problems=problems,
        )
