"""In which format are the dates of this column written, and which day does a text mean?

All distinct dates of a column are looked at together. They settle the order of day and month, the
language of the names, the calendar of short years, and whether numbers are dates at all; each of
these is weighed in `date_evidence`, the names are those of `month_names`. What stays open is asked
for. Month names, ISO dates and YYYYMMDD are unambiguous and may stand beside a numeric format.
Years 2400-2600 are of the Thai calendar: minus 543.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from cx.intake.date_evidence import (
    DMY,
    MDY,
    SERIAL,
    SERIAL_1904,
    SURE,
    NumbersAsDates,
    Span,
    Written,
    is_swapped,
    moment_of,
    numbers_as_dates,
    order_of,
    read_in,
    short_years_are_buddhist,
)
from cx.intake.month_names import (
    MARKS,
    Names,
    languages_of,
    names_in,
    parts_of_word,
    plain_word,
    words_of,
)

YMD, NAMED, NUMERIC, NUMBER = "ymd", "named", "numeric", "number"
SWAPPED = "swapped"  # real dates have day and month exchanged, texts have not
_S = "[ \t\u00a0\u2007\u2009\u202f\u3000]"
_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})(?:(?<!\.\d)(?<!\.\d\d)|(?=\.))(?:\2(\d{1,2}))?")
_YMD = re.compile(r"(\d{4})([-/.]) ?(\d{1,2})\2 ?(\d{1,2})\.?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_NUMERIC = re.compile(r"(\d{1,2}) ?([/.\-]) ?(\d{1,2}) ?\2 ?(\d{4}|\d{2})\.?")
_ERA = re.compile(
    r"(令和|平成|昭和|民國|民国|R|H|S)\.?(\d{1,3}|元)[年./-](\d{1,2})[月./-](\d{1,2})日?"
)
_ERAS = {"令和": 2018, "R": 2018, "平成": 1988, "H": 1988, "昭和": 1925, "S": 1925,
         "民國": 1911, "民国": 1911}  # fmt: skip
_NUMBER = re.compile(r"\d{5}(?:[.,]\d+)?|\d{10}(?:[.,]\d+)?|\d{13}|\d{16}|\d{19}")
_PART = re.compile(r"\d+|[^\d\s,/()\-–—،]+")
_HALVES = (
    r"[AaPp]\.?" + _S + r"?[Mm](?:\.|\b)|午前|午後|上午|下午|오전|오후|ก่อนเที่ยง|หลังเที่ยง|[πμ]\.μ\."
)
_CLOCK = (
    rf"(\d{{1,2}}){_S}?[:hH時시点點]{_S}?(\d{{2}})"
    rf"(?:{_S}?[:m分분]{_S}?(\d{{2}})(?:[.,:]\d+)?)?{_S}?(?:[s秒초分분]|Uhr\b|hrs?\b|น\.)?"
)
# An offset, with a name before it or behind it; or a name: EET, Mitteleuropäische Sommerzeit.
_ZONE = (
    rf"(?:[^\d \t:,;+\-−][^\d:+\-−]*)?[+\-−]\d{{1,2}}(?::?\d{{2}})?(?:{_S}*\([^)]*\))?"
    r"|[^\d \t:,;\-−][^\d:]*"
)
# A date, a clock, half of the day, a zone, and what follows: a year, or the date after the clock.
TOKEN = (
    rf"^{_S}*(.*?)(?:[T,]|{_S})*{_CLOCK}(?:{_S}*({_HALVES}))?(?:{_S}*({_ZONE}))?"
    r"[ ,]*(\d[^:]*)?$"
)
TOKEN_PLACES = (1, 7)  # groups of the date
ZONE_PLACE = 6
_TOKEN = re.compile(TOKEN)
_LONGEST = 100  # characters of a date; a longer text is none, and no pattern meets it
_DIRECTIONS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")  # of writing
_ORDERS = (DMY, MDY)


@dataclass(frozen=True, slots=True)
class DateFormats:
    """What all the date tokens of a column say about how they are written."""

    order: str | None = None  # dmy or mdy where numeric dates are found and the order is known
    forms: tuple[str, ...] = ()  # every form found, the most frequent first
    ambiguous: bool = False  # numeric dates whose day and month cannot be told apart
    mixed: bool = False  # both orders, each too often to be a slip
    swapped: bool = False  # a spreadsheet exchanged day and month of some dates
    buddhist: bool = False
    short_buddhist: bool = False  # years of two digits are of the Thai calendar
    languages: tuple[str, ...] = ("en",)  # of the names of months
    numbers: NumbersAsDates | None = None  # what numbers would be as dates
    spans: tuple[Span, ...] = ()  # both orders, where one has to be chosen
    n_read: int = 0
    n_total: int = 0

    @property
    def asked(self) -> bool:
        """Whether a person has to say how the dates are meant."""
        return self.ambiguous or self.mixed or self.swapped

    @property
    def all_numbers(self) -> bool:
        """Whether nothing but numbers was found: day numbers, or time since 1970."""
        return self.numbers is not None and self.forms == (self.numbers.unit,)


PLAIN = DateFormats()
_ENGLISH = names_in(("en",))


@dataclass(frozen=True, slots=True)
class _Found:
    """What one token says by itself."""

    form: str
    year: str = ""
    month: int = 0
    day: int = 0
    mark: str = ""
    number: float = field(default=0.0)


def split_token(text: str) -> tuple[str, str | None]:
    """Split a text into its date and its time.

    >>> split_token("03/08/2023 11:40")
    ('03/08/2023', '11:40')
    >>> split_token("2023/05/06 1:05:33 PM GMT+7")
    ('2023/05/06', '1:05:33 PM')
    >>> split_token("Wed Oct 11 20:19:24 +0000 2023")[0]
    'Wed Oct 11 2023'
    """
    matched = _matched(text)
    if matched is None:
        return text, None
    head, tail = (matched.group(place) or "" for place in TOKEN_PLACES)
    end = matched.end(5) if matched.group(5) else matched.end(4 if matched.group(4) else 3)
    return f"{head} {tail}".strip(), matched.string[matched.start(2) : end].strip()


def has_zone(text: str) -> bool:
    """Say whether a time zone follows the time in a text.

    >>> has_zone("2023-08-03 11:40 UTC"), has_zone("2023-08-03 11:40")
    (True, False)
    """
    matched = _matched(text)
    return matched is not None and bool(matched.group(ZONE_PLACE))


def _matched(text: str) -> re.Match[str] | None:
    bare = text.strip()
    return _TOKEN.match(bare) if len(bare) <= _LONGEST else None


def _plain(token: str) -> str:
    """Write a token with plain digits, without outer blanks."""
    bare = token.strip()
    if len(bare) > _LONGEST:
        return ""
    if bare.isascii():
        return bare
    composed = unicodedata.normalize("NFKC", _DIRECTIONS.sub("", bare))
    return "".join(
        str(unicodedata.digit(c)) if c.isdigit() and not c.isascii() else c for c in composed
    ).strip()


def form_of(token: str, formats: DateFormats = PLAIN) -> str | None:
    """Name the form of a date token: ymd, named, numeric or number; None when it is no date."""
    found = _found(_plain(token), names_in(formats.languages))
    return None if found is None else found.form


def _found(text: str, names: Names) -> _Found | None:
    """Read what a token says by itself."""
    bare = _bare_form(text)
    if bare is not None:
        return bare
    if not any(character.isdigit() for character in text):
        return None
    return _in_words(text, names)


def _bare_form(text: str) -> _Found | None:
    """Read a date that is written without words."""
    if matched := (_YMD.fullmatch(text) or _ISO.fullmatch(text)):
        day = int(matched.group(4) or 1)
        return _checked(_Found(YMD, matched.group(1), int(matched.group(3)), day))
    if matched := _COMPACT.fullmatch(text):
        year, month, day_text = matched.groups()
        return _checked(_Found(YMD, year, int(month), int(day_text)))
    if matched := _NUMERIC.fullmatch(text):
        first, mark, second, year = matched.groups()
        return _Found(NUMERIC, year, int(second), int(first), mark)
    if _NUMBER.fullmatch(text):
        return _Found(NUMBER, number=float(text.replace(",", ".")))
    if matched := _ERA.fullmatch(text):
        era, count, month, day_text = matched.groups()
        year = str(_ERAS[era] + (1 if count == "元" else int(count)))
        return _checked(_Found(NAMED, year, int(month), int(day_text)))
    return None


def _checked(found: _Found) -> _Found | None:
    return found if _valid_date(int(found.year), found.month, found.day) else None


def _in_words(text: str, names: Names) -> _Found | None:
    """Read a date in which a month has a name, or that has a weekday beside it."""
    numbers: list[str] = []
    marked: dict[str, str] = {}
    month, before, pending = 0, 0, ""
    for part in _PART.findall(text):
        if part[0].isdigit():
            numbers.append(part)
            if pending:
                marked[pending], pending = part, ""
            continue
        for word in parts_of_word(plain_word(part), names):
            if word in MARKS:
                if word in ("tháng", "thg"):
                    pending = "m"
                elif numbers:
                    marked[MARKS[word]] = numbers[-1]
            elif word in names.months and not month:
                month, before = names.months[word], len(numbers)
            elif word and word not in names.beside:
                return None
    if month:
        return _named(numbers, month, before)
    if "m" in marked:
        return _marked(numbers, marked)
    return _bare_form(_without_words(text))


def _without_words(text: str) -> str:
    return " ".join(part for part in text.split() if any(c.isdigit() for c in part)).strip(" ,")


def _named(numbers: Sequence[str], month: int, before: int) -> _Found | None:
    """Put day and year beside the month; `before` numbers stand in front of it."""
    if len(numbers) == 1 and len(numbers[0]) in (2, 4) and not before:
        return _Found(NAMED, numbers[0], month, 1)
    if len(numbers) == 1 and len(numbers[0]) == 4:
        return _Found(NAMED, numbers[0], month, 1)
    if len(numbers) != 2:
        return None
    day, year = numbers if len(numbers[0]) < 3 else (numbers[1], numbers[0])
    if len(day) > 2 or len(year) not in (2, 4):
        return None
    return _Found(NAMED, year, month, int(day))


def _marked(numbers: Sequence[str], marked: dict[str, str]) -> _Found | None:
    """Read numbers that words such as 年, 月 and 日 tell apart."""
    others = [number for number in numbers if number != marked["m"] or numbers.count(number) > 1]
    year = marked.get("y") or next((number for number in others if len(number) == 4), "")
    days = [number for number in others if number != year]
    day = marked.get("d") or (days[0] if days else "1")
    if len(year) not in (2, 4) or len(day) > 2 or len(marked["m"]) > 2:
        return None
    return _Found(NAMED, year, int(marked["m"]), int(day))


def infer_date_formats(
    tokens: Iterable[tuple[str, int]],
    header: str = "",
    today: date | None = None,
    *,
    stated: bool = False,
) -> DateFormats:
    """Infer the forms of a column from all its tokens and their counts, in the order of the file.

    `stated` says that a person takes the column for dates, so that numbers need no evidence.

    >>> infer_date_formats([("25/08/2023", 3), ("03/08/2023", 2)]).order
    'dmy'
    >>> infer_date_formats([("01/02/2023", 3)]).ambiguous
    True
    """
    day = today or date.today()
    texts = [(_plain(token), n) for token, n in tokens]
    total = sum(n for _, n in texts)
    languages = _languages(texts)
    names = names_in(languages or ("en",))
    found = [(one, n, row) for row, (text, n) in enumerate(texts) if (one := _found(text, names))]
    thai = "th" in languages or any("\u0e00" <= c <= "\u0e7f" for c in header)
    years = [int(one.year) for one, _, _ in found if len(one.year) == 2]
    short = short_years_are_buddhist(years, thai=thai, today=day)
    numeric = [
        Written(one.day, one.month, _full_year(one.year, short), one.mark, n, row)
        for one, n, row in found
        if one.form == NUMERIC
    ]
    order = order_of(numeric, day)
    bare = [(one.number, row) for one, _, row in found if one.form == NUMBER]
    as_dates = numbers_as_dates(bare, header, day)
    beside = len(bare) < 0.5 * len(found)  # a few day numbers among dates that are texts
    if as_dates is None or not (stated or beside or as_dates.sure >= SURE):
        found = [item for item in found if item[0].form != NUMBER]
    real = [
        made
        for one, _, _ in found
        if one.form == YMD and (made := _valid_date(int(one.year), one.month, one.day))
    ]
    counts: dict[str, int] = {}
    for one, n, _ in found:
        form = (order.order or NUMERIC) if one.form == NUMERIC else one.form
        form = as_dates.unit if form == NUMBER and as_dates is not None else form
        counts[form] = counts.get(form, 0) + n
    return DateFormats(
        order=order.order,
        forms=tuple(form for form, _ in sorted(counts.items(), key=lambda item: -item[1])),
        ambiguous=order.ambiguous,
        mixed=order.mixed,
        swapped=order.order is not None and is_swapped(real, numeric),
        buddhist=short or any(_buddhist(one.year) for one, _, _ in found),
        short_buddhist=short,
        languages=languages or ("en",),
        numbers=as_dates,
        spans=order.spans,
        n_read=sum(counts.values()),
        n_total=total,
    )


def _languages(texts: Sequence[tuple[str, int]]) -> tuple[str, ...]:
    """Name the languages of the words of a column, if it has the shape of dates in words."""
    words: dict[str, int] = {}
    n_shaped, quick = 0, True
    for text, n in texts:
        groups = re.findall(r"\d+", text)
        if not 1 <= len(groups) <= 3 or _bare_form(text) is not None:
            continue
        some = [part for word in words_of(text) for part in parts_of_word(word, _ENGLISH)]
        if not 1 <= len(some) <= 9 or max(map(len, groups)) not in (1, 2, 4):
            continue
        n_shaped += n
        quick = quick and len(groups) == 1
        for word in set(some):
            words[word] = words.get(word, 0) + n
    if not words or n_shaped < 0.2 * sum(n for _, n in texts):
        return ()
    return languages_of(words, quick=quick)


def _buddhist(year: str) -> bool:
    return len(year) == 4 and 2400 <= int(year) <= 2600


def read_date(
    token: str, order: str | None, formats: DateFormats = PLAIN
) -> tuple[date | None, tuple[str, ...]]:
    """Read one date token as its column is written; also say what was changed.

    A number with a time of day gives a datetime. `order` is dmy, mdy or swapped.

    >>> read_date("05/06/2567", "dmy")
    (datetime.date(2024, 6, 5), ('buddhist_year',))
    >>> read_date("13/14/2023", "dmy")
    (None, ())
    """
    text = _plain(token)
    changes = [] if text == token.strip() else ["digits"]
    found = _found(text, names_in(formats.languages))
    if found is None:
        return None, ()
    if found.form == NUMBER:
        return _read_number(found.number, formats)
    year = _full_year(found.year, formats.short_buddhist)
    made: date | None = None
    if found.form == NUMERIC:
        one = Written(found.day, found.month, _gregorian(year), found.mark, 1, 0)
        chosen = formats.order if order == SWAPPED else order
        made = read_in(one, chosen) if chosen in _ORDERS else None
    else:
        made = _valid_date(year, found.month, found.day)
        if made is not None and found.form == YMD and order == SWAPPED:
            made = _valid_date(year, found.day, found.month)
            changes.append("swapped")
    if made is None or not 1900 <= made.year <= 2200:
        return None, ()
    if _buddhist(found.year) or (formats.short_buddhist and len(found.year) == 2):
        changes.append("buddhist_year")
    return made, tuple(changes)


def _read_number(number: float, formats: DateFormats) -> tuple[date | None, tuple[str, ...]]:
    unit = formats.numbers.unit if formats.numbers is not None else SERIAL
    made = moment_of(number, unit)
    if made is None or not 1970 <= made.year <= 2200:
        return None, ()
    day: date = made.date() if (made.hour, made.minute, made.second) == (0, 0, 0) else made
    return day, ("excel_serial" if unit in (SERIAL, SERIAL_1904) else "epoch",)


def last_date(tokens: Iterable[str], formats: DateFormats) -> date | None:
    """Return the latest of some dates; None when none can be read."""
    order = formats.order or DMY
    found = (read_date(token, order, formats)[0] for token in tokens)
    return max((date(day.year, day.month, day.day) for day in found if day), default=None)


def _gregorian(year: int) -> int:
    return year - 543 if 2400 <= year <= 2600 else year


def _valid_date(year: int, month: int, day: int) -> date | None:
    year = _gregorian(year)
    if not 1900 <= year <= 2200:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _full_year(text: str, short_buddhist: bool = False) -> int:
    """Give a year of two digits its century."""
    year = int(text)
    if len(text) > 2:
        return _gregorian(year)
    if short_buddhist:
        return 2500 - 543 + year
    return 2000 + year if year < 70 else 1900 + year
