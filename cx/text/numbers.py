"""How numbers are written: one place, so that a number looks the same on every page."""

import math
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from cx.text import digits as written_as
from cx.text.saying import say, translated
from cx.vocabulary import Unit

MINUS = "\N{MINUS SIGN}"
MISSING = "\N{EN DASH}"
SPACE = "\N{NO-BREAK SPACE}"  # a number and its sign stay on one line
EXPLAINED_BELOW = 0.001  # smaller p values are written as a bound


def count(value: float) -> str:
    """Write a count: 12,000."""
    return written_as.count(value)


def points(value: float) -> str:
    """Write a net score, rounded to whole points."""
    return _signed(value, 0)


def in_points(value: float) -> str:
    """Write a distance with its unit, one below half a point with its tenths: 1 point, 24 points.

    >>> in_points(24.4), in_points(0.3), in_points(0.0)
    ('24 points', '0.3 points', '0 points')
    """
    if 0 < abs(value) < 0.5:
        if abs(value) < 0.05:
            return say("less than 0.1 points")
        return say("{n} points", n=decimal(value, 1))
    written = points(value)
    if written == "1":
        return say("{n} point", n=written)
    return say("{n} points", n=written)


def change(value: float, digits: int = 0) -> str:
    """Write a difference with its sign, plus included."""
    written = _signed(value, digits)
    if written == MISSING:
        return MISSING
    return written if written.startswith(MINUS) or round(value, digits) == 0 else f"+{written}"


def percent(value: float, digits: int = 0) -> str:
    """Write a share of 0..1 as a percentage."""
    return f"{_signed(100 * value, digits)}{SPACE}%" if math.isfinite(value) else MISSING


def decimal(value: float, digits: int = 2) -> str:
    """Write a number with a fixed number of decimals."""
    return _signed(value, digits)


def money(value: float, currency: str | None) -> str:
    """Write an amount with its currency."""
    return _with_currency(_signed(value, 0 if abs(value) >= 100 else 2), currency)


def short_money(value: float, currency: str | None) -> str:
    """Write an amount for a headline, to three figures: EUR 197k, EUR 1.24m.

    >>> short_money(-1_234_567, "EUR"), short_money(940, None)
    ('EUR −1.23m', '940')
    """
    for unit, letter in ((1e9, "bn"), (1e6, "m"), (1e3, "k")):
        if abs(value) >= 0.9995 * unit:
            sign = MINUS if value < 0 else ""
            return _with_currency(
                f"{sign}{written_as.figures(abs(value) / unit, 3)}{letter}", currency
            )
    return money(value, currency)


def money_range(low: float, high: float, currency: str | None) -> str:
    """Write a 95 % interval of amounts: EUR 80.04 to 85.41; a dash when there is none."""
    if not (math.isfinite(low) and math.isfinite(high)):
        return MISSING
    return say("{low} to {high}", low=money(low, currency), high=money(high, None))


def p_value(value: float | None) -> str:
    """Write a p value: p = 0.03, or p < 0.001; a dash when there is none."""
    if value is None or not math.isfinite(value):
        return MISSING
    if value < EXPLAINED_BELOW:
        return f"p < {written_as.figures(EXPLAINED_BELOW, 1)}"
    return f"p = {written_as.figures(value, 2)}"


def day(value: date) -> str:
    """Write a date so that nobody reads day and month the wrong way round: 1 Feb 2026."""
    return written_as.day(value)


def interval(low: float, high: float, unit: Unit = Unit.POINTS) -> str:
    """Write a 95 % interval: 31 to 34."""
    return say("{low} to {high}", low=number(low, unit), high=number(high, unit))


def span(
    low: float, high: float, write: Callable[[float, int], str] = decimal, digits: int = 0
) -> str:
    """Write the ends of a 95 % interval in one way: change, percent or decimal.

    >>> span(0.5, 3.5, change, 1)
    '+0.5 to +3.5'
    """
    return say("{low} to {high}", low=write(low, digits), high=write(high, digits))


def ranged(
    value: float,
    low: float,
    high: float,
    write: Callable[[float, int], str] = decimal,
    digits: int = 0,
    n: int | None = None,
) -> str:
    """Write an estimate with its 95 % interval, each end written alike, and its n where given.

    >>> ranged(31, 29, 33), ranged(2, 0.5, 3.5, change, 1, n=1200)
    ('31 (29 to 33)', '+2.0 (+0.5 to +3.5, n 1,200)')
    """
    said, ends = write(value, digits), span(low, high, write, digits)
    if n is None:
        return say("{value} ({range})", value=said, range=ends)
    return say("{value} ({range}, n {n})", value=said, range=ends, n=n)


def number(value: Any, unit: Unit, currency: str | None = None) -> str:
    """Write a value by its unit."""
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return MISSING
    match unit:
        case Unit.POINTS:
            return points(value)
        case Unit.SHARE | Unit.PROBABILITY:
            return percent(value, 1)
        case Unit.RATING | Unit.COEFFICIENT:
            return decimal(value)
        case Unit.COUNT:
            return count(value)
        case Unit.MONEY:
            return money(value, currency)
        case Unit.DATE:
            return day(value)
        case Unit.FLAG:
            return say("yes") if value else say("no")
        case Unit.WORD:
            return translated(value)
        case _:
            return str(value)


def listed(names: Sequence[str]) -> str:
    """Join names as a sentence does: a, b and c."""
    return written_as.listed(list(names))


def either(names: Sequence[str]) -> str:
    """Join names of which one holds: a, b or c."""
    return written_as.either(list(names))


def sentence(text: str) -> str:
    """End a sentence with one full stop, also where its last word has one, as initials do."""
    return text if text.endswith(".") else f"{text}."


def _signed(value: float, digits: int) -> str:
    if not math.isfinite(value):
        return MISSING
    written = written_as.fixed(abs(value), digits)
    is_zero = not any(digit in "123456789" for digit in written)
    return written if value >= 0 or is_zero else f"{MINUS}{written}"


def _with_currency(written: str, currency: str | None) -> str:
    return f"{currency} {written}" if currency else written
