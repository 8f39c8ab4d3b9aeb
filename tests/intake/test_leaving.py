"""Who left and who renewed, and what was paid the year before."""

from pathlib import Path

import pytest

from cx.vocabulary import Role
from tests.intake.files import table, take


@pytest.mark.parametrize(
    ("header", "values", "role"),
    [
        ("Churned", ("Yes", "No"), Role.CHURNED),
        ("churn", ("1", "0"), Role.CHURNED),
        ("Churn", ("Churned", "Active"), Role.CHURNED),
        ("Renewed", ("No", "Yes"), Role.RENEWED),
        ("Retention flag", ("0", "1"), Role.RENEWED),
    ],
)
def test_who_left_is_recognised_and_read(
    tmp_path: Path, header: str, values: tuple[str, str], role: Role
) -> None:
    rows = [f"{n % 11},{values[n % 4 != 0]}" for n in range(60)]
    taken = take(tmp_path, table(f"NPS,{header}", rows))
    assert taken.recipe.column(header).role is role
    flags = taken.rows()[str(role)].astype(bool)
    # One in four left, whichever way round the column says it.
    assert flags.sum() == (15 if role is Role.CHURNED else 45)


@pytest.mark.parametrize("header", ["Churn risk", "Churn score", "Churn reason"])
def test_what_only_sounds_like_leaving_is_not_taken(tmp_path: Path, header: str) -> None:
    recipe = take(tmp_path, table(f"NPS,{header}", [f"{n % 11},{n % 2}" for n in range(60)])).recipe
    assert recipe.column(header).role is not Role.CHURNED


@pytest.mark.parametrize("header", ["Revenue last year", "Prior year spend", "last_year_revenue"])
def test_two_years_of_revenue_are_told_apart(tmp_path: Path, header: str) -> None:
    rows = [f"{n % 11},{n + 5.5},{n + 7.5}" for n in range(60)]
    recipe = take(tmp_path, table(f"NPS,{header},Revenue this year", rows)).recipe
    assert recipe.column(header).role is Role.PREVIOUS_SPEND
    assert recipe.column("Revenue this year").role is Role.SPEND
