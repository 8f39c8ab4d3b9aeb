import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from cx.measures.trend import slope_of_answers

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
    slope, error = slope_of_answers(time, plus, minus, n)
    expected = stats.linregress(*_rows(time, plus, minus, n))
    assert slope == pytest.approx(expected.slope, abs=1e-9)
    assert error == pytest.approx(expected.stderr, rel=1e-6)


def test_a_steady_rise_is_found():
    slope, error = slope_of_answers(range(6), [30, 36, 42, 48, 54, 60], [30] * 6, [100] * 6)
    assert slope == pytest.approx(0.06)
    assert slope > 2.6 * error


def test_empty_periods_are_left_out_and_one_period_is_no_trend():
    with_gap = slope_of_answers([0, 1, 2, 3], [5, 0, 7, 9], [3, 0, 2, 2], [10, 0, 12, 15])
    assert with_gap == slope_of_answers([0, 2, 3], [5, 7, 9], [3, 2, 2], [10, 12, 15])
    assert np.isnan(slope_of_answers([0, 1], [5, 0], [3, 0], [10, 0])).all()
    assert np.isnan(slope_of_answers([0], [0], [0], [0])).all()


def test_when_everybody_agrees_nothing_moves():
    assert slope_of_answers([0, 1, 2], [5, 6, 7], [0, 0, 0], [5, 6, 7]) == (0, 0)


def test_doubling_all_rows_keeps_the_slope():
    plus, minus, n = REGIONS
    once, twice = (slope_of_answers(range(4), k * plus, k * minus, k * n) for k in (1, 2))
    assert twice[0] == pytest.approx(once[0])
