"""Which row is the header: decided by how its cells stand to those below, or asked about."""

from pathlib import Path

import pytest

from cx.intake import Reading
from tests.intake.files import take

_ANSWERS = [f"K{n:03},2023-05-{1 + n % 28:02},{n % 11},{('Nord', 'Süd')[n % 2]}" for n in range(40)]


def _file(*first: str) -> str:
    return "\n".join([*first, *_ANSWERS, ""])


def test_a_file_without_header_keeps_its_first_answer(tmp_path: Path) -> None:
    taken = take(tmp_path, _file())
    assert taken.staged.n_rows == 40
    assert taken.staged.headers == ("Column 1", "Column 2", "Column 3", "Column 4")
    assert taken.told("no_header").startswith("The first row holds answers, not headers;")


@pytest.mark.parametrize(
    "header",
    ["id,date,score,region", "Kunde,Datum,Note,Gebiet", "A,B,C,D", "Q1,Q2,Q3,Q4", "1.,2.,x,y"],
)
def test_a_header_is_known_whatever_its_words(header: str, tmp_path: Path) -> None:
    taken = take(tmp_path, _file(header))
    assert taken.staged.headers == tuple(header.split(","))
    assert "no_header" not in {problem.code for problem in taken.problems}


def test_years_above_counts_are_headers(tmp_path: Path) -> None:
    lines = [f"Shop {n},{n % 9},{n % 7}" for n in range(12)]
    taken = take(tmp_path, "\n".join(["Shop,2021,2022", *lines, ""]))
    assert taken.staged.headers == ("Shop", "2021", "2022")


def test_a_doubtful_header_is_asked_about(tmp_path: Path) -> None:
    lines = [f"{2000 + n},alles gut {n}" for n in range(12)]
    taken = take(tmp_path, "\n".join(["1999,nichts zu sagen", *lines, ""]))
    assert taken.told("header_unsure") == (
        'The first row ("1999"; "nichts zu sagen") is read as the header, and looks much like the '
        "rows under it. If it is an answer, say that there is no header: set the header row to 0."
    )
    assert take(tmp_path, "1999,x\n2000,y\n", reading=Reading(header_row=0)).staged.n_rows == 2


@pytest.mark.parametrize(
    ("second", "kind"),
    [
        ("text,yyyy-mm-dd,0-10,text", "units"),
        ("String,Date,Integer,String", "units"),
        ("id,date,Wie wahrscheinlich ist es?,Gebiet", "labels"),
        ("id,date,How likely are you to recommend us to a friend?,", "labels"),
    ],
)
def test_a_second_row_of_units_or_questions_is_no_answer(
    second: str, kind: str, tmp_path: Path
) -> None:
    taken = take(tmp_path, _file("id,date,score,region", second))
    assert taken.staged.n_rows == 40
    assert kind in taken.told("second_header_row") or kind == "labels"
    assert (taken.staged.labels[2] == second.split(",")[2]) == (kind == "labels")
    kept = take(
        tmp_path,
        _file("id,date,score,region", second),
        reading=Reading(keep=("second_header_row", "repeated_header")),
    )
    assert kept.staged.n_rows == 41


@pytest.mark.parametrize(
    "first", ["K999,unknown,x,Nord", "K999,2023-05-01,x,Ost", ",n/a,-,", "K999,soon,9,Ost"]
)
def test_a_first_answer_that_cannot_be_read_stays_an_answer(first: str, tmp_path: Path) -> None:
    taken = take(tmp_path, _file("id,date,score,region", first))
    assert taken.staged.n_rows == 41


def test_headers_that_look_alike_are_told_apart(tmp_path: Path) -> None:
    taken = take(tmp_path, "NPS,Région,Re\u0301gion,SCORE,score\n9,a,b,1,2\n8,a,b,1,2\n")
    assert taken.staged.headers == ("NPS", "Région", "Re\u0301gion (2)", "SCORE", "score (2)")
