import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from cx.chapters.overview.level import OverviewOptions, Period, TrendTest, describe_overview
from cx.chapters.overview.words import level as words
from cx.text.finding import Tone
from cx.vocabulary import Estimate, Role, Scale, ScaleKind
from tests.chapters.results import overview, trend_test, typeset
from tests.frames import responses_of


def test_level() -> None:
    said = words.level(overview())
    assert said.headline == "NPS is 30"
    assert typeset(said.detail) == (
        "50~% promoters less 20~% detractors; the true score lies between 25 and 35 "
        "(95~% confidence, n 1,200). Ranges are about who answered; who did not may score "
        "otherwise."
    )


def test_level_says_how_many_answers_are_independent_where_customers_repeat() -> None:
    made = overview()
    repeated = replace(
        made,
        net=replace(made.net, effective_n=801.6),
        of_customers=Estimate(28.4, 22.0, 34.8, 700),
    )
    assert typeset(words.level(repeated).detail) == (
        "50~% promoters less 20~% detractors; the true score lies between 25 and 35 (95~% "
        "confidence, n 1,200, as many as 802 independent answers). Each customer counted once: 28 "
        "(22 to 35, n 700 customers). Ranges are about who answered; who did not may score "
        "otherwise."
    )


def test_level_speaks_in_the_words_of_the_scale() -> None:
    said = words.level(overview(Scale.parse("1-5")))
    assert said.headline == "Net score is 30"
    assert typeset(said.detail).startswith("50~% satisfied less 20~% dissatisfied;")
    assert typeset(words.level(overview(Scale.parse("1-7 effort"))).detail).startswith(
        "50~% easy less 20~% hard;"
    )


def test_a_rising_score() -> None:
    said = words.trend(overview(test=trend_test(0.0012)))
    assert (said.headline, said.tone) == ("NPS is rising", Tone.GOOD)
    assert typeset(said.detail) == (
        "+6 points from the first to the last month along a straight line "
        "(95~% range +1 to +11, p = 0.0012 over 13 periods, n 1,200)."
    )


def test_a_falling_score() -> None:
    said = words.trend(overview(test=trend_test(0.0002, -0.5, -0.9, -0.1), period=Period.WEEK))
    assert (said.headline, said.tone) == ("NPS is falling", Tone.ATTENTION)
    assert typeset(said.detail) == (
        "−6 points from the first to the last week along a straight line "
        "(95~% range −11 to −1, p < 0.001 over 13 periods, n 1,200)."
    )


@pytest.mark.parametrize("p_value", [0.051, 0.2, 1.0])
def test_weak_evidence_is_no_trend(p_value: float) -> None:
    said = words.trend(overview(test=trend_test(p_value)))
    assert said.headline == "No steady rise or fall of NPS found"
    assert said.tone is Tone.PLAIN
    assert "rising" not in words.alt_trend(overview(test=trend_test(p_value)))


@pytest.mark.parametrize("test", [None, trend_test(math.nan)])
def test_too_few_periods_are_said(test: TrendTest | None) -> None:
    said = words.trend(replace(overview(), trend_test=test))
    assert said.headline == "Too few periods to tell whether NPS moves"
    assert said.tone is Tone.CAUTION


def test_no_dates() -> None:
    undated = overview(period=None)
    assert words.trend(undated).headline == "No dates, so no trend"
    assert words.reading_trend(undated) == ""


def test_undated_answers_are_not_in_the_trend() -> None:
    said = words.trend(replace(overview(test=trend_test(0.01)), n_undated=200))
    assert said.detail.endswith("n 1,000).")


def test_months_without_answers_count_as_time(tmp_path: Path) -> None:
    months = np.repeat(["2026-01-10", "2026-02-20", "2026-11-30"], 100)
    promoters = np.repeat([40, 43, 90], 100)
    frame = pd.DataFrame({"when": pd.to_datetime(months)})
    frame["score"] = np.where(np.tile(np.arange(100), 3) < promoters, 10, 8)
    roles = {"score": Role.OUTCOME, "when": Role.RESPONDED_AT}
    responses = responses_of(tmp_path, frame, roles)
    said = words.trend(describe_overview(responses, OverviewOptions(Period.MONTH)))
    # Through 40, 43 and 90 at months 0, 1 and 10 the line rises by 5.087 points a month.
    assert said.detail.startswith("+51 points from the first to the last month")


def test_distribution_names_the_largest_band() -> None:
    said = words.distribution(overview())
    assert typeset(said.headline) == "50~% are promoters"
    assert typeset(said.detail) == ("50~% promoters, 30~% passives, 20~% detractors (n 1,200).")


def test_a_persons_own_words_keep_their_capitals() -> None:
    scale = Scale(0, 1, 1, 0, ScaleKind.TWO_VALUED, True, ("Stays with ACME", "-", "Leaves"))
    said = words.distribution(replace(overview(scale), neutral_share=0.0))
    assert typeset(said.detail) == "50~% Stays with ACME, 20~% Leaves (n 1,200)."


def test_readings() -> None:
    assert typeset(words.reading_trend(overview())) == (
        "One point per month; the band is its 95~% range. Single months jump by chance: trust "
        "the line only where the title says so."
    )
    assert words.reading_distribution(overview()) == (
        'Height: share of responses that gave this answer to "Likelihood to recommend".'
    )


def test_metrics_of_nps() -> None:
    found = [(m.label, m.value, typeset(m.detail)) for m in words.metrics(overview())]
    assert found == [
        ("NPS", "30", "95~% range 25 to 35"),
        ("Mean of 0-10", "7.46", "95~% range 7.31 to 7.60"),
        ("Responses", "1,200", "50~% promoters, 30~% passives, 20~% detractors"),
    ]


def test_metrics_of_another_scale_add_the_net_score() -> None:
    found = words.metrics(overview(Scale.parse("1-5")))
    assert [metric.label for metric in found] == [
        "Top-2-box",
        "Net score",
        "Mean of 1-5",
        "Responses",
    ]
    assert typeset(found[0].value) == "50.0~%"
    assert typeset(found[0].detail) == "95~% range 47.2~% to 52.8~%"
    assert typeset(found[1].detail) == "95~% range 25 to 35 points"


def test_pictures_are_described() -> None:
    assert typeset(words.alt_distribution(overview())).startswith(
        "Distribution of answers. 50~% are promoters. 50~% promoters,"
    )
    assert words.alt_trend(overview(test=trend_test(0.0012))).startswith(
        "NPS over 3 periods. NPS is rising. +6 points"
    )
