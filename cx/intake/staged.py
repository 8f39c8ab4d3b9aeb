"""A file as text: every cell as the person wrote it, every line accounted for.

`staged.parquet` has c0, c1, ... as text, and a column `row` for the row in the person's
file where rows are not simply numbered on; `source` always has it.
"""

# ruff: noqa: S608 - names are c0, c1, ... of our own; texts are quoted where SQL is written

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq

from cx.intake.headers import Header
from cx.intake.sql import numbered_parquet, parquet
from cx.plain import from_json, to_json
from cx.problems import Problem

SHEET_COLUMN = "sheet"  # of stacked sheets: which one a row is from
SHEET_STRIDE = 10_000_000  # rows of the k-th stacked sheet are numbered from k times this


@dataclass(frozen=True, slots=True)
class Reading:
    """How the bytes become a table; None and empty mean: find out."""

    encoding: str | None = None
    delimiter: str | None = None
    quote: str | None = None
    header_row: int | None = None  # counted from 1 among the rows of the file; 0: no header
    sheets: tuple[str, ...] = ()  # several sheets with the same columns are stacked
    # Headers of question, answer and respondent (one or more), to arrange rows of one answer each;
    # empty: every row is a response.
    pivot: tuple[str, ...] | None = None
    keep_codes: bool = False  # also where another sheet of the workbook has labels for them
    counts: str | None = None  # the column that says how many answers a row stands for; "": none
    keep: tuple[str, ...] = ()  # reasons for which no row is left out, such as total_row
    leave_hidden: bool = False  # rows that a workbook hides are left out

    def to_json(self) -> str:
        """Write as JSON."""
        return to_json(self)

    @staticmethod
    def from_json(text: str) -> Reading:
        """Read from JSON."""
        return from_json(Reading, text)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One row or line of the file that is no response, and why."""

    row: int
    code: str
    detail: str = ""  # never the text of the row: it may hold personal data


@dataclass(frozen=True, slots=True)
class Mend:
    """One line that was repaired so that it could be read."""

    row: int
    code: str


@dataclass(frozen=True, slots=True)
class StagedRows:
    """What became of the rows of a file, whichever its format."""

    header: Header
    n_rows: int
    n_lines: int
    reading: Reading
    left_out: tuple[LeftOut, ...] = ()
    problems: tuple[Problem, ...] = ()
    mends: tuple[Mend, ...] = ()
    first_row: int | None = None  # rows are numbered from here; None: numbers are stored


@dataclass(frozen=True, slots=True)
class Staged:
    """A file as text, ready to be looked at."""

    path: Path  # staged.parquet
    name: str
    sha256: str
    headers: tuple[str, ...]
    labels: tuple[str, ...]  # question texts that the survey tool wrote beside the headers
    n_rows: int
    n_lines: int
    left_out: tuple[LeftOut, ...]
    mends: tuple[Mend, ...]
    problems: tuple[Problem, ...]
    reading: Reading  # as used
    first_row: int | None = None  # rows are numbered from here; None: numbers are stored
    upload: Path | None = None  # the spooled file, where it lies in the workspace's folder
    unpivoted: tuple[str, ...] = ()  # the headers before rows of one answer each were arranged

    @property
    def n_read(self) -> int:
        """Rows found in the file: those that were staged and those that were left out."""
        return self.n_rows + len(self.left_out)

    @property
    def source(self) -> str:
        """The rows as SQL: columns row, c0, c1, ..."""
        return source_sql(self.path, self.first_row)

    @property
    def column_names(self) -> tuple[str, ...]:
        """The safe names of the columns in the staged file, in the order of `headers`."""
        return tuple(f"c{number}" for number in range(len(self.headers)))

    def row_label(self, row: int) -> str:
        """Say a row as the person finds it: "52", or "52 of sheet "Pilot""."""
        return row_label(row, self.reading.sheets)


def source_sql(path: Path, first_row: int | None) -> str:
    """Write the SQL that reads a staged file with its row numbers."""
    if first_row is None:
        return parquet(path)
    # Numbering while the text is read costs a third more time than taking the place in the file.
    return (
        f"(SELECT file_row_number + {first_row} AS row, * EXCLUDE (file_row_number) "
        f"FROM {numbered_parquet(path)})"
    )


def row_label(row: int, sheets: tuple[str, ...] = ()) -> str:
    """Write a row number; for stacked sheets with the name of the sheet."""
    if len(sheets) < 2:
        return f"{row:,}"
    place, number = divmod(row, SHEET_STRIDE)
    return f'{number:,} of sheet "{sheets[place]}"'


def empty_cells(path: Path) -> dict[str, int]:
    """Count the empty cells of every column of a staged file, by the statistics that it carries."""
    facts = pq.read_metadata(path)
    counts: dict[str, int] = {}
    for group in range(facts.num_row_groups):
        for place in range(facts.num_columns):
            chunk = facts.row_group(group).column(place)
            name = chunk.path_in_schema
            counts[name] = counts.get(name, 0) + chunk.statistics.null_count
    return counts
