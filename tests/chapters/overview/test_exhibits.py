"""What is shown of the score and of its change: tagged, with verdict and effect."""

from dataclasses import replace

import pytest

from cx.chapters.overview import exhibits
from cx.chapters.overview.bridge import BridgeOptions
from cx.drawing.exhibit import Exhibit
from cx.text.finding import Verdict
from cx.vocabulary import Unit
from tests.chapters.overview.made import BRIDGE, DOWN, UNSURE, UP, parted
from tests.chapters.results import overview, trend_test

RISING, STILL = overview(test=trend_test(0.001)), overview(test=trend_test(0.4))
SHOWN = (exhibits.of_trend(RISING), exhibits.of_distribution(RISING), exhibits.of_bridge(BRIDGE))


def test_names_differ() -> None:
    assert len({one.name for one in SHOWN}) == len(SHOWN)


@pytest.mark.parametrize("shown", SHOWN, ids=lambda one: one.name)
def test_an_exhibit_has_all_that_belongs_to_it(shown: Exhibit) -> None:
    assert shown.alt
    assert shown.reading
    assert shown.table is not None
    assert shown.figure is not None


def test_without_dates_the_trend_is_a_sentence() -> None:
    shown = exhibits.of_trend(overview(period=None))
    assert (shown.figure, shown.table) == (None, None)
    assert shown.finding.verdict is Verdict.NOT_ASKED


@pytest.mark.parametrize(
    ("shown", "verdict"),
    [
        (exhibits.of_trend(RISING), Verdict.SHOWN),
        (exhibits.of_trend(STILL), Verdict.CANNOT_TELL),
        (exhibits.of_trend(overview(test=None)), Verdict.CANNOT_TELL),
        (exhibits.of_distribution(RISING), Verdict.NOT_ASKED),
        (exhibits.of_bridge(BRIDGE), Verdict.SHOWN),
        (exhibits.of_bridge(parted(UNSURE, UNSURE)), Verdict.CANNOT_TELL),
        (exhibits.of_bridge(parted(DOWN, UP)), Verdict.CANNOT_TELL),
    ],
)
def test_shown_is_what_crossed_its_line(shown: Exhibit, verdict: Verdict) -> None:
    assert shown.finding.verdict is verdict


@pytest.mark.parametrize(
    ("target", "verdict"),
    [(10, Verdict.SHOWN), (30, Verdict.CANNOT_TELL), (40, Verdict.SHOWN)],
)
def test_a_target_is_met_or_missed_by_a_whole_range(target: float, verdict: Verdict) -> None:
    (said,) = exhibits.against_target(RISING, target)
    assert said.verdict is verdict


def test_the_trend_is_the_change_of_the_net_score() -> None:
    effect = exhibits.of_trend(RISING).finding.effect
    assert effect is not None
    assert (effect.value, effect.low, effect.high) == pytest.approx((6.0, 1.2, 10.8))
    assert (effect.unit, effect.n) == (Unit.POINTS, 1_200)
    assert exhibits.of_trend(RISING).finding.points == effect


def test_two_groups_that_differ_change_no_score() -> None:
    groups = replace(BRIDGE, options=BridgeOptions(groups=("region", "North", "South")))
    assert exhibits.of_bridge(BRIDGE).finding.points is not None
    assert exhibits.of_bridge(groups).finding.points is None


def test_findings_are_tagged_and_rest_on_something() -> None:
    level = exhibits.findings(RISING, target_points=40)
    found = (*level, *exhibits.of_change(BRIDGE, 40))
    assert found[0].headline == "NPS is 30"
    assert len({said.headline for said in found}) == len(found)
    assert {(said.question, said.page) for said in found} == {
        ("overview.level", "overview"),
        ("overview.bridge", "bridge"),
    }
    assert all(said.effect.n > 0 for said in found if said.effect)
    assert len(level) == 4
