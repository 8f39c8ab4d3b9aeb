"""Scenarios and promises: kept as plain values, and settled by answers they were not made from."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from cx.chapters.what_if.moves import Lift, Mix, Moves, Shift
from cx.chapters.what_if.promises import (
    Promise,
    Scenario,
    Standing,
    last_day,
    ledger,
    read_promises,
    read_scenarios,
    settle,
)
from cx.plain import to_plain
from cx.store.responses import Responses
from cx.vocabulary import Estimate, Role
from tests.frames import responses_of

MOVES = Moves(
    (Shift("driver_1", 0.3),),
    (Lift("driver_2", 6.0, 8.0),),
    (Mix("acquisition_channel", (("Referral", 0.4),)),),
    0.5,
)
PROMISE = Promise(
    "Quicker",
    MOVES,
    Estimate(40.0, 36.0, 44.0, 400),
    Estimate(20.0, 16.0, 24.0, 400),
    date(2026, 3, 2),
    date(2026, 6, 30),
    "made from",
    date(2026, 2, 28),
    "Score",
    "abc",
)
DATED = {"score": Role.OUTCOME, "when": Role.RESPONDED_AT}


def answers(folder: Path, *months: tuple[str, int, int, int]) -> Responses:
    """Make answers by month: promoters, passives and detractors, on its first and last days."""
    rows = [
        (score, pd.Timestamp(f"{month}-{1 + 27 * (i % 2):02d}"))
        for month, *counts in months
        for score, count in zip((10, 8, 3), counts, strict=True)
        for i in range(count)
    ]
    folder.mkdir(exist_ok=True)
    return responses_of(folder, pd.DataFrame(rows, columns=["score", "when"]), DATED)


def test_scenarios_and_promises_survive_json() -> None:
    scenarios = (Scenario("Quicker", MOVES), Scenario("None", Moves()))
    assert read_scenarios(json.loads(json.dumps(to_plain(scenarios)))) == scenarios
    undated = replace(PROMISE, seen_until=None)
    kept = json.loads(json.dumps(to_plain((PROMISE, undated))))
    assert read_promises(kept) == (PROMISE, undated)


@pytest.mark.parametrize("kept", [None, {}, [3, {"name": "half"}]])
def test_what_cannot_be_read_is_left_out(kept: object) -> None:
    assert read_scenarios(kept) == ()
    assert read_promises(kept) == ()


def test_only_later_answers_settle_a_promise(tmp_path: Path) -> None:
    found = answers(tmp_path, ("2026-02", 10, 10, 90), ("2026-04", 100, 60, 40))
    assert last_day(found) == date(2026, 4, 28)
    one = settle(found, PROMISE, "Score")
    assert (one.standing, one.n) == (Standing.SETTLED, 200)
    assert (one.first, one.last) == (date(2026, 4, 1), date(2026, 4, 28))
    assert one.kept is not None
    assert one.kept.came.value == pytest.approx(30.0)
    assert one.kept.difference.value == pytest.approx(-10.0)
    assert not one.kept.differs


def test_a_promise_that_was_missed_is_told(tmp_path: Path) -> None:
    one = settle(answers(tmp_path, ("2026-04", 500, 300, 300)), PROMISE, "Score")
    assert one.kept is not None
    assert one.kept.differs
    row = ledger((one,)).frame.iloc[0]
    assert row["points"] == pytest.approx(100 * 200 / 1100)
    assert row["difference_high"] < 0
    assert bool(row["differs"])


def test_answers_that_were_seen_settle_nothing(tmp_path: Path) -> None:
    one = settle(answers(tmp_path, ("2026-02", 10, 10, 10)), PROMISE, "Score")
    assert (one.standing, one.kept) == (Standing.WAITING, None)
    assert np.isnan(ledger((one,)).frame["points"].iloc[0])


def test_few_answers_are_not_scored(tmp_path: Path) -> None:
    one = settle(answers(tmp_path, ("2026-04", 2, 1, 1)), PROMISE, "Score")
    assert (one.standing, one.n, one.kept) == (Standing.TOO_FEW, 4, None)


def test_another_outcome_settles_nothing(tmp_path: Path) -> None:
    found = answers(tmp_path, ("2026-04", 50, 20, 20))
    assert settle(found, PROMISE, "Effort").standing is Standing.OTHER_OUTCOME


def test_without_dates_a_later_file_settles(tmp_path: Path) -> None:
    frame = pd.DataFrame({"score": [10] * 50 + [3] * 50})
    found = responses_of(tmp_path, frame, {"score": Role.OUTCOME})
    undated = replace(PROMISE, seen_until=None)
    one = settle(found, undated, "Score")
    assert one.standing is Standing.SETTLED
    assert (one.first, one.last, one.n) == (None, None, 100)
    assert settle(found, replace(undated, digest=found.digest), "Score").standing is (
        Standing.WAITING
    )
