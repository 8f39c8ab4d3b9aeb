"""What the headline would be, before anything is loaded: the same numbers as afterwards."""

from pathlib import Path

import pytest

from cx.intake import headline, outcome_choices
from cx.vocabulary import Role, Scale
from tests.intake.files import table, take

CELLS = {
    "0-10": ["10", "9", "8", "3", "", "n/a", "11", "0"],
    "1-5": ["5", "4", "4,0", "1", "2", "3", "9", ""],
    "words": ["Very satisfied", "Satisfied", "Neutral", "Dissatisfied", "", "Very dissatisfied"],
    "two": ["Yes", "No", "Yes", "Yes", "", "No"],
    "labelled": ["10 - Extremely likely", "9", "0 - Not at all likely", "7", "", "5"],
}


@pytest.mark.parametrize("kind", CELLS)
def test_the_headline_is_that_of_the_load(tmp_path: Path, kind: str) -> None:
    rows = [f'"{cell}",North' for cell in CELLS[kind] * 6]
    taken = take(tmp_path, table("Satisfaction,Region", rows))
    recipe = taken.recipe.assign("Satisfaction", Role.OUTCOME)
    scale = taken.recipe.scale or Scale.parse("0-10" if kind == "labelled" else kind)
    taken.recipe = recipe.with_scale(scale)
    shown = headline(taken.profile_of("Satisfaction"), taken.recipe, scale)
    assert shown is not None
    loaded = taken.write()
    score = taken.rows()["outcome"]
    assert shown.n == loaded.n_rows
    assert shown.favourable == (score >= scale.favourable_from).mean()
    assert shown.net == pytest.approx(
        100 * ((score >= scale.favourable_from).mean() - (score <= scale.unfavourable_to).mean())
    )


def test_numbers_that_stand_for_no_answer_do_not_count(tmp_path: Path) -> None:
    taken = take(tmp_path, table("NPS,Region", [f"{n % 11},North" for n in range(44)]))
    profile, scale = taken.profile_of("NPS"), Scale.parse("0-10")
    without_zero = headline(profile, taken.recipe.with_missing_codes(0.0), scale)
    assert without_zero is not None
    assert without_zero.n == 40


def test_columns_that_could_be_the_outcome(tmp_path: Path) -> None:
    rows = [f"{n % 11},{1 + n % 10},{1 + n % 5},R{n},{'NS'[n % 2]},it was {n}" for n in range(60)]
    taken = take(tmp_path, table("NPS,Score,Staff,id,Region,Comment", rows))
    choices = outcome_choices(taken.profiles, taken.recipe)
    assert [choice.header for choice in choices] == ["NPS", "Score", "Staff"]
    assert [choice.headline is None for choice in choices] == [False, True, False]
    assert choices[0].headline is not None
    assert choices[0].headline.n == 60
