import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx.measures import shrinkage as sh
from cx.measures.net_score import net_score
from tests import agents20, synth600

EIGHT_SCHOOLS = np.array([28.0, 8, -3, 7, -1, 1, 18, 12])
SCHOOL_ERRORS = np.array([15.0, 10, 16, 11, 9, 11, 10, 18])
METHODS = ("dl", "reml")

units = st.lists(
    st.tuples(st.floats(-1, 1), st.integers(1, 500)).map(lambda unit: (unit[0], 0.7 / unit[1])),
    min_size=2,
    max_size=25,
)


def agents(method: sh.Method = "dl") -> sh.Shrunken:
    """The twenty agents in points."""
    counts = agents20.PROMOTERS, agents20.DETRACTORS, agents20.N
    pooled = sh.pooled_variance(*counts)
    return sh.shrink(100 * net_score(*counts), 1e4 * pooled / agents20.N, method)


def test_pooled_variance():
    pooled = sh.pooled_variance(agents20.PROMOTERS, agents20.DETRACTORS, agents20.N)
    assert pooled == pytest.approx(0.673716605, abs=1e-9)
    assert sh.pooled_variance(*synth600.make().agent_counts()) == pytest.approx(0.5425415, abs=1e-7)
    assert sh.pooled_variance([5, 0], [5, 0], [10, 0]) == pytest.approx(1)
    assert math.isnan(sh.pooled_variance([0], [0], [0]))


@pytest.mark.parametrize(
    ("method", "between", "mean"),
    [
        ("dl", 526.905428, 25.482349),
        ("reml", 543.455414, 25.4819692),
    ],
)
def test_agents20_by_each_method(method, between, mean):
    shrunken = agents(method)
    assert shrunken.between_variance == pytest.approx(between, abs=1e-6)
    assert shrunken.mean == pytest.approx(mean, abs=1e-6)
    assert shrunken.heterogeneity == pytest.approx(118.616595, abs=1e-6)
    assert shrunken.heterogeneity_p < 1e-10


def test_agents20_one_by_one():
    shrunken = agents()
    score = dict(zip(agents20.NAMES, shrunken.scores, strict=True))
    assert shrunken.reliability[0] == pytest.approx(0.281115, abs=1e-6)
    assert score["A01"] == pytest.approx(46.430407, abs=1e-6)
    assert score["A02"] == pytest.approx(-3.568471, abs=1e-6)
    assert score["A20"] == pytest.approx(6.156999, abs=1e-6)
    assert score["A19"] == pytest.approx(47.586828, abs=1e-6)
    assert shrunken.posterior_sd_given_mean[0] == pytest.approx(19.462379, abs=1e-6)
    assert shrunken.posterior_sd[0] == pytest.approx(19.942049, abs=1e-6)


@pytest.mark.parametrize("method", METHODS)
def test_eight_schools_all_get_the_mean(method, recwarn):
    shrunken = sh.shrink(EIGHT_SCHOOLS, SCHOOL_ERRORS**2, method)
    assert shrunken.between_variance == 0
    assert shrunken.mean == pytest.approx(7.68561672, abs=1e-8)
    assert math.sqrt(shrunken.mean_variance) == pytest.approx(4.07191916, abs=1e-8)
    assert shrunken.heterogeneity == pytest.approx(4.70707886, abs=1e-8)
    assert shrunken.scores == pytest.approx(np.full(8, 7.68561672), abs=1e-8)
    assert shrunken.reliability.tolist() == [0.0] * 8
    assert not recwarn.list


@pytest.mark.parametrize(
    ("method", "between", "mean"),
    [("dl", 92.877806, 23.228345), ("reml", 89.6003497, 23.2310568)],
)
def test_synth600_agents(method, between, mean):
    plus, minus, n = synth600.make().agent_counts()
    variances = 1e4 * sh.pooled_variance(plus, minus, n) / n
    shrunken = sh.shrink(100 * net_score(plus, minus, n), variances, method)
    assert shrunken.between_variance == pytest.approx(between, abs=1e-5)
    assert shrunken.mean == pytest.approx(mean, abs=1e-6)
    assert shrunken.heterogeneity == pytest.approx(32.8240939, abs=1e-6)
    assert shrunken.heterogeneity_p == pytest.approx(0.0841811, abs=1e-6)


def test_units_without_a_score_are_kept_in_place_and_not_counted():
    shrunken = sh.shrink([0.1, np.nan, 0.5, 0.3], [0.01, 0.01, 0.02, np.inf])
    alone = sh.shrink([0.1, 0.5], [0.01, 0.02])
    assert np.isnan(shrunken.scores).tolist() == [False, True, False, True]
    assert shrunken.scores[[0, 2]] == pytest.approx(alone.scores)
    assert shrunken.mean == alone.mean
    nobody = sh.shrink([np.nan], [1.0])
    assert math.isnan(nobody.mean)
    assert math.isnan(sh.shrink([0.4], [0.1]).heterogeneity_p)
    assert sh.shrink([0.4], [0.1]).scores.tolist() == [0.4]


def test_units_that_never_vary(recwarn):
    alike = sh.shrink([1.0, 1.0, 1.0], [0.0, 0.0, 0.0])
    assert alike.scores.tolist() == [1.0, 1.0, 1.0]
    opposed = sh.shrink([1.0, -1.0, 0.5], [0.0, 0.0, 0.0])
    assert opposed.scores == pytest.approx([1.0, -1.0, 0.5], abs=1e-9)
    assert not recwarn.list


def test_an_unknown_method_is_refused():
    with pytest.raises(ValueError, match='"ml" is not one of'):
        sh.between_variance([1, 2], [1, 1], "ml")


@given(units, st.sampled_from(METHODS))
def test_shrunken_lies_between_raw_and_mean(found, method):
    raw, variances = np.array(found).T
    shrunken = sh.shrink(raw, variances, method)
    low, high = np.minimum(raw, shrunken.mean), np.maximum(raw, shrunken.mean)
    assert (shrunken.scores >= low - 1e-9).all()
    assert (shrunken.scores <= high + 1e-9).all()
    assert (shrunken.posterior_sd >= shrunken.posterior_sd_given_mean - 1e-12).all()
    assert shrunken.between_variance >= 0


@given(units, st.sampled_from(METHODS), st.randoms())
def test_order_of_units_does_not_matter(found, method, random):
    order = list(range(len(found)))
    random.shuffle(order)
    raw, variances = np.array(found).T
    shrunken = sh.shrink(raw, variances, method)
    mixed = sh.shrink(raw[order], variances[order], method)
    assert mixed.scores == pytest.approx(shrunken.scores[order], abs=1e-7)


@given(units)
def test_points_and_shares_say_the_same(found):
    raw, variances = np.array(found).T
    shares, points = sh.shrink(raw, variances), sh.shrink(100 * raw, 1e4 * variances)
    assert points.scores == pytest.approx(100 * shares.scores, abs=1e-7)


@given(units)
def test_restricted_likelihood_is_highest_at_the_estimate(found):
    raw, variances = np.array(found).T

    def likelihood(between):
        weight = 1 / (variances + between)
        mean = (weight @ raw) / weight.sum()
        return np.log(weight).sum() - np.log(weight.sum()) - weight @ (raw - mean) ** 2

    best = sh.between_variance(raw, variances, "reml")
    for other in (0.0, 0.5 * best, 0.9 * best, 1.1 * best, 2 * best, 0.01, 0.1, 1.0):
        assert likelihood(other) <= likelihood(best) + 1e-7
