from dataclasses import replace

import pytest

from cx.chapters.what_if.charts import evaluation as what_if
from cx.chapters.what_if.scenarios import TORNADO_FIELDS, compare_scenarios
from cx.drawing import style
from cx.vocabulary import Table
from tests.chapters.what_if.words import results


def test_score_before_after_and_along() -> None:
    drawn = what_if.score_ranges(results.result(), target=40)
    assert [trace.x[0] for trace in drawn.data[:3]] == pytest.approx([23.3, 29.1, 30.6])
    assert list(drawn.data[1].error_x.array) == pytest.approx([6.1])
    assert drawn.layout.yaxis.ticktext == ("Today", "After the moves", "Others moving along")
    assert drawn.layout.xaxis.title.text == "NPS, points"
    assert len(what_if.score_ranges(results.result(together=None)).data) == 2


def test_shares_fill_the_whole() -> None:
    drawn = what_if.share_bars(results.result())
    assert [trace.name for trace in drawn.data] == ["promoters", "passives", "detractors"]
    for place in (0, 1):
        assert sum(trace.x[place] for trace in drawn.data) == pytest.approx(1)
    assert drawn.layout.barmode == "stack"


def test_an_empty_band_is_not_drawn() -> None:
    found = results.result()
    frame = found.shares.frame.copy()
    frame.loc[1, ["before", "after"]] = 0.0
    found = replace(found, shares=replace(found.shares, frame=frame))
    assert [trace.name for trace in what_if.share_bars(found).data] == ["promoters", "detractors"]


def test_fan_narrows_to_the_middle() -> None:
    drawn = what_if.outcome_fan(results.result())
    widths = [trace.x[1] - trace.x[0] for trace in drawn.data[:3]]
    assert widths == sorted(widths, reverse=True)
    assert drawn.data[3].x[0] == pytest.approx(29.1)


def test_tornado_is_grey_where_nothing_is_told() -> None:
    drawn = what_if.lever_tornado(results.tornado("a", "b", "c", "d", "e"))
    assert list(drawn.data[0].x) == pytest.approx([5.8, 4.8, 3.8, 2.8, 1.8])
    assert drawn.data[0].marker.color[0] == style.FAVOURABLE
    assert drawn.data[0].marker.color[-1] == style.NEUTRAL
    assert drawn.layout.yaxis.autorange == "reversed"


def test_tornado_shows_a_loss_in_the_colour_of_one() -> None:
    frame = results.tornado("a").levers.frame.assign(points=-5.8, low=-6.6, high=-4.8)
    loss = replace(results.tornado("a"), levers=Table(frame, TORNADO_FIELDS))
    assert list(what_if.lever_tornado(loss).data[0].marker.color) == [style.UNFAVOURABLE]


def test_scenarios_that_guess_are_hollow() -> None:
    far = results.Guess("Waiting", "x", 9.0)  # type: ignore[arg-type]
    table = compare_scenarios(
        [("One", results.result()), ("<b>Two", results.result(guesswork=(far,)))]
    )
    drawn = what_if.scenario_dots(table, 23.3, "NPS")
    assert list(drawn.data[0].marker.symbol) == ["diamond", "diamond-open"]
    assert drawn.layout.yaxis.ticktext == ("One", "&lt;b&gt;Two")
