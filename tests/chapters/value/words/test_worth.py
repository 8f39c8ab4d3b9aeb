"""What is said of the list of lifts in money, for lifts that go with more, less, or neither."""

from dataclasses import replace

import pytest

from cx.chapters.case.words import lever as case_lever
from cx.chapters.value.words import worth as words
from cx.chapters.value.worth import WORTH_FIELDS, Lift, LiftKind, WorthOptions, Worths
from cx.text.finding import Tone
from tests.chapters.results import NAN, table, typeset
from tests.chapters.said import Sentences, case, each_case, written


def lift(name: str, worth: float, low: float, high: float) -> dict[str, object]:
    return {
        "lift": name,
        "source": "driver",
        "lift_points": 4.0,
        "lift_low": 2.0,
        "lift_high": 6.0,
        "worth": worth,
        "worth_low": low,
        "worth_high": high,
        "sure": low > 0 or high < 0,
    }


def worths(*lifts: dict[str, object]) -> Worths:
    return Worths(WorthOptions(), "NPS", "EUR", table(WORTH_FIELDS, lifts), (), 600, 600)


MORE = lift("Waiting", 500, 200, 800)
UNSURE = lift("Staff", 100, -50, 250)
LESS = lift("Food", -300, -400, -200)
LEAST = lift("Price", -900, -1_200, -600)
NOTHING = lift("Website", 0, 0, 0)
UNKNOWN = lift("Parking", NAN, NAN, NAN)


@each_case(
    "found",
    case(
        "positive",
        worths(MORE, UNSURE, LESS),
        "Waiting is worth most: EUR 500 of revenue a year",
        "95~% range EUR 200 to 800, for 600 customers when 50~% of its 4.0 points come true (n "
        "600). It goes with the score; nothing says that the score causes it. Lifts overlap, so "
        "their worths do not add up.",
        Tone.ATTENTION,
    ),
    case(
        "negative",
        worths(LESS, LEAST),
        "Every lift goes with less money",
        "Revenue in a year (95~% range): Food EUR −300 (−400 to −200); Price EUR −900 (−1,200 to "
        "−600) (n 600 customers). The bands that customers move into bring less than those that "
        "they leave.",
        Tone.ATTENTION,
    ),
    case(
        "one_negative",
        worths(LESS),
        "Food goes with less money",
        "Revenue in a year (95~% range): Food EUR −300 (−400 to −200) (n 600 customers). The "
        "bands that customers move into bring less than those that they leave.",
        Tone.ATTENTION,
    ),
    case(
        "undecided",
        worths(UNSURE, NOTHING),
        "No lift can be told from nothing in money",
        "2 lifts compared (n 600 customers); every range holds 0.",
        Tone.CAUTION,
    ),
    case(
        "negative_and_undecided",
        worths(UNSURE, LESS, LEAST),
        "No lift is shown to go with more money, 2 of 3 with less",
        "Revenue in a year (95~% range): Food EUR −300 (−400 to −200); Price EUR −900 (−1,200 to "
        "−600) (n 600 customers); 1 lift cannot be told from nothing. The bands that customers "
        "move into bring less than those that they leave.",
        Tone.ATTENTION,
    ),
    case(
        "unknown",
        worths(UNKNOWN),
        "No lift can be told from nothing in money",
        "1 lift compared (n 600 customers); 1 lift has no range.",
        Tone.CAUTION,
    ),
    case(
        "all_but_positive",
        worths(UNSURE, LESS, UNKNOWN),
        "No lift is shown to go with more money, 1 of 3 with less",
        "Revenue in a year (95~% range): Food EUR −300 (−400 to −200) (n 600 customers); 1 "
        "lift cannot be told from nothing and 1 lift has no range. The bands that customers move "
        "into bring less than those that they leave.",
        Tone.ATTENTION,
    ),
    case(
        "none",
        worths(),
        "Nothing to rank yet",
        "A lift needs performers who can be told apart, or drivers that can be moved (n 600 "
        "customers). Name such columns on the Load page.",
        Tone.CAUTION,
    ),
)
def test_lifts_are_said_to_go_with_more_or_less_money_or_neither(
    found: Worths, said: Sentences
) -> None:
    assert written(words.headline(found)) == said


@pytest.mark.parametrize(
    ("found", "said"),
    [
        pytest.param(
            worths(LESS),
            (
                "It goes with EUR 300 less revenue in a year by this file's spend, so it is no "
                "lever of a case."
            ),
            id="negative",
        ),
        pytest.param(
            worths(lift("Staff", -100, -250, 50)),
            (
                "It goes with EUR 100 less revenue in a year by this file's spend, though its "
                "range holds 0, so it is no lever of a case."
            ),
            id="undecided",
        ),
        pytest.param(
            worths(NOTHING),
            ("It is worth nothing in a year by this file's spend, so it is no lever of a case."),
            id="nothing",
        ),
        pytest.param(
            worths(UNKNOWN),
            (
                "What it is worth in a year cannot be told from this file's spend, so it is no "
                "lever of a case."
            ),
            id="unknown",
        ),
    ],
)
def test_why_a_lift_is_no_lever_of_a_case(found: Worths, said: str) -> None:
    assert typeset(case_lever.no_lever(found)) == said


def whole(what: str, source: LiftKind, **how_far: float) -> Lift:
    return Lift(what, source, 4.0, 2.0, 6.0, (0.03, -0.01, -0.02), **how_far)


@pytest.mark.parametrize(
    ("lift", "name"),
    [
        (whole("Agent", LiftKind.GAP), "Agent: worst to best fifth"),
        (
            whole("Waiting", LiftKind.DRIVER, step=0.3, to_level=7.6),
            "Waiting: to the best group's 7.60",
        ),
        (whole("Waiting", LiftKind.DRIVER, step=0.3), "Waiting: +0.3 for everybody"),
        (whole("Quicker", LiftKind.SCENARIO), "Quicker"),
    ],
)
def test_lifts_are_named_by_what_is_lifted_and_how_far(lift: Lift, name: str) -> None:
    assert words.lift_name(lift) == name


def test_each_row_is_named_by_its_own_lift() -> None:
    lifts = (whole("Staff", LiftKind.DRIVER, step=0.3), whole("Agent", LiftKind.GAP))
    ranked = worths(MORE, UNSURE)
    ranked = replace(ranked, options=WorthOptions(lifts=lifts))
    ranked.lifts.frame.index = [1, 0]
    assert list(words.named(ranked).lifts.frame["lift"]) == [
        "Agent: worst to best fifth",
        "Staff: +0.3 for everybody",
    ]
    assert list(ranked.lifts.frame["lift"]) == ["Waiting", "Staff"]
