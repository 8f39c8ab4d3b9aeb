"""How a problem is put: its severity, counts with nouns, lists of rows, sizes, cells."""

from __future__ import annotations

from collections.abc import Sequence

from cx.problems import Problem, Severity

_CELL = 40  # characters of a cell that are shown


def stops(code: str, where: str, what: str, fix: str) -> Problem:
    """Word a problem that keeps the file from being loaded."""
    return Problem(code, Severity.STOPS, where, what, fix)


def left_out(code: str, where: str, what: str, fix: str) -> Problem:
    """Word a problem for which rows or columns are left out."""
    return Problem(code, Severity.LEFT_OUT, where, what, fix)


def note(code: str, where: str, what: str, fix: str) -> Problem:
    """Word what a person should know; nothing is lost."""
    return Problem(code, Severity.NOTE, where, what, fix)


def counted(n: int, one: str, many: str | None = None) -> str:
    """Write a count with its noun: "1 row", "1,200 rows"."""
    return f"{n:,} {one if n == 1 else many or one + 's'}"


def listed(rows: Sequence[int | str], limit: int = 5) -> str:
    """Write row numbers: "row 3", "rows 3, 8, 12 and 40 more"."""
    shown = ", ".join(f"{row:,}" if isinstance(row, int) else row for row in rows[:limit])
    more = len(rows) - limit
    noun = "row" if len(rows) == 1 else "rows"
    return f"{noun} {shown} and {more:,} more" if more > 0 else f"{noun} {shown}"


def in_bytes(n_bytes: int) -> str:
    """Write a size: "57.2 MB"."""
    for unit, unit_bytes in (("GB", 1024**3), ("MB", 1024**2), ("kB", 1024)):
        if n_bytes >= unit_bytes:
            return f"{n_bytes / unit_bytes:,.1f} {unit}"
    return f"{n_bytes:,} bytes"


def quoted(text: str) -> str:
    """Write a cell or a name in quotes, cut where it is long and in one line."""
    line = " ".join(text.split())
    return f'"{line if len(line) <= _CELL else line[: _CELL - 1] + "…"}"'
