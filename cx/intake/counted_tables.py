"""Does a row stand for several answers, such as "9: 30 answers"?

A summary names each answer once and says how often it was given. Its rows must not count as one
answer each. Signs: a whole number with a word for counts in its header; no two rows alike in the
other columns; every answer once in each group, in order; numbers too large for answers. With enough
of them a person is asked; with the column stated, each row becomes as many rows as it counts.
"""

# ruff: noqa: S608 - names are c0, c1, ... of our own; texts are quoted where SQL is written

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from cx.intake.folding import fold
from cx.intake.header_evidence import kind_of
from cx.intake.header_words import spoken
from cx.intake.role_names import naming_of
from cx.intake.sentences import about_counts
from cx.intake.sql import ask_row, literal
from cx.intake.staged import LeftOut, source_sql
from cx.problems import IntakeError
from cx.store.engine import cursor
from cx.vocabulary import Role

MAX_ANSWERS = 5_000_000
_MOST_ROWS = 2_000  # of a summary
_LEAST_ROWS = 3
_MOST_ANSWERS = 101  # different answers, as on 0-100
_SURE = 0.7
_ASKS = 0.5  # of a header that names the outcome
_NEAR = 0.02  # of a share that follows from the counts
_WORD = re.compile(
    r"\b(?:counts?|n|freq(?:uency|uencies)?|responses|answers|respondents|votes|tally|"
    r"(?:number|no|nr|#) (?:of )?\w+|how many|anzahl|häufigkeit(?:en)?|antworten|stimmen|nombre|"
    r"effectifs?|réponses|fréquence|cantidad|frecuencia|respuestas|número|quantidade|frequência|"
    r"respostas|conteggio|frequenza|risposte|aantal|frequentie|antwoorden|số lượng|số câu trả lời|"
    r"tần suất)\b|จำนวน|ความถี่|ຈຳນວນ|ចំនួន|件数|回答数|人数|度数|数量|次数|频数|人數|次數"
)
_WHOLE = re.compile(r"\d{1,3}(?:[ ,.']\d{3})+|\d{1,9}(?:\.0+)?")


@dataclass(frozen=True, slots=True)
class CountedTable:
    """A column that seems to count answers."""

    header: str
    name: str
    n_rows: int
    n_answers: int
    examples: tuple[str, ...]


def whole(text: str) -> int | None:
    """Read a count; None when it is none.

    >>> whole("1,200"), whole("30.0"), whole("-3")
    (1200, 30, None)
    """
    clean = text.strip()
    if not _WHOLE.fullmatch(clean):
        return None
    return int(re.sub(r"\D", "", re.sub(r"\.0+$", "", clean)))


def find_counts(
    path: Path, first_row: int | None, headers: Sequence[str], n_rows: int
) -> CountedTable | None:
    """Find the column that seems to count answers."""
    if not _LEAST_ROWS <= n_rows <= _MOST_ROWS or len(headers) < 2:
        return None
    names = [f"c{number}" for number in range(len(headers))]
    with cursor() as con:
        rows = con.execute(
            f"SELECT {', '.join(names)} FROM {source_sql(path, first_row)} ORDER BY row"
        ).fetchall()
    columns = [[cell or "" for cell in column] for column in zip(*rows, strict=True)]
    best: tuple[float, int] = (0.0, -1)
    for place, header in enumerate(headers):
        best = max(best, (_sureness(columns, place, header), place), key=lambda pair: pair[0])
    sure, place = best
    if sure < _SURE:
        return None
    counts = [whole(cell) or 0 for cell in columns[place]]
    examples = tuple(columns[place][:3])
    return CountedTable(headers[place], names[place], n_rows, sum(counts), examples)


def _sureness(columns: Sequence[Sequence[str]], place: int, header: str) -> float:
    """Say how sure it is that a column counts answers."""
    read = [whole(cell) for cell in columns[place]]
    counts = [value for value in read if value is not None]
    n = len(read)
    if len(counts) < n or sum(counts) <= n or _is_in_order(columns[place], n):
        return 0.0  # numbers in order without a gap are ids
    if naming_of(Role.OUTCOME, header).sure > _ASKS and not _WORD.search(spoken(header)):
        return 0.0  # they are the answers themselves
    others = [
        column
        for k, column in enumerate(columns)
        if k != place and any(column) and not _is_share(column, counts)
    ]
    rows = list(zip(*others, strict=True)) if others else []
    if not rows or len({tuple(map(fold, row)) for row in rows}) < n:
        return 0.0
    answers = next(
        (column for column in others if _are_answers(column, alone=len(others) == 1)), None
    )
    if answers is None or any(_tells_rows_apart(column, len(others)) for column in others):
        return 0.0
    n_groups = len(
        {tuple(row[k] for k in range(len(others)) if others[k] is not answers) for row in rows}
    )
    n_answers = len(set(answers))
    named = bool(_WORD.search(spoken(header)))
    if not named and len(others) > 1:
        return 0.0
    sure = 0.2 + 0.4 * named
    sure += 0.2 * (2 * n >= n_groups * n_answers)
    sure += 0.2 * _is_in_order(answers, n_answers)
    numbers = [value for cell in answers if (value := whole(cell)) is not None]
    return sure + 0.1 * (max(counts) > max(numbers, default=0) and sum(counts) > 2 * n)


def _are_answers(column: Sequence[str], *, alone: bool) -> bool:
    """Say whether a column names answers: few whole numbers, or, alone, few short texts."""
    kinds = {kind_of(cell) for cell in column}
    if kinds == {"number"}:
        return len(set(column)) <= _MOST_ANSWERS and all(whole(cell) is not None for cell in column)
    return alone and kinds == {"text"} and len(column) <= 2 * 11


def _tells_rows_apart(column: Sequence[str], n_others: int) -> bool:
    """Say whether a column is an id: all its cells differ, beside other columns."""
    return n_others > 1 and len(set(column)) == len(column)


def _is_share(column: Sequence[str], counts: Sequence[int]) -> bool:
    """Say whether a column follows from the counts, as a share in per cent does."""
    total = sum(counts)
    found = re.compile(r"[\d.,]+")
    read = []
    for cell in column:
        number = found.search(cell)
        if number is None:
            return False
        try:
            read.append(float(number.group().replace(",", ".")))
        except ValueError:
            return False
    whole_sum = sum(read)
    return whole_sum > 0 and all(
        abs(value / whole_sum - count / total) <= _NEAR
        for value, count in zip(read, counts, strict=True)
    )


def _is_in_order(answers: Sequence[str], n_answers: int) -> bool:
    """Say whether the first answers ascend or descend without a gap."""
    numbers = [whole(cell) for cell in answers[:n_answers]]
    steps = {
        later - earlier
        for earlier, later in pairwise(numbers)
        if earlier is not None and later is not None
    }
    return len(numbers) > _LEAST_ROWS and None not in numbers and steps in ({1}, {-1})


def expand(
    path: Path, first_row: int | None, headers: Sequence[str], counts: str
) -> tuple[int, list[LeftOut]]:
    """Make each row as many rows as it counts; the column of counts is taken out.

    Returns the rows that there are then, numbered anew, and those whose count cannot be read.
    Errors: IntakeError when there is no such column, or when the answers are too many.
    """
    place = next((k for k, header in enumerate(headers) if fold(header) == fold(counts)), None)
    if place is None:
        raise IntakeError(about_counts.no_such_column(counts, headers))
    source, name = source_sql(path, first_row), f"c{place}"
    kept = ", ".join(f"s.c{k}" for k in range(len(headers)) if k != place)
    other = path.with_suffix(".expanded")
    with cursor() as con:
        texts = [
            text for (text,) in con.execute(f"SELECT DISTINCT {name} FROM {source}").fetchall()
        ]
        read = [(text, n) for text in texts if text and (n := whole(text)) is not None]
        known = ", ".join(f"({literal(text)}, {n})" for text, n in read) or "('', 0)"
        joined = f"{source} s JOIN (VALUES {known}) t(k, n) ON s.{name} = t.k"
        (n_answers,) = ask_row(con, f"SELECT coalesce(sum(t.n), 0) FROM {joined}")
        if n_answers > MAX_ANSWERS:
            raise IntakeError(about_counts.too_many(counts, int(n_answers), MAX_ANSWERS))
        unread = con.execute(
            f"SELECT s.row FROM {source} s ANTI JOIN (VALUES {known}) t(k, n) ON s.{name} = t.k "
            "ORDER BY 1"
        ).fetchall()
        con.execute(
            f"COPY (SELECT row_number() OVER (ORDER BY s.row, u.i) AS row, {kept} "
            f"FROM {joined}, LATERAL (SELECT unnest(range(t.n)) AS i) u ORDER BY 1) "
            f"TO {literal(other)} (FORMAT parquet)"
        )
    other.replace(path)
    return int(n_answers), [LeftOut(int(row), "unreadable_count") for (row,) in unread]
