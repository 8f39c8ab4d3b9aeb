from __future__ import annotations

from cx.analyses.performer_card import CardOptions
from cx.vocabulary import Estimate
from cx.words import performer_card as words
from cx.words.finding import Finding, Tone
from tests.words.companions import card, card_driver
from tests.words.results import typeset


def typed(*findings: Finding) -> list[tuple[str, str, Tone]]:
    return [(typeset(f.headline), typeset(f.detail), f.tone) for f in findings]


def test_where_to_start_and_what_comes_then() -> None:
    assert typed(
        *words.findings(
            card(card_driver("Waiting", 1.2, 0.5), card_driver("Staff", 0.6, 0.1)), "Ann"
        )
    ) == [
        (
            "Ann: NPS 12",
            "95~% range −3 to 28, luck taken out (n 80); the mean of all is 31; place 17 of "
            "20 is to be expected.",
            Tone.PLAIN,
        ),
        (
            "Start with Waiting: 1.2 below the best fifth",
            "95~% range of the gap 0.5 to 1.9 rating points (n 80). Closing it goes with +5 "
            "points of this performer's score (95~% range +1 to +10).",
            Tone.ATTENTION,
        ),
        (
            "Then Staff",
            "Gaps to the best fifth, shrunken, with 95~% range: Staff (0.6, 0.1 to 1.1) rating "
            "points (n 80).",
            Tone.PLAIN,
        ),
    ]


def test_a_gap_that_is_not_sure_names_no_driver() -> None:
    assert typed(*words.findings(card(card_driver("Waiting", 0.2, -0.5)), "Ann")) == [
        (
            "Ann: NPS 12",
            "95~% range −3 to 28, luck taken out (n 80); the mean of all is 31; place 17 of "
            "20 is to be expected.",
            Tone.PLAIN,
        ),
        (
            "No driver stands out as the one to lift",
            "On no driver that matters is the gap to the best fifth sure (n 80).",
            Tone.CAUTION,
        ),
    ]


def test_without_weights_and_range() -> None:
    assert typed(
        *words.findings(
            card(
                options=CardOptions("Ann"),
                score=Estimate(100.0, 100.0, 100.0, 9),
                distinguishable=False,
            ),
            "A. B.",
        )
    ) == [
        (
            "A. B.: NPS 100",
            "No range: all performers have answers in the same band only (n 9); the mean of "
            "all is 31; the 20 performers cannot be told apart, so there is no place to give.",
            Tone.PLAIN,
        ),
        (
            "No driver to start with",
            "No driver of these answers can be weighed (n 9).",
            Tone.CAUTION,
        ),
    ]
