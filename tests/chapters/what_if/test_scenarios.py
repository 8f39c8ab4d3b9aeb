import numpy as np
import pytest

from cx.chapters.what_if.fitting import (
    Lift,
    Mix,
    Moves,
    PerformerGap,
    Shift,
    WhatIfModel,
    WhatIfOptions,
    evaluate,
    fit_what_if,
)
from cx.chapters.what_if.scenarios import (
    GAP,
    compare_scenarios,
    keep_promise,
    merged,
    pulls,
    seek_goal,
    tornado,
)
from cx.plain import from_json, to_json
from cx.problems import CxError
from cx.vocabulary import Estimate
from tests import synth600
from tests.chapters.what_if.test_what_if import ROLES, frame_of
from tests.frames import responses_of

GAP_OF = PerformerGap(Estimate(6.0, 3.0, 9.0, 600), (0.04, -0.02, -0.02), 40.0)
CHANNEL = "acquisition_channel"


@pytest.fixture(scope="module")
def model(tmp_path_factory) -> WhatIfModel:
    folder = tmp_path_factory.mktemp("synth")
    responses = responses_of(folder, frame_of(synth600.make()), ROLES)
    return fit_what_if(responses, WhatIfOptions(draws=60), GAP_OF)


def test_locked_levers_are_never_pulled(model):
    keys = [pull.key for pull in pulls(model)]
    assert keys == ["driver_1", "driver_2", "driver_3", "driver_4", GAP]


def test_tornado_has_one_step_of_each_lever_the_strongest_first(model):
    frame = tornado(model).levers.frame.set_index("lever")
    assert frame["points"].is_monotonic_decreasing
    assert frame.loc["d1", "points"] == pytest.approx(5.765007, abs=1e-5)
    assert frame.loc["d1", "together_points"] == pytest.approx(7.327654, abs=1e-5)
    assert frame.loc["Performer gap", "points"] == pytest.approx(0.6)
    # The best of four groups is not above what luck gives the best of four.
    assert not frame.index.str.startswith("channel").any()
    assert frame["shares_lead"].tolist() == [True, *[False] * (len(frame) - 1)]
    assert frame["cost"].isna().all()


def test_tornado_by_cost_puts_the_cheap_first(model):
    answer = tornado(model, {"driver_1": 1000.0, "driver_3": 10.0})
    frame = answer.levers.frame
    assert answer.by_cost
    assert list(frame["lever"][:2]) == ["d3", "d1"]
    assert frame["points_per_cost"][1] == pytest.approx(5.765007 / 1000, abs=1e-8)


def test_goal_seek_reaches_a_near_target_with_the_strongest_lever(model):
    target = model.baseline.value + 2
    found = seek_goal(model, target)
    assert found.reached
    assert found.result.score.value == pytest.approx(target, abs=0.01)
    ((pull, size),) = found.pulled
    assert pull.key == "driver_1"
    assert 0 < size < pull.cap
    assert np.isnan(found.cost)


def test_goal_seek_takes_the_cheapest_first_and_adds_the_costs_up(model):
    costs = {"driver_1": 1000.0, "driver_2": 1.0}
    found = seek_goal(model, model.baseline.value + 2, costs)
    assert [pull.key for pull, _ in found.pulled] == ["driver_2", "driver_1"]
    (cheap, cheap_size), (_, dear_size) = found.pulled
    assert cheap_size == cheap.cap
    assert found.cost == pytest.approx(cheap_size / 0.3 * 1.0 + dear_size / 0.3 * 1000.0)


def test_goal_seek_out_of_reach_says_how_far_one_gets(model):
    found = seek_goal(model, 95.0)
    assert not found.reached
    assert all(size == pull.cap for pull, size in found.pulled)
    assert model.baseline.value < found.result.score.value < 95
    assert found.result.score == evaluate(model, found.moves).score


def test_goal_seek_needs_nothing_for_what_is_there(model):
    found = seek_goal(model, model.baseline.value - 1)
    assert found.reached
    assert found.pulled == ()
    assert not found.moves


def test_goal_seek_never_goes_where_nobody_has_been(model):
    moves = seek_goal(model, 95.0).moves
    guesses = evaluate(model, Moves(shifts=moves.shifts)).guesswork
    # At a cap the mean is the best group's own, or below it where ratings stop at 10.
    assert guesses == ()


@pytest.mark.parametrize("cost", [0.0, -5.0, float("nan")])
def test_costs_must_be_above_nothing(model, cost):
    for ask in (tornado, lambda m, costs: seek_goal(m, 30.0, costs)):
        with pytest.raises(CxError, match="not above 0"):
            ask(model, {"driver_1": cost})


def test_scenarios_side_by_side(model):
    moves = {
        "Nothing": Moves(),
        "Wait less": Moves((Shift("driver_1", 0.1),)),
        "Far": Moves((Shift("driver_1", 2.0),)),
    }
    table = compare_scenarios([(name, evaluate(model, made)) for name, made in moves.items()])
    frame = table.frame.set_index("scenario")
    assert list(frame.index) == list(moves)
    assert frame.loc["Nothing", "points"] == model.baseline.value
    assert frame["change_points"].is_monotonic_increasing
    assert list(frame["guesswork"]) == [False, False, True]
    with pytest.raises(CxError, match="fit side by side"):
        compare_scenarios([("x", evaluate(model, Moves()))] * 5)


def test_promises(model):
    promised = evaluate(model, Moves((Shift("driver_1", 0.3),))).score
    kept = keep_promise(promised, promised)
    assert kept.difference.value == 0
    assert not kept.differs
    far = Estimate(promised.value - 40, promised.low - 40, promised.high - 40, 600)
    broken = keep_promise(promised, far)
    assert broken.differs
    assert broken.difference.value == pytest.approx(-40)
    assert broken.difference.low < -40 < broken.difference.high < 0


def test_moves_go_through_json_and_merge():
    moves = Moves(
        (Shift("driver_1", 0.3),),
        (Lift("driver_2", 6, 8, lowest=3),),
        (Mix(CHANNEL, (("Referral", 0.4),)),),
        0.5,
    )
    assert from_json(Moves, to_json(moves)) == moves
    assert hash(moves) == hash(from_json(Moves, to_json(moves)))
    both = merged(Moves(moves.shifts, moves.lifts), Moves((), (), moves.mixes, 0.5))
    assert both == moves
    assert moves.levers == ("driver_1", "driver_2")
