"""Does this column hold personal data that an analysis does not need?

By the share of distinct values that have the form, and by checks that chance does not pass: Luhn
for cards, the check digit of Thai ids. Names of customers are known by their header only.
"""

# ruff: noqa: E501 - tables of words and patterns read best in one line each

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from cx.intake.header_words import spoken
from cx.intake.role_names import naming_of
from cx.vocabulary import Role

SHARE = 0.6  # of the distinct values that must have the form
_LONGEST = 320  # characters of an address, the longest of all forms (RFC 5321: 64 + 1 + 255)

_EMAIL = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[A-Za-z]{2,}")
_PHONE = re.compile(
    r"(?:\+|00)\d[\d\s().\-/]{6,18}\d|\(?0\d{1,4}\)?[\s\-/.]\d[\d\s\-/.]{4,12}\d|\(\d{3}\)\s?\d{3}-\d{4}|\d{3}[-.]\d{3}[-.]\d{4}"
)
_BARE_PHONE = re.compile(r"\+?\d{8,15}")
_SSN = re.compile(r"(?!000|666|9\d\d)\d{3}-(?!00)\d{2}-(?!0000)\d{4}")
_SSN_SHAPE = re.compile(r"\d{3}-\d{2}-\d{4}")
_SSN_HEADER = re.compile(r"\bssn\b|social.?sec|national.?id|tax.?id|\btin\b", re.IGNORECASE)
_NUMBERED_HEADER = re.compile(
    r"\b(?:invoice|order|ticket|case|transaction|receipt|booking|ref|reference|product|item|sku"
    r"|contract|policy|claim|rechnung|auftrag|bestell\w*|beleg|facture|commande|factura|pedido"
    r"|fattura|ordine|fatura)",
    re.IGNORECASE,
)
_NINO = re.compile(
    r"[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]", re.IGNORECASE
)
_PHONE_HEADER = re.compile(
    r"phone|mobile|telefon|téléphone|telephone|handy|teléfono|móvil|\bcell\b|โทร", re.IGNORECASE
)
_NAME_HEADER = re.compile(
    r"^(?:(?:customer|client|respondent|guest|patient|user|contact|recipient)[ _]?(?:full[ _]?)?name"
    r"|(?:recipient[ _]?)?(?:first|last|full|family|given|sur)[ _]?name|nachname|vorname|apellidos?"
    r"|recipient ?(?:first|last) ?name|kundenname|nom du client|ชื่อลูกค้า)$",
    re.IGNORECASE,
)  # fmt: skip
_RECORD = (0.7, 0.9)  # how surely "invoice id" names a respondent; "customer id" more so, "id" less
_IP = re.compile(r"(?:\d{1,3}\.){3}\d{1,3}")


def luhn(digits: str) -> bool:
    """Check the last digit of a card number.

    >>> luhn("4111111111111111"), luhn("4111111111111112")
    (True, False)
    """
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def thai_id(digits: str) -> bool:
    """Check the thirteenth digit of a Thai national id.

    >>> thai_id("1101700230708")
    True
    """
    if len(digits) != 13 or not digits.isdigit() or digits[0] == "0":
        return False
    total = sum(int(digit) * (13 - place) for place, digit in enumerate(digits[:12]))
    return (11 - total % 11) % 10 == int(digits[12])


def _is_card(text: str) -> bool:
    digits = re.sub(r"[ -]", "", text)
    return digits.isdigit() and 13 <= len(digits) <= 19 and digits[0] in "3456" and luhn(digits)


def _is_national_id(text: str) -> bool:
    bare = re.sub(r"[ -]", "", text)
    return bool(_NINO.fullmatch(text)) or thai_id(bare)


def _holds_ssns(header: str, texts: Sequence[str]) -> bool:
    """Say whether texts such as 219-09-9999 are US social security numbers.

    They have no check digit, and invoices and orders are numbered in the same form. So a header
    that names something else, numbers that no such id has (000, 666 or 9.. in front, 00, 0000),
    and numbers that run on speak against it; without any of these they are taken for ids.
    """
    formed = [text for text in texts if _SSN_SHAPE.fullmatch(text)]
    if len(formed) < SHARE * len(texts):
        return False
    if _SSN_HEADER.search(header):
        return True
    if _NUMBERED_HEADER.search(spoken(header)):
        return False
    impossible = sum(not _SSN.fullmatch(text) for text in formed)
    numbers = sorted(int(text.replace("-", "")) for text in set(formed))
    gaps = {b - a for a, b in pairwise(numbers)}
    return impossible < 0.02 * len(formed) and (len(gaps) > 2 or len(numbers) < 5)


_NATIONAL = "national ids"
_FORMS: tuple[tuple[str, Callable[[str], object]], ...] = (
    ("e-mail addresses", _EMAIL.fullmatch),
    ("card numbers", _is_card),
    (_NATIONAL, _is_national_id),
    ("phone numbers", _PHONE.fullmatch),
    ("IP addresses", _IP.fullmatch),
)


def _numbers_records(header: str, texts: Iterable[str]) -> bool:
    """Say whether a header names documents, and its numbers only look like those of persons.

    Nothing in an American number shows it to be one; a check digit that comes out does.
    """
    named = max(naming_of(role, header).sure for role in (Role.RESPONDENT, Role.CASE))
    return _RECORD[0] < named < _RECORD[1] and all(map(_SSN.fullmatch, texts))


def personal_kind(header: str, values: Iterable[str]) -> str | None:
    """Name the kind of personal data in a column, or None.

    >>> personal_kind("Contact", ["ann@example.org", "bo@example.org"])
    'e-mail addresses'
    """
    texts = [text.strip() for text in values if text and text.strip()]
    if not texts:
        return None
    short = [text for text in texts if len(text) <= _LONGEST]
    for name, has_form in _FORMS:
        if sum(bool(has_form(text)) for text in short) >= SHARE * len(texts):
            if name == _NATIONAL and _numbers_records(header, short):
                continue
            return name
    if _holds_ssns(header, short):
        return "national ids"
    if _PHONE_HEADER.search(header):
        bare = [re.sub(r"[\s().\-/]", "", text) for text in short]
        if sum(bool(_BARE_PHONE.fullmatch(text)) for text in bare) >= SHARE * len(texts):
            return "phone numbers"
    spoken = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", header.strip())
    return "names" if _NAME_HEADER.match(spoken) else None
