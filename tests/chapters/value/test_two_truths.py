"""The score by people and by revenue, and the customers that both start from."""

from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from cx.chapters.value.assumptions import Assumptions
from cx.chapters.value.at_risk import measure_risk
from cx.chapters.value.customers import YearsFrom, read_customers, weighted_mean
from cx.chapters.value.lifetime import value_lifetimes
from cx.chapters.value.two_truths import ValueOptions, value_customers
from cx.chapters.value.worth import rank_worth
from cx.problems import CxError, NotEnoughData
from cx.store.responses import Filters
from tests import synth600
from tests.chapters.value.customers_made import customers, many


def test_synth600_by_revenue(tmp_path: Path) -> None:
    made = synth600.make()
    value = value_customers(customers(tmp_path, score=made.ltr, spend=made.revenue.astype(float)))
    assert value.people.value == pytest.approx(23.333333, abs=1e-6)
    assert value.revenue.value == pytest.approx(22.7344324, abs=1e-6)
    assert value.effective_n == pytest.approx(408.743578, abs=1e-6)
    # Half-way between each left out in turn and equal spread; Student's quantile at 407.74 degrees
    # of freedom is 1.96582.
    share, score = made.revenue / made.revenue.sum(), np.asarray(made.net, dtype=float)
    moved = share / (1 - share) * (score - share @ score)
    error = np.sqrt((599 / 600 * moved @ moved + score.var(ddof=1) * (share @ share)) / 2)
    assert value.revenue.high - value.revenue.value == pytest.approx(
        100 * error * 1.96582, abs=1e-3
    )
    assert value.difference.low < 0 < value.difference.high
    assert value.each_answer
    assert value.total_revenue == 47615


def test_revenue_counts_once_for_each_customer(tmp_path: Path) -> None:
    # Ann answered twice, 10 and 3: half promoter, half detractor, with all of her 60.
    value = value_customers(
        customers(
            tmp_path,
            minimum_n=1,
            customer=["Ann", "Ann", "Bob"],
            score=[10, 3, 10],
            spend=[20.0, 40.0, 40.0],
        )
    )
    assert value.n_customers == 2
    assert value.people.value == pytest.approx(50)
    assert value.revenue.value == pytest.approx(40)
    assert value.bands.frame["n_customers"].tolist() == [1.5, 0, 0.5]
    assert value.bands.frame["revenue"].tolist() == [70, 0, 30]


def test_spend_of_the_customer_is_not_added_up(tmp_path: Path) -> None:
    ids = [f"C{i}" for i in range(10)] * 2
    spend = [float(100 + i) for i in range(10)] * 2
    value = value_customers(customers(tmp_path, customer=ids, score=[10, 3] * 10, spend=spend))
    assert value.repeated_spend
    assert value.total_revenue == sum(spend) / 2
    assert value.bands.frame["mean_purchase"].isna().all()


def test_missing_ids_are_customers_of_their_own(tmp_path: Path) -> None:
    made = customers(
        tmp_path, minimum_n=1, customer=["A", None, None], score=[10, 3, 3], spend=[1.0, 1.0, 1.0]
    )
    assert value_customers(made).n_customers == 3


def test_refunds_are_counted_and_weigh_nothing(tmp_path: Path) -> None:
    made = customers(
        tmp_path,
        minimum_n=1,
        customer=list("AABC"),
        score=[10, 10, 3, 10],
        spend=[50.0, -20.0, -70.0, 20.0],
    )
    value = value_customers(made)
    assert (value.n_refunds, value.refunds, value.n_below) == (2, -90, 1)
    assert value.revenue.value == pytest.approx(100)
    assert value.n_weighted == 2
    assert value.bands.frame["mean_purchase"].iloc[0] == pytest.approx(35)


def test_the_largest_are_left_out_together(tmp_path: Path) -> None:
    score, spend = [3] * 7 + [10] * 54, [40.0] + [1.0] * 60
    ids = [f"C{place:02}" for place in range(61)]
    value = value_customers(customers(tmp_path, customer=ids, score=score, spend=spend))
    assert value.largest_share == pytest.approx(0.4)
    assert value.revenue.value == pytest.approx(8)
    # The ten or twenty largest would tell what the first one answered, the thirty do not.
    assert value.largest.frame.to_numpy().tolist() == [pytest.approx([30, 0.69, 100])]
    assert value.n_capped == 1
    assert np.isnan(value.capped_points)  # the cap would tell, too: it touches one
    assert value.n_half == 11


def test_a_threshold_above_ten_leaves_out_as_many(tmp_path: Path) -> None:
    frame = value_customers(many(tmp_path).with_thresholds(30, 8)).largest.frame
    assert frame["n_largest"].tolist() == [30, 60, 90, 120]


def test_nobody_stands_alone_in_the_largest(tmp_path: Path) -> None:
    value = value_customers(many(tmp_path))
    assert list(value.largest.frame) == ["n_largest", "largest_share", "without_points"]
    assert (np.diff([0, *value.largest.frame["n_largest"]]) >= value.minimum_n).all()
    assert value.largest_share == round(value.largest_share, 2)


def test_one_customer_who_is_nearly_all_the_revenue_is_not_shown(tmp_path: Path) -> None:
    made = customers(tmp_path, score=[3] + [10] * 30, spend=[90.0] + [1.0] * 30)
    value = value_customers(made)
    assert np.isnan([value.revenue.value, value.difference.value, value.capped_points]).all()
    assert value.largest.frame.empty
    assert np.isfinite(value.people.value)


def test_money_of_a_small_band_follows_from_nothing(tmp_path: Path) -> None:
    made = customers(tmp_path, score=[10] * 20 + [8] * 20 + [3] * 2, spend=[5.0] * 42)
    value = value_customers(made)
    assert value.bands_hidden
    assert value.bands.frame["people_share"].notna().all()
    assert value.bands.frame[["revenue", "revenue_share", "mean_revenue"]].isna().all().all()
    assert np.isfinite(value.revenue.value)  # two sums do not give three bands
    (tmp_path / "two").mkdir()
    two = customers(tmp_path / "two", score=[10] * 20 + [3] * 2, spend=[5.0] * 22)
    assert np.isnan(value_customers(two).revenue.value)
    for ask in (value_lifetimes, measure_risk, rank_worth):
        with pytest.raises(NotEnoughData, match="in one band"):
            ask(made)


def test_few_customers_have_no_number(tmp_path: Path) -> None:
    made = many(tmp_path, day=pd.date_range("2024-01-01", periods=400))
    one = made.where(Filters(end=date(2024, 1, 1)))
    assert one.count() == 1
    for narrowed in (one, one.with_thresholds(30, 8), made.with_thresholds(401, 8)):
        with pytest.raises(NotEnoughData) as caught:
            value_customers(narrowed)
        assert caught.value.problems[0].code == "too_few_customers"


def test_customers_without_spend_hide_nobody(tmp_path: Path) -> None:
    with pytest.raises(NotEnoughData, match="4 paying customers"):
        value_customers(customers(tmp_path, score=[10] * 30, spend=[5.0] * 4 + [0.0] * 26))


def test_refunds_of_few_are_not_added_up(tmp_path: Path) -> None:
    value = value_customers(
        customers(
            tmp_path,
            customer=[f"C{i}" for i in [*range(30), 0]],
            score=[10] * 31,
            spend=[5.0] * 30 + [-2.0],
        )
    )
    assert value.n_refunds == 1
    assert np.isnan(value.refunds)


def test_covered_share_needs_the_revenue_of_the_company(tmp_path: Path) -> None:
    made = many(tmp_path)
    assert np.isnan(value_customers(made).covered_share)
    total = value_customers(made).total_revenue
    stated = ValueOptions(Assumptions(total_revenue=4 * total))
    assert value_customers(made, stated).covered_share == pytest.approx(0.25)


def test_money_is_linear_in_spend(tmp_path: Path) -> None:
    one = value_customers(many(tmp_path))
    spend = pd.read_parquet(tmp_path / "responses.parquet")["spend"] * 3
    three = value_customers(many(tmp_path, spend=spend))
    assert three.revenue.value == pytest.approx(one.revenue.value)
    for name in ("revenue", "mean_revenue_low", "mean_purchase_high"):
        assert three.bands.frame[name].to_numpy() == pytest.approx(
            3 * one.bands.frame[name].to_numpy()
        )


def test_years_come_from_the_whole_file(tmp_path: Path) -> None:
    day = pd.date_range("2024-01-01", periods=400, freq="2D")
    made = many(tmp_path, day=day, bought=["more", "less"] * 200)
    base = read_customers(made, Assumptions())
    assert base.years == pytest.approx(799 / 365.25)
    assert base.years_from is YearsFrom.DATES
    half = made.where(Filters(values=(("purchase_behaviour", ("more",)),)))
    assert read_customers(half, Assumptions()).years == base.years
    stated = read_customers(made, Assumptions(spend_years=4))
    assert stated.revenue.sum() == pytest.approx(base.revenue.sum() * base.years / 4)


def test_less_than_a_year_is_not_stretched(tmp_path: Path) -> None:
    base = read_customers(
        many(tmp_path, day=pd.date_range("2024-01-01", periods=400, freq="6h")), Assumptions()
    )
    assert (base.years, base.years_from) == (1.0, YearsFrom.ONE_YEAR)


def test_customers_stood_for_shrink_with_the_filter(tmp_path: Path) -> None:
    made = many(tmp_path, bought=["more", "less", "less", "less"] * 100)
    stated = Assumptions(customers=4_000)
    assert read_customers(made, stated).scale == 10
    quarter = made.where(Filters(values=(("purchase_behaviour", ("more",)),)))
    assert read_customers(quarter, stated).scale == 10


@pytest.mark.parametrize(
    ("columns", "code"),
    [
        ({"score": [10, 3]}, "no_spend"),
        ({"score": [10, 3], "spend": [0.0, -5.0]}, "nothing_spent"),
        (
            {"score": [10, 3], "spend": [1.0, 2.0], "Currency": ["EUR", "USD"]},
            "several_currencies",
        ),
    ],
)
def test_what_cannot_be_valued_is_said(
    tmp_path: Path, columns: dict[str, list[object]], code: str
) -> None:
    with pytest.raises(NotEnoughData) as caught:
        value_customers(customers(tmp_path, minimum_n=1, **columns))
    assert [problem.code for problem in caught.value.problems] == [code]


def test_one_currency_left_by_a_filter_will_do(tmp_path: Path) -> None:
    made = customers(
        tmp_path,
        minimum_n=1,
        score=[10, 3, 3],
        spend=[1.0, 2.0, 3.0],
        Currency=["EUR", "USD", "USD"],
    )
    one = made.where(Filters(values=(("category_1", ("USD",)),)))
    assert value_customers(one).total_revenue == 5


def test_unusable_assumptions_stop(tmp_path: Path) -> None:
    with pytest.raises(CxError) as caught:
        value_customers(many(tmp_path), ValueOptions(Assumptions(margin=1.4)))
    assert caught.value.problems[0].code == "margin_unusable"


def test_one_customer_has_no_range(tmp_path: Path) -> None:
    value = value_customers(customers(tmp_path, minimum_n=1, score=[10], spend=[5.0]))
    assert value.revenue.value == 100
    assert np.isnan(value.revenue.low)
    assert value.largest.frame.empty


def test_mean_on_logarithms_covers_the_truth() -> None:
    random = np.random.default_rng(11)
    inside = 0
    for _ in range(400):
        mean = weighted_mean(random.gamma(0.5, 200.0, 150), np.ones(150))
        inside += mean.low <= 100 <= mean.high
    assert 0.92 <= inside / 400 <= 0.98
