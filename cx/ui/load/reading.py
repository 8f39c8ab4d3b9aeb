"""How the bytes of a file become a table: encoding, delimiter, header row or sheets."""

from dataclasses import replace

import streamlit as st

from cx.intake import Reading, Received
from cx.text import say
from cx.ui.load import words

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
