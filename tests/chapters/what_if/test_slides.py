"""The sliders as arithmetic: moves become values and come back, shares add up."""

from pathlib import Path

import pytest

from cx.chapters.what_if.fitting import Mix, Moves, Shift, WhatIfModel, WhatIfOptions, fit_what_if
from cx.chapters.what_if.slides import (
    GAP,
    adjusted,
    goes_beyond,
    moves_of,
    slide_of,
    slides_of_mix,
    values_of,
)
from tests import synth600
from tests.chapters.what_if.test_scenarios import GAP_OF
from tests.chapters.what_if.test_what_if import ROLES, frame_of
from tests.frames import responses_of

CHANNEL = "acquisition_channel"


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> WhatIfModel:
    folder: Path = tmp_path_factory.mktemp("synth")
    responses = responses_of(folder, frame_of(synth600.make()), ROLES)
    return fit_what_if(responses, WhatIfOptions(draws=60), GAP_OF)


def test_sliders_at_rest_move_nothing(model: WhatIfModel) -> None:
    assert not moves_of(model, values_of(model, Moves()), ())


def test_moves_come_back_from_their_sliders(model: WhatIfModel) -> None:
    moves = Moves(
        (Shift("driver_1", 0.4), Shift("driver_2", -0.2)),
        mixes=(Mix(CHANNEL, ((model.mix(CHANNEL).column.categories[0], 0.5),)),),
        gap_closed=0.5,
    )
    values = values_of(model, moves)
    assert values[GAP] == 50
    assert moves_of(model, values, ()) == moves


def test_a_slider_never_passes_the_best_or_the_worst_group(model: WhatIfModel) -> None:
    for lever in model.levers:
        slide = slide_of(lever, beyond=False)
        if lever.highest is not None and lever.lowest is not None:
            assert slide.high <= max(lever.highest.value - lever.mean, 0) + 1e-6
            assert slide.low >= min(lever.lowest.value - lever.mean, 0) - 1e-6
        assert goes_beyond(model, Moves((Shift(lever.key, slide.high + 0.05),)))
        assert slide_of(lever, beyond=True).high > slide.high


@pytest.mark.parametrize("share", [0.0, 12.3, 60.0, 100.0])
def test_shares_add_up_and_the_others_keep_their_proportion(
    model: WhatIfModel, share: float
) -> None:
    mix = model.mix(CHANNEL)
    shares = adjusted(mix, {}, 0, share)
    assert shares[0] == share
    assert sum(shares) == pytest.approx(100, abs=0.2)
    rest = sum(mix.shares[1:])
    for at, today in enumerate(mix.shares[1:], start=1):
        assert shares[at] == pytest.approx((100 - share) * today / rest, abs=0.051)


def test_a_second_move_starts_from_the_first(model: WhatIfModel) -> None:
    mix = model.mix(CHANNEL)
    keys = [slide.key for slide in slides_of_mix(mix)]
    once = dict(zip(keys, adjusted(mix, {}, 0, 60.0), strict=True))
    twice = adjusted(mix, once, 1, 50.0)
    assert twice[0] / twice[-1] == pytest.approx(60.0 / once[keys[-1]], rel=0.02)
    assert sum(twice) == pytest.approx(100, abs=0.2)
