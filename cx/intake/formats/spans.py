"""How large is the area that the filled cells of a workbook span, in formats other than XLSX?

A reader of sheets holds every cell between the first and the last filled one. The cells are walked
and nothing is kept but the furthest row and column. Sources: Microsoft, [MS-XLS] 2.4 and [MS-XLSB]
2.1.4 and 2.4 (records); OASIS, OpenDocument 1.2 part 1, 9.1 (tables).
"""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from xml.parsers import expat

from cx.intake.lines import PIECE

_ENCRYPTED = 0x2F
_BOF, _EOF = 0x809, 0x0A
_MANY = 0xBD  # a run of numbers: its last column stands at its end
# One filled cell each: formula, string, number, truth or error, shared string, small number.
_ONE_CELL = frozenset((0x06, 0x04, 0xD6, 0x203, 0x204, 0x205, 0xFD, 0x27E))
_ROW = 0
_FILLED = range(2, 12)  # of XLSB; 1 is a blank cell
_SHEET = b"\x81\x01"  # the record that begins a sheet of XLSB


class UnreadableSpan(ValueError):
    """Sheets that are cut or not well formed."""


class Protected(ValueError):
    """A workbook with a password."""


class _Area:
    """The furthest filled row and column of one sheet, counted from 1."""

    def __init__(self) -> None:
        self.rows = self.columns = 0

    def hold(self, row: int, column: int) -> None:
        self.rows, self.columns = max(self.rows, row), max(self.columns, column)

    @property
    def cells(self) -> int:
        return self.rows * self.columns


def of_xls(stream: bytes) -> int:
    """Count the cells spanned by all sheets of a "Workbook" stream.

    Errors: Protected, UnreadableSpan.
    """
    total, area, at = 0, _Area(), 0
    try:
        while at + 4 <= len(stream):
            kind, size = struct.unpack_from("<HH", stream, at)
            at += 4
            if kind == _ENCRYPTED:
                raise Protected
            if kind in (_BOF, _EOF):
                total, area = total + area.cells, _Area()
            elif kind in _ONE_CELL:
                row, column = struct.unpack_from("<HH", stream, at)
                area.hold(row + 1, column + 1)
            elif kind == _MANY:
                (row,) = struct.unpack_from("<H", stream, at)
                (column,) = struct.unpack_from("<H", stream, at + size - 2)
                area.hold(row + 1, column + 1)
            at += size
    except struct.error as error:
        raise UnreadableSpan(str(error)) from error
    return total + area.cells


def of_xlsb(path: Path) -> int:
    """Count the cells spanned by all sheets of a binary workbook. Errors: UnreadableSpan."""
    try:
        with zipfile.ZipFile(path) as archive:
            return sum(_of_part(archive.read(entry)) for entry in _sheet_parts(archive))
    except (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, struct.error) as error:
        raise UnreadableSpan(str(error)) from error
    except IndexError as error:
        raise UnreadableSpan("a record that is cut") from error


def _sheet_parts(archive: zipfile.ZipFile) -> Iterator[zipfile.ZipInfo]:
    # By what it holds, not by its name: any part of the archive may be named as a sheet.
    for entry in archive.infolist():
        with archive.open(entry) as part:
            if part.read(len(_SHEET)) == _SHEET:
                yield entry


def _of_part(data: bytes) -> int:
    area, row, at = _Area(), 0, 0
    while at < len(data):
        kind, at = _number(data, at, 2)
        size, at = _number(data, at, 4)
        if kind == _ROW:
            (row,) = struct.unpack_from("<I", data, at)
        elif kind in _FILLED:
            (column,) = struct.unpack_from("<I", data, at)
            area.hold(row + 1, column + 1)
        at += size
    return area.cells


def _number(data: bytes, at: int, most: int) -> tuple[int, int]:
    """Read a number of up to `most` bytes with seven bits each; return it and where it ends."""
    number = 0
    for place in range(most):
        byte = data[at]
        at += 1
        number |= (byte & 0x7F) << (7 * place)
        if byte < 0x80:
            break
    return number, at


def of_ods(path: Path) -> int:
    """Count the cells spanned by all tables of an OpenDocument file. Errors: UnreadableSpan."""
    walk = _Tables()
    try:
        with zipfile.ZipFile(path) as archive, archive.open("content.xml") as part:
            while piece := part.read(PIECE):
                walk.parser.Parse(piece, False)
            walk.parser.Parse(b"", True)
    except (
        zipfile.BadZipFile, zlib.error, OSError, RuntimeError, KeyError, ValueError,
        expat.ExpatError,
    ) as error:  # fmt: skip
        raise UnreadableSpan(str(error)) from error
    return walk.cells


class _Tables:
    """Follows the cells of all tables; rows and cells may be repeated any number of times."""

    def __init__(self) -> None:
        self.cells = 0
        self._area = _Area()
        self._row = self._column = self._rows = self._columns = 0
        self._filled = False
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        kind = name.rpartition(":")[2]
        if kind == "table":
            self._area, self._row = _Area(), 0
        elif kind == "table-row":
            self._rows = int(attributes.get("table:number-rows-repeated", 1))
            self._column = 0
        elif kind in ("table-cell", "covered-table-cell"):
            self._columns = int(attributes.get("table:number-columns-repeated", 1))
            self._filled = "office:value-type" in attributes

    def _text(self, text: str) -> None:
        self._filled = self._filled or bool(text.strip())

    def _end(self, name: str) -> None:
        kind = name.rpartition(":")[2]
        if kind in ("table-cell", "covered-table-cell"):
            self._column += self._columns
            if self._filled:
                self._area.hold(self._row + self._rows, self._column)
            self._filled = False
        elif kind == "table-row":
            self._row += self._rows
        elif kind == "table":
            self.cells += self._area.cells
