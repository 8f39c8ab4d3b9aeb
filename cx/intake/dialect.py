"""How is this text parted into records and fields, and where do its answers begin?"""

import csv
import io
import shutil
from dataclasses import dataclass, replace
from pathlib import Path

from cx.intake import delimiters, headers, lines
from cx.intake.clean_text import CleanText
from cx.intake.sentences import about_columns_parted, about_files
from cx.intake.staged import Reading
from cx.problems import IntakeError

_HEAD = 512 * 1024
_HEAD_RECORDS = 300


@dataclass(frozen=True, slots=True)
class Dialect:
    """How one text is parted into records and fields."""

    delimiter: str
    quote: str
    header: headers.Header
    skip_lines: int  # physical lines before the first data row
    skip_records: int  # records before the first data row, blank ones counted

    @property
    def n_columns(self) -> int:
        """How many fields a record has."""
        return len(self.header.headers)

    @property
    def header_row(self) -> int:
        """The record that holds the headers, counted from 1; 0 when there is none."""
        if not self.header.n_records:
            return 0
        return self.skip_records - self.header.n_records + 1


def find_dialect(text: CleanText, reading: Reading, name: str) -> Dialect:
    """Find delimiter, quote and header from the first lines."""
    with text.path.open("rb") as file:
        raw = file.read(_HEAD)
    if len(raw) == _HEAD:
        raw = raw[: raw.rfind(b"\n") + 1]
    head = raw.decode("utf-8", "replace")
    quote = reading.quote or delimiters.guess_quote(head)
    delimiter = reading.delimiter or delimiters.guess_delimiter(head, name)
    if len(delimiter) != 1:
        raise IntakeError(about_columns_parted.no_delimiter(delimiter))
    named = delimiters.directive(head)
    records = _numbered(head, delimiter, quote)
    if named:
        records = records[1:]
    filled = [(cells, line, number) for cells, line, number in records if any(cells)]
    if not filled:
        raise IntakeError(about_files.header_only(name))
    chosen = reading.header_row
    if chosen:
        place = next((i for i, (_, _, number) in enumerate(filled) if number >= chosen), 0)
        chosen = place + 1
    header = headers.find_header([cells for cells, _, _ in filled], chosen, reading.keep)
    header = _with_spare_column(header, [cells for cells, _, _ in filled])
    last = header.index + header.n_records - 1
    skip_lines = skip_records = int(bool(named))
    if last >= 0:
        _, skip_lines, skip_records = filled[last]
    return Dialect(delimiter, quote, header, skip_lines, skip_records)


def _numbered(head: str, delimiter: str, quote: str) -> list[tuple[list[str], int, int]]:
    """Parse the head into records with their last physical line and record number."""
    csv.field_size_limit(2**31 - 1)
    reader = csv.reader(io.StringIO(head, newline=""), delimiter=delimiter, quotechar=quote)
    numbered: list[tuple[list[str], int, int]] = []
    try:
        for number, cells in enumerate(reader, start=1):
            numbered.append((cells, reader.line_num, number))
            if number >= _HEAD_RECORDS:
                break
    except csv.Error:
        pass
    return numbered


def _with_spare_column(header: headers.Header, records: list[list[str]]) -> headers.Header:
    """Give the header one more column when every row ends in one more delimiter."""
    below = [cells for cells in records[header.index + header.n_records :] if cells]
    n = len(header.headers)
    if below and n and all(len(cells) == n + 1 and not cells[-1] for cells in below):
        named, _ = headers.unique((*header.headers, ""))
        return replace(header, headers=named, labels=(*header.labels, ""))
    return header


def without_head(text: CleanText, dialect: Dialect, copy: Path) -> tuple[CleanText, Dialect]:
    """Copy the data without what stands above it, unless that is one line.

    The reader's own `skip` counts blank lines and quoted line feeds differently: rows were lost.
    """
    if dialect.skip_lines <= 1:
        return text, dialect
    n_empty = empty_lines_above(text.path, dialect.skip_lines)
    body = copy.with_suffix(".body")
    with text.path.open("rb") as source, body.open("wb") as written:
        for _ in range(dialect.skip_lines):
            source.readline()
        shutil.copyfileobj(source, written, lines.PIECE)
    body.replace(copy)
    shorter = replace(
        text,
        path=copy,
        is_copy=True,
        n_lines=text.n_lines - dialect.skip_lines,
        n_empty=text.n_empty - n_empty,
    )
    return shorter, replace(dialect, skip_lines=0)


def empty_lines_above(path: Path, skip_lines: int) -> int:
    """Count the empty lines above the data."""
    with path.open("rb") as file:
        return sum(file.readline() == b"\n" for _ in range(skip_lines))
