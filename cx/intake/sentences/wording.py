"""How a problem is put: counts with nouns, lists of rows, sizes, cells."""

from collections.abc import Sequence
from functools import reduce

from cx.text import Said, numbers, say

_CELL = 40  # characters of a cell that are shown


def listed(rows: Sequence[int | str], limit: int = 5) -> Said:
    """Write row numbers: "row 3", "rows 3, 8, 12 and 40 more"."""
    shown = ", ".join(numbers.count(row) if isinstance(row, int) else row for row in rows[:limit])
    if len(rows) > limit:
        return say("rows {rows} and {more} more", rows=shown, more=len(rows) - limit)
    if len(rows) == 1:
        return say("row {rows}", rows=shown)
    return say("rows {rows}", rows=shown)


def either(parts: Sequence[str]) -> str:
    """Write what may be chosen: "0-10 or 1-5"."""
    return reduce(lambda one, other: say("{one} or {other}", one=one, other=other), parts)


def personal(kind: str) -> str:
    """Name what a column of personal data holds."""
    return {
        "e-mail addresses": say("e-mail addresses"),
        "card numbers": say("card numbers"),
        "national ids": say("national ids"),
        "phone numbers": say("phone numbers"),
        "ip addresses": say("IP addresses"),
        "names": say("names"),
    }.get(kind.lower(), kind)


def in_bytes(n_bytes: int) -> str:
    """Write a size: "57.2 MB"."""
    for unit, unit_bytes in (("GB", 1024**3), ("MB", 1024**2), ("kB", 1024)):
        if n_bytes >= unit_bytes:
            return f"{n_bytes / unit_bytes:,.1f} {unit}"
    return say("{n} bytes", n=n_bytes)


def quoted(text: str) -> str:
    """Write a cell or a name in quotes, cut where it is long and in one line."""
    line = " ".join(text.split())
    return f'"{line if len(line) <= _CELL else line[: _CELL - 1] + "…"}"'
