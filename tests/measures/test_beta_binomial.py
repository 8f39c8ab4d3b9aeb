import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from cx.measures import beta_binomial as bb
from cx.measures import shrinkage

# Rats with a tumour in 70 earlier groups and, last, in the group of the study (Gelman et al.,
# Bayesian Data Analysis, table 5.1; Tarone 1982).
TUMOURS = """
    0 0 0 0 0 0 0 0 0 0 0 0 0 0 1 1 1 1 1 1 1 1 2 2 2 2 2 2 2 2 2 1 5 2 5 3 2 7 7 3 3 2 9 10 4 4
    4 4 4 4 4 10 4 4 4 5 11 12 5 5 6 5 6 6 6 6 16 15 15 9 4"""
RATS = """
    20 20 20 20 20 20 20 19 19 19 19 18 18 17 20 20 20 20 19 19 18 18 25 24 23 20 20 20 20 20 20 10
    49 19 46 27 17 49 47 20 20 13 48 50 20 20 20 20 20 20 20 48 19 19 19 22 46 49 20 20 23 19 22 20
    20 20 52 46 47 24 14"""
Y, N = (np.array(printed.split(), float) for printed in (TUMOURS, RATS))

counts = st.lists(
    st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    min_size=2,
    max_size=25,
)


def test_rats():
    fitted = bb.fit(Y, N)
    assert (fitted.alpha, fitted.beta) == pytest.approx((2.34161421, 14.11480437), rel=1e-6)
    mean, _, _ = bb.posterior(fitted, [4, 16, 0], [14, 52, 20])
    assert mean == pytest.approx([0.20821930, 0.26793126, 0.06423051], abs=1e-7)
    assert bb.moments(Y[:70], N[:70]) == pytest.approx((1.35614939, 8.61505789), abs=1e-8)


def test_log_likelihood_is_that_of_the_beta_binomial():
    fitted = bb.fit(Y, N)
    whole = stats.betabinom.logpmf(Y, N, fitted.alpha, fitted.beta).sum()
    assert fitted.log_likelihood == pytest.approx(float(whole), abs=1e-8)
    alike = bb.fit([5, 5, 5], [10, 10, 10])
    binomial = 3 * stats.binom.logpmf(5, 10, 0.5)
    assert alike.log_likelihood == pytest.approx(float(binomial))


def test_posterior_limits():
    fitted = bb.fit(Y, N)
    _, low, high = bb.posterior(fitted, 4, 14)
    beta = stats.beta(fitted.alpha + 4, fitted.beta + 10)
    assert (low, high) == pytest.approx((beta.ppf(0.025), beta.ppf(0.975)))
    mean, low, high = bb.posterior(fitted, [0, 0], [20, 0])
    assert 0 < low[0] < mean[0] < high[0]
    assert np.isnan([mean[1], low[1], high[1]]).all()


@pytest.mark.parametrize(
    ("successes", "n", "mean"),
    [
        ([5, 5, 5], [10, 10, 10], 0.5),
        ([4, 6, 5, 5], [10, 10, 10, 10], 0.5),  # less spread than luck alone would give
        ([0, 0], [10, 20], 0.0),
        ([3, 8], [3, 8], 1.0),
        ([7], [10], 0.7),
        ([1, 0, 1, 0], [1, 1, 1, 1], 0.5),  # single answers cannot tell spread from luck
    ],
)
def test_groups_that_are_alike(successes, n, mean, recwarn):
    fitted = bb.fit(successes, n)
    assert math.isnan(fitted.alpha)
    assert math.isnan(fitted.beta)
    assert not fitted.groups_differ
    assert fitted.mean == pytest.approx(mean)
    assert fitted.between_variance == 0
    shrunken = bb.shrink(successes, n)
    assert shrunken.scores == pytest.approx(np.full(len(n), mean))
    assert shrunken.reliability.tolist() == [0.0] * len(n)
    middle, low, high = bb.posterior(fitted, successes, n)
    assert middle == pytest.approx(np.full(len(n), mean))
    assert (low < high).all()
    assert not recwarn.list


def test_all_or_nothing():
    fitted = bb.fit([10, 0, 10, 0], [10, 10, 10, 10])
    assert fitted.mean == pytest.approx(0.5, abs=1e-3)
    assert fitted.alpha < 0.01
    assert bb.shrink([10, 0, 10, 0], [10] * 4).scores == pytest.approx([1, 0, 1, 0], abs=0.01)
    assert all(math.isnan(value) for value in bb.moments([10, 0], [10, 10]))


def test_nobody_asked():
    fitted = bb.fit([0, 0], [0, 0])
    assert math.isnan(fitted.mean)
    shrunken = bb.shrink([0, 0], [0, 0])
    assert np.isnan(shrunken.scores).all()
    assert math.isnan(shrunken.mean)
    assert math.isnan(shrunken.mean_variance)
    with pytest.raises(ValueError, match="between 0 and n"):
        bb.fit([5], [4])


def test_homogeneity_is_the_chi_square_of_the_table():
    table = np.array([[30, 20], [25, 25], [40, 10]])
    expected = stats.chi2_contingency(table, correction=False)
    found = bb.homogeneity_test(table[:, 0], table.sum(axis=1))
    assert found == pytest.approx((expected.statistic, expected.pvalue))
    assert bb.homogeneity_test([0, 0], [4, 5]) == (0.0, 1.0)
    assert math.isnan(bb.homogeneity_test([3], [4])[1])


def test_shrunken_has_the_meaning_of_the_normal_model():
    """With many answers in each of many groups both models say the same."""
    random = np.random.default_rng(2)
    n = random.integers(300, 900, size=200)
    hits = random.binomial(n, random.beta(60, 40, size=200))
    pooled = float(np.sum(n * (hits / n) * (1 - hits / n)) / n.sum())
    normal, beta = shrinkage.shrink(hits / n, pooled / n), bb.shrink(hits, n)
    assert beta.mean == pytest.approx(normal.mean, abs=1e-3)
    assert beta.mean_variance == pytest.approx(normal.mean_variance, rel=0.1)
    assert beta.between_variance == pytest.approx(normal.between_variance, rel=0.1)
    assert beta.reliability == pytest.approx(normal.reliability, abs=0.02)
    assert beta.scores == pytest.approx(normal.scores, abs=0.003)
    assert beta.posterior_sd == pytest.approx(normal.posterior_sd, rel=0.1)
    assert beta.heterogeneity == pytest.approx(normal.heterogeneity, rel=0.05)


def test_planted_spread_is_found():
    random = np.random.default_rng(1)
    n = random.integers(5, 60, size=600)
    fitted = bb.fit(random.binomial(n, random.beta(4, 12, size=600)), n)
    assert fitted.mean == pytest.approx(0.25, abs=0.02)
    assert fitted.alpha + fitted.beta == pytest.approx(16, rel=0.2)


def test_net_scores():
    shares = bb.shrink(Y, N)
    net = bb.in_net_scores(shares)
    assert net.mean == pytest.approx(2 * shares.mean - 1)
    assert net.scores == pytest.approx(2 * shares.scores - 1)
    assert net.posterior_sd == pytest.approx(2 * shares.posterior_sd)
    assert net.between_variance == pytest.approx(4 * shares.between_variance)
    assert net.heterogeneity_p == shares.heterogeneity_p


@pytest.mark.slow
@given(counts)
def test_the_fit_is_the_top_of_the_likelihood(found):
    hits, n = np.array(found, float).T
    fitted = bb.fit(hits, n)
    assert fitted.log_likelihood >= stats.binom.logpmf(hits, n, hits.sum() / n.sum()).sum() - 1e-6
    mean = min(max(fitted.mean, 1e-3), 1 - 1e-3)
    for precision in (0.3, 3.0, 30.0, 300.0):
        for moved in (0.9 * mean, mean, 1 - 0.9 * (1 - mean)):
            other = stats.betabinom.logpmf(hits, n, moved * precision, (1 - moved) * precision)
            assert other.sum() <= fitted.log_likelihood + 1e-5


@pytest.mark.slow
@given(counts)
def test_shrunken_lies_between_raw_and_mean_and_yes_mirrors_no(found):
    hits, n = np.array(found, float).T
    shrunken, mirrored = bb.shrink(hits, n), bb.shrink(n - hits, n)
    raw = hits / n
    assert (shrunken.scores >= np.minimum(raw, shrunken.mean) - 1e-9).all()
    assert (shrunken.scores <= np.maximum(raw, shrunken.mean) + 1e-9).all()
    assert mirrored.scores == pytest.approx(1 - shrunken.scores, abs=2e-3)
    assert (shrunken.posterior_sd >= shrunken.posterior_sd_given_mean - 1e-12).all()
