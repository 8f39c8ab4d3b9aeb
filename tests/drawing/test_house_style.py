"""What holds for every picture: type large enough, colours by meaning, texts shown as they are."""

from collections.abc import Callable
from dataclasses import replace

import plotly.graph_objects as go
import pytest

from cx.chapters.case.assessment import CaseOptions, assess_case
from cx.chapters.case.charts import assessment as business_case
from cx.chapters.case.plan import Lever, Phase
from cx.chapters.drivers.charts import boosting, penalty_reward
from cx.chapters.drivers.charts import interactions as driver_interactions
from cx.chapters.drivers.charts import ranking as drivers
from cx.chapters.overview.charts import level as overview
from cx.chapters.performers.charts import card as performer_card
from cx.chapters.performers.charts import gaps as performers
from cx.chapters.performers.charts import like_for_like, recognition, tiers_within
from cx.chapters.segments.charts import comparison as segments
from cx.chapters.what_if.charts import evaluation as what_if
from cx.chapters.what_if.scenarios import compare_scenarios
from cx.drawing import style
from cx.vocabulary import Scale, ScaleKind
from tests.chapters import companions, results
from tests.chapters.case.cases import phased
from tests.chapters.what_if.words import results as what_if_results
from tests.drawing.drawn import SMALLEST_TYPE, font_sizes, plain, texts, uncoloured

EVIL = "<b>Shouting</b> & co"
TWO_WORDS = Scale(0, 1, 1, 0, ScaleKind.TWO_VALUED, True, (EVIL, "-", "no"))
GRID = results.segments(
    {
        (EVIL, "more"): results.scored(50, 120),
        (EVIL, EVIL): results.scored(results.NAN, 3),
        ("Search", "more"): results.scored(20, 12),
        ("Search", EVIL): results.scored(results.NAN, 0),
        ("Promotion", "more"): results.scored(35, 200, -9, 0.01),
        ("Promotion", EVIL): results.scored(10, 50),
    },
    {EVIL: results.scored(50), "Search": results.scored(20)},
    row_label=EVIL,
    column_label=EVIL,
)
RANKING = results.ranking(
    results.driver(EVIL, 0.25, "concentrate here"),
    results.driver("Staff", 0.15, "keep up the good work"),
    results.driver("Parking", 0.05, "low priority", "conflict"),
)
PERFORMERS = results.performers(
    results.performer(EVIL, 50, tier=1),
    results.performer("Mid", 33),
    results.performer("Bob", 15, tier=3),
    gaps=(results.gap(0.1), results.gap(0.2)),
)
CASE = assess_case(
    phased(
        levers=(Lever("gap", 112.0, 280.0, 364.0),),
        phases=(Phase(EVIL, 1, 4), Phase("Extend", 5, 12)),
        currency="<EUR>",
    ),
    CaseOptions(draws=2**8),
)
PICTURES: dict[str, Callable[[], go.Figure]] = {
    "trend line": lambda: overview.trend_line(results.overview(outcome=EVIL)),
    "trend line without dates": lambda: overview.trend_line(results.overview(period=None)),
    "distribution": lambda: overview.distribution_bars(results.overview(outcome=EVIL)),
    "distribution of two values": lambda: overview.distribution_bars(
        replace(results.overview(TWO_WORDS), outcome=EVIL)
    ),
    "grid": lambda: segments.score_grid(GRID),
    "margin": lambda: segments.margin_dots(GRID.row_margin, 30, "NPS"),
    "importance": lambda: drivers.importance_bars(RANKING),
    "map": lambda: drivers.importance_performance_map(RANKING),
    "gaps": lambda: performers.gap_dumbbells(PERFORMERS),
    "no gaps": lambda: performers.gap_dumbbells(replace(PERFORMERS, gaps=())),
    "scores": lambda: performers.scores_by_size(PERFORMERS),
    "funnel": lambda: performers.funnel_plot(PERFORMERS),
    "penalties": lambda: penalty_reward.penalty_reward_bars(
        companions.contrast(companions.contrasted(EVIL, -1.2, 0.4, "must-be"))
    ),
    "trees": lambda: boosting.permutation_bars(companions.check(EVIL)),
    "drivers by group": lambda: driver_interactions.group_dots(
        companions.by_group(EVIL).by_group[0][1]
    ),
    "like for like": lambda: like_for_like.gap_before_and_after(companions.like(EVIL)),
    "card": lambda: performer_card.score_by_quarter(companions.card()),
    "spread": lambda: recognition.spread_by_level(companions.consistency(EVIL)),
    "gap by quarter": lambda: recognition.gap_by_quarter(companions.recognition(EVIL)),
    "within": lambda: tiers_within.scores_within(companions.within(EVIL)),
    "cumulative cash": lambda: business_case.cumulative_cash(CASE),
    "cash by quarter": lambda: business_case.timeline(CASE),
    "tornado of a case": lambda: business_case.tornado(CASE),
    "what-if score": lambda: what_if.score_ranges(what_if_results.result(), 40),
    "what-if shares": lambda: what_if.share_bars(what_if_results.result()),
    "fan": lambda: what_if.outcome_fan(what_if_results.result()),
    "tornado": lambda: what_if.lever_tornado(what_if_results.tornado(EVIL, "Staff")),
    "scenarios": lambda: what_if.scenario_dots(
        compare_scenarios([(EVIL, what_if_results.result())]), 23.3, "NPS"
    ),
}


@pytest.fixture(params=PICTURES)
def picture(request: pytest.FixtureRequest) -> go.Figure:
    return PICTURES[request.param]()


def test_no_type_is_smaller_than_the_eye_likes(picture: go.Figure) -> None:
    sizes = list(font_sizes(plain(picture)))
    assert ".layout.font.size" in dict(sizes)
    assert {path: size for path, size in sizes if size < SMALLEST_TYPE} == {}


def test_template_is_the_house_one(picture: go.Figure) -> None:
    assert picture.layout.template == style.TEMPLATE


def test_every_trace_names_its_colour(picture: go.Figure) -> None:
    assert uncoloured(picture) == []


def test_a_persons_text_is_shown_and_never_run(picture: go.Figure) -> None:
    shown = list(texts(plain(picture)))
    assert [text for text in shown if "<b>Shouting" in text] == []


@pytest.mark.parametrize(
    "name",
    [
        *("distribution", "distribution of two values", "grid", "margin", "importance", "map"),
        *("scores", "funnel", "penalties", "trees", "drivers by group", "spread", "within"),
        *("tornado", "scenarios"),
    ],
)
def test_a_persons_text_is_there(name: str) -> None:
    shown = " ".join(texts(plain(PICTURES[name]())))
    assert "&lt;b&gt;Shouting" in shown


def test_figures_have_a_height_and_room(picture: go.Figure) -> None:
    assert picture.layout.height >= 100
    assert picture.layout.xaxis.automargin is not False


@pytest.mark.parametrize(
    ("text", "shown"),
    [("short", "short"), ("x" * 28, "x" * 28), ("x" * 29, "x" * 27 + "…"), ("a<b", "a&lt;b")],
)
def test_long_labels_are_cut(text: str, shown: str) -> None:
    assert style.shortened(text) == shown


def test_wide_labels_are_wrapped() -> None:
    assert style.wrapped("Bought more than intended") == "Bought more than<br>intended"
    assert style.wrapped("<i>") == "&lt;i&gt;"
    assert style.wrapped("") == ""


def test_error_bars_reach_from_low_to_high() -> None:
    bars = style.error_bars([10, 20], [8, 15], [13, 21])
    assert list(bars["array"]) == [3, 1]  # type: ignore[call-overload]
    assert list(bars["arrayminus"]) == [2, 5]  # type: ignore[call-overload]
