"""Can this Parquet file be read, and how do its columns become text?"""

# ruff: noqa: S608 - names are c0, c1, ... of our own; texts are quoted where SQL is written

from pathlib import Path

import pyarrow.parquet as pq
from pyarrow import ArrowException

from cx.intake import headers
from cx.intake.file_facts import Received
from cx.intake.formats import limits
from cx.intake.formats.given import Given
from cx.intake.progress import Progress
from cx.intake.sentences import about_files
from cx.intake.sql import ask_row, identifier, literal, parquet
from cx.intake.staged import Reading, StagedRows
from cx.problems import IntakeError
from cx.store.engine import cursor


def take_in(given: Given) -> Received:
    """Take in a Parquet file by what its footer says."""
    try:
        facts = pq.read_metadata(given.path)
    except (ArrowException, OSError) as error:
        raise IntakeError(about_files.damaged(given.name)) from error
    limits.check_columns(given.name, facts.num_columns)
    if not facts.num_rows:
        raise IntakeError(about_files.header_only(given.name))
    return given.received("parquet")


def stage(received: Received, reading: Reading, target: Path, progress: Progress) -> StagedRows:
    """Cast every column to text; rows are numbered from 1."""
    source = parquet(received.path)
    with cursor() as con:
        described = con.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()
        kinds = {name: kind for name, kind, *_ in described}
        columns = ", ".join(
            f"nullif({_as_text(name, kind)}, '') AS c{number}"
            for number, (name, kind) in enumerate(kinds.items())
        )
        (n_rows,) = ask_row(
            con,
            f"COPY (SELECT row_number() OVER () AS row, {columns} FROM {source}) "
            f"TO {literal(target)} (FORMAT parquet)",
        )
    named, renamed = headers.unique(list(kinds))
    header = headers.Header(0, 1, named, ("",) * len(named), None, renamed)
    return StagedRows(header, int(n_rows), int(n_rows), Reading())


def _as_text(name: str, kind: str) -> str:
    """Write a typed column as the text that a person would have written."""
    column = identifier(name)
    if kind == "TIMESTAMP WITH TIME ZONE":
        return f"CAST(CAST({column} AT TIME ZONE 'UTC' AS TIMESTAMP) AS VARCHAR) || ' UTC'"
    if kind in ("DOUBLE", "FLOAT"):  # 9.0 is the answer 9
        return f"regexp_replace(CAST({column} AS VARCHAR), '\\.0$', '')"
    return f"CAST({column} AS VARCHAR)"
