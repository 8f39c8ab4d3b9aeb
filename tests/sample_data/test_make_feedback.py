"""The sample file is what its generator makes, and shows the truth that is planted in it."""

import re
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:  # plain `pytest` does not put the project's folder there
    sys.path.insert(0, str(ROOT))

from sample_data.design import CONTACT_CHANNELS, DRIVERS, make_agents  # noqa: E402
from sample_data.make_feedback import DESTINATION, TRUTH, write_feedback  # noqa: E402

SCORE = "Likelihood to recommend"
HEADERS = [
    "Response ID",
    "Customer ID",
    "Date",
    SCORE,
    "Acquisition channel",
    "Purchase behaviour",
    "Region",
    "Team",
    "Agent",
    "Contact channel",
    "Resolved at first contact",
    "Opened",
    "Closed",
    "Expectation",
    "Spend (EUR)",
    "Intended spend (EUR)",
    *DRIVERS,
    "Comment",
]


@pytest.fixture(scope="module")
def feedback():
    frame = pd.read_csv(DESTINATION, parse_dates=["Date", "Opened", "Closed"])
    frame["points"] = 100.0 * ((frame[SCORE] >= 9) * 1 - (frame[SCORE] <= 6) * 1)
    return frame


def test_generator_makes_the_committed_file_byte_for_byte(tmp_path):
    write_feedback(tmp_path / "feedback.csv")
    assert (tmp_path / "feedback.csv").read_bytes() == DESTINATION.read_bytes()


def test_another_seed_makes_another_file(tmp_path):
    write_feedback(tmp_path / "other.csv", seed=1)
    assert (tmp_path / "other.csv").read_bytes() != DESTINATION.read_bytes()


def test_shape_headers_and_size(feedback):
    assert list(feedback.columns[:-1]) == HEADERS
    assert len(feedback) == 12_000
    assert DESTINATION.stat().st_size < 3_500_000


def test_ids_dates_and_answers_are_in_range(feedback):
    assert feedback["Response ID"].is_unique
    assert 7_000 < feedback["Customer ID"].nunique() < 9_000
    assert feedback["Date"].between("2024-10-01", "2026-09-30").all()
    assert feedback["Date"].is_monotonic_increasing
    assert set(feedback[SCORE]) == set(range(11))
    ratings = feedback[list(DRIVERS)].stack().dropna()
    assert set(ratings) == {float(rating) for rating in range(1, 11)}


def test_a_customer_keeps_region_and_channel(feedback):
    customers = feedback.groupby("Customer ID")
    assert (customers[["Region", "Acquisition channel"]].nunique() == 1).all().all()


def test_overall_score_shows_the_truth(feedback):
    assert feedback["points"].mean() == pytest.approx(TRUTH.overall_points, abs=1.0)


@pytest.mark.parametrize(
    ("column", "truth", "tolerance"),
    [
        ("Acquisition channel", TRUTH.channel_points, 2.0),
        ("Purchase behaviour", TRUTH.behaviour_points, 2.0),
        ("Resolved at first contact", TRUTH.resolved_points, 2.0),
        ("Expectation", TRUTH.expectation_points, 3.0),
        ("Region", TRUTH.region_points, 4.0),
        ("Team", TRUTH.team_points, 8.0),  # teams of 585-1,700: standard error up to 3.2
    ],
)
def test_groups_show_the_truth(feedback, column, truth, tolerance):
    shown = feedback.groupby(column)["points"].mean()
    assert set(shown.index) == set(truth)
    for name, points in truth.items():
        assert shown[name] == pytest.approx(points, abs=tolerance), name


def test_planted_contrasts_are_those_of_the_brief():
    channels, behaviours = TRUTH.channel_points, TRUTH.behaviour_points
    assert channels["Referral"] / channels["Promotion"] == pytest.approx(1.30)
    more, intended = (behaviours[f"Bought {how}"] for how in ("more than intended", "as intended"))
    assert more / intended == pytest.approx(1.375)


def test_agents_nest_in_teams_and_teams_in_regions(feedback):
    assert (feedback.groupby("Agent")["Team"].nunique() == 1).all()
    assert (feedback.groupby("Team")["Region"].nunique() == 1).all()
    assert (feedback.groupby("Team")["Agent"].nunique() == 10).all()
    assert (feedback.groupby("Region")["Team"].nunique() == 3).all()
    assert feedback["Region"].nunique() == 4


def test_agents_have_unique_names_and_uneven_workloads(feedback):
    agents = make_agents()
    assert len({agent.name for agent in agents}) == len(agents) == 120
    counts = feedback["Agent"].value_counts()
    assert counts.to_dict() == {agent.name: agent.n_responses for agent in agents}
    assert counts.min() == 6
    assert (counts <= 20).sum() >= 5
    assert (counts >= 250).sum() >= 5


def test_agents_show_their_true_scores_within_chance(feedback):
    by_agent = feedback.groupby("Agent")["points"].agg(["size", "mean"])
    truth = pd.Series(TRUTH.agent_points)[by_agent.index]
    errors = (by_agent["mean"] - truth) / (feedback["points"].std() / np.sqrt(by_agent["size"]))
    assert errors.std() == pytest.approx(1.0, abs=0.25)
    assert errors.abs().max() < 4


def test_true_spread_and_gaps_follow_from_the_agents():
    scores = np.sort(list(TRUTH.agent_points.values()))
    assert pytest.approx(9.0) == TRUTH.agent_effect_spread_points
    assert scores.std() == pytest.approx(TRUTH.agent_spread_points)
    assert scores[-24:].mean() - scores[:24].mean() == pytest.approx(TRUTH.gap_points[20])
    assert scores[-12:].mean() - scores[:12].mean() == pytest.approx(TRUTH.gap_points[10])


def test_trend_is_there_and_significant(feedback):
    time = (feedback["Date"] - feedback["Date"].min()).dt.days.to_numpy() / 729.0
    time = time - time.mean()
    points = feedback["points"].to_numpy()
    slope = (time @ points) / (time @ time)
    rest = points - points.mean() - slope * time
    assert slope / np.sqrt(rest @ rest / (len(rest) - 2) / (time @ time)) > 1.96
    quarters = feedback.groupby(feedback["Date"].dt.to_period("Q"))["points"].mean()
    assert quarters.iloc[-1] - quarters.iloc[0] == pytest.approx(TRUTH.trend_points, abs=2.0)


def test_missing_answers(feedback):
    missing = feedback.isna().mean()
    for name in set(DRIVERS) - {"Delivery"}:
        assert 0.05 < missing[name] < 0.16, name
    assert 0.27 < missing["Delivery"] < 0.35
    assert missing["Comment"] == pytest.approx(0.55, abs=0.03)
    assert 0 < missing["Closed"] < 0.03
    complete = set(HEADERS) - set(DRIVERS) - {"Comment", "Closed", "Intended spend (EUR)"}
    assert (missing[list(complete)] == 0).all()


def test_drivers_do_what_the_truth_says(feedback):
    names = list(DRIVERS)
    pairwise = feedback[[*names, SCORE]].corr().to_numpy()
    coefficients = np.linalg.solve(pairwise[:-1, :-1], pairwise[:-1, -1])
    r2 = coefficients @ pairwise[:-1, -1]
    assert r2 == pytest.approx(TRUTH.driver_r2, abs=0.03)
    for place, name in enumerate(names):
        assert pairwise[place, -1] == pytest.approx(TRUTH.drivers[name].correlation, abs=0.03)
        assert coefficients[place] == pytest.approx(TRUTH.drivers[name].coefficient, abs=0.04)


def test_driver_truth_is_what_was_asked_for():
    drivers = TRUTH.drivers
    assert sum(driver.share_of_r2 for driver in drivers.values()) == pytest.approx(1, abs=0.002)
    big = drivers["Waiting time"].share_of_r2 + drivers["Product quality"].share_of_r2
    assert 0.60 < big < 0.70
    assert 0.45 < TRUTH.driver_r2 < 0.55
    assert drivers["Website"].correlation > 0.2
    assert abs(drivers["Website"].coefficient) < 0.005
    assert drivers["Store atmosphere"].correlation == 0


def test_spend(feedback):
    browsed = feedback["Purchase behaviour"] == "Only browsed"
    assert (feedback.loc[browsed, "Spend (EUR)"] == 0).all()
    assert (feedback.loc[~browsed, "Spend (EUR)"] > 0).all()
    promoters = feedback.loc[feedback[SCORE] >= 9, "Spend (EUR)"].mean()
    assert 1.1 < promoters / feedback.loc[feedback[SCORE] <= 6, "Spend (EUR)"].mean() < 2.0
    bought_more = feedback["Purchase behaviour"] == "Bought more than intended"
    known = feedback["Intended spend (EUR)"].notna()
    assert (feedback["Spend (EUR)"] > feedback["Intended spend (EUR)"])[bought_more & known].all()


def test_matters_are_closed_after_they_open_and_before_the_answer(feedback):
    closed = feedback.dropna(subset="Closed")
    hours = (closed["Closed"] - closed["Opened"]).dt.total_seconds() / 3600
    assert (hours > 0).all()
    assert hours.mean() > 3 * hours.median()
    assert (closed["Closed"].dt.normalize() < closed["Date"]).all()


def test_comments_are_varied_and_hold_no_personal_data(feedback):
    comments = feedback["Comment"].dropna()
    assert comments.nunique() > 2_000
    assert comments.str.len().max() < 160
    assert not comments.str.contains(r"[@\d]").any()
    first_and_last = re.compile("|".join(map(re.escape, TRUTH.agent_points)))
    assert not comments.str.contains(first_and_last).any()


def test_tone_of_comments_goes_with_the_score(feedback):
    unhappy = feedback["Comment"].str.contains("Disappointed|Frustrating|Very unhappy", na=False)
    happy = feedback["Comment"].str.contains("Great service|Very happy|Lovely", na=False)
    assert feedback.loc[unhappy, SCORE].max() <= 6
    assert feedback.loc[happy, SCORE].min() >= 9


def test_contact_channel_has_no_planted_effect(feedback):
    shown = feedback.groupby("Contact channel")["points"].mean()
    assert set(shown.index) == set(CONTACT_CHANNELS)
    assert shown.max() - shown.min() < 7
