"""Lifetime value, retention and earned growth against published and hand-worked numbers."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx.measures.lifetime_value import contractual_value
from cx.measures.retention_economics import (
    customers_after,
    lifetime_gain,
    retention_gain,
    retention_needed,
)
from cx.measures.revenue_flows import earned_growth, revenue_at_risk


@pytest.mark.parametrize(
    ("retention", "discount", "form_a", "form_b"),
    [(0.8, 0.12, 2.5, 3.5), (0.9, 0.12, 4.090909, 5.090909), (0.9, 0.1, 4.5, 5.5)],
)
def test_both_forms(retention: float, discount: float, form_a: float, form_b: float) -> None:
    assert contractual_value(1, retention, discount, "A") == pytest.approx(form_a, abs=1e-6)
    assert contractual_value(1, retention, discount, "B") == pytest.approx(form_b, abs=1e-6)


def test_value_by_band_with_and_without_referrals() -> None:
    values = contractual_value([80, 100, 115], [0.65, 0.78, 0.90], 0.1, "B")
    assert values == pytest.approx([195.555556, 343.75, 632.5], abs=1e-6)
    referrals = [-0.05 * 300, 0, 0.15 * 300]
    assert values + referrals == pytest.approx([180.555556, 343.75, 677.5], abs=1e-6)


def test_elasticity_to_retention() -> None:
    low, value, high = contractual_value(1, [0.8 - 1e-6, 0.8, 0.8 + 1e-6], 0.12)
    assert (high - low) / 2e-6 * 0.8 / value == pytest.approx(3.5, abs=1e-6)


@given(st.floats(0, 0.99), st.floats(0, 0.5), st.integers(1, 30))
def test_a_horizon_adds_up_its_years(retention: float, discount: float, years: int) -> None:
    by_hand = sum((retention / (1 + discount)) ** t for t in range(1, years + 1))
    value = contractual_value(1, retention, discount, "A", years=years)
    assert value == pytest.approx(by_hand, rel=1e-9, abs=1e-12)
    longer = contractual_value(1, retention, discount, "A", years=10_000)
    assert longer == pytest.approx(float(contractual_value(1, retention, discount)), rel=1e-6)


def test_growth_takes_the_place_of_leaving() -> None:
    assert contractual_value(1, 0.8, 0.1, "B", growth=0.05) == pytest.approx(1.1 / (1.1 - 0.84))
    # As much growth as leaving and discount together: every year is worth the same.
    assert contractual_value(1, 0.8, 0.0, "A", growth=0.25, years=7) == pytest.approx(7)
    assert math.isinf(float(contractual_value(1, 0.8, 0.0, growth=0.25)))


def test_three_numbers_of_five_points() -> None:
    gain = retention_gain(10_000, 100, 0.8, 0.05, 0.1, 2_000, fixed_cost=600_000)
    (_, first, first_after), (_, fifth, fifth_after) = gain.years
    assert first_after / first == pytest.approx(1.125)
    assert fifth_after / fifth == pytest.approx(1.463579, abs=1e-6)
    assert gain.steady[1] / gain.steady[0] == pytest.approx(1.833333, abs=1e-6)
    assert gain.lifetime[1] / gain.lifetime[0] == pytest.approx(1.2)
    before_costs = retention_gain(10_000, 100, 0.8, 0.05, 0.1, 2_000)
    assert before_costs.steady[1] / before_costs.steady[0] == pytest.approx(1.333333, abs=1e-6)
    assert customers_after(10_000, 0.85, 2_000, 1_000) == pytest.approx(13_333.333333)


def test_retention_above_all_is_refused() -> None:
    with pytest.raises(ValueError, match="below 100 %"):
        retention_gain(10, 1, 0.96, 0.05, 0.1, 1)


@pytest.mark.parametrize(
    ("retention", "gain"),
    [(0.6, 0.111111), (0.7, 0.142857), (0.8, 0.2), (0.85, 0.25), (0.9, 0.333333)],
)
def test_lifetime_gain_at_ten_percent(retention: float, gain: float) -> None:
    assert lifetime_gain(retention, 0.05, 0.1) == pytest.approx(gain, abs=1e-6)


def test_lifetime_gain_in_its_other_forms() -> None:
    assert lifetime_gain(0.8, 0.05, 0.1, "A") == pytest.approx(0.275, abs=1e-6)
    assert lifetime_gain(0.9, 0.05, 0.1, "A") == pytest.approx(0.407407, abs=1e-6)
    assert lifetime_gain(0.8, 0.8 * 0.05, 0.1) == pytest.approx(0.153846, abs=1e-6)
    costly = {"growth": 0.05, "acquisition_cost": 2.0}
    assert lifetime_gain(0.8, 0.05, 0.1, **costly) == pytest.approx(0.47985, abs=1e-5)  # type: ignore[arg-type]
    assert lifetime_gain(0.9, 0.05, 0.1, **costly) == pytest.approx(0.71318, abs=1e-5)  # type: ignore[arg-type]
    assert lifetime_gain(0.9, 0.05, 0.1, growth=0.1, acquisition_cost=1) == pytest.approx(
        1.111111, abs=1e-6
    )


def test_what_would_have_to_be_true() -> None:
    assert retention_needed(0.25, 0.05) == pytest.approx(0.75)
    assert retention_needed(0.95, 0.05) == pytest.approx(0.897368, abs=1e-6)
    assert retention_needed(0.95, 0.05, 0.1) == pytest.approx(0.9974, abs=1e-4)


def test_earned_growth_of_the_book() -> None:
    found = earned_growth(100, 85, 25, 20)
    assert found.net_retention == pytest.approx(0.85)
    assert found.total_growth == pytest.approx(0.3)
    assert found.earned_growth == pytest.approx(0.1)
    assert found.earned_share == pytest.approx(1 / 3)
    assert math.isnan(earned_growth(100, 80, 5, 5).earned_share)


def test_only_excess_churn_is_at_risk() -> None:
    assert revenue_at_risk(920_200, 0.35, 0.15) == pytest.approx(184_040)
