from dataclasses import replace

import plotly.graph_objects as go
import pytest

from cx.chapters.performers.charts.gaps import gap_dumbbells, scores_by_size
from cx.drawing import style
from tests.chapters.results import gap, performer, performers, typeset

FOUND = performers(
    performer("Zoe", 50, tier=1, raw=70, n=20),
    performer("Mid", 33, n=5),
    performer("Bob", 15, tier=3, raw=10, n=400),
    gaps=(gap(0.1), gap(0.2)),
)


def named(figure: go.Figure, name: str) -> go.Scatter:
    (found,) = [trace for trace in figure.data if typeset(trace.name or "") == name]
    return found


def test_gap_stands_beside_luck_and_raw() -> None:
    drawn = gap_dumbbells(FOUND)
    rows = ["Best and worst 20~%", "Best and worst 10~%"]  # the last on top
    assert [typeset(row) for row in drawn.layout.yaxis.ticktext] == rows
    for name, value in (("raw", 42.3), ("luck alone", 32.2)):
        trace = named(drawn, name)
        assert list(trace.x) == [value, value]
        assert list(trace.y) == [0, 1]
    shrunken = named(drawn, "shrunken, with its 95~% range")
    assert list(shrunken.x) == [16.4, 16.4]
    assert shrunken.error_x.array.tolist() == pytest.approx([5.7, 5.7])
    assert shrunken.error_x.arrayminus.tolist() == pytest.approx([5.8, 5.8])
    assert set(shrunken.marker.color) == {style.ESTIMATE}
    assert set(named(drawn, "raw").marker.color) == {style.NEUTRAL}


def test_gap_names_its_axis() -> None:
    assert gap_dumbbells(FOUND).layout.xaxis.title.text == "Gap between best and worst, points"
    assert gap_dumbbells(FOUND).layout.showlegend


def test_no_gap_draws_no_point() -> None:
    assert [len(trace.x) for trace in gap_dumbbells(replace(FOUND, gaps=())).data] == [0, 0, 0]


def test_scores_by_size() -> None:
    drawn = scores_by_size(FOUND)
    raw = named(drawn, "as observed")
    assert raw.x.tolist() == [20, 5, 400]
    assert raw.y.tolist() == [70, 33, 10]
    above = named(drawn, "shrunken, above the mean")
    below = named(drawn, "shrunken, below the mean")
    assert above.customdata.tolist() == [["Zoe"]]
    assert below.customdata.tolist() == [["Bob"]]
    assert (above.marker.color, above.marker.symbol) == (style.FAVOURABLE, "triangle-up")
    assert (below.marker.color, below.marker.symbol) == (style.UNFAVOURABLE, "triangle-down")
    assert above.text[0] == "Zoe<br>shrunken 50 (38 to 62)<br>as observed 70, n 20"
    assert drawn.layout.shapes[0].y0 == 32.7


def test_scores_name_their_axes_and_count_in_round_numbers() -> None:
    layout = scores_by_size(FOUND).layout
    assert layout.xaxis.title.text == "Responses (logarithmic)"
    assert layout.yaxis.title.text == "NPS, points"
    assert layout.xaxis.type == "log"
    assert list(layout.xaxis.ticktext) == ["5", "10", "20", "50", "100", "200", "500"]


def test_performers_who_cannot_be_told_apart_have_one_colour() -> None:
    alike = performers(performer("Ann", 32.7), performer("Bob", 32.7), distinguishable=False)
    drawn = scores_by_size(alike)
    assert [trace.name for trace in drawn.data] == [
        "as observed",
        "shrunken, not told apart from the mean",
    ]
    assert drawn.data[1].marker.color == style.NEUTRAL


def test_many_performers_hide_their_ranges() -> None:
    many = performers(*(performer(f"P{place}", 33, n=5 + place) for place in range(301)))
    (shown,) = [trace for trace in scores_by_size(many).data if trace.name != "as observed"]
    assert shown.error_y.visible is False
    assert shown.marker.opacity < 1


def test_customdata_is_the_name_as_it_is_and_the_hover_is_escaped() -> None:
    found = performers(performer("<b>Ann</b>", 50, tier=1), performer("Bob", 33))
    above = named(scores_by_size(found), "shrunken, above the mean")
    assert above.customdata.tolist() == [["<b>Ann</b>"]]
    assert above.text[0].startswith("&lt;b&gt;Ann&lt;/b&gt;<br>")
