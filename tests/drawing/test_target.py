"""The target: one line, one look, one name, on every chart of the net score."""

from collections.abc import Callable

import plotly.graph_objects as go
import pytest

from cx.chapters.overview.bridge import bridge_scores
from cx.chapters.overview.charts import bridge
from cx.chapters.overview.charts import level as overview
from cx.chapters.overview.level import describe_overview
from cx.chapters.performers.card import CardOptions, make_card
from cx.chapters.performers.charts import card as performer_card
from cx.chapters.performers.charts import gaps as performers
from cx.chapters.performers.charts import tiers_within
from cx.chapters.performers.gaps import compare_performers
from cx.chapters.performers.tiers_within import WithinOptions, tier_within
from cx.chapters.segments.bought import compare_bought
from cx.chapters.segments.charts import comparison as segments
from cx.chapters.segments.charts import expectations, found, purchases
from cx.chapters.segments.comparison import compare_segments
from cx.chapters.segments.expectations import compare_expectations
from cx.chapters.segments.rfm import group_by_rfm
from cx.chapters.segments.tree import grow_segments
from cx.drawing import style
from cx.store.responses import Responses
from cx.ui.sample import sample_workspace
from cx.vocabulary import Role

Draw = Callable[[Responses, float | None], go.Figure]


def margin(responses: Responses, target: float | None) -> go.Figure:
    scores = compare_segments(responses).row_margin
    return segments.margin_dots(scores, 33, "NPS", target)


def card(responses: Responses, target: float | None) -> go.Figure:
    name = responses.column(Role.PERFORMER).categories[0]
    return performer_card.score_by_quarter(make_card(responses, CardOptions(name)), target)


CHARTS: dict[str, tuple[str, Draw]] = {
    "trend": ("y", lambda r, t: overview.trend_line(describe_overview(r), t)),
    "margin": ("x", margin),
    "bridge": ("y", lambda r, t: bridge.waterfall(bridge_scores(r), t)),
    "scores": ("y", lambda r, t: performers.scores_by_size(compare_performers(r), t)),
    "funnel": ("y", lambda r, t: performers.funnel_plot(compare_performers(r), t)),
    "within": ("x", lambda r, t: tiers_within.scores_within(_within(r), t)),
    "card": ("y", card),
    "bought": ("x", lambda r, t: purchases.bought_dots(compare_bought(r), t)),
    "fifths": ("x", lambda r, t: purchases.fifth_dots(group_by_rfm(r), t)),
    "together": ("x", lambda r, t: purchases.together_dots(group_by_rfm(r), t)),
    "leaves": ("x", lambda r, t: found.leaf_dots(grow_segments(r), t)),
}


def _within(responses: Responses) -> tiers_within.TiersWithin:
    return tier_within(responses, WithinOptions("team"))


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Responses:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CX_HOME", str(tmp_path_factory.mktemp("home")))
        sample_workspace.cache_clear()
        responses = sample_workspace().responses()
        sample_workspace.cache_clear()
    assert responses is not None
    return responses


def reached(drawn: go.Figure, axis: str) -> list[float]:
    """Return where points lie that hold the axis open, as far as they are numbers."""
    values = [value for trace in drawn.data for value in trace[axis]]
    return [float(value) for value in values if isinstance(value, int | float)]


@pytest.mark.parametrize("name", CHARTS)
def test_the_target_looks_the_same_on_every_chart(name: str, sample: Responses) -> None:
    axis, draw = CHARTS[name]
    plain, aimed = draw(sample, None), draw(sample, 90)
    assert len(aimed.layout.shapes) == len(plain.layout.shapes) + 1
    line = aimed.layout.shapes[-1]
    assert (line[f"{axis}0"], line[f"{axis}1"]) == (90, 90)
    assert (line.line.color, line.line.dash, line.line.width) == (style.TARGET, "dash", 2)
    assert [note.text for note in aimed.layout.annotations][-1] == "Target +90"
    assert "Target" not in str(plain.layout.annotations)
    # A target beyond all scores is in sight: a line alone would not widen the axis.
    assert max(reached(aimed, axis)) >= 90


def test_on_an_axis_of_differences_the_target_lies_off_what_they_are_from(
    sample: Responses,
) -> None:
    found = compare_expectations(sample)
    aimed = expectations.slope_dots(found, 40)
    assert aimed.layout.shapes[-1].x0 == pytest.approx(40 - found.met_points)
    assert aimed.layout.annotations[-1].text == "Target +40"
    assert len(expectations.slope_dots(found).layout.annotations) == 0


def test_an_empty_chart_has_no_target() -> None:
    drawn = style.figure(200)
    style.target_line(drawn, 40, "y")
    assert not drawn.layout.shapes
