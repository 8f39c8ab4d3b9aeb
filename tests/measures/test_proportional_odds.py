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


def repeated(seed: int, answers: int = 1) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Ordered answers, a design, further columns that do not matter, and who gave them."""
    random = np.random.default_rng(seed)
    customer = np.repeat(np.arange(300), answers)
    design, more = random.normal(size=(300, 2))[customer], random.normal(size=(300, 3))[customer]
    left = random.logistic(size=300)[customer]
    return np.digitize(design[:, 0] + left, [-1.0, 0.5, 2.0]), design, more, customer


def test_answers_given_again_tell_nothing_new():
    outcome, design, more, customer = repeated(1)
    once = po.clustered_score_test(
        po.fit_proportional_odds(outcome, design), design, more, customer
    )
    outcome, design, more, customer = repeated(1, answers=4)
    fit = po.fit_proportional_odds(outcome, design)
    assert po.clustered_score_test(fit, design, more, customer) == pytest.approx(once, rel=1e-6)
    assert po.score_test(fit, design, more)[0] > 3 * 3 * once[0]


def test_where_nobody_repeats_customers_change_little():
    outcome, design, more, customer = repeated(2)
    fit = po.fit_proportional_odds(outcome, design)
    statistic, freedom = po.score_test(fit, design, more)
    f, effective, left = po.clustered_score_test(fit, design, more, customer)
    assert f * 3 == pytest.approx(statistic, rel=0.15)
    assert (freedom, left) == (3, 299)
    assert 2.8 < effective <= 3


def test_one_customer_tells_nothing_of_slopes():
    outcome, design, more, customer = repeated(3)
    fit = po.fit_proportional_odds(outcome, design)
    assert np.isnan(po.clustered_score_test(fit, design, more, np.zeros_like(customer))[0])
