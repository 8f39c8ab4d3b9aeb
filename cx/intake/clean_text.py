"""How does a text of any encoding become one that the engine can read?

Clean text (UTF-8, line feeds, no zero bytes) stays where it is; other text is copied once.
"""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cx.intake import encodings, lines
from cx.intake.file_facts import Received
from cx.intake.folding import visible
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
    n_invisible: int = 0  # marks that nobody sees, taken away
    n_other_page: int = 0  # lines that are not UTF-8, in a file that is mostly or partly so
    n_backslashes: int = 0  # quotes that were written with a backslash
    bom: bool = False


def clean_text(received: Received, encoding: str | None, copy: Path) -> CleanText:
    """Return the text as UTF-8 with line feeds; copy it only where it is not so already."""
    facts = received.text
    if facts is None:
        raise TypeError("A text file has facts.")
    wanted = encoding or received.encoding or "utf-8"
    is_utf8 = wanted.lower() in ("utf-8", "utf8", "utf-8-sig", "ascii")
    in_place = facts.ascii or (is_utf8 and facts.utf8)
    if in_place and not (facts.has_cr or facts.n_nul or facts.bom or facts.has_invisible):
        return CleanText(received.path, False, facts.n_lines, facts.n_empty_lines, wanted)
    if is_utf8:
        wanted = "utf-8"
    return _copied(received, wanted, copy)


class _LineDecoder:
    """Decodes lines that are UTF-8 and lines in a code page, in one file."""

    def __init__(self, page: str) -> None:
        codecs.lookup(page)
        self.page = page
        self.n_other_page = 0
        self._rest = b""

    def decode(self, piece: bytes, final: bool = False) -> str:
        """Decode the lines that end in this piece, and the last one when it is final."""
        piece = self._rest + piece
        end = len(piece) if final else max(piece.rfind(b"\n"), piece.rfind(b"\r")) + 1
        self._rest = piece[end:]
        decoded = [
            encodings.decoded_line(line, self.page)
            for line in piece[:end].splitlines(keepends=True)
        ]
        self.n_other_page += sum(other for _, other in decoded)
        return "".join(text for text, _ in decoded)


def _decoder(encoding: str) -> tuple[_LineDecoder | codecs.IncrementalDecoder, str]:
    page = encodings.mixed_page(encoding)
    try:
        if page is not None:
            return _LineDecoder(page), encoding.lower()
        codec = codecs.lookup(encoding)
        return codec.incrementaldecoder("replace"), codec.name
    except LookupError as error:
        raise IntakeError(about_files.unknown_encoding(encoding, encodings.CODE_PAGES)) from error


def _copied(received: Received, encoding: str, copy: Path) -> CleanText:
    decoder, name = _decoder(encoding)
    counter, unreadable, zeros, invisible, carried, first = LineCounter(), 0, 0, 0, "", True
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
            seen = visible(text)
            invisible += len(text) - len(seen)
            written = seen.encode("utf-8", "replace")
            counter.feed(written)
            file.write(written)
    return CleanText(
        path=copy,
        is_copy=True,
        n_lines=counter.n_lines,
        n_empty=counter.n_empty,
        encoding=name,
        n_unreadable=unreadable,
        n_nul=zeros,
        n_invisible=invisible,
        n_other_page=decoder.n_other_page if isinstance(decoder, _LineDecoder) else 0,
        bom=bom,
    )


def _with_end(path: Path) -> Iterator[bytes]:
    yield from lines.pieces(path)
    yield b""
