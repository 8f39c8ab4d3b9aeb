"""Does a mark before three digits part decimals or thousands? "1.234" by itself cannot tell.

What can: the other columns of the file, the delimiter (where a comma is the decimal mark, columns
are parted by semicolons), numbers of the same column without a mark, and a currency.
"""

from collections.abc import Sequence
from dataclasses import replace
from math import log10
from statistics import median

from cx.intake.numbers import NumberFormat, bare_number

SURE = 0.5  # from here on nothing is asked
_THREE_DECIMALS = frozenset(("KWD", "BHD", "OMR", "JOD", "TND"))  # currencies of a thousand parts
_FEWEST = 3  # numbers without a mark that say something


def settled(
    form: NumberFormat, texts: Sequence[str], others: Sequence[str], delimiter: str | None
) -> NumberFormat:
    """Settle an ambiguous format by evidence; it stays as it is where none is strong enough.

    `others` are the decimal marks that other columns of the file show.

    >>> settled(NumberFormat(ambiguous=True), ["1.234", "950"], [","], ";").thousands
    '.'
    """
    bare = [bare_number(text) for text in texts]
    mark = "," if any("," in text for text in bare) else "."
    weight = _of_file(mark, others, delimiter) + _of_column(mark, bare)
    if form.currency is not None:
        weight += -0.3 if form.currency in _THREE_DECIMALS else 0.3
    if abs(weight) < SURE:
        return form
    other = "." if mark == "," else ","
    if weight > 0:
        return replace(form, decimal=other, thousands=mark, ambiguous=False)
    return replace(form, decimal=mark, thousands="", ambiguous=False)


def _of_file(mark: str, others: Sequence[str], delimiter: str | None) -> float:
    """Weigh what the rest of the file says for thousands, and against it."""
    weight = 0.0
    if others:
        same = sum(other == mark for other in others)
        weight += -0.6 if same == len(others) else 0.6 if not same else 0.0
    if delimiter == ";":
        weight += 0.2 if mark == "." else -0.3
    elif delimiter == ",":
        weight += 0.1 if mark == "," else -0.1
    return weight


def _of_column(mark: str, bare: Sequence[str]) -> float:
    """Weigh the numbers without a mark: grouped ones would be below 1,000, and not much smaller."""
    marked = [abs(float(text.replace(mark, "."))) for text in bare if mark in text]
    plain = [abs(float(text)) for text in bare if text.lstrip("+-").isdigit()]
    plain = [value for value in plain if value]
    if len(plain) < _FEWEST or not marked:
        return 0.0
    if max(plain) >= 1_000:
        return -0.5
    of_decimals = abs(log10(median(marked)) - log10(median(plain)))
    of_thousands = abs(log10(1_000 * median(marked)) - log10(median(plain)))
    nearer = of_decimals - of_thousands
    return 0.2 + (0.4 if nearer > 1 else -0.6 if nearer < -1 else 0.0)
