"""Make files as people send them, and take them in."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pytest

from cx.intake import (
    ColumnProfile,
    Loaded,
    Reading,
    Received,
    Recipe,
    Staged,
    check,
    guess,
    profile,
    receive,
    stage,
    write,
)
from cx.problems import IntakeError, Problem
from cx.store.engine import cursor


@dataclass
class Taken:
    received: Received
    staged: Staged
    profiles: tuple[ColumnProfile, ...]
    recipe: Recipe
    problems: tuple[Problem, ...]
    folder: Path

    def write(self) -> Loaded:
        loaded = write(self.staged, self.profiles, self.recipe, self.folder)
        assert_balanced(loaded)
        return loaded

    def rows(self) -> pd.DataFrame:
        return frame(self.write().path)

    def told(self, code: str) -> str:
        return next(problem.sentence for problem in self.problems if problem.code == code)

    def profile_of(self, header: str) -> ColumnProfile:
        return next(found for found in self.profiles if found.header == header)


def assert_balanced(loaded: Loaded) -> None:
    """Hold that every row and every cell of a file is used or left out for one reason."""
    passport = loaded.passport
    assert passport.rows_read == passport.rows_used + passport.rows_left_out
    assert passport.rows_left_out == sum(reason.count for reason in passport.left_out)
    for column in passport.columns:
        assert column.n_unaccounted == 0, column
        if column.sum_read is not None:
            assert column.sum_read == pytest.approx(
                (column.sum_used or 0) + (column.sum_left_out or 0)
            )


def frame(path: Path) -> pd.DataFrame:
    with cursor() as con:
        made: pd.DataFrame = con.execute(
            f"SELECT * FROM read_parquet('{path}') ORDER BY row_id"  # noqa: S608
        ).df()
    return made


def take(
    folder: Path,
    content: str | bytes,
    name: str = "file.csv",
    reading: Reading | None = None,
    change: Callable[[Recipe], Recipe] = lambda recipe: recipe,
) -> Taken:
    data = content.encode() if isinstance(content, str) else content
    received = receive(io.BytesIO(data), name, folder)
    staged = stage(received, reading or Reading(), folder)
    profiles = profile(staged)
    recipe = change(guess(profiles, staged.reading))
    return Taken(received, staged, profiles, recipe, check(staged, profiles, recipe), folder)


def refused(folder: Path, content: str | bytes, name: str = "file.csv") -> str:
    """Return the sentence with which a file is refused."""
    try:
        take(folder, content, name)
    except IntakeError as error:
        return str(error)
    raise AssertionError("The file was not refused.")


def table(header: str, rows: Sequence[str]) -> str:
    return "\n".join((header, *rows)) + "\n"


def workbook(sheets: dict[str, list[list[object]]]) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
