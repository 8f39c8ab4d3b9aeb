"""What is known of a file once it has been taken in, before its rows are read."""

from dataclasses import dataclass
from pathlib import Path

from cx.problems import Problem


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook: its shape without the header, and its headers."""

    name: str
    n_rows: int
    n_columns: int
    headers: tuple[str, ...] = ()
    is_dictionary: bool = False  # it describes columns and holds no answers
    is_hidden: bool = False
    likeness: float = 0.0  # how much it is like a table of answers


@dataclass(frozen=True, slots=True)
class TextFacts:
    """What one pass over the bytes of a text file has shown."""

    ascii: bool
    utf8: bool
    bom: str | None
    n_lines: int
    n_empty_lines: int
    has_cr: bool
    n_nul: int
    has_invisible: bool = False  # marks that nobody sees stand in it


@dataclass(frozen=True, slots=True)
class Received:
    """A file that has been taken in and can be read."""

    path: Path
    name: str
    format: str  # csv, or one of `formats.STAGES`
    size_bytes: int
    sha256: str
    sheets: tuple[Sheet, ...] = ()
    encoding: str | None = None  # the guess, for text files
    encoding_alternatives: tuple[str, ...] = ()
    text: TextFacts | None = None
    problems: tuple[Problem, ...] = ()

    def stackable_with(self, name: str) -> tuple[str, ...]:
        """Name the sheets that have the same headers as this one, itself included."""
        wanted = next((sheet.headers for sheet in self.sheets if sheet.name == name), ())
        return tuple(sheet.name for sheet in self.sheets if sheet.headers == wanted and wanted)
