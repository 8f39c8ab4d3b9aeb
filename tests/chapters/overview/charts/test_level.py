import pandas as pd
import pytest

from cx.chapters.overview.charts.level import distribution_bars, trend_line
from cx.chapters.overview.level import Period
from cx.drawing import style
from cx.vocabulary import Scale
from tests.chapters.results import overview


def test_trend_shows_known_periods_inside_their_band() -> None:
    drawn = trend_line(overview())
    band, line = drawn.data
    assert line.x.tolist() == [pd.Timestamp("2026-01-01"), pd.Timestamp("2026-03-01")]
    assert line.y.tolist() == [28, 32]  # February has too few answers for a score
    assert list(band.y) == [36, 40, 24, 20]  # high there and low back
    assert (band.fill, band.fillcolor) == ("toself", style.BAND)
    assert line.line.color == style.ESTIMATE
    assert line.customdata.tolist() == [[20, 36, 399], [24, 40, 399]]
    (guide,) = drawn.layout.shapes
    assert guide.y0 == guide.y1 == 30


def test_trend_names_its_axis_by_the_scale() -> None:
    assert trend_line(overview()).layout.yaxis.title.text == "NPS, points"
    assert trend_line(overview(Scale.parse("1-5"))).layout.yaxis.title.text == "Net score, points"


@pytest.mark.parametrize(
    ("period", "ticks"),
    [(Period.WEEK, "%d %b %Y"), (Period.MONTH, "%b %Y"), (Period.QUARTER, "Q%q %Y")],
)
def test_hover_names_the_period(period: Period, ticks: str) -> None:
    assert f"%{{x|{ticks}}}" in trend_line(overview(period=period)).data[1].hovertemplate


def test_no_dates_is_an_empty_figure() -> None:
    assert len(trend_line(overview(period=None)).data) == 0


def test_distribution_is_coloured_by_band() -> None:
    drawn = distribution_bars(overview())
    assert [(bar.name, bar.marker.color) for bar in drawn.data] == [
        ("detractors", style.UNFAVOURABLE),
        ("passives", style.NEUTRAL),
        ("promoters", style.FAVOURABLE),
    ]
    assert [(bar.x.tolist(), bar.y.tolist()) for bar in drawn.data] == [
        ([0], [0.2]),
        ([7.5], [0.3]),
        ([10], [0.5]),
    ]
    assert drawn.data[2].customdata.tolist() == [[600]]


def test_distribution_names_its_axes() -> None:
    layout = distribution_bars(overview()).layout
    assert layout.xaxis.title.text == "Likelihood to recommend"
    assert layout.yaxis.tickformat == ".0%"  # the unit; a title would crowd the legend
    assert layout.yaxis.tickformat == ".0%"
    assert layout.xaxis.dtick == 1


def test_distribution_of_a_fine_scale_chooses_its_own_ticks() -> None:
    fine = overview(Scale(0, 100, 75, 25, whole=False))
    assert distribution_bars(fine).layout.xaxis.dtick is None


def test_a_band_that_nobody_chose_has_no_bar() -> None:
    found = overview()
    only = found.distribution.frame.query("band == 'favourable'").reset_index(drop=True)
    object.__setattr__(found.distribution, "frame", only)
    assert [bar.name for bar in distribution_bars(found).data] == ["promoters"]
