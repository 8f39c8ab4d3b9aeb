"""Codes of a staged workbook become labels, where another of its sheets says what they mean."""

# ruff: noqa: S608 - names are c0, c1, ... of our own; texts are quoted where SQL is written

from dataclasses import replace

import duckdb

from cx.intake import sheets
from cx.intake.code_books import MOST_CODES, CodeBook, Fit, Values, fit, read_code_book
from cx.intake.file_facts import Received
from cx.intake.sentences import about_codes
from cx.intake.sql import literal, literals
from cx.intake.staged import Staged
from cx.problems import Problem
from cx.store.engine import cursor

_MOST_ROWS, _MOST_COLUMNS = 5_000, 15  # of a sheet that may be a code book


def with_labels(staged: Staged, received: Received) -> Staged:
    """Put the labels of code books into the cells, and texts of questions beside the headers."""
    others = [
        sheet.name
        for sheet in received.sheets
        if sheet.name not in staged.reading.sheets
        and 2 <= sheet.n_columns <= _MOST_COLUMNS
        and 0 < sheet.n_rows <= _MOST_ROWS
    ]
    if not others or staged.reading.keep_codes:
        return staged
    with cursor() as con:
        values = _values(con, staged)
        books = []
        for name in others:
            cells = sheets.sheet_texts(received.path, received.name, name)
            book = read_code_book(name, cells, values)
            if book is not None:
                books.append(book)
        for book in books:
            staged = _with_book(con, staged, book, values)
    return staged


def _values(con: duckdb.DuckDBPyConnection, staged: Staged) -> Values:
    """Count the values of every column; of one with many, none, since they are no codes."""
    found: dict[str, dict[str, int]] = {}
    for header, name in zip(staged.headers, staged.column_names, strict=True):
        rows = con.execute(
            f"SELECT {name}, count(*) FROM {staged.source} WHERE {name} IS NOT NULL "
            f"GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {MOST_CODES + 1}"
        ).fetchall()
        found[header] = {} if len(rows) > MOST_CODES else {str(text): int(n) for text, n in rows}
    return found


def _with_book(
    con: duckdb.DuckDBPyConnection, staged: Staged, book: CodeBook, values: Values
) -> Staged:
    labels = dict(zip(staged.headers, staged.labels, strict=True))
    asked = {h: text for h, text in book.questions.items() if not labels[h]}
    labels |= asked
    fits = {
        header: fit(found, values[header], f"{header} {labels[header]}")
        for header, found in book.labels.items()
        if values[header]
    }
    joined = {header: found for header, found in fits.items() if found.fits}
    if joined:
        _rewrite(con, staged, joined)
    return replace(
        staged,
        labels=tuple(labels[header] for header in staged.headers),
        problems=(*staged.problems, *_told(book.sheet, fits, joined, list(asked))),
    )


def _rewrite(con: duckdb.DuckDBPyConnection, staged: Staged, joined: dict[str, Fit]) -> None:
    cells = []
    for header, name in zip(staged.headers, staged.column_names, strict=True):
        if header in joined:
            before, after = zip(*joined[header].becomes.items(), strict=True)
            made = f"map([{literals(before)}], [{literals(after)}])[{name}]"
            cells.append(f"coalesce({made}, {name}) AS {name}")
        else:
            cells.append(name)
    other = staged.path.with_suffix(".labelled")
    con.execute(
        f"COPY (SELECT row, {', '.join(cells)} FROM {staged.source} ORDER BY row) "
        f"TO {literal(other)} (FORMAT parquet)"
    )
    other.replace(staged.path)


def _told(
    sheet: str, fits: dict[str, Fit], joined: dict[str, Fit], asked: list[str]
) -> list[Problem]:
    told = []
    if joined:
        first = next(iter(joined.values()))
        before, after = next(iter(first.becomes.items()))
        counts = {header: found.n for header, found in joined.items()}
        told.append(about_codes.joined(sheet, counts, before, after))
    for header, found in fits.items():
        n = sum(found.unmatched.values())
        if header in joined and n:
            told.append(about_codes.unmatched(header, sheet, list(found.unmatched), n))
        elif header not in joined and found.becomes:
            told.append(about_codes.no_fit(header, sheet, list(found.unmatched)))
    if asked:
        told.append(about_codes.questions(sheet, asked))
    return told
