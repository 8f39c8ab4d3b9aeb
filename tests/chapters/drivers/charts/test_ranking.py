from dataclasses import replace

import pytest

from cx.chapters.drivers.charts.ranking import importance_bars, importance_performance_map
from cx.drawing import style
from tests.chapters.results import driver, ranking

WAITING = driver("Waiting", 0.25, "concentrate here")
STAFF = driver("Staff", 0.15, "keep up the good work")
WEBSITE = driver("Website", 0.08, "undecided", "conflict")
THREE = ranking(WAITING, STAFF, WEBSITE)
LONG = "How satisfied were you with the speed of our"


def test_bars_put_the_most_important_on_top() -> None:
    drawn = importance_bars(THREE)
    (bars,) = drawn.data
    assert list(bars.y) == [0, 1, 2]
    assert drawn.layout.yaxis.ticktext == ("Website", "Staff", "Waiting")  # drawn from below
    assert bars.x.tolist() == [0.08, 0.15, 0.25]
    assert bars.error_x.array.tolist() == pytest.approx([0.01] * 3)
    assert bars.error_x.arrayminus.tolist() == pytest.approx([0.01] * 3)
    assert bars.orientation == "h"


def test_bars_of_a_conflict_are_grey() -> None:
    (bars,) = importance_bars(THREE).data
    assert bars.marker.color.tolist() == [style.NEUTRAL, style.ESTIMATE, style.ESTIMATE]


def test_bars_name_their_axis_and_grow_with_the_drivers() -> None:
    drawn = importance_bars(THREE)
    assert drawn.layout.xaxis.title.text == "Share of the score's variance"
    assert drawn.layout.xaxis.tickformat == ".0%"
    assert drawn.layout.height > importance_bars(ranking(WAITING, STAFF)).layout.height


def test_long_questions_that_begin_alike_stay_two_bars() -> None:
    two = ranking(driver(f"{LONG} delivery?", 0.2), driver(f"{LONG} answers?", 0.1))
    (bars,) = importance_bars(two).data
    assert len(set(bars.y)) == 2


def test_hover_of_a_bar_gives_the_whole_question() -> None:
    (bars,) = importance_bars(ranking(driver(f"{LONG} delivery?", 0.2), STAFF)).data
    hovered = [*bars.y, *(bars.text or ()), *bars.customdata.ravel(), *(bars.hovertext or ())]
    assert f"{LONG} delivery?" in hovered


def test_map_places_drivers_and_hairs() -> None:
    drawn = importance_performance_map(THREE)
    (points,) = drawn.data
    assert points.y.tolist() == [0.25, 0.15, 0.08]
    assert points.x.tolist() == [7, 7, 7]
    assert list(points.marker.symbol) == ["square", "circle", "circle-open"]
    assert list(points.marker.color) == [style.UNFAVOURABLE, style.FAVOURABLE, style.NEUTRAL]
    assert [row[0] for row in points.customdata] == [
        "concentrate here",
        "keep up the good work",
        "undecided",
    ]
    upright, level = drawn.layout.shapes
    assert upright.x0 == upright.x1 == pytest.approx(7)
    assert level.y0 == level.y1 == 0.125


def test_map_names_axes_and_corners() -> None:
    layout = importance_performance_map(THREE).layout
    assert layout.xaxis.title.text == "Mean rating"
    assert layout.yaxis.title.text == "Importance, share of the score's variance"
    assert {note.text for note in layout.annotations} == {
        "concentrate here",
        "keep up the good work",
        "low priority",
        "possible overkill",
    }


def test_drivers_on_different_scales_share_an_axis_of_shares() -> None:
    drawn = importance_performance_map(replace(THREE, same_scale=False))
    assert drawn.layout.xaxis.title.text == "Performance, share of each scale"
    assert drawn.data[0].x.tolist() == [0.67, 0.67, 0.67]
    assert drawn.layout.shapes[0].x0 == 0.65


def test_a_crowded_map_names_only_what_says_something() -> None:
    crowd = [driver(f"driver {place}", 0.05) for place in range(10)]
    (points,) = importance_performance_map(ranking(WAITING, *crowd)).data
    assert list(points.text) == ["Waiting", *[""] * 10]
