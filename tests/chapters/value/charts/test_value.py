"""The pictures of value: what they show, and that they keep to the house."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import plotly.graph_objects as go
import pytest

from cx.chapters.value.by_group import value_by_group
from cx.chapters.value.charts.by_group import revenue_dots
from cx.chapters.value.charts.lifetime import lifetime_dots
from cx.chapters.value.charts.retention import gain_by_year
from cx.chapters.value.charts.two_truths import band_shares, two_truths
from cx.chapters.value.charts.worth import worth_dots
from cx.chapters.value.lifetime import value_lifetimes
from cx.chapters.value.retention import value_retention
from cx.chapters.value.two_truths import value_customers
from cx.chapters.value.worth import Lift, WorthOptions, rank_worth
from cx.drawing import style
from cx.store.responses import Responses
from tests.chapters.value.customers_made import many
from tests.drawing.drawn import SMALLEST_TYPE, font_sizes, plain, texts, uncoloured

EVIL = "<b>Shouting</b>"
LIFTS = (
    Lift(EVIL, "driver", 5.0, 3.0, 7.0, (0.03, -0.01, -0.02)),
    Lift("Unsure", "driver", 2.0, -2.0, 6.0, (0.01, 0.0, -0.01)),
)
PICTURES: dict[str, Callable[[Responses], go.Figure]] = {
    "truths": lambda made: two_truths(value_customers(made)),
    "bands": lambda made: band_shares(value_customers(made)),
    "groups": lambda made: revenue_dots(value_by_group(made)),
    "lifetime": lambda made: lifetime_dots(value_lifetimes(made)),
    "retention": lambda made: gain_by_year(value_retention(made)),
    "worth": lambda made: worth_dots(rank_worth(made, WorthOptions(lifts=LIFTS))),
}


@pytest.fixture
def made(tmp_path: Path) -> Responses:
    return many(tmp_path, channel=[EVIL, "Search"] * 200, currency=EVIL)


@pytest.mark.parametrize("name", PICTURES)
def test_pictures_keep_to_the_house(name: str, made: Responses) -> None:
    picture = PICTURES[name](made)
    sizes = list(font_sizes(plain(picture)))
    assert {path: size for path, size in sizes if size < SMALLEST_TYPE} == {}
    assert picture.layout.template == style.TEMPLATE
    assert uncoloured(picture) == []
    assert [text for text in texts(plain(picture)) if "<b>Shouting" in text] == []
    assert any(trace.x is not None and len(trace.x) for trace in picture.data)


def test_truths_stand_one_above_the_other(made: Responses) -> None:
    value = value_customers(made)
    scores = two_truths(value).data[1]
    assert list(scores.x) == [value.revenue.value, value.people.value]


def test_unsure_lifts_are_hollow_and_below(made: Responses) -> None:
    dots = worth_dots(rank_worth(made, WorthOptions(lifts=LIFTS))).data[0]
    assert list(dots.marker.symbol) == ["circle-open", "circle"]
    assert dots.x[0] < dots.x[1]


def test_steady_state_stands_last_and_grey(made: Responses) -> None:
    bars = gain_by_year(value_retention(made)).data[0]
    assert bars.x[-1] == "in the end"
    assert bars.marker.color[-1] == style.NEUTRAL
    assert np.all(np.diff(bars.y) > 0)
