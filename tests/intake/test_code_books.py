"""Codes with the labels of another sheet: joined where they fit, counted, and named where not."""

# ruff: noqa: E501 - files and sentences are given as they are

from pathlib import Path

import pytest

from cx.intake import Reading
from cx.intake.code_books import _in_one_cell
from cx.vocabulary import Kind
from tests.intake.binary_workbooks import ods
from tests.intake.files import Taken, take, workbook

Rows = list[list[object]]
ANSWERS: Rows = [
    ["Id", "Q1", "Region"],
    *[[f"R{n}", n % 5 + 1, n % 3 + 1] for n in range(60)],
]
WORDS = ("Very dissatisfied", "Dissatisfied", "Neutral", "Satisfied", "Very satisfied")
REGIONS = ("North", "South", "West")
ASKED = "How satisfied are you overall?"

BOOKS: dict[str, dict[str, Rows]] = {
    "variable in every row": {
        "Codebook": [
            ["Variable", "Value", "Label"],
            *[["Q1", n, word] for n, word in enumerate(WORDS, 1)],
            *[["Region", n, word] for n, word in enumerate(REGIONS, 1)],
        ]
    },
    "variable in the first row": {
        "Sheet2": [
            ["Variable", "Question", "Code", "Meaning"],
            ["Q1", ASKED, 1, WORDS[0]],
            *[[None, None, n, word] for n, word in enumerate(WORDS[1:], 2)],
            ["Region", "Where do you live?", 1, REGIONS[0]],
            *[[None, None, n, word] for n, word in enumerate(REGIONS[1:], 2)],
        ]
    },
    "all codes in one cell": {
        "Legende": [
            ["Spalte", "Frage", "Werte"],
            ["q1", ASKED, "; ".join(f"{n} = {word}" for n, word in enumerate(WORDS, 1))],
            ["region", "Where do you live?", "1=North, 2=South, 3=West"],
        ]
    },
    "a table for each": {
        "Q1": [["Code", "Label"], *[[n, word] for n, word in enumerate(WORDS, 1)]],
        "Regions": [["Id", "Name"], *[[n, word] for n, word in enumerate(REGIONS, 1)]],
    },
    "look-ups by header": {
        "a": [["Q1", "Q1 text"], *[[n, word] for n, word in enumerate(WORDS, 1)]],
        "b": [
            ["region", "Name", "Population"],
            *[[n, word, 10 * n] for n, word in enumerate(REGIONS, 1)],
        ],
    },
}


def told(taken: Taken) -> dict[str, str]:
    return {problem.code: problem.what for problem in taken.problems}


@pytest.mark.parametrize("kind", BOOKS)
@pytest.mark.parametrize("dictionary_first", [False, True])
def test_codes_are_read_with_their_labels(
    tmp_path: Path, kind: str, *, dictionary_first: bool
) -> None:
    sheets = {"Data": ANSWERS, **BOOKS[kind]}
    if dictionary_first:
        sheets = {**BOOKS[kind], "Data": ANSWERS}
    taken = take(tmp_path, workbook(sheets), "a.xlsx", Reading(sheets=("Data",)))
    assert set(taken.profile_of("Region").examples) == set(REGIONS)
    assert set(taken.profile_of("Q1").examples) == {f"{n} = {w}" for n, w in enumerate(WORDS, 1)}
    assert taken.staged.n_rows == 60
    assert taken.profile_of("Id").examples[0] == "R0"


def test_what_was_joined_is_said_and_counted(tmp_path: Path) -> None:
    book = BOOKS["variable in the first row"]
    taken = take(tmp_path, workbook({"Data": ANSWERS, **book}), "a.xlsx")
    assert told(taken)["codes_joined"] == (
        '120 cells of "Q1", "Region" hold codes and were read with their labels in sheet "Sheet2" '
        '("1" as "1 = Very dissatisfied").'
    )
    assert told(taken)["question_texts"] == (
        '2 columns were given the texts of their questions from sheet "Sheet2" ("Q1", "Region").'
    )
    assert taken.staged.labels == ("", ASKED, "Where do you live?")
    assert taken.profile_of("Q1").kind is Kind.RATING


def test_other_formats_of_workbooks_too(tmp_path: Path) -> None:
    taken = take(tmp_path, ods({"Data": ANSWERS, **BOOKS["a table for each"]}), "a.ods")
    assert set(taken.profile_of("Region").examples) == set(REGIONS)


def test_codes_may_be_kept(tmp_path: Path) -> None:
    content = workbook({"Data": ANSWERS, **BOOKS["variable in every row"]})
    taken = take(tmp_path, content, "a.xlsx", Reading(keep_codes=True))
    assert set(taken.profile_of("Region").examples) == {"1", "2", "3"}
    assert taken.staged.reading.keep_codes


def test_what_has_no_label_is_named_and_kept(tmp_path: Path) -> None:
    answers = [*ANSWERS, ["R60", 5, 9], ["R61", 5, 9]]
    taken = take(tmp_path, workbook({"Data": answers, **BOOKS["a table for each"]}), "a.xlsx")
    assert told(taken)["codes_unmatched"] == (
        '2 cells of "Region" have no label in sheet "Regions" ("9") and are kept as they are.'
    )
    assert set(taken.profile_of("Region").examples) == {*REGIONS, "9"}


def test_a_code_book_of_other_answers_is_not_joined(tmp_path: Path) -> None:
    other: Rows = [["Id", "Name"], [1, "North"], [7, "South"], [8, "West"]]
    taken = take(tmp_path, workbook({"Data": ANSWERS, "Regions": other}), "a.xlsx")
    assert told(taken)["codes_do_not_fit"] == (
        'Sheet "Regions" has labels for "Region", but lacks most of its values ("2", "3"), which '
        "are kept as they are."
    )
    assert set(taken.profile_of("Region").examples) == {"1", "2", "3"}


NO_BOOKS: dict[str, Rows] = {
    "more answers": ANSWERS,
    "notes": [["Notes", ""], ["Made in May", "by Ann"], ["Q1", "see above"]],
    "summary": [["Region", "Mean"], [1, 3.2], [2, 3.1], [3, 2.9]],
    "people": [["Id", "E-mail"], *[[f"R{n}", f"ann{n}@example.com"] for n in range(60)]],
    "two labels for a code": [["Region", "Name"], [1, "North"], [1, "South"], [2, "West"]],
}


@pytest.mark.parametrize("kind", NO_BOOKS)
def test_other_sheets_are_no_code_books(tmp_path: Path, kind: str) -> None:
    taken = take(tmp_path, workbook({"Data": ANSWERS, "Other": NO_BOOKS[kind]}), "a.xlsx")
    assert not set(told(taken)) & {"codes_joined", "question_texts", "codes_do_not_fit"}
    assert set(taken.profile_of("Region").examples) == {"1", "2", "3"}
    assert taken.profile_of("Id").examples[0] == "R0"


def test_values_that_are_labels_already_stay(tmp_path: Path) -> None:
    answers: Rows = [["Id", "Region"], *[[n, REGIONS[n % 3]] for n in range(30)]]
    table = BOOKS["a table for each"]["Regions"]
    taken = take(tmp_path, workbook({"Data": answers, "Regions": table}), "a.xlsx")
    assert set(taken.profile_of("Region").examples) == set(REGIONS)
    assert not set(told(taken)) & {"codes_joined", "codes_unmatched", "codes_do_not_fit"}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("1 = North; 2 = South", {"1": "North", "2": "South"}),
        ("1: Yes, 2: No", {"1": "Yes", "2": "No"}),
        ("1=Yes, please\n2=No", {"1": "Yes, please", "2": "No"}),
        ("M = Male | F = Female", {"M": "Male", "F": "Female"}),
        ("0 - not at all likely, 10 - extremely likely", {"0": "not at all likely", "10": "extremely likely"}),
        ("any text", {}),
    ],
)  # fmt: skip
def test_codes_in_one_cell(text: str, codes: dict[str, str]) -> None:
    assert _in_one_cell(text) == codes
