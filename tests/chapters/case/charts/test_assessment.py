"""The pictures of a business case: what is read where the pointer rests."""

from dataclasses import replace

import plotly.graph_objects as go
import pytest

from cx.chapters.case.assessment import BusinessCase, CaseOptions, assess_case
from cx.chapters.case.charts.assessment import cumulative_cash, timeline, tornado
from cx.chapters.case.plan import Lever
from tests.chapters.case.cases import phased
from tests.chapters.results import typeset


@pytest.fixture(scope="module")
def case() -> BusinessCase:
    lever = Lever("<b>gap</b>", 112_000.0, 280_000.0, 364_000.0)
    (coach,) = phased().initiatives
    plan = phased(levers=(lever,), initiatives=(replace(coach, lever=lever.name),))
    return assess_case(plan, CaseOptions(draws=2**8))


def read(picture: go.Figure, name: str) -> list[str]:
    (trace,) = [trace for trace in picture.data if typeset(trace.name or "") == name]
    return [typeset(text) for text in trace.hovertext]


def test_cash_says_the_plan_and_the_draws(case: BusinessCase) -> None:
    picture = cumulative_cash(case)
    assert read(picture, "the plan")[0] == "2027 Q1: −120 as planned"
    assert read(picture, "90~% of the draws")[0].startswith("90~% of the draws: −")


def test_each_quarter_says_what_comes_in_and_what_is_paid(case: BusinessCase) -> None:
    picture = timeline(case)
    assert read(picture, "one-off cost")[0] == "2027 Q1: one-off cost −120"
    assert read(picture, "benefit")[2] == "2027 Q3: benefit 10,000"


def test_an_input_says_what_the_plan_returns_at_its_ends(case: BusinessCase) -> None:
    texts = read(tornado(case), "input at its 10~% quantile")
    assert texts[-1].startswith("&lt;b&gt;gap&lt;/b&gt;<br>input at its 10~% quantile: ")
