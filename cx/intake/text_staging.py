"""How does a delimited text become rows, with every line accounted for?

1. Clean text (UTF-8, line feeds, no zero bytes) is read in place; other text is copied once.
2. Delimiter and header come from the first lines.
3. DuckDB reads all columns as text and stores what it rejects; rejects give the lines left out.
4. A quote that is opened and not closed swallows rows: it is mended in the copy and read again.
5. Balance: header + rows + line feeds inside values + rejected + blank = lines of the file.
"""

# ruff: noqa: S608 - names are c0, c1, ... of our own; texts are quoted where SQL is written

import shutil
import uuid
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from cx.intake import delimiters
from cx.intake.clean_text import CleanText, clean_text
from cx.intake.dialect import Dialect, empty_lines_above, find_dialect, without_head
from cx.intake.escapes import with_doubled_quotes
from cx.intake.file_facts import Received
from cx.intake.fixed_width import FIXED, head_starts, with_tabs
from cx.intake.progress import Progress, doing_read
from cx.intake.rejects import MAX_LINE, Reject, mend, number_rejects, read_rejects
from cx.intake.rewriting import rewrite
from cx.intake.sentences import about_columns_parted, about_files, about_letters, about_rows
from cx.intake.sql import ask_row, literal, parquet
from cx.intake.staged import LeftOut, Mend, Reading, StagedRows, source_sql
from cx.problems import IntakeError, Problem
from cx.store.engine import cursor

MAX_MENDS = 40
_HEAD = 64 * 1024
_REFUSE_SHARE = 0.5  # of all lines that do not fit: the reading is wrong, not the lines
# Measured on 1M rows: a quarter of the time of the usual layout goes into compressing, and into
# dictionaries of ids that are given up when they are full.
_LAYOUT = (
    "FORMAT parquet, COMPRESSION uncompressed, DICTIONARY_SIZE_LIMIT 5000, ROW_GROUP_SIZE 61440"
)


def stage_text(
    received: Received, reading: Reading, target: Path, progress: Progress
) -> StagedRows:
    """Read a delimited text into `target` as text columns."""
    progress(doing_read(), 0.05)
    copy = target.with_name("clean.txt")
    try:
        whole = clean_text(received, reading.encoding, copy)
        whole = with_doubled_quotes(whole, reading.delimiter, copy)
        starts: tuple[int, ...] = ()
        if reading.delimiter in (None, FIXED):
            whole, starts, reading = _without_widths(whole, reading, received.name, copy)
        dialect = find_dialect(whole, reading, received.name)
        progress(doing_read(), 0.2)
        text, dialect = without_head(whole, dialect, copy)
        rows = _stage(text, dialect, received.name, target, progress)
        return replace(
            rows,
            n_lines=whole.n_lines,
            problems=(*rows.problems, *_parted(whole, dialect, starts)),
            reading=replace(rows.reading, delimiter=FIXED) if starts else rows.reading,
        )
    finally:
        copy.unlink(missing_ok=True)


def _without_widths(
    text: CleanText, reading: Reading, name: str, copy: Path
) -> tuple[CleanText, tuple[int, ...], Reading]:
    """Part columns of fixed width by tabs, where that is asked for or no delimiter is seen."""
    if reading.delimiter is None:
        with text.path.open("rb") as file:
            head = file.read(_HEAD).decode("utf-8", "replace")
        mark = delimiters.guess_delimiter(head, name)
        if delimiters.directive(head) or delimiters.parts_lines(head, mark):
            return text, (), reading
    starts = head_starts(text)
    if not starts:
        if reading.delimiter == FIXED:
            raise IntakeError(about_columns_parted.no_fixed_width())
        return text, (), reading
    return with_tabs(text, starts, copy), starts, replace(reading, delimiter="\t", quote='"')


def _parted(text: CleanText, dialect: Dialect, starts: tuple[int, ...]) -> Iterator[Problem]:
    """Say how lines were parted into columns, where that is unusual."""
    if starts:
        yield about_columns_parted.fixed_width(starts)
    if text.n_backslashes:
        yield about_columns_parted.backslashes(text.n_backslashes)
    if dialect.n_columns == 1 and not starts:
        with text.path.open("rb") as file:
            mark = delimiters.frequent_mark(file.read(_HEAD).decode("utf-8", "replace"))
        if mark is not None:
            yield about_columns_parted.one_column(mark)


def _stage(
    text: CleanText, dialect: Dialect, name: str, target: Path, progress: Progress
) -> StagedRows:
    """Read the text, mending one open quote after the other until none swallows rows."""
    mends: list[Mend] = []
    copy = target.with_name("clean.txt")
    while True:
        n_rows, rejects = _read(text.path, dialect, target)
        progress(doing_read(), 0.7)
        opened = next((reject for reject in rejects if reject.code == "unclosed_quote"), None)
        if opened is None:
            return _accounted(text, dialect, name, target, n_rows, rejects, tuple(mends))
        if len(mends) >= MAX_MENDS:
            raise IntakeError(about_files.too_many_quotes(name, mends[0].row, MAX_MENDS))
        if not text.is_copy:
            shutil.copyfile(text.path, copy)
            text = replace(text, path=copy, is_copy=True)
        mends.append(mend(text.path, opened.position, dialect))


def _read(path: Path, dialect: Dialect, target: Path) -> tuple[int, list[Reject]]:
    """Read all columns as text into Parquet; return the rows read and what was rejected."""
    columns = ", ".join(f"'c{number}': 'VARCHAR'" for number in range(dialect.n_columns))
    quote = literal(dialect.quote)
    mark = uuid.uuid4().hex  # tables of rejects are shared by all cursors
    source = (
        f"read_csv({literal(path)}, columns={{{columns}}}, delim={literal(dialect.delimiter)}, "
        f"quote={quote}, escape={quote}, header=false, skip={dialect.skip_lines}, "
        f"new_line='\\n', auto_detect=false, strict_mode=true, max_line_size={MAX_LINE}, "
        f"store_rejects=true, rejects_table='errors_{mark}', rejects_scan='scans_{mark}')"
    )
    with cursor() as con:
        try:
            (n_rows,) = ask_row(
                con, f"COPY (SELECT * FROM {source}) TO {literal(target)} ({_LAYOUT})"
            )
            rejects = read_rejects(con, f"errors_{mark}", dialect)
        finally:
            con.execute(f"DROP TABLE IF EXISTS errors_{mark}")
            con.execute(f"DROP TABLE IF EXISTS scans_{mark}")
    return int(n_rows), rejects


def _accounted(
    text: CleanText,
    dialect: Dialect,
    name: str,
    target: Path,
    n_rows: int,
    rejects: list[Reject],
    mends: tuple[Mend, ...],
) -> StagedRows:
    """Number the rows, drop what is no response, and check that every line is accounted for."""
    n_columns = dialect.n_columns
    n_bad = sum(reject.code != "blank_row" for reject in rejects)
    if n_bad > _REFUSE_SHARE * max(1, n_rows + n_bad) and n_bad > 1:
        raise IntakeError(about_files.nothing_fits(name, n_bad, n_rows + n_bad, n_columns))
    if not n_rows:
        raise IntakeError(about_files.header_only(name))
    reject_feeds = sum(reject.n_feeds for reject in rejects)
    n_empty = text.n_empty - empty_lines_above(text.path, dialect.skip_lines)
    seen = dialect.skip_lines + n_rows + len(rejects) + reject_feeds
    # Values with line feeds have fewer empty lines than feeds, so equality means: there are none.
    is_plain = n_columns > 1 and seen + n_empty == text.n_lines
    inside, inside_empty = (0, 0) if is_plain else _feeds_inside(target, n_columns)
    blank = max(0, n_empty - inside_empty) if n_columns > 1 else 0
    accounted = seen + inside + blank
    if accounted != text.n_lines:
        raise IntakeError(about_files.unbalanced(name, text.n_lines, accounted))
    left_out = number_rejects(text, dialect, name, rejects, blank, inside + reject_feeds)
    if left_out:
        skipped = np.array(sorted(item.row for item in left_out), dtype=np.int64)
        rewrite(target, skipped_records=skipped, first_row=dialect.skip_records + 1)
    return StagedRows(
        header=dialect.header,
        n_rows=n_rows,
        n_lines=text.n_lines,
        left_out=tuple(left_out),
        mends=_numbered_mends(mends, dialect, inside),
        problems=tuple(_problems(text, dialect, left_out, n_rows + len(left_out), target)),
        reading=Reading(
            encoding=text.encoding,
            delimiter=dialect.delimiter,
            quote=dialect.quote,
            header_row=dialect.header_row,
        ),
        first_row=None if left_out else dialect.skip_records + 1,
    )


def _feeds_inside(target: Path, n_columns: int) -> tuple[int, int]:
    """Count line feeds, and empty lines, inside the values."""

    def total(found: str, kept: str) -> str:
        """Add up how many bytes the values that hold `found` lose when `kept` stays of them."""
        # Few values hold a line feed: looking for one costs a tenth of replacing in all.
        sums = (
            f"coalesce(sum(CASE WHEN contains(c{n}, {found}) "
            f"THEN strlen(c{n}) - strlen({kept.format(f'c{n}')}) END), 0)"
            for n in range(n_columns)
        )
        return " + ".join(sums)

    inside = total("chr(10)", "replace({}, chr(10), '')")
    empty = total("chr(10) || chr(10)", "regexp_replace({}, '\\n+', chr(10), 'g')")
    with cursor() as con:
        n_inside, n_empty = ask_row(con, f"SELECT {inside}, {empty} FROM {parquet(target)}")
    return int(n_inside), int(n_empty)


def _numbered_mends(mends: tuple[Mend, ...], dialect: Dialect, inside: int) -> tuple[Mend, ...]:
    if inside:
        return mends  # physical lines: records cannot be told before the file is mended
    shift = dialect.skip_records - dialect.skip_lines
    return tuple(replace(mend, row=mend.row + shift) for mend in mends)


def _problems(
    text: CleanText,
    dialect: Dialect,
    left_out: list[LeftOut],
    total: int,
    target: Path,
) -> Iterator[Problem]:
    for code in about_rows.LINE_CODES:
        rows = [item for item in left_out if item.code == code]
        if rows:
            yield about_rows.lines_left_out(code, rows, total, dialect.n_columns)
    if text.n_other_page:
        yield about_letters.mixed_encodings(text.n_other_page, text.encoding)
    if text.n_unreadable:
        first_row = None if left_out else dialect.skip_records + 1
        rows_hit = _rows_with_unreadable(target, dialect.n_columns, first_row)
        yield about_letters.unreadable_characters(text.n_unreadable, text.encoding, rows_hit)
    if text.n_invisible:
        yield about_letters.invisible_marks(text.n_invisible)
    if text.n_nul:
        yield about_rows.zero_bytes(text.n_nul)


def _rows_with_unreadable(target: Path, n_columns: int, first_row: int | None) -> list[int]:
    """Number the rows in which some character could not be read."""
    found = " OR ".join(f"contains(c{n}, chr(65533))" for n in range(n_columns))
    with cursor() as con:
        rows = con.execute(
            f"SELECT row FROM {source_sql(target, first_row)} WHERE {found} ORDER BY row"
        ).fetchall()
    return [int(number) for (number,) in rows]
