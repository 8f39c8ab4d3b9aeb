from concurrent.futures import ThreadPoolExecutor
from datetime import date

import numpy as np
import pandas as pd
import pytest

from cx.store.responses import DAY, Filters
from cx.vocabulary import Band, Role
from tests.frames import responses_of

FRAME = pd.DataFrame(
    {
        "score": [10, 9, 8, 6, 0, 10],
        "channel": ["Referral", "Referral", "Search", "Search", "Search", None],
        "when": pd.to_datetime(
            [
                "2026-01-31 23:59",
                "2026-02-01",
                "2026-02-01 12:00",
                "2026-02-02",
                "2026-03-01",
                None,
            ],
            format="ISO8601",
        ),
        "spend": [10.10, 20.20, None, 30.30, 0.10, 5.0],
    }
)
ROLES = {
    "score": Role.OUTCOME,
    "channel": Role.ACQUISITION_CHANNEL,
    "when": Role.RESPONDED_AT,
    "spend": Role.SPEND,
}


@pytest.fixture
def responses(tmp_path):
    return responses_of(tmp_path, FRAME, ROLES)


def test_tally_counts_each_group_and_band(responses):
    tally = responses.tally("acquisition_channel", sums=["spend"])
    found = {
        (row.acquisition_channel, row.band): (row.n, row.n_spend, row.sum_spend)
        for row in tally.itertuples()
        if isinstance(row.acquisition_channel, str)
    }
    assert found == {
        ("Referral", Band.FAVOURABLE): (2, 2, pytest.approx(30.3)),
        ("Search", Band.NEUTRAL): (1, 0, 0.0),
        ("Search", Band.UNFAVOURABLE): (2, 2, pytest.approx(30.4)),
    }
    assert tally["n"].sum() == 6


def test_tally_adds_squares_where_asked(responses):
    tally = responses.tally(squares=["outcome"])
    assert tally["sum_outcome"].sum() == 43
    assert tally["squares_outcome"].sum() == 100 + 81 + 64 + 36 + 0 + 100


def test_tally_by_day_uses_the_date_of_the_answer(responses):
    days = responses.tally(DAY).groupby(DAY)["n"].sum()
    assert days[pd.Timestamp("2026-02-01")] == 2
    assert days.sum() == 5


def test_a_period_includes_both_of_its_days(responses):
    kept = responses.where(Filters(start=date(2026, 2, 1), end=date(2026, 2, 2)))
    assert kept.tally()["n"].sum() == 3


def test_values_are_kept_and_filters_narrow_each_other(responses):
    search = responses.where(Filters(values=(("acquisition_channel", ("Search",)),)))
    assert search.tally()["n"].sum() == 3
    none_left = search.where(Filters(values=(("acquisition_channel", ("Referral",)),)))
    assert none_left.tally()["n"].sum() == 0


def test_each_choice_of_filters_has_a_digest_of_its_own(responses):
    one = Filters(values=(("acquisition_channel", ("Search", "Referral")),))
    same = Filters(values=(("acquisition_channel", ("Referral", "Search")),))
    other = Filters(values=(("acquisition_channel", ("Referral",)),))
    assert responses.where(one).digest == responses.where(same).digest
    assert len({responses.digest, *(responses.where(f).digest for f in (one, other))}) == 3
    assert responses.where(Filters()).digest == responses.digest


@pytest.fixture
def many(tmp_path):
    frame = pd.DataFrame({"score": np.arange(20_000) % 11, "rating": np.arange(20_000.0)})
    return responses_of(tmp_path, frame, {"score": Role.OUTCOME, "rating": Role.DRIVER})


def test_sample_has_exactly_the_size_asked_for_and_repeats(many):
    first = many.sample(["driver_1", "outcome"], limit=1_000)
    assert len(first) == 1_000
    assert list(first.columns) == ["driver_1", "outcome"]
    pd.testing.assert_frame_equal(first, many.sample(["driver_1", "outcome"], limit=1_000))
    assert first["driver_1"].is_unique


def test_another_seed_draws_other_rows(many):
    one = set(many.sample(["driver_1"], limit=1_000, seed=0)["driver_1"])
    two = set(many.sample(["driver_1"], limit=1_000, seed=1)["driver_1"])
    assert not one & two  # the second seed starts elsewhere on the stored draw


def test_sample_is_not_tilted_to_any_part_of_the_file(many):
    drawn = many.sample(["driver_1"], limit=5_000)["driver_1"]
    assert drawn.mean() == pytest.approx(10_000, abs=4 * 5774 / 5_000**0.5)


def test_sample_returns_everything_when_there_is_less_than_asked(many):
    assert len(many.sample(["outcome"], limit=50_000)) == 20_000


def test_sample_of_nothing_is_empty(responses):
    nobody = responses.where(Filters(values=(("acquisition_channel", ("Nobody",)),)))
    assert len(nobody.sample(["outcome"])) == 0


def test_eight_threads_ask_at_once(many):
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: many.tally()["n"].sum(), range(64)))
    assert set(answers) == {20_000}


@pytest.fixture
def customers(tmp_path):
    """20,000 responses: half of the 10,000 customers answer once, half three times."""
    once, often = np.arange(5_000), 5_000 + np.arange(5_000).repeat(3)
    ids = np.random.default_rng(3).permutation(np.concatenate([once, often]))
    frame = pd.DataFrame({"score": ids % 11, "id": ids.astype(str)})
    frame.loc[:9, "id"] = None
    return responses_of(tmp_path, frame, {"score": Role.OUTCOME, "id": Role.RESPONDENT})


def test_customers_are_drawn_whole(customers):
    drawn = customers.sample_whole("respondent", ["outcome"], limit=2_000)
    everybody = customers.sample_whole("respondent", ["outcome"], limit=50_000)
    # Ten responses name no customer.
    assert len(everybody) == customers.count("respondent") == 19_990
    assert 1_700 < len(drawn) <= 2_000
    answers, of_all = drawn["respondent"].value_counts(), everybody["respondent"].value_counts()
    assert (answers == of_all[answers.index]).all()
    # The frequent are not preferred: about half of those drawn answer once.
    assert (answers == 1).mean() == pytest.approx(0.5, abs=0.06)
    assert (drawn["respondent"] != drawn["respondent"].shift()).sum() == len(answers)


def test_customers_drawn_follow_the_seed(customers):
    one = customers.sample_whole("respondent", ["outcome"], limit=1_000)
    pd.testing.assert_frame_equal(
        one, customers.sample_whole("respondent", ["outcome"], limit=1_000)
    )
    other = customers.sample_whole("respondent", ["outcome"], limit=1_000, seed=1)
    assert set(one["respondent"]) != set(other["respondent"])


def test_thresholds_are_part_of_the_digest(responses):
    usual = (responses.minimum_n, responses.minimum_comments)
    assert usual == (5, 8)
    assert responses.with_thresholds(*usual) is responses
    raised = responses.with_thresholds(30, 8)
    assert (raised.minimum_n, raised.minimum_comments) == (30, 8)
    others = (responses, raised, responses.with_thresholds(5, 30), responses.with_thresholds(31, 8))
    assert len({one.digest for one in others}) == 4
    assert raised.digest == responses.with_thresholds(30, 8).digest
    assert {one.file_digest for one in others} == {responses.digest}


def test_thresholds_hold_behind_a_filter(responses):
    some = Filters(start=date(2026, 2, 1))
    narrowed = responses.with_thresholds(30, 9).where(some)
    assert (narrowed.minimum_n, narrowed.minimum_comments) == (30, 9)
    assert narrowed.digest != responses.where(some).digest
    assert narrowed.file_digest == responses.digest
