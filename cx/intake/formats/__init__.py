"""Which formats can be read, how is each recognised, taken in, and read as text?

By content, never by name: an HTML table that is called .xls is none, a CSV that is called .xlsx is
one. A format is one module here and one line of `STAGES`.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from cx.intake import encodings, sheets
from cx.intake.file_facts import Received
from cx.intake.formats import json_records, packed, parquet_file, spss, workbooks
from cx.intake.formats.compound import MAGIC as OLE
from cx.intake.formats.given import Given
from cx.intake.progress import Progress
from cx.intake.sentences import about_files, about_formats
from cx.intake.staged import Reading, StagedRows
from cx.problems import IntakeError, Problem

__all__ = ["STAGES", "TEXT", "Given", "family", "take_in"]

# What begins with these bytes is refused.
_OTHERS = (
    (b"\x89PNG", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF8", "gif"),
    (b"%PDF", "pdf"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"Rar!", "rar"),
    (b"7z\xbc\xaf", "7z"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstandard"),
    (b"SQLite format 3", "sqlite"),
    (b"{\\rtf", "rtf"),
    (b"<stata_dta>", "stata"),
    (b"ASCII SPSS PORT FILE", "por"),
)
_HTML = (b"<!doctype html", b"<html", b"<table", b"<head", b"<meta", b"<?xml", b"<style", b"<div")
_WORKBOOK_NAMES = (".xls", ".xlsx", ".xlsm", ".xlsb")
TEXT = "text"
_BEGINNINGS = (
    (b"PAR1", "parquet"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (OLE, "compound"),
    (OLE[:4], "compound"),
    (b"\x1f\x8b", "gzip"),
    (b"$FL2", "sav"),
    (b"$FL3", "sav"),
)

# How each format but delimited text becomes rows; by the format of a received file.
STAGES: Mapping[str, Callable[[Received, Reading, Path, Progress], StagedRows]] = {
    "xlsx": sheets.stage_sheets,
    "xlsb": sheets.stage_sheets,
    "xls": sheets.stage_sheets,
    "ods": sheets.stage_sheets,
    "parquet": parquet_file.stage,
    json_records.JSON: json_records.stage,
    json_records.LINES: json_records.stage,
    "sav": spss.stage,
}


def family(head: bytes, name: str) -> str:
    """Name what a file is by its first bytes: text, zip, compound ...

    Errors: IntakeError for what is no table.
    """
    for beginning, kind in _BEGINNINGS:
        if head.startswith(beginning):
            return kind
    for magic, kind in _OTHERS:
        if head.startswith(magic) and (magic != b"MZ" or b"\0" in head[:512]):
            raise IntakeError(about_files.not_a_table(name, kind))
    if _plain_start(head).lower().startswith(_HTML):
        as_workbook = name.lower().endswith(_WORKBOOK_NAMES)
        raise IntakeError(about_formats.web_page(name, as_workbook=as_workbook))
    # Not 1: tables of Hive part their columns by it.
    controls = sum(head[:4096].count(code) for code in (2, 3, 4, 5, 6, 7, 8, 14, 15, 16, 17))
    wide = encodings.bom_encoding(head) or encodings.utf16_without_mark(head)
    if not wide and controls > len(head[:4096]) / 50:
        raise IntakeError(about_files.not_a_table(name, "bytes"))
    return TEXT


def _plain_start(head: bytes) -> bytes:
    """Return the first letters; of wide characters only the bytes that say something."""
    start = head[:200].replace(b"\0", b"") if head[:2] in (b"\xff\xfe", b"\xfe\xff") else head[:200]
    return start.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")


def take_in(kind: str, given: Given, unpacked: Path) -> Received | tuple[str, Problem]:
    """Take in a file that is no text.

    A compressed one is written to `unpacked`: then its name and a note are returned.
    Errors: IntakeError.
    """
    if kind == "gzip":
        return packed.gunzip(given, unpacked)
    if kind == "parquet":
        return parquet_file.take_in(given)
    if kind == "sav":
        return spss.take_in(given)
    if kind == "compound":
        return workbooks.take_in_compound(given)
    entries = workbooks.entries_of(given)
    workbook = workbooks.kind_of(given, entries)
    if workbook:
        return workbooks.take_in_zipped(given, workbook)
    return packed.unzip(given, entries, unpacked)
