import pytest

from cx.chapters.drivers.charts.boosting import permutation_bars
from cx.chapters.drivers.charts.interactions import group_dots
from cx.chapters.drivers.charts.penalty_reward import penalty_reward_bars
from cx.chapters.drivers.exhibits import of_penalties
from cx.chapters.drivers.interactions import GROUP_FIELDS
from cx.chapters.drivers.words import boosting, penalty_reward
from cx.drawing import style
from tests.chapters.companions import check, contrast, contrasted
from tests.chapters.results import table, typeset
from tests.drawing.drawn import SMALLEST_TYPE, font_sizes, plain, texts

EVIL = "<b>Shouting</b> & co"


TWO = contrast(
    contrasted(EVIL, -1.2, 0.4, "must-be"), contrasted("Staff", -0.1, 0.1, "not determinable")
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


def test_a_kind_that_is_not_shown_is_written_nowhere() -> None:
    seeming = contrast(contrasted("Staff", -1.2, 0.4, "not determinable", looks_like="must-be"))
    untrusted = contrast(contrasted("Staff", -1.2, 0.4, "must-be"))
    for found, trusted in ((seeming, True), (untrusted, False)):
        shown = of_penalties(found, trusted=trusted)
        assert shown.figure is not None
        drawn = shown.figure
        assert not any("must-be" in text for text in texts(plain(drawn)))
        assert {bar.marker.color.tolist()[0] for bar in drawn.data} == {style.NEUTRAL}
        assert "must-be" not in shown.alt
        assert shown.table is not None
        assert shown.table.frame["kind"].tolist() == ["not determinable"]
    assert "Staff (must-be)" in str(of_penalties(untrusted, trusted=True).figure)


def test_each_group_has_a_shape_of_its_own() -> None:
    east, west = group_dots(GROUPS).data
    assert set(east.marker.symbol).isdisjoint(west.marker.symbol)
    assert east.x.tolist() == [0.8, 0.5]
    assert west.x.tolist() == [0.2, 0.5]
    assert {round(y) for y in (*east.y, *west.y)} == {0, 1}


@pytest.mark.parametrize(
    "drawn", [penalty_reward_bars(TWO), group_dots(GROUPS), permutation_bars(check(EVIL, 0.1))]
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
    assert "Staff" in boosting.verdict(check(EVIL, 0.05)).detail
    lost = boosting.verdict(check(EVIL, 0.005))
    assert "Staff" not in lost.detail
    assert typeset(lost.detail).startswith(
        "On responses not seen before, straight lines explain 40~% and trees 40~% (difference "
        "0.5~%, standard error 1.0~%, n 1,200)."
    )
