import numpy as np
import pytest
from scipy import optimize, special, stats

from cx.measures import proportional_odds as po


def made(n, seed, slopes=(1.0, 0.5, 0.0)):
    random = np.random.default_rng(seed)
    design = random.standard_normal((n, len(slopes)))
    latent = design @ np.array(slopes) + random.logistic(size=n)
    return np.clip(np.rint(7 + 1.5 * latent), 3, 9), design


def minus_log_likelihood(parameters, level, design, cuts):
    ends = np.concatenate([[-np.inf], parameters[:cuts], [np.inf]])
    latent = design @ parameters[cuts:]
    inside = special.expit(ends[level + 1] - latent) - special.expit(ends[level] - latent)
    return -np.sum(np.log(np.maximum(inside, 1e-300)))


def test_it_is_the_maximum_of_the_likelihood():
    outcome, design = made(300, 1)
    found = po.fit_proportional_odds(outcome, design)
    cuts = len(found.thresholds)
    start = np.concatenate([found.thresholds, found.slopes])
    other = optimize.minimize(
        minus_log_likelihood, start + 0.05, (found.level, design, cuts), method="BFGS"
    )
    assert start == pytest.approx(other.x, abs=2e-3)


def test_slopes_and_expected_outcomes_come_back():
    outcome, design = made(20_000, 2)
    found = po.fit_proportional_odds(outcome, design)
    assert found.slopes == pytest.approx([1.0, 0.5, 0.0], abs=0.05)
    expected = found.expected(design)
    assert expected.mean() == pytest.approx(outcome.mean(), abs=0.02)
    assert 3 <= expected.min() < expected.max() <= 9


def test_the_score_statistic_is_chi_square_for_idle_columns():
    statistics = []
    for seed in range(200):
        outcome, design = made(300, seed)
        more = np.random.default_rng([seed, 1]).standard_normal((300, 4))
        fit = po.fit_proportional_odds(outcome, design)
        statistic, freedom = po.score_test(fit, design, more)
        assert freedom == 4
        statistics.append(statistic)
    assert stats.kstest(statistics, stats.chi2(4).cdf).pvalue > 0.001


def test_columns_that_repeat_others_do_not_count():
    outcome, design = made(300, 3)
    fit = po.fit_proportional_odds(outcome, design)
    more = np.random.default_rng(3).standard_normal((300, 1))
    once = po.score_test(fit, design, more)
    assert po.score_test(fit, design, np.column_stack([more, more])) == pytest.approx(once)


def test_many_values_are_cut_into_twenty_levels():
    random = np.random.default_rng(4)
    outcome = random.normal(size=2_000)
    found = po.fit_proportional_odds(outcome, outcome[:, None] + random.normal(size=(2_000, 1)))
    assert len(found.level_means) == 20
    with pytest.raises(ValueError, match="must vary"):
        po.fit_proportional_odds(np.ones(10), random.normal(size=(10, 1)))
