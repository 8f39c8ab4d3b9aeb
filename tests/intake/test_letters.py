"""One odd byte, two encodings in one file, and marks that nobody sees."""

from pathlib import Path

import pytest

from cx.intake import Reading
from tests.intake.files import take

_CITIES = {
    "cp1252": ("Béziers", "Orléans", "Nîmes"),
    "cp1250": ("Łódź", "Kraków", "Gdańsk"),
    "cp1251": ("Москва", "Казань", "Самара"),
    "cp874": ("กรุงเทพ", "เชียงใหม่", "ขอนแก่น"),
    "cp932": ("東京とうきょう", "大阪おおさか", "京都きょうと"),
    "gb18030": ("北京", "上海", "广州"),
    "mac_roman": ("Málaga", "Córdoba", "León"),
}
_STRAY = {"cp1252": 0x90, "cp1250": 0x90, "cp1251": 0x98, "cp874": 0xDC, "gb18030": 0xFF}


def _lines(cities: tuple[str, ...], n: int) -> list[str]:
    return [f"{place},{place % 11},{cities[place % 3]}" for place in range(n)]


def _content(encoding: str, n: int = 30) -> bytes:
    return "\n".join(["id,NPS,City", *_lines(_CITIES[encoding], n), ""]).encode(encoding)


def _cities(folder: Path, content: bytes) -> set[str]:
    return {value.text for value in take(folder, content).profile_of("City").values}


@pytest.mark.parametrize("encoding", _STRAY)
def test_one_stray_byte_leaves_the_encoding_as_it_is(encoding: str, tmp_path: Path) -> None:
    content = _content(encoding) + b"30,9," + bytes([_STRAY[encoding]]) + b"x\n"
    taken = take(tmp_path, content)
    assert taken.staged.reading.encoding == encoding
    assert taken.told("unreadable_characters").startswith(
        f"1 character cannot be read as {encoding} and is shown as \ufffd (row 32)."
    )


@pytest.mark.parametrize("encoding", ["cp1252", "cp1250", "cp1251", "cp874", "cp932", "gb18030"])
@pytest.mark.parametrize("first", ["utf-8", "page"])
def test_two_files_put_together_are_read_line_by_line(
    encoding: str, first: str, tmp_path: Path
) -> None:
    lines = [line.encode(encoding) for line in _lines(_CITIES[encoding], 20)]
    others = [line.encode() for line in _lines(("Zürich", "Genève", "Málaga"), 20)]
    both = others + lines if first == "utf-8" else lines + others
    content = b"\n".join([b"id,NPS,City", *both, b""])
    taken = take(tmp_path, content)
    assert taken.staged.reading.encoding == f"utf-8+{encoding}"
    assert _cities(tmp_path, content) == {*_CITIES[encoding], "Zürich", "Genève", "Málaga"}
    assert "20 lines were read as" in taken.told("mixed_encodings")


def test_a_character_that_is_cut_off_is_counted_in_a_text_of_utf8(tmp_path: Path) -> None:
    lines = [line.encode() for line in _lines(("Zürich", "Genève", "Málaga"), 20)]
    taken = take(tmp_path, b"\n".join([b"id,NPS,City", *lines, "20,9,Zü Genè".encode()[:-1], b""]))
    assert taken.profile_of("City").values[-1].text == "Zü Gen\ufffd"
    assert "(row 22)" in taken.told("unreadable_characters")


def test_few_letters_that_could_be_utf8_leave_chinese_as_it_is(tmp_path: Path) -> None:
    lines = [f"{n},{n % 11},{'女男'[n % 2]},{('', '服务很好')[n % 4 == 1]}" for n in range(30)]
    content = "\n".join(["id,NPS,City,Comment", *lines, ""]).encode("gb18030")
    assert _cities(tmp_path, content) == {"女", "男"}


def test_an_encoding_of_two_can_be_chosen(tmp_path: Path) -> None:
    content = "id,NPS,City\n1,9,Zürich\n2,8,Genève\n".encode() + "3,8,León\n".encode("cp1252")
    taken = take(tmp_path, content, reading=Reading(encoding="UTF-8+cp1252"))
    assert taken.profile_of("City").values[-1].text == "León"


def test_marks_that_nobody_sees_are_taken_away_and_counted(tmp_path: Path) -> None:
    lines = [
        f"\u200e{1 + n % 28}/\u200e5/\u200e2023,\u200b{n % 11},\ufeff12{n}.5" for n in range(40)
    ]
    taken = take(tmp_path, "\n".join(["Date,NPS\u200b,Spend", *lines, ""]))
    assert taken.staged.headers == ("Date", "NPS", "Spend")
    assert taken.write().passport.first_date == "2023-05-01"
    assert taken.told("invisible_marks").startswith("201 invisible marks in the text were removed.")


def test_marks_between_words_of_khmer_stay(tmp_path: Path) -> None:
    lines = [f"{n % 11},ល្អ\u200bណាស់\u200b" for n in range(20)]
    taken = take(tmp_path, "\n".join(["NPS,Comment", *lines, ""]))
    assert taken.profile_of("Comment").values[0].text == "ល្អ\u200bណាស់"
