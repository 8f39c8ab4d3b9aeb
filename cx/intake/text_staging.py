"""How does a delimited text become rows, with every line accounted for?

1. Clean text (UTF-8, line feeds, no zero bytes) is read in place; other text is copied once.
2. Delimiter and header come from the first lines.
3. DuckDB reads all columns as text and stores what it rejects; rejects give the lines left out.
4. A quote that is opened and not closed swallows rows: it is mended in the copy and read again.
5. Balance: header + rows + line feeds inside values + rejected + blank = lines of the file.
"""

# ruff: noqa: S608 - names are c0, c1, ... of our own; texts are quoted where SQL is written

from __future__ import annotations

import codecs
import csv
import shutil
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb
import numpy as np

from cx.intake import delimiters, encodings, headers, lines, sentences
from cx.intake.asking import one
from cx.intake.lines import LineCounter
from cx.intake.progress import Progress
from cx.intake.quotes import mended_line
from cx.intake.received import Received
from cx.intake.rewriting import rewrite
from cx.intake.staged import LeftOut, Mend, Reading
from cx.problems import IntakeError, Problem
from cx.store.engine import cursor

MAX_MENDS = 40
_HEAD = 512 * 1024
_MAX_LINE = 2 * 1024 * 1024  # a larger buffer for each thread made reading 30 % slower
_REFUSE_SHARE = 0.5  # of all lines that do not fit: the reading is wrong, not the lines


@dataclass(frozen=True, slots=True)
class CleanText:
    """Text that DuckDB can read: where it is, and what was done to it."""

    path: Path
    is_copy: bool
    n_lines: int
    n_empty: int
    encoding: str
    n_unreadable: int = 0  # characters that the encoding does not have
    n_nul: int = 0
    bom: bool = False


@dataclass(frozen=True, slots=True)
class Dialect:
    """How one text is parted into records and fields."""

    delimiter: str
    quote: str
    header: headers.Header
    skip_lines: int  # physical lines before the first data row
    skip_records: int  # records before the first data row, blank ones counted


@dataclass(frozen=True, slots=True)
class Reject:
    """One record that the reader did not take."""

    position: int  # of the first byte of its first line
    code: str
    n_fields: int
    n_feeds: int


@dataclass(frozen=True, slots=True)
class TextRows:
    """What became of a text."""

    headers: headers.Header
    n_rows: int
    n_lines: int
    left_out: tuple[LeftOut, ...]
    mends: tuple[Mend, ...]
    problems: tuple[Problem, ...]
    reading: Reading
    first_row: int | None  # rows are numbered from here; None: numbers are stored


def stage_text(received: Received, reading: Reading, target: Path, progress: Progress) -> TextRows:
    """Read a delimited text into `target` as text columns."""
    progress(sentences.DOING_READ, 0.05)
    copy = target.with_name("clean.txt")
    try:
        text = clean_text(received, reading.encoding, copy)
        dialect = find_dialect(text, reading, received.name)
        progress(sentences.DOING_READ, 0.2)
        n_lines = text.n_lines
        text, dialect = _without_head(text, dialect, copy)
        rows = _stage(text, dialect, received, target, progress)
        return replace(rows, n_lines=n_lines)
    finally:
        copy.unlink(missing_ok=True)


def clean_text(received: Received, encoding: str | None, copy: Path) -> CleanText:
    """Return the text as UTF-8 with line feeds; copy it only where it is not so already."""
    facts = received.text
    if facts is None:
        raise TypeError("A text file has facts.")
    wanted = encoding or received.encoding or "utf-8"
    is_utf8 = wanted.lower() in ("utf-8", "utf8", "utf-8-sig", "ascii")
    in_place = facts.ascii or (is_utf8 and facts.utf8)
    if in_place and not (facts.has_cr or facts.n_nul or facts.bom):
        return CleanText(received.path, False, facts.n_lines, facts.n_empty_lines, wanted)
    if is_utf8:
        wanted = "utf-8"
    return _copied(received, wanted, copy)


def _copied(received: Received, encoding: str, copy: Path) -> CleanText:
    try:
        codec = codecs.lookup(encoding)
    except LookupError as error:
        raise IntakeError(sentences.unknown_encoding(encoding, encodings.CODE_PAGES)) from error
    decoder = codec.incrementaldecoder("replace")
    counter, unreadable, zeros, carried, first = LineCounter(), 0, 0, "", True
    bom = False
    with copy.open("wb") as file:
        for piece in _with_end(received.path):
            text = carried + decoder.decode(piece, final=not piece)
            if first and text:
                bom = text.startswith("\ufeff")
                text, first = text.removeprefix("\ufeff"), False
            carried = "\r" if text.endswith("\r") and piece else ""
            text = text.removesuffix("\r") if carried else text
            unreadable += text.count("\ufffd")
            zeros += text.count("\0")
            text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
            written = text.encode("utf-8", "replace")
            counter.feed(written)
            file.write(written)
    return CleanText(
        copy, True, counter.n_lines, counter.n_empty, codec.name, unreadable, zeros, bom
    )


def _with_end(path: Path) -> Iterator[bytes]:
    yield from lines.pieces(path)
    yield b""


def find_dialect(text: CleanText, reading: Reading, name: str) -> Dialect:
    """Find delimiter, quote and header from the first lines."""
    with text.path.open("rb") as file:
        raw = file.read(_HEAD)
    if len(raw) == _HEAD:
        raw = raw[: raw.rfind(b"\n") + 1]
    head = raw.decode("utf-8", "replace")
    quote = reading.quote or delimiters.guess_quote(head)
    delimiter = reading.delimiter or delimiters.guess_delimiter(head, name)
    named = delimiters.directive(head)
    records = _numbered(head, delimiter, quote)
    if named:
        records = records[1:]
    filled = [(cells, line, number) for cells, line, number in records if any(cells)]
    if not filled:
        raise IntakeError(sentences.header_only(name))
    chosen = reading.header_row
    if chosen:
        place = next((i for i, (_, _, number) in enumerate(filled) if number >= chosen), 0)
        chosen = place + 1
    found = headers.find_header([cells for cells, _, _ in filled], chosen)
    found = _with_spare_column(found, [cells for cells, _, _ in filled])
    last = found.index + found.n_records - 1
    skip_lines = skip_records = int(bool(named))
    if last >= 0:
        _, skip_lines, skip_records = filled[last]
    return Dialect(delimiter, quote, found, skip_lines, skip_records)


def _without_head(text: CleanText, dialect: Dialect, copy: Path) -> tuple[CleanText, Dialect]:
    """Copy the data without what stands above it, unless that is one line.

    The reader's own `skip` counts blank lines and quoted line feeds differently: rows were lost.
    """
    if dialect.skip_lines <= 1:
        return text, dialect
    n_empty = _empty_in_head(text.path, dialect.skip_lines)
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


def _numbered(head: str, delimiter: str, quote: str) -> list[tuple[list[str], int, int]]:
    """Parse the head into records with their last physical line and record number."""
    import io

    csv.field_size_limit(2**31 - 1)
    reader = csv.reader(io.StringIO(head, newline=""), delimiter=delimiter, quotechar=quote)
    found: list[tuple[list[str], int, int]] = []
    try:
        for number, cells in enumerate(reader, start=1):
            found.append((cells, reader.line_num, number))
            if number >= 300:
                break
    except csv.Error:
        pass
    return found


def _with_spare_column(found: headers.Header, records: list[list[str]]) -> headers.Header:
    """Give the header one more column when every row ends in one more delimiter."""
    below = [cells for cells in records[found.index + found.n_records :] if cells]
    n = len(found.headers)
    if below and n and all(len(cells) == n + 1 and not cells[-1] for cells in below):
        named, _ = headers.unique((*found.headers, ""))
        return replace(found, headers=named, labels=(*found.labels, ""))
    return found


def _stage(
    text: CleanText, dialect: Dialect, received: Received, target: Path, progress: Progress
) -> TextRows:
    mends: list[Mend] = []
    copy = target.with_name("clean.txt")
    while True:
        n_rows, rejects = _read(text.path, dialect, target)
        progress(sentences.DOING_READ, 0.7)
        opened = next((reject for reject in rejects if reject.code == "unclosed_quote"), None)
        if opened is None:
            break
        if len(mends) >= MAX_MENDS:
            raise IntakeError(sentences.too_many_quotes(received.name, mends[0].row, MAX_MENDS))
        if not text.is_copy:
            shutil.copyfile(text.path, copy)
            text = replace(text, path=copy, is_copy=True)
        mends.append(_mend(text.path, opened.position, dialect))
    return _accounted(text, dialect, received, target, n_rows, rejects, tuple(mends))


def _quoted(value: object) -> str:
    return "'" + str(value).replace("'", "''") + "'"


def _read(path: Path, dialect: Dialect, target: Path) -> tuple[int, list[Reject]]:
    """Read all columns as text into Parquet; return the rows read and what was rejected."""
    n = len(dialect.header.headers)
    columns = ", ".join(f"'c{number}': 'VARCHAR'" for number in range(n))
    mark = uuid.uuid4().hex
    source = (
        f"read_csv({_quoted(path)}, columns={{{columns}}}, delim={_quoted(dialect.delimiter)}, "
        f"quote={_quoted(dialect.quote)}, escape={_quoted(dialect.quote)}, header=false, "
        f"skip={dialect.skip_lines}, new_line='\\n', auto_detect=false, strict_mode=true, "
        f"max_line_size={_MAX_LINE}, store_rejects=true, rejects_table='errors_{mark}', "
        f"rejects_scan='scans_{mark}')"
    )
    with cursor() as con:
        try:
            counted = one(
                con,
                f"COPY (SELECT * FROM {source}) TO {_quoted(target)} (FORMAT parquet)",
            )
            rejects = _rejects(con, f"errors_{mark}", dialect)
        finally:
            con.execute(f"DROP TABLE IF EXISTS errors_{mark}")
            con.execute(f"DROP TABLE IF EXISTS scans_{mark}")
    return int(counted[0]) if counted else 0, rejects


def _rejects(con: duckdb.DuckDBPyConnection, table: str, dialect: Dialect) -> list[Reject]:
    found = con.execute(
        "SELECT line_byte_position, list(error_type::VARCHAR), any_value(csv_line) "
        f"FROM {table} GROUP BY line_byte_position ORDER BY line_byte_position"
    ).fetchall()
    return [_reject(position, set(kinds), line or "", dialect) for position, kinds, line in found]


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
    n = len(dialect.header.headers)
    if "TOO MANY COLUMNS" in kinds:
        return Reject(position, "too_many_fields", max(len(cells), n + 1), n_feeds)
    if "MISSING COLUMNS" in kinds:
        return Reject(position, "too_few_fields", min(len(cells), n - 1), n_feeds)
    return Reject(position, "unreadable_line", 0, n_feeds)


def _mend(path: Path, position: int, dialect: Dialect) -> Mend:
    """Close or take away the quote that is opened on the line at `position`; rewrite the copy."""
    position = _line_start(path, position)
    number = lines.line_numbers(path, [position])[0]
    with path.open("rb") as file:
        file.seek(position)
        line = file.readline()
    body = line.rstrip(b"\n").decode("utf-8", "replace")
    mended = mended_line(body, dialect.delimiter, dialect.quote, len(dialect.header.headers))
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
    return Mend(number, "unclosed_quote", "", "")


def _line_start(path: Path, position: int) -> int:
    """Return where the line begins that a position is meant for: blank lines shift positions."""
    with path.open("rb") as file:
        start = max(0, position - _MAX_LINE)
        file.seek(start)
        before = file.read(position - start)
        begin = start + before.rfind(b"\n") + 1
        file.seek(begin)
        while (line := file.readline()) and not line.strip():
            begin += len(line)
    return begin


def _accounted(
    text: CleanText,
    dialect: Dialect,
    received: Received,
    target: Path,
    n_rows: int,
    rejects: list[Reject],
    mends: tuple[Mend, ...],
) -> TextRows:
    """Number the rows, drop what is no response, and check that every line is accounted for."""
    n_columns = len(dialect.header.headers)
    n_bad = sum(reject.code != "blank_row" for reject in rejects)
    if n_bad > _REFUSE_SHARE * max(1, n_rows + n_bad) and n_bad > 1:
        raise IntakeError(sentences.nothing_fits(received.name, n_bad, n_rows + n_bad, n_columns))
    if not n_rows:
        raise IntakeError(sentences.header_only(received.name))
    reject_feeds = sum(reject.n_feeds for reject in rejects)
    head_empty = _empty_in_head(text.path, dialect.skip_lines)
    plain = dialect.skip_lines + n_rows + len(rejects) + reject_feeds + text.n_empty - head_empty
    # Values with line feeds have fewer empty lines than feeds, so equality means: there are none.
    is_plain = n_columns > 1 and plain == text.n_lines
    inside, inside_empty = (0, 0) if is_plain else _feeds_inside(target, n_columns)
    blank = max(0, text.n_empty - inside_empty - head_empty) if n_columns > 1 else 0
    accounted = dialect.skip_lines + n_rows + inside + len(rejects) + reject_feeds + blank
    if accounted != text.n_lines:
        raise IntakeError(sentences.unbalanced(received.name, text.n_lines, accounted))
    left_out = _numbered_rejects(text, dialect, rejects, blank, inside + reject_feeds)
    mends = _numbered_mends(mends, dialect, inside)
    if left_out:
        skipped = np.array(sorted(item.row for item in left_out), dtype=np.int64)
        rewrite(target, skipped_records=skipped, first_row=dialect.skip_records + 1)
    return TextRows(
        headers=dialect.header,
        n_rows=n_rows,
        n_lines=text.n_lines,
        left_out=tuple(left_out),
        mends=mends,
        problems=tuple(_text_problems(text, dialect, left_out, n_rows)),
        reading=Reading(
            encoding=text.encoding,
            delimiter=dialect.delimiter,
            quote=dialect.quote,
            header_row=_header_row(dialect),
        ),
        first_row=None if left_out else dialect.skip_records + 1,
    )


def _header_row(dialect: Dialect) -> int:
    if not dialect.header.n_records:
        return 0
    return dialect.skip_records - dialect.header.n_records + 1


def _feeds_inside(target: Path, n_columns: int) -> tuple[int, int]:
    """Count line feeds, and empty lines, inside the values."""
    names = [f"c{number}" for number in range(n_columns)]
    feeds = " + ".join(
        f"coalesce(sum(len({name}) - len(replace({name}, chr(10), ''))), 0)" for name in names
    )
    with cursor() as con:
        inside = one(con, f"SELECT {feeds} FROM read_parquet({_quoted(target)})")
        n_inside = int(inside[0]) if inside else 0
        if not n_inside:
            return 0, 0
        runs = " + ".join(
            f"coalesce(sum(len({name}) - len(regexp_replace({name}, '\\n+', chr(10), 'g'))), 0)"
            for name in names
        )
        empty = one(con, f"SELECT {runs} FROM read_parquet({_quoted(target)})")
    return n_inside, int(empty[0]) if empty else 0


def _empty_in_head(path: Path, skip_lines: int) -> int:
    with path.open("rb") as file:
        return sum(file.readline() == b"\n" for _ in range(skip_lines))


def _numbered_rejects(
    text: CleanText, dialect: Dialect, rejects: list[Reject], n_blank: int, inside: int
) -> list[LeftOut]:
    """Give every rejected and blank record its row number."""
    if not rejects and not n_blank:
        return []
    details = [str(reject.n_fields) if reject.n_fields else "" for reject in rejects]
    if inside or (n_blank and rejects):  # positions of the engine are not exact then
        blank, uneven, _ = lines.records_that_differ(
            text.path, dialect.skip_lines, dialect.delimiter, dialect.quote,
            len(dialect.header.headers),
        )  # fmt: skip
        bad = [reject for reject in rejects if reject.code != "blank_row"]
        if len(uneven) != len(bad):
            raise IntakeError(sentences.unbalanced(text.path.name, len(uneven), len(bad)))
        first = dialect.skip_records
        found = [LeftOut(first + row, "blank_row") for row in blank]
        found += [
            LeftOut(first + row, reject.code, str(reject.n_fields or ""))
            for row, reject in zip(uneven, bad, strict=True)
        ]
        return sorted(found, key=lambda item: item.row)
    numbers = lines.line_numbers(text.path, [reject.position for reject in rejects])
    shift = dialect.skip_records - dialect.skip_lines  # headers may hold line feeds
    found = [
        LeftOut(number + shift, reject.code, detail)
        for number, reject, detail in zip(numbers, rejects, details, strict=True)
    ]
    if n_blank:
        found += [
            LeftOut(number + shift, "blank_row")
            for number in lines.empty_lines(text.path)
            if number > dialect.skip_lines
        ]
    return sorted(found, key=lambda item: item.row)


def _numbered_mends(mends: tuple[Mend, ...], dialect: Dialect, inside: int) -> tuple[Mend, ...]:
    if inside:
        return mends  # physical lines: records cannot be told before the file is mended
    shift = dialect.skip_records - dialect.skip_lines
    return tuple(replace(mend, row=mend.row + shift) for mend in mends)


def _text_problems(
    text: CleanText, dialect: Dialect, left_out: list[LeftOut], n_rows: int
) -> list[Problem]:
    found: list[Problem] = []
    n_columns = len(dialect.header.headers)
    total = n_rows + len(left_out)
    for code in ("too_many_fields", "too_few_fields", "line_too_long", "unreadable_line"):
        rows = [item for item in left_out if item.code == code]
        if rows:
            found.append(sentences.lines_left_out(code, rows, total, n_columns))
    if text.n_unreadable:
        found.append(sentences.unreadable_characters(text.n_unreadable, text.encoding))
    if text.n_nul:
        found.append(sentences.zero_bytes(text.n_nul))
    return found
