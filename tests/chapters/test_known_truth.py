"""What the app says of the sample file, held against what was planted in it.

Every answer is an estimate, so each is allowed its chance error; tolerances say how much.
"""

import numpy as np
import pandas as pd
import pytest

from cx.chapters.drivers.ranking import DriverRanking, rank_drivers
from cx.chapters.overview.level import Overview, describe_overview
from cx.chapters.performers.gaps import Performers, compare_performers
from cx.chapters.segments.comparison import SegmentOptions, Segments, compare_segments
from cx.store.responses import Responses
from cx.vocabulary import Role, Table
from sample_data.make_feedback import TRUTH
from tests.chapters.variants import fingerprint

CLOSE_POINTS = 3.0  # how far a score of some thousand answers may lie from the truth


@pytest.fixture(scope="module")
def overview(sample: Responses) -> Overview:
    return describe_overview(sample)


@pytest.fixture(scope="module")
def segments(sample: Responses) -> Segments:
    return compare_segments(sample)


@pytest.fixture(scope="module")
def ranking(sample: Responses) -> DriverRanking:
    return rank_drivers(sample)


@pytest.fixture(scope="module")
def performers(sample: Responses) -> Performers:
    return compare_performers(sample)


def assert_shows(margin: Table, truth: dict[str, float]) -> None:
    found = margin.frame.set_index("level")
    assert set(found.index) == set(truth)
    for level, points in truth.items():
        row = found.loc[level]
        inside = row["low"] <= points <= row["high"]
        assert inside or abs(row["points"] - points) <= CLOSE_POINTS, level


def points_of(margin: Table, level: str) -> float:
    return float(margin.frame.set_index("level")["points"].to_dict()[level])


def test_columns_are_taken_for_what_they_are(sample: Responses) -> None:
    drivers = [column.label for column in sample.schema.with_role(Role.DRIVER)]
    assert drivers == list(TRUTH.drivers)
    assert sample.scale.is_nps
    assert sample.n == 12_000
    assert sample.column(Role.PERFORMER).label == "Agent"
    assert sample.column(Role.SPEND).label == "Spend (EUR)"


def test_overall_score(overview: Overview) -> None:
    assert overview.n == 12_000
    assert overview.net.low <= TRUTH.overall_points <= overview.net.high
    assert overview.headline.name == "NPS"


def test_channels_and_behaviours(segments: Segments) -> None:
    assert (segments.row.label, segments.column.label if segments.column else None) == (
        "Acquisition channel",
        "Purchase behaviour",
    )
    assert segments.n_missing == 0
    assert_shows(segments.row_margin, TRUTH.channel_points)
    assert segments.column_margin is not None
    assert_shows(segments.column_margin, TRUTH.behaviour_points)


def test_referral_beats_promotion_by_three_tenths(segments: Segments) -> None:
    planted = TRUTH.channel_points["Referral"] / TRUTH.channel_points["Promotion"]
    assert planted == pytest.approx(1.3)
    found = points_of(segments.row_margin, "Referral") / points_of(segments.row_margin, "Promotion")
    # Both have a standard error of some 2 points, their ratio one of .09.
    assert found == pytest.approx(planted, abs=0.18)


def test_planted_contrasts_are_called_different(segments: Segments) -> None:
    assert segments.column_margin is not None
    adjusted = {
        level: p_adjusted
        for margin in (segments.row_margin, segments.column_margin)
        for level, p_adjusted in margin.frame.set_index("level")["p_adjusted"].items()
    }
    sure = ("Referral", "Bought more than intended", "Bought less than intended", "Only browsed")
    assert all(adjusted[level] < 0.05 for level in sure)


@pytest.mark.parametrize(
    ("column", "truth"),
    [
        ("region", TRUTH.region_points),
        ("expectation", TRUTH.expectation_points),
    ],
)
def test_other_groups(sample: Responses, column: str, truth: dict[str, float]) -> None:
    assert_shows(compare_segments(sample, SegmentOptions(row=column)).row_margin, truth)


def test_teams_miss_the_truth_as_rarely_as_promised(sample: Responses) -> None:
    found = compare_segments(sample, SegmentOptions(row="team")).row_margin.frame
    truth = found["level"].map(TRUTH.team_points)
    # Of 12 intervals of 95 % two or more miss in 12 of 100 files; this file has one.
    assert ((found["low"] <= truth) & (truth <= found["high"])).sum() >= 11


def test_trend_is_found(overview: Overview) -> None:
    test = overview.trend_test
    assert test is not None
    assert test.p_value < 0.05
    assert test.n_periods == 24
    # The truth compares the last quarter with the first: 21 months from middle to middle.
    assert 21 * test.slope_low <= TRUTH.trend_points <= 21 * test.slope_high


def test_two_main_drivers_are_on_top_and_apart_from_the_rest(ranking: DriverRanking) -> None:
    frame = ranking.drivers.frame
    assert set(frame["driver"][:2]) == {"Waiting time", "Product quality"}
    assert frame["importance_low"][:2].min() > frame["importance_high"][2:].max()
    together = frame["share"][:2].sum()
    planted = sum(TRUTH.drivers[name].share_of_r2 for name in ("Waiting time", "Product quality"))
    assert together == pytest.approx(planted, abs=0.03)


def test_shares_of_all_drivers(ranking: DriverRanking) -> None:
    assert ranking.r_squared == pytest.approx(TRUTH.driver_r2, abs=0.03)
    found = ranking.drivers.frame.set_index("driver")
    planted = TRUTH.drivers.items()
    assert found["share"].to_dict() == pytest.approx(
        {name: truth.share_of_r2 for name, truth in planted}, abs=0.02
    )
    assert found["correlation"].to_dict() == pytest.approx(
        {name: truth.correlation for name, truth in planted}, abs=0.03
    )


def test_noise_is_at_the_bottom(ranking: DriverRanking) -> None:
    last = ranking.drivers.frame.iloc[-1]
    assert last["driver"] == "Store atmosphere"
    assert last["importance"] < 0.002


def test_mediated_driver_has_next_to_no_coefficient(ranking: DriverRanking) -> None:
    found = ranking.drivers.frame.set_index("driver")
    website = found.loc["Website"]
    assert website["correlation"] > 0.2
    # Points of the answer for one more rating point; the two main drivers have .4.
    assert abs(website["coefficient"]) < 0.05
    assert found["coefficient"].to_dict()["Waiting time"] > 0.3


def test_missing_ratings_do_not_cost_responses(ranking: DriverRanking) -> None:
    assert ranking.n == 12_000
    assert ranking.n_complete == 3_999


def test_performers_differ_and_by_how_much(performers: Performers) -> None:
    assert performers.n_performers == 120
    assert performers.distinguishable
    # The estimate's own standard error is about 1 point.
    assert performers.between_sd_points == pytest.approx(TRUTH.agent_spread_points, abs=3)


@pytest.mark.parametrize("place", [0, 1])
def test_gap_is_the_true_gap_of_the_very_agents_it_names(
    performers: Performers, place: int
) -> None:
    gap = performers.gaps[place]
    ordered = [TRUTH.agent_points[name] for name in performers.rows.frame["performer"]]
    truth = float(np.mean(ordered[: gap.n_in_each]) - np.mean(ordered[-gap.n_in_each :]))
    assert gap.shrunk.low <= truth <= gap.shrunk.high
    assert not gap.shrunk.low <= gap.raw_gap_points <= gap.shrunk.high
    # The best and worst agents by truth are further apart than those that can be named.
    assert truth < TRUTH.gap_points[round(100 * gap.fraction)]
    assert abs(gap.shrunk.value - truth) < abs(gap.raw_gap_points - truth)


def test_named_agents_are_on_the_side_they_are_named_for(performers: Performers) -> None:
    frame = performers.rows.frame
    truth = frame["performer"].map(TRUTH.agent_points)
    named = frame["tier"] != 2
    assert named.sum() >= 5
    right = np.where(frame["tier"] == 1, truth > TRUTH.overall_points, truth < TRUTH.overall_points)
    assert right[named].mean() >= 0.9


def test_ranges_of_agents_hold_the_truth(performers: Performers) -> None:
    frame = performers.rows.frame
    truth = frame["performer"].map(TRUTH.agent_points)
    held = ((frame["low"] <= truth) & (truth <= frame["high"])).mean()
    assert held == pytest.approx(0.95, abs=0.06)
    # Shrinking pays: it is closer to the truth than what was observed.
    misses = {name: ((frame[name] - truth) ** 2).mean() for name in ("raw_points", "shrunk_points")}
    assert misses["shrunk_points"] < 0.5 * misses["raw_points"]


def test_asking_changes_nothing(sample: Responses, overview: Overview) -> None:
    before = fingerprint(sample)
    again = describe_overview(sample)
    assert fingerprint(sample) == before
    pd.testing.assert_frame_equal(again.trend.frame, overview.trend.frame)
    assert again.net == overview.net
