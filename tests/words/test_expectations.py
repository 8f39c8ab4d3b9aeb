from __future__ import annotations

from cx.words import expectations as words
from cx.words.finding import Finding, Tone
from tests.words.companions import expectations, shares
from tests.words.results import typeset


def typed(*findings: Finding) -> list[tuple[str, str, Tone]]:
    return [(typeset(f.headline), typeset(f.detail), f.tone) for f in findings]


def test_more_exceeded_than_missed() -> None:
    assert typed(words.overall(expectations())) == [
        (
            "Expectations are exceeded more often than missed",
            "40~% exceeded, 30~% met, 30~% missed: net +10 points (95~% range +2 to +18, n 200).",
            Tone.GOOD,
        ),
    ]


def test_more_missed_than_exceeded() -> None:
    assert typed(words.overall(expectations(overall=-20.0))) == [
        (
            "Expectations are missed more often than exceeded",
            "40~% exceeded, 30~% met, 30~% missed: net −20 points (95~% range −28 to −12, n 200).",
            Tone.ATTENTION,
        ),
    ]


def test_a_miss_weighs_more() -> None:
    assert typed(words.slopes(expectations())) == [
        (
            "A miss weighs more than a gain",
            "Against expectations that are met, NPS is +12 (+2 to +22) points where they are "
            "exceeded (n 130) and −40 (−50 to −30) where they are missed (n 130).",
            Tone.ATTENTION,
        ),
    ]


def test_everybody_met() -> None:
    made = expectations()
    made.overall.frame["met_share"] = 1.0
    assert words.overall(made).headline == "Every answer says that expectations are met"


def test_groups_that_differ_and_groups_that_do_not() -> None:
    apart = expectations(shares("Referral", 30.0, 0.001), shares("Search", -20.0, 0.001))
    assert typed(words.segment(*apart.segments[0])) == [
        (
            "Referral exceeds expectations more often than Search",
            "Net +30 (+22 to +38, n 200) against −20 (−28 to −12, n 200).",
            Tone.PLAIN,
        )
    ]
    same = expectations(shares("Referral", 5.0, 1.0), shares("Search", 5.0, 1.0))
    assert words.segment(*same.segments[0]).detail == "The net is +5 in all 2 groups (n 400)."


def test_answers_that_cannot_be_read_are_told() -> None:
    assert words.left_out(expectations()) == (
        '2 responses do not say exceeded, met or missed ("Perhaps") and are not counted here.'
    )
