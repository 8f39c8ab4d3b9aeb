"""Does a rating without an answer mean that it was not answered, or that it does not apply?"""

# ruff: noqa: E501 - sentences are given as they are

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from cx.intake import Passport, Reading, Recipe, read_repairs
from cx.vocabulary import Role
from tests.intake.files import Taken, table, take, workbook

N = 600
CHANNELS = ("phone", "chat", "store")
FIVE = [str(1 + n * 7 % 5) for n in range(N)]
TEN = [str(1 + n * 7 % 10) for n in range(N)]


def file(waiting: Sequence[str], staff: Sequence[str] = FIVE) -> str:
    """Write 600 answers of 0-10, a third for each channel, with two ratings."""
    return table(
        "NPS,Contact channel,Region,Waiting,Staff",
        [
            f"{n % 11},{CHANNELS[n % 3]},{('North', 'South')[n % 2]},{waiting[n]},{staff[n]}"
            for n in range(N)
        ],
    )


def every(step: int, cell: str, cells: Sequence[str] = FIVE) -> list[str]:
    """Put another cell into every `step`-th row."""
    return [cell if n % step == 0 else cells[n] for n in range(N)]


def in_store(cell: str, cells: Sequence[str] = FIVE) -> list[str]:
    return [cell if CHANNELS[n % 3] == "store" else cells[n] for n in range(N)]


def applies(taken: Taken, header: str = "Waiting") -> bool:
    return taken.recipe.column(header).applies_to_all


@pytest.mark.parametrize(
    "waiting",
    [
        every(20, "0"),  # 5 % of a 1-5 scale
        every(4, "0"),  # 25 %, but the other rating goes from 1 to 5 without a 0
        every(9, "N/A"),
        every(9, "not applicable"),
        in_store(""),
    ],
    ids=["few zeros", "many zeros", "N/A", "not applicable", "not asked in stores"],
)
def test_signs_that_a_question_does_not_apply(tmp_path: Path, waiting: list[str]) -> None:
    taken = take(tmp_path, file(waiting))
    assert not applies(taken)
    assert applies(taken, "Staff")
    loaded = taken.write()
    assert [c.applies_to_all for c in loaded.schema.with_role(Role.DRIVER)] == [False, True]
    n = sum(cell not in FIVE for cell in waiting)
    assert loaded.passport.does_not_apply == {"Waiting": n}
    assert loaded.passport.missing["Waiting"] == n
    assert loaded.schema.find("driver_1").maximum == 5


@pytest.mark.parametrize(
    "waiting",
    [
        FIVE,
        every(9, ""),
        every(300, "0"),  # two of 600 are slips
        every(300, "N/A"),
        every(9, "NA"),  # R writes it for every empty cell
        every(9, "NULL"),
        every(4, "0", TEN),  # an answer from 0 to 10
        [("" if n % 3 == 2 and n % 4 else FIVE[n]) for n in range(N)],  # 75 % of one channel
        [("" if n % 2 else FIVE[n]) for n in range(N)],  # one region was not asked
    ],
    ids=["all", "some", "slips", "one word", "NA", "NULL", "0-10", "75 %", "region"],
)
def test_else_a_rating_was_not_answered(tmp_path: Path, waiting: list[str]) -> None:
    taken = take(tmp_path, file(waiting))
    assert applies(taken)
    assert taken.write().passport.does_not_apply == {}
    assert "does_not_apply" not in [problem.code for problem in taken.problems]


def test_na_beside_empty_cells_says_something(tmp_path: Path) -> None:
    waiting = every(9, "NA")
    waiting[1] = ""
    assert not applies(take(tmp_path, file(waiting)))


def test_a_word_that_an_export_writes_everywhere_says_nothing(tmp_path: Path) -> None:
    text = file(every(9, "N/A")).replace(",North,", ",N/A,", 5)
    assert applies(take(tmp_path, text))


def test_more_silence_than_signs_is_not_answered_and_zeros_are_asked_about(tmp_path: Path) -> None:
    waiting = every(4, "")
    for n in range(1, N, 30):
        waiting[n] = "0"
    taken = take(tmp_path, file(waiting))
    assert applies(taken)
    assert taken.told("out_of_range") == (
        '20 of 450 answers in "Waiting" are outside 1-5 (first: 0 in row 3). If 0 means that the question '
        "does not apply, say that empty means does not apply; otherwise correct them, or go on "
        "without these answers."
    )
    said = take(tmp_path, file(waiting), change=lambda r: r.change("Waiting", applies_to_all=False))
    assert "out_of_range" not in [problem.code for problem in said.problems]
    assert said.write().passport.does_not_apply == {"Waiting": 170}


def test_zeros_above_the_ones_of_a_one_to_ten_scale(tmp_path: Path) -> None:
    taken = take(tmp_path, file(every(4, "0", TEN), TEN))
    column = taken.recipe.column("Waiting")
    assert (column.minimum, column.maximum, column.applies_to_all) == (1, 10, False)
    assert column.why == "ratings 1-10"
    few = take(tmp_path, file(every(40, "0", TEN), TEN))  # fewer than there are 1
    assert applies(few)
    assert few.recipe.column("Waiting").minimum is None


def test_stacked_sheets_say_nothing_of_who_was_asked(tmp_path: Path) -> None:
    def sheet(asked: bool) -> list[list[object]]:
        rows: list[list[object]] = [["NPS", "Waiting", "Staff"]]
        return rows + [[n % 11, 1 + n % 5 if asked else None, 1 + n % 5] for n in range(60)]

    data = workbook({"May": sheet(asked=True), "June": sheet(asked=False)})
    taken = take(tmp_path, data, "a.xlsx", Reading(sheets=("May", "June")))
    assert taken.profile_of("Waiting").empty_where[0].groups == ("June",)
    assert applies(taken)


def test_notes_word_for_word(tmp_path: Path) -> None:
    zeros = take(tmp_path, file(every(20, "0")))
    end = (
        " The driver is judged on those who had it. If they were asked and did not answer, say "
        "that empty means not answered."
    )
    assert zeros.told("does_not_apply") == (
        '30 of 600 cells in "Waiting" count as "does not apply": 30 hold "0".' + end
    )
    waiting = every(9, "N/A")
    waiting[1] = ""
    assert take(tmp_path, file(waiting)).told("does_not_apply") == (
        '68 of 600 cells in "Waiting" count as "does not apply": 67 hold "N/A".' + end
    )
    assert take(tmp_path, file(in_store(""))).told("does_not_apply") == (
        '200 of 600 cells in "Waiting" count as "does not apply": it is empty in 200 of 200 rows '
        'where "Contact channel" is "store", and hardly ever elsewhere.' + end
    )
    said = take(
        tmp_path, file(every(600, "")), change=lambda r: r.change("Waiting", applies_to_all=False)
    )
    assert said.told("does_not_apply") == (
        '1 of 600 cells in "Waiting" counts as "does not apply".' + end
    )


def test_zeros_are_told_as_a_change_with_their_rows(tmp_path: Path) -> None:
    passport = take(tmp_path, file(every(20, "0"))).write().passport
    assert [(r.code, r.sentence) for r in passport.repairs] == [
        ("does_not_apply", '30 cells of "Waiting" say that the question does not apply ("0").')
    ]
    rows = read_repairs(tmp_path, "does_not_apply")
    assert list(rows["row"][:2]) == [2, 22]
    assert set(rows["before"]) == {"0"}
    assert set(rows["after"]) == {"does not apply"}


def test_it_is_said_of_drivers_only(tmp_path: Path) -> None:
    taken = take(
        tmp_path,
        file(every(20, "0")),
        change=lambda recipe: recipe.assign("Waiting", Role.CATEGORY),
    )
    loaded = taken.write()
    assert loaded.passport.does_not_apply == {}
    assert all(column.applies_to_all for column in loaded.schema.columns)


def test_a_recipe_and_a_passport_without_it_can_still_be_read(tmp_path: Path) -> None:
    taken = take(tmp_path, file(every(20, "0")))
    assert Recipe.from_json(taken.recipe.to_json()) == taken.recipe
    old = json.loads(taken.recipe.to_json())
    for column in old["columns"]:
        del column["applies_to_all"]
    assert Recipe.from_json(json.dumps(old)).column("Waiting").applies_to_all
    passport = json.loads(taken.write().passport.to_json())
    del passport["does_not_apply"]
    assert Passport.from_json(json.dumps(passport)).does_not_apply == {}
