"""What a column is taken for, how surely, and why."""

from pathlib import Path

import pytest

from cx.vocabulary import Role
from tests.intake.files import table, take


def test_parts_of_the_date_are_no_groups(tmp_path: Path) -> None:
    rows = [
        f"{n % 11},2024-{1 + n % 12:02d}-05,{1 + n % 12},Q{1 + n % 12 // 3}" for n in range(120)
    ]
    recipe = take(tmp_path, table("NPS,Survey date,Month,Quarter", rows)).recipe
    assert recipe.column("Survey date").role is Role.RESPONDED_AT
    for header in ("Month", "Quarter"):
        assert recipe.column(header).role is None
        assert recipe.column(header).why == "part of the date"


def test_a_month_without_any_date_is_a_group(tmp_path: Path) -> None:
    recipe = take(
        tmp_path, table("NPS,Month", [f"{n % 11},{1 + n % 12}" for n in range(60)])
    ).recipe
    assert recipe.column("Month").role is Role.CATEGORY


@pytest.mark.parametrize("header", ["Tenure month", "Quarter", "Week day"])
def test_groups_that_only_sound_like_the_calendar_stay(tmp_path: Path, header: str) -> None:
    rows = [f"{n % 11},2024-03-{1 + n % 28:02d},{'Old town' if n % 2 else '5'}" for n in range(60)]
    recipe = take(tmp_path, table(f"NPS,Survey date,{header}", rows)).recipe
    assert recipe.column(header).role is Role.CATEGORY


def test_the_reason_names_the_word_and_a_rival(tmp_path: Path) -> None:
    rows = [f"{n % 11},{n + 5.5},{n + 7.5}" for n in range(60)]
    recipe = take(tmp_path, table("NPS,Room spend,Food spend", rows)).recipe
    outcome, spend = recipe.column("NPS"), recipe.column("Room spend")
    assert (outcome.why, outcome.sure) == ('"nps" in the header', 0.98)
    assert (spend.role, spend.sure) == (Role.SPEND, 0.55)
    assert spend.why == '"spend" in the header; or "Food spend"'


def test_a_clear_winner_is_not_doubted(tmp_path: Path) -> None:
    rows = [f"{n % 11},{n + 5.5},{n + 7.5}" for n in range(60)]
    recipe = take(tmp_path, table("NPS,Amount spent,Item fee amount", rows)).recipe
    assert recipe.column("Amount spent").sure == 0.95


def test_answers_in_rows_are_told_of(tmp_path: Path) -> None:
    names = ("NPS", "Waiting", "Staff")
    rows = [f"C{n // 3},{names[n % 3]},{n % 11}" for n in range(120)]
    taken = take(
        tmp_path,
        table("Customer ID,Question,Answer", rows),
        change=lambda recipe: recipe.assign("Answer", Role.OUTCOME),
    )
    assert taken.told("long_format") == (
        'Each row seems to hold one answer ("Answer") to one of 3 questions ("Question": "NPS", '
        '"Waiting", "Staff"), so that rows are no responses. Arrange it as one row for each '
        '"Customer ID" (--pivot "Question,Answer,Customer ID"), or say that every row is a '
        "response (--pivot none)."
    )
