"""What is said of scenarios and promises, word for word."""

from dataclasses import replace
from datetime import date

import pytest

from cx.chapters.case.words import lever as case_lever
from cx.chapters.value.worth import WORTH_FIELDS, WorthOptions, Worths
from cx.chapters.what_if.model import PerformerGap
from cx.chapters.what_if.moves import Moves, Shift
from cx.chapters.what_if.promises import Promise, Settled, Standing
from cx.chapters.what_if.scenarios import SCENARIO_FIELDS, TORNADO_FIELDS, Tornado, keep_promise
from cx.chapters.what_if.words import scenarios, sliders
from cx.text.finding import Tone, Verdict
from cx.vocabulary import Estimate, Table
from tests.chapters.results import table, typeset
from tests.chapters.said import Sentences, case, each_case, written
from tests.chapters.what_if.words.results import model

PROMISED = Estimate(40.0, 36.0, 44.0, 400)
PROMISE = Promise(
    "Quicker",
    Moves((Shift("driver_1", 0.3),)),
    PROMISED,
    Estimate(20.0, 16.0, 24.0, 400),
    date(2026, 3, 2),
    date(2026, 6, 30),
    "digest",
    date(2026, 2, 28),
    "Score",
    "",
)


def row(
    name: str, change: float, guesswork: bool = False, sharing: bool = False
) -> dict[str, object]:
    return {
        "scenario": name,
        "points": 30 + change,
        "low": 27 + change,
        "high": 33 + change,
        "change_points": change,
        "change_low": change - 1,
        "change_high": change + 1,
        "together_points": change,
        "shares_lead": sharing,
        "favourable_share": 0.5,
        "unfavourable_share": 0.2,
        "guesswork": guesswork,
    }


def side_by_side(*rows: dict[str, object]) -> Table:
    return table(SCENARIO_FIELDS, list(rows))


def test_the_best_scenario_is_named_with_its_range() -> None:
    said = scenarios.compared(side_by_side(row("A", 2.0), row("B", 8.0, True)), "NPS", 600)
    assert said.headline == "B goes with the best NPS"
    assert said.detail.replace("\xa0", " ") == (
        "38.0 points (95 % range 35.0 to 41.0), +8.0 to today. It goes beyond what was observed: "
        "guesswork."
    )
    close = side_by_side(row("A", 7.0, sharing=True), row("B", 8.0, sharing=True))
    said = scenarios.compared(close, "NPS", 600)
    assert said.headline == "2 scenarios share the lead"
    assert typeset(said.detail) == (
        "The first of them B: 38.0 points (95~% range 35.0 to 41.0), +8.0 to today."
    )
    assert said.verdict is Verdict.CANNOT_TELL
    assert scenarios.compared(side_by_side(row("A", 7.0)), "NPS", 600).headline == "A: NPS 37"


@pytest.mark.parametrize(
    ("standing", "headline"),
    [
        (Standing.WAITING, "Quicker: waiting for answers after 28 Feb 2026"),
        (Standing.TOO_FEW, "Quicker: too few answers to tell"),
        (Standing.OTHER_OUTCOME, "Quicker: this file measures something else"),
    ],
)
def test_a_promise_that_is_not_settled_says_why(standing: Standing, headline: str) -> None:
    said = scenarios.settled(Settled(PROMISE, standing, n=3))
    assert said.headline == headline
    assert said.detail.startswith("Promised on 2 Mar 2026 for 30 Jun 2026.")


def test_a_settled_promise_says_whether_it_differs() -> None:
    kept = keep_promise(PROMISED, Estimate(30.0, 27.0, 33.0, 900))
    days = (date(2026, 4, 1), date(2026, 6, 30))
    said = scenarios.settled(Settled(PROMISE, Standing.SETTLED, kept, *days, 900))
    assert said.headline == "Quicker came out lower than promised"
    assert said.detail.endswith("Answers of 1 Apr 2026 to 30 Jun 2026.")
    assert "n 900" in said.detail


def valued(worth: float, low: float) -> Worths:
    lift = {
        "lift": "Quicker",
        "source": "what-if",
        "lift_points": 2.0,
        "lift_low": 1.0,
        "lift_high": 3.0,
        "worth": worth,
        "worth_low": low,
        "worth_high": 900.0,
        "sure": low > 0,
    }
    return Worths(WorthOptions(), "NPS", "EUR", table(WORTH_FIELDS, [lift]), (), 600, 600)


def test_a_lift_becomes_a_lever_that_is_never_below_nothing() -> None:
    made = case_lever.lever(valued(500.0, -20.0), "wave.csv")
    assert made is not None
    assert (made.name, made.low, made.likely, made.high) == ("Quicker", 0.0, 500.0, 900.0)
    assert made.pool == "lift of NPS"
    assert made.source.startswith("wave.csv: ")
    assert "not proof of cause" in made.source
    assert case_lever.lever(valued(-1.0, -20.0), "wave.csv") is None


def levers(*rows: tuple[str, float, float], sharing: int = 1) -> Table:
    made = [
        {
            "lever": name,
            "step": 0.3,
            "points": points,
            "low": points - reach,
            "high": points + reach,
            "shares_lead": place < sharing,
            "cap": 0.2,
            "cap_points": points,
        }
        for place, (name, points, reach) in enumerate(rows)
    ]
    return table(TORNADO_FIELDS, made)


UP, MAYBE, DOWN = ("Waiting", 5.8, 1.0), ("Staff", 6.0, 9.0), ("Food", -3.0, 1.0)


@each_case(
    "found",
    case(
        "positive",
        levers(UP, DOWN),
        "Waiting moves the score most by one step",
        "+5.8 points (95~% range +4.8 to +6.8).",
    ),
    case(
        "shared",
        levers(MAYBE, UP, DOWN, sharing=2),
        "2 levers share the lead by one step",
        "They cannot be told apart: Staff +6.0 points (95~% range −3.0 to +15.0) and Waiting +5.8 "
        "points (95~% range +4.8 to +6.8).",
    ),
    case(
        "negative",
        levers(DOWN, ("Price", -9.0, 2.0)),
        "Every lever goes with a lower score",
        "By one step of each: Food −3.0 points (95~% range −4.0 to −2.0) and Price −9.0 points "
        "(95~% range −11.0 to −7.0).",
        Tone.ATTENTION,
    ),
    case(
        "undecided",
        levers(MAYBE, ("Shop", 0.0, 0.0)),
        "No lever can be told from nothing",
        "By one step of each: Staff +6.0 points (95~% range −3.0 to +15.0) and Shop 0.0 points "
        "(95~% range 0.0 to 0.0).",
        Tone.CAUTION,
    ),
    case(
        "undecided_and_negative",
        levers(MAYBE, DOWN),
        "No lever surely goes with a better score, 1 with a lower one",
        "By one step of each: Food −3.0 points (95~% range −4.0 to −2.0).",
        Tone.ATTENTION,
    ),
    case(
        "none",
        levers(),
        "No lever may be pulled",
        "Every lever is locked, or nothing sets it apart.",
        Tone.CAUTION,
    ),
)
def test_the_lever_that_moves_most_is_one_that_moves(found: Table, said: Sentences) -> None:
    assert written(scenarios.best_lever(Tornado("NPS", found, False, 600))) == said


def test_levers_that_share_the_lead_for_the_money_are_counted() -> None:
    said = scenarios.best_lever(Tornado("NPS", levers(UP, MAYBE, sharing=2), True, 600))
    assert said.headline == "2 levers share the lead for the money"
    assert said.verdict is Verdict.CANNOT_TELL
    alone = scenarios.best_lever(Tornado("NPS", levers(UP, DOWN), True, 600))
    assert alone.headline == "Waiting moves the score most for the money"
    assert alone.verdict is Verdict.SHOWN


@pytest.mark.parametrize(
    ("cannot_tell", "low", "said"),
    [
        (
            False,
            3.0,
            "The whole gap: +6.0 points of the company's score (95~% range +3.0 to +9.0, n 600).",
        ),
        (
            True,
            0.0,
            "The whole gap: +6.0 points of the company's score (95~% range 0.0 to +9.0, n 600). It "
            "may as well be nothing, so no target is reached by it.",
        ),
    ],
)
def test_the_whole_gap_says_that_it_may_be_nothing(
    cannot_tell: bool, low: float, said: str
) -> None:
    gap = PerformerGap(Estimate(6.0, low, 9.0, 600), (0.04, -0.02, -0.02), 40.0, cannot_tell)
    assert typeset(sliders.whole_gap(replace(model(), gap=gap))) == said
    assert sliders.whole_gap(model()) == ""


@each_case(
    "found",
    case(
        "positive",
        side_by_side(row("A", 2.0), row("B", 8.0)),
        "B goes with the best NPS",
        "38.0 points (95~% range 35.0 to 41.0), +8.0 to today.",
    ),
    case(
        "negative",
        side_by_side(row("A", -9.0), row("B", -4.0)),
        "Every scenario goes with a lower NPS than today's",
        "The least so B: 26.0 points (95~% range 23.0 to 29.0), −4.0 to today.",
        Tone.ATTENTION,
    ),
    case(
        "undecided",
        side_by_side(row("A", -4.0), row("B", 0.5)),
        "B first, but it cannot be told from today",
        "30.5 points (95~% range 27.5 to 33.5), +0.5 to today.",
        Tone.CAUTION,
    ),
    case(
        "nothing",
        side_by_side(row("A", 0.0), row("B", 0.0)),
        "A first, but it cannot be told from today",
        "30.0 points (95~% range 27.0 to 33.0), 0.0 to today.",
        Tone.CAUTION,
    ),
    case(
        "negative_and_undecided",
        side_by_side(row("A", -2.0), row("B", -3.0) | {"change_high": 1.0}),
        "No scenario is shown to go with a better NPS",
        "28.0 points (95~% range 25.0 to 31.0), −2.0 to today.",
        Tone.CAUTION,
    ),
)
def test_the_best_scenario_is_not_one_that_lowers_the_score(found: Table, said: Sentences) -> None:
    assert written(scenarios.compared(found, "NPS", 600)) == said
