import math
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from cx.chapters.overview.level import Overview, OverviewOptions, Period, describe_overview
from cx.problems import NotEnoughData
from cx.store.responses import Filters
from cx.vocabulary import Role, Scale, ScaleKind, Unit
from tests.chapters.variants import doubled, fingerprint, shuffled
from tests.frames import NPS, responses_of

ROLES = {"score": Role.OUTCOME, "when": Role.RESPONDED_AT}
USUAL = OverviewOptions()


def described(
    folder: Path,
    scores: list[float],
    scale: Scale = NPS,
    when: list[str | None] | None = None,
    options: OverviewOptions = USUAL,
    minimum_n: int = 1,
) -> Overview:
    frame = pd.DataFrame({"score": np.array(scores, float)})
    roles = {"score": Role.OUTCOME}
    if when is not None:
        frame["when"] = pd.to_datetime(pd.Series(when, dtype=object))
        roles = ROLES
    made = responses_of(folder, frame, roles, scale).with_thresholds(minimum_n, 8)
    return describe_overview(made, options)


def dated(months: dict[str, list[int]]) -> tuple[list[float], list[str | None]]:
    """Spell out months given as their answers."""
    pairs = [(score, month) for month, scores in months.items() for score in scores]
    return [float(score) for score, _ in pairs], [month for _, month in pairs]


# Ten answers a month: net scores 0, 10 and 20.
RISING = {
    "2026-01-15": [10] * 4 + [8] * 2 + [3] * 4,
    "2026-03-15": [10] * 4 + [8] * 3 + [3] * 3,
    "2026-06-15": [10] * 5 + [8] * 2 + [3] * 3,
}


def test_level_of_ten_answers(tmp_path: Path) -> None:
    overview = described(tmp_path, [10, 10, 10, 9, 9, 8, 7, 6, 5, 0])
    assert (overview.n, overview.net.n, overview.mean.n) == (10, 10, 10)
    assert overview.net.value == pytest.approx(20)  # 5 promoters, 3 detractors
    assert overview.net.low < 20 < overview.net.high
    assert overview.mean.value == pytest.approx(7.4)
    # s = 3.1340 (squares sum to 636), t(9) = 2.2622
    assert (overview.mean.low, overview.mean.high) == pytest.approx((5.1581, 9.6419), abs=1e-3)
    shares = overview.favourable_share, overview.neutral_share, overview.unfavourable_share
    assert shares == pytest.approx((0.5, 0.2, 0.3))
    assert overview.outcome == "score"


def test_nps_is_the_headline_of_0_to_10(tmp_path: Path) -> None:
    overview = described(tmp_path, [10, 10, 7, 0])
    assert (overview.headline.name, overview.headline.unit) == ("NPS", Unit.POINTS)
    assert overview.headline.estimate == overview.net


@pytest.mark.parametrize(
    ("scale", "scores", "name", "share", "points"),
    [
        (Scale.parse("1-5"), [5, 5, 4, 3, 2, 1], "Top-2-box", 3 / 6, 100 * 1 / 6),
        (Scale.parse("1-7"), [7, 6, 5, 4, 3, 1], "Top-2-box", 2 / 6, 0),
        (Scale.parse("1-7 effort"), [7, 6, 5, 4, 3, 1], "Top-3-box", 3 / 6, 100 * 1 / 6),
        (Scale.parse("1-10"), [10, 9, 8, 7, 6, 1], "Top-2-box", 2 / 6, 0),
        (Scale.parse("0-1"), [1, 1, 1, 0], "Share yes", 3 / 4, 50),
    ],
)
def test_headline_by_the_convention_of_the_scale(
    tmp_path: Path, scale: Scale, scores: list[float], name: str, share: float, points: float
) -> None:
    overview = described(tmp_path, scores, scale)
    headline = overview.headline
    assert (headline.name, headline.unit) == (name, Unit.SHARE)
    assert headline.estimate.value == pytest.approx(share)
    assert 0 < headline.estimate.low < share < headline.estimate.high < 1
    assert overview.net.value == pytest.approx(points)
    assert overview.scale.net_name == "Net score"


def test_a_two_valued_outcome_is_headed_by_its_own_word(tmp_path: Path) -> None:
    scale = Scale(0, 1, 1, 0, ScaleKind.TWO_VALUED, True, ("stays", "neither", "leaves"))
    overview = described(tmp_path, [1, 1, 0], scale)
    assert overview.headline.name == "Share stays"
    assert overview.neutral_share == 0
    assert overview.distribution.frame["n"].tolist() == [1, 2]


def test_distribution_shows_answers_that_nobody_gave(tmp_path: Path) -> None:
    frame = described(tmp_path, [10, 10, 7, 0]).distribution.frame
    assert frame["value"].tolist() == list(range(11))
    assert frame["n"].tolist() == [1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 2]
    assert frame["share"].sum() == pytest.approx(1)
    assert frame["band"].tolist() == ["unfavourable"] * 7 + ["neutral"] * 2 + ["favourable"] * 2


def test_distribution_of_a_fine_scale_shows_what_was_answered(tmp_path: Path) -> None:
    frame = described(tmp_path, [12.5, 80, 80], Scale(0, 100, 75, 25, whole=False)).distribution
    assert frame.frame["value"].tolist() == [12.5, 80]
    assert frame.frame["n"].tolist() == [1, 2]


def test_one_response(tmp_path: Path) -> None:
    overview = described(tmp_path, [8], when=["2026-01-15"])
    assert (overview.n, overview.mean.value, overview.net.value) == (1, 8, 0)
    assert math.isnan(overview.mean.low)
    assert math.isnan(overview.mean.high)
    assert overview.net.low < 0 < overview.net.high
    assert overview.trend_test is None
    assert overview.trend.frame["n"].tolist() == [1]


def test_all_promoters(tmp_path: Path) -> None:
    scores, when = dated({month: [10] * 10 for month in RISING})
    overview = described(tmp_path, scores, when=when)
    assert overview.net.value == 100
    assert overview.net.high == pytest.approx(100)
    # Tango's lower limit for n answers that all agree is (n - z2) / (n + z2), z2 = 3.8415.
    assert overview.net.low == pytest.approx(100 * (30 - 3.8415) / (30 + 3.8415), abs=0.01)
    assert overview.mean.low == overview.mean.high == 10
    assert overview.trend_test is not None
    assert (overview.trend_test.slope_points, overview.trend_test.p_value) == (0, 1)


def test_no_dates_no_trend(tmp_path: Path) -> None:
    overview = described(tmp_path, [10, 0])
    assert (overview.period, overview.trend_test, overview.n_undated) == (None, None, 0)
    assert len(overview.trend) == 0


def test_a_date_column_without_any_date(tmp_path: Path) -> None:
    overview = described(tmp_path, [10, 0, 7], when=[None, None, None])
    assert overview.n_undated == overview.n == 3
    assert len(overview.trend) == 0
    assert overview.trend_test is None


def test_trend_by_month_counts_each_dated_answer(tmp_path: Path) -> None:
    scores, when = dated(RISING)
    overview = described(tmp_path, [*scores, 0], when=[*when, None])
    assert (overview.period, overview.n_undated, overview.n) == (Period.MONTH, 1, 31)
    trend = overview.trend.frame
    assert trend["period"].dt.strftime("%Y-%m-%d").tolist() == [
        "2026-01-01",
        "2026-03-01",
        "2026-06-01",
    ]
    assert trend["n"].tolist() == [10, 10, 10]
    assert trend["points"].tolist() == pytest.approx([0, 10, 20])
    assert (trend["low"] < trend["points"]).all()
    assert (trend["points"] < trend["high"]).all()


def test_slope_is_per_period_of_time_not_per_point(tmp_path: Path) -> None:
    scores, when = dated(RISING)
    test = described(tmp_path, scores, when=when).trend_test
    assert test is not None
    assert test.n_periods == 3
    # Months 0, 2 and 5 with scores 0, 10 and 20: least squares gives 150 / 38 points a month.
    assert test.slope_points == pytest.approx(150 / 38)
    assert test.slope_low < test.slope_points < test.slope_high
    assert 0 < test.p_value < 1


def test_small_periods_lose_their_score_and_keep_their_count(tmp_path: Path) -> None:
    scores, when = dated(RISING | {"2026-04-15": [10] * 4, "2026-05-15": [10] * 3 + [3] * 2})
    trend = described(tmp_path, scores, when=when, minimum_n=5).trend.frame
    assert trend["n"].tolist() == [10, 10, 4, 5, 10]
    # All responses less the other periods would give April away, so May is hidden with it.
    assert trend["points"].isna().tolist() == [False, False, True, True, False]
    assert trend["low"].isna().tolist() == trend["points"].isna().tolist()


def test_smallest_group_can_be_chosen(tmp_path: Path) -> None:
    scores, when = dated(RISING | {"2026-04-15": [10] * 4})
    trend = described(tmp_path, scores, when=when).trend.frame
    assert trend["points"].notna().all()


@pytest.mark.parametrize(
    ("last_day", "period"),
    [
        ("2020-04-30", Period.WEEK),  # 120 days after the first of January
        ("2020-05-01", Period.MONTH),
        ("2023-04-05", Period.MONTH),  # 1,190 days
        ("2023-04-06", Period.QUARTER),
    ],
)
def test_length_of_period_follows_the_span(tmp_path: Path, last_day: str, period: Period) -> None:
    overview = described(tmp_path, [10, 0], when=["2020-01-01", last_day])
    assert overview.period is period


def test_length_of_period_can_be_chosen(tmp_path: Path) -> None:
    scores, when = dated(RISING)
    overview = described(tmp_path, scores, when=when, options=OverviewOptions(Period.QUARTER))
    assert overview.trend.frame["n"].tolist() == [20, 10]
    assert overview.trend.frame["points"].tolist() == pytest.approx([5, 20])
    assert overview.trend_test is None  # two periods are no trend


def test_weeks_begin_on_monday(tmp_path: Path) -> None:
    overview = described(tmp_path, [10, 0, 10], when=["2026-01-04", "2026-01-05", "2026-01-11"])
    assert overview.trend.frame["period"].dt.date.tolist() == [
        date(2025, 12, 29),
        date(2026, 1, 5),
    ]
    assert overview.trend.frame["n"].tolist() == [1, 2]


def test_filters_that_leave_nothing_are_named(tmp_path: Path) -> None:
    scores, when = dated(RISING)
    frame = pd.DataFrame({"score": scores, "when": pd.to_datetime(pd.Series(when))})
    nothing = responses_of(tmp_path, frame, ROLES).where(Filters(start=date(2030, 1, 1)))
    with pytest.raises(NotEnoughData) as caught:
        describe_overview(nothing)
    assert [problem.code for problem in caught.value.problems] == ["no_responses"]


def test_filters_that_leave_a_few_show_no_score(tmp_path: Path) -> None:
    scores, when = dated(RISING)
    frame = pd.DataFrame({"score": scores, "when": pd.to_datetime(pd.Series(when))})
    everything = responses_of(tmp_path, frame, ROLES)
    few = everything.where(Filters(start=frame["when"].iloc[0].date(), end=date(2030, 1, 1)))
    n = few.count()
    assert describe_overview(few.with_thresholds(n, 8)).n == n
    with pytest.raises(NotEnoughData) as caught:
        describe_overview(few.with_thresholds(n + 1, 8))
    (problem,) = caught.value.problems
    assert problem.code == "too_few_responses"
    assert problem.what.startswith(
        f"Only {n:,} responses are left; numbers are shown from {n + 1:,}"
    )
    assert problem.fix == "Remove a filter, or choose Reset."


def test_filters_narrow_the_overview(tmp_path: Path) -> None:
    scores, when = dated(RISING)
    frame = pd.DataFrame({"score": scores, "when": pd.to_datetime(pd.Series(when))})
    since_june = responses_of(tmp_path, frame, ROLES).where(Filters(start=date(2026, 6, 1)))
    assert describe_overview(since_june).net.value == pytest.approx(20)


def test_rows_are_not_touched_and_neither_order_nor_doubling_moves_a_score(tmp_path: Path) -> None:
    scores, when = dated(RISING)
    frame = pd.DataFrame({"score": scores, "when": pd.to_datetime(pd.Series(when))})
    responses = responses_of(tmp_path, frame, ROLES)
    before = fingerprint(responses)
    first, again = describe_overview(responses), describe_overview(responses)
    assert fingerprint(responses) == before
    pd.testing.assert_frame_equal(first.trend.frame, again.trend.frame)
    (tmp_path / "others").mkdir()
    for change, n in ((shuffled, 30), (doubled, 60)):
        other = describe_overview(responses_of(tmp_path / "others", change(frame), ROLES))
        assert other.n == n
        assert other.net.value == pytest.approx(first.net.value)
        assert other.mean.value == pytest.approx(first.mean.value)
        assert other.trend.frame["points"].tolist() == pytest.approx(
            first.trend.frame["points"].tolist()
        )
