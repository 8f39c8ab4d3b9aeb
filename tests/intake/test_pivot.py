"""One row for each question or measure: recognised, arranged, and every row in its place."""

# ruff: noqa: E501 - files and sentences are given as they are

from collections.abc import Sequence
from pathlib import Path

import pytest

from cx.command_line.options import pivot
from cx.intake import Reading, find_long_shape
from cx.problems import IntakeError, Severity
from tests.intake.files import Taken, table, take

ASKED = ("How likely are you to recommend us?", "Minutes waited", "What could be better?")
GIVEN = (lambda n: str((9, 10, 3, 0)[n % 4]), lambda n: str(n * 7 % 50), lambda n: f"Comment {n}")


def long(header: str, form: str, n: int = 30) -> str:
    """Write three answers of each of `n` respondents; `form` has {i}, {q}, {a} and {n}."""
    rows = [
        form.format(
            i=f"C{one:03d}", q=ASKED[k], a=GIVEN[k](one), n=k + 1, day=f"2024-01-{one % 28 + 1:02d}"
        )
        for one in range(n)
        for k in range(3)
    ]
    return table(header, rows)


SHAPES: Sequence[tuple[str, str, str, tuple[str, ...]]] = (
    ("plain", "Respondent,Question,Answer", "{i},{q},{a}", ("Question", "Answer", "Respondent")),
    ("other order", "Answer;Survey question;User", "{a};{q};{i}", ("Survey question", "Answer", "User")),
    ("German", "Kunde;Frage;Antwort", "{i};{q};{a}", ("Frage", "Antwort", "Kunde")),
    ("Japanese", "顧客ID,質問,回答", "{i},{q},{a}", ("質問", "回答", "顧客ID")),
    ("with number and date", "id,question_no,question_text,value,date", "{i},{n},{q},{a},{day}", ("question_no", "value", "id")),
    ("unnamed question", "person,asked,given", "{i},{q},{a}", ("asked", "given", "person")),
    ("measures", "store,metric,value", "{i},{q},{a}", ("metric", "value", "store")),
)  # fmt: skip


@pytest.mark.parametrize(
    ("header", "form", "columns"), [case[1:] for case in SHAPES], ids=[case[0] for case in SHAPES]
)
def test_recognised_and_arranged(
    tmp_path: Path, header: str, form: str, columns: tuple[str, ...]
) -> None:
    taken = take(tmp_path, long(header, form))
    problem = next(p for p in taken.problems if p.code == "long_format")
    assert problem.severity is Severity.STOPS
    shape = find_long_shape(taken.staged, taken.profiles)
    assert shape is not None
    assert (shape.question, shape.answer, *shape.respondent) == columns
    assert shape.option in problem.fix
    arranged = take(tmp_path, long(header, form), reading=Reading(pivot=pivot(",".join(columns))))
    rows = arranged.rows()
    assert len(rows) == 30
    assert sorted(rows["outcome"]) == sorted(float(GIVEN[0](n)) for n in range(30))
    assert "long_format" not in {p.code for p in arranged.problems}


def test_stated_otherwise_every_row_is_a_response(tmp_path: Path) -> None:
    taken = take(tmp_path, long(*SHAPES[0][1:3]), reading=Reading(pivot=()))
    assert taken.staged.n_rows == 90
    assert "long_format" not in {p.code for p in taken.problems}


def test_without_a_respondent_it_is_said_what_is_missing(tmp_path: Path) -> None:
    rows = [f"C{n},{ASKED[n % 2]},{n * 7 % 11}" for n in range(90)]
    taken = take(tmp_path, table("customer,question,answer", rows))
    assert "No column says whose answers belong together" in taken.told("long_format")
    assert '(--pivot "question,answer,ID")' in taken.told("long_format")


NOT_LONG = {
    "customers who rate each channel": table(
        "customer,channel,score",
        [f"C{n // 3},{('Phone', 'E-mail', 'Shop')[n % 3]},{n * 7 % 11}" for n in range(90)],
    ),
    "articles with long names": table(
        "customer,item,rating",
        [f"C{n // 3},{('Blue shirt of fine cotton', 'Red shoe in size nine', 'Hat')[n % 3]},{n % 5 + 1}" for n in range(90)],
    ),
    "answers of several months": table(
        "customer,month,score", [f"C{n // 3},2024-0{n % 3 + 1},{n * 7 % 11}" for n in range(90)]
    ),
    "wide with an item": table(
        "customer,item,score,waiting", [f"C{n},{('Shirt', 'Shoe')[n % 2]},{n * 7 % 11},{n % 5}" for n in range(90)]
    ),
    "reason in words": table(
        "id,reason,score",
        [f"{n},{('Too long to wait', 'Staff were very kind')[n % 2]},{n * 7 % 11}" for n in range(90)],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", NOT_LONG)
def test_other_files_are_left_alone(tmp_path: Path, case: str) -> None:
    taken = take(tmp_path, NOT_LONG[case])
    assert find_long_shape(taken.staged, taken.profiles) is None


def arranged(folder: Path, rows: Sequence[str], header: str, *columns: str) -> Taken:
    return take(folder, table(header, rows), reading=Reading(pivot=columns))


def test_rows_without_a_place_are_counted_and_named(tmp_path: Path) -> None:
    rows = [f"C{n // 3},{('NPS', 'Staff', 'Why')[n % 3]},{n % 11}" for n in range(60)]
    rows += ["C0,NPS,10", ",NPS,4", "C1,,5"]
    taken = arranged(tmp_path, rows, "Id,Question,Answer", "Question", "Answer", "Id")
    loaded = taken.write()
    assert taken.staged.headers == ("Id", "NPS", "Staff", "Why")
    assert (loaded.passport.rows_used, loaded.passport.rows_read) == (20, 23)
    assert {reason.code: reason.count for reason in loaded.passport.left_out} == {
        "answered_twice": 1, "no_respondent": 1, "no_question": 1,
    }  # fmt: skip
    assert taken.rows()["outcome"].iloc[0] == 0
    assert taken.told("answered_twice") == (
        "1 of 63 rows answers a question that the same respondent has answered before (row 62); the "
        "first answer counts. If they are answers of another time, name the column of the time as "
        "well."
    )
    assert taken.told("pivoted").startswith(
        '63 rows of one answer each were arranged as 20 responses, one for each "Id", with 3 '
        'questions ("NPS", "Staff", "Why").'
    )


def test_an_empty_answer_gives_way_to_a_later_one(tmp_path: Path) -> None:
    rows = [f"C{n // 2},{('NPS', 'Staff')[n % 2]},{n % 11}" for n in range(40)]
    rows[0] = "C0,NPS,"
    taken = arranged(
        tmp_path, [*rows, "C0,NPS,10"], "Id,Question,Answer", "Question", "Answer", "Id"
    )
    assert taken.rows()["outcome"].iloc[0] == 10


def test_several_columns_may_tell_respondents_apart(tmp_path: Path) -> None:
    rows = [
        f"S{s},2024-0{m},{q},{(s + m) % 11 if q == 'NPS' else 100 * s}"
        for s in range(6)
        for m in range(1, 7)
        for q in ("NPS", "Visits")
    ]
    taken = take(tmp_path, table("store,month,metric,value", rows))
    shape = find_long_shape(taken.staged, taken.profiles)
    assert shape is not None
    assert shape.respondent == ("store", "month")
    columns = ("metric", "value", "store", "month")
    assert arranged(tmp_path, rows, "store,month,metric,value", *columns).staged.n_rows == 36


def test_what_differs_within_a_respondent_is_said(tmp_path: Path) -> None:
    rows = [
        f"C{n // 2},{('NPS', 'Staff')[n % 2]},{n % 11},{n % 4 if n < 4 else 1}" for n in range(40)
    ]
    taken = arranged(tmp_path, rows, "Id,Question,Answer,Page", "Question", "Answer", "Id")
    assert taken.told("differs_within").startswith(
        '"Page" differs between the rows of 2 of 20 respondents; the first values count.'
    )


def test_texts_of_questions_become_labels(tmp_path: Path) -> None:
    rows = [f"C{n // 2},{n % 2 + 1},{ASKED[n % 2]},{n % 11}" for n in range(40)]
    taken = arranged(tmp_path, rows, "Id,Item,Text,Answer", "Item", "Answer", "Id")
    assert taken.staged.headers == ("Id", "1", "2")
    assert taken.staged.labels == ("", *ASKED[:2])


def test_columns_that_do_not_fit_are_refused(tmp_path: Path) -> None:
    rows = [f"C{n % 4},{('NPS', 'Staff')[n % 2]},{n % 11}" for n in range(60)]
    with pytest.raises(IntakeError) as caught:
        arranged(tmp_path, rows, "Id,Question,Answer", "Question", "Answer", "Id")
    assert str(caught.value) == (
        '56 of 60 rows find no place of their own when they are arranged as one row for each "Id": '
        "the question or the respondent is empty, or the same question comes again. Choose other "
        "columns for question and respondent, or add the one of the time."
    )
    with pytest.raises(IntakeError, match='no column "Nobody"'):
        arranged(tmp_path, rows, "Id,Question,Answer", "Question", "Answer", "Nobody")


def test_the_option_reads_headers_with_commas() -> None:
    assert pivot("none") == ()
    assert pivot("'a, b',c,d") == ("a, b", "c", "d")
    assert pivot('"a, b", c, d') == ("a, b", "c", "d")
