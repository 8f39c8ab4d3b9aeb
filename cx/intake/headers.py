"""In which row do the headers stand, and what did the survey tool put beside them?

Title lines above the header are narrower than the data. Qualtrics writes three header rows (names,
question texts, ImportIds), SurveyMonkey two (questions, and the answer options under them).
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from cx.intake.folding import fold, tidy
from cx.intake.header_evidence import SURE, header_sureness, second_row

_HALF = 0.5
_SHOWN = 3  # cells of a doubtful header that are named
_NUMBER = re.compile(r"[+-]?[\d.,:/\- ]+%?")
_MONKEY = frozenset(
    ("response", "open-ended response", "other (please specify)", "réponse", "antwort",
     "respuesta", "open-ended-response")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Header:
    """Where the headers stand and what they say."""

    index: int  # of the first header record, from 0; -1 when there is none
    n_records: int  # 1, 2 (SurveyMonkey) or 3 (Qualtrics)
    headers: tuple[str, ...]
    labels: tuple[str, ...]
    tool: str | None = None
    n_renamed: int = 0  # headers that were empty or stood twice
    second: str | None = None  # what stands in a second row: labels or units
    sure: float = 1.0  # 0..1, that this is the header, or that there is none
    first: tuple[str, ...] = ()  # some cells of the row that was weighed, where that is not sure


SECOND_ROW = "second_header_row"  # the reason for which a row under the header is no answer


def find_header(
    records: Sequence[Sequence[str]], chosen: int | None = None, keep: Sequence[str] = ()
) -> Header:
    """Find the header among the first records; `chosen` counts from 1, and 0 means none.

    With SECOND_ROW in `keep`, the row under the header is an answer whatever it holds.
    """
    if chosen == 0:
        return no_header(max((len(record) for record in records), default=0))
    index = chosen - 1 if chosen is not None else _first_wide(records)
    names = [cell.strip() for cell in records[index]] if index < len(records) else []
    second = list(records[index + 1]) if index + 1 < len(records) else []
    third = list(records[index + 2]) if index + 2 < len(records) else []
    if any('"ImportId"' in cell for cell in third):
        headers, renamed = unique(names)
        return Header(index, 3, headers, _fit(second, len(names)), "Qualtrics", renamed)
    if _is_monkey(names, second):
        folded, labels = _fold(names, second)
        headers, renamed = unique(folded)
        return Header(index, 2, headers, labels, "SurveyMonkey", renamed)
    sure = 1.0
    if chosen is None and index == 0:
        sure = header_sureness(names, records[1:])
        if sure < _HALF:
            return replace(no_header(len(names)), sure=1 - sure)
    headers, renamed = unique(names)
    under = None
    if SECOND_ROW not in keep:
        under = second_row(names, second, records[index + 2 :])
    labels = _fit(second, len(names)) if under == "labels" else ("",) * len(headers)
    first = _shown(names) if sure < SURE else ()
    n_records = 2 if under else 1
    return Header(index, n_records, headers, labels, None, renamed, under, sure, first)


def _shown(cells: Sequence[str]) -> tuple[str, ...]:
    return tuple(cell for cell in cells if cell)[:_SHOWN]


def no_header(n_columns: int) -> Header:
    """Name the columns of a file that has no header."""
    headers = tuple(f"Column {number}" for number in range(1, n_columns + 1))
    return Header(-1, 0, headers, ("",) * n_columns)


def width_of(record: Sequence[str]) -> int:
    """Count cells up to the last one that is filled."""
    return max((place for place, cell in enumerate(record, 1) if cell.strip()), default=0)


def _first_wide(records: Sequence[Sequence[str]]) -> int:
    """Find the first record that is as wide and as full as the data below it."""
    filled = [sum(bool(cell.strip()) for cell in record) for record in records]
    lengths = Counter(len(record) for record, n in zip(records, filled, strict=True) if n)
    if not lengths:
        return 0
    modal = max(lengths.items(), key=lambda item: (item[1], item[0]))[0]
    same = [width_of(record) for record in records if len(record) == modal]
    width = max(same, default=modal)
    for index, record in enumerate(records):
        enough = filled[index] >= max(1, 0.6 * width) or (width > 2 and filled[index] >= width - 1)
        if enough and (len(record) >= modal or width_of(record) >= width):
            return _narrower_above(records, index)
    return next(index for index, n in enumerate(filled) if n)


def _narrower_above(records: Sequence[Sequence[str]], index: int) -> int:
    """Prefer the row above when this one holds answers: rows may be wider than their header."""
    above = records[index - 1] if index else ()
    here = records[index]
    named = [place for place, cell in enumerate(above) if cell.strip()]
    if len(named) < 2 or 2 * len(above) < len(here):
        return index
    if any(_NUMBER.fullmatch(above[place].strip()) for place in named):
        return index
    answered = any(_NUMBER.fullmatch(here[place].strip()) for place in named if place < len(here))
    return index - 1 if answered else index


def _is_monkey(names: Sequence[str], second: Sequence[str]) -> bool:
    if len(second) != len(names) or not second:
        return False
    blanks = sum(not name for name in names)
    told = sum(cell.strip().lower() in _MONKEY for cell in second)
    empty_first = sum(not cell.strip() for cell in second)
    answered = any(_NUMBER.fullmatch(cell.strip()) for cell in second if cell.strip())
    return told >= 1 and not answered and (blanks > 0 or empty_first > 0 or told >= 2)


def _fold(names: Sequence[str], second: Sequence[str]) -> tuple[list[str], tuple[str, ...]]:
    folded, labels, question = [], [], ""
    for name, option in zip(names, second, strict=True):
        question = name or question
        spare = option.strip().lower() in _MONKEY or not option.strip()
        folded.append(name if spare and name else option.strip() if not spare else question)
        labels.append(question if spare else f"{question} - {option.strip()}")
    return folded, tuple(labels)


def _fit(cells: Sequence[str], n: int) -> tuple[str, ...]:
    return tuple(" ".join(cell.split()) for cell in (*cells, *("",) * n)[:n])


def unique(names: Sequence[str]) -> tuple[tuple[str, ...], int]:
    """Make headers unique and name empty ones; also count how many were changed.

    >>> unique(["Score", "Score", ""])
    (('Score', 'Score (2)', 'Column 3'), 2)
    """
    taken: set[str] = set()
    unique_names: list[str] = []
    changed = 0
    for number, name in enumerate(names, start=1):
        base = tidy(name) or f"Column {number}"
        candidate, copy = base, 2
        while fold(candidate) in taken:
            candidate, copy = f"{base} ({copy})", copy + 1
        changed += not name.strip() or candidate != base
        taken.add(fold(candidate))
        unique_names.append(candidate)
    return tuple(unique_names), changed
