"""In which format are the dates of this column written, and which day does a text mean?

One order of day and month per column, inferred from all its date tokens. When every day is 12 or
less the order cannot be known and is asked for. Month names, ISO dates and YYYYMMDD are
unambiguous and may stand beside a numeric format; dd/mm beside mm/dd never.
Years 2400-2600 are of the Thai calendar: minus 543.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

DMY, MDY, YMD, NAMED, SERIAL = "dmy", "mdy", "ymd", "named", "serial"
MIXED_SHARE = 0.05  # from this share on the smaller order is no slip but a second format

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january janvier januar jänner enero ene janv ม.ค. มกราคม",
            "feb february février fevrier février févr februar febrero ก.พ. กุมภาพันธ์",
            "mar march mars märz maerz mrz marzo มี.ค. มีนาคม",
            "apr april avril avr abril abr เม.ย. เมษายน",
            "may mai mayo พ.ค. พฤษภาคม",
            "jun june juin juni junio มิ.ย. มิถุนายน",
            "jul july juillet juil juli julio ก.ค. กรกฎาคม",
            "aug august août aout agosto ago ส.ค. สิงหาคม",
            "sep sept september septembre septiembre ก.ย. กันยายน",
            "oct october octobre oktober okt octubre ต.ค. ตุลาคม",
            "nov november novembre noviembre พ.ย. พฤศจิกายน",
            "dec december décembre decembre dezember dez diciembre dic déc ธ.ค. ธันวาคม",
        ),
        start=1,
    )
    for name in names.split()
}
_NUMERIC = re.compile(r"(\d{1,2})([/.\-])(\d{1,2})\2(\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})(?:(?<!\.\d)(?<!\.\d\d)|(?=\.))(?:\2(\d{1,2}))?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_DAY_NAME_YEAR = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|\.)?[ \-/.]+([^\W\d][^\d\s/-]*?)\.?,?[ \-/.]+(\d{4}|\d{2})"
)
_NAME_DAY_YEAR = re.compile(
    r"([^\W\d][^\d\s/-]*?)\.?[ \-/]+(\d{1,2})(?:st|nd|rd|th)?,?[ \-/]+(\d{4})"
)
_NAME_YEAR = re.compile(r"([^\W\d][^\d\s/-]*?)\.?,?[ \-/]+(\d{4}|\d{2})")
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_WEEKDAY = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,? +", re.IGNORECASE)
_ZONE = r"Z|[+-]\d{2}(?::?\d{2})?|UTC|GMT"
TOKEN = (
    r"^\s*(.*?)(?:[T ,]+(\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:[AaPp]\.?[Mm]\.?)?)"
    rf"\s*(?:{_ZONE})?)?\s*$"
)
ZONED = rf"(\d{{1,2}}:\d{{2}}.*?)\s*({_ZONE})\s*$"  # a time, and the zone that follows it
_TOKEN = re.compile(TOKEN)
_ZONED = re.compile(ZONED)
_LONGEST = 100  # characters of a date; a longer text is none, and no pattern meets it


@dataclass(frozen=True, slots=True)
class DateFormats:
    """What all the date tokens of a column say about how they are written."""

    order: str | None  # dmy or mdy where numeric dates are found and the order is known
    forms: tuple[str, ...]  # every form found, the most frequent first
    ambiguous: bool = False  # numeric dates whose day and month cannot be told apart
    mixed: bool = False  # both orders, each too often to be a slip
    buddhist: bool = False
    n_read: int = 0
    n_total: int = 0


def split_token(text: str) -> tuple[str, str | None]:
    """Split a text into its date and its time.

    >>> split_token("03/08/2023 11:40")
    ('03/08/2023', '11:40')
    """
    bare = text.strip()
    matched = _TOKEN.match(bare) if len(bare) <= _LONGEST else None
    if matched is None:
        return text, None
    return matched.group(1), matched.group(2)


def has_zone(text: str) -> bool:
    """Say whether a time zone follows the time in a text.

    >>> has_zone("2023-08-03 11:40 UTC"), has_zone("2023-08-03 11:40")
    (True, False)
    """
    bare = text.strip()
    return len(bare) <= _LONGEST and bool(_ZONED.search(bare))


def _plain(token: str) -> str:
    bare = token.strip()
    if len(bare) > _LONGEST:
        return ""
    return bare if bare.isascii() else unicodedata.normalize("NFKC", bare).strip()


def form_of(token: str) -> str | None:
    """Name the form of a date token: ymd, named, numeric or serial; None when it is no date."""
    text = _plain(token)
    if _ISO.fullmatch(text) or _COMPACT.fullmatch(text):
        return YMD if _read_iso(text) else None
    if _NUMERIC.fullmatch(text):
        return "numeric"
    if _SERIAL.fullmatch(text):
        return SERIAL if 20_000 <= float(text) <= 70_000 else None
    return NAMED if _read_named(text) else None


def infer_date_formats(tokens: Iterable[tuple[str, int]]) -> DateFormats:
    """Infer the forms of a column from all its tokens and their counts.

    >>> infer_date_formats([("25/08/2023", 3), ("03/08/2023", 2)]).order
    'dmy'
    >>> infer_date_formats([("01/02/2023", 3)]).ambiguous
    True
    """
    counts: dict[str, int] = {}
    first = second = total = 0
    buddhist = False
    for token, n in tokens:
        total += n
        form = form_of(token)
        if form is None:
            continue
        counts[form] = counts.get(form, 0) + n
        buddhist = buddhist or _buddhist(_plain(token))
        if form == "numeric":
            a, b = _numeric_parts(token)
            first += n * (a > 12 >= b)
            second += n * (b > 12 >= a)
    numeric = counts.get("numeric", 0)
    order = DMY if first > second else MDY if second > first else None
    mixed = min(first, second) >= max(1, MIXED_SHARE * (first + second)) and numeric > 0
    forms = tuple(
        form if form != "numeric" else (order or "numeric")
        for form, _ in sorted(counts.items(), key=lambda item: -item[1])
    )
    return DateFormats(
        order=None if mixed else order,
        forms=forms,
        ambiguous=numeric > 0 and first == second == 0,
        mixed=mixed,
        buddhist=buddhist,
        n_read=sum(counts.values()),
        n_total=total,
    )


def _numeric_parts(token: str) -> tuple[int, int]:
    matched = _NUMERIC.fullmatch(_plain(token))
    if matched is None:
        return (0, 0)
    return int(matched.group(1)), int(matched.group(3))


def _buddhist(text: str) -> bool:
    return any(2400 <= int(year) <= 2600 for year in re.findall(r"(?<!\d)\d{4}(?!\d)", text))


def read_date(token: str, order: str | None) -> tuple[date | None, tuple[str, ...]]:
    """Read one date token in the order of its column; also say what was changed.

    >>> read_date("05/06/2567", "dmy")
    (datetime.date(2024, 6, 5), ('buddhist_year',))
    >>> read_date("13/14/2023", "dmy")
    (None, ())
    """
    text = _plain(token)
    changes = [] if text == token.strip() else ["digits"]
    form = form_of(text)
    found: date | None = None
    if form == YMD:
        found = _read_iso(text)
    elif form == NAMED:
        found = _read_named(text)
    elif form == "numeric" and order in (DMY, MDY):
        found = _read_numeric(text, order)
    elif form == SERIAL:
        # Excel counts from 1899-12-30 because it believes in 29 February 1900.
        found = date(1899, 12, 30) + timedelta(days=int(float(text)))
        changes.append("excel_serial")
    if found is None:
        return None, ()
    if _buddhist(text):
        changes.append("buddhist_year")
    return found, tuple(changes)


def _valid_date(year: int, month: int, day: int) -> date | None:
    if 2400 <= year <= 2600:
        year -= 543
    if not 1900 <= year <= 2200:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _full_year(text: str) -> int:
    year = int(text)
    if len(text) > 2:
        return year
    return 2000 + year if year < 70 else 1900 + year


def _read_iso(text: str) -> date | None:
    matched = _COMPACT.fullmatch(text) or _ISO.fullmatch(text)
    if matched is None:
        return None
    if matched.re is _COMPACT:
        year, month, day = (int(part) for part in matched.groups())
        return _valid_date(year, month, day)
    year, month = int(matched.group(1)), int(matched.group(3))
    return _valid_date(year, month, int(matched.group(4) or 1))


def _read_numeric(text: str, order: str) -> date | None:
    matched = _NUMERIC.fullmatch(text)
    if matched is None:
        return None
    first, second = int(matched.group(1)), int(matched.group(3))
    day, month = (first, second) if order == DMY else (second, first)
    return _valid_date(_full_year(matched.group(4)), month, day)


def _month(name: str) -> int | None:
    lowered = name.lower()
    return _MONTHS.get(lowered) or _MONTHS.get(lowered + ".")


def _read_named(text: str) -> date | None:
    text = _WEEKDAY.sub("", text)
    for pattern, places in (
        (_DAY_NAME_YEAR, (3, 2, 1)),
        (_NAME_DAY_YEAR, (3, 1, 2)),
        (_NAME_YEAR, (2, 1, None)),
    ):
        matched = pattern.fullmatch(text)
        if matched is None:
            continue
        month = _month(matched.group(places[1]))
        if month is not None:
            day = 1 if places[2] is None else int(matched.group(places[2]))
            return _valid_date(_full_year(matched.group(places[0])), month, day)
    return None
