"""What does a sheet hide, and which of its formulas have no value?

Readers of workbooks give values only: rows and columns that the workbook hides look like any other,
and a formula that was never calculated looks like an empty cell. Both are read from the XML of the
sheet, and only where a search of its bytes finds such a mark.
"""

import posixpath
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree
from xml.parsers import expat

from cx.intake.lines import PIECE
from cx.intake.sheet_area import number_of

_MARKS = (b"hidden=", b":f>", b"<f>", b"<f ", b":f ", b'zeroHeight="')
_DIGITS = "0123456789"


@dataclass(slots=True)
class SheetMarks:
    """Rows are counted from 1, columns from 0, as they stand in the sheet."""

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    formulas: dict[int, int] = field(default_factory=dict)  # column -> formulas without a value


def sheet_marks(path: Path, sheet: str) -> SheetMarks:
    """Look for what a sheet of an XLSX workbook hides; of other formats nothing is known."""
    try:
        with zipfile.ZipFile(path) as archive:
            part = _part_of(archive, sheet)
            if part is None or not _is_marked(archive, part):
                return SheetMarks()
            walk = _Walk()
            with archive.open(part) as body:
                while piece := body.read(PIECE):
                    walk.parser.Parse(piece, False)
                walk.parser.Parse(b"", True)
            return walk.marks
    except (
        zipfile.BadZipFile, zlib.error, OSError, KeyError, RuntimeError, expat.ExpatError,
        ElementTree.ParseError,
    ):  # fmt: skip
        return SheetMarks()


def _part_of(archive: zipfile.ZipFile, sheet: str) -> str | None:
    """Name the part of the archive that holds a sheet, by the relations of the workbook."""
    book = ElementTree.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314 - checked before
    relations = ElementTree.fromstring(  # noqa: S314
        archive.read("xl/_rels/workbook.xml.rels")
    )
    targets = {item.get("Id"): item.get("Target", "") for item in relations}
    for element in book.iter():
        if element.tag.rpartition("}")[2] == "sheet" and element.get("name") == sheet:
            wanted = next((v for k, v in element.attrib.items() if k.endswith("}id")), None)
            target = targets.get(wanted, "")
            return target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target)
    return None


def _is_marked(archive: zipfile.ZipFile, part: str) -> bool:
    before = b""
    with archive.open(part) as body:
        while piece := body.read(PIECE):
            text = before + piece
            if any(mark in text for mark in _MARKS):
                return True
            before = piece[-16:]
    return False


class _Walk:
    """Follows rows and cells; a row without a number stands after the one before."""

    def __init__(self) -> None:
        self.marks = SheetMarks()
        self._row = self._column = 0
        self._has_formula = self._has_value = self._in_value = False
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        kind = name.rpartition(":")[2]
        if kind == "c":
            letters = attributes.get("r", "").rstrip(_DIGITS)
            self._column = number_of(letters) if letters else self._column + 1
            self._has_formula = self._has_value = False
        elif kind == "row":
            self._row = int(attributes.get("r", self._row + 1))
            self._column = 0
            if attributes.get("hidden") in ("1", "true"):
                self.marks.hidden_rows.add(self._row)
        elif kind == "col" and attributes.get("hidden") in ("1", "true"):
            first, last = int(attributes.get("min", 0)), int(attributes.get("max", 0))
            self.marks.hidden_columns.update(range(first - 1, min(last, first + 16_384)))
        elif kind == "f":
            self._has_formula = True
        elif kind in ("v", "t"):
            self._in_value = True

    def _text(self, text: str) -> None:
        self._has_value = self._has_value or (self._in_value and bool(text))

    def _end(self, name: str) -> None:
        kind = name.rpartition(":")[2]
        if kind in ("v", "t"):
            self._in_value = False
        elif kind == "c" and self._has_formula and not self._has_value:
            place = self._column - 1
            self.marks.formulas[place] = self.marks.formulas.get(place, 0) + 1
