import math
from dataclasses import replace

import pytest

from cx.chapters.segments.expectations import Expectations
from cx.chapters.segments.words import expectations as words
from cx.text.finding import Finding, Tone
from tests.chapters.companions import expectations, shares
from tests.chapters.results import NAN, typeset
from tests.chapters.said import Sentences, case, each_case, written


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


def test_groups_that_are_the_same() -> None:
    same = expectations(shares("Referral", 5.0, 1.0), shares("Search", 5.0, 1.0))
    assert words.segment(*same.segments[0]).detail == (
        "The net is +5 in all 2 groups (n 400). Differences from the rest of up to 12 points are "
        "not ruled out."
    )


def test_answers_that_cannot_be_read_are_told() -> None:
    assert words.left_out(expectations()) == (
        '2 responses do not say exceeded, met or missed ("Perhaps") and are not counted here.'
    )


def sloped(exceeded: float, missed: float, heavier: bool | None) -> Expectations:
    made = expectations()
    difference = [exceeded, NAN, missed]
    frame = made.slopes.frame.assign(
        n=[0 if math.isnan(exceeded) else 130, 130, 0 if math.isnan(missed) else 130],
        difference_points=difference,
        difference_low=[value - 10 for value in difference],
        difference_high=[value + 10 for value in difference],
    )
    return replace(made, slopes=replace(made.slopes, frame=frame), loss_heavier=heavier)


def by_channel(referral: float, search: float, p_adjusted: float) -> Expectations:
    """Referral is told from the rest most surely."""
    return expectations(
        shares("Referral", referral, p_adjusted, referral - search),
        shares("Search", search, 2 * p_adjusted, search - referral),
        shares("Promotion", 0.0, 0.9),
    )


@each_case(
    "net",
    case(
        "positive",
        20.0,
        "Expectations are exceeded more often than missed",
        "40~% exceeded, 30~% met, 30~% missed: net +20 points (95~% range +12 to +28, n 200).",
        Tone.GOOD,
    ),
    case(
        "negative",
        -20.0,
        "Expectations are missed more often than exceeded",
        "40~% exceeded, 30~% met, 30~% missed: net −20 points (95~% range −28 to −12, n 200).",
        Tone.ATTENTION,
    ),
    case(
        "undecided",
        3.0,
        "Whether expectations are exceeded or missed more often cannot be told",
        "40~% exceeded, 30~% met, 30~% missed: net +3 points (95~% range −5 to +11, n 200).",
    ),
    case(
        "nothing",
        0.0,
        "Whether expectations are exceeded or missed more often cannot be told",
        "40~% exceeded, 30~% met, 30~% missed: net 0 points (95~% range −8 to +8, n 200).",
    ),
    case(
        "unknown",
        NAN,
        "Whether expectations are exceeded or missed more often cannot be told",
        "40~% exceeded, 30~% met, 30~% missed: net – points (95~% range – to –, n 200).",
    ),
)
def test_expectations_are_exceeded_missed_or_neither(net: float, said: Sentences) -> None:
    assert written(words.overall(expectations(overall=net))) == said


@each_case(
    "found",
    case(
        "miss",
        sloped(12.0, -40.0, True),
        "A miss weighs more than a gain",
        "Against expectations that are met, NPS is +12 (+2 to +22) points where they are exceeded "
        "(n 130) and −40 (−50 to −30) where they are missed (n 130).",
        Tone.ATTENTION,
    ),
    case(
        "gain",
        sloped(40.0, -12.0, False),
        "A gain weighs more than a miss",
        "Against expectations that are met, NPS is +40 (+30 to +50) points where they are "
        "exceeded (n 130) and −12 (−22 to −2) where they are missed (n 130).",
    ),
    case(
        "neither",
        sloped(20.0, -20.0, None),
        "No difference found between the weight of a miss and of a gain",
        "Against expectations that are met, NPS is +20 (+10 to +30) points where they are "
        "exceeded (n 130) and −20 (−30 to −10) where they are missed (n 130).",
    ),
    case(
        "gain_lowers",
        sloped(-30.0, -12.0, True),
        "NPS is lower where expectations are exceeded than where they are met",
        "Against expectations that are met, NPS is −30 (−40 to −20) points where they are "
        "exceeded (n 130) and −12 (−22 to −2) where they are missed (n 130).",
        Tone.CAUTION,
    ),
    case(
        "miss_raises",
        sloped(12.0, 30.0, False),
        "NPS is higher where expectations are missed than where they are met",
        "Against expectations that are met, NPS is +12 (+2 to +22) points where they are exceeded "
        "(n 130) and +30 (+20 to +40) where they are missed (n 130).",
        Tone.CAUTION,
    ),
    case(
        "both_are_wrong",
        sloped(-30.0, 30.0, None),
        "NPS is lower where expectations are exceeded and higher where they are missed than where "
        "they are met",
        "Against expectations that are met, NPS is −30 (−40 to −20) points where they are "
        "exceeded (n 130) and +30 (+20 to +40) where they are missed (n 130).",
        Tone.CAUTION,
    ),
    case(
        "unknown",
        sloped(NAN, NAN, None),
        "Too few responses to say what a miss goes with",
        "Each of exceeded, met and missed needs 5 responses; there are 0, 130 and 0.",
        Tone.CAUTION,
    ),
    case(
        "nobody_exceeded",
        sloped(NAN, -40.0, None),
        "A miss and a gain cannot be weighed: nobody had one of them",
        "Against expectations that are met, NPS is – (– to –) points where they are exceeded (n "
        "0) and −40 (−50 to −30) where they are missed (n 130).",
    ),
)
def test_what_a_miss_and_a_gain_weigh(found: Expectations, said: Sentences) -> None:
    assert written(words.slopes(found)) == said


@each_case(
    "found",
    case(
        "positive",
        by_channel(60.0, 20.0, 0.001),
        "Referral does better by expectations than the rest",
        "Exceeded less missed: net +60 (+52 to +68, n 200), +40 against the rest (+28 to +52). It "
        "is surely the highest of the 3 groups.",
    ),
    case(
        "negative",
        by_channel(-60.0, -20.0, 0.001),
        "Referral does worse by expectations than the rest",
        "Exceeded less missed: net −60 (−68 to −52, n 200), −40 against the rest (−52 to −28). It "
        "is surely the lowest of the 3 groups.",
    ),
    case(
        "just_past",
        by_channel(12.0, -10.0, 0.02),
        "Referral does better by expectations than the rest",
        "Exceeded less missed: net +12 (+4 to +20, n 200), +22 against the rest (+10 to +34). "
        "Which group is highest cannot be told. Just past the line, so likely larger here than it "
        "is.",
    ),
    case(
        "undecided",
        by_channel(30.0, -20.0, 0.4),
        "No difference found by Channel",
        "The net runs from −20 to +30, within what chance alone gives for 3 groups (n 600). "
        "Differences from the rest of up to 62 points are not ruled out.",
    ),
)
def test_groups_are_set_side_by_side_by_their_net(found: Expectations, said: Sentences) -> None:
    assert written(words.segment(*found.segments[0])) == said


@pytest.mark.parametrize(
    ("target", "said"),
    [
        pytest.param(
            40.0,
            (
                "Difference from those whose expectations were met, with its 95~% range. Those "
                "score 30; the target of +40 lies 10 points above."
            ),
            id="above",
        ),
        pytest.param(
            20.0,
            (
                "Difference from those whose expectations were met, with its 95~% range. Those "
                "score 30; the target of +20 lies 10 points below."
            ),
            id="below",
        ),
        pytest.param(
            30.0,
            (
                "Difference from those whose expectations were met, with its 95~% range. Those "
                "score 30; the target of +30 is the same."
            ),
            id="same",
        ),
    ],
)
def test_where_the_target_lies(target: float, said: str) -> None:
    assert typeset(words.reading_slopes(expectations(), target)) == said
