"""Is this file one that can be read, and what is in it?

The upload is spooled to disk in pieces while its digest and the facts about its text are
collected. What cannot be read is refused here, before any parsing. Path sources stay where they
are; nothing is copied.
"""

import codecs
import csv
import hashlib
import io
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from cx.intake import delimiters, encodings, formats
from cx.intake.file_facts import Received, TextFacts
from cx.intake.folding import has_invisible
from cx.intake.formats import json_records
from cx.intake.formats.limits import check_columns
from cx.intake.lines import PIECE, LineCounter, pieces
from cx.intake.progress import Progress, doing_receive, silent
from cx.intake.sentences import about_files, about_formats
from cx.problems import IntakeError, Problem

MAX_BYTES = 2 * 1024**3
_SAMPLE = 256 * 1024

_SAMPLE = 256 * 1024
_UNPACKED = "unpacked"
_MOST_LAYERS = 2  # a compressed file in a compressed file


@dataclass(slots=True)
class _TextScan:
    """Collects the facts of a text while its pieces pass by."""

    ascii: bool = True
    utf8: bool = True
    has_cr: bool = False
    n_nul: int = 0
    has_invisible: bool = False
    lines: LineCounter = field(default_factory=LineCounter)
    in_utf8: bytearray = field(default_factory=bytearray)  # lines beyond ASCII that are UTF-8
    others: bytearray = field(default_factory=bytearray)  # lines beyond ASCII that are not
    _decoder: codecs.IncrementalDecoder = field(
        default_factory=codecs.getincrementaldecoder("utf-8")
    )

    def feed(self, piece: bytes) -> None:
        self.lines.feed(piece)
        self.has_cr = self.has_cr or b"\r" in piece
        if b"\0" in piece:
            self.n_nul += piece.count(b"\0")
        if self.ascii and piece.isascii():
            return
        self.ascii = False
        self.has_invisible = self.has_invisible or has_invisible(piece)
        if self.utf8:
            try:
                self._decoder.decode(piece)
            except UnicodeDecodeError:
                self.utf8 = False
        if not (self.utf8 and self.in_utf8) and len(self.others) < _SAMPLE:
            self._sample(piece)

    def _sample(self, piece: bytes) -> None:
        """Keep lines by which the encoding is told; a line that is cut by a piece is left out."""
        found = piece.splitlines()
        for line in found[:-1] if len(piece) == PIECE else found:
            if line.isascii():
                continue
            try:
                line.decode("utf-8")
            except UnicodeDecodeError:
                kept = self.others
            else:
                kept = self.in_utf8
            if len(kept) < _SAMPLE:
                kept += line + b"\n"
            elif self.utf8 or len(self.others) >= _SAMPLE:
                break

    def close(self) -> None:
        try:
            self._decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            self.utf8 = False


def receive(
    source: BinaryIO | Path, name: str, folder: Path, progress: Progress = silent
) -> Received:
    """Take a file in, or raise IntakeError when it cannot be read.

    An upload is written to `folder`; a path is read where it is. What is compressed is unpacked
    there, and what was in it is taken in.
    """
    folder.mkdir(parents=True, exist_ok=True)
    notes: tuple[Problem, ...] = ()
    outer = name
    for layer in range(_MOST_LAYERS + 1):
        taken = _taken_in(source, name, folder, progress)
        if isinstance(taken, Received):
            return replace(taken, problems=(*notes, *taken.problems))
        name, told = taken
        notes = (*notes, told)
        # The next layer is unpacked beside this one, which is then no longer needed.
        source = (folder / _UNPACKED).replace(folder / f"{_UNPACKED}{layer}")
        for other in (folder / "upload", folder / f"{_UNPACKED}{layer - 1}"):
            other.unlink(missing_ok=True)
    raise IntakeError(about_formats.packed_again(outer))


def _taken_in(
    source: BinaryIO | Path, name: str, folder: Path, progress: Progress
) -> Received | tuple[str, Problem]:
    """Take in one file; of a compressed one return the name of what is in it, and a note."""
    progress(doing_receive(), 0.0)
    digest, scan, size, head = hashlib.sha256(), _TextScan(), 0, b""
    kind = formats.TEXT
    path = source if isinstance(source, Path) else folder / "upload"
    if isinstance(source, Path) and source.stat().st_size > MAX_BYTES:
        raise IntakeError(about_files.too_big(name, MAX_BYTES))
    with ThreadPoolExecutor(1) as hashing:  # the digest is taken beside the scan
        for piece in _spooled(source, path):
            if not size:
                head = piece[:_SAMPLE]
                kind = formats.family(head, name)
            size += len(piece)
            if size > MAX_BYTES:
                _forget(source, path)
                raise IntakeError(about_files.too_big(name, MAX_BYTES))
            hashed = hashing.submit(digest.update, piece)
            if kind == formats.TEXT:
                scan.feed(piece)
            hashed.result()
    if not size:
        raise IntakeError(about_files.empty(name))
    progress(doing_receive(), 0.8)
    given = formats.Given(path, name, size, digest.hexdigest(), head)
    if kind != formats.TEXT:
        return formats.take_in(kind, given, folder / _UNPACKED)
    scan.close()
    return _received_text(given, scan, folder)


def _spooled(source: BinaryIO | Path, path: Path) -> Iterator[bytes]:
    if isinstance(source, Path):
        yield from pieces(source)
        return
    with path.open("wb") as file:
        while piece := source.read(PIECE):
            file.write(piece)
            yield piece


def _forget(source: BinaryIO | Path, path: Path) -> None:
    if not isinstance(source, Path):
        path.unlink(missing_ok=True)


def _received_text(given: formats.Given, scan: _TextScan, folder: Path) -> Received:
    name, head = given.name, given.head
    bom = encodings.bom_encoding(head)
    wide = bom or encodings.utf16_without_mark(head)
    if bom == "utf-8-sig" and not scan.utf8:
        bom = wide = None
    encoding: str
    others: tuple[str, ...]
    if wide:
        encoding, others = wide, ("utf-8",)
    elif scan.utf8:
        encoding, others = "utf-8", encodings.CODE_PAGES
    else:
        ranked = encodings.rank_encodings(bytes(scan.in_utf8), bytes(scan.others)) or ("cp1252",)
        encoding, others = ranked[0], ranked[1:]
    if json_records.is_json(given, encoding):
        return json_records.take_in(given, encoding, folder)
    _check_first_lines(head, encoding, name, scan)
    return replace(
        given.received("csv"),
        encoding=encoding,
        encoding_alternatives=tuple(others),
        text=TextFacts(
            ascii=scan.ascii,
            utf8=scan.utf8,
            bom=bom,
            n_lines=scan.lines.n_lines,
            n_empty_lines=scan.lines.n_empty,
            has_cr=scan.has_cr,
            n_nul=scan.n_nul,
            has_invisible=scan.has_invisible,
        ),
    )


def _check_first_lines(head: bytes, encoding: str, name: str, scan: _TextScan) -> None:
    """Refuse files that hold nothing, one line only, or too many columns."""
    plain = encodings.mixed_page(encoding) or encoding
    text = head.decode(plain, errors="replace").replace("\0", "").lstrip("\ufeff")
    filled = [line for line in text.splitlines() if line.strip(" \t,;|\"'")]
    if not filled:
        raise IntakeError(about_files.empty(name))
    directive = filled[0].lower().startswith("sep=")
    if len(head) < _SAMPLE and len(filled) - directive <= 1:
        raise IntakeError(about_files.header_only(name))
    delimiter = delimiters.guess_delimiter(text[:65536], name)
    first = filled[min(1, len(filled) - 1) if directive else 0]
    n_columns = len(next(csv.reader(io.StringIO(first), delimiter=delimiter), []))
    check_columns(name, n_columns)
