"""How does a received file become rows of text, with every row accounted for?

Every format is read its own way (`formats`); what is no response in any of them (blank
rows, a total under the data) is dropped and counted here.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from cx.intake import text_formulas
from cx.intake.branches import join_branches
from cx.intake.coded import with_labels
from cx.intake.counted_tables import expand, find_counts
from cx.intake.file_facts import Received
from cx.intake.formats import STAGES
from cx.intake.headers import SECOND_ROW
from cx.intake.no_responses import SUSPECT, no_responses
from cx.intake.pivoting import pivoted
from cx.intake.progress import Progress, doing_read, silent
from cx.intake.rewriting import rewrite
from cx.intake.sentences import about_counts, about_files, about_headers, about_rows, about_scales
from cx.intake.staged import LeftOut, Reading, Staged, StagedRows, row_label
from cx.intake.text_staging import stage_text
from cx.problems import IntakeError, Problem

STAGED_FILE = "staged.parquet"


def stage(
    received: Received, reading: Reading, folder: Path, progress: Progress = silent
) -> Staged:
    """Read a file into `folder/staged.parquet`, all columns as text.

    Errors: IntakeError when nothing fits the reading, or when lines do not add up.
    """
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / STAGED_FILE
    rows = _staged_rows(received, reading, target, progress)
    if not rows.header.headers:
        raise IntakeError(about_files.empty(received.name))
    left_out = rows.left_out
    n_rows = rows.n_rows
    first_row = rows.first_row
    blank = [item.row for item in left_out if item.code == "blank_row"]
    found = no_responses(target, rows.header, first_row, blank, reading.keep)
    suspects = [item.row for _, item in found if item.code == SUSPECT]
    dropped = [(position, item) for position, item in found if item.code != SUSPECT]
    if dropped:
        positions = np.array([position for position, _ in dropped], dtype=np.int64)
        n_rows = rewrite(target, drop_rows=positions, first_row=first_row)
        first_row = None
        left_out = tuple(sorted((*left_out, *(item for _, item in dropped)), key=lambda i: i.row))
    if not n_rows:
        raise IntakeError(about_files.header_only(received.name))
    if rows.header.second:
        left_out = (LeftOut(rows.header.index + 2, SECOND_ROW), *left_out)
    names = [f"c{n}" for n in range(len(rows.header.headers))]
    n_formulas = text_formulas.unwrap(target, names)
    formulas = (about_rows.text_formulas(n_formulas),) if n_formulas else ()
    joined = join_branches(target, rows.header.headers) if rows.header.n_renamed else ()
    counted: list[Problem] = []
    if reading.counts:
        n_lines = n_rows
        n_rows, uncounted = expand(target, first_row, rows.header.headers, reading.counts)
        first_row, left_out = None, (*left_out, *uncounted)
        counted.append(about_counts.counts_expanded(reading.counts, n_lines, n_rows))
    elif reading.counts is None:
        table = find_counts(target, first_row, rows.header.headers, n_rows)
        if table is not None:
            counted.append(
                about_counts.counts_asked(
                    table.header, table.n_rows, table.n_answers, table.examples
                )
            )
    progress(doing_read(), 1.0)
    staged = Staged(
        path=target,
        name=received.name,
        sha256=received.sha256,
        headers=rows.header.headers,
        labels=rows.header.labels,
        n_rows=n_rows,
        n_lines=rows.n_lines,
        left_out=left_out,
        mends=rows.mends,
        problems=(
            *received.problems,
            *rows.problems,
            *_notes(rows, left_out, suspects),
            *formulas,
            *(about_scales.branches_joined(header) for header in joined),
            *counted,
        ),
        reading=replace(
            rows.reading,
            pivot=reading.pivot,
            keep_codes=reading.keep_codes,
            counts=reading.counts,
            keep=reading.keep,
            leave_hidden=reading.leave_hidden,
        ),
        first_row=first_row,
        upload=received.path if received.path.parent == folder else None,
    )
    staged = with_labels(staged, received)
    return pivoted(staged, reading.pivot) if reading.pivot else staged


def _staged_rows(
    received: Received, reading: Reading, target: Path, progress: Progress
) -> StagedRows:
    return STAGES.get(received.format, stage_text)(received, reading, target, progress)


def _notes(
    rows: StagedRows, left_out: tuple[LeftOut, ...], suspects: Sequence[int]
) -> list[Problem]:
    notes: list[Problem] = []
    for code in about_rows.NO_RESPONSE_CODES:
        numbers = [row_label(i.row, rows.reading.sheets) for i in left_out if i.code == code]
        if numbers:
            notes.append(about_rows.no_responses(code, numbers))
    if suspects:
        notes.append(about_rows.total_suspected(suspects))
    header = rows.header
    if header.tool:
        notes.append(about_rows.survey_tool(header.tool, header.n_records))
    if header.n_renamed:
        notes.append(about_rows.headers_renamed(header.n_renamed))
    if header.second:
        notes.append(about_headers.second_header_row(header.second, header.index + 2))
    if header.first and header.index >= 0:
        notes.append(about_headers.header_unsure(header.first))
    if header.index < 0:
        notes.append(about_headers.no_header(len(header.headers)))
    elif rows.reading.header_row and rows.reading.header_row > 1:
        notes.append(about_rows.title_lines(rows.reading.header_row - 1))
    if rows.mends:
        notes.append(about_rows.quotes_mended([mend.row for mend in rows.mends]))
    return notes
