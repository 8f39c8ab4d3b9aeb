"""Rows that are no responses: known by their shape, counted by reason, kept when that is said."""

from pathlib import Path

import pytest

from cx.intake import Reading
from cx.vocabulary import Scale
from tests.intake.files import take

_SCORES = [10, 9, 8, 3, 10, 7, 9, 10, 2, 9, 8, 10, 9, 6, 10]  # sum 120, mean 8
_REGIONS = ("Nord", "Süd", "Ost")


def _answers(n: int = 15) -> list[str]:
    return [f"{_REGIONS[k % 3]},K{k:03},{_SCORES[k % 15]},{k + 0.5}" for k in range(n)]


def _file(*last: str, lines: list[str] | None = None) -> str:
    return "\n".join(["Region,id,NPS,Spend", *(lines or _answers()), *last, ""])


def _left_out(folder: Path, content: str, reading: Reading | None = None) -> list[tuple[int, str]]:
    return [(i.row, i.code) for i in take(folder, content, reading=reading).staged.left_out]


@pytest.mark.parametrize(
    "last",
    [
        "Total,,120,112.5",
        "Avg,,8,7.5",
        'Durchschnitt,,8,"7,5"',
        "Moyenne,,8.0,",
        "Total général (15),,120,",
        "รวม,,120,",
        "合計,,,112.5",
        "Yhteensä,,120,",
        "Kopā,,120,112.5",
        "Vidurkis,,8.00,7.5",
        ",,120,112.5",
        "Grand total:,,,",
    ],
)
def test_a_total_or_a_mean_under_the_data_is_left_out(last: str, tmp_path: Path) -> None:
    assert _left_out(tmp_path, _file(last)) == [(17, "total_row")]
    kept = _left_out(tmp_path, _file(last), Reading(keep=("total_row",)))
    assert kept == []


@pytest.mark.parametrize(
    "last",
    [
        "Nord,,8,7.5",
        "Süd,,10,",
        "West,,9,3.5",
        "Nord,K015,8,7.5",
        "West,K015,120,1",
        ",,9,",
        "Ost-West,K015,3,1",
        "Total Energies,K015,3,1",
        "Media,K015,3,1",
    ],
)
def test_a_last_answer_stays(last: str, tmp_path: Path) -> None:
    assert _left_out(tmp_path, _file(last)) == []


def test_a_mean_that_only_its_shape_gives_away_is_named(tmp_path: Path) -> None:
    taken = take(tmp_path, _file("Vidurkis,,8,"))
    assert taken.staged.n_rows == 16
    assert taken.told("total_suspected").startswith(
        "1 row under the data (row 17) may be a total or a mean, and is read as an answer."
    )


@pytest.mark.parametrize(
    ("label", "of"), [("{} Total", sum), ("Gesamt {}", sum), ("{} Mittelwert", None), ("{}:", None)]
)
def test_subtotals_between_answers_are_left_out(label: str, of: object, tmp_path: Path) -> None:
    lines: list[str] = []
    for region in _REGIONS:
        block = [line for line in _answers(30) if line.startswith(region)]
        scores = [int(line.split(",")[2]) for line in block]
        number = sum(scores) if of is sum else f"{sum(scores) / len(scores):.2f}"
        lines += [*block, f"{label.format(region)},,{number},"]
    assert [row for row, _ in _left_out(tmp_path, _file(lines=lines))] == [12, 23, 34]
    quoted = _file(lines=lines).strip().replace(",", '","').replace("\n", '"\n"')
    assert [row for row, _ in _left_out(tmp_path, f'"{quoted}"\n')] == [12, 23, 34]


def test_rows_without_an_id_are_no_subtotals(tmp_path: Path) -> None:
    lines = [line.replace(f"K{k:03}", "") if k % 4 == 2 else line
             for k, line in enumerate(_answers(40))]  # fmt: skip
    assert _left_out(tmp_path, _file(lines=lines)) == []


def test_a_header_that_stands_again_is_left_out(tmp_path: Path) -> None:
    lines = [*_answers(5), "REGION,id,NPS,Spend", *_answers(5)]
    scale = Scale.parse("0-10")
    taken = take(tmp_path, _file(lines=lines), change=lambda recipe: recipe.with_scale(scale))
    assert [(i.row, i.code) for i in taken.staged.left_out] == [(7, "repeated_header")]
    reasons = taken.write().passport.left_out
    assert [(reason.code, reason.count) for reason in reasons] == [("repeated_header", 1)]


@pytest.mark.parametrize(
    ("header", "tests", "real"),
    [
        ("Status", "Survey Preview", "IP Address"),
        ("Response Type", "Spam", "Imported"),
        ("mode", "test", "live"),
        ("Kanal", "Vorschau", "E-Mail"),
        ("is_test", "TRUE", "FALSE"),
        ("Test response", "yes", "no"),
        ("ステータス", "プレビュー", "回答"),
    ],
)
def test_previews_and_tests_are_left_out(
    header: str, tests: str, real: str, tmp_path: Path
) -> None:
    lines = [f"{k},{k % 11},{tests if k in (0, 7) else real}" for k in range(20)]
    content = "\n".join([f"id,NPS,{header}", *lines, ""])
    assert _left_out(tmp_path, content) == [(2, "test_answers"), (9, "test_answers")]
    assert _left_out(tmp_path, content, Reading(keep=("test_answers",))) == []


@pytest.mark.parametrize(
    ("header", "values"),
    [("Product", "test"), ("Status", "tested"), ("Status", "test"), ("Reason", "Spam")],
)
def test_other_tests_are_answers(header: str, values: str, tmp_path: Path) -> None:
    """A product may be a test, and a column that says of every row that it is one tells nothing."""
    other = values if header == "Status" and values == "test" else "x"
    lines = [f"{k},{k % 11},{values if k % 2 else other}" for k in range(20)]
    assert _left_out(tmp_path, "\n".join([f"id,NPS,{header}", *lines, ""])) == []


def test_a_footer_under_a_blank_row_is_left_out(tmp_path: Path) -> None:
    lines = [f"{k},{k % 11},Nord" for k in range(20)]
    content = "\n".join(["id,NPS,Region", *lines, ",,", "Zeilen,20,", "Erstellt von,Anna,", ""])
    assert _left_out(tmp_path, content) == [
        (22, "blank_row"),
        (23, "total_row"),
        (24, "footer_row"),
    ]


def test_an_answer_that_is_the_number_of_answers_above_is_no_total(tmp_path: Path) -> None:
    lines = [f"0,{k},Nord" for k in "abcdefg"] + ["7,,Ost"] + [f"0,{k},Nord" for k in "hijk"]
    assert _left_out(tmp_path, "\n".join(["NPS,Comment,Region", *lines, ""])) == []


def test_an_answer_with_its_label_is_neither_footer_nor_second_header(tmp_path: Path) -> None:
    lines = [f"{k % 3},{k},{k % 2}" for k in range(14)]
    content = "\n".join(["NPS,Comment,Rating", "9 - fine,good,1", *lines, ",,", "0,,9 - fine", ""])
    assert _left_out(tmp_path, content) == [(17, "blank_row")]


def test_a_row_of_units_is_counted_as_left_out(tmp_path: Path) -> None:
    lines = [f"{k % 11},{k % 5}" for k in range(20)]
    content = "\n".join(["NPS,Waiting", "points,stars", *lines, ""])
    assert _left_out(tmp_path, content) == [(2, "second_header_row")]
