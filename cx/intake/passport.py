"""What became of a file: every row counted, every repair named.

`rows_read = rows_used + rows_left_out` always holds. The rows that repairs and reasons concern are
in `repairs.parquet`; changes of form that touch no meaning are kept there as distinct value,
reading and count, with no row.
"""

# ruff: noqa: S608 - names are c0, c1, ... of our own; texts are quoted where SQL is written

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated

import pandas as pd

from cx.intake.sql import parquet
from cx.plain import Key, from_json, to_json
from cx.problems import Problem
from cx.store.engine import cursor
from cx.vocabulary import Scale

REPAIRS_FILE = "repairs.parquet"


@dataclass(frozen=True, slots=True)
class Repair:
    """One kind of change in one column."""

    code: str
    column: str
    sentence: str
    count: int


@dataclass(frozen=True, slots=True)
class Reason:
    """Why rows were left out, and how many."""

    code: str
    sentence: str
    count: int


@dataclass(frozen=True, slots=True)
class PersonalColumn:
    """A column that was not stored, and why."""

    header: Annotated[str, Key("column")]  # header of the column
    reason: str


@dataclass(frozen=True, slots=True)
class ColumnBalance:
    """What became of the cells of a column that is used: each is counted once."""

    header: Annotated[str, Key("column")]  # header of the column
    cells: int  # in the rows of the table; the counts below add up to it
    used: int  # hold a value, in rows that answers rest on
    in_rows_left_out: int  # hold a value, in rows that take no part
    empty: int  # hold nothing
    no_answer: int  # hold a word or a number that stands for no answer
    does_not_apply: int  # say that the question does not apply
    out_of_range: int  # lie outside the scale
    unreadable: int  # cannot be read
    sum_read: float | None  # of all values; null where they are no numbers
    sum_used: float | None  # of those in rows that answers rest on
    sum_left_out: float | None  # of those in rows that take no part

    @property
    def n_unaccounted(self) -> int:
        """Cells of which nothing is known; never any but by a fault."""
        return self.cells - (
            self.used
            + self.in_rows_left_out
            + self.empty
            + self.no_answer
            + self.does_not_apply
            + self.out_of_range
            + self.unreadable
        )


@dataclass(frozen=True, slots=True)
class Passport:
    """What became of a file."""

    rows_read: int  # rows of the file; used and left out add up to it
    rows_used: int  # rows that answers rest on
    rows_left_out: int  # rows that take no part
    left_out: tuple[Reason, ...]  # why, and how many rows
    problems: tuple[Problem, ...]  # what a person should know
    repairs: tuple[Repair, ...]  # what was changed
    mapping: dict[str, tuple[str, ...]]  # role value -> headers
    missing: dict[str, int]  # header -> cells without an answer
    duplicates: int  # rows identical in every column to an earlier one
    repeated_ids: int  # rows whose id an earlier row has; kept
    first_date: str | None  # ISO
    last_date: str | None  # ISO; None without dates
    straight_lining: int  # responses with one and the same rating for all of 3 or more drivers
    # columns that were not stored, since they hold personal data
    personal: tuple[PersonalColumn, ...]
    currency: str | None
    scale: Scale | None
    # header -> of `missing`, the cells for which the question does not apply
    does_not_apply: dict[str, int] = field(default_factory=dict)
    # what became of the cells of each column that is used
    columns: tuple[ColumnBalance, ...] = ()

    def with_sentences(self, change: Callable[[str], str]) -> Passport:
        """Return the passport with every sentence changed, as when names in them are hidden."""
        return replace(
            self,
            left_out=tuple(replace(r, sentence=change(r.sentence)) for r in self.left_out),
            repairs=tuple(replace(r, sentence=change(r.sentence)) for r in self.repairs),
            problems=tuple(problem.with_sentences(change) for problem in self.problems),
        )

    def to_json(self) -> str:
        """Write as JSON."""
        return to_json(self)

    @staticmethod
    def from_json(text: str) -> Passport:
        """Read from JSON."""
        return from_json(Passport, text)


def read_repairs(folder: Path, code: str) -> pd.DataFrame:
    """Return what one kind of repair or one reason concerns: column, row, before, after, n.

    Missing: `row` is empty where the change is of form only and kept once for each value.
    """
    with cursor() as con:
        frame: pd.DataFrame = con.execute(
            'SELECT "column", "row", before, after, n '
            f"FROM {parquet(folder / REPAIRS_FILE)} WHERE code = ? "
            'ORDER BY "column", "row", n DESC',
            [code],
        ).df()
    return frame
