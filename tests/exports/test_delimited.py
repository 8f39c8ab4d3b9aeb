import csv
import io
import math

import pandas as pd
import pytest

from cx.exports.delimited import frame_csv, neutral, table_csv
from cx.vocabulary import Field, Table, Unit

FIELDS = (
    Field("performer", Unit.TEXT, "Performer", "Who."),
    Field("points", Unit.POINTS, "Net score", "The score."),
    Field("n", Unit.COUNT, "=Responses", "How many."),
)


def read(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))


def test_headers_are_labels_and_numbers_stay_numbers() -> None:
    frame = pd.DataFrame({"performer": ["Ann"], "points": [-12.5], "n": [1_200]})
    assert read(table_csv(Table(frame, FIELDS))) == [
        ["Performer", "Net score", "'=Responses"],
        ["Ann", "-12.5", "1200"],
    ]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_no_text_can_act_as_a_formula(sign: str) -> None:
    evil = f'{sign}HYPERLINK("http://example.org")'
    (header,), (cell,) = read(frame_csv(pd.DataFrame({evil: [evil]})))
    assert header == cell == f"'{evil}"


def test_texts_in_categories_are_looked_at_too() -> None:
    frame = pd.DataFrame({"group": pd.Categorical(["=1+1", "fine"])})
    assert read(frame_csv(frame)) == [["group"], ["'=1+1"], ["fine"]]


def test_a_sign_inside_a_text_is_harmless() -> None:
    assert neutral("a=1") == "a=1"
    assert neutral("") == ""
    assert neutral(-3) == -3


def test_spreadsheets_are_told_the_encoding() -> None:
    data = frame_csv(pd.DataFrame({"Grüße": ["žluťoučký"]}))
    assert data.startswith(b"\xef\xbb\xbf")
    assert read(data) == [["Grüße"], ["žluťoučký"]]


def test_commas_quotes_and_lines_stay_in_their_cell() -> None:
    text = 'a, "b"\nc'
    assert read(frame_csv(pd.DataFrame({"x": [text], "y": [1]})))[1] == [text, "1"]


def test_what_is_missing_is_empty() -> None:
    frame = pd.DataFrame(
        {"name": ["Ann", None], "points": [math.nan, 2.5], "hidden": [True, False]}
    )
    assert read(frame_csv(frame))[1:] == [["Ann", "", "True"], ["", "2.5", "False"]]


def test_dates_are_written_as_dates() -> None:
    frame = pd.DataFrame({"period": pd.to_datetime(["2026-02-01", "2026-03-01"])})
    assert read(frame_csv(frame))[1:] == [["2026-02-01"], ["2026-03-01"]]


def test_headers_may_repeat() -> None:
    frame = pd.DataFrame([["=a", "b"]], columns=["x", "x"])
    assert read(frame_csv(frame)) == [["x", "x"], ["'=a", "b"]]


def test_the_frame_is_not_changed() -> None:
    frame = pd.DataFrame({"=x": ["=1"], "n": [1]})
    before = frame.copy()
    frame_csv(frame)
    pd.testing.assert_frame_equal(frame, before)
