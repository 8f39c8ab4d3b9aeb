"""Delimited text as it comes: encodings, delimiters, lines that do not fit, quotes, headers."""

from pathlib import Path

import pytest

from cx.intake import Reading, read_repairs
from cx.vocabulary import Role
from tests.intake.files import refused, table, take

ROWS = [f"{n % 11},{'North' if n % 2 else 'South'},fine" for n in range(22)]
HEADER = "Score,Region,Comment"

WORDS = {
    "cp1252": "Très élégant, déjà vu – l’accueil était parfait",
    "cp1250": "Bardzo miła obsługa, dziękuję, świetnie że zdążyli",
    "cp1251": "Очень хорошо, спасибо за помощь",
    "cp874": "บริการดีมาก ขอบคุณครับ",
    "cp932": "とても良いサービスでした。ありがとう",
    "gb18030": "服务很好，谢谢你们的帮助",
    "mac_roman": "Très élégant, déjà vu – l’accueil était parfait",
    "utf-8": "Très élégant – ขอบคุณ",
    "utf-8-sig": "Très élégant – ขอบคุณ",
    "utf-16": "Très élégant – ขอบคุณ",
    "utf-16-le": "Très élégant, bien sûr",
}


@pytest.mark.parametrize("encoding", WORDS)
def test_encodings(tmp_path: Path, encoding: str) -> None:
    word = WORDS[encoding]
    text = table(HEADER, [f'{n},North,"{word}"' for n in range(11)])
    taken = take(tmp_path, text.encode(encoding))
    assert list(taken.rows()["comment"]) == [word] * 11
    assert list(taken.rows()["outcome"]) == list(range(11))


def test_encoding_can_be_chosen(tmp_path: Path) -> None:
    text = table(HEADER, [f"{n},North,é" for n in range(11)])
    taken = take(tmp_path, text.encode("cp1252"), reading=Reading(encoding="cp1251"))
    assert taken.rows()["comment"][0] == "й"
    assert "cp1250" in taken.received.encoding_alternatives


@pytest.mark.parametrize("delimiter", [";", "\t", "|", ","])
def test_delimiters(tmp_path: Path, delimiter: str) -> None:
    taken = take(tmp_path, table(HEADER, ROWS).replace(",", delimiter))
    assert taken.staged.reading.delimiter == delimiter
    assert taken.write().passport.rows_used == 22


def test_sep_line(tmp_path: Path) -> None:
    taken = take(tmp_path, "sep=;\n" + table(HEADER, ROWS).replace(",", ";"))
    assert taken.staged.headers == ("Score", "Region", "Comment")
    assert taken.rows()["row_id"][0] == 3


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_line_ends(tmp_path: Path, end: str) -> None:
    taken = take(tmp_path, table(HEADER, ROWS).replace("\n", end))
    assert taken.write().passport.rows_read == 22
    assert list(taken.rows()["row_id"]) == list(range(2, 24))


def test_no_line_feed_at_the_end_and_zero_bytes(tmp_path: Path) -> None:
    taken = take(tmp_path, table(HEADER, ROWS)[:-1].replace("fine", "fi\0ne", 3))
    assert taken.write().passport.rows_used == 22
    assert taken.told("zero_bytes") == (
        "3 zero bytes in the text were removed. If texts look wrong, export the file again."
    )


def test_unquoted_comma_in_the_first_data_row(tmp_path: Path) -> None:
    taken = take(tmp_path, table(HEADER, ["9,North,good, fast", *ROWS]))
    passport = taken.write().passport
    assert (passport.rows_read, passport.rows_used, passport.rows_left_out) == (23, 22, 1)
    assert taken.told("too_many_fields") == (
        "1 of 23 rows has more than the 3 fields of the header (row 2: 4) and is left out. "
        "Put quotes around texts that hold the delimiter, or go on without them."
    )
    assert list(taken.rows()["row_id"]) == list(range(3, 25))
    assert list(read_repairs(tmp_path, "too_many_fields")["row"]) == [2]


def test_unquoted_comma_in_the_middle_and_short_line(tmp_path: Path) -> None:
    rows = [*ROWS[:10], "9,North,good, fast", *ROWS[10:], "9,North"]
    taken = take(tmp_path, table(HEADER, rows))
    passport = taken.write().passport
    assert (passport.rows_read, passport.rows_used) == (24, 22)
    assert {(r.code, r.sentence) for r in passport.left_out} == {
        ("too_many_fields", "1 row has too many fields."),
        ("too_few_fields", "1 row has too few fields."),
    }
    assert [item.row for item in taken.staged.left_out] == [12, 25]
    assert 12 not in set(taken.rows()["row_id"])
    assert taken.told("too_few_fields") == (
        "1 of 24 rows has fewer than the 3 fields of the header (row 25: 2) and is left out. "
        "Complete them in your file, or go on without them."
    )


def test_most_lines_do_not_fit(tmp_path: Path) -> None:
    text = table("a;b", ["1;2;3", "4;5;6", "7;8;9"])
    told = refused(tmp_path, text)
    assert told == (
        '3 of 3 rows of "file.csv" do not have the 2 fields of its header. Check the delimiter and '
        "the header row, or put quotes around texts that hold the delimiter."
    )


@pytest.mark.parametrize("place", [0, 10, 21])
@pytest.mark.parametrize("later", [False, True])
def test_unclosed_quote(tmp_path: Path, place: int, later: bool) -> None:
    rows = list(ROWS)
    score = rows[place].split(",")[0]
    rows[place] = f'{score},"North,fine'
    if later:
        rows.append('3,"South","said ""hello"", twice"')
    taken = take(tmp_path, table(HEADER, rows))
    assert list(taken.rows()["outcome"]) == [n % 11 for n in range(22)] + [3] * later
    assert taken.rows()["region"][place] == "North"
    assert taken.told("unclosed_quote") == (
        f"1 quote that was opened and not closed was closed (row {place + 2}). "
        "Check the text of this row in your file."
    )


def test_unclosed_quote_before_a_comma(tmp_path: Path) -> None:
    rows = [*ROWS[:5], '7,North,"good, fast', *ROWS[5:]]
    taken = take(tmp_path, table(HEADER, rows))
    assert taken.rows()["comment"][5] == "good, fast"
    assert taken.write().passport.rows_used == 23


def test_quoted_line_feeds_are_no_rows(tmp_path: Path) -> None:
    rows = [*ROWS[:5], '7,North,"good\n\nand fast\n"', *ROWS[5:]]
    taken = take(tmp_path, table(HEADER, rows))
    assert taken.rows()["comment"][5] == "good\n\nand fast\n"
    assert taken.write().passport.rows_read == 23
    assert list(taken.rows()["row_id"]) == list(range(2, 25))


def test_quoted_line_feeds_beside_blank_and_bad_lines(tmp_path: Path) -> None:
    rows = [*ROWS[:2], '7,North,"good\n\nfast"', "", *ROWS[2:4], "1,2", '8,South,"a\nb"', *ROWS[4:]]
    taken = take(tmp_path, table(HEADER, rows))
    assert [(item.row, item.code) for item in taken.staged.left_out] == [
        (5, "blank_row"),
        (8, "too_few_fields"),
    ]
    assert list(taken.rows()["row_id"])[:8] == [2, 3, 4, 6, 7, 9, 10, 11]
    passport = taken.write().passport
    assert (passport.rows_read, passport.rows_used) == (26, 24)


def test_blank_rows(tmp_path: Path) -> None:
    rows = [*ROWS[:3], "", ",,", "   ", *ROWS[3:], ",,", ""]
    taken = take(tmp_path, table(HEADER, rows))
    passport = taken.write().passport
    assert (passport.rows_read, passport.rows_used, passport.rows_left_out) == (27, 22, 5)
    assert taken.told("blank_row") == "5 blank rows are left out. Nothing needs to be done."
    assert list(taken.rows()["row_id"])[:5] == [2, 3, 4, 8, 9]


def test_trailing_total(tmp_path: Path) -> None:
    taken = take(
        tmp_path,
        table("Region,Score,Spend", [*(f"North,{n % 11},5" for n in range(22)), "Total,110,110"]),
    )
    assert taken.told("total_row") == (
        "1 row with totals under the data (row 24) is left out. "
        "If it is an answer, say that such rows are kept."
    )
    assert taken.write().passport.rows_used == 22


def test_title_lines(tmp_path: Path) -> None:
    taken = take(tmp_path, "Feedback report\nQ3, 2025\n\n" + table(HEADER, ROWS))
    assert taken.staged.headers == ("Score", "Region", "Comment")
    assert list(taken.rows()["row_id"])[:2] == [5, 6]
    assert taken.told("title_lines") == (
        "The header was found in row 4; 3 lines above it are not read as answers. "
        "If the header stands elsewhere, set the header row."
    )
    assert taken.write().passport.rows_read == 22


def test_no_header(tmp_path: Path) -> None:
    taken = take(tmp_path, "5,2024-01-02\n4,2024-01-03\n3,2024-01-04\n")
    assert taken.staged.headers == ("Column 1", "Column 2")
    assert taken.staged.n_rows == 3
    assert taken.told("no_header").startswith("The first row holds answers, not headers;")


def test_duplicate_headers(tmp_path: Path) -> None:
    taken = take(tmp_path, table("Score,Why,Why,", [f"{n},a,b,c" for n in range(11)]))
    assert taken.staged.headers == ("Score", "Why", "Why (2)", "Column 4")
    assert taken.told("headers_renamed") == (
        "2 headers that were empty or stood twice have a name of their own now. "
        "Rename the columns in your file if the names matter."
    )


def test_qualtrics(tmp_path: Path) -> None:
    text = (
        "RecordedDate,Q1,Q2\n"
        '"Recorded Date","How likely are you to recommend us,\nto a friend?","Why?"\n'
        '"{""ImportId"":""recordedDate""}","{""ImportId"":""QID1""}","{""ImportId"":""QID2""}"\n'
        + "".join(f"2024-01-{n + 10} 10:00:00,{n},because\n" for n in range(11))
    )
    taken = take(tmp_path, text)
    assert taken.staged.headers == ("RecordedDate", "Q1", "Q2")
    assert taken.staged.labels[1] == "How likely are you to recommend us, to a friend?"
    assert taken.recipe.column("Q1").role is Role.OUTCOME
    assert taken.recipe.column("RecordedDate").role is Role.RESPONDED_AT
    assert taken.write().passport.rows_read == 11
    assert taken.rows()["row_id"][0] == 4
    assert taken.told("survey_headers") == (
        "The file is an export of Qualtrics: its 3 header rows were folded into one, and the "
        "question texts are kept as labels. If that is wrong, set the header row."
    )


def test_surveymonkey(tmp_path: Path) -> None:
    text = (
        "Respondent ID,How likely is it that you would recommend us?,How satisfied are you with:,\n"
        ",Response,Waiting,Staff\n"
        + "".join(f"{100 + n},{n},{1 + n % 5},{1 + n % 4}\n" for n in range(11))
    )
    taken = take(tmp_path, text)
    assert taken.staged.headers[2:] == ("Waiting", "Staff")
    assert taken.staged.labels[3] == "How satisfied are you with: - Staff"
    assert taken.recipe.scale is not None
    assert taken.recipe.scale.range_label == "0-10"
    assert taken.write().passport.rows_read == 11


def test_formulas_are_data(tmp_path: Path) -> None:
    taken = take(tmp_path, table(HEADER, [f"{n},North,=1+1" for n in range(11)]))
    assert set(taken.rows()["comment"]) == {"=1+1"}


def test_ids_keep_their_zeros(tmp_path: Path) -> None:
    taken = take(tmp_path, table("Customer ID,Score", [f"{n:05d},{n % 11}" for n in range(120)]))
    assert taken.recipe.column("Customer ID").role is Role.RESPONDENT
    assert taken.rows()["respondent"][3] == "00003"
