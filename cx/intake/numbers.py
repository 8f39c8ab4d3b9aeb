"""How are numbers written in this column, and which number does a text mean?

One format per column, found from all its values: decimal mark, thousands separator, currency sign.
Pure functions on texts. A text that does not fit the format is not a number: nothing is guessed
cell by cell.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from cx.intake.folding import visible

CURRENCIES = {
    "€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY", "฿": "THB", "₹": "INR", "₩": "KRW",
    "₫": "VND", "₭": "LAK", "៛": "KHR", "zł": "PLN", "Kč": "CZK", "₽": "RUB", "US$": "USD",
}  # fmt: skip
CODES = (
    "EUR", "USD", "GBP", "JPY", "CNY", "THB", "INR", "KRW", "VND", "LAK", "KHR", "PLN", "CZK",
    "RUB", "CHF", "SEK", "NOK", "DKK", "AUD", "NZD", "CAD", "SGD", "HKD", "MXN", "BRL", "ZAR",
    "HUF", "RON", "TRY", "AED", "MYR", "IDR", "PHP",
)  # fmt: skip
SIGN = re.compile("(?:US\\$|" + "|".join(map(re.escape, CURRENCIES)) + "|" + "|".join(CODES) + ")")
LONGEST = 1_000  # characters of a text that may hold a number, with its label; more are prose
_MINUS = str.maketrans({"−": "-", "–": "-", "\u00a0": " ", "\u202f": " ", "\u2009": " "})
PLAIN = r"[+-]?[0-9]{1,15}(\.[0-9]{1,20})?"
_PLAIN = re.compile(PLAIN)
_GROUPED = {
    mark: re.compile(rf"[+-]?\d{{1,3}}(?:{re.escape(mark)}\d{{3}})+(?:(?P<d>[.,])\d+)?")
    for mark in (",", ".", " ", "'", "’")
}


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """How the numbers of one column are written."""

    decimal: str = "."
    thousands: str = ""
    currency: str | None = None  # ISO code
    several_currencies: bool = False
    ambiguous: bool = False  # every mark could be a decimal mark or a thousands separator

    @property
    def is_plain(self) -> bool:
        """Whether numbers are written as in code: 1234.5."""
        return self.decimal == "." and not self.thousands and self.currency is None


@dataclass(frozen=True, slots=True)
class NumberReading:
    """One text read as a number; None when it is none."""

    value: Decimal | None
    changes: tuple[str, ...] = ()


def normalised(text: str) -> str:
    """Full-width and Thai digits as ASCII digits, one kind of minus, no outer blanks, no marks.

    >>> normalised("１２ ")
    '12'
    >>> normalised("๙")
    '9'
    """
    if text.isascii() or len(text) > LONGEST:  # the work grows with the square of the marks
        return text.strip()
    plain = unicodedata.normalize("NFKC", visible(text)).translate(_MINUS)
    return "".join(
        str(unicodedata.digit(character))
        if character.isdigit() and not character.isascii()
        else character
        for character in plain
    ).strip()


def currency_of(text: str) -> str | None:
    """Name the currency whose sign or code stands in a text."""
    found = SIGN.search(text)
    if found is None:
        return None
    return CURRENCIES.get(found.group(), found.group())


def _bare(text: str) -> str:
    """Take away currency, percent sign and brackets around negative numbers."""
    bare = SIGN.sub("", text).strip().rstrip("%").strip()
    if bare.startswith("(") and bare.endswith(")"):
        bare = "-" + bare[1:-1].strip()
    if bare.endswith("-") and bare[:-1].strip():
        bare = "-" + bare[:-1].strip()
    return bare.replace("- ", "-")


def infer_number_format(texts: Iterable[str]) -> NumberFormat:
    """Find the one format in which the most values are numbers.

    >>> infer_number_format(["1.234,50 €", "12,00 €"])
    NumberFormat(decimal=',', thousands='.', currency='EUR', several_currencies=False, ambiguous=False)
    >>> infer_number_format(["8,5", "7,0"]).decimal
    ','
    """  # noqa: E501 - one line of a doctest
    cleaned = [normalised(text) for text in texts]
    currencies = {found for text in cleaned if (found := currency_of(text))}
    bare = [_bare(text) for text in cleaned]
    formats = [
        NumberFormat(decimal, thousands)
        for decimal in ".,"
        for thousands in ("", ",", ".", " ", "'", "’")
        if decimal != thousands
    ]
    fits = [sum(_fits(text, form) for text in bare) for form in formats]
    best = max(fits, default=0)
    winners = [form for form, n in zip(formats, fits, strict=True) if n == best]
    chosen = _preferred(winners, bare)
    return NumberFormat(
        chosen.decimal,
        chosen.thousands,
        next(iter(currencies)) if len(currencies) == 1 else None,
        len(currencies) > 1,
        best > 0 and _is_ambiguous(winners, bare),
    )


def _preferred(winners: list[NumberFormat], bare: list[str]) -> NumberFormat:
    plain = NumberFormat()
    if plain in winners and not _is_ambiguous(winners, bare):
        return plain
    grouped = [form for form in winners if form.thousands == "," and form.decimal == "."]
    if grouped and _is_ambiguous(winners, bare):
        return grouped[0] if any("," in text for text in bare) else plain
    return winners[0] if winners else plain


def _is_ambiguous(winners: list[NumberFormat], bare: list[str]) -> bool:
    marked = [text for text in bare if "," in text or "." in text]
    three = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}")
    if not marked or not all(three.fullmatch(text) for text in marked):
        return False
    return len({(form.decimal, form.thousands) for form in winners}) > 1


def _fits(text: str, form: NumberFormat) -> bool:
    return _digits(text, form) is not None


def _digits(text: str, form: NumberFormat) -> str | None:
    """The number as code writes it, or None when the text does not follow the format."""
    if form.thousands and form.thousands in text:
        matched = _GROUPED[form.thousands].fullmatch(text)
        if matched is None or matched.group("d") not in (None, form.decimal):
            return None
        text = text.replace(form.thousands, "")
    if form.decimal == ",":
        if "." in text:
            return None
        text = text.replace(",", ".")
    if text.startswith((".", "-.")):
        text = text.replace(".", "0.", 1)
    return text if _PLAIN.fullmatch(text) else None


def read_number(text: str, form: NumberFormat) -> NumberReading:
    """Read one text in the format of its column.

    >>> read_number("(1,234.50)", NumberFormat(thousands=",")).value
    Decimal('-1234.50')
    >>> read_number("1e3", NumberFormat()).value is None
    True
    """
    if _PLAIN.fullmatch(text) and form.decimal == "." and form.thousands != ".":
        return NumberReading(Decimal(text))
    if len(text) > LONGEST:
        return NumberReading(None)
    clean = normalised(text)
    digits = _digits(_bare(clean), form)
    if digits is None:
        return NumberReading(None)
    try:
        value = Decimal(digits)
    except InvalidOperation:
        return NumberReading(None)
    return NumberReading(value, tuple(_changes(text, clean, form)))


def _changes(text: str, clean: str, form: NumberFormat) -> Iterable[str]:
    if any(ord(character) > 127 and character.isdigit() for character in text):
        yield "digits"
    if currency_of(clean):
        yield "currency"
    if "%" in clean:
        yield "percent"
    if clean.startswith("("):
        yield "parentheses"
    if form.decimal == "," and "," in clean:
        yield "decimal_comma"
    if form.thousands and form.thousands in clean:
        yield "thousands"
