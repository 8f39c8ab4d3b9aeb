"""The score by people and by revenue, and the customers that both start from."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from cx.analyses.assumptions import Assumptions
from cx.analyses.customers import YearsFrom, read_customers, weighted_mean
from cx.analyses.value import ValueOptions, value_customers
from cx.problems import CxError, NotEnoughData
from cx.store.responses import Filters
from tests import synth600
from tests.analyses.customers_made import customers, many


def test_synth600_by_revenue(tmp_path: Path) -> None:
    made = synth600.make()
    value = value_customers(customers(tmp_path, score=made.ltr, spend=made.revenue.astype(float)))
    assert value.people.value == pytest.approx(23.333333, abs=1e-6)
    assert value.revenue.value == pytest.approx(22.7344324, abs=1e-6)
    assert value.effective_n == pytest.approx(408.743578, abs=1e-6)
    # Student's quantile at 599 degrees of freedom is 1.96393.
    assert value.revenue.high - value.revenue.value == pytest.approx(3.63230182 * 1.96393, abs=1e-4)
    assert value.difference.low < 0 < value.difference.high
    assert value.each_answer
    assert value.total_revenue == 47615


def test_revenue_counts_once_for_each_customer(tmp_path: Path) -> None:
    # Ann answered twice, 10 and 3: half promoter, half detractor, with all of her 60.
    value = value_customers(
        customers(
            tmp_path, customer=["Ann", "Ann", "Bob"], score=[10, 3, 10], spend=[20.0, 40.0, 40.0]
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
    made = customers(tmp_path, customer=["A", None, None], score=[10, 3, 3], spend=[1.0, 1.0, 1.0])
    assert value_customers(made).n_customers == 3


def test_refunds_are_counted_and_weigh_nothing(tmp_path: Path) -> None:
    made = customers(
        tmp_path, customer=list("AABC"), score=[10, 10, 3, 10], spend=[50.0, -20.0, -70.0, 20.0]
    )
    value = value_customers(made)
    assert (value.n_refunds, value.refunds, value.n_below) == (2, -90, 1)
    assert value.revenue.value == pytest.approx(100)
    assert value.n_weighted == 2
    assert value.bands.frame["mean_purchase"].iloc[0] == pytest.approx(35)


def test_a_customer_with_two_fifths_is_shown_and_left_out_in_turn(tmp_path: Path) -> None:
    score, spend = [3] + [10] * 30, [20.0] + [1.0] * 30
    value = value_customers(customers(tmp_path, score=score, spend=spend))
    assert value.largest.frame["largest_share"].iloc[0] == pytest.approx(0.4)
    assert value.revenue.value == pytest.approx(20)
    assert value.without_high == pytest.approx(100)
    assert value.n_capped == 1
    assert value.capped_points > value.revenue.value
    assert value.n_half == 6


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
        value_customers(customers(tmp_path, **columns))
    assert [problem.code for problem in caught.value.problems] == [code]


def test_one_currency_left_by_a_filter_will_do(tmp_path: Path) -> None:
    made = customers(
        tmp_path, score=[10, 3, 3], spend=[1.0, 2.0, 3.0], Currency=["EUR", "USD", "USD"]
    )
    one = made.where(Filters(values=(("category_1", ("USD",)),)))
    assert value_customers(one).total_revenue == 5


def test_unusable_assumptions_stop(tmp_path: Path) -> None:
    with pytest.raises(CxError) as caught:
        value_customers(many(tmp_path), ValueOptions(Assumptions(margin=1.4)))
    assert caught.value.problems[0].code == "margin_unusable"


def test_one_customer_has_no_range(tmp_path: Path) -> None:
    value = value_customers(customers(tmp_path, score=[10], spend=[5.0]))
    assert value.revenue.value == 100
    assert np.isnan(value.revenue.low)
    assert np.isnan(value.without_low)


def test_mean_on_logarithms_covers_the_truth() -> None:
    random = np.random.default_rng(11)
    inside = 0
    for _ in range(400):
        mean = weighted_mean(random.gamma(0.5, 200.0, 150), np.ones(150))
        inside += mean.low <= 100 <= mean.high
    assert 0.92 <= inside / 400 <= 0.98
