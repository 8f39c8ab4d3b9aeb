"""Dots with their ranges in rows: one look for every chapter."""

import math
from dataclasses import replace

import numpy as np
import pytest

from cx.drawing import style
from cx.drawing.dots import Dots, dots_in_rows
from cx.vocabulary import Estimate

TWO = Dots([10, 20], [5, 12], [16, 30], ["first", "second"])


def test_rows_are_named_with_n_and_hold_value_and_range() -> None:
    drawn = dots_in_rows(TWO, ["a", "b"], x_title="points", n=[1_200, 30])
    (dots,) = drawn.data
    assert (list(dots.x), list(dots.y)) == ([10, 20], [0, 1])
    assert (list(dots.error_x.array), list(dots.error_x.arrayminus)) == ([6, 10], [5, 8])
    assert list(dots.hovertext) == ["first", "second"]
    assert drawn.layout.yaxis.ticktext == ("a (1,200)", "b (30)")
    assert drawn.layout.xaxis.title.text == "points"
    assert drawn.layout.showlegend is False


def test_filled_where_it_differs_and_grey_where_few() -> None:
    marked = replace(TWO, filled=np.array([True, False]), grey=[False, True], symbol="diamond")
    (dots,) = dots_in_rows(marked, ["a", "b"], x_title="").data
    assert list(dots.marker.symbol) == ["diamond", "diamond-open"]
    assert list(dots.marker.color) == [style.ESTIMATE, style.NEUTRAL]


def test_looks_may_differ_by_row() -> None:
    own = replace(TWO, colour=["red", "blue"], symbol=["circle", "square"])
    (dots,) = dots_in_rows(own, ["a", "b"], x_title="").data
    assert list(dots.marker.symbol) == ["circle", "square"]
    assert list(dots.marker.color) == ["red", "blue"]


@pytest.mark.parametrize(("guide", "lines"), [(12.0, [12.0]), (None, []), (math.nan, [])])
def test_a_guide_is_drawn_where_it_is_known(guide: float | None, lines: list[float]) -> None:
    drawn = dots_in_rows(TWO, ["a", "b"], x_title="", guide=guide)
    assert [shape.x0 for shape in drawn.layout.shapes] == lines


def test_the_target_lies_where_the_axis_has_it() -> None:
    drawn = dots_in_rows(TWO, ["a", "b"], x_title="", target_points=40, target_at=15)
    (line,) = drawn.layout.shapes
    assert (line.x0, drawn.layout.annotations[0].text) == (15, "Target +40")


def test_series_stand_below_each_other_within_their_row() -> None:
    series = [replace(TWO, name="north"), replace(TWO, rows=[1, 0], name="south")]
    north, south = dots_in_rows(series, ["a", "b"], x_title="").data
    assert list(north.y) == pytest.approx([0.175, 1.175])
    assert list(south.y) == pytest.approx([0.825, -0.175])
    assert dots_in_rows(series, ["a", "b"], x_title="").layout.showlegend


def test_series_may_share_the_line_of_their_row() -> None:
    series = [TWO, Dots([15], hover=["mean"], rows=[1])]
    both = dots_in_rows(series, ["a", "b"], x_title="", apart=False).data
    assert [list(dots.y) for dots in both] == [[0, 1], [1]]
    assert np.isnan(both[1].error_x.array).all()


def test_estimates_bring_their_ranges() -> None:
    (dots,) = dots_in_rows(
        Dots.of([Estimate(10, 5, 16, 30)], ["first"], size=14), ["a"], x_title=""
    ).data
    assert (list(dots.x), list(dots.error_x.array), dots.marker.size) == ([10], [6], 14)
    assert len(dots_in_rows(Dots.of([], []), [], x_title="").data[0].x) == 0


def test_numbers_may_be_written_above() -> None:
    (dots,) = dots_in_rows(replace(TWO, written=["10", "20"]), ["a", "b"], x_title="").data
    assert (dots.mode, list(dots.text)) == ("markers+text", ["10", "20"])


def test_names_of_several_lines_make_room() -> None:
    plain = dots_in_rows(TWO, ["a", "b"], x_title="")
    broken = dots_in_rows(TWO, ["a<br>a", "b"], x_title="")
    assert broken.layout.height > plain.layout.height


def test_no_rows_are_an_empty_picture() -> None:
    drawn = dots_in_rows(Dots([], [], [], []), [], x_title="points", target_points=40)
    assert drawn.layout.height >= 100
