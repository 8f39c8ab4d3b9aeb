"""Is this file one that can be read, and what is in it?

The upload is spooled to disk in pieces while its digest and the facts about its text are
collected. What cannot be read is refused here, before any parsing. Path sources stay where they
are; nothing is copied.
"""

import codecs
import csv
import hashlib
import io
import struct
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from cx.intake import delimiters, encodings, sheet_area
from cx.intake.file_facts import Received, TextFacts
from cx.intake.folding import has_invisible
from cx.intake.lines import PIECE, LineCounter, pieces
from cx.intake.progress import Progress, doing_receive, silent
from cx.intake.sentences import about_files
from cx.problems import IntakeError

MAX_BYTES = 2 * 1024**3
MAX_COLUMNS = 2_000
MAX_UNPACKED = 1024**3
MAX_RATIO = 100
MAX_CELLS = 50_000_000  # that the sheets of a workbook may span: 1,048,576 rows of 47 columns
_RATIO_FLOOR = 10 * 1024**2  # small workbooks of repeated text may pack tighter than 100x
_SAMPLE = 256 * 1024

_MAGIC = (
    (b"\x89PNG", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF8", "gif"),
    (b"%PDF", "pdf"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"\x1f\x8b", "gzip"),
    (b"Rar!", "rar"),
    (b"7z\xbc\xaf", "7z"),
    (b"SQLite format 3", "sqlite"),
    (b"{\\rtf", "rtf"),
)
_OTHER_BOOKS = {"xl/workbook.bin", "content.xml"}  # binary and OpenDocument workbooks
_OLE = b"\xd0\xcf\x11\xe0"
_HTML = (b"<!doctype html", b"<html", b"<table", b"<head", b"<meta", b"<?xml")


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

    An upload is written to `folder`; a path is read where it is.
    """
    folder.mkdir(parents=True, exist_ok=True)
    progress(doing_receive(), 0.0)
    digest, scan, size, head = hashlib.sha256(), _TextScan(), 0, b""
    is_text = True
    path = source if isinstance(source, Path) else folder / "upload"
    if isinstance(source, Path) and source.stat().st_size > MAX_BYTES:
        raise IntakeError(about_files.too_big(name, MAX_BYTES))
    with ThreadPoolExecutor(1) as hashing:  # the digest is taken beside the scan
        for piece in _spooled(source, path):
            if not size:
                head = piece[:_SAMPLE]
                is_text = _check_head(head, name)
            size += len(piece)
            if size > MAX_BYTES:
                _forget(source, path)
                raise IntakeError(about_files.too_big(name, MAX_BYTES))
            hashed = hashing.submit(digest.update, piece)
            if is_text:
                scan.feed(piece)
            hashed.result()
    if not size:
        raise IntakeError(about_files.empty(name))
    progress(doing_receive(), 0.8)
    common: dict[str, Any] = {
        "path": path,
        "name": name,
        "size_bytes": size,
        "sha256": digest.hexdigest(),
    }
    if not is_text:
        return _received_binary(common, head)
    scan.close()
    return _received_text(common, head, scan)


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


def _check_head(head: bytes, name: str) -> bool:
    """Refuse what is no table by its first bytes; say whether it is text."""
    if head.startswith((b"PAR1", b"PK\x03\x04", b"PK\x05\x06")):
        return False
    if head.startswith(_OLE):
        return False
    for magic, kind in _MAGIC:
        if head.startswith(magic) and (magic != b"MZ" or b"\0" in head[:512]):
            raise IntakeError(about_files.not_a_table(name, kind))
    if head.lstrip(b"\xef\xbb\xbf \t\r\n")[:20].lower().startswith(_HTML):
        raise IntakeError(about_files.not_a_table(name, "html"))
    # Not 1: tables of Hive part their columns by it.
    controls = sum(head[:4096].count(code) for code in (2, 3, 4, 5, 6, 7, 8, 14, 15, 16, 17))
    wide = encodings.bom_encoding(head) or encodings.utf16_without_mark(head)
    if not wide and controls > len(head[:4096]) / 50:
        raise IntakeError(about_files.not_a_table(name, "bytes"))
    return True


def _received_binary(common: dict[str, Any], head: bytes) -> Received:
    path, name = common["path"], str(common["name"])
    if not isinstance(path, Path):
        raise TypeError("path")
    if head.startswith(b"PAR1"):
        return _received_parquet(common, path, name)
    if head.startswith(_OLE):
        wanted = "EncryptedPackage".encode("utf-16-le")
        locked = any(wanted in piece for piece in pieces(path))
        raise IntakeError(about_files.encrypted(name) if locked else about_files.old_excel(name))
    _check_zip(path, name)
    from cx.intake import sheets

    _check_area(path, name)
    listed = sheets.list_sheets(path, name)
    filled = [sheet for sheet in listed if sheet.n_columns]
    if not filled:
        raise IntakeError(about_files.empty(name))
    if not any(sheet.n_rows for sheet in filled):
        raise IntakeError(about_files.header_only(name))
    if all(sheet.n_columns > MAX_COLUMNS for sheet in filled):
        raise IntakeError(about_files.too_many_columns(name, filled[0].n_columns, MAX_COLUMNS))
    return Received(format="xlsx", sheets=listed, **common)


def _received_parquet(common: dict[str, Any], path: Path, name: str) -> Received:
    import pyarrow.parquet as pq
    from pyarrow import ArrowException

    try:
        facts = pq.read_metadata(path)
    except (ArrowException, OSError) as error:
        raise IntakeError(about_files.damaged(name)) from error
    if facts.num_columns > MAX_COLUMNS:
        raise IntakeError(about_files.too_many_columns(name, facts.num_columns, MAX_COLUMNS))
    if not facts.num_rows:
        raise IntakeError(about_files.header_only(name))
    return Received(format="parquet", **common)


def _check_zip(path: Path, name: str) -> None:
    """Refuse zips that are no workbook or that claim to unpack to too much."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, struct.error, OSError) as error:
        raise IntakeError(about_files.damaged(name)) from error
    names = {entry.filename for entry in entries}
    if "xl/workbook.xml" not in names or names & _OTHER_BOOKS:
        raise IntakeError(about_files.not_a_table(name, "zip"))
    claimed = sum(entry.file_size for entry in entries)
    size = max(1, path.stat().st_size)
    if claimed > MAX_UNPACKED or (claimed > MAX_RATIO * size and claimed > _RATIO_FLOOR):
        raise IntakeError(about_files.zip_bomb(name, size, claimed))


def _check_area(path: Path, name: str) -> None:
    """Refuse workbooks whose cells lie so far apart that reading them would take all memory."""
    try:
        spanned = sheet_area.cells_spanned(path)
    except ValueError as error:
        raise IntakeError(about_files.damaged(name)) from error
    if spanned > MAX_CELLS:
        raise IntakeError(about_files.spans_too_much(name, spanned, MAX_CELLS))


def _received_text(common: dict[str, Any], head: bytes, scan: _TextScan) -> Received:
    name = str(common["name"])
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
    _check_first_lines(head, encoding, name, scan)
    return Received(
        format="csv",
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
        **common,
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
    if n_columns > MAX_COLUMNS:
        raise IntakeError(about_files.too_many_columns(name, n_columns, MAX_COLUMNS))
