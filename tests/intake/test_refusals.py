"""Files that cannot be read: refused at once, with the sentence word for word."""

# ruff: noqa: E501 - files and sentences are given as they are

import io
import zipfile
from pathlib import Path

import pytest

from cx.intake import receive
from cx.problems import IntakeError
from tests.intake.files import refused, workbook

NOT_A_TABLE = "Export the answers as CSV, XLSX or Parquet and load that file."


def _zip(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
CASES = [
    ("nothing", b"", "a.csv", '"a.csv" is empty. Export it again and load the new file.'),
    ("blanks", b"\n \n\n", "a.csv", '"a.csv" is empty. Export it again and load the new file.'),
    (
        "header only",
        b"Score,Date\n",
        "a.csv",
        '"a.csv" has a header and no rows under it. Export it again with the answers included.',
    ),
    ("png", b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "a.csv", f'"a.csv" is a picture (PNG), not a table. {NOT_A_TABLE}'),
    ("pdf", b"%PDF-1.7\n", "a.xlsx", f'"a.xlsx" is a PDF document, not a table. {NOT_A_TABLE}'),
    ("exe", b"MZ\x90\0\x03\0\0\0", "a.csv", f'"a.csv" is a program, not a table. {NOT_A_TABLE}'),
    (
        "html named xls",
        b"<html><body><table><tr><td>Score</td></tr></table>",
        "a.xls",
        '"a.xls" is named like an Excel workbook, but is a web page or XML document. Open it in '
        "Excel or LibreOffice, save it as XLSX and load that file.",
    ),
    (
        "html",
        b"<html><body><table><tr><td>Score</td></tr></table>",
        "a.html",
        f'"a.html" is a web page or XML document, not a table. {NOT_A_TABLE}',
    ),
    (
        "zip of pictures",
        _zip({"a.png": b"hello", "b.png": b"hello"}),
        "a.xlsx",
        '"a.xlsx" is a zip file without a table ("a.png", "b.png"). Unpack it, and load the file '
        "that holds the answers.",
    ),
    (
        "password",
        OLE + "EncryptedPackage".encode("utf-16-le") + b"\0" * 99,
        "a.xlsx",
        '"a.xlsx" is protected by a password. Open it in Excel, save a copy without a password '
        "and load the copy.",
    ),
    (
        "cut xls",
        OLE,
        "a.xls",
        '"a.xls" is damaged and cannot be opened. Export or download it again and load the new file.',
    ),
    (
        "cut xlsx",
        workbook({"A": [["Score"], [1]]})[:600],
        "a.xlsx",
        '"a.xlsx" is damaged and cannot be opened. Export or download it again and load the new file.',
    ),
    (
        "columns",
        (",".join(f"q{n}" for n in range(2001)) + "\n" + ",".join("1" * 2001) + "\n").encode(),
        "a.csv",
        '"a.csv" has 2,001 columns; at most 2,000 can be read. Leave columns out that are not '
        "needed and load the file again.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "name", "sentence"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_refused_word_for_word(tmp_path: Path, content: bytes, name: str, sentence: str) -> None:
    assert refused(tmp_path, content, name) == sentence


def test_zip_bomb_is_refused_unopened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = _zip({"xl/workbook.xml": b"<x/>", "xl/worksheets/sheet1.xml": b"0" * 60_000_000})
    opened: list[str] = []
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda archive, name: opened.append(str(name)))
    told = refused(tmp_path, bomb, "a.xlsx")
    assert not opened
    assert told.startswith('"a.xlsx" has ')
    assert told.endswith("would unpack to 57.2 MB. Save the table as CSV and load that file.")


def test_size_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cx.intake.received.MAX_BYTES", 100)
    with pytest.raises(IntakeError) as caught:
        receive(io.BytesIO(b"Score\n" + b"1\n" * 200), "a.csv", tmp_path)
    assert str(caught.value) == (
        '"a.csv" is larger than 100 bytes. Split it by period, or leave columns out that are not needed.'
    )
    assert not (tmp_path / "upload").exists()


def test_header_only_workbook(tmp_path: Path) -> None:
    assert refused(tmp_path, workbook({"A": [["Score", "Date"]]}), "a.xlsx").startswith(
        '"a.xlsx" has a header and no rows under it.'
    )
