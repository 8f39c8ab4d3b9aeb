"""What the passport says, word for word."""

from dataclasses import replace

import pytest

from cx.intake import Passport, Reason, Repair
from cx.problems import Problem, Severity
from cx.ui.load import words
from cx.vocabulary import Scale

OUTSIDE = Problem(
    "out_of_range",
    Severity.LEFT_OUT,
    "Score",
    '1 of 10 answers in "Score" is outside 0-10 (first: 11 in row 5).',
    "Correct them.",
)
OF_DRIVER = replace(OUTSIDE, where="Wait", what='2 of 10 answers in "Wait" are outside 1-5.')
PASSPORT = Passport(
    rows_read=10,
    rows_used=8,
    rows_left_out=2,
    left_out=(
        Reason("out_of_range", '1 row has an answer outside the scale in "Score".', 1),
        Reason("no_answer", '1 row has no answer in "Score".', 1),
    ),
    problems=(OUTSIDE, OF_DRIVER),
    repairs=(
        Repair("out_of_range", "Score", "1 answer in Score is outside.", 1),
        Repair("out_of_range", "Wait", "2 answers in Wait are outside.", 2),
    ),
    mapping={"outcome": ("Score",), "driver": ("Wait",)},
    missing={"Score": 2, "Wait": 2},
    duplicates=0,
    repeated_ids=0,
    first_date="2026-01-01",
    last_date="2026-02-01",
    straight_lining=0,
    personal=(),
    currency="EUR",
    scale=Scale.conventional(0, 10),
)


def test_each_trouble_is_told_in_one_place() -> None:
    assert words.left_out(PASSPORT) == (
        ("out_of_range", '1 of 10 answers in "Score" is outside 0-10 (first: 11 in row 5).'),
        ("no_answer", '1 row has no answer in "Score".'),
    )
    assert words.changed(PASSPORT) == (("out_of_range", "2 answers in Wait are outside."),)
    assert words.problems(PASSPORT) == (OF_DRIVER,)


def test_facts() -> None:
    assert words.facts(PASSPORT) == (
        "Scale 0-10: favourable from 9, unfavourable to 6.",
        "Answers from 1 Jan 2026 to 1 Feb 2026.",
        "Money is in EUR.",
    )


@pytest.mark.parametrize(
    ("n", "repeated", "alike"),
    [
        (
            1,
            "1 row repeats an id that came before; it is kept.",
            "1 response gave one and the same rating to every driver; it is kept.",
        ),
        (
            2,
            "2 rows repeat an id that came before; they are kept.",
            "2 responses gave one and the same rating to every driver; they are kept.",
        ),
    ],
)
def test_one_and_several(n: int, repeated: str, alike: str) -> None:
    said = words.facts(replace(PASSPORT, repeated_ids=n, straight_lining=n))
    assert said[-2:] == (repeated, alike)
