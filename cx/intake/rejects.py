"""Which records did the reader not take, on which row do they stand, and how are they mended?"""

# ruff: noqa: S608 - the name of the table is our own

import shutil
from dataclasses import dataclass
from pathlib import Path

import duckdb

from cx.intake import delimiters, lines
from cx.intake.clean_text import CleanText
from cx.intake.dialect import Dialect
from cx.intake.quotes import mended_line
from cx.intake.sentences import about_files
from cx.intake.staged import LeftOut, Mend
from cx.problems import IntakeError

MAX_LINE = 2 * 1024 * 1024  # bytes; a larger buffer for each thread made reading 30 % slower


@dataclass(frozen=True, slots=True)
class Reject:
    """One record that the reader did not take."""

    position: int  # of the first byte of its first line
    code: str
    n_fields: int
    n_feeds: int


def read_rejects(con: duckdb.DuckDBPyConnection, table: str, dialect: Dialect) -> list[Reject]:
    """Return what the reader stored in its table of rejects, one item for each record."""
    rows = con.execute(
        "SELECT line_byte_position, list(error_type::VARCHAR), any_value(csv_line) "
        f"FROM {table} GROUP BY line_byte_position ORDER BY line_byte_position"
    ).fetchall()
    return [_reject(position, set(kinds), line or "", dialect) for position, kinds, line in rows]


def _reject(position: int, kinds: set[str], line: str, dialect: Dialect) -> Reject:
    # The engine puts blank lines that stand before a bad line in front of it.
    body = line.strip("\n")
    n_feeds = body.count("\n")
    if "UNQUOTED VALUE" in kinds:
        return Reject(position, "unclosed_quote", 0, n_feeds)
    if not body.strip():
        return Reject(position, "blank_row", 0, n_feeds)
    if "LINE SIZE OVER MAXIMUM" in kinds:
        return Reject(position, "line_too_long", 0, n_feeds)
    cells = next(iter(delimiters.parse_head(body, dialect.delimiter, dialect.quote, 1)), [])
    n = dialect.n_columns
    if "TOO MANY COLUMNS" in kinds:
        return Reject(position, "too_many_fields", max(len(cells), n + 1), n_feeds)
    if "MISSING COLUMNS" in kinds:
        return Reject(position, "too_few_fields", min(len(cells), n - 1), n_feeds)
    return Reject(position, "unreadable_line", 0, n_feeds)


def number_rejects(
    text: CleanText, dialect: Dialect, name: str, rejects: list[Reject], n_blank: int, n_feeds: int
) -> list[LeftOut]:
    """Give every rejected and blank record its row number.

    `n_feeds` counts the line feeds inside values: where there are any, lines are no records.
    """
    if not rejects and not n_blank:
        return []
    if n_feeds or (n_blank and rejects):  # positions of the engine are not exact then
        blank, uneven = lines.records_that_differ(
            text.path, dialect.skip_lines, dialect.delimiter, dialect.quote,
            dialect.n_columns,
        )  # fmt: skip
        bad = [reject for reject in rejects if reject.code != "blank_row"]
        if len(uneven) != len(bad):
            raise IntakeError(about_files.unbalanced(name, len(uneven), len(bad)))
        first = dialect.skip_records
        left_out = [LeftOut(first + row, "blank_row") for row in blank]
        left_out += [
            LeftOut(first + row, reject.code, str(reject.n_fields or ""))
            for row, reject in zip(uneven, bad, strict=True)
        ]
        return sorted(left_out, key=lambda item: item.row)
    numbers = lines.line_numbers(text.path, [reject.position for reject in rejects])
    shift = dialect.skip_records - dialect.skip_lines  # headers may hold line feeds
    left_out = [
        LeftOut(number + shift, reject.code, str(reject.n_fields or ""))
        for number, reject in zip(numbers, rejects, strict=True)
    ]
    if n_blank:
        left_out += [
            LeftOut(number + shift, "blank_row")
            for number in lines.empty_lines(text.path)
            if number > dialect.skip_lines
        ]
    return sorted(left_out, key=lambda item: item.row)


def mend(path: Path, position: int, dialect: Dialect) -> Mend:
    """Close or take away the quote that is opened on the line at `position`; rewrite the copy."""
    position = _line_start(path, position)
    number = lines.line_numbers(path, [position])[0]
    with path.open("rb") as file:
        file.seek(position)
        line = file.readline()
    body = line.rstrip(b"\n").decode("utf-8", "replace")
    mended = mended_line(body, dialect.delimiter, dialect.quote, dialect.n_columns)
    other = path.with_suffix(".mended")
    with path.open("rb") as source, other.open("wb") as written:
        left = position
        while left:
            piece = source.read(min(left, lines.PIECE))
            written.write(piece)
            left -= len(piece)
        source.readline()
        written.write(mended.encode("utf-8") + (b"\n" if line.endswith(b"\n") else b""))
        shutil.copyfileobj(source, written, lines.PIECE)
    other.replace(path)
    return Mend(number, "unclosed_quote")


def _line_start(path: Path, position: int) -> int:
    """Return where the line begins that a position is meant for: blank lines shift positions."""
    with path.open("rb") as file:
        start = max(0, position - MAX_LINE)
        file.seek(start)
        before = file.read(position - start)
        begin = start + before.rfind(b"\n") + 1
        file.seek(begin)
        while (line := file.readline()) and not line.strip():
            begin += len(line)
    return begin
