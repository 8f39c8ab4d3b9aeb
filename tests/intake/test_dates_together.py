"""The dates of a column make sense together, or a person is asked or told."""

# ruff: noqa: E501 - files and sentences are given as they are

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from babel.dates import format_date

from cx.intake import dates
from cx.intake.date_evidence import numbers_as_dates, standing_apart
from cx.intake.month_names import languages_of
from cx.vocabulary import Role
from tests.intake.files import Taken, table, take, workbook

DAYS = [date(2023, 5, 1) + timedelta(days=3 * n) for n in range(60)]
TODAY = date(2024, 1, 1)


def dated(
    tmp_path: Path, cells: list[str], header: str = "Response date", **change: object
) -> Taken:
    rows = [f'{n % 11};"{cell}"' for n, cell in enumerate(cells)]
    return take(
        tmp_path,
        table(f"Likelihood to recommend;{header}", rows),
        change=lambda recipe: recipe.change(header, **change) if change else recipe,
    )


def read(taken: Taken) -> list[datetime | None]:
    return list(taken.rows()["responded_at"].dt.to_pydatetime())


@pytest.mark.parametrize(
    ("cell", "moment"),
    [
        ("Montag, 1. Mai 2023 um 13:39:50 Mitteleuropäische Sommerzeit", (13, 39, 50)),
        ("2023/05/01 1:05:33 PM GMT+7", (13, 5, 33)),
        ("2023/05/01 3:18:36 pm EET", (15, 18, 36)),
        ("2023-05-01 3:05 PM", (15, 5, 0)),
        ("2023-05-01 13:05:00 America/New_York", (13, 5, 0)),
        ("2023-05-01 13:05:00-03:00", (13, 5, 0)),
        ("01.05.2023 3:05 p. m.", (15, 5, 0)),
        ("Mon, 01 May 2023 10:00:00 +0000", (10, 0, 0)),
        ("Mon May 1 13:39:50 UTC 2023", (13, 39, 50)),
        ("Mon May 01 2023 13:39:50 GMT+0200 (Central European Summer Time)", (13, 39, 50)),
        ("13:05 01.05.2023", (13, 5, 0)),
        ("១ ឧសភា ២០២៣ ១៣:០៥", (13, 5, 0)),
        ("1 ພຶດສະພາ 2023", (0, 0, 0)),
        ("๑ พฤษภาคม พ.ศ. ๒๕๖๖ เวลา ๑๓:๐๕ น.", (13, 5, 0)),
        ("2023年5月1日 下午3:05", (15, 5, 0)),
        ("2023年05月01日 15時05分", (15, 5, 0)),
        ("2023. 5. 1. 오후 3:05:10", (15, 5, 10)),
        ("令和5年5月1日", (0, 0, 0)),
        ("ngày 1 tháng 5 năm 2023 lúc 13:05", (13, 5, 0)),
        ("1er mai 2023 à 13h05", (13, 5, 0)),
        ("lunes, 1 de mayo de 2023 1:05 a. m.", (1, 5, 0)),
        ("1 мая 2023 г. 13:05", (13, 5, 0)),
        ("2023. május 1., hétfő", (0, 0, 0)),
        ("1 Mayıs 2023", (0, 0, 0)),
        ("1682946305", (13, 5, 5)),
        ("1682946305000", (13, 5, 5)),
        ("45047.545197", (13, 5, 5)),
    ],
)  # fmt: skip
def test_a_moment_is_read_as_it_is_written(
    tmp_path: Path, cell: str, moment: tuple[int, int, int]
) -> None:
    made = read(dated(tmp_path, [cell] * 12))
    assert made[0] is not None
    assert abs(made[0] - datetime(2023, 5, 1, *moment)) < timedelta(seconds=1)


@pytest.mark.parametrize(
    "language",
    ["cs", "da", "el", "es", "fi", "fr", "hr", "id", "it", "km", "lo", "lt", "lv", "nl", "pl", "pt",
     "ro", "ru", "sv", "th", "tr", "uk", "vi", "zh", "ja", "ko", "ar", "hy", "ka", "bn", "sr", "hi"],
)  # fmt: skip
@pytest.mark.parametrize("form", ["full", "long", "medium"])
def test_dates_as_each_language_writes_them(language: str, form: str) -> None:
    texts = [format_date(day, form, locale=language) for day in DAYS]
    formats = dates.infer_date_formats([(text, 1) for text in texts], today=TODAY)
    made = [dates.read_date(text, formats.order, formats)[0] for text in texts]
    assert made == DAYS


def test_the_other_words_of_a_column_tell_the_language() -> None:
    assert languages_of({"listopad": 1, "prosinec": 1}) == ("cs",)
    assert languages_of({"listopad": 1, "grudzień": 1}) == ("pl",)
    assert languages_of({"north": 3, "store": 1}) == ()


def test_short_thai_years(tmp_path: Path) -> None:
    thai = dated(tmp_path, [format_date(day, "d MMM ", locale="th") + "66" for day in DAYS])
    assert [moment.date() for moment in read(thai) if moment] == DAYS
    numeric = dated(tmp_path, [f"{day:%d/%m}/66" for day in DAYS], "วันที่")
    assert [moment.date() for moment in read(numeric) if moment] == DAYS
    assert "60 dates of the Thai calendar" in " ".join(
        repair.sentence for repair in numeric.write().passport.repairs
    )


def test_years_that_change_within_a_column(tmp_path: Path) -> None:
    cells = [f"{day:%d/%m}/{day.year + 543 * (n > 30)}" for n, day in enumerate(DAYS)]
    assert [moment.date() for moment in read(dated(tmp_path, cells)) if moment] == DAYS


@pytest.mark.parametrize("header", ["Submitted", "When", "Column 2"])
def test_numbers_that_rise_like_dates_are_dates(tmp_path: Path, header: str) -> None:
    serials = dated(tmp_path, [str((day - date(1899, 12, 30)).days) for day in DAYS], header)
    assert [moment.date() for moment in read(serials) if moment] == DAYS


@pytest.mark.parametrize(
    ("header", "numbers"),
    [
        ("Customer number", [45_000 + 7 * n for n in range(60)]),
        ("Spend", [40_000 + (7_919 * n) % 6_000 for n in range(60)]),
        ("Q7", [45_001 + n for n in range(60)]),
        ("ZIP", [43_001 + (37 * n) % 900 for n in range(60)]),
        ("Phone", [1_682_935_200 + 97 * n for n in range(60)]),
        ("Q8", [1_682_935_200 + n for n in range(60)]),
        ("Q9", [10_000 + (7_919 * n) % 80_000 for n in range(60)]),
    ],
)
def test_numbers_that_are_something_else_are_not_dates(header: str, numbers: list[int]) -> None:
    found = numbers_as_dates(
        [(float(number), row) for row, number in enumerate(numbers)], header, TODAY
    )
    assert found is None or found.sure < 0.6


def test_numbers_that_could_be_dates_are_named(tmp_path: Path) -> None:
    cells = [str(45_047 + (37 * n) % 300) for n in range(60)]
    taken = dated(tmp_path, cells, "When")
    assert taken.told("numbers_like_dates") == (
        'The numbers in "When" (such as "45047") could be dates from 2023-05-01 to 2024-02-21. '
        "If they are dates, give the column the meaning of a date."
    )
    stated = take(
        tmp_path,
        table("NPS;When", [f"{n % 11};{cell}" for n, cell in enumerate(cells)]),
        change=lambda recipe: recipe.assign("When", Role.RESPONDED_AT),
    )
    assert read(stated)[0] == datetime(2023, 5, 1)


def test_rows_in_the_order_of_time_tell_the_order_of_day_and_month(tmp_path: Path) -> None:
    days = [date(2023, month, day) for month in range(1, 12) for day in (2, 6, 11)]
    taken = dated(tmp_path, [f"{day:%d/%m/%Y}" for day in days])
    assert [moment.date() for moment in read(taken) if moment] == days
    american = dated(tmp_path, [f"{day:%m/%d/%Y}" for day in days])
    assert [moment.date() for moment in read(american) if moment] == days


def test_points_part_day_month_and_year(tmp_path: Path) -> None:
    assert read(dated(tmp_path, ["03.08.2023", "04.09.2023"] * 6))[0] == datetime(2023, 8, 3)


def test_two_orders_are_asked_about_with_both_readings(tmp_path: Path) -> None:
    cells = [f"{day:%d/%m/%Y}" if day.month < 8 else f"{day:%m/%d/%Y}" for day in DAYS]
    assert dated(tmp_path, cells).told("date_orders_mixed") == (
        'Some dates in "Response date" have the day first and some the month first, so these dates '
        "are not used. With the day first they run from 2023-01-09 to 2023-11-08 (in 9 months); "
        "with the month first from 2023-01-05 to 2023-12-07 (in 9 months). "
        "Write them in one order in your file, or say which order is meant: the others will be left out."
    )


def test_a_second_order_of_few_rows_is_no_slip(tmp_path: Path) -> None:
    cells = ["25/08/2023"] * 200 + ["08/26/2023", "08/27/2023", "08/28/2023"]
    assert dated(tmp_path, cells).told("date_orders_mixed")


def swapped() -> list[str]:
    """Write days as a spreadsheet leaves them that takes 03/08/2023 for 8 March."""
    return [
        f"{day.year}-{day.day:02d}-{day.month:02d}" if day.day <= 12 else f"{day:%d/%m/%Y}"
        for day in DAYS
    ]


def test_dates_that_a_spreadsheet_exchanged_are_asked_about(tmp_path: Path) -> None:
    taken = dated(tmp_path, swapped())
    assert taken.told("dates_swapped") == (
        'In "Response date" dates with a day of 12 or less are real dates (such as "2023-01-05") and '
        'all others are texts (such as "13/05/2023"): a spreadsheet seems to have exchanged day and '
        "month of the real ones, so these dates are not used. Say whether day and month of the real "
        "dates are exchanged or as they should be, or export the file again."
    )
    assert "responded_at" not in taken.rows()
    assert [m.date() for m in read(dated(tmp_path, swapped(), date_format="swapped")) if m] == DAYS


def test_exchanged_dates_of_a_workbook(tmp_path: Path) -> None:
    rows: list[list[object]] = [["NPS", "Response date"]]
    for n, cell in enumerate(swapped()):
        rows.append([n % 11, date.fromisoformat(cell) if "-" in cell else cell])
    taken = take(tmp_path, workbook({"Answers": rows}), "a.xlsx")
    assert "exchanged day and month" in taken.told("dates_swapped")


def test_dates_ahead_and_apart_are_named_and_kept(tmp_path: Path) -> None:
    cells = [f"{day:%d/%m/%Y}" for day in DAYS]
    cells[10], cells[20] = "14/02/2199", "15/06/2003"
    taken = dated(tmp_path, cells)
    assert taken.told("dates_ahead") == (
        '1 date in "Response date" lies in the future (2199-02-14; first: "14/02/2199" in row 12). '
        "They are used as they stand. Correct them in your file if they are wrong."
    )
    assert '(2003-06-15; first: "15/06/2003" in row 22)' in taken.told("dates_apart")
    assert sum(moment is not None for moment in read(taken)) == 60


def test_a_new_year_is_not_apart() -> None:
    days = [(day, 1) for day in (*DAYS, date(2022, 1, 3))]
    assert standing_apart(days, TODAY) == (set(), {date(2022, 1, 3)})
    assert standing_apart([*days, (date(2022, 9, 1), 9)], TODAY) == (set(), set())


def test_the_only_dates_of_a_file_are_those_of_the_answers(tmp_path: Path) -> None:
    cells = [f"{day:%d.%m.%Y}" for day in DAYS]
    for header, role in (("Zeitpunkt X", Role.RESPONDED_AT), ("Geburtsdatum", None)):
        assert dated(tmp_path, cells, header).recipe.column(header).role is role
    taken = dated(tmp_path, cells, "Zeitpunkt X")
    assert taken.recipe.column("Zeitpunkt X").why == "the only dates of the file"


def test_more_timestamps_than_were_read_one_by_one(tmp_path: Path) -> None:
    start = datetime(2023, 1, 1)
    cells = [f"{start + timedelta(hours=n):%d/%m/%Y %H}h05" for n in range(2_500)]
    cells[2_400] = "31/02/2023 10h05"
    made = read(dated(tmp_path, cells))
    assert made[1] == datetime(2023, 1, 1, 1, 5)
    assert sum(str(moment) == "NaT" for moment in made) == 1


@pytest.mark.parametrize(
    ("factor", "start", "code"),
    [(1, 1_680_000_000, "epoch"), (1_000, 1_680_000_000, "epoch"), (1, 0, "excel_serial")],
)
def test_any_number_of_moments_as_numbers(
    tmp_path: Path, factor: int, start: int, code: str
) -> None:
    step = 3_601
    cells = [
        str((start + step * n) * factor) if start else f"{45_000 + n * step / 86_400:.6f}"
        for n in range(2_500)
    ]
    cells[7], cells[9] = "soon", ""
    taken = dated(tmp_path, cells, "Submitted")
    loaded = taken.write()
    made = read(taken)
    first = datetime(1970, 1, 1) + timedelta(seconds=start) if start else datetime(2023, 3, 15)
    assert [made[n] for n in (0, 1, 2_499)] == [
        first + timedelta(seconds=step * n) for n in (0, 1, 2_499)
    ]
    assert "1 of 2,499 dates" in taken.told("unreadable_date")
    assert {(r.code, r.count) for r in loaded.passport.repairs} == {
        (code, 2_498),
        ("unreadable", 1),
    }
