"""Which table lies in a compressed file? It is taken out, in pieces and within the limits."""

import gzip
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import IO

from cx.intake.formats import limits
from cx.intake.formats.given import Given
from cx.intake.lines import PIECE
from cx.intake.sentences import about_files, about_formats
from cx.problems import IntakeError, Problem

TABLE_ENDINGS = (
    ".csv", ".tsv", ".tab", ".txt", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".parquet", ".json",
    ".jsonl", ".ndjson", ".sav", ".zsav", ".gz",
)  # fmt: skip
_BESIDE = (".txt",)  # a description may lie beside the table
_CUT = (zipfile.BadZipFile, gzip.BadGzipFile, EOFError, zlib.error, OSError, NotImplementedError)


def gunzip(given: Given, target: Path) -> tuple[str, Problem]:
    """Write what a gzip file holds to `target`; return its name and a note."""
    stem = given.name.rsplit("/", 1)[-1]
    inner = stem[:-3] if stem.lower().endswith(".gz") else stem
    try:
        with gzip.open(given.path) as packed:
            _copy(packed, target, given)
    except _CUT as error:
        raise IntakeError(about_files.damaged(given.name)) from error
    return inner, about_formats.unpacked(given.name, inner)


def unzip(given: Given, entries: Sequence[zipfile.ZipInfo], target: Path) -> tuple[str, Problem]:
    """Write the one table of a zip file to `target`; return its name and a note."""
    chosen = _one_table(given.name, entries)
    if chosen.flag_bits & 1:
        raise IntakeError(about_formats.locked_zip(given.name))
    try:
        with zipfile.ZipFile(given.path) as archive, archive.open(chosen) as packed:
            _copy(packed, target, given)
    except _CUT as error:
        raise IntakeError(about_files.damaged(given.name)) from error
    inner = PurePosixPath(chosen.filename).name
    return inner, about_formats.unpacked(given.name, inner)


def _one_table(name: str, entries: Sequence[zipfile.ZipInfo]) -> zipfile.ZipInfo:
    """Find the only table among the files of an archive, whatever lies beside it."""
    files = [entry for entry in entries if not entry.is_dir() and not _is_hidden(entry.filename)]
    tables = [entry for entry in files if entry.filename.lower().endswith(TABLE_ENDINGS)]
    surer = [entry for entry in tables if not entry.filename.lower().endswith(_BESIDE)]
    for some in (tables, surer, [] if tables else files):
        if len(some) == 1:
            return some[0]
    if tables:
        raise IntakeError(about_formats.several_tables(name, [e.filename for e in tables]))
    raise IntakeError(about_formats.no_table_in_zip(name, [e.filename for e in files]))


def _is_hidden(filename: str) -> bool:
    """Recognise what a Mac or a desktop adds to an archive."""
    return any(part.startswith((".", "__MACOSX")) for part in PurePosixPath(filename).parts)


def _copy(packed: IO[bytes] | gzip.GzipFile, target: Path, given: Given) -> None:
    """Unpack in pieces; what a file says of its own size may be wrong."""
    n_bytes = 0
    with target.open("wb") as file:
        while piece := packed.read(PIECE):
            n_bytes += len(piece)
            limits.check_unpacked(given.name, given.size_bytes, n_bytes)
            file.write(piece)
