"""The numbers of a column are read by the evidence of the column and of the file."""

# ruff: noqa: E501 - sentences are given as they are

from decimal import Decimal
from pathlib import Path

import pytest
from babel import Locale

from cx.intake.currencies import currency_of
from cx.intake.numbers import NumberFormat, infer_number_format, normalised, read_number
from cx.vocabulary import Kind, Role
from tests.intake.files import Taken, table, take


def amounts(tmp_path: Path, cells: list[str], delimiter: str = ";", **columns: list[str]) -> Taken:
    d = delimiter
    rows = [
        d.join([str(n % 11), f'"{cell}"', *(f'"{other[n]}"' for other in columns.values())])
        for n, cell in enumerate(cells)
    ]
    header = d.join(["Likelihood to recommend", "Spend", *columns])
    return take(tmp_path, table(header, rows))


@pytest.mark.parametrize(
    ("cells", "value", "currency"),
    [
        (["₹1,10,500.00", "₹2,500.00", "₹12,10,500.50"], "110500", "INR"),
        (["R$ 1.234,50", "R$ 12,00"], "1234.5", "BRL"),
        (["RM 1,234.50", "RM 12.00"], "1234.5", "MYR"),
        (["RM1,234.50", "RM12.00"], "1234.5", "MYR"),
        (["₱1,234.50", "₱12.00"], "1234.5", "PHP"),
        (["Rp 1.234.500", "Rp 12.000"], "1234500", "IDR"),
        (["1 234,50 kr", "12,00 kr"], "1234.5", None),
        (["1 234,50 kr.", "12,00 kr."], "1234.5", None),
        (["1,234.50 บาท", "12.00 บาท"], "1234.5", "THB"),
        (["₭1,234,500", "₭12,000"], "1234500", "LAK"),
        (["1.234.500 ៛", "12.000 ៛"], "1234500", "KHR"),
        (["A$1,234.50", "A$12.00"], "1234.5", "AUD"),
        (["1 234,50 Kč", "12,00 Kč"], "1234.5", "CZK"),
        (["R 1 234,50", "R 12,00"], "1234.5", "ZAR"),
        (["CHF 1'234.50", "CHF 12.00"], "1234.5", "CHF"),
        (["Fr. 1’234.50", "Fr. 12.00"], "1234.5", "CHF"),
        (["THB 1,234.50", "12.00 THB"], "1234.5", "THB"),
        (["1\u00a0234,50", "12,00"], "1234.5", None),
        (["1\u202f234,50 €", "12,00 €"], "1234.5", "EUR"),
        (["1\u2009234,50", "12,00"], "1234.5", None),
        (["1.2E+05", "101.5"], "120000", None),
        (["1,2E+05", "101,5"], "120000", None),
        (["(1,234.50)", "12.00"], "-1234.5", None),
        (["1,234.50-", "12.00"], "-1234.5", None),
        (["-€1,234.50", "€12.00"], "-1234.5", "EUR"),
        (["๑,๒๓๔.๕๐", "๑๒.๐๐"], "1234.5", None),
        (["១,២៣៤.៥០", "១២.០០"], "1234.5", None),
        (["١٬٢٣٤٫٥٠", "١٢٫٠٠"], "1234.5", None),
        (["１,２３４.５０", "１２.００"], "1234.5", None),
    ],
)
def test_amounts_as_the_world_writes_them(
    tmp_path: Path, cells: list[str], value: str, currency: str | None
) -> None:
    taken = amounts(tmp_path, cells * 12)
    loaded = taken.write()
    assert taken.rows()["spend"].iloc[0] == Decimal(value)
    assert loaded.currency == currency
    assert loaded.passport.missing["Spend"] == 0


def test_every_sign_of_babel_is_known() -> None:
    languages = ("en", "de", "fr", "es", "pt", "it", "nl", "th", "lo", "km", "vi", "ja", "zh", "pl",
                 "cs", "hu", "tr", "ru", "uk", "hi", "id", "ms", "he", "ko")  # fmt: skip
    circulating = ("EUR", "USD", "GBP", "JPY", "CNY", "THB", "INR", "KRW", "VND", "LAK", "KHR",
                   "PLN", "CZK", "RUB", "HUF", "TRY", "ILS", "UAH", "BRL", "AUD", "CAD", "NZD",
                   "HKD", "TWD", "MXN", "PHP", "IDR", "MYR")  # fmt: skip
    unknown = {
        (sign, code)
        for language in languages
        for code, sign in Locale(language).currency_symbols.items()
        if code in circulating and currency_of(normalised(sign)) not in (code, "JPY", "USD", "")
    }
    assert not unknown


@pytest.mark.parametrize("n", [60, 25_000])
def test_any_number_of_different_amounts(tmp_path: Path, n: int) -> None:
    rows = [f"{k % 11};({k // 1000}\u00a0{k % 1000:03d},25 kr)" for k in range(1_000, 1_000 + n)]
    taken = take(tmp_path, table("NPS;Spend", rows))
    made = taken.rows()["spend"]
    assert made.sum() == -sum(Decimal(k) + Decimal("0.25") for k in range(1_000, 1_000 + n))


def test_thousands_by_the_decimal_comma_of_other_columns(tmp_path: Path) -> None:
    cells = ["950" if n % 2 else f"{1 + n % 9}.{n:03d}" for n in range(60)]
    taken = amounts(tmp_path, cells, Rating=[f"{n % 5},5" for n in range(60)])
    assert taken.profile_of("Spend").number_format == NumberFormat(",", ".")
    assert taken.rows()["spend"].iloc[2] == Decimal(3_002)
    assert all(problem.code != "number_format_ambiguous" for problem in taken.problems)


def test_decimals_by_the_decimal_point_of_other_columns(tmp_path: Path) -> None:
    cells = [f"{1 + n % 9}.{100 + n:03d}" for n in range(60)]
    taken = amounts(tmp_path, cells, ",", Rating=[f"{n % 5}.5" for n in range(60)])
    assert taken.rows()["spend"].iloc[2] == 3.102


def test_a_mark_without_evidence_is_asked_about(tmp_path: Path) -> None:
    taken = amounts(tmp_path, [f"{1 + n % 9}.{100 + n:03d}" for n in range(60)], ",")
    assert taken.told("number_format_ambiguous")


def test_a_column_of_currencies_beside_the_amounts(tmp_path: Path) -> None:
    cells = [f"{100 + 7 * n}" for n in range(40)]
    mixed = amounts(tmp_path, cells, Currency=["usd" if n % 2 else "VND" for n in range(40)])
    assert mixed.told("several_currencies") == (
        'The amounts in "Spend" are in several currencies by "Currency" (VND, USD), so they are not '
        "used. Convert them to one currency in your file, or load one currency at a time."
    )
    assert "spend" not in mixed.rows()
    one = amounts(tmp_path, cells, Unit=["€"] * 40)
    assert one.write().currency == "EUR"


@pytest.mark.parametrize("text", ["1e5", "12E+05", "1.2E+99", "0x10", "--5", "1,23,45", "1.2.3"])
def test_what_only_looks_like_a_number_is_none(text: str) -> None:
    for decimal, thousands in ((".", ","), (",", ".")):
        assert read_number(text, NumberFormat(decimal, thousands)).value is None


def test_ids_with_the_letters_of_a_currency_are_no_amounts(tmp_path: Path) -> None:
    rows = [f"{n % 11},RM{n:03d}" for n in range(40)]
    assert take(tmp_path, table("NPS,Code", rows)).profile_of("Code").kind is not Kind.NUMBER


def test_the_format_is_found_among_thousands_of_plain_numbers() -> None:
    form = infer_number_format(["5", "6", "1 234,50"])
    assert (form.decimal, form.thousands) == (",", " ")


def test_shortened_numbers_are_reported(tmp_path: Path) -> None:
    taken = amounts(tmp_path, ["1.2E+05" if n == 3 else str(100 + n) for n in range(40)])
    assert taken.recipe.column("Spend").role is Role.SPEND
    assert {repair.sentence for repair in taken.write().passport.repairs} == {
        '1 number in "Spend" was shortened by a spreadsheet ("1.2E+05" read as 120000); its last '
        "digits are lost in the file."
    }


def test_formulas_that_keep_texts_are_read_as_their_texts(tmp_path: Path) -> None:
    rows = [f'="{n:05d}","=""{n % 11}""",="{"NS"[n % 2]}",=""' for n in range(60)]
    taken = take(tmp_path, table("Customer ID,Likelihood to recommend,Region,Note", rows))
    assert taken.told("text_formulas") == (
        '240 cells are written as formulas (="...") and were read as the texts in them. '
        "Nothing needs to be done."
    )
    made = taken.rows()
    assert list(made["outcome"]) == [n % 11 for n in range(60)]
    assert made["respondent"].iloc[7] == "00007"
    assert set(made["region"]) == {"N", "S"}


def test_a_formula_in_one_cell_of_many(tmp_path: Path) -> None:
    rows = [
        f"{n % 11},{'=' + chr(34) + '5' + chr(34) if n == 4_000 else n % 7}" for n in range(5_000)
    ]
    assert take(tmp_path, table("NPS,Waiting", rows)).rows()["driver_1"].iloc[4_000] == 5


@pytest.mark.parametrize("n", [60, 2_600])
def test_amounts_that_are_too_large_are_named(tmp_path: Path, n: int) -> None:
    cells = [str(k) for k in range(n)]
    cells[3], cells[4] = "123456789012345", "99999999999999"
    taken = amounts(tmp_path, cells)
    assert '(first: "123456789012345" in row 5)' in taken.told("unreadable_amount")
    assert taken.rows()["spend"].iloc[4] == Decimal(99_999_999_999_999)
