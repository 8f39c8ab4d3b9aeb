"""Which signs, names and codes of money stand beside an amount?

The signs are those of CLDR, and a few that people write besides; a sign that several currencies
have ("kr") names none. A test holds the list against Babel.
"""

import re

CURRENCIES = {
    "€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY", "฿": "THB", "₹": "INR", "₩": "KRW",
    "₫": "VND", "₭": "LAK", "៛": "KHR", "zł": "PLN", "Kč": "CZK", "₽": "RUB", "US$": "USD",
    "$US": "USD", "R$": "BRL", "A$": "AUD", "AU$": "AUD", "$AU": "AUD", "CA$": "CAD", "C$": "CAD",
    "$CA": "CAD", "NZ$": "NZD", "$NZ": "NZD", "HK$": "HKD", "$HK": "HKD", "NT$": "TWD",
    "S$": "SGD", "$SG": "SGD", "MX$": "MXN", "$MX": "MXN", "CN¥": "CNY", "JP¥": "JPY",
    "KR₩": "KRW", "TH฿": "THB", "UK£": "GBP", "GB£": "GBP", "₱": "PHP", "₪": "ILS", "₺": "TRY",
    "₴": "UAH", "₦": "NGN", "₲": "PYG", "₡": "CRC", "₸": "KZT", "₾": "GEL", "₼": "AZN", "₮": "MNT",
    "৳": "BDT", "GH₵": "GHS", "₵": "GHS", "؋": "AFN", "֏": "AMD", "RM": "MYR", "Rp": "IDR",
    "Ft": "HUF", "lei": "RON", "лв": "BGN", "руб": "RUB", "грн": "UAH", "TL": "TRY", "S/": "PEN",
    "Ksh": "KES", "KSh": "KES", "TSh": "TZS", "USh": "UGX", "บาท": "THB", "กีบ": "LAK",
    "ກີບ": "LAK", "រៀល": "KHR", "đồng": "VND", "đ": "VND", "円": "JPY", "元": "CNY", "원": "KRW",
    "Fr.": "CHF", "SFr.": "CHF", "د.إ": "AED", "ر.س": "SAR", "ج.م": "EGP", "ریال": "IRR",
    "baht": "THB", "Baht": "THB", "euros": "EUR", "euro": "EUR", "Euro": "EUR",
    "kr": "", "Kr": "", "Rs": "", "rs": "", "FCFA": "", "dollars": "",
}  # fmt: skip
CODES = (
    "EUR", "USD", "GBP", "JPY", "CNY", "THB", "INR", "KRW", "VND", "LAK", "KHR", "PLN", "CZK",
    "RUB", "CHF", "SEK", "NOK", "DKK", "AUD", "NZD", "CAD", "SGD", "HKD", "MXN", "BRL", "ZAR",
    "HUF", "RON", "TRY", "AED", "MYR", "IDR", "PHP", "TWD", "SAR", "QAR", "KWD", "BHD", "OMR",
    "JOD", "EGP", "ILS", "NGN", "KES", "GHS", "MAD", "CLP", "COP", "ARS", "UAH", "BGN", "ISK",
    "BDT", "PKR", "LKR", "NPR", "MMK", "BND", "XOF", "XAF", "RSD", "KZT", "CRC", "UYU", "TZS",
    "UGX", "RMB",
)  # fmt: skip
_OTHER_NAMES = {"RMB": "CNY"}
_LONGEST_FIRST = sorted((*CURRENCIES, *CODES), key=len, reverse=True)
# A point may end a sign, and the rand's letter stands in front; all of it is known to the engine.
SIGN = re.compile("(?:(?:" + "|".join(map(re.escape, _LONGEST_FIRST)) + r")\.?|^R )")


def currency_of(text: str) -> str | None:
    """Name the currency whose sign or code stands in a text; "" for a sign of several."""
    found = SIGN.search(text)
    if found is None:
        return None
    sign = found.group()
    if sign == "R ":
        return "ZAR"
    known = CURRENCIES.get(sign, CURRENCIES.get(sign.rstrip("."), sign.rstrip(".")))
    return _OTHER_NAMES.get(known, known)


def named_currency(text: str) -> str | None:
    """Name the currency that a whole cell stands for: a code, a sign or nothing.

    >>> named_currency("usd"), named_currency("฿"), named_currency("North")
    ('USD', 'THB', None)
    """
    bare = text.strip()
    if bare.upper() in CODES:
        return _OTHER_NAMES.get(bare.upper(), bare.upper())
    return CURRENCIES.get(bare) or None
