import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from cx.measures import funnel as fu


@pytest.mark.parametrize(
    ("n", "limits"),
    [
        (10, (0.056912, 0.229918, 0.852982, 0.983462)),
        (50, (0.371252, 0.451665, 0.724055, 0.796629)),
        (100, (0.441426, 0.497969, 0.689856, 0.743012)),
        (300, (0.510160, 0.542561, 0.653416, 0.684716)),
    ],
)
def test_printed_limits(n, limits):
    assert fu.funnel_limits(0.6, n) == pytest.approx(limits, abs=1e-6)


def test_limits_by_hand():
    # Two throws of a coin: 0, 1, 2 heads have 1/4, 1/2, 1/4; level .5 lies half way from 0 to 1.
    assert fu.funnel_limits(0.5, 2, [0.5]) == pytest.approx([0.25])
    assert fu.funnel_limits(0.5, 2, [0.25]) == pytest.approx([0.0])


def test_shapes_ends_and_units_without_answers(recwarn):
    limits = fu.funnel_limits(0.6, [[0, 10], [50, 1]])
    assert limits.shape == (4, 2, 2)
    assert np.isnan(limits[:, 0, 0]).all()
    assert limits[:, 0, 1] == pytest.approx(fu.funnel_limits(0.6, 10))
    assert fu.funnel_limits(0.0, 20).tolist() == [0, 0, 0, 0]
    # Twenty of twenty, less the probability that is left over.
    assert fu.funnel_limits(1.0, 20)[2:] == pytest.approx([(20 - 0.025) / 20, (20 - 0.001) / 20])
    assert not recwarn.list
    with pytest.raises(ValueError, match="share of 0 to 1"):
        fu.funnel_limits(60, 10)


@given(st.floats(0.01, 0.99), st.integers(1, 2000))
def test_limits_are_ordered_and_never_far_from_the_exact_count(target, n):
    limits = fu.funnel_limits(target, n)
    assert (np.diff(limits) >= 0).all()
    counts = stats.binom.ppf(fu.LEVELS, n, target)
    assert (np.abs(limits * n - counts) <= 1 + 1e-9).all()


def test_shares_of_many_answers_have_normal_limits():
    exact = fu.funnel_limits(0.6, 100_000)
    error = math.sqrt(0.24 / 100_000)
    assert exact == pytest.approx(0.6 + error * stats.norm.ppf(fu.LEVELS), abs=1e-5)


def test_net_score_limits():
    limits = fu.net_score_limits(0.2, 0.64, [16, 64, 0], [0.025, 0.975])
    assert limits[:, 0] == pytest.approx([0.2 - 1.959964 * 0.2, 0.2 + 1.959964 * 0.2])
    assert limits[:, 1] == pytest.approx([0.2 - 1.959964 * 0.1, 0.2 + 1.959964 * 0.1])
    assert np.isnan(limits[:, 2]).all()
    assert fu.net_score_limits(0.9, 0.64, 4).max() == 1


def test_overdispersion_widens_the_limits():
    by_factor = fu.net_score_limits(0, 0.64, 64, [0.975], phi=4)
    assert by_factor == pytest.approx([2 * 1.959964 * 0.1])


def test_winsorised_phi():
    z = [-9, -2, -1, 0, 0, 1, 1, 2, 2, 30]
    # One of ten on either side is pulled in: -9 to -2 and 30 to 2.
    assert fu.winsorised_phi(z) == pytest.approx((4 + 4 + 1 + 1 + 1 + 4 + 4 + 4) / 10)
    assert fu.winsorised_phi(z, share=0) == pytest.approx((81 + 4 + 1 + 1 + 1 + 4 + 4 + 900) / 10)
    assert fu.winsorised_phi([0.1, -0.2, math.nan]) == 1
    assert fu.winsorised_phi([]) == 1
