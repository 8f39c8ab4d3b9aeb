"""Digits and dates as the language in force writes them (CLDR, by Babel)."""

from datetime import date

from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal

from cx.text.language import ENGLISH, language, locale

_LISTS_AS = {ENGLISH: "en_GB"}  # "a, b and c", without a comma before the last


def count(value: float) -> str:
    """Write a whole number: 12,000."""
    return fixed(value, 0)


def fixed(value: float, digits: int) -> str:
    """Write a number with a fixed number of decimals, rounded half to even."""
    pattern = f"#,##0.{'0' * digits}" if digits else "#,##0"
    return format_decimal(round(value, digits), pattern, locale=locale())


def figures(value: float, most: int) -> str:
    """Write a number to at most so many significant figures: 0.82, 1, 0.03."""
    return format_decimal(float(f"{value:.{most}g}"), "0.##########", locale=locale())


def day(value: date) -> str:
    """Write a date so that nobody reads day and month the wrong way round: 1 Feb 2026."""
    return format_date(value, "d MMM y", locale=locale())


def listed(names: list[str]) -> str:
    """Join names as a sentence does: a, b and c."""
    return format_list(names, locale=_LISTS_AS.get(language(), language()))


def either(names: list[str]) -> str:
    """Join names of which one holds: a, b or c."""
    return format_list(names, "or", locale=_LISTS_AS.get(language(), language()))
