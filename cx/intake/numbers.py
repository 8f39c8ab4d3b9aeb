"""How are numbers written in this column, and which number does a text mean?

One format per column, found from all its values: decimal mark, thousands separator, currency sign.
Pure functions on texts. A text that does not fit the format is not a number: nothing is guessed
cell by cell.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from cx.intake.currencies import SIGN, currency_of
from cx.intake.folding import visible

LONGEST = 1_000  # characters of a text that may hold a number, with its label; more are prose
DIGITS = "".join(  # of the scripts that people write numbers in, each from 0 to 9
    chr(zero + digit)
    for zero in (0xFF10, 0x0E50, 0x0ED0, 0x17E0, 0x0660, 0x06F0, 0x0966, 0x09E6, 0x1040)
    for digit in range(10)
)
ASCII_DIGITS = "0123456789" * (len(DIGITS) // 10)
_MARKS = str.maketrans(  # one kind of minus, blank, and marks of Arabic numbers
    {"−": "-", "–": "-", "‐": "-", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u066b": ".",
     "\u066c": ",", "\u066a": "%", "`": "'", "´": "'", "ʼ": "'"}
)  # fmt: skip
PLAIN = r"[+-]?[0-9]{1,15}(\.[0-9]{1,20})?"
_PLAIN = re.compile(PLAIN)
# As a spreadsheet shortens a large number: 1.2E+05. "1e5" may as well be a name.
_SCIENTIFIC = re.compile(r"[+-]?\d(?:[.,]\d{1,15})?[eE][+-](?:0\d|1[0-5])")
_DECIMALS = r"(?:(?P<d>[.,])\d+)?"
_GROUPED = {
    mark: re.compile(rf"[+-]?\d{{1,3}}(?:{re.escape(mark)}\d{{3}})+{_DECIMALS}")
    for mark in (".", " ", "'", "’")
} | {  # 1,234,567 and, in India, 12,34,567
    ",": re.compile(rf"[+-]?(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,2}}(?:,\d{{2}})+,\d{{3}}){_DECIMALS}")
}


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """How the numbers of one column are written."""

    decimal: str = "."
    thousands: str = ""
    currency: str | None = None  # ISO code
    several_currencies: bool = False
    ambiguous: bool = False  # every mark could be a decimal mark or a thousands separator
    dressed: bool = field(default=False, repr=False)  # with a sign of money or of percent

    @property
    def is_plain(self) -> bool:
        """Whether numbers are written as in code: 1234.5."""
        return self.decimal == "." and not self.thousands and not self.dressed


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
    plain = unicodedata.normalize("NFKC", visible(text).translate(_MARKS)).translate(_MARKS)
    return "".join(
        str(unicodedata.digit(character))
        if character.isdigit() and not character.isascii()
        else character
        for character in plain
    ).strip()


def bare_number(text: str) -> str:
    """Take away currency, percent sign and brackets around negative numbers.

    >>> bare_number("(€ 1,234.50)"), bare_number("12-")
    ('-1,234.50', '-12')
    """
    bare = SIGN.sub("", normalised(text)).strip().rstrip("%").strip()
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
    signs = {found for text in cleaned if (found := currency_of(text)) is not None}
    currencies = signs - {""}
    bare = [bare_number(text) for text in cleaned]
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
        bool(signs) or any(text.endswith("%") for text in cleaned),
    )


def shown_decimal(form: NumberFormat, texts: Iterable[str]) -> str | None:
    """Return the decimal mark that the numbers of a column show beyond doubt."""
    if form.ambiguous:
        return None
    bare = [bare_number(text) for text in texts]
    shown = any(form.decimal in text and _digits(text, form) is not None for text in bare)
    return form.decimal if shown else None


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
    if _SCIENTIFIC.fullmatch(text):
        other = "," if form.decimal == "." else "."
        return None if other in text else f"{Decimal(text.replace(',', '.')):f}"
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
    digits = _digits(bare_number(clean), form)
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
    if currency_of(clean) is not None:
        yield "currency"
    if "%" in clean:
        yield "percent"
    if clean.startswith("("):
        yield "parentheses"
    if clean.endswith("-"):
        yield "trailing_minus"
    if _SCIENTIFIC.fullmatch(bare_number(clean)):
        yield "scientific"
    if form.decimal == "," and "," in clean:
        yield "decimal_comma"
    if form.thousands and form.thousands in clean:
        yield "thousands"
