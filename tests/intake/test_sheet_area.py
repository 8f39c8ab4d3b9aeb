"""A cell far away asks for every cell before it: such workbooks are refused unread."""

# ruff: noqa: E501 - parts of sheets read best in one line each

import io
import zipfile
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from cx.intake import sheet_area
from tests.intake.files import refused, take, workbook

ROWS = [["Score", "Region"], *([n % 11, "North"] for n in range(30))]
LAST = "XFD1048576"


def changed(book: bytes, change: dict[str, bytes], part: str = "xl/worksheets/sheet1.xml") -> bytes:
    """Replace texts in one part of a workbook."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as source, zipfile.ZipFile(written, "w") as target:
        for name in source.namelist():
            body = source.read(name)
            for old, new in change.items() if name == part else ():
                assert old.encode() in body
                body = body.replace(old.encode(), new)
            target.writestr(name, body, zipfile.ZIP_DEFLATED)
    return written.getvalue()


def with_cells(cells: bytes, part: str = "xl/worksheets/sheet1.xml") -> bytes:
    """Put cells after the others, in a workbook of two alike sheets that says nothing of them."""
    end = "</sheetData>"
    return changed(workbook({"A": ROWS, "B": ROWS}), {end: cells + end.encode()}, part)


@pytest.fixture(autouse=True)
def _unread(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no test read a sheet: to fail here would take all memory of the computer."""

    def open_none(path: str) -> None:
        raise AssertionError("The workbook was opened.")

    monkeypatch.setattr(CalamineWorkbook, "from_path", open_none)


FAR = {
    "a value": b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
    "a text in the cell": b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>',
    "a formula": b'<row r="1048576"><c r="XFD1048576"><f>1+1</f></c></row>',
    "in the wrong row": b'<row r="40"><c r="XFD1048576"><v>1</v></c></row>',
    "of another spelling": b"<row r='9'><c s = '1'\n r = 'xfd1048576' ><v>1</v></c></row>",
    "behind a mark": b'<row r="40"><c s="&gt;>" r="XFD1048576"><v>1</v></c></row>',
    "without a place": b'<row r="1048576"><c r="XFC40"/><c><v>1</v></c><c r="B1048576"><v>1</v></c></row>',
}


@pytest.mark.parametrize("cells", FAR.values(), ids=FAR)
@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"])
def test_a_far_cell_is_refused_unread_in_any_sheet(tmp_path: Path, cells: bytes, part: str) -> None:
    told = refused(tmp_path, with_cells(cells, part), "a.xlsx")
    assert told.startswith('The sheets of "a.xlsx" span 17,179,')
    assert told.endswith(
        "cells, most of them empty; at most 50,000,000 can be read. Delete what stands far below "
        "or beside the table, or save the table as CSV, and load that file."
    )


def test_names_of_another_space_and_of_a_sheet_do_not_hide_it(tmp_path: Path) -> None:
    sheet = (
        b'<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b'<x:sheetData><x:row><x:c r="XFD1048576"><x:v>1</x:v></x:c></x:row></x:sheetData>'
        b"</x:worksheet>"
    )
    for text in (sheet, b"\xff\xfe" + sheet.decode().encode("utf-16-le")):
        book = io.BytesIO(workbook({"A": ROWS}))
        with zipfile.ZipFile(book, "a") as archive:
            archive.writestr("xl/media/picture.png", text)
        assert refused(tmp_path, book.getvalue(), "a.xlsx").startswith("The sheets of")


def test_many_sheets_are_counted_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cx.intake.formats.limits.MAX_CELLS", 100)
    assert " span 124 cells" in refused(tmp_path, workbook({"A": ROWS, "B": ROWS}), "a.xlsx")


def test_cut_or_broken_sheets_are_damaged(tmp_path: Path) -> None:
    assert refused(tmp_path, with_cells(b"<row>"), "a.xlsx").startswith('"a.xlsx" is damaged')


def test_a_book_of_another_kind_inside_is_no_way_around(tmp_path: Path) -> None:
    book = io.BytesIO(workbook({"A": ROWS}))
    with zipfile.ZipFile(book, "a") as archive:
        archive.writestr("xl/workbook.bin", b"")
    assert "a zip file, not an Excel workbook" in refused(tmp_path, book.getvalue(), "a.xlsx")


def test_what_the_sheet_says_of_itself_counts_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    lie = changed(workbook({"A": ROWS}), {'ref="A1:B31"': b'ref="A1:XFD1048576"'})
    assert take(tmp_path, lie, "a.xlsx").staged.n_rows == 30


def test_looks_of_empty_cells_count_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    looks = b'<row r="1048576"><c r="A1048576"/><c r="XFD1048576" s="0"></c></row>'
    assert take(tmp_path, with_cells(looks), "a.xlsx").staged.n_rows == 30


def test_columns_are_counted_as_letters_do() -> None:
    assert [sheet_area.number_of(name) for name in ("A", "Z", "AA", "XFD")] == [1, 26, 27, 16384]
