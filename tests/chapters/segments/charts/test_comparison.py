from dataclasses import replace

import numpy as np
import plotly.graph_objects as go
import pytest

from cx.chapters.segments.charts.comparison import margin_dots, score_grid
from cx.drawing import style
from tests.chapters.results import NAN, margin, scored, segments, typeset

GRID = segments(
    {
        ("Referral", "more"): scored(50, 120, 25, 0.001),
        ("Referral", "less"): scored(NAN, 3),
        ("Search", "more"): scored(20, 12, -11, 0.4),
        ("Search", "less"): scored(NAN, 0),
    }
)


def markers(figure: go.Figure) -> go.Scatter:
    """The invisible squares that report clicks."""
    (found,) = figure.select_traces({"type": "scatter", "mode": "markers"})
    return found


def written(figure: go.Figure) -> dict[tuple[float, float], str]:
    return {
        (x, y): text
        for trace in figure.select_traces({"type": "scatter", "mode": "text"})
        for x, y, text in zip(trace.x, trace.y, trace.text, strict=True)
    }


def test_cells_are_coloured_around_the_overall_score() -> None:
    drawn = score_grid(GRID)
    background, coloured = drawn.data[:2]
    np.testing.assert_array_equal(
        np.array(coloured.z, float), [[50, np.nan], [np.nan, np.nan]]
    )  # small and uncertain cells stay grey
    assert np.array(background.z).shape == (2, 2)
    assert (coloured.zmin + coloured.zmax) / 2 == pytest.approx(30)
    assert coloured.zmin <= 50 <= coloured.zmax


def test_markers_report_row_and_column_and_cannot_be_seen() -> None:
    found = markers(score_grid(GRID))
    assert found.marker.opacity == 0
    assert found.customdata.tolist() == [
        ["Referral", "more"],
        ["Referral", "less"],
        ["Search", "more"],
        ["Search", "less"],
    ]
    assert found.x.tolist() == [0, 1, 0, 1]
    assert found.y.tolist() == [0, 0, 1, 1]


def test_markers_report_the_persons_own_text_unescaped() -> None:
    found = markers(score_grid(segments({("<b>A</b>", "x & y"): scored(10)})))
    assert found.customdata.tolist() == [["<b>A</b>", "x & y"]]


def test_cells_say_score_and_n_and_what_is_certain() -> None:
    assert written(score_grid(GRID)) == {
        (0, 0): "<b>50*</b><br>n 120",
        (1, 0): "n 3",
        (0, 1): "<b>20</b><br>n 12",
        (1, 1): "",
    }


def test_hover_tells_the_rest() -> None:
    found = [typeset(text) for text in markers(score_grid(GRID)).text]
    assert found == [
        "Referral / more<br>50 points (41 to 59)<br>+25 against the rest, adjusted p = 0.001"
        "<br>n 120",
        "Referral / less<br>too few responses to score<br>n 3",
        "Search / more<br>20 points (11 to 29)<br>−11 against the rest, adjusted p = 0.4<br>n 12",
        "Search / less<br>no responses<br>n 0",
    ]


def test_one_group_is_not_compared_with_nobody() -> None:
    lonely = scored(50) | {"difference_points": NAN, "p_value": NAN, "p_adjusted": NAN}
    (text,) = markers(score_grid(segments({("Referral", "more"): lonely}))).text
    assert "against the rest" not in text


def test_axes_carry_levels_and_headers() -> None:
    layout = score_grid(GRID).layout
    assert layout.xaxis.title.text == "Purchase behaviour"
    assert layout.yaxis.title.text == "Acquisition channel"
    assert list(layout.xaxis.ticktext) == ["more", "less"]
    assert list(layout.yaxis.ticktext) == ["Referral", "Search"]
    assert layout.yaxis.autorange == "reversed"


def test_long_words_above_the_grid_are_slanted_not_broken() -> None:
    assert score_grid(GRID).layout.xaxis.tickangle == 0
    names = ["Electronics", *(f"column {place}" for place in range(8))]
    many = segments({("Referral", name): scored(50) for name in names})
    layout = score_grid(many).layout
    assert layout.xaxis.tickangle == -40
    assert layout.xaxis.ticktext[0] == "Electronics"


def test_one_category_is_a_grid_of_one_column() -> None:
    alone = segments({("Referral", ""): scored(50), ("Search", ""): scored(20)})
    drawn = score_grid(replace(alone, column=None, column_margin=None))
    assert markers(drawn).customdata.tolist() == [["Referral"], ["Search"]]
    assert drawn.layout.xaxis.title.text == ""


def test_nothing_to_colour() -> None:
    drawn = score_grid(segments({("Referral", "more"): scored(NAN, 2)}))
    assert np.isnan(np.array(drawn.data[1].z, float)).all()
    assert drawn.data[1].zmin < drawn.data[1].zmax


def test_margin_puts_the_best_on_top_and_marks_what_is_sure() -> None:
    groups = {
        "Search": scored(31, 300),
        "Referral": scored(39, 400, 12, 0.001),
        "tiny": scored(35, 12),
        "hidden": scored(NAN, 3),
    }
    drawn = margin_dots(margin("Channel", groups), 33.5, "NPS")
    (dots,) = drawn.data
    assert dots.x.tolist() == [31, 35, 39]
    assert list(dots.y) == [0, 1, 2]
    assert drawn.layout.yaxis.ticktext == ("Search (300)", "tiny (12)", "Referral (400)")
    assert dots.marker.symbol.tolist() == ["circle-open", "circle-open", "circle"]
    assert dots.marker.color.tolist() == [style.ESTIMATE, style.NEUTRAL, style.ESTIMATE]
    assert dots.error_x.array.tolist() == [9, 9, 9]
    assert drawn.layout.xaxis.title.text == "NPS, points"
    (guide,) = drawn.layout.shapes
    assert guide.x0 == guide.x1 == 33.5


def test_long_levels_that_begin_alike_stay_two_dots() -> None:
    start = "Customers who came through the partner programme"
    groups = {f"{start}, north": scored(31), f"{start}, south": scored(39)}
    (dots,) = margin_dots(margin("Channel", groups), 30, "NPS").data
    assert len(set(dots.y)) == 2


def test_the_target_is_a_line_of_its_own() -> None:
    groups = {"Search": scored(31), "Referral": scored(39)}
    drawn = margin_dots(margin("Channel", groups), 33.5, "NPS", 40)
    assert [shape.x0 for shape in drawn.layout.shapes] == [33.5, 40]
    assert drawn.layout.annotations[0].text == "Target +40"


def test_a_cell_hidden_for_others_says_so_and_tells_nothing_more() -> None:
    drawn = score_grid(segments({("Referral", "more"): scored(NAN, 40)}))
    assert list(markers(drawn).text) == [
        "Referral / more<br>not shown: it would give a small group away<br>n 40"
    ]
