"""How long work says what it is doing: a sentence and the share that is done, 0 to 1."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[str, float], None]


def silent(doing: str, share: float) -> None:
    """Say nothing."""
