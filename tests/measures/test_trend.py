from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from cx.measures.net_score import net_score, variance
from cx.measures.trend import trend_test

REGIONS = np.array([[240, 184, 507], [110, 99, 259], [74, 42, 139], [38, 37, 95]]).T
periods = st.lists(
    st.tuples(st.integers(1, 60), st.integers(1, 60), st.integers(0, 60)), min_size=3, max_size=12
)


def _rows(time, plus, minus, n):
    neutral = [total - p - d for p, d, total in zip(plus, minus, n, strict=True)]
    counts = np.column_stack([plus, neutral, minus]).astype(int)
    times = np.repeat(time, counts.sum(axis=1))
    return times, np.concatenate([np.repeat([1, 0, -1], row) for row in counts])


@given(periods)
def test_slope_is_least_squares_over_all_rows(found):
    plus, minus, neutral = np.array(found).T
    n = plus + minus + neutral
    time = np.arange(len(n))
    trend = trend_test(time, plus, minus, n)
    expected = stats.linregress(*_rows(time, plus, minus, n))
    assert trend.slope == pytest.approx(expected.slope, abs=1e-9)
    assert trend.slope_standard_error == pytest.approx(expected.stderr, rel=1e-6)
    assert trend.slope_p == pytest.approx(expected.pvalue, rel=1e-6, abs=1e-12)


def test_heterogeneity_and_weighted_slope_by_hand():
    plus, minus, n = REGIONS
    score, weight = net_score(plus, minus, n), n / variance(plus, minus, n)
    mean = (weight * score).sum() / weight.sum()
    trend = trend_test([0, 1, 2, 3], plus, minus, n)
    deviance = (weight * (score - mean) ** 2).sum()
    assert trend.heterogeneity == pytest.approx(deviance)
    assert trend.degrees_of_freedom == 3
    assert trend.heterogeneity_p == pytest.approx(stats.chi2.sf(deviance, 3))
    design = np.column_stack([np.ones(4), np.arange(4)])
    information = design.T @ (weight[:, None] * design)
    fit = np.linalg.solve(information, design.T @ (weight * score))
    assert trend.weighted_slope == pytest.approx(fit[1])
    error = math.sqrt(np.linalg.inv(information)[1, 1])
    assert trend.weighted_slope_standard_error == pytest.approx(error)


def test_a_steady_rise_is_found_and_a_flat_line_is_not():
    rising = trend_test(range(6), [30, 36, 42, 48, 54, 60], [30] * 6, [100] * 6)
    assert rising.slope == pytest.approx(0.06)
    assert rising.slope_p < 0.01
    flat = trend_test(range(6), [40] * 6, [30] * 6, [100] * 6)
    assert flat.heterogeneity == pytest.approx(0, abs=1e-12)
    assert flat.slope_p == pytest.approx(1)


def test_a_period_of_one_mind_is_not_infinitely_sure(recwarn):
    trend = trend_test([0, 1, 2], [4, 50, 45], [0, 30, 35], [4, 100, 100])
    assert math.isfinite(trend.heterogeneity)
    assert trend.heterogeneity_p > 0.1
    assert not recwarn.list


def test_empty_periods_are_left_out_and_one_period_is_no_trend():
    with_gap = trend_test([0, 1, 2, 3], [5, 0, 7, 9], [3, 0, 2, 2], [10, 0, 12, 15])
    assert with_gap == trend_test([0, 2, 3], [5, 7, 9], [3, 2, 2], [10, 12, 15])
    alone = trend_test([0, 1], [5, 0], [3, 0], [10, 0])
    assert alone.n_periods == 1
    assert math.isnan(alone.slope)


def test_when_everybody_agrees_nothing_differs():
    trend = trend_test([0, 1, 2], [5, 6, 7], [0, 0, 0], [5, 6, 7])
    assert (trend.heterogeneity, trend.heterogeneity_p, trend.slope) == (0.0, 1.0, 0.0)


def test_doubling_all_rows_keeps_the_slope():
    plus, minus, n = REGIONS
    once, twice = (trend_test(range(4), k * plus, k * minus, k * n) for k in (1, 2))
    assert twice.slope == pytest.approx(once.slope)
    assert twice.heterogeneity == pytest.approx(2 * once.heterogeneity)
