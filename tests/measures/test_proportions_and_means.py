import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from cx.measures.means import t_interval
from cx.measures.proportions import newcombe_difference, wilson_interval


@pytest.mark.parametrize(
    ("successes", "n", "limits"),
    [
        (81, 263, (0.255289, 0.366210)),
        (15, 148, (0.062386, 0.160487)),
        (0, 20, (0.0, 0.161125)),
        (1, 29, (0.006113, 0.171755)),
        (5, 5, (0.565518, 1.0)),
        (17, 20, (0.639581, 0.947631)),
    ],
)
def test_wilson(successes, n, limits):
    assert wilson_interval(successes, n) == pytest.approx(limits, abs=1e-6)


def test_newcombe():
    difference, low, high = newcombe_difference(56, 70, 48, 80)
    assert (difference, low, high) == pytest.approx((0.2, 0.052431, 0.333873), abs=1e-6)


def test_wilson_of_nobody_and_of_the_impossible(recwarn):
    low, high = wilson_interval([0, 3], [0, 3])
    assert math.isnan(low[0])
    assert math.isnan(high[0])
    assert high[1] == 1.0
    with pytest.raises(ValueError, match="between 0 and n"):
        wilson_interval(4, 3)
    assert not recwarn.list


@given(st.integers(1, 500), st.data())
def test_wilson_holds_the_share(n, data):
    successes = data.draw(st.integers(0, n))
    low, high = wilson_interval(successes, n)
    assert 0 <= low <= successes / n <= high <= 1
    mirrored = wilson_interval(n - successes, n)
    assert (low, high) == pytest.approx((1 - mirrored[1], 1 - mirrored[0]), abs=1e-12)


@given(st.lists(st.floats(-1e3, 1e3), min_size=2, max_size=50))
def test_t_interval_from_sums_is_that_of_the_values(values):
    sample = np.array(values)
    mean, low, high = t_interval(len(sample), sample.sum(), (sample**2).sum())
    reach = stats.t.ppf(0.975, len(sample) - 1) * sample.std(ddof=1) / math.sqrt(len(sample))
    assert mean == pytest.approx(sample.mean(), abs=1e-9)
    # A sum of squares keeps about half of the digits when the values hardly differ.
    assert (low, high) == pytest.approx((mean - reach, mean + reach), abs=1e-3)


def test_t_interval_is_as_wide_as_the_values_that_tell_as_much():
    mean, low, high = t_interval(8, 20, 60)
    fewer, lower, higher = t_interval(8, 20, 60, effective_n=2)
    assert (fewer - lower, higher - fewer) == pytest.approx((2 * (mean - low), 2 * (high - mean)))


def test_t_interval_needs_two_values(recwarn):
    mean, low, high = t_interval([0, 1, 3], [0, 7, 12], [0, 49, 48])
    assert np.isnan(mean).tolist() == [True, False, False]
    assert np.isnan(low).tolist() == [True, True, False]
    assert (low[2], mean[2], high[2]) == (4.0, 4.0, 4.0)
    assert not recwarn.list
