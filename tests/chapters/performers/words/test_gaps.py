from collections.abc import Callable
from dataclasses import replace

import pytest

from cx.chapters.performers import exhibits
from cx.chapters.performers.gaps import Gap, Performers
from cx.chapters.performers.words import gaps as words
from cx.text.finding import Finding, Tone
from cx.vocabulary import Estimate
from tests.chapters.results import gap, performer, performers, typeset
from tests.chapters.said import Sentences, case, each_case, written

NAMED = (
    performer("Zoe", 50, tier=1),
    performer("Ann", 48, tier=1),
    performer("Mid", 33),
    performer("Bob", 15, tier=3),
)
ALIKE = performers(
    *(performer(name, 32.7, raw=raw) for name, raw in (("Ann", 60), ("Bob", 5), ("Cy", 33))),
    distinguishable=False,
)


def test_gap_stands_beside_luck() -> None:
    said = words.gap(gap())
    assert typeset(said.headline) == "The best 20~% score 16 points above the worst 20~%"
    assert typeset(said.detail) == (
        "95~% range 11 to 22, luck taken out; 4 performers in each group (n 400). The raw gap is "
        "42, but luck alone would give 32."
    )
    assert said.tone is Tone.ATTENTION


def test_headline_takes_the_widest_groups() -> None:
    found = performers(*NAMED, gaps=(gap(0.1), gap(0.2)))
    assert words.headline(found) == words.gap(gap(0.2))
    assert words.headline(performers(*NAMED)) == words.stand_outs(performers(*NAMED))


def test_performers_who_cannot_be_told_apart() -> None:
    said = words.headline(ALIKE)
    assert said == words.alike(ALIKE)
    assert said.headline == "No evidence that performers differ"
    assert said.detail == (
        "3 performers with 5 responses or more score alike within chance (p = 0.82, n 1,234). "
        "There is no ranking to show, and what lifting the lowest is worth cannot be "
        "told."
    )
    assert said.tone is Tone.CAUTION


def test_a_raw_gap_of_luck_is_called_luck() -> None:
    said = words.alike(replace(ALIKE, gaps=(gap(),)))
    assert (
        " The raw gap of 42 points between the best and the worst 20~% is too little above what "
        "luck alone gives (32). "
    ) in typeset(said.detail)


@pytest.mark.parametrize("say", [words.headline, words.alike, words.stand_outs])
def test_nobody_is_named_who_cannot_be_told_apart(
    say: Callable[[Performers], Finding],
) -> None:
    said = say(ALIKE)
    for name in ("Ann", "Bob", "Cy"):
        assert name not in said.headline + said.detail
        assert name not in exhibits.of_scores(ALIKE).alt


def test_stand_outs_are_named_when_they_are_few() -> None:
    said = words.stand_outs(performers(*NAMED))
    assert said.headline == "2 performers above the mean, 1 below"
    assert said.detail == (
        "Above: Ann and Zoe. Below: Bob. The other 1 cannot be told apart from the mean of 33 "
        "(n 1,234)."
    )


def test_more_than_five_are_counted_only() -> None:
    many = [performer(f"P{place}", 50, tier=1) for place in range(6)]
    said = words.stand_outs(performers(*many, performer("Mid", 33)))
    assert said.headline == "6 performers above the mean, 0 below"
    assert said.detail == ("The other 1 cannot be told apart from the mean of 33 (n 1,234).")


def test_performers_differ_but_nobody_stands_out() -> None:
    said = words.stand_outs(performers(performer("Ann", 35), performer("Bob", 30)))
    assert said.headline == "Performers differ, but no single one stands out"
    assert said.tone is Tone.PLAIN


def test_left_out_is_said_only_when_somebody_is() -> None:
    assert words.left_out(ALIKE) == ""
    found = replace(ALIKE, n_too_small=201, n_responses_left_out=1)
    assert (
        words.left_out(found)
        == "201 performers with fewer than 5 responses (1 response) not shown."
    )


def test_tiers() -> None:
    assert [words.tier(number) for number in (1, 2, 3)] == [
        "above the mean",
        "not told apart from the mean",
        "below the mean",
    ]


def test_readings() -> None:
    found = performers(*NAMED, gaps=(gap(),))
    assert typeset(words.reading_gaps(found)) == (
        "Raw: the gap as observed. Luck: the gap if all were alike and only chance played. "
        "Shrunken: the best guess of the true gap, with its 95~% range (n 1,234)."
    )
    assert typeset(words.reading_scores(found)) == (
        "Right: more responses. Faint: score as observed. Solid: shrunken score with its 95~% "
        "range; the fewer the responses, the closer it is drawn to the mean. Click a performer "
        "for the card."
    )


def test_pictures_are_described() -> None:
    found = performers(*NAMED, gaps=(gap(),))
    assert typeset(words.alt_gaps(found)) == (
        "Best against worst 20~%: raw 42, luck 32, shrunken 16 points (95~% range 11 to 22)."
    )
    assert exhibits.of_scores(found).alt.startswith(
        "Scores of 4 performers against their responses. 2 performers above the mean, 1 below."
    )


@each_case(
    "measured",
    case(
        "positive",
        gap(),
        "The best 20~% score 16 points above the worst 20~%",
        "95~% range 11 to 22, luck taken out; 4 performers in each group (n 400). The raw gap is "
        "42, but luck alone would give 32.",
        Tone.ATTENTION,
    ),
    case(
        "undecided",
        replace(gap(), shrunk=Estimate(6.0, -1.0, 14.0, 400)),
        "The gap between the best and the worst 20~% cannot be told from nothing",
        "95~% range −1 to 14, luck taken out; 4 performers in each group (n 400). The raw gap is "
        "42, but luck alone would give 32.",
        Tone.CAUTION,
    ),
    case(
        "nothing",
        replace(gap(), shrunk=Estimate(0.0, 0.0, 0.0, 400)),
        "The gap between the best and the worst 20~% cannot be told from nothing",
        "95~% range 0 to 0, luck taken out; 4 performers in each group (n 400). The raw gap is "
        "42, but luck alone would give 32.",
        Tone.CAUTION,
    ),
    case(
        "unknown",
        replace(gap(), shrunk=Estimate(6.0, float("nan"), float("nan"), 400)),
        "The gap between the best and the worst 20~% cannot be told from nothing",
        "95~% range – to –, luck taken out; 4 performers in each group (n 400). The raw gap is "
        "42, but luck alone would give 32.",
        Tone.CAUTION,
    ),
)
def test_a_gap_that_may_be_nothing_is_not_said_to_be_one(measured: Gap, said: Sentences) -> None:
    assert written(words.gap(measured)) == said


def test_who_is_off_the_mean_by_too_few_responses_is_counted_and_not_named() -> None:
    few = {"named": False, "tier": 2, "low": 40.0, "high": 70.0}
    said = words.stand_outs(performers(performer("Ann", 50, 1), performer("Bob", 55) | few))
    assert "1 performer is off the mean, with too few responses to be named." in said.detail
    assert "Bob" not in said.headline + said.detail
    only = words.stand_outs(performers(*[performer("Bob", 55) | few] * 2))
    assert only.headline == "Performers differ, but no single one stands out"
    assert only.detail == (
        "Together they spread more than chance allows; no single one is surely off the mean and "
        "known by responses enough (n 1,234). 2 performers are off the mean, with too few "
        "responses to be named."
    )
