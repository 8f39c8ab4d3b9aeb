"""How large is the area that the filled cells of a workbook span?

A reader of sheets holds every cell between the first and the last filled one, so one cell in the
last row and column asks for some 550 GB. What a sheet says of itself (`<dimension>`) may be wrong:
the cells are walked, one element at a time, and nothing is kept but the furthest row and column.
"""

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO
from xml.parsers import expat

from cx.intake.lines import PIECE

_SHEET = b"sheetData"
_VALUES = frozenset(("v", "f", "is"))  # what makes a cell more than its looks
_DIGITS = "0123456789"


class UnreadableSheet(ValueError):
    """A sheet that is no well-formed XML, or whose bytes are cut."""


def cells_spanned(path: Path) -> int:
    """Count the cells in the areas of all sheets of a workbook, filled or not.

    Errors: UnreadableSheet.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            return sum(_area(archive, entry) for entry in archive.infolist())
    except (zipfile.BadZipFile, zlib.error, OSError, expat.ExpatError, RuntimeError) as error:
        raise UnreadableSheet(str(error)) from error


def _area(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> int:
    # By what it holds, not by its name: any part of the archive may be named as a sheet.
    with archive.open(entry) as part:
        if not _may_be_sheet(part):
            return 0
    walk = _Walk()
    with archive.open(entry) as part:
        for piece in _pieces(part):
            walk.parser.Parse(piece, False)
        walk.parser.Parse(b"", True)
    return walk.last_row * walk.last_column


def _may_be_sheet(part: IO[bytes]) -> bool:
    """Look for rows of cells, which a text of wide characters may hide."""
    before = b""
    for place, piece in enumerate(_pieces(part)):
        if place == 0 and (not piece.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0").startswith(b"<")):
            return False  # a picture or another part that is no XML
        if _SHEET in before + piece or b"\0" in piece:
            return True
        before = piece[-len(_SHEET) :]
    return False


def _pieces(part: IO[bytes]) -> Iterator[bytes]:
    while piece := part.read(PIECE):
        yield piece


class _Walk:
    """Follows the cells of one sheet; a cell or row without a place stands after the one before."""

    def __init__(self) -> None:
        self.last_row = self.last_column = 0
        self._row = self._column = 0
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        kind = name.rpartition(":")[2]
        if kind == "c":
            place = attributes.get("r")
            if place is None:
                self._column += 1
            else:
                letters = place.rstrip(_DIGITS)
                self._column = number_of(letters)
                self._row = int(place[len(letters) :] or 0)
        elif kind == "row":
            self._row = int(attributes.get("r", self._row + 1))
            self._column = 0
        elif kind in _VALUES and self._column:
            self.last_row = max(self.last_row, self._row)
            self.last_column = max(self.last_column, self._column)


def number_of(letters: str) -> int:
    """Count columns as letters do: A is 1, XFD is 16,384."""
    number = 0
    for letter in letters[:8].upper():
        number = 26 * number + ord(letter) - 64
    return number
