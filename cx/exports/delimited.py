"""A table as CSV: labels of the fields as headers, numbers as numbers, texts that stay texts."""

import pandas as pd

from cx.text import translated
from cx.text.wording import in_words
from cx.vocabulary import Table

_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def table_csv(table: Table) -> bytes:
    """Write a table as UTF-8 CSV with a byte order mark, which spreadsheets need to read it."""
    labels = {field.name: translated(field.label) for field in table.fields}
    return frame_csv(in_words(table).rename(columns=labels))


def frame_csv(frame: pd.DataFrame) -> bytes:
    """Write a frame as CSV in which no text can act as a formula."""
    safe = frame.rename(columns=neutral)
    for position, dtype in enumerate(frame.dtypes):
        if not pd.api.types.is_numeric_dtype(dtype):
            safe.isetitem(position, frame.iloc[:, position].map(neutral).to_numpy())
    return safe.to_csv(index=False).encode("utf-8-sig")


def neutral(cell: object) -> object:
    """Put an apostrophe before a text that a spreadsheet would run as a formula.

    >>> neutral("=1+1"), neutral("fine"), neutral(-3)
    ("'=1+1", 'fine', -3)
    """
    if isinstance(cell, str) and cell.startswith(_FORMULA_SIGNS):
        return f"'{cell}"
    return cell
