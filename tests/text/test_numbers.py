import math
from collections.abc import Callable
from datetime import date

import pytest

from cx.text import numbers
from cx.vocabulary import Unit

NO_BREAK = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
MISSING = "\N{EN DASH}"


def test_counts_part_thousands() -> None:
    assert numbers.count(12_000) == "12,000"


def test_points_are_whole_and_have_a_real_minus() -> None:
    assert numbers.points(32.69) == "33"
    assert numbers.points(-32.69) == f"{MINUS}33"
    assert "-" not in numbers.points(-32.69)


@pytest.mark.parametrize("value", [0.0, -0.0, 0.4, -0.4])
def test_nothing_is_never_below_zero(value: float) -> None:
    assert numbers.points(value) == "0"
    assert numbers.change(value) == "0"


def test_changes_have_their_sign() -> None:
    assert numbers.change(6) == "+6"
    assert numbers.change(-6) == f"{MINUS}6"
    assert numbers.change(0.26, 1) == "+0.3"
    assert numbers.change(-0.04, 1) == "0.0"


def test_both_ends_of_a_range_are_written_alike() -> None:
    assert numbers.span(-0.5, 3.5, numbers.change, 1) == f"{MINUS}0.5 to +3.5"
    assert numbers.span(0.26, 0.34, numbers.percent) == f"26{NO_BREAK}% to 34{NO_BREAK}%"
    assert numbers.span(math.nan, math.nan) == f"{MISSING} to {MISSING}"
    assert numbers.ranged(0.3, 0.26, 0.34, numbers.percent, n=1_200) == (
        f"30{NO_BREAK}% (26{NO_BREAK}% to 34{NO_BREAK}%, n 1,200)"
    )


def test_percent_keeps_number_and_sign_on_one_line() -> None:
    assert numbers.percent(0.523) == f"52{NO_BREAK}%"
    assert numbers.percent(0.523, 1) == f"52.3{NO_BREAK}%"
    assert numbers.percent(-0.05) == f"{MINUS}5{NO_BREAK}%"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0.0009999, "p < 0.001"),
        (0.0, "p < 0.001"),
        (0.001, "p = 0.001"),
        (0.0304, "p = 0.03"),
        (0.82, "p = 0.82"),
        (1.0, "p = 1"),
        (math.nan, MISSING),
    ],
)
def test_p_values(value: float, written: str) -> None:
    assert numbers.p_value(value) == written


def test_money_stands_with_its_currency() -> None:
    assert numbers.money(12_345.6, "EUR") == "EUR 12,346"
    assert numbers.money(9.5, "EUR") == "EUR 9.50"
    assert numbers.money(-250, "USD") == f"USD {MINUS}250"
    assert numbers.money(100, None) == "100"


def test_dates_cannot_be_misread() -> None:
    assert numbers.day(date(2026, 2, 1)) == "1 Feb 2026"


def test_intervals() -> None:
    assert numbers.interval(31.29, 34.08) == "31 to 34"
    assert numbers.interval(-3, 4) == f"{MINUS}3 to 4"
    assert numbers.interval(0.1, 0.2, Unit.SHARE) == f"10.0{NO_BREAK}% to 20.0{NO_BREAK}%"
    assert numbers.interval(7.312, 7.6, Unit.RATING) == "7.31 to 7.60"


@pytest.mark.parametrize(
    ("value", "unit", "written"),
    [
        (12.4, Unit.POINTS, "12"),
        (0.523, Unit.SHARE, f"52.3{NO_BREAK}%"),
        (0.05, Unit.PROBABILITY, f"5.0{NO_BREAK}%"),
        (7.456, Unit.RATING, "7.46"),
        (-0.1, Unit.COEFFICIENT, f"{MINUS}0.10"),
        (1_200, Unit.COUNT, "1,200"),
        (1_200, Unit.MONEY, "EUR 1,200"),
        (date(2026, 2, 1), Unit.DATE, "1 Feb 2026"),
        (True, Unit.FLAG, "yes"),
        (False, Unit.FLAG, "no"),
        ("as it is", Unit.TEXT, "as it is"),
        (None, Unit.TEXT, MISSING),
        (math.nan, Unit.POINTS, MISSING),
    ],
)
def test_a_number_is_written_by_its_unit(value: object, unit: Unit, written: str) -> None:
    assert numbers.number(value, unit, "EUR") == written


@pytest.mark.parametrize("write", [numbers.points, numbers.change, numbers.percent])
def test_what_is_unknown_is_a_dash(write: Callable[[float], str]) -> None:
    assert write(math.nan) == MISSING


def test_lists_read_as_a_sentence_does() -> None:
    assert numbers.listed([]) == ""
    assert numbers.listed(["a"]) == "a"
    assert numbers.listed(["a", "b"]) == "a and b"
    assert numbers.listed(["a", "b", "c"]) == "a, b and c"


def test_a_sentence_ends_with_one_full_stop() -> None:
    assert numbers.sentence("Above: Ann and Bo") == "Above: Ann and Bo."
    assert numbers.sentence("Above: A.K.") == "Above: A.K."
