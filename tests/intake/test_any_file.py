"""Whatever a file looks like, its numbers are right, or a problem names what is not.

Files are made from a known truth: dialect, encoding, quotes, header, scale, dates, decimals, gaps
and slips are drawn. `make test` tries 100 of them, `make fuzz` 2,000 (CX_EXAMPLES).
"""

import csv
import io
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pandas as pd
from babel.dates import format_date
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cx.intake import Loaded, Reading, check, guess, profile, receive, stage, write
from cx.problems import IntakeError
from cx.vocabulary import Role, Scale
from tests.intake.files import assert_balanced, frame

EXAMPLES = int(os.environ.get("CX_EXAMPLES", "100"))
OUTCOME, SPEND, DATE = "How likely are you to recommend us?", "Amount spent", "Response date"

DATES: dict[str, Callable[[date], str]] = {
    "iso": date.isoformat,
    "iso and time": lambda day: f"{day}T10:20:30Z",
    "named zone": lambda day: f"{day:%Y/%m/%d} 3:18:36 pm EET",
    "day first": lambda day: f"{day:%d/%m/%Y}",
    "month first": lambda day: f"{day:%m/%d/%Y}",
    "short year": lambda day: f"{day:%d-%m-%y} 10:00",
    "points": lambda day: f"{day:%d.%m.%Y}",
    "p. m.": lambda day: f"{day:%d/%m/%Y} 3:05 p. m.",
    "mail": lambda day: f"{day:%a, %d %b %Y} 10:00:00 +0000",
    "Buddhist": lambda day: f"{day:%d/%m}/{day.year + 543}",
    "seconds": lambda day: str((day - date(1970, 1, 1)).days * 86_400 + 36_000),
    "milliseconds": lambda day: str(((day - date(1970, 1, 1)).days * 86_400 + 36_000) * 1_000),
    "serial": lambda day: str((day - date(1899, 12, 30)).days),
    "serial and time": lambda day: f"{(day - date(1899, 12, 30)).days}.427083333",
    "German": lambda day: format_date(day, "full", locale="de") + " um 13:05:10 MESZ",
    "French": lambda day: format_date(day, "d MMM y", locale="fr"),
    "Spanish": lambda day: format_date(day, "long", locale="es"),
}
WIDE_DATES: dict[str, Callable[[date], str]] = {  # in letters that not every encoding has
    "Thai": lambda day: format_date(day, "d MMM ", locale="th") + str((day.year + 543) % 100),
    "Khmer": lambda day: format_date(day, "d MMMM y", locale="km"),
    "Japanese": lambda day: format_date(day, "long", locale="ja") + " 13:05",
    "Russian": lambda day: format_date(day, "long", locale="ru"),
}
GROUPED = {".": ("", ",", " ", "'"), ",": ("", ".", " ", "\u00a0")}
SIGNS = ("{}", "€ {}", "{} EUR", "R$ {}", "{} kr", "US$ {}")
SCALES = {"0-10": range(11), "1-5": range(1, 6), "1-7": range(1, 8)}
GAPS = ("", "NA", "n/a", "-")


@dataclass
class Made:
    """A file and its truth: for each row the score, the amount and the day; None for a gap."""

    content: bytes
    reading: Reading
    scale: str
    rows: list[tuple[int | None, Decimal | None, date | None]]
    said: str


def written(amount: Decimal, decimal: str, thousands: str, places: int) -> str:
    whole, _, part = f"{amount:.{places}f}".partition(".")
    if thousands:
        whole = f"{int(whole):,}".replace(",", thousands)
    return f"{whole}{decimal}{part}" if part else whole


@st.composite
def files(draw: st.DrawFn) -> Made:
    encoding = draw(st.sampled_from(("utf-8", "utf-8-sig", "utf-16", "cp1252")))
    forms = DATES if encoding == "cp1252" else DATES | WIDE_DATES
    form = draw(st.sampled_from(sorted(forms)))
    decimal = draw(st.sampled_from(".,"))
    thousands = draw(st.sampled_from(GROUPED[decimal]))
    places = draw(st.sampled_from((0, 1, 2, 2)))
    sign = draw(st.sampled_from(SIGNS))
    scale = draw(st.sampled_from(sorted(SCALES)))
    delimiter = draw(st.sampled_from(",;\t|"))
    quoting = draw(st.sampled_from((csv.QUOTE_MINIMAL, csv.QUOTE_ALL)))
    title = draw(st.booleans())
    n = draw(st.integers(12, 40))
    start = draw(st.dates(date(2019, 1, 1), date(2023, 12, 1)))
    step = draw(st.sampled_from((1, 3, 11)))
    shuffled = draw(st.permutations(range(n))) if draw(st.booleans()) else range(n)
    rows: list[tuple[int | None, Decimal | None, date | None]] = []
    cells = []
    for place in shuffled:
        score = draw(st.sampled_from([None, *SCALES[scale], *SCALES[scale]]))
        cents = draw(st.one_of(st.none(), *[st.integers(0, 10**7)] * 5))
        amount = None if cents is None else round(Decimal(cents) / 100, places)
        day = start + timedelta(days=step * place)
        gap = draw(st.sampled_from(GAPS))
        rows.append((score, amount, day))
        cells.append((
            gap if score is None else str(score),
            forms[form](day),
            gap if amount is None else sign.format(written(amount, decimal, thousands, places)),
            ("North", "South", "West")[place % 3],
            ("très bien", "fine, thanks", 'said "hi"', "two\nlines", "")[place % 5],
        ))  # fmt: skip
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter, quoting=quoting, lineterminator="\r\n")
    if title:
        buffer.write("Survey of customers\r\n\r\n")
    writer.writerow([OUTCOME, DATE, SPEND, "Region", "Comment"])
    writer.writerows(cells)
    said = f"{form}, {sign.format(written(Decimal(12345), decimal, thousands, places))}, {encoding}"
    reading = Reading(encoding=encoding if encoding == "cp1252" else None)
    return Made(buffer.getvalue().encode(encoding), reading, scale, rows, said)


def loaded_from(made: Made, folder: Path) -> tuple[Loaded | None, set[tuple[str, str]]]:
    """Take a file in as a person would, who knows the outcome and its scale."""
    try:
        received = receive(io.BytesIO(made.content), "file.csv", folder)
        staged = stage(received, made.reading, folder)
        profiles = profile(staged)
        recipe = guess(profiles, staged.reading).assign(OUTCOME, Role.OUTCOME)
        recipe = recipe.with_scale(Scale.parse(made.scale))
        for header, role in ((DATE, Role.RESPONDED_AT), (SPEND, Role.SPEND)):
            recipe = recipe.assign(header, role)
        problems = {(p.code, p.where) for p in check(staged, profiles, recipe)}
        return write(staged, profiles, recipe, folder), problems
    except IntakeError as error:
        return None, {(problem.code, problem.where) for problem in error.problems}


def differing(found: pd.Series, true: list[object]) -> list[tuple[object, object]]:
    pairs = zip(found, true, strict=True)
    return [(a, b) for a, b in pairs if not (a == b or (pd.isna(a) and b is None))]


@settings(
    max_examples=EXAMPLES,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(files())
def test_the_numbers_are_right_or_a_problem_names_them(made: Made) -> None:
    with tempfile.TemporaryDirectory() as name:
        loaded, problems = loaded_from(made, Path(name))
        if loaded is None:
            assert problems, made.said
            return
        assert_balanced(loaded)
        answers = frame(loaded.path)
    used = [row for row in made.rows if row[0] is not None]
    assert loaded.passport.rows_read == len(made.rows), made.said
    assert list(answers["outcome"]) == [score for score, _, _ in used], made.said
    where = {place for _, place in problems}
    if "spend" in answers:
        amounts = [None if amount is None else amount for _, amount, _ in used]
        wrong = differing(answers["spend"].map(_decimal), list(amounts))
        assert not wrong or SPEND in where, (made.said, wrong[:3])
        line = next(line for line in loaded.passport.columns if line.header == SPEND)
        if SPEND not in where:
            true = sum(amount for _, amount, _ in made.rows if amount is not None)
            assert line.sum_read is not None
            assert abs(Decimal(str(line.sum_read)) - true) < Decimal("0.01"), made.said
    else:
        assert SPEND in where, made.said
    if "responded_at" in answers:
        days = answers["responded_at"].map(lambda at: None if pd.isna(at) else _day(at))
        wrong = differing(days, [day for _, _, day in used])
        assert not wrong or DATE in where, (made.said, wrong[:3])
    else:
        assert DATE in where, made.said


def _decimal(value: object) -> Decimal | None:
    return None if pd.isna(value) else round(Decimal(str(value)), 4)  # type: ignore[call-overload]


def _day(at: datetime) -> date:
    return at.date()
