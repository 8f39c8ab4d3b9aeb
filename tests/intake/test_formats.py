"""The same answers in every format: the same rows, ids as text, nothing changed silently."""

# ruff: noqa: E501 - files and sentences are given as they are

import gzip
import json
import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pandas as pd
import pyreadstat
import pytest

from cx.intake import receive
from cx.intake.formats import limits
from cx.problems import IntakeError
from tests.intake.binary_workbooks import ods, xls, xlsb, zipped
from tests.intake.files import Taken, refused, take, workbook

ROWS: list[list[object]] = [
    [f"00{n}", (9, 10, 3, 7, 0)[n % 5], ("North", "South")[n % 2]] for n in range(40)
]
HEADER: list[object] = ["Id", "Recommend", "Region"]
CSV = "Id,Recommend,Region\n" + "".join(f"{i},{s},{r}\n" for i, s, r in ROWS)
RECORDS = [dict(zip(map(str, HEADER), row, strict=True)) for row in ROWS]
SHEET = {"Answers": [HEADER, *ROWS]}


def sav(frame: pd.DataFrame, **said: object) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.sav"
        pyreadstat.write_sav(frame, str(path), **said)
        return path.read_bytes()


FILES = {
    "xlsx": ("a.xlsx", workbook(SHEET)),
    "xls": ("a.xls", xls(SHEET)),
    "xlsb": ("a.xlsb", xlsb(SHEET)),
    "ods": ("a.ods", ods(SHEET)),
    "sav": ("a.sav", sav(pd.DataFrame(ROWS, columns=HEADER))),
    "json": ("a.json", json.dumps(RECORDS).encode()),
    "json under a name": ("a.json", json.dumps({"meta": {"n": 40}, "data": RECORDS}).encode()),
    "json two names deep": ("a.json", json.dumps({"result": {"elements": RECORDS}}).encode()),
    "json in UTF-16": ("a.json", json.dumps(RECORDS).encode("utf-16")),
    "jsonl": ("a.jsonl", "\n".join(json.dumps(record) for record in RECORDS).encode()),
    "csv.gz": ("a.csv.gz", gzip.compress(CSV.encode())),
    "tsv.gz": ("a.tsv.gz", gzip.compress(CSV.replace(",", "\t").encode())),
    "zip": ("a.zip", zipped({"export/": b"", "export/a.csv": CSV, "__MACOSX/a.csv": b"x"})),
    "zip with a description": ("a.zip", zipped({"readme.txt": "About", "a.csv": CSV})),
    "zip of a workbook": ("a.zip", zipped({"a.xls": xls(SHEET)})),
    "zip of csv.gz": ("a.zip", zipped({"a.csv.gz": gzip.compress(CSV.encode())})),
    # Named otherwise than they are.
    "csv named xlsx": ("a.xlsx", CSV.encode()),
    "csv named json": ("a.json", CSV.encode()),
    "json named csv": ("a.csv", json.dumps(RECORDS).encode()),
    "ods named xlsx": ("a.xlsx", ods(SHEET)),
    "xlsx named xls": ("a.xls", workbook(SHEET)),
    "xls named xlsx": ("a.xlsx", xls(SHEET)),
    "xlsb named csv": ("a.csv", xlsb(SHEET)),
    "gzip named csv": ("a.csv", gzip.compress(CSV.encode())),
}


@pytest.mark.parametrize("kind", FILES)
@pytest.mark.parametrize("by_path", [False, True])
def test_the_same_answers_in_every_format(tmp_path: Path, kind: str, *, by_path: bool) -> None:
    name, content = FILES[kind]
    if by_path:
        (tmp_path / "given").mkdir()
        path = tmp_path / "given" / name
        path.write_bytes(content)
        received = receive(path, name, tmp_path / "work")
        assert path.read_bytes() == content
        assert received.size_bytes
        return
    taken = take(tmp_path, content, name)
    loaded = taken.write()
    rows = taken.rows()
    assert taken.staged.headers == ("Id", "Recommend", "Region")
    assert loaded.passport.rows_read == loaded.passport.rows_used == 40
    assert sorted(rows["outcome"]) == sorted(float(row[1]) for row in ROWS)
    assert taken.profile_of("Id").examples[:3] == ("000", "001", "002")
    assert set(rows["region"]) == {"North", "South"}


@pytest.mark.parametrize("kind", FILES)
def test_only_what_is_read_stays_in_the_folder(tmp_path: Path, kind: str) -> None:
    name, content = FILES[kind]
    taken = take(tmp_path, content, name)
    left = {path.name for path in tmp_path.iterdir()}
    assert left == {taken.received.path.name, "staged.parquet"}
    assert taken.staged.upload == taken.received.path


def told(taken: Taken) -> dict[str, str]:
    return {problem.code: problem.what for problem in taken.problems}


def test_what_was_unpacked_is_said(tmp_path: Path) -> None:
    taken = take(tmp_path, FILES["zip"][1], "export.zip")
    assert told(taken)["unpacked"] == '"a.csv" was taken out of the compressed file "export.zip".'


REFUSED: Mapping[str, tuple[str, bytes, str]] = {
    "zip of two tables": (
        "a.zip", zipped({"a.csv": CSV, "b.csv": CSV}),
        '"a.zip" holds 2 tables: "a.csv", "b.csv". Unpack it and load one of them.',
    ),
    "empty zip": (
        "a.zip", zipped({}),
        '"a.zip" is a zip file without any file in it. Unpack it, and load the file that holds the answers.',
    ),
    "zip in zip in zip": (
        "a.zip", zipped({"b.gz": gzip.compress(gzip.compress(gzip.compress(b"x")))}),
        '"a.zip" is a compressed file in compressed files. Unpack it and load the table that is in it.',
    ),
    "cut gzip": (
        "a.csv.gz", gzip.compress(CSV.encode())[:60],
        '"a.csv.gz" is damaged and cannot be opened. Export or download it again and load the new file.',
    ),
    "xls with a password": (
        "a.xls", xls(SHEET, password=True),
        '"a.xls" is protected by a password. Open it in Excel, save a copy without a password and load the copy.',
    ),
    "ods with a password": (
        "a.ods", ods(SHEET, manifest="<manifest:encryption-data/>"),
        '"a.ods" is protected by a password. Open it in LibreOffice, save a copy without a password and load the copy.',
    ),
    "text document": (
        "a.ods", zipped({"content.xml": "<office:text/>", "META-INF/manifest.xml": ""}),
        '"a.ods" is an OpenDocument file without a sheet. Open it in LibreOffice, save the table as XLSX or CSV and load that file.',
    ),
    "html named xls": (
        "a.xls", b"\xef\xbb\xbf<html><table><tr><td>1</td></tr></table></html>",
        '"a.xls" is named like an Excel workbook, but is a web page or XML document. Open it in Excel or LibreOffice, save it as XLSX and load that file.',
    ),
    "wide html named xls": (
        "a.xls", "<html><table><tr><td>1</td></tr></table></html>".encode("utf-16"),
        '"a.xls" is named like an Excel workbook, but is a web page or XML document. Open it in Excel or LibreOffice, save it as XLSX and load that file.',
    ),
    "header only xls": (
        "a.xls", xls({"A": [HEADER]}),
        '"a.xls" has a header and no rows under it. Export it again with the answers included.',
    ),
    "cut json": (
        "a.json", b'[{"a": 1},\n{"a": 2},\n{"a"',
        '"a.json" cannot be read as JSON from line 3 on. Export or download it again and load the new file.',
    ),
    "json without objects": (
        "a.json", b"[[1, 2], [3, 4]]",
        '"a.json" is a JSON document without a list of objects. Write one object for each answer, as in [{"id": 1, "score": 9}], or load a CSV file.',
    ),
    "json with nothing": (
        "a.json", b"[]",
        '"a.json" is a JSON document with nothing in it. Write one object for each answer, as in [{"id": 1, "score": 9}], or load a CSV file.',
    ),
    "json with two lists": (
        "a.json", b'{"answers": [{"a": 1}], "people": [{"b": 1}]}',
        '"a.json" holds 2 lists of objects: "answers", "people". Save one of the lists in a file of its own and load that file.',
    ),
    "nested without end": (
        "a.json", b"[" * 100_000,
        '"a.json" cannot be read as JSON from line 1 on. Export or download it again and load the new file.',
    ),
    "lines that are no objects": (
        "a.jsonl", b'{"a": 1}\n{"a": \nx\ny\n',
        '3 of 4 records of "a.jsonl" are no objects. Write one object for each answer, each on a line or all in one list.',
    ),
    "json with many names": (
        "a.json", json.dumps([{f"q{n}": 1 for n in range(2001)}]).encode(),
        '"a.json" has 2,001 columns; at most 2,000 can be read. Leave columns out that are not needed and load the file again.',
    ),
    "cut sav": (
        "a.sav", FILES["sav"][1][:300],
        '"a.sav" is damaged and cannot be opened. Export or download it again and load the new file.',
    ),
    "portable SPSS": (
        "a.por", b"ASCII SPSS PORT FILE  ",
        '"a.por" is a portable SPSS file (.por), not a table. Export the answers as CSV, XLSX or Parquet and load that file.',
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_refused_word_for_word(tmp_path: Path, case: str) -> None:
    name, content, sentence = REFUSED[case]
    assert refused(tmp_path, content, name) == sentence


FAR = [HEADER, *[[None] * 3] * 400, [None] * 100 + ["x"]]
REPEATED = (
    '<table:table-row table:number-rows-repeated="1048576"><table:table-cell '
    'table:number-columns-repeated="16384" office:value-type="float" office:value="1"/>'
    "</table:table-row>"
)


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.xls", xls({"A": FAR})), ("a.xlsb", xlsb({"A": FAR})), ("a.ods", ods({"A": FAR}))],
)
def test_cells_too_far_apart_are_refused_unopened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, content: bytes
) -> None:
    monkeypatch.setattr(limits, "MAX_CELLS", 40_000)
    monkeypatch.setattr("cx.intake.sheets.list_sheets", None)
    assert "span 40,602 cells" in refused(tmp_path, content, name)


def test_repeated_cells_are_refused_unopened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cx.intake.sheets.list_sheets", None)
    assert "most of them empty" in refused(tmp_path, ods(SHEET, extra=REPEATED), "a.ods")


def test_empty_cells_that_are_repeated_to_the_edge_cost_nothing(tmp_path: Path) -> None:
    edge = REPEATED.replace(' office:value-type="float" office:value="1"', "")
    assert take(tmp_path, ods(SHEET, extra=edge), "a.ods").staged.n_rows == 40


def test_a_bomb_is_stopped_while_it_unpacks(tmp_path: Path) -> None:
    bomb = gzip.compress(b"Score\n" + b"1\n" * 6_000_000)
    sentence = refused(tmp_path, bomb, "a.csv.gz")
    assert "would unpack to " in sentence
    assert sentence.endswith("Save the table as CSV and load that file.")


def test_numbers_of_json_stay_as_they_are_written(tmp_path: Path) -> None:
    text = '[{"id": 12345678901234567890, "a": 1.50, "b": 1e2, "c": "007", "d": true, "e": null}]'
    values = {p.header: p.examples for p in take(tmp_path, text * 1, "a.json").profiles}
    assert values == {
        "id": ("12345678901234567890",), "a": ("1.50",), "b": ("1e2",), "c": ("007",),
        "d": ("true",), "e": (),
    }  # fmt: skip


def test_nested_objects_become_columns(tmp_path: Path) -> None:
    records = [
        {"id": 1, "who": {"name": {"first": "Ann"}}, "tags": ["a", "b"]},
        {"id": 2, "more": [{"q": 1, "t": 'say "hi"'}], "tags": []},
    ]
    taken = take(tmp_path, json.dumps({"items": records}), "a.json")
    values = {p.header: p.examples for p in taken.profiles}
    assert values == {
        "id": ("1", "2"), "who.name.first": ("Ann",), "tags": ("a; b",),
        "more": ('[{"q": 1, "t": "say \\"hi\\""}]',),
    }  # fmt: skip
    assert told(taken)["lists_joined"] == (
        '1 list with several values in "tags" became one cell, parted by semicolons.'
    )
    assert told(taken)["nested_kept"] == (
        '1 cell of "more" holds objects in a list and is kept as it is written.'
    )


def test_columns_that_come_late_are_kept_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cx.intake.formats.growing._ROWS", 2)
    records = [{"id": str(n), f"q{n // 3}": n} for n in range(9)]
    taken = take(tmp_path, json.dumps(records), "a.json")
    assert taken.staged.headers == ("id", "q0", "q1", "q2")
    assert taken.profile_of("id").examples == ("0", "1", "2", "3", "4")
    assert [taken.profile_of(f"q{n}").n_missing for n in range(3)] == [6, 6, 6]


def test_records_that_are_none_are_counted_and_named(tmp_path: Path) -> None:
    lines = [json.dumps(record) for record in RECORDS]
    lines[3:3] = ['{"Id": "cut', "null"]
    taken = take(tmp_path, "\n".join(lines), "a.jsonl")
    passport = taken.write().passport
    assert (passport.rows_read, passport.rows_used) == (42, 40)
    assert [(r.code, r.count) for r in passport.left_out] == [("no_object", 2)]
    assert told(taken)["no_object"] == (
        "2 of 42 lines are no JSON objects (rows 4, 5) and are left out."
    )


def test_names_that_stand_twice_are_said(tmp_path: Path) -> None:
    taken = take(tmp_path, '[{"a": 1, "a": 2}, {"a": 3}]', "a.json")
    assert told(taken)["names_twice"] == "1 JSON object has a name twice; the last value counts."


@pytest.mark.parametrize(
    "text", ["{a},{b}\n1,2\n3,4\n", "[a],[b]\n1,2\n3,4\n", '"{""a""}",b\n1,2\n3,4\n']
)
def test_tables_that_begin_like_json_are_tables(tmp_path: Path, text: str) -> None:
    assert take(tmp_path, text).received.format == "csv"


SATISFIED = {
    1.0: "Very dissatisfied",
    2.0: "Dissatisfied",
    3.0: "Neutral",
    4.0: "Satisfied",
    5.0: "Very satisfied",
}


def test_spss_labels_questions_and_missing_values(tmp_path: Path) -> None:
    frame = pd.DataFrame(
        {
            "id": [f"{n:04d}" for n in range(20)],
            "q1": [5.0, 4.0, 3.0, 2.0, 1.0, 99.0, 98.0, None, 5.0, 4.0] * 2,
            "q2": [0.0, 10.0, 7.0, 8.0] * 5,
            "region": [1.0, 2.0] * 10,
            "day": [date(2024, 1, n + 1) for n in range(20)],
            "spend": [1.5, 20.0] * 10,
        }
    )
    content = sav(
        frame,
        column_labels={
            "q1": "How satisfied are you overall?",
            "q2": "How likely are you to recommend us?",
        },
        variable_value_labels={
            "q1": SATISFIED | {98.0: "Refused", 99.0: "Don't know"},
            "q2": {0.0: "Not at all", 10.0: "Extremely"},
            "region": {1.0: "North", 2.0: "South"},
        },
        missing_ranges={"q1": [{"lo": 98, "hi": 99}]},
    )
    taken = take(tmp_path, content, "a.sav")
    shown = {p.header: p.examples for p in taken.profiles}
    assert shown["q1"] == (
        "5 = Very satisfied",
        "4 = Satisfied",
        "3 = Neutral",
        "2 = Dissatisfied",
        "1 = Very dissatisfied",
    )
    assert set(shown["q2"]) == {"0 = Not at all", "10 = Extremely", "7", "8"}
    assert shown["region"] == ("North", "South")
    assert shown["day"][0] == "2024-01-01"
    assert shown["spend"] == ("1.5", "20")
    assert shown["id"][0] == "0000"
    assert taken.staged.labels[1] == "How satisfied are you overall?"
    assert taken.profile_of("q1").n_missing == 6
    assert told(taken)["declared_missing"] == (
        "4 cells hold a value that the file declares to be missing, and count as missing "
        '("99 = Don\'t know" in "q1": 2, "98 = Refused" in "q1": 2).'
    )
    assert told(taken)["value_labels"] == (
        '44 answers in "q1", "q2", "region" were given the value labels of the file.'
    )


def test_spss_texts_may_be_declared_missing(tmp_path: Path) -> None:
    content = sav(
        pd.DataFrame({"score": [1.0, 9.0, 10.0], "why": ["fine", "-", "good"]}),
        missing_ranges={"why": ["-"]},
    )
    assert take(tmp_path, content, "a.sav").profile_of("why").n_missing == 1


def test_an_spss_code_for_no_answer_that_is_not_declared_says_so(tmp_path: Path) -> None:
    content = sav(
        pd.DataFrame({"q": [1.0, 2.0, 3.0, 4.0, 5.0, 9.0]}),
        variable_value_labels={"q": SATISFIED | {9.0: "Refused"}},
    )
    values = [value.text for value in take(tmp_path, content, "a.sav").profile_of("q").values]
    assert values[-1] == "Refused"


def test_columns_are_limited_in_spss_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_COLUMNS", 2)
    with pytest.raises(IntakeError, match="3 columns"):
        take(tmp_path, FILES["sav"][1], "a.sav")
