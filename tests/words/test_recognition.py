from __future__ import annotations

from cx.words import recognition as words
from cx.words.finding import Finding, Tone
from tests.words.companions import consistency, recognition
from tests.words.results import typeset


def typed(*findings: Finding) -> list[tuple[str, str, Tone]]:
    return [(typeset(f.headline), typeset(f.detail), f.tone) for f in findings]


def test_who_improved_most() -> None:
    assert typed(words.improved(recognition())) == [
        (
            "Most improved: Ann",
            "Q1 2026 to Q2 2026, luck taken out: Ann +18 points (95~% range 4 to 32) (n 1,000).",
            Tone.GOOD,
        ),
    ]


def test_an_improvement_that_may_be_luck() -> None:
    assert typed(words.improved(recognition(low=-2.0))) == [
        (
            "No one's improvement stands out from luck",
            "1 performer compared, Q1 2026 with Q2 2026: changes scatter as chance scatters "
            "them (p = 0.002, n 1,000).",
            Tone.CAUTION,
        ),
    ]


def test_who_is_steadiest() -> None:
    assert typed(words.steady(consistency())) == [
        (
            "Most consistent: Ann",
            "Ann (spread 1.1, 95~% range 0.9 to 1.4, mean 8.2); typical is 1.9 (n 1,000). "
            "Near the end of the scale the spread is small by itself.",
            Tone.GOOD,
        ),
    ]


def test_nobody_is_steadier() -> None:
    assert typed(words.steady(consistency(steadiness=2))) == [
        (
            "No one is steadier than the others",
            "Answers spread by 1.9 around the mean of a performer (p = 0.004, n 1,000).",
            Tone.CAUTION,
        ),
    ]


def test_the_gap_closes() -> None:
    assert typed(words.compounding(recognition())) == [
        (
            "The gap between performers closes quarter on quarter",
            "40 points in Q1 2026, 30 in Q2 2026; per quarter −25~% compounded (95~% range "
            "−40 to −10~%, n 1,000 in the last two).",
            Tone.GOOD,
        ),
    ]


def test_no_quarter_has_performers_enough() -> None:
    assert typed(words.compounding(recognition(quarters=0))) == [
        (
            "Too few performers for a gap in any quarter",
            "The best and the worst fifth need ten performers with 5 responses each in a "
            "quarter (n 1,000 in the last two).",
            Tone.CAUTION,
        ),
    ]
