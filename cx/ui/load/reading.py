"""How a file becomes a table: encoding, delimiter, header row or sheets, and which rows count."""

from collections.abc import Iterable
from dataclasses import replace

import streamlit as st

from cx.intake import Reading, Received, Staged
from cx.problems import Problem
from cx.text import say
from cx.ui.load import words

COUNTS = "counts"  # the problem that asks how many answers each row stands for
_MOST_HEADER_ROWS = 100


def ask_reading(received: Received, used: Reading) -> Reading:
    """Show how the file is read, and let it be changed."""
    if received.sheets:
        return replace(used, sheets=_ask_sheets(received, used))
    if received.encoding is None:
        return used
    shown = used.encoding or received.encoding
    with st.container(horizontal=True):
        encoding = st.selectbox(
            say("Encoding"),
            list(dict.fromkeys([shown, *received.encoding_alternatives])),
            width=200,
            help=say("Change it when letters look wrong in the table below."),
        )
        marks = {
            None: say("as found"),
            ",": say("comma ,"),
            ";": say("semicolon ;"),
            "\t": say("tab"),
            "|": say("bar |"),
            "fixed": say("fixed width"),
        }
        delimiter = st.selectbox(
            say("Columns are parted by"),
            list(dict.fromkeys([used.delimiter, *filter(None, marks)])),
            format_func=lambda mark: marks.get(mark, mark),
            width=200,
        )
        header_row = st.number_input(
            say("Header in row"),
            0,
            _MOST_HEADER_ROWS,
            header_row_of(used),
            width=140,
            help=say("The row of the file that names the columns; 0 when there is none."),
        )
    # What nobody changed stays as it was, found or stated.
    return replace(
        used,
        encoding=used.encoding if encoding == shown else encoding,
        delimiter=delimiter,
        header_row=used.header_row if header_row == header_row_of(used) else header_row,
    )


def ask_rows(staged: Staged, used: Reading) -> Reading:
    """Ask which rows are answers and whether codes stay codes, where the file gives reason to."""
    codes = {problem.code for problem in staged.problems}
    if used.counts is not None and not asks_for_counts(staged.problems):
        used = ask_counts(used.counts, used)
    if used.leave_hidden or "hidden_rows" in codes:
        leave = st.checkbox(say("Leave hidden rows out"), used.leave_hidden)
        used = replace(used, leave_hidden=leave)
    used = replace(used, keep=_ask_kept(staged, used.keep))
    if used.keep_codes or "codes_joined" in codes:
        joined = st.toggle(
            say("Read codes with the labels of the other sheets"),
            value=not used.keep_codes,
            help=say("Without it 3 stays 3, also where another sheet says that it is South."),
        )
        used = replace(used, keep_codes=not joined)
    return used


def asks_for_counts(problems: Iterable[Problem]) -> bool:
    """Say whether it is to be said first how many answers each row stands for."""
    return any(problem.code == COUNTS for problem in problems)


def ask_counts(column: str, used: Reading) -> Reading:
    """Ask how many answers each row stands for; `column` may count them, "" stands for none."""
    choices = {None: say("not said"), "": say("one answer")}
    if column:
        choices[column] = say('as in "{column}"', column=column)
    counts = st.selectbox(
        say("Answers in each row"),
        list(choices),
        index=list(choices).index(used.counts),
        format_func=lambda choice: choices[choice],
        width=240,
        help=say("Of a table that says how often each answer was given."),
    )
    return replace(used, counts=counts)


def _ask_kept(staged: Staged, keep: tuple[str, ...]) -> tuple[str, ...]:
    """Ask which rows that would be left out are answers all the same."""
    left_out = {item.code for item in staged.left_out}
    kinds = {
        "total_row": say("totals"),
        "subtotals": say("subtotals"),
        "repeated_header": say("repeated headers"),
        "test_answers": say("previews and tests"),
        "footer_row": say("lines under the data"),
    }
    offered = [code for code in kinds if code in left_out or code in keep]
    if not offered:
        return keep
    kept = st.multiselect(
        say("Read as answers all the same"),
        offered,
        default=[code for code in offered if code in keep],
        format_func=lambda code: kinds[code],
        width=360,
    )
    return (*[code for code in keep if code not in offered], *kept)


def header_row_of(used: Reading) -> int:
    """Return the row of the header as it is counted on screen, 0 where there is none."""
    return 1 if used.header_row is None else min(used.header_row, _MOST_HEADER_ROWS)


def _ask_sheets(received: Received, used: Reading) -> tuple[str, ...]:
    shapes = {
        sheet.name: say(
            "{sheet}: {rows} x {columns}",
            sheet=sheet.name,
            rows=words.rows(sheet.n_rows),
            columns=words.columns(sheet.n_columns),
        )
        for sheet in received.sheets
    }
    picked = st.multiselect(
        say("Sheets"),
        list(shapes),
        default=[name for name in used.sheets if name in shapes],
        format_func=lambda name: shapes.get(name, name),
        help=say(
            "Sheets with the same columns are stacked; a column says which sheet a row is from."
        ),
    )
    return tuple(name for name in shapes if name in picked) or used.sheets
