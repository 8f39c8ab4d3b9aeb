"""Lifetime value, risk, retention, earned growth and purchases to come."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from cx.chapters.value.assumptions import Assumptions
from cx.chapters.value.at_risk import RiskOptions, measure_risk
from cx.chapters.value.by_group import value_by_group
from cx.chapters.value.earned_growth import measure_earned_growth
from cx.chapters.value.lifetime import LifetimeOptions, value_lifetimes
from cx.chapters.value.purchases import PurchaseOptions, expect_purchases
from cx.chapters.value.retention import RetentionOptions, value_retention
from cx.chapters.value.words import by_group as words
from cx.problems import NotEnoughData
from cx.store.responses import Responses
from tests.chapters.value.customers_made import customers, many

ONE_PAYS = {"score": [10] * 5 + [8] * 5 + [3] * 10, "spend": [100.0] * 20}
LONG = 50.0


def test_lifetime_is_the_formula_at_an_assumed_retention(tmp_path: Path) -> None:
    stated = Assumptions(margin=0.4, discount_rate=0.12, horizon_years=LONG, retention=0.8)
    made = customers(tmp_path, **ONE_PAYS)  # type: ignore[arg-type]
    found = value_lifetimes(made, LifetimeOptions(stated))
    # Form A, m = 40: 40 x 2.5; fifty years are as good as for ever.
    assert found.bands.frame["lifetime"].to_numpy() == pytest.approx([100, 100, 100], abs=1e-3)
    other = value_lifetimes(made, LifetimeOptions(stated, form="B"))
    assert other.bands.frame["lifetime"].to_numpy() == pytest.approx([140, 140, 140], abs=1e-3)
    assert not found.measured
    assert found.bands.frame["retention_low"].isna().all()


def test_lifetime_takes_the_retention_of_its_band(tmp_path: Path) -> None:
    left = [False] * 5 + [False] * 4 + [True] + [True] * 5 + [False] * 5
    made = customers(tmp_path, **ONE_PAYS, left=left)  # type: ignore[arg-type]
    found = value_lifetimes(made, LifetimeOptions(Assumptions(horizon_years=LONG)))
    assert found.measured
    assert found.bands.frame["retention"].tolist() == pytest.approx([1.0, 0.8, 0.5])
    assert found.difference.low > 0
    assert found.realised.value == pytest.approx(found.difference.value / 2)
    again = value_lifetimes(made, LifetimeOptions(Assumptions(horizon_years=LONG)))
    assert again.difference == found.difference


def test_renewed_is_the_opposite_of_left(tmp_path: Path) -> None:
    renewed = [True] * 15 + [False] * 5
    made = customers(tmp_path, **ONE_PAYS, renewed=renewed)  # type: ignore[arg-type]
    assert value_lifetimes(made).bands.frame["retention"].tolist() == pytest.approx([1, 1, 0.5])


def test_a_higher_discount_lowers_every_value(tmp_path: Path) -> None:
    made = many(tmp_path)
    low, high = (
        value_lifetimes(made, LifetimeOptions(Assumptions(discount_rate=rate)))
        for rate in (0.0, 0.2)
    )
    assert (low.bands.frame["lifetime"] > high.bands.frame["lifetime"]).all()


def test_only_excess_churn_is_at_risk(tmp_path: Path) -> None:
    # Of detractors 5 in 10 left, of all others 1 in 10.
    left = [False] * 9 + [True] + [True] * 5 + [False] * 5
    made = customers(tmp_path, **ONE_PAYS, left=left)  # type: ignore[arg-type]
    risk = measure_risk(made)
    assert risk.measured
    assert risk.excess.value == pytest.approx(0.4)
    assert risk.money.value == pytest.approx(0.4 * 1_000)
    assert risk.money.low <= risk.money.value < risk.money.high
    assert risk.churn is not None
    assert risk.churn.frame["churn_share"].tolist() == pytest.approx([0, 0.2, 0.5])
    scaled = measure_risk(made, RiskOptions(Assumptions(customers=200)))
    assert scaled.money.value == pytest.approx(4_000)


def test_loyal_detractors_put_nothing_at_risk(tmp_path: Path) -> None:
    left = [True] * 5 + [False] * 15
    risk = measure_risk(customers(tmp_path, **ONE_PAYS, left=left))  # type: ignore[arg-type]
    assert risk.excess.value == pytest.approx(-0.5)
    assert risk.money.value == 0


def test_without_churn_it_is_a_scenario(tmp_path: Path) -> None:
    made = customers(tmp_path, **ONE_PAYS)  # type: ignore[arg-type]
    risk = measure_risk(made, RiskOptions(Assumptions(excess_churn=0.2)))
    assert not risk.measured
    assert risk.money.value == pytest.approx(200)
    assert np.isnan(risk.money.low)
    assert risk.churn is None


def test_five_points_in_three_numbers(tmp_path: Path) -> None:
    stated = Assumptions(margin=0.5, retention=0.8, customers=10_000)
    made = customers(tmp_path, minimum_n=1, score=[10, 3], spend=[200.0, 200.0])
    worth = value_retention(made, RetentionOptions(stated))
    assert worth.yearly.value == 100
    assert worth.years.frame["gain"].iloc[0] == pytest.approx(50_000)
    assert worth.years.frame["gain_share"].iloc[0] == pytest.approx(0.05)
    assert worth.steady.value == pytest.approx(333_333.33, abs=0.01)
    assert worth.steady_share == pytest.approx(1 / 3)
    assert worth.lifetime_gain_share == pytest.approx(0.2)
    assert [round(needed[1], 6) for needed in worth.needed] == [0.75, 0.897368]


def test_there_must_be_room_for_the_rise(tmp_path: Path) -> None:
    with pytest.raises(NotEnoughData, match="would pass 100\N{NO-BREAK SPACE}%"):
        value_retention(many(tmp_path), RetentionOptions(Assumptions(retention=0.97)))


def test_growth_of_the_book(tmp_path: Path) -> None:
    made = customers(
        tmp_path,
        minimum_n=1,
        score=[10, 8, 10, 3],
        spend=[60.0, 25.0, 25.0, 20.0],
        before=[60.0, 40.0, None, 0.0],
        channel=["Search", "Referral", "Referral", "Search"],
    )
    found = measure_earned_growth(made)
    assert found.net_retention.value == pytest.approx(0.85)
    assert found.earned_new == pytest.approx(0.25)
    assert found.earned_growth == pytest.approx(0.1)
    assert found.earned_share == pytest.approx(1 / 3)
    assert found.referral == ("Referral",)
    assert found.flows.frame["flow_revenue"].tolist() == [85, 25, 20]


def test_without_a_referral_only_retention_is_told(tmp_path: Path) -> None:
    found = measure_earned_growth(
        customers(tmp_path, minimum_n=1, score=[10, 8], spend=[50.0, 20.0], before=[40.0, None])
    )
    assert found.net_retention.value == pytest.approx(1.25)
    assert found.earned_growth is None
    assert found.flows.frame["flow"].tolist() == ["customers of last year", "new customers"]


def test_what_few_new_customers_bring_is_not_told(tmp_path: Path) -> None:
    old, new = [10.0] * 20, [None] * 12
    made = customers(
        tmp_path,
        score=[10] * 32,
        spend=[12.0] * 32,
        before=[*old, *new],
        channel=["Search"] * 20 + ["Referral"] * 2 + ["Search"] * 10,
    )
    found = measure_earned_growth(made)
    assert found.few_new
    assert (found.earned_new, found.earned_growth, found.earned_share) == (None, None, None)
    # All growth is shown, so neither part of the new may be.
    assert found.flows.frame["flow_revenue"].isna().tolist() == [False, True, True]
    assert found.total_growth == pytest.approx((32 * 12 - 200) / 200)
    fewer = measure_earned_growth(made.with_thresholds(13, 8))
    assert np.isnan(fewer.total_growth)


def test_earned_growth_says_which_column_is_lacking(tmp_path: Path) -> None:
    with pytest.raises(NotEnoughData, match="the year before"):
        measure_earned_growth(many(tmp_path))


def test_groups_are_ordered_and_small_ones_hidden(tmp_path: Path) -> None:
    channel = ["Search"] * 200 + ["Referral"] * 150 + ["Event"] * 46 + ["Fax"] * 4
    spend = [10.0] * 200 + [30.0] * 150 + [20.0] * 46 + [99.0] * 4
    made = many(tmp_path, channel=channel, spend=spend)
    found = value_by_group(made)
    frame = found.groups.frame.set_index("level")
    assert frame["hidden"].to_dict() == {
        "Referral": False,
        "Search": False,
        "Event": True,  # with the total it would give Fax away
        "Fax": True,
    }
    assert frame.loc["Fax", ["revenue", "mean_revenue", "lifetime", "revenue_share"]].isna().all()
    assert frame.loc["Fax", "n_in_group"] == 4
    assert frame.loc["Referral", "mean_purchase"] == pytest.approx(30)
    assert found.groups.field("level").label == "channel"
    assert found.n_hidden == 2


def test_a_customer_counts_in_each_group_with_what_was_spent_there(tmp_path: Path) -> None:
    made = customers(
        tmp_path,
        customer=["A", "A", "B"],
        score=[10, 10, 3],
        spend=[30.0, 10.0, 20.0],
        bought=["more", "less", "less"],
    )
    frame = value_by_group(made.with_thresholds(1, 8)).groups.frame.set_index("level")
    assert frame["revenue"].to_dict() == {"more": 30, "less": 30}
    assert frame["n_in_group"].to_dict() == {"more": 1, "less": 2}


def _answers(folder: Path, spend: object = None) -> Responses:
    """Answers of 300 customers, two in three of them through one channel, the next at random."""
    random = np.random.default_rng(4)
    n = 1_500
    channel = random.choice(["Search", "Referral", "Event"], n, p=[0.7, 0.25, 0.05])
    paid = random.lognormal(3, 1, n).round(2)
    return customers(
        folder,
        customer=[f"C{i % 300}" for i in range(n)],
        score=random.choice([10, 8, 3], n),
        spend=np.where(channel == "Event", 0.0, paid) if spend == "no events" else paid,
        channel=channel,
    )


def test_a_group_of_more_answers_is_not_one_of_larger_customers(tmp_path: Path) -> None:
    found = value_by_group(_answers(tmp_path))
    frame = found.groups.frame
    assert found.by_answer
    assert found.p_value > 0.05  # by customer Search would spend three times as much
    assert frame[["mean_revenue", "lifetime"]].isna().all().all()
    assert frame["mean_purchase"].is_monotonic_decreasing
    assert frame["revenue"].notna().all()


def test_a_group_without_an_amount_is_not_compared(tmp_path: Path) -> None:
    found = value_by_group(_answers(tmp_path, "no events"))
    assert "Event" not in (found.higher, found.lower)
    assert words.headline(found).headline.startswith("By channel, no group")


def test_churn_counts_by_revenue(tmp_path: Path) -> None:
    # Of 40 unhappy 20 left, who bring a tenth of their revenue; of 60 others 6, of all sizes.
    left = [True] * 6 + [False] * 54 + [True] * 20 + [False] * 20
    spend = [50.0] * 60 + [10.0] * 20 + [90.0] * 20
    risk = measure_risk(customers(tmp_path, score=[10] * 60 + [3] * 40, spend=spend, left=left))
    assert risk.weighted
    assert risk.by_heads.value == pytest.approx(0.4)
    assert risk.excess.value == pytest.approx(0)
    assert risk.money.value == pytest.approx(0)
    assert risk.excess.low < 0 < risk.excess.high


def test_revenue_of_few_who_left_is_not_told(tmp_path: Path) -> None:
    left = [True] * 6 + [False] * 54 + [True] * 4 + [False] * 36
    spend = [50.0] * 60 + [10.0] * 20 + [90.0] * 20
    risk = measure_risk(customers(tmp_path, score=[10] * 60 + [3] * 40, spend=spend, left=left))
    assert not risk.weighted
    assert risk.excess == risk.by_heads


def test_a_measured_retention_has_its_doubt(tmp_path: Path) -> None:
    left = [True] * 20 + [False] * 180
    made = customers(tmp_path, score=[10, 3] * 100, spend=[50.0] * 200, left=left)
    worth = value_retention(made)
    # Jeffreys: 85.3 to 93.7 % are kept, so a rise of five points has no sure end.
    low, high = worth.steady_share_limits
    assert low == pytest.approx(0.05 / (1 - 0.853 - 0.05), rel=0.1)
    assert high == pytest.approx(0.05 / (1 - 0.937 - 0.05), rel=0.5)
    assert worth.steady.low == pytest.approx(200 * 50 * low, rel=0.01)
    assert worth.steady.high == pytest.approx(200 * 50 * high, rel=0.01)
    low, high = worth.lifetime_gain_limits
    assert low < worth.lifetime_gain_share < high
    assumed = value_retention(many(tmp_path))
    assert np.isnan(assumed.steady_share_limits).all()


def _buyers(folder: Path, n: int = 300, **odd: object) -> object:
    random = np.random.default_rng(8)
    rows = []
    start = pd.Timestamp("2024-01-01")
    for i in range(n):
        score = int(random.choice([10, 3]))
        rate = random.gamma(2.0, 3.0 if score == 10 else 1.0)  # purchases in a year
        clock = random.random() / 2
        while clock < 2:
            paid = round(random.gamma(4, 10), 2)
            rows.append((f"C{i}", score, start + pd.Timedelta(days=int(clock * 365)), paid))
            clock += random.exponential(1 / rate)
    made = list(zip(*rows, strict=True))
    columns = dict(zip(("customer", "score", "day", "spend"), map(list, made), strict=True))
    return customers(folder, **{**columns, **odd})


def test_promoters_who_buy_more_often_are_expected_to_go_on(tmp_path: Path) -> None:
    found = expect_purchases(_buyers(tmp_path))  # type: ignore[arg-type]
    frame = found.bands.frame.set_index("band")
    assert found.n_customers == 300
    assert (
        frame.loc["promoters", "purchases_ahead"] > 1.5 * frame.loc["detractors", "purchases_ahead"]
    )
    assert frame.loc["promoters", "purchases_ahead"] == pytest.approx(6, rel=0.25)
    assert frame.loc["promoters", "spend_ahead"] == pytest.approx(40, rel=0.1)
    assert frame.loc["passives"].drop("n_customers").isna().all()
    one = expect_purchases(
        _buyers(tmp_path),
        PurchaseOptions(Assumptions(horizon_years=1, discount_rate=0)),  # type: ignore[arg-type]
    ).bands.frame.set_index("band")
    promoters = one.loc["promoters"]
    assert promoters["lifetime_ahead"] == pytest.approx(
        promoters["purchases_ahead"] * promoters["spend_ahead"], rel=1e-9
    )


def test_too_few_who_bought_again(tmp_path: Path) -> None:
    made = many(tmp_path, day=pd.date_range("2024-01-01", periods=400, freq="D"))
    with pytest.raises(NotEnoughData, match="0 of 400 customers bought on more than one day"):
        expect_purchases(made)


def test_purchases_need_days(tmp_path: Path) -> None:
    with pytest.raises(NotEnoughData, match="who bought what and when"):
        expect_purchases(many(tmp_path))
