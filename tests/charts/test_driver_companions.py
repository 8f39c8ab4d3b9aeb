from __future__ import annotations

import pandas as pd
import pytest

from cx.analyses.boosting import BOOSTING_FIELDS, BoostedCheck, BoostingOptions
from cx.analyses.driver_interactions import GROUP_FIELDS
from cx.analyses.penalty_reward import (
    PENALTY_REWARD_FIELDS,
    PenaltiesAndRewards,
    PenaltyRewardOptions,
)
from cx.charts import style
from cx.charts.boosting import permutation_bars
from cx.charts.driver_interactions import group_dots
from cx.charts.penalty_reward import penalty_reward_bars
from cx.vocabulary import Table
from cx.words import boosting, penalty_reward
from tests.charts.drawn import SMALLEST_TYPE, font_sizes, plain, texts
from tests.words.results import table, typeset

EVIL = "<b>Shouting</b> & co"


def contrasted(name: str, penalty: float, reward: float, kind: str) -> dict[str, object]:
    return {
        "driver": name,
        "low_to": 6,
        "high_from": 9,
        "n_low": 300,
        "n_high": 200,
        "penalty": penalty,
        "penalty_low": penalty - 0.1,
        "penalty_high": penalty + 0.1,
        "reward": reward,
        "reward_low": reward - 0.1,
        "reward_high": reward + 0.1,
        "asymmetry": (reward + penalty) / (reward - penalty),
        "asymmetry_low": -0.7,
        "asymmetry_high": -0.4,
        "asymmetry_straight": -0.3,
        "kind": kind,
    }


def contrast(*rows: dict[str, object]) -> PenaltiesAndRewards:
    made = table(PENALTY_REWARD_FIELDS, rows)
    return PenaltiesAndRewards(PenaltyRewardOptions(), made, 7.1, 0.4, 1_200, ())


TWO = contrast(
    contrasted(EVIL, -1.2, 0.4, "must-be"), contrasted("Staff", -0.1, 0.1, "not determinable")
)


def check(gain: float) -> BoostedCheck:
    frame = pd.DataFrame([[EVIL, 0.2, 0.1, 0.3], ["Staff", 0.1, 0.05, 0.15]])
    frame.columns = [field.name for field in BOOSTING_FIELDS]
    made = Table(frame, BOOSTING_FIELDS)
    return BoostedCheck(
        BoostingOptions(), made, 0.4, 0.4 + gain, gain, 0.01, gain > 0.01, 1_200, 1_200
    )


GROUPS = table(
    GROUP_FIELDS,
    [
        dict(zip([f.name for f in GROUP_FIELDS], values, strict=True))
        for values in (
            (EVIL, "East", 600, 0.8, 0.7, 0.9),
            (EVIL, EVIL, 500, 0.2, 0.1, 0.3),
            ("Staff", "East", 600, 0.5, 0.4, 0.6),
            ("Staff", EVIL, 500, 0.5, 0.4, 0.6),
        )
    ],
)


def test_penalties_go_left_and_rewards_right_and_the_unsure_are_grey() -> None:
    penalty, reward = penalty_reward_bars(TWO).data
    assert penalty.x.tolist() == [-0.1, -1.2]
    assert reward.x.tolist() == [0.1, 0.4]
    assert penalty.marker.color.tolist() == [style.NEUTRAL, style.UNFAVOURABLE]
    assert reward.marker.color.tolist() == [style.NEUTRAL, style.FAVOURABLE]


def test_each_group_has_a_shape_of_its_own() -> None:
    east, west = group_dots(GROUPS).data
    assert east.marker.symbol != west.marker.symbol
    assert east.x.tolist() == [0.8, 0.5]
    assert west.x.tolist() == [0.2, 0.5]
    assert {round(y) for y in (*east.y, *west.y)} == {0, 1}


@pytest.mark.parametrize(
    "drawn", [penalty_reward_bars(TWO), group_dots(GROUPS), permutation_bars(check(0.1))]
)
def test_texts_are_large_and_shown_as_they_are(drawn) -> None:  # type: ignore[no-untyped-def]
    assert min(size for _, size in font_sizes(plain(drawn))) >= SMALLEST_TYPE
    assert not any("<b>Shouting" in text for text in texts(plain(drawn)))
    assert any("&lt;b&gt;Shouting" in text for text in texts(plain(drawn)))


def test_a_must_be_is_named_first() -> None:
    said = penalty_reward.kinds(contrast(contrasted("Staff", -1.2, 0.4, "must-be")))
    assert said.headline == "Get Staff right first: low ratings cost most"
    assert said.detail == (
        "Staff \N{EN DASH} must-be: missed when bad, hardly noticed when good. n 1,200."
    )


def test_what_cannot_be_determined_is_said() -> None:
    said = penalty_reward.kinds(contrast(contrasted("Staff", -0.1, 0.1, "not determinable")))
    assert said.headline == "Must-be or delighter: not determinable"


def test_trees_name_drivers_only_when_they_win() -> None:
    assert "Staff" in boosting.verdict(check(0.05)).detail
    lost = boosting.verdict(check(0.005))
    assert "Staff" not in lost.detail
    assert typeset(lost.detail).startswith(
        "On responses not seen before, straight lines explain 40~% and trees 40~% (difference "
        "0.5~%, standard error 1.0~%, n 1,200)."
    )
