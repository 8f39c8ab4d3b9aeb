r"""Are quotes inside a text written as \" instead of ""?

Databases such as MySQL write a backslash before a quote. Whether a file does so shows in its first
lines: with the backslash as escape more of them have as many fields as the others. Such a text is
written anew with doubled quotes, so that one way of reading serves all.
"""

import csv
import io
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

from cx.intake import delimiters, lines
from cx.intake.clean_text import CleanText

_HEAD = 256 * 1024
_ESCAPED = re.compile(rb'\\(["\\])')
_NULL = re.compile(rb"(?<![^,;\t|\n])\\N(?![^,;\t|\n])")  # MySQL's mark for an empty cell


def with_doubled_quotes(text: CleanText, delimiter: str | None, copy: Path) -> CleanText:
    """Return the text with doubled quotes; copy it only where quotes are escaped otherwise."""
    with text.path.open("rb") as file:
        head = file.read(_HEAD)
    if b'\\"' not in head or not _is_escaped(head.decode("utf-8", "replace"), delimiter):
        return text
    n_changed, rest, other = 0, b"", copy.with_suffix(".doubled")
    with other.open("wb") as written:
        for piece in (*lines.pieces(text.path), b""):
            body = rest + piece
            end = body.rfind(b"\n") + 1 if piece else len(body)
            body, rest = body[:end], body[end:]
            n_changed += body.count(b'\\"')
            written.write(doubled(body))
    other.replace(copy)
    return replace(text, path=copy, is_copy=True, n_backslashes=n_changed)


_DOUBLED = {b'"': b'""', b"\\": b"\\"}


def doubled(body: bytes) -> bytes:
    """Double the quotes that a backslash escapes, and empty the cells that say NULL."""
    return _ESCAPED.sub(lambda found: _DOUBLED[found.group(1)], _NULL.sub(b"", body))


def _is_escaped(head: str, delimiter: str | None) -> bool:
    mark = delimiter or delimiters.guess_delimiter(head)
    return len(mark) == 1 and _share_alike(head, mark, "\\") > _share_alike(head, mark, None)


def _share_alike(head: str, delimiter: str, escape: str | None) -> float:
    """Return the share of records that have as many fields as most have, by their lines."""
    reader = csv.reader(
        io.StringIO(head, newline=""),
        delimiter=delimiter,
        escapechar=escape,
        doublequote=escape is None,
        strict=True,
    )
    widths: list[int] = []
    try:
        for record in reader:
            widths.append(len(record) if record else 0)
    except csv.Error:
        widths.append(0)
    n_lines = head.count("\n")
    if not widths or not n_lines:
        return 0.0
    n_alike = Counter(width for width in widths if width).most_common(1)
    return (n_alike[0][1] if n_alike else 0) / max(n_lines, len(widths))
