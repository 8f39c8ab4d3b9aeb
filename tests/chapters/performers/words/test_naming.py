from datetime import date

import pytest

from cx.chapters.performers.words import naming


@pytest.mark.parametrize(
    ("above", "below", "said"),
    [
        (["Zoe", "Ann"], ["Bob"], "Above: Ann and Zoe. Below: Bob."),
        ([], ["B. A."], "Below: B. A."),
        (list("abcdef"), [], ""),
        ([], [], ""),
    ],
)
def test_few_are_named_and_many_are_not(above: list[str], below: list[str], said: str) -> None:
    assert naming.above_and_below(above, below) == said


@pytest.mark.parametrize(
    ("day", "said"),
    [(date(2026, 1, 1), "Q1 2026"), (date(2026, 6, 30), "Q2 2026"), (date(1999, 12, 1), "Q4 1999")],
)
def test_quarters_have_a_number_and_a_year(day: date, said: str) -> None:
    assert naming.quarter(day) == said
