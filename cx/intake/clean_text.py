"""How does a text of any encoding become one that the engine can read?

Clean text (UTF-8, line feeds, no zero bytes) stays where it is; other text is copied once.
"""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cx.intake import encodings, lines
from cx.intake.file_facts import Received
from cx.intake.lines import LineCounter
from cx.intake.sentences import about_files
from cx.problems import IntakeError


@dataclass(frozen=True, slots=True)
class CleanText:
    """Text that DuckDB can read: where it is, and what was done to it."""

    path: Path
    is_copy: bool
    n_lines: int
    n_empty: int
    encoding: str
    n_unreadable: int = 0  # characters that the encoding does not have
    n_nul: int = 0
    bom: bool = False


def clean_text(received: Received, encoding: str | None, copy: Path) -> CleanText:
    """Return the text as UTF-8 with line feeds; copy it only where it is not so already."""
    facts = received.text
    if facts is None:
        raise TypeError("A text file has facts.")
    wanted = encoding or received.encoding or "utf-8"
    is_utf8 = wanted.lower() in ("utf-8", "utf8", "utf-8-sig", "ascii")
    in_place = facts.ascii or (is_utf8 and facts.utf8)
    if in_place and not (facts.has_cr or facts.n_nul or facts.bom):
        return CleanText(received.path, False, facts.n_lines, facts.n_empty_lines, wanted)
    if is_utf8:
        wanted = "utf-8"
    return _copied(received, wanted, copy)


def _copied(received: Received, encoding: str, copy: Path) -> CleanText:
    try:
        codec = codecs.lookup(encoding)
    except LookupError as error:
        raise IntakeError(about_files.unknown_encoding(encoding, encodings.CODE_PAGES)) from error
    decoder = codec.incrementaldecoder("replace")
    counter, unreadable, zeros, carried, first = LineCounter(), 0, 0, "", True
    bom = False
    with copy.open("wb") as file:
        for piece in _with_end(received.path):
            text = carried + decoder.decode(piece, final=not piece)
            if first and text:
                bom = text.startswith("\ufeff")
                text, first = text.removeprefix("\ufeff"), False
            carried = "\r" if text.endswith("\r") and piece else ""
            text = text.removesuffix("\r") if carried else text
            unreadable += text.count("\ufffd")
            zeros += text.count("\0")
            text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
            written = text.encode("utf-8", "replace")
            counter.feed(written)
            file.write(written)
    return CleanText(
        copy, True, counter.n_lines, counter.n_empty, codec.name, unreadable, zeros, bom
    )


def _with_end(path: Path) -> Iterator[bytes]:
    yield from lines.pieces(path)
    yield b""
