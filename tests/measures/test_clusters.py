"""Repeated answers, against R's survey 4.1-1 (svymean, svyby, svyglm, svychisq) on `answers()`.

s <- svydesign(ids=~customer, weights=~1, data=d)
svymean(~y, s); svyby(~y, ~g, s, svymean); svyglm(y ~ I(g == k), s)
svychisq(~I(g == k) + I(y > 0), s, statistic="Chisq"); svychisq(~g + I(y > 0), s, "Chisq")
"""

import numpy as np
import pytest
from scipy import stats

from cx.measures.clusters import (
    customer_moments,
    difference_variance,
    effects,
    linearised_variance,
    mean_design_effect,
    over_design_effect,
    within_customers,
)
from cx.measures.period_trend import period_trend

# Of 139 customers; svyby corrects each group by all of them, J / (J - 1), not by its own.
R_MEAN, R_MEAN_ERROR, R_CUSTOMERS = 0.27, 0.0569050528977, 139
R_GROUP_ERRORS = [0.1001924085672, 0.0977851382017, 0.0741474145217]
R_DIFFERENCE_ERRORS = [0.1129540836986, 0.1061283783652, 0.0966664846464]

# Pearson's chi-squared of favourable or not in a group against the rest, and its p by Rao & Scott's
# first order: groups of answers, in which a customer may be in several, then groups of customers.
R_REST = {
    "answers": [
        (0.5942528885863, 0.5445103905133),
        (0.9125490492337, 0.4660934789409),
        (0.04417613828743, 0.86247028986253),
    ],
    "customers": [
        (0.09598762826125, 0.82859248417988),
        (1.3642034626135, 0.4348716384427),
        (2.2702568348719, 0.2576497537184),
    ],
}
R_ALL = {  # the same of all groups together, with two degrees of freedom
    "answers": (1.080401883736, 0.7141147448528),
    "customers": (2.479871317573, 0.5376470889366),
}


def answers():
    random = np.random.default_rng(20_260_101)
    customer = np.sort(random.integers(0, 150, 400))
    leaning = random.normal(size=150)[customer]
    heard = leaning + random.normal(size=400)
    value = np.where(heard > 0.3, 1.0, np.where(heard < -1.0, -1.0, 0.0))
    group = random.choice(3, 400, p=[0.2, 0.3, 0.5])
    return customer, np.where(customer % 2 == 0, customer % 3, group), value


def test_the_mean_of_all_has_the_error_of_svymean():
    customer, _, value = answers()
    moments = customer_moments(customer, np.zeros(400), value, 1)
    assert moments.customers.tolist() == [R_CUSTOMERS]
    assert float(moments.total[0] / moments.n[0]) == pytest.approx(R_MEAN)
    assert linearised_variance(moments)[0] ** 0.5 == pytest.approx(R_MEAN_ERROR, rel=1e-10)


def test_means_of_groups_have_the_errors_of_svyby():
    moments = customer_moments(*answers(), 3)
    own = moments.customers / (moments.customers - 1)
    everybody = R_CUSTOMERS / (R_CUSTOMERS - 1)
    error = np.sqrt(linearised_variance(moments) * everybody / own)
    assert error == pytest.approx(R_GROUP_ERRORS, rel=1e-10)


def test_differences_from_the_rest_have_the_errors_of_svyglm():
    moments = customer_moments(*answers(), 3)
    assert difference_variance(moments) ** 0.5 == pytest.approx(R_DIFFERENCE_ERRORS, rel=1e-10)


def favourable_or_not(of: str):
    customer, group, value = answers()
    return customer, group if of == "answers" else customer % 3, (value > 0).astype(float)


@pytest.mark.parametrize("of", list(R_REST))
def test_chi_squared_against_the_rest_is_that_of_svychisq(of):
    customer, group, heard = favourable_or_not(of)
    found = effects(customer_moments(customer, group, heard, 3))
    for place, (statistic, p_value) in enumerate(R_REST[of]):
        inside = group == place
        table = [[heard[side].sum(), (1 - heard[side]).sum()] for side in (inside, ~inside)]
        plain = stats.chi2_contingency(table, correction=False)
        assert plain.statistic == pytest.approx(statistic, rel=1e-9)
        design_effect = statistic / stats.chi2.isf(p_value, 1)
        assert over_design_effect(plain.pvalue, design_effect) == pytest.approx(p_value, rel=1e-9)
        # By hand: residuals from the mean of all, since nothing is taken to differ, added up
        # within customers. R takes those from the mean of each side, hence the few per cent.
        n, others = inside.sum(), (~inside).sum()
        weighted = np.where(inside, 1 / n, -1 / others) * (heard - heard.mean())
        of_customers = np.array([weighted[customer == who].sum() for who in np.unique(customer)])
        j = len(of_customers)
        spread = heard.var(ddof=1) * (1 / n + 1 / others)
        by_hand = (of_customers**2).sum() * j / (j - 1) / spread
        there = len(np.unique(customer[inside]))
        few = (stats.t.ppf(0.975, there - 1) / stats.t.ppf(0.975, n - 1)) ** 2
        assert found.difference[place] / few == pytest.approx(by_hand, rel=0.01)
        assert found.difference[place] / few == pytest.approx(design_effect, rel=0.05)


def test_chi_squared_of_all_groups_is_divided_as_by_svychisq():
    taken = {}
    for of, (statistic, p_value) in R_ALL.items():
        customer, group, heard = favourable_or_not(of)
        moments = customer_moments(customer, group, heard, 3)
        by_r = statistic / stats.chi2.isf(p_value, 2)
        taken[of] = mean_design_effect(effects(moments).own, moments.n) / by_r
    assert taken["customers"] == pytest.approx(1, rel=0.02)
    # Customers who are in several groups are taken for others, which claims less.
    assert 1 < taken["answers"] < 1.15


def test_nobody_who_repeats_changes_nothing():
    _, group, value = answers()
    found = effects(customer_moments(np.arange(400), group, value, 3))
    assert found.effective_n.tolist() == np.bincount(group).tolist()
    assert found.difference.tolist() == found.own.tolist() == [1.0, 1.0, 1.0]
    assert over_design_effect([0.2, np.nan], 1.0)[0] == 0.2


def test_every_answer_given_twice_counts_once():
    _, group, value = answers()
    twice = [np.repeat(column, 2) for column in (np.arange(400), group, value)]
    found = effects(customer_moments(*twice, 3))
    once = np.bincount(group)
    answered = (stats.t.ppf(0.975, once - 1) / stats.t.ppf(0.975, 2 * once - 1)) ** 2
    assert found.effective_n == pytest.approx(once / answered, rel=0.02)
    assert found.difference == pytest.approx(2 * answered, rel=0.02)


def test_a_group_of_few_customers_takes_the_correlation_of_all():
    customer, group, value = answers()
    group = np.where(customer < 12, 0, np.maximum(group, 1))
    moments = customer_moments(customer, group, value, 3)
    rho = within_customers(moments)
    assert 0.3 < rho < 0.6
    beside = moments.products[0, 0, 0] / moments.n[0]
    assert moments.customers[0] < 30
    assert effects(moments).own[0] == pytest.approx(1 + (beside - 1) * rho)


def test_a_sample_of_customers_tells_of_all():
    moments = customer_moments(*answers(), 3)
    part, whole = effects(moments), effects(moments, 100 * moments.n)
    assert whole.own.tolist() == part.own.tolist()
    assert whole.effective_n == pytest.approx(100 * moments.n / part.own, rel=0.01)


def test_groups_without_answers_are_none(recwarn):
    found = effects(customer_moments([1, 1, 2], [0, 0, 2], [1.0, 1.0, 0.0], 4))
    assert found.effective_n[[1, 3]].tolist() == [0.0, 0.0]
    assert np.isfinite(found.difference).all()
    assert not recwarn.list


def test_chi_squared_is_divided():
    p = float(over_design_effect(stats.chi2.sf(6.0, 1), 2.0))
    assert p == pytest.approx(stats.chi2.sf(3.0, 1))
    assert mean_design_effect([1.0, 3.0, np.nan], [10, 30, 0]) == pytest.approx(1.5)
    assert mean_design_effect([2.0], [10]) == 1.0


def test_periods_that_differ_by_themselves_are_seldom_a_trend():
    random = np.random.default_rng(1)
    shocks = random.normal(scale=4, size=(400, 13))
    alike = 0.5 * shocks[:, :-1] + shocks[:, 1:]
    claimed = [
        np.mean([period_trend(range(12), row, [1.0] * 12).p_value <= 0.05 for row in rows])
        for rows in (shocks[:, 1:], alike)
    ]
    assert max(claimed) <= 0.08
    rising = shocks[:, 1:] + 2 * np.arange(12)
    assert np.mean([period_trend(range(12), r, [1.0] * 12).p_value <= 0.05 for r in rising]) > 0.8


def test_a_slope_is_that_of_weighted_least_squares_when_sampling_explains_all():
    times, scores = np.arange(8.0), np.array([1.0, 2.2, 2.8, 4.1, 5.0, 6.1, 6.8, 8.0])
    found = period_trend(times, scores, np.full(8, 4.0))
    line = stats.linregress(times, scores)
    assert found.slope == pytest.approx(line.slope)
    spread = ((times - times.mean()) ** 2).sum()
    assert found.standard_error == pytest.approx((4.0 / spread) ** 0.5)
    assert found.degrees_of_freedom == 4


def test_two_periods_have_no_trend():
    assert np.isnan(period_trend([0, 1], [1.0, 2.0], [1.0, 1.0]).p_value)
    same = period_trend([0, 1, 2], [1.0, 1.0, 1.0], [0.0, 0.0, 0.0])
    assert (same.slope, same.p_value) == (0.0, 1.0)
