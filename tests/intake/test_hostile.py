"""Files that are meant to hurt: each is read with every row counted, or refused in words."""

import io
from datetime import datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from cx.intake import read_repairs
from cx.problems import IntakeError
from cx.vocabulary import Role, Scale
from tests.intake.files import Taken, table, take, workbook


def repairs(taken: Taken) -> set[str]:
    passport = taken.write().passport
    assert passport.rows_read == passport.rows_used + passport.rows_left_out
    return {repair.sentence for repair in passport.repairs}


def parquet(table: pa.Table) -> bytes:
    buffer = io.BytesIO()
    pq.write_table(table, buffer)
    return buffer.getvalue()


def test_line_ends_of_three_kinds(tmp_path: Path) -> None:
    ends = ("\n", "\r\n", "\r")
    text = "NPS,Region\r\n" + "".join(f"{n % 11},North{ends[n % 3]}" for n in range(30))
    assert take(tmp_path, text).write().passport.rows_used == 30


def test_three_open_quotes_in_one_file(tmp_path: Path) -> None:
    rows = [f"{n % 11},North,fine" for n in range(60)]
    rows[0], rows[30], rows[59] = '5,"North,fine', '6,South,"open', '7,East,"last'
    taken = take(tmp_path, table("NPS,Region,Comment", rows))
    assert repairs(taken) == {
        "3 quotes that were opened and not closed were closed (rows 2, 32, 61)."
    }
    assert list(taken.rows()["comment"].iloc[[0, 30, 59]]) == ["fine", "open", "last"]


def test_quotes_inside_plain_cells_are_text(tmp_path: Path) -> None:
    rows = [f'{n % 11},the 5" screen' for n in range(22)]
    assert set(take(tmp_path, table("NPS,Comment", rows)).rows()["comment"]) == {'the 5" screen'}


def test_one_column(tmp_path: Path) -> None:
    text = table("NPS", ["" if n % 7 == 0 else str(n % 11) for n in range(50)])
    passport = take(tmp_path, text).write().passport
    assert (passport.rows_read, passport.rows_used) == (50, 42)


def test_headers_that_are_mostly_empty(tmp_path: Path) -> None:
    taken = take(tmp_path, table("NPS,,,Region,", [f"{n % 11},a,b,North,c" for n in range(40)]))
    assert taken.staged.headers == ("NPS", "Column 2", "Column 3", "Region", "Column 5")
    assert taken.write().passport.rows_used == 40


def test_an_outcome_without_any_answer(tmp_path: Path) -> None:
    taken = take(
        tmp_path,
        table("NPS,Region", [f",{'NS'[n % 2]}" for n in range(40)]),
        change=lambda r: r.assign("NPS", Role.OUTCOME).with_scale(Scale.parse("0-10")),
    )
    assert taken.told("not_a_rating") == (
        'The cells of "NPS" are empty. Choose a column of scores as the outcome.'
    )


def test_an_outcome_of_one_value(tmp_path: Path) -> None:
    text = table("NPS,Region", [f"9,{'NS'[n % 2]}" for n in range(40)])
    asked = take(tmp_path, text, change=lambda r: r.assign("NPS", Role.OUTCOME))
    assert asked.told("scale_needed").startswith('The answers in "NPS" are all 9, and their scale')
    said = take(
        tmp_path,
        text,
        change=lambda r: r.assign("NPS", Role.OUTCOME).with_scale(Scale.parse("0-10")),
    )
    assert said.write().passport.rows_used == 40


@pytest.mark.parametrize("blank", ["\u00a0", "\u202f"])
@pytest.mark.parametrize("n", [60, 5000])
def test_unbreakable_thousands(tmp_path: Path, blank: str, n: int) -> None:
    rows = [f"{k % 11};{1 + k // 1000}{blank}{k % 1000:03d},50 €" for k in range(n)]
    taken = take(tmp_path, table("NPS;Spend", rows))
    assert list(taken.rows()["spend"])[:2] == [Decimal("1000.5"), Decimal("1001.5")]
    passport = taken.write().passport
    counts = {r.code: r.count for r in passport.repairs}
    assert counts == {"decimal_comma": n, "thousands": n, "currency": n}
    assert passport.missing["Spend"] == 0


def test_numbers_that_are_none(tmp_path: Path) -> None:
    odd = ["1e5", "0x10", "inf", "-inf", "1_000"]
    rows = [f"{n % 11},{odd[n // 20] if n % 20 == 0 else n}" for n in range(100)]
    taken = take(tmp_path, table("NPS,Spend", rows))
    assert taken.rows()["spend"].isna().sum() == 5
    assert repairs(taken) == {
        '5 cells of "Spend" cannot be read (such as "1e5") and count as missing.'
    }


def test_scores_that_are_none(tmp_path: Path) -> None:
    cells = [str(n % 11) for n in range(60)]
    cells[:6] = ["1e1", "0x5", "ten", "+8", "٧", "8/10"]
    taken = take(tmp_path, table("NPS,Region", [f"{cell},N" for cell in cells]))
    assert repairs(taken) == {
        '3 cells of "NPS" cannot be read (such as "1e1") and count as missing.',
        '1 cell of "NPS" is written in digits of another script ("٧" read as 7).',
        '1 labelled score in "NPS" was read by its number ("8/10" as 8).',
    }
    assert list(taken.rows()["outcome"])[:3] == [8, 7, 8]


def test_days_that_do_not_exist(tmp_path: Path) -> None:
    rows = [f"{n % 11},{1 + n % 28:02d}/03/2026" for n in range(90)]
    rows[3], rows[4] = "3,00/00/0000", "4,31/02/2026"
    taken = take(tmp_path, table("NPS,Survey date", rows))
    assert repairs(taken) == {
        '88 dates in "Survey date" were read as day/month/year.',
        '2 cells of "Survey date" cannot be read (such as "00/00/0000") and count as missing.',
    }
    assert list(read_repairs(tmp_path, "unreadable")["row"]) == [5, 6]


def test_names_that_look_like_missing_words(tmp_path: Path) -> None:
    names = ("nan", "Null", "None", "True", "Ann")
    taken = take(tmp_path, table("NPS,Agent", [f"{n % 11},{names[n % 5]}" for n in range(90)]))
    assert repairs(taken) == {
        '36 cells of "Agent" hold a word for "no answer" ("nan", "Null") and count as missing.'
    }
    assert set(taken.rows()["performer"].dropna()) == {"None", "True", "Ann"}


def test_words_for_no_answer_among_many_texts(tmp_path: Path) -> None:
    rows = [f"{n % 11},{'n/a' if n % 100 == 0 else f'comment {n}'}" for n in range(3000)]
    taken = take(tmp_path, table("NPS,Comment", rows))
    assert taken.write().passport.missing["Comment"] == 30
    assert taken.rows()["comment"].isna().sum() == 30


def test_any_script_and_pictures(tmp_path: Path) -> None:
    rows = [f"{n % 11},{'الشمال' if n % 2 else 'الجنوب'},👍🏽 👩‍👩‍👧" for n in range(40)]
    taken = take(tmp_path, table("NPS,المنطقة,Comment 🙂", rows))
    made = taken.rows()
    assert set(made["comment"]) == {"👍🏽 👩‍👩‍👧"}
    assert set(made["category_1"]) == {"الشمال", "الجنوب"}


def test_long_cells(tmp_path: Path) -> None:
    rows = [f'{n % 11},"{"word " * 1000}{n}"' for n in range(60)]
    assert take(tmp_path, table("NPS,Comment", rows)).rows()["comment"].str.len().min() > 5000


def test_headers_are_never_run(tmp_path: Path) -> None:
    header = "Robert'); DROP TABLE x;--"
    taken = take(tmp_path, table(f'NPS,"{header}"', [f"{n % 11},it's {n % 4}" for n in range(40)]))
    assert taken.write().passport.mapping["category"] == (header,)
    assert set(taken.rows()["category_1"]) == {f"it's {n}" for n in range(4)}


@pytest.mark.parametrize(
    "cells",
    [
        ["2024-03-13T10:05Z", "2024-03-14T10:05+02:00"],
        ["2024-03-13 10:05:59.123+00", "2024-03-14 10:05:00.123-0500"],
        ["13/03/2024 10:05 UTC", "14/03/2024 10:05 GMT"],
    ],
)
def test_time_zones_are_told_of_and_not_applied(tmp_path: Path, cells: list[str]) -> None:
    rows = [f"{n % 11},{cells[n % 2]}" for n in range(40)]
    taken = take(tmp_path, table("NPS,Submitted at", rows))
    moments = set(taken.rows()["responded_at"].dt.strftime("%d %H:%M"))
    assert moments == {"13 10:05", "14 10:05"}
    told = next(sentence for sentence in repairs(taken) if "time zone" in sentence)
    assert told.startswith('40 times in "Submitted at" name a time zone ("')
    assert told.endswith("); they are kept as written.")


def test_a_quote_alone_at_the_end_is_refused(tmp_path: Path) -> None:
    with pytest.raises(IntakeError, match="31 of them could be accounted for"):
        take(tmp_path, '"NPS","Region"\n' + '"9","N"\n' * 30 + '"')


def test_merged_cells_are_told_of(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.append(["NPS", "Region"])
    for n in range(40):
        sheet.append([n % 11, "North" if n % 4 == 0 else None])
    for row in range(2, 42, 4):
        sheet.merge_cells(start_row=row, end_row=row + 3, start_column=2, end_column=2)
    buffer = io.BytesIO()
    book.save(buffer)
    taken = take(tmp_path, buffer.getvalue(), "a.xlsx")
    assert taken.told("merged_cells") == (
        '10 groups of merged cells in sheet "Sheet" hold their value in the first cell only; the '
        "other cells count as empty. If they are answers, undo the merging in your file and fill "
        "every cell."
    )


def test_error_cells_times_and_booleans_of_a_workbook(tmp_path: Path) -> None:
    rows: list[list[object]] = [["NPS", "Spend", "Resolved", "At", "Took"]]
    rows += [
        ["#N/A" if n == 5 else n % 11, "#DIV/0!" if n % 7 == 0 else n + 0.5, n % 2 == 0,
         time(9, n), timedelta(hours=n)]
        for n in range(40)
    ]  # fmt: skip
    taken = take(tmp_path, workbook({"A": rows}), "a.xlsx")
    passport = taken.write().passport
    assert (passport.rows_read, passport.rows_used) == (40, 39)
    assert passport.missing["Spend"] == 6
    assert set(taken.rows()["resolved"]) == {True, False}


def test_parquet_of_every_type(tmp_path: Path) -> None:
    n = 60
    rows = pa.table(
        {
            "NPS": pa.array([float(k % 11) for k in range(n)], pa.float32()),
            "Nested": [{"a": k} for k in range(n)],
            "List": [[k, k + 1] for k in range(n)],
            "Survey date": pa.array(
                [datetime(2024, 1, 1 + k % 28, 12) for k in range(n)],
                pa.timestamp("us", "Asia/Bangkok"),
            ),
            "Spend": pa.array([Decimal("12.50") + k for k in range(n)], pa.decimal128(10, 2)),
            "Region": pa.array(["N", "S"] * (n // 2)).dictionary_encode(),
            "Bytes": [b"\xff\x00"] * n,
            "file_row_number": list(range(n)),
            'Ünï "q"': ["a"] * n,
        }
    )
    taken = take(tmp_path, parquet(rows), "a.parquet")
    made = taken.rows()
    assert list(made["outcome"])[:3] == [0, 1, 2]
    assert list(made["spend"])[:2] == [Decimal("12.5"), Decimal("13.5")]
    assert list(made["region"])[:2] == ["N", "S"]
    assert made["responded_at"].min() == pd.Timestamp("2024-01-01 12:00")
    assert repairs(taken) == {
        '60 times in "Survey date" name a time zone ("UTC"); they are kept as written.'
    }
