"""Which sheet looks like answers, what a sheet hides, and formulas that were never calculated."""

import io
from pathlib import Path

import pytest
from openpyxl import Workbook

from cx.intake import Reading
from tests.intake.files import take, workbook

_ANSWERS: list[list[object]] = [["id", "NPS", "Region"]] + [
    [k, k % 11, ("Nord", "Süd")[k % 2]] for k in range(40)
]


def _saved(book: Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _book(rows: list[list[object]] | None = None) -> Workbook:
    book = Workbook()
    for row in rows or _ANSWERS:
        book.active.append(row)
    book.active.title = "Answers"
    return book


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_not_the_first_choice(state: str, tmp_path: Path) -> None:
    book = _book()
    old = book.create_sheet("Old wave", 0)
    old.sheet_state = state
    for row in _ANSWERS:
        old.append(row)
    taken = take(tmp_path, _saved(book), "a.xlsx")
    assert taken.staged.reading.sheets == ("Answers",)
    assert '"Answers" was read: "Old wave" is hidden.' in taken.told("sheet_chosen")
    chosen = take(tmp_path, _saved(book), "a.xlsx", Reading(sheets=("Old wave",)))
    assert chosen.staged.n_rows == 40


@pytest.mark.parametrize(
    "first",
    [
        [["Measure", "Value"], ["NPS", 25], ["Responses", 40]],
        [["Report of May"], ["made by", "the team"], ["for", "all"]],
        [["Variable", "Description"], ["NPS", "How likely"], ["Region", "Where"]],
        [["Region", "Mean"], ["Nord", 7.5], ["Süd", 8.1], ["All", 7.8]],
        [["Code", "Label"], *([k, f"Label {k}"] for k in range(12))],
    ],
)
def test_the_sheet_that_looks_like_answers_is_read(
    first: list[list[object]], tmp_path: Path
) -> None:
    taken = take(tmp_path, workbook({"Front": first, "Raw": _ANSWERS}), "a.xlsx")
    assert taken.staged.reading.sheets == ("Raw",)
    assert '"Raw" was read: "Front"' in taken.told("sheet_chosen")


def test_of_waves_alike_the_first_is_read(tmp_path: Path) -> None:
    data = workbook({"May": _ANSWERS[:25], "June": _ANSWERS, "Notes": [["x"], ["y"]]})
    assert take(tmp_path, data, "a.xlsx").staged.reading.sheets == ("May",)


def test_hidden_rows_and_columns_are_said_and_can_be_left_out(tmp_path: Path) -> None:
    book = _book()
    for row in (5, 6, 9):
        book.active.row_dimensions[row].hidden = True
    book.active.column_dimensions["C"].hidden = True
    taken = take(tmp_path, _saved(book), "a.xlsx")
    assert taken.staged.n_rows == 40
    assert taken.told("hidden_rows") == (
        'Sheet "Answers" hides 3 rows (rows 5, 6, 9), and they are read as answers. Sheet '
        '"Answers" hides 1 column ("Region"), and it is read. If the hidden rows are no answers, '
        "such as those of a filter, leave them out."
    )
    without = take(tmp_path, _saved(book), "a.xlsx", Reading(leave_hidden=True))
    assert [(i.row, i.code) for i in without.staged.left_out] == [
        (5, "hidden_row"),
        (6, "hidden_row"),
        (9, "hidden_row"),
    ]
    passport = without.write().passport
    assert (passport.rows_read, passport.rows_used) == (40, 37)


def test_formulas_without_values_are_named(tmp_path: Path) -> None:
    rows = [_ANSWERS[0], *([k, f"={k % 11}+0", region] for k, _, region in _ANSWERS[1:])]
    taken = take(tmp_path, _saved(_book(rows)), "a.xlsx")
    assert taken.told("formulas").startswith(
        '40 formulas in "NPS" have no stored values, so their cells are read as empty.'
    )
    stops = [p.code for p in taken.problems if p.severity == "stops"]
    assert "formulas" in stops
