"""A cell of tens of thousands of letters costs time in proportion to its length, whatever it says.

A pattern that tries every place again from every place takes seconds for one such cell. Reading
functions are held to a ratio, which does not depend on the speed of the machine.
"""

import importlib
import inspect
import pkgutil
import re
import time
from collections.abc import Callable, Iterator
from datetime import date

import pytest

import cx.intake
import cx.store
from cx.intake import (
    branches,
    counted_tables,
    currencies,
    date_evidence,
    dates,
    delimiters,
    display_names,
    encodings,
    escapes,
    folding,
    header_evidence,
    header_words,
    headers,
    month_names,
    no_responses,
    numbers,
    personal,
    profiles,
    role_names,
    scale_words,
    scales,
)
from cx.intake.code_books import _in_one_cell, read_code_book
from cx.intake.evidence import header_scale
from cx.intake.header_words import spoken
from cx.intake.long_shape import _answers
from cx.intake.long_shape import _reads_like_question as _looks_like_one
from cx.intake.passport_facts import _currency_of_header
from cx.intake.sheets import _is_dictionary
from cx.store.hidden_names import TextHider, initials, name_labels

LENGTH = 10_000
MOST = 3.0  # times the work of half the length
FLOOR = 0.02  # seconds; below this nothing is compared: a square of 10,000 takes longer anywhere
FORM = numbers.NumberFormat(",", ".")

PIECES = (
    " ", "1", "a", "A", "@", ".", "-", "(", "'", "’", "_", "/", "\n", "T", "+", "[", ",", "$", "%",
    "ก", "ก็", "็", "\u0315\u0300", "１", "a@", "a.", ".a", "a-", "1-", "1.", "1,111", "1 ", "a ",
    "- ", "( ", "a(", "1:10 ", "10:10", "+01", "Z ", "a1", "ก1 ", "likely ", "survey ", "week day ",
    "first ", "of ", "jan", "0 ", "“a”", ",'a", "O'", "US",
)  # fmt: skip
BEFORE = ("", "1 a", "10:10", "jan ", "sep=", "a@")
AFTER = ("", "!")

READERS: dict[str, Callable[[str], object]] = {
    "cx.intake.evidence.header_scale.header_scale": lambda cell: header_scale.header_scale(
        cell, cell
    ),
    "cx.intake.branches.copy_of": branches.copy_of,
    "cx.intake.code_books.codes": _in_one_cell,
    "cx.intake.code_books.table": lambda cell: read_code_book(
        cell, [[cell, "Name"], ["1", cell], ["2", "b"]], {cell: {"1": 9, "2": 9}}
    ),
    "cx.intake.date_evidence.says_date": lambda cell: [
        date_evidence.says_date(cell),
        date_evidence.may_be_answered_on(cell, date(2023, 1, 1)),
        date_evidence.numbers_as_dates([(45_000.0, 1)], cell, date(2024, 1, 1)),
    ],
    "cx.intake.month_names.words_of": month_names.words_of,
    "cx.intake.counted_tables.whole": counted_tables.whole,
    "cx.intake.dates.form_of": dates.form_of,
    "cx.intake.dates.has_zone": dates.has_zone,
    "cx.intake.dates.infer_date_formats": lambda cell: dates.infer_date_formats([(cell, 1)]),
    "cx.intake.dates.read_date": lambda cell: dates.read_date(cell, "dmy"),
    "cx.intake.dates.split_token": dates.split_token,
    "cx.intake.delimiters.directive": delimiters.directive,
    "cx.intake.delimiters.guess_quote": delimiters.guess_quote,
    "cx.intake.display_names.suggested_names": lambda cell: display_names.suggested_names(
        [cell, "a"], [cell, ""]
    ),
    "cx.intake.encodings.plausibility": lambda cell: [
        encodings.plausibility(cell, page) for page in encodings.CODE_PAGES
    ],
    "cx.intake.escapes.doubled": lambda cell: escapes.doubled(cell.encode()),
    "cx.intake.folding.fold": folding.fold,
    "cx.intake.folding.tidy": folding.tidy,
    "cx.intake.header_evidence.kind_of": header_evidence.kind_of,
    "cx.intake.header_evidence.sureness": lambda cell: header_evidence.header_sureness(
        ["a", cell], [["1", cell], ["2", cell]]
    ),
    "cx.intake.header_words.spoken": lambda cell: _words_of(cell),
    "cx.intake.headers.find_header": lambda cell: headers.find_header([[cell, "a"], [cell, "1"]]),
    "cx.intake.long_shape.question": lambda cell: (_looks_like_one(cell), _answers(spoken(cell))),
    "cx.intake.no_responses.says_test": no_responses.says_test,
    "cx.intake.no_responses.total_word": no_responses.total_word,
    "cx.intake.numbers.infer_number_format": lambda cell: numbers.infer_number_format([cell]),
    "cx.intake.numbers.normalised": numbers.normalised,
    "cx.intake.numbers.read_number": lambda cell: numbers.read_number(cell, FORM),
    "cx.intake.currencies.currency_of": currencies.currency_of,
    "cx.intake.passport_facts.currency": lambda cell: _currency_of_header(cell[:1_000]),
    "cx.intake.profiles.coded": profiles._is_coded,
    "cx.intake.personal.cell": lambda cell: personal.personal_kind("phone", [cell]),
    "cx.intake.personal.header": lambda cell: personal.personal_kind(cell, ["a"]),
    "cx.intake.scales.read_score": lambda cell: scales.read_score(cell, FORM),
    "cx.intake.scales.label_of": scales.label_of,
    "cx.intake.scales.out_of": scales.out_of,
    "cx.intake.scale_words.read_worded": lambda cell: scale_words.read_worded([cell, "a"]),
    "cx.intake.scale_words.valence": scale_words.valence,
    "cx.intake.scales.two_values": lambda cell: scales.two_values([cell, "a"]),
    "cx.intake.sheets.dictionary": lambda cell: _is_dictionary((cell, cell), 9),
    "cx.store.hidden_names.initials": initials,
    "cx.store.hidden_names.name_labels": lambda cell: name_labels([cell, "Bo King"], "secret"),
    "cx.store.hidden_names.hide": lambda cell: TextHider(
        name_labels([cell, "Bo King"], "secret")
    ).hide(f"{cell} {cell}"),
}


def _words_of(header: str) -> list[object]:
    said = spoken(header)
    single = (header_words.COUNTS, header_words.CLEANED, header_words.CALENDAR)
    matched = (header_words.CALENDAR_VALUE,)
    return [
        *(pattern.search(said) for pattern in single),
        *role_names.named.__wrapped__(header),
        *(pattern.fullmatch(said) for pattern in (*single, *matched)),
    ]


def cells(length: int) -> Iterator[str]:
    """Give cells of one length that nearly are something: runs of one piece between two ends."""
    for piece in PIECES:
        run = piece * (length // len(piece))
        yield from (before + run + after for before in BEFORE for after in AFTER)


def seconds(read: Callable[[str], object], cell: str) -> float:
    start = time.thread_time()  # other tests may have left threads at work
    read(cell)
    return time.thread_time() - start


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(READERS))
def test_work_grows_with_the_length_of_a_cell_and_no_faster(name: str) -> None:
    read = READERS[name]
    slow = [
        place for place, cell in enumerate(cells(LENGTH)) if seconds(read, cell) > FLOOR
    ]  # of these the ratio decides
    for place in slow:
        short, long = (list(cells(n))[place] for n in (LENGTH, 2 * LENGTH))
        ratio = min(seconds(read, long) for _ in range(3)) / min(
            seconds(read, short) for _ in range(3)
        )
        assert ratio < MOST, f"{name} on {short[:30]!r}...{short[-5:]!r}: {ratio:.1f} times"


def test_every_module_with_a_pattern_is_read_above() -> None:
    with_patterns = {
        module.name
        for package in (cx.intake, cx.store)
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
        if re.search(
            r"\bre\.(?!escape)\w+\(", inspect.getsource(importlib.import_module(module.name))
        )
    }
    assert with_patterns == {name.rpartition(".")[0] for name in READERS}


def test_ordinary_labels_are_read_as_before() -> None:
    assert scales.read_score("Extremely likely (10)", FORM)[0] == 10
    assert scales.read_score("very_good: 5", FORM)[0] == 5
    assert scales.read_score("not at all - likely - 0", FORM)[0] == 0
    assert scales.read_score("- (3)", FORM)[0] is None
    assert scales.read_score("10 - " + "likely " * 40, FORM)[0] == 10
    assert dates.read_date(" 3 August 2023" + " " * 200, None)[0] is not None
    assert personal.personal_kind("x", ["a" * 200 + "@example.org"]) == "e-mail addresses"
