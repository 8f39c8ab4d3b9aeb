"""How lines are parted into columns: rare marks, backslashes before quotes, fixed widths."""

from pathlib import Path

import pytest

from cx.intake import Reading
from cx.problems import IntakeError
from tests.intake.files import take

_ROWS = [
    ["id", "NPS", "Region"],
    *([str(k), str(k % 11), ("Nord", "Süd")[k % 2]] for k in range(30)),
]


def _joined(mark: str) -> str:
    return "\n".join([*(mark.join(row) for row in _ROWS), ""])


@pytest.mark.parametrize("mark", ["^", "~", "¦", "§", "\x01", "\x1f", "；", ",", ";", "\t", "|"])
def test_the_mark_that_parts_the_lines_is_found(mark: str, tmp_path: Path) -> None:
    taken = take(tmp_path, _joined(mark))
    assert taken.staged.headers == ("id", "NPS", "Region")
    assert (taken.staged.n_rows, taken.staged.reading.delimiter) == (30, mark)


def test_a_mark_of_no_list_is_named_and_can_be_stated(tmp_path: Path) -> None:
    assert taken_told(tmp_path, _joined("#")) == (
        'Every line was read as one column, and "#" stands in nearly all of them. '
        "If it parts the columns, state it as the delimiter."
    )
    stated = take(tmp_path, _joined("#"), reading=Reading(delimiter="#"))
    assert stated.staged.headers == ("id", "NPS", "Region")
    with pytest.raises(IntakeError, match="is not one character"):
        take(tmp_path, _joined("#"), reading=Reading(delimiter="##"))


def taken_told(folder: Path, content: str) -> str:
    return take(folder, content).told("delimiter")


@pytest.mark.parametrize("content", ["NPS\n9\n8\n7\n", "NPS\n~9\n8\n7\n", "Note\na~b\nc\nd\n"])
def test_one_column_stays_one(content: str, tmp_path: Path) -> None:
    assert len(take(tmp_path, content).staged.headers) == 1


@pytest.mark.parametrize("every", [1, 5])
def test_quotes_with_a_backslash_are_quotes(every: int, tmp_path: Path) -> None:
    texts = [r"He said \"good\", and left" if k % every == 0 else "ok" for k in range(20)]
    lines = [f'{k},{k % 11},"{text}",Nord' for k, text in enumerate(texts)]
    taken = take(tmp_path, "\n".join(["id,NPS,Comment,Region", *lines, ""]))
    assert taken.staged.n_rows == 20
    shown = {value.text for value in taken.profile_of("Comment").values}
    assert 'He said "good", and left' in shown
    assert taken.told("backslash_quotes").startswith(f"{40 // every} quotes inside texts")


def test_a_backslash_that_ends_a_text_escapes_nothing(tmp_path: Path) -> None:
    lines = [f'{k},{k % 11},"C:\\data\\",Nord' for k in range(20)]
    taken = take(tmp_path, "\n".join(["id,NPS,Folder,Region", *lines, ""]))
    assert taken.profile_of("Folder").values[0].text == "C:\\data\\"


def _fixed(rows: list[list[str]], widths: tuple[int, ...]) -> str:
    written = [
        "".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows
    ]
    return "\n".join([*written, ""])


def test_columns_of_fixed_width_are_read(tmp_path: Path) -> None:
    taken = take(tmp_path, _fixed(_ROWS, (6, 5, 12)))
    assert taken.staged.headers == ("id", "NPS", "Region")
    assert taken.staged.reading.delimiter == "fixed"
    assert taken.told("fixed_width").startswith(
        "The 3 columns are of fixed width and begin at the characters 1, 7, 12."
    )
    again = take(tmp_path, _fixed(_ROWS, (6, 5, 12)), reading=taken.staged.reading)
    assert again.staged.n_rows == 30


def test_a_line_that_crosses_its_columns_is_counted(tmp_path: Path) -> None:
    rows = [*_ROWS * 11, ["9999999", "9", "Nord"]]
    rows = [_ROWS[0], *(row for row in rows if row[0] != "id")]
    taken = take(tmp_path, _fixed(rows, (6, 5, 12)))
    assert [item.code for item in taken.staged.left_out] == ["too_few_fields"]


@pytest.mark.parametrize(
    "content", ["Comment\nvery good\nnot so good\nfine\nwell\n", "NPS\n9\n8\n  7\n10\n"]
)
def test_sentences_are_no_columns_of_fixed_width(content: str, tmp_path: Path) -> None:
    assert len(take(tmp_path, content).staged.headers) == 1


def test_no_fixed_width_is_said(tmp_path: Path) -> None:
    with pytest.raises(IntakeError, match="no columns of fixed width are seen"):
        take(tmp_path, "Comment\nvery good\nso\nfine\n", reading=Reading(delimiter="fixed"))
