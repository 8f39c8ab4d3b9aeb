"""What cells mean: scores, missing words, personal data, sheets, and mappings gone wrong."""

# ruff: noqa: E501 - files and sentences are given as they are

from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from cx.intake import Passport, Reading, Recipe, guess_outcome_scale, read_repairs
from cx.problems import IntakeError, Severity
from cx.vocabulary import Kind, Role, Scale, ScaleKind
from tests.intake.files import frame, table, take, workbook


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (["10 - Extremely likely", "0 - Not at all likely", "7"], [10, 0, 7]),
        (["10/10", "0/10", "7/10"], [10, 0, 7]),
        (["Extremely likely (10)", "Not likely (0)", "7"], [10, 0, 7]),
        (["１０", "๐", "7"], [10, 0, 7]),
        (["10,0", "0,0", "7,0"], [10, 0, 7]),
    ],
)
def test_labelled_scores(tmp_path: Path, cells: list[str], values: list[float]) -> None:
    taken = take(tmp_path, table("NPS;Region", [f"{cell};North" for cell in cells * 4]))
    assert list(taken.rows()["outcome"])[:3] == values


def test_worded_scale(tmp_path: Path) -> None:
    words = ["Very satisfied", "Satisfied", "Neutral", "Dissatisfied", "Very dissatisfied"]
    taken = take(tmp_path, table("Satisfaction,Region", [f"{word},North" for word in words * 3]))
    assert list(taken.rows()["outcome"])[:5] == [5, 4, 3, 2, 1]
    assert taken.recipe.scale == Scale.conventional(1, 5)


def test_text_outcome_is_two_valued(tmp_path: Path) -> None:
    rows = ["satisfied,North", "neutral or dissatisfied,South"] * 5
    taken = take(tmp_path, table("satisfaction,Region", rows))
    assert taken.recipe.scale is not None
    assert taken.recipe.scale.kind is ScaleKind.TWO_VALUED
    assert taken.recipe.scale.band_labels == ("satisfied", "neither", "neutral or dissatisfied")
    assert list(taken.rows()["outcome"])[:2] == [1, 0]


def test_out_of_range_word_for_word(tmp_path: Path) -> None:
    rows = [f"{n % 11},North" for n in range(2410)]
    for place in range(37):
        rows[50 + 60 * place] = ("11" if place != 3 else "9.5") + ",North"
    taken = take(tmp_path, table("NPS,Region", rows))
    assert taken.told("out_of_range") == (
        '37 of 2,410 answers in "NPS" are outside 0-10 (first: 11 in row 52). '
        'Correct them, or choose "leave these rows out".'
    )
    passport = taken.write().passport
    assert (passport.rows_used, passport.rows_left_out) == (2373, 37)
    assert list(read_repairs(tmp_path, "out_of_range")["row"])[:1] == [52]


def test_suspected_missing_code_is_asked_about(tmp_path: Path) -> None:
    rows = [f"{n % 11},North" for n in range(99)]
    rows[4] = rows[9] = "-99,North"
    taken = take(tmp_path, table("NPS,Region", rows))
    assert taken.told("out_of_range") == (
        '2 of 99 answers in "NPS" are outside 0-10 (first: -99 in row 6). If -99 means that there is '
        'no answer, say so; otherwise correct them, or choose "leave these rows out".'
    )
    said = take(tmp_path, table("NPS,Region", rows), change=lambda r: r.with_missing_codes(-99.0))
    assert [p.code for p in said.problems] == []
    assert {reason.code: reason.count for reason in said.write().passport.left_out} == {
        "missing_code": 2
    }


def test_a_rare_upper_end_is_still_the_scale(tmp_path: Path) -> None:
    cells = ["1"] * 20 + ["2"] * 20 + ["3"] * 20 + ["4"] * 20 + ["5"] * 15 + ["6"] * 4 + ["7"] * 2
    taken = take(tmp_path, table("Satisfaction,Region", [f"{cell},North" for cell in cells]))
    assert taken.recipe.scale == Scale.conventional(1, 7)
    assert taken.write().passport.rows_left_out == 0


def test_zero_on_one_to_five(tmp_path: Path) -> None:
    cells = [1 + n % 5 for n in range(95)] + [0] * 5
    taken = take(tmp_path, table("CSAT,Region", [f"{cell},North" for cell in cells]))
    assert taken.recipe.scale == Scale.conventional(1, 5)
    assert taken.write().passport.rows_left_out == 5
    assert "If 0 means that there is no answer" in taken.told("out_of_range")


def test_one_to_ten_is_asked_about(tmp_path: Path) -> None:
    text = table("Score,Region", [f"{1 + n % 10},North" for n in range(40)])
    taken = take(tmp_path, text)
    assert taken.recipe.scale is None
    assert taken.told("scale_needed") == (
        'The answers in "Score" lie between 1 and 10, and their scale cannot be known for certain. '
        "Say which scale was asked: 0-10 (NPS is \u221240) or 1-10 (20\u00a0% are satisfied)."
    )
    with pytest.raises(IntakeError):
        taken.write()
    said = take(tmp_path, text, change=lambda r: r.with_scale(Scale.parse("1-10")))
    assert said.write().scale.range_label == "1-10"


def test_missing_words_depend_on_the_column(tmp_path: Path) -> None:
    rows = [f"{n % 11},Agent {n % 4},{1 + n % 5}" for n in range(44)]
    rows[1], rows[2], rows[3] = "NA,NA,NA", "N/A,N/A,N/A", "8,None,none"
    taken = take(tmp_path, table("NPS,Agent,Waiting", rows))
    kept = taken.rows()
    assert taken.write().passport.left_out[0].sentence == '2 rows have no answer in "NPS".'
    assert "None" in set(kept["performer"])
    assert pd.isna(kept.loc[kept["row_id"] == 5, "driver_1"].iloc[0])


def test_text_as_outcome(tmp_path: Path) -> None:
    rows = [f"{n % 11},it was fine {n}" for n in range(40)]
    taken = take(
        tmp_path, table("NPS,Comment", rows), change=lambda r: r.assign("Comment", Role.OUTCOME)
    )
    stopping = [p for p in taken.problems if p.severity is Severity.STOPS]
    assert [p.sentence for p in stopping] == [
        'The cells of "Comment" hold texts such as "it was fine 0", "it was fine 1", "it was fine 2", '
        "not ratings. Write them as numbers or as words of one scale in your file, or choose another "
        "column of scores as the outcome."
    ]
    with pytest.raises(IntakeError):
        taken.write()


def test_an_id_as_performer(tmp_path: Path) -> None:
    rows = [f"{n % 11},K{n:05d},Agent {n % 9}" for n in range(12_000)]
    taken = take(
        tmp_path,
        table("NPS,Customer ID,Agent", rows),
        change=lambda r: r.assign("Customer ID", Role.PERFORMER),
    )
    assert taken.told("too_many_levels") == (
        '"Customer ID" has 12,000 different values in 12,000 rows: it looks like an id, not like a '
        'performer. "Agent" would fit better.'
    )


def test_no_outcome(tmp_path: Path) -> None:
    taken = take(tmp_path, table("City,Colour", [f"{c},red" for c in ("Rome", "Oslo", "Rome")]))
    assert taken.told("outcome_missing") == (
        "No column is chosen as the outcome score, and none holds answers on a scale. "
        "Choose the column that holds the answer everything is measured by."
    )


def test_personal_data_is_not_stored(tmp_path: Path) -> None:
    rows = [
        f"{n % 11},person{n}@example.org,+49 151 2345{n:04d},4111 1111 1111 1111,Ann {n}"
        for n in range(30)
    ]
    taken = take(tmp_path, table("NPS,Contact,Phone,Payment,Customer Name", rows))
    passport = taken.write().passport
    assert [(p.header, p.reason.split(",")[0]) for p in passport.personal] == [
        ("Contact", "e-mail addresses"),
        ("Phone", "phone numbers"),
        ("Payment", "card numbers"),
        ("Customer Name", "names"),
    ]
    assert taken.told("personal_data") == (
        '"Contact" holds e-mail addresses and is left out before anything is stored. '
        "To keep it, give it a meaning."
    )
    for path in tmp_path.iterdir():
        if path.is_file():
            assert b"example.org" not in path.read_bytes(), path.name
            assert b"4111" not in path.read_bytes(), path.name
    assert taken.write().passport.rows_used == 30


def test_duplicates_are_offered_and_repeated_ids_kept(tmp_path: Path) -> None:
    rows = [f"K{n % 20},{n % 11}" for n in range(22)] + ["K0,0", "K0,0"]
    taken = take(tmp_path, table("Customer ID,NPS", rows))
    passport = taken.write().passport
    assert (passport.rows_used, passport.duplicates, passport.repeated_ids) == (24, 2, 4)
    taken.recipe = taken.recipe.with_drop_duplicates(True)
    dropped = taken.write().passport
    assert (dropped.rows_used, dropped.rows_left_out) == (22, 2)
    assert list(read_repairs(tmp_path, "duplicate")["row"]) == [24, 25]


def test_sheets_are_listed_chosen_and_stacked(tmp_path: Path) -> None:
    rows: list[list[object]] = [["NPS", "Region"], *[[n % 11, "North"] for n in range(22)]]
    words: list[list[object]] = [
        ["Variable", "Description"],
        ["NPS", "How likely"],
        ["Region", "Where"],
    ]
    data = workbook({"Dictionary": words, "May": rows, "June": rows[:12]})
    taken = take(tmp_path, data, "a.xlsx")
    assert [(s.name, s.n_rows, s.n_columns) for s in taken.received.sheets] == [
        ("Dictionary", 2, 2), ("May", 22, 2), ("June", 11, 2),
    ]  # fmt: skip
    assert taken.staged.reading.sheets == ("May",)
    assert taken.told("sheet_chosen") == (
        'The file has 3 sheets; "May" was read: "Dictionary" describes columns. "May", "June" have '
        "the same columns and can be stacked: choose them together."
    )
    stacked = take(tmp_path, data, "a.xlsx", Reading(sheets=("May", "June")))
    made = stacked.rows()
    assert len(made) == 33
    assert made["row_id"].is_unique
    assert stacked.recipe.column("sheet").role is Role.CATEGORY
    assert stacked.staged.row_label(int(made["row_id"].iloc[-1])) == '12 of sheet "June"'
    with pytest.raises(IntakeError, match="do not have the same columns"):
        take(tmp_path, data, "a.xlsx", Reading(sheets=("Dictionary", "May")))


def test_workbook_cells(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Feedback"], [], ["NPS", "Survey date", "Spend"]]
    rows += [[n % 11, datetime(2024, 1, n + 1), n + 0.5] for n in range(22)]
    rows += [[None, None, None], ["Total", None, 253]]
    taken = take(tmp_path, workbook({"A": rows}), "a.xlsx")
    made = taken.rows()
    assert list(made["row_id"])[:2] == [4, 5]
    assert made["responded_at"][1] == datetime(2024, 1, 2)
    assert made["spend"][1] == Decimal("1.5")
    passport = taken.write().passport
    assert (passport.rows_read, passport.rows_used) == (24, 22)


def test_parquet(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pd.DataFrame(
        {"NPS": [float(n % 11) for n in range(22)], "Date": pd.date_range("2024-01-01", periods=22)}
    ).to_parquet(path)
    taken = take(tmp_path / "work", path.read_bytes(), "a.parquet")
    made = taken.rows()
    assert made["responded_at"][0] == datetime(2024, 1, 1)
    assert list(made["outcome"])[:3] == [0, 1, 2]


def test_columns_of_the_schema(tmp_path: Path) -> None:
    rows = [
        f"{n % 11},{1 + n % 5},{1 + n % 4},{('Met', 'Missed', 'Exceeded')[n % 3]},{'Yes' if n % 2 else 'No'}"
        for n in range(60)
    ]
    taken = take(tmp_path, table("NPS,Waiting,Staff,Expectation,Resolved", rows))
    loaded = taken.write()
    assert [(c.name, c.label, c.kind) for c in loaded.schema.columns] == [
        ("outcome", "NPS", Kind.RATING),
        ("driver_1", "Waiting", Kind.RATING),
        ("driver_2", "Staff", Kind.RATING),
        ("expectation", "Expectation", Kind.CATEGORY),
        ("resolved", "Resolved", Kind.FLAG),
    ]
    assert loaded.schema.find("expectation").categories == ("Exceeded", "Met", "Missed")
    made = frame(loaded.path)
    assert str(made["draw"].dtype) == "uint32"
    assert made["resolved"].dtype == bool
    assert list(made["draw"]) == list(frame(taken.write().path)["draw"])
    assert Passport.from_json(loaded.passport.to_json()) == loaded.passport
    assert Recipe.from_json(taken.recipe.to_json()) == taken.recipe
    assert Reading.from_json(taken.staged.reading.to_json()) == taken.staged.reading
    assert taken.write().digest == loaded.digest


def test_moving_the_outcome(tmp_path: Path) -> None:
    rows = [f"{n % 11},{1 + n % 5}" for n in range(55)]
    taken = take(
        tmp_path, table("NPS,Waiting", rows), change=lambda r: r.assign("Waiting", Role.OUTCOME)
    )
    assert taken.recipe.column("NPS").role is None
    assert taken.recipe.scale is None
    scale, _ = guess_outcome_scale(taken.profile_of("Waiting"))
    assert scale == Scale.conventional(1, 5)


def test_nothing_usable(tmp_path: Path) -> None:
    text = table("NPS,Region", ["0,North", "1,South"] * 9)
    with pytest.raises(IntakeError) as caught:
        take(tmp_path, text, change=lambda r: r.with_scale(Scale.parse("5-9"))).write()
    assert str(caught.value) == (
        'None of the 18 rows has an answer in "NPS" that can be used. '
        "Choose another column or another scale."
    )


def test_a_column_of_mostly_numbers_is_named(tmp_path: Path) -> None:
    lines = [f"{n % 11},{'see file' if n % 4 == 1 else n * 3.5}" for n in range(40)]
    taken = take(tmp_path, "\n".join(["NPS,Spend", *lines, ""]))
    assert taken.told("mixed_kinds") == (
        '10 of 40 cells in "Spend" are not among the numbers that the others are (first: '
        '"see file" in row 3), so the column is read as texts. Correct these cells if the column '
        "holds numbers."
    )
    words = [f"{n % 11},{('18-24', '65', 'x')[n % 3]}" for n in range(40)]
    other = take(tmp_path, "\n".join(["NPS,Age", *words, ""]))
    assert "mixed_kinds" not in {problem.code for problem in other.problems}
