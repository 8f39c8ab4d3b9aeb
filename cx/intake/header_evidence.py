"""Is a row a header or an answer? By how its cells stand to the cells below them.

A header is of another type than what it names: "Score" above numbers. An answer is like the cells
below it: a number among numbers, a text that comes again, an id of the same shape. Each column
that says something has one voice; what they say together is how sure it is.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from cx.intake.folding import fold
from cx.intake.missing_words import is_missing
from cx.intake.numbers import LONGEST, normalised
from cx.vocabulary import Kind

SURE = 0.7  # below this a person is asked
_PRIOR = 1.0  # voices for a header before any column is looked at: most files have one
_OF_A_TYPE = 0.8  # of the filled cells that make the type of a column
_RECURS = 0.7  # different texts for each cell; with fewer the texts of a column come again
_ROWS = 200  # that are looked at
_NUMBER = re.compile(r"[+-]?[^\w\s]?\s?\d[\d.,' ]*\s?(?:%|[^\w\s])?")
_DATE = re.compile(
    r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[T ,]+\d{1,2}:\d{2}.*)?|\d{1,2}:\d{2}(?::\d{2})?"
)
_WORDS_OF_A_LABEL = 3
_LABEL_LENGTH = 20
_LABELLED = re.compile(r"\s*\d+\s*[-–—:=.)]\s*[^\W\d_]")


@dataclass(frozen=True, slots=True)
class _Column:
    """The cells of one column below the row in question."""

    kind: str  # number, date or text; empty when mixed
    texts: frozenset[str]  # folded
    recurs: bool
    shape: str | None  # that all texts with digits share
    low: float = 0.0
    high: float = 0.0


def kind_of(cell: str) -> str:
    """Say whether a cell is a number, a date or a text; empty when there is no answer in it.

    >>> kind_of("9,5"), kind_of("2023-05-01"), kind_of("0-10"), kind_of("n/a")
    ('number', 'date', 'text', '')
    """
    if len(cell) > LONGEST:
        return "text"
    if is_missing(cell, Kind.NUMBER):
        return ""
    clean = normalised(cell)
    if _DATE.fullmatch(clean):
        return "date"
    return "number" if _NUMBER.fullmatch(clean) else "text"


def header_sureness(first: Sequence[str], below: Sequence[Sequence[str]]) -> float:
    """Say from 0 to 1 how sure it is that the first row is a header and no answer.

    >>> header_sureness(["id", "NPS"], [["1", "9"], ["2", "7"], ["3", "9"]]) > 0.8
    True
    >>> header_sureness(["1", "9"], [["2", "7"], ["3", "9"], ["4", "9"]]) < 0.5
    True
    """
    again = [fold(cell) for cell in first]  # a header that stands in the middle too
    others = [row for row in below[:_ROWS] if [fold(cell) for cell in row] != again]
    columns = _columns(others, len(first))
    voices = [_voice(cell, column) for cell, column in zip(first, columns, strict=True)]
    spoken = [voice for voice in voices if voice]
    return (_PRIOR + sum(max(v, 0.0) for v in spoken)) / (_PRIOR + sum(map(abs, spoken)))


def second_row(
    names: Sequence[str], second: Sequence[str], below: Sequence[Sequence[str]]
) -> str | None:
    """Say what stands in a row under the header: "labels", "units", or None when answers do."""
    if not below or not any(cell.strip() for cell in second):
        return None
    columns = _columns(below, len(names))
    cells = (*second, *("",) * len(names))[: len(names)]
    foreign = repeated = again = 0
    for name, cell, column in zip(names, cells, columns, strict=True):
        kind = kind_of(cell)
        if not kind:
            continue
        if column.kind in ("number", "date"):
            if kind != "text" or is_labelled_number(cell):
                return None
            foreign += 1
        again += column.recurs and fold(cell) in column.texts
        repeated += bool(name.strip()) and fold(cell) == fold(name)
    is_label = any(
        len(cell.split()) >= _WORDS_OF_A_LABEL or len(cell) >= _LABEL_LENGTH for cell in cells
    )
    if not foreign or again or (foreign == 1 and not repeated):
        return None
    n_filled = sum(bool(cell.strip()) for cell in cells)
    return "labels" if is_label or 2 * repeated >= n_filled else "units"


def is_labelled_number(cell: str) -> bool:
    """Say whether a short text is a number with its label, as the answer "9 - fine" is."""
    return len(cell) < _LABEL_LENGTH and _LABELLED.match(cell) is not None


def _columns(below: Sequence[Sequence[str]], n: int) -> list[_Column]:
    rows = below[:_ROWS]
    return [_column([row[place] for row in rows if place < len(row)]) for place in range(n)]


def _column(cells: Sequence[str]) -> _Column:
    kinds = [(cell, kind) for cell in cells if (kind := kind_of(cell))]
    if not kinds:
        return _Column("", frozenset(), False, None)
    (kind, n), *_ = Counter(kind for _, kind in kinds).most_common(1)
    if n < _OF_A_TYPE * len(kinds):
        kind = ""
    texts = frozenset(fold(cell) for cell, _ in kinds)
    shapes = {_shape(cell) for cell, _ in kinds}
    shape = shapes.pop() if len(shapes) == 1 else None
    numbers = [_number(cell) for cell, found in kinds if found == "number"]
    recurs = len(kinds) > 2 and len(texts) < _RECURS * len(kinds)
    low, high = (min(numbers), max(numbers)) if kind == "number" else (0.0, 0.0)
    return _Column(kind, texts, recurs, shape, low, high)


def _number(cell: str) -> float:
    digits = re.sub(r"\D", "", normalised(cell).replace(",", ".").split(".", 1)[0])
    return float(digits[:15] or 0)


def _shape(cell: str) -> str:
    """Write digits as 9 and letters as a, runs of them once: c0001x is a9a."""
    return re.sub(r"[^\W\d_]+", "a", re.sub(r"\d+", "9", cell.strip()))


def _voice(cell: str, column: _Column) -> float:
    """Say of one column: above 0 for a header, below 0 for an answer, 0 for nothing."""
    kind = kind_of(cell)
    if not kind or not column.texts:
        return 0.0
    if column.kind in ("number", "date") and kind == "text":
        return 1.0
    if kind == column.kind == "number":
        margin = max(1.0, (column.high - column.low) / 2)
        inside = column.low - margin <= _number(cell) <= column.high + margin
        return -1.0 if inside else 0.3  # a year above counts names a column
    if kind == column.kind == "date":
        return -1.0
    if column.kind != "text":
        return 0.0
    if fold(cell) in column.texts:
        return -1.0 if column.recurs else -0.5
    if column.shape and "9" in column.shape:
        return -1.0 if _shape(cell) == column.shape else 0.7
    return 0.7 if column.recurs else 0.0
