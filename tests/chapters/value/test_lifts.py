"""Each driver lifted alone: how far, and what it is called."""

from dataclasses import replace
from pathlib import Path

import pytest

from cx.chapters.value.lifts import lift_drivers
from cx.chapters.value.words.worth import lift_name
from cx.chapters.what_if.fitting import (
    Moves,
    Shift,
    WhatIfModel,
    WhatIfOptions,
    evaluate,
    fit_what_if,
)
from cx.chapters.what_if.levers import Place
from tests import synth600
from tests.chapters.what_if.test_what_if import ROLES, frame_of
from tests.frames import responses_of


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> WhatIfModel:
    folder: Path = tmp_path_factory.mktemp("synth")
    responses = responses_of(folder, frame_of(synth600.make()), ROLES)
    return fit_what_if(responses, WhatIfOptions(draws=60))


def best_at(model: WhatIfModel, value: float) -> WhatIfModel:
    """Let one place be far ahead on the first driver, and none on any other."""
    first, *others = model.levers
    levers = [
        replace(first, highest=Place("Agent", "Zoe", value, 40)),
        *(replace(lever, lowest=None, highest=None) for lever in others),
    ]
    return replace(model, levers=tuple(levers))


def test_lifts_reach_the_best_group_or_take_a_step_that_is_named(model: WhatIfModel) -> None:
    first, second, *_ = model.levers
    lifts = lift_drivers(best_at(model, first.mean + 0.5))
    assert lift_name(lifts[0]) == f"d1: to the best group's {first.mean + 0.5:.2f}"
    assert lift_name(lifts[1]) == "d2: +0.3 for everybody"
    by_step = evaluate(model, Moves((Shift(second.key, 0.3),))).change.value
    assert lifts[1].change_points == pytest.approx(by_step)
    assert 100 * (lifts[1].share_changes[0] - lifts[1].share_changes[2]) == pytest.approx(by_step)
    assert {lift.source for lift in lifts} == {"driver"}


def test_who_is_ahead_by_a_hair_is_no_place_to_go_to(model: WhatIfModel) -> None:
    lifts = lift_drivers(best_at(model, model.levers[0].mean + 0.001))
    assert lift_name(lifts[0]) == "d1: +0.3 for everybody"


def test_locked_drivers_are_not_lifted(model: WhatIfModel) -> None:
    locked = [lever.label for lever in model.levers if lever.locked]
    assert locked
    assert not {lift.what for lift in lift_drivers(model)} & set(locked)
