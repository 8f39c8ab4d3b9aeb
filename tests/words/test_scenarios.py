"""What is said of scenarios and promises, word for word."""

from __future__ import annotations

from datetime import date

import pytest

from cx.analyses.levers import LeverKind
from cx.analyses.moves import Moves, Shift
from cx.analyses.promises import Promise, Settled, Standing
from cx.analyses.scenarios import SCENARIO_FIELDS, keep_promise
from cx.analyses.worth import WORTH_FIELDS, WorthOptions, Worths
from cx.vocabulary import Estimate, Table
from cx.words import case_lever, scenarios
from cx.words import worth as worth_words
from tests.words.results import table
from tests.words.what_if_results import lever

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


def row(name: str, change: float, guesswork: bool = False) -> dict[str, object]:
    return {
        "scenario": name,
        "points": 30 + change,
        "low": 27 + change,
        "high": 33 + change,
        "change_points": change,
        "change_low": change - 1,
        "change_high": change + 1,
        "together_points": change,
        "favourable_share": 0.5,
        "unfavourable_share": 0.2,
        "guesswork": guesswork,
    }


def side_by_side(*rows: dict[str, object]) -> Table:
    return table(SCENARIO_FIELDS, list(rows))


def test_the_best_scenario_is_named_with_its_range() -> None:
    said = scenarios.compared(side_by_side(row("A", 2.0), row("B", 8.0, True)), "NPS")
    assert said.headline == "B goes with the best NPS"
    assert said.detail.replace("\xa0", " ") == (
        "38.0 points (95 % range 35.0 to 41.0), +8.0 to today. It goes beyond what was observed: "
        "guesswork."
    )
    close = scenarios.compared(side_by_side(row("A", 7.0), row("B", 8.0)), "NPS")
    assert close.headline == "B first, but its range overlaps with A"
    assert scenarios.compared(side_by_side(row("A", 7.0)), "NPS").headline == "A: NPS 37"


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


def test_lifts_of_drivers_are_named_by_how_far_they_go() -> None:
    assert worth_words.lift_name(lever(), 0.3, True) == "Waiting: to the best group's 7.60"
    assert worth_words.lift_name(lever(best=None), 0.3, False) == "Waiting: +0.3 for everybody"
    assert lever(kind=LeverKind.RATING).best is not None


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
