from __future__ import annotations

from cx.words import penalty_reward as words
from cx.words.finding import Finding, Tone
from tests.words.companions import contrast, contrasted
from tests.words.results import typeset


def typed(*findings: Finding) -> list[tuple[str, str, Tone]]:
    return [(typeset(f.headline), typeset(f.detail), f.tone) for f in findings]


def test_a_delighter_is_named_and_the_rest_counted() -> None:
    assert typed(
        words.kinds(
            contrast(
                contrasted("Food", 0.2, 0.9, "delighter"),
                contrasted("Staff", -0.1, 0.1, "not determinable"),
            )
        )
    ) == [
        (
            "Food can delight",
            "Food – delighter: noticed when good, hardly missed when bad. 1 driver not "
            "determinable. n 1,200.",
            Tone.PLAIN,
        ),
    ]


def test_nothing_is_said_of_kinds_when_the_ranking_cannot_be_trusted() -> None:
    assert typed(
        words.kinds(contrast(contrasted("Staff", -1.2, 0.4, "must-be")), trusted=False)
    ) == [
        (
            "Must-be or delighter: too little to say",
            "The drivers explain too little of the score to tell kinds apart; low and high "
            "ratings together go with 40~% of its differences (n 1,200). The bars are for "
            "orientation only.",
            Tone.CAUTION,
        ),
    ]


def test_a_must_be_that_bends_is_named_first() -> None:
    assert typed(words.kinds(contrast(contrasted("Staff", -1.2, 0.4, "must-be")))) == [
        (
            "Get Staff right first: low ratings cost most",
            "Staff – must-be: missed when bad, hardly noticed when good. n 1,200.",
            Tone.PLAIN,
        ),
    ]
