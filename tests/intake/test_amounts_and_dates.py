"""Which amount and which moment does a cell mean?"""

# ruff: noqa: E501 - files and sentences are given as they are

from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from cx.intake import Recipe, read_repairs
from cx.vocabulary import Role
from tests.intake.files import frame, table, take

SCORES = [n % 11 for n in range(33)]


def column(
    tmp_path: Path, header: str, cells: list[str], role: Role | None = None, **change: object
):  # type: ignore[no-untyped-def]
    text = table(
        f"Likelihood to recommend;{header}", [f"{SCORES[n]};{cell}" for n, cell in enumerate(cells)]
    )

    def changed(recipe: Recipe) -> Recipe:
        recipe = recipe.assign(header, role) if role else recipe
        return recipe.change(header, **change) if change else recipe

    return take(tmp_path, text, change=changed)


def test_decimal_comma_and_thousands(tmp_path: Path) -> None:
    cells = [f"1.{n:03d},50 €" for n in range(12)]
    taken = column(tmp_path, "Spend", cells)
    loaded = taken.write()
    assert list(frame(loaded.path)["spend"])[:2] == [1000.5, 1001.5]
    assert loaded.currency == "EUR"
    repaired = {(r.code, r.count) for r in loaded.passport.repairs if r.column == "Spend"}
    assert {("decimal_comma", 12), ("thousands", 12), ("currency", 12)} <= repaired
    assert read_repairs(tmp_path, "decimal_comma")["after"][0] in {
        f"{1000 + n}.50" for n in range(12)
    }


def test_amounts_with_many_values_and_misfits(tmp_path: Path) -> None:
    rows = [f"{n % 11},{n}.25" for n in range(4000)]
    rows[7] = "7,(7.25)"
    rows[8] = "8,free"
    rows[9] = "9,n/a"
    rows[10] = "10,1e3"
    taken = take(tmp_path, table("NPS,Spend", rows))
    spend = list(taken.rows()["spend"])
    assert spend[6] == 6.25
    assert spend[7] == -7.25
    assert pd.isna(spend[8])
    assert pd.isna(spend[9])
    assert pd.isna(spend[10])
    assert taken.told("unreadable_amount") == (
        '2 of 3,999 amounts in "Spend" are not numbers (first: "free" in row 10). '
        "Correct them, or go on without these amounts."
    )
    assert list(read_repairs(tmp_path, "unreadable")["before"]) == ["free", "1e3"]


def test_many_formatted_amounts(tmp_path: Path) -> None:
    rows = [f"{n % 11};{n // 1000}.{n % 1000:03d},25 €" for n in range(1000, 5000)]
    rows[4], rows[5], rows[6] = "3;(1.004,25 €)", "3;free 3 items", "3;1.23,4"
    taken = take(tmp_path, table("NPS;Spend", rows))
    spend = taken.rows()["spend"]
    assert list(spend)[:2] == [1000.25, 1001.25]
    assert spend[4] == Decimal("-1004.25")
    assert list(spend.index[spend.isna()]) == [5, 6]


@pytest.mark.parametrize(
    ("header", "currency"),
    [
        ("Spend (EUR)", "EUR"),
        ("Spend EUR", "EUR"),
        ("spend_EUR", "EUR"),
        ("Spend in €", "EUR"),
        ("Spend (US$)", "USD"),
        ("Spend (฿)", "THB"),
        ("Spend", None),
        ("Spend in EUROPE", None),
        ("Spend (NET)", None),
    ],
)
def test_currency_of_the_header(tmp_path: Path, header: str, currency: str | None) -> None:
    taken = column(tmp_path, header, [f"{n}.50" for n in range(20)])
    assert taken.recipe.column(header).role is Role.SPEND
    assert taken.write().currency == currency


def test_several_currencies_are_not_added(tmp_path: Path) -> None:
    taken = column(tmp_path, "Spend", [f"{n} €" if n % 2 else f"{n} $" for n in range(20)])
    assert taken.told("several_currencies") == (
        'The amounts in "Spend" are in more than one currency, so they are not used. '
        "Convert them to one currency in your file."
    )
    assert "spend" not in taken.rows()


@pytest.mark.parametrize(
    ("cells", "first"),
    [
        (["03/08/2023", "25/08/2023"], datetime(2023, 8, 3)),
        (["03/08/2023", "08/25/2023"], datetime(2023, 3, 8)),
        (["2023-08-03", "2023-08-25"], datetime(2023, 8, 3)),
        (["20230803", "20230825"], datetime(2023, 8, 3)),
        (["3.8.23", "25.8.23"], datetime(2023, 8, 3)),
        (["03/08/2023 14:05", "25-Aug-23", "26/08/2023 9:00"], datetime(2023, 8, 3, 14, 5)),
        (["Aug 3, 2023", "August 25, 2023"], datetime(2023, 8, 3)),
        (["3 août 2023", "25 août 2023"], datetime(2023, 8, 3)),
        (["2023-08", "2023-09"], datetime(2023, 8, 1)),
        (["2023-08-03T14:05:06Z", "2023-08-25T14:05:06Z"], datetime(2023, 8, 3, 14, 5, 6)),
        (["3/8/2023 2:05 PM", "25/8/2023 12:00 AM"], datetime(2023, 8, 3, 14, 5)),
        (["05/06/2567", "25/06/2567"], datetime(2024, 6, 5)),
        (["2567-06-05", "2567-06-25"], datetime(2024, 6, 5)),
        (["29/02/2567", "28/02/2567"], datetime(2024, 2, 29)),
        (["45141", "45163"], datetime(2023, 8, 3)),
    ],
)  # fmt: skip
def test_date_formats(tmp_path: Path, cells: list[str], first: datetime) -> None:
    taken = column(tmp_path, "Survey date", cells * 6)
    assert taken.rows().sort_values("row_id")["responded_at"].iloc[0] == first


def test_thai_years_are_reported(tmp_path: Path) -> None:
    taken = column(tmp_path, "Survey date", ["05/06/2567", "25/06/2567"] * 6)
    told = {repair.sentence for repair in taken.write().passport.repairs}
    assert (
        '12 dates of the Thai calendar in "Survey date" were read as 543 years earlier '
        '("05/06/2567" as 2024-06-05).' in told
    )


def test_ambiguous_dates_are_asked_about(tmp_path: Path) -> None:
    cells = ["03/08/2023", "04/09/2023"] * 6
    taken = column(tmp_path, "Survey date", cells)
    assert taken.told("date_order_ambiguous") == (
        'Day and month cannot be told apart in "Survey date": every day is 12 or less '
        '(such as "03/08/2023"), so these dates are not used. With the day first they run from '
        "2023-08-03 to 2023-09-04 (in 2 months); with the month first from 2023-03-08 to "
        "2023-04-09 (in 2 months). Say whether the day or the month comes first."
    )
    assert "responded_at" not in taken.rows()
    answered = column(tmp_path, "Survey date", cells, date_format="mdy")
    assert answered.rows()["responded_at"].min() == datetime(2023, 3, 8)


def test_ambiguous_dates_follow_their_neighbours(tmp_path: Path) -> None:
    rows = [f"{n % 11},0{3 + n % 2}/08/2023,{n + 1}/08/2023" for n in range(28)]
    taken = take(tmp_path, table("NPS,Survey date,Opened", rows))
    assert taken.rows()["responded_at"][0] == datetime(2023, 8, 3)


def test_both_orders_in_one_column(tmp_path: Path) -> None:
    taken = column(tmp_path, "Survey date", ["25/08/2023", "08/26/2023"] * 8)
    assert taken.told("date_orders_mixed").startswith(
        'Some dates in "Survey date" have the day first'
    )
    assert "responded_at" not in taken.rows()


def test_dates_that_do_not_fit_are_listed(tmp_path: Path) -> None:
    cells = ["25/08/2023"] * 30 + ["31/02/2023", "soon"]
    taken = column(tmp_path, "Survey date", cells)
    assert taken.told("unreadable_date") == (
        '2 of 32 dates in "Survey date" do not fit the format of the column (first: "31/02/2023" in '
        "row 32). Correct them, or go on without these dates."
    )
    assert taken.rows()["responded_at"].isna().sum() == 2
    assert list(read_repairs(tmp_path, "unreadable")["before"]) == ["31/02/2023", "soon"]


@pytest.mark.parametrize("form", ["{}/08/2023 {}", "2023-08-{} {}"])
def test_times_that_do_not_exist_are_listed(tmp_path: Path, form: str) -> None:
    cells = [form.format(13 + n, "14:05") for n in range(12)]
    cells[3] = form.format(16, "25:61")
    taken = column(tmp_path, "Survey date", cells)
    made = taken.rows().sort_values("row_id")["responded_at"]
    assert made.isna().sum() == 1
    assert made.iloc[0] == datetime(2023, 8, 13, 14, 5)
    assert "1 of 12 dates" in taken.told("unreadable_date")
    assert list(read_repairs(tmp_path, "unreadable")["row"]) == [5]
