"""Are the columns of this text told by their place in the line?

Reports of older systems fill each column with blanks up to a fixed width. The places that are blank
in every one of the first lines part the columns. Such a text is written anew with tabs between its
columns; a line with a letter where all others are blank is left as one field, and counted.
"""

import csv
import io
from dataclasses import replace
from pathlib import Path

from cx.intake.clean_text import CleanText
from cx.intake.lines import LineCounter

FIXED = "fixed"  # as a delimiter
_HEAD = 128 * 1024
_LINES = 300
_LEAST_LINES = 4
_SPACED = 0.9  # of the lines must have two blanks side by side


def column_starts(head: str) -> tuple[int, ...]:
    r"""Say at which characters the columns of a text begin, from 0; fewer than two: none are told.

    >>> column_starts("id  score\n1   10\n2   9\n30  8\n")
    (0, 4)
    """
    found = [line.rstrip() for line in head.split("\n")[:_LINES] if line.strip()]
    if len(found) < _LEAST_LINES or any("\t" in line for line in found):
        return ()
    if sum("  " in line.strip() for line in found) < _SPACED * len(found):
        return ()
    width = max(map(len, found))
    filled = [any(place < len(line) and line[place] != " " for line in found) for place in
              range(width)]  # fmt: skip
    starts = [p for p in range(width) if filled[p] and (p == 0 or not filled[p - 1])]
    return tuple(starts) if len(starts) > 1 else ()


def head_starts(text: CleanText) -> tuple[int, ...]:
    """Look for columns of fixed width in the first lines of a text."""
    with text.path.open("rb") as file:
        head = file.read(_HEAD).decode("utf-8", "replace")
    return column_starts(head[: head.rfind("\n") + 1] or head)


def with_tabs(text: CleanText, starts: tuple[int, ...], copy: Path) -> CleanText:
    """Write a text of fixed columns with tabs between them."""
    other = copy.with_suffix(".tabs")
    counter = LineCounter()
    ends = (*starts[1:], None)
    with (
        text.path.open(encoding="utf-8", errors="replace", newline="\n") as source,
        other.open("wb") as written,
    ):
        for line in source:
            body = line.rstrip("\n").replace("\t", " ")
            crosses = any(body[place - 1 : place].strip() for place in starts[1:])
            cells = [body[a:b].strip() for a, b in zip(starts, ends, strict=True)]
            shown = [body.strip()] if crosses else cells if body.strip() else []
            piece = (_joined(shown) + line[len(line.rstrip("\n")) :]).encode()
            counter.feed(piece)
            written.write(piece)
    other.replace(copy)
    return replace(text, path=copy, is_copy=True, n_lines=counter.n_lines, n_empty=counter.n_empty)


def _joined(cells: list[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter="\t", lineterminator="").writerow(cells)
    return buffer.getvalue()
