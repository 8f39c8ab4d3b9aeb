"""Tables that say how often each answer was given are asked about, and never read as answers."""

from pathlib import Path

import pytest

from cx.intake import Reading
from cx.problems import IntakeError
from tests.intake.files import frame, take

_COUNTS = (3, 1, 2, 2, 1, 4, 6, 12, 20, 30, 40)


def _table(header: str, lines: list[str]) -> str:
    return "\n".join([header, *lines, ""])


@pytest.mark.parametrize(
    ("header", "lines"),
    [
        ("Score,Responses", [f"{k},{n}" for k, n in enumerate(_COUNTS)]),
        ("Note,Anzahl", [f"{k},{n}" for k, n in enumerate(_COUNTS)]),
        ("Score,x", [f"{10 - k},{n}" for k, n in enumerate(reversed(_COUNTS))]),
        ("คะแนน,จำนวน", [f"{k},{n}" for k, n in enumerate(_COUNTS)]),
        ("NPS,n,Share", [f"{k},{n},{n / 1.21:.1f}%" for k, n in enumerate(_COUNTS)]),
        (
            "Region,Score,Number of answers",
            [f"{region},{k},{n}" for region in "AB" for k, n in enumerate(_COUNTS)],
        ),
        ("Answer,Count", ["Very satisfied,40", "Satisfied,30", "Neutral,5", "Dissatisfied,2"]),
    ],
)
def test_counts_are_asked_about(header: str, lines: list[str], tmp_path: Path) -> None:
    taken = take(tmp_path, _table(header, lines))
    problem = next(p for p in taken.staged.problems if p.code == "counts")
    assert problem.severity == "stops"
    stated = take(tmp_path, _table(header, lines), reading=Reading(counts=problem.where))
    told = f"read as {stated.staged.n_rows} answers"
    assert stated.staged.n_rows > 70
    assert told in stated.told("counts_expanded")
    single = take(tmp_path, _table(header, lines), reading=Reading(counts=""))
    assert single.staged.n_rows == len(lines)
    assert "counts" not in {p.code for p in single.staged.problems}


def test_each_row_becomes_as_many_answers_as_it_counts(tmp_path: Path) -> None:
    lines = [*(f"{k},{n}" for k, n in enumerate(_COUNTS)), "5,many", "6,-2"]
    taken = take(tmp_path, _table("NPS,Responses", lines), reading=Reading(counts="responses"))
    loaded = taken.write()
    outcome = frame(loaded.path)["outcome"]
    assert [int((outcome == k).sum()) for k in range(11)] == list(_COUNTS)
    assert (loaded.passport.rows_read, loaded.passport.rows_used) == (123, 121)
    assert [(r.code, r.count) for r in loaded.passport.left_out] == [("unreadable_count", 2)]
    with pytest.raises(IntakeError, match="There is no column"):
        take(tmp_path, _table("NPS,Responses", lines), reading=Reading(counts="Anzahl"))


@pytest.mark.parametrize(
    ("header", "lines"),
    [
        ("id,NPS,Count of visits", [f"{k},{k % 11},{k % 5 + 1}" for k in range(30)]),
        ("NPS,Region,Number of calls", [f"{k % 11},{'AB'[k % 2]},{k % 7 + 1}" for k in range(40)]),
        ("Score,Spend", ["10,120", "9,80", "3,20", "8,100"]),
        ("NPS,Age", ["9,34", "8,41", "10,28", "3,55", "7,19"]),
        ("NPS", ["9", "8", "7"]),
    ],
)
def test_answers_are_not_taken_for_counts(header: str, lines: list[str], tmp_path: Path) -> None:
    codes = {problem.code for problem in take(tmp_path, _table(header, lines)).staged.problems}
    assert "counts" not in codes
