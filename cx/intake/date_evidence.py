"""What do the dates of a column say together: the order of day and month, the calendar, the unit?

Each function weighs what speaks for one reading and against it, and decides only when it is sure:
a date by itself can mean two days, a column of dates seldom can.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from cx.intake.header_words import spoken
from cx.intake.role_names import named as roles_named
from cx.vocabulary import Kind, Role

DMY, MDY = "dmy", "mdy"
SERIAL, SERIAL_1904 = "serial", "serial_1904"  # days since the end of 1899, or since 1904
_PER_SECOND = {"seconds": 1, "milliseconds": 10**3, "microseconds": 10**6, "nanoseconds": 10**9}
SURE = 0.6  # from here on numbers are taken for dates
PERHAPS = 0.4  # from here on it is said that they could be dates
_MIXED_SHARE = 0.05  # from this share on the smaller order is no slip but a second format
_MIXED_DATES = 3  # as many different dates are no slip either
_FEWEST = 10  # different dates whose order in the file says something
_RISING, _UNORDERED = 0.95, 0.85  # share of neighbours in order: as written down, and not
_FEWEST_SWAPPED = 4  # .4 ** 4: so many days of 12 or less are no chance
_EPOCH, _WINDOW = date(1970, 1, 1), date(1995, 1, 1)
_AHEAD = timedelta(days=400)  # dates of a plan lie hardly further ahead
_YEAR = 365.25
_LONGEST = 1_000  # characters of a header in which words are looked for
_SAYS_DATE = re.compile(
    r"date|time|datum|zeit|fecha|hora|data\b|jour|วันที่|เวลา|ວັນທີ|ថ្ងៃ|ngày|日|日付|날짜|opened|closed"
    r"|created|submitted|completed|_at\b",
    re.IGNORECASE,
)
_SAYS_BIRTH = re.compile(
    r"birth|geburt|naissance|nacimiento|nascita|nascimento|geboorte|เกิด|sinh\b"
)
_SAYS_OTHER = re.compile(
    r"\b(?:id|ids|nr|no|num|number|nummer|numéro|número|code|zip|plz|postcode|postal|phone|salary"
    r"|income|einkommen|gehalt|population|count|anzahl|views|km|miles|mileage|sku|ref|reference)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Written:
    """One numeric date as it is written: two numbers that are day and month in some order."""

    first: int
    second: int
    year: int
    mark: str  # between the numbers
    n: int
    row: int


@dataclass(frozen=True, slots=True)
class Span:
    """What the dates of a column would be in one reading."""

    order: str
    first: date
    last: date
    n_months: int  # of the calendar, that have a date


@dataclass(frozen=True, slots=True)
class OrderOfDates:
    """The order of day and month; None where it must be asked for."""

    order: str | None
    ambiguous: bool = False
    mixed: bool = False
    spans: tuple[Span, ...] = ()  # both readings, to choose between


def order_of(dates: Sequence[Written], today: date) -> OrderOfDates:
    """Weigh in which order day and month are written.

    A number above 12 is a day. Where none is: points part day, month, year in every country; and
    rows that stand in the order of time in one reading, and not in the other, were written in it.
    """
    day_first = [one for one in dates if one.first > 12 >= one.second]
    month_first = [one for one in dates if one.second > 12 >= one.first]
    if not dates:
        return OrderOfDates(None)
    n_day, n_month = (sum(one.n for one in some) for some in (day_first, month_first))
    spans = tuple(span for order in (DMY, MDY) if (span := span_of(dates, order)) is not None)
    if n_day and n_month:
        fewer = day_first if n_day < n_month else month_first
        slips = min(n_day, n_month) < _MIXED_SHARE * (n_day + n_month)
        if not slips or len(fewer) >= _MIXED_DATES:
            return OrderOfDates(None, mixed=True, spans=spans)
    if n_day != n_month:
        return OrderOfDates(DMY if n_day > n_month else MDY)
    weights = {DMY: 0.0, MDY: 0.0}
    if all(one.mark == "." for one in dates):
        weights[DMY] += 0.9
    rising = {order: _in_order(dates, order) for order in weights}
    for order, other in ((DMY, MDY), (MDY, DMY)):
        if rising[order] >= _RISING and rising[other] <= _UNORDERED:
            weights[order] += 0.9
    for span in spans:
        if span.last > today + _AHEAD:
            weights[span.order] -= 0.3
    best, rival = (DMY, MDY) if weights[DMY] >= weights[MDY] else (MDY, DMY)
    if weights[best] - weights[rival] >= SURE:
        return OrderOfDates(best)
    return OrderOfDates(None, ambiguous=True, spans=spans)


def read_in(one: Written, order: str) -> date | None:
    """Read a numeric date in one order."""
    day, month = (one.first, one.second) if order == DMY else (one.second, one.first)
    try:
        return date(one.year, month, day)
    except ValueError:
        return None


def span_of(dates: Sequence[Written], order: str) -> Span | None:
    """Say from when to when the dates run in one order, and how many months they touch."""
    read = [found for one in dates if (found := read_in(one, order)) is not None]
    if not read:
        return None
    return Span(order, min(read), max(read), len({(day.year, day.month) for day in read}))


def _in_order(dates: Sequence[Written], order: str) -> float:
    """Return the share of neighbours in the file that follow each other in time; 0 for few dates.

    Only the first row of each date is known, which is enough: a new date comes after the others.
    """
    read = [
        found
        for one in sorted(dates, key=lambda one: one.row)
        if (found := read_in(one, order)) is not None
    ]
    return in_order(read)


def in_order(values: Sequence[date] | Sequence[float]) -> float:
    """Return the share of neighbours that rise, or that fall; 0 for few values."""
    if len(values) < _FEWEST:
        return 0.0
    rises = sum(a <= b for a, b in pairwise(values))  # type: ignore[operator]
    return max(rises, len(values) - 1 - rises) / (len(values) - 1)


def is_swapped(real: Sequence[date], texts: Sequence[Written]) -> bool:
    """Say whether a spreadsheet took some dates for its own, with day and month exchanged.

    Opened where the other order is usual, 03/08/2023 becomes a date, 8 March, and 13/08/2023 stays
    a text: no real date has a day above 12, and no text one of 12 or less.
    """
    sure = [one for one in texts if max(one.first, one.second) > 12]
    return (
        len(set(real)) >= _FEWEST_SWAPPED
        and len(sure) >= _FEWEST_SWAPPED
        and len(sure) == len(texts)
        and all(day.day <= 12 for day in real)
    )


def short_years_are_buddhist(
    years: Sequence[int], *, thai: bool, today: date, least: int = 1957
) -> bool:
    """Say whether two-digit years are of the Thai calendar: 66 is 2566, which is 2023.

    Something must be written in Thai, and the years must lie in the future in the other reading.

    >>> short_years_are_buddhist([65, 66], thai=True, today=date(2024, 1, 1))
    True
    >>> short_years_are_buddhist([22, 23], thai=True, today=date(2024, 1, 1))
    False
    """
    if not thai or not years:
        return False
    ahead = (today + _AHEAD).year
    return min(2000 + year for year in years) > ahead >= max(least + year for year in years)


@dataclass(frozen=True, slots=True)
class NumbersAsDates:
    """What numbers would be as dates, and how sure it is that they are."""

    unit: str  # serial, serial_1904, seconds, milliseconds, ...
    sure: float  # 0..1
    first: date
    last: date


def moment_of(number: float, unit: str) -> datetime | None:
    """Return the moment that a number means in a unit; of seconds and days the clock as in UTC.

    >>> moment_of(45047.5, "serial"), moment_of(1682935200, "seconds")
    (datetime.datetime(2023, 5, 1, 12, 0), datetime.datetime(2023, 5, 1, 10, 0))
    """
    try:
        if unit in _PER_SECOND:
            return datetime(1970, 1, 1) + timedelta(seconds=int(number // _PER_SECOND[unit]))
        # Excel counts from 1899-12-30 because it believes in 29 February 1900.
        start = datetime(1899, 12, 30) if unit == SERIAL else datetime(1904, 1, 1)
        return start + timedelta(seconds=round(number * 86_400))
    except OverflowError:
        return None


def moment_sql(cell: str, unit: str) -> tuple[str, str]:
    """Write for the engine which texts are numbers of a unit, and the moment that one means."""
    if unit in _PER_SECOND:
        fits = f"regexp_full_match({cell}, '[0-9]{{{9 + len(str(_PER_SECOND[unit]))}}}')"
        seconds = f"TRY_CAST({cell} AS BIGINT) // {_PER_SECOND[unit]}"
        return fits, f"TIMESTAMP '1970-01-01' + to_seconds({seconds})"
    start = "1899-12-30" if unit == SERIAL else "1904-01-01"
    number = f"TRY_CAST(replace({cell}, ',', '.') AS DOUBLE)"
    seconds = f"CAST(round({number} * 86400) AS BIGINT)"
    fits = f"regexp_full_match({cell}, '[0-9]{{5}}([.,][0-9]+)?')"
    return fits, f"TIMESTAMP '{start}' + to_seconds({seconds})"


def numbers_as_dates(
    numbers: Sequence[tuple[float, int]], header: str, today: date
) -> NumbersAsDates | None:
    """Weigh whether numbers are dates: day numbers of Excel, or seconds and less since 1970.

    `numbers` are the different numbers with their first rows. For dates speak that all lie in the
    years in which people answer surveys, that they rise from row to row, that they carry a time of
    day, and a header that says so; against them a header that names something else, and numbers
    that run on without a gap, as ids do.
    """
    values = [number for number, _ in sorted(numbers, key=lambda pair: pair[1])]
    if not values:
        return None
    found = _unit_of(max(values), today)
    if found is None:
        return None
    moments = [moment_of(value, found) for value in values]
    days = [moment.date() for moment in moments if moment is not None]
    inside = [day for day in days if _WINDOW <= day <= today + _AHEAD]
    if len(inside) < 0.97 * len(values):
        return None
    return NumbersAsDates(found, _sureness(values, found, header, inside), min(days), max(days))


def _unit_of(highest: float, today: date) -> str | None:
    days = (today + _AHEAD - date(1899, 12, 30)).days
    if 30_000 <= highest <= days:
        return SERIAL
    seconds = (today + _AHEAD - _EPOCH).days * 86_400
    for unit, factor in _PER_SECOND.items():
        if 788_918_400 * factor <= highest <= seconds * factor:  # from 1995 on
            return unit
    return None


def _sureness(values: Sequence[float], unit: str, header: str, days: Sequence[date]) -> float:
    serial = unit == SERIAL
    sure = 0.3 if serial else 0.5
    distinct = sorted(set(values))
    if (max(days) - min(days)).days <= 10 * _YEAR:
        sure += 0.15
    if in_order(values) >= _RISING:
        sure += 0.2
    if serial and sum(f"{value:.6f}".rstrip("0")[::-1].find(".") > 3 for value in values) * 2 > len(
        values
    ):
        sure += 0.4  # a time of day; an amount has two decimals
    if len(distinct) > 2 and distinct[-1] - distinct[0] < 1.5 * len(distinct):
        sure -= 0.4
    named = spoken(header)
    if says_date(header):
        sure += 0.5
    elif _SAYS_OTHER.search(named) or _names_amount(named):
        sure -= 0.6
    return max(0.0, min(1.0, sure))


def may_be_answered_on(header: str, last: date | None) -> bool:
    """Say whether the only dates of a file may be those of the answers: no birthdays."""
    return (
        last is not None and last >= _WINDOW and not _SAYS_BIRTH.search(header[:_LONGEST].lower())
    )


def says_date(header: str) -> bool:
    """Say whether a header names a date."""
    return bool(_SAYS_DATE.search(header[:_LONGEST])) or any(
        naming.role is not None and naming.role.kind is Kind.DATE for naming in roles_named(header)
    )


def _names_amount(named: str) -> bool:
    roles = [naming.role for naming in roles_named(named) if naming.role is not None]
    return any(role.kind is Kind.MONEY or role is Role.RESPONDENT for role in roles)


def standing_apart(days: Sequence[tuple[date, int]], today: date) -> tuple[set[date], set[date]]:
    """Return the days that lie ahead of today, and those that stand apart from all others.

    A few days stand apart when the gap between them and the others is longer than a year and than
    all that the others span. `days` are different days with counts.
    """
    ahead = {day for day, _ in days if day > today + timedelta(days=1)}
    counts = sorted((day, n) for day, n in days if day not in ahead)
    apart: set[date] = set()
    total = sum(n for _, n in counts)
    for turned in (counts, counts[::-1]):
        n_before = 0
        for place in range(len(turned) - 1):
            n_before += turned[place][1]
            if n_before > max(1, 0.05 * total):
                break
            gap = abs((turned[place + 1][0] - turned[place][0]).days)
            rest = abs((turned[-1][0] - turned[place + 1][0]).days)
            if gap > _YEAR and gap > rest:
                apart |= {day for day, _ in turned[: place + 1]}
    return ahead, apart
