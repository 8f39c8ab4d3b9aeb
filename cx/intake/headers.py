"""In which row do the headers stand, and what did the survey tool put beside them?

Title lines above the header are narrower than the data. Qualtrics writes three header rows (names,
question texts, ImportIds), SurveyMonkey two (questions, and the answer options under them).
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from cx.intake.folding import fold, tidy

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


def find_header(records: Sequence[Sequence[str]], chosen: int | None = None) -> Header:
    """Find the header among the first records; `chosen` counts from 1, and 0 means none."""
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
    if chosen is None and _looks_like_data(names, second):
        return no_header(len(names))
    headers, renamed = unique(names)
    return Header(index, 1, headers, ("",) * len(headers), None, renamed)


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


def _looks_like_data(names: Sequence[str], below: Sequence[str]) -> bool:
    """Say whether a first row holds answers: every cell a number or date, as in the row below."""
    cells = [name for name in names if name]
    numbers = sum(bool(_NUMBER.fullmatch(cell)) for cell in cells)
    return len(cells) > 0 and bool(below) and numbers >= max(1, 0.8 * len(cells))


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
