"""Means, shares and ranks of amounts that a few customers carry."""

import numpy as np
import pytest
from scipy import stats

from cx.measures.means import rough_amount, rough_spread
from cx.measures.net_score import weighted_net_score
from cx.measures.proportions import wilson_interval
from cx.measures.rank_contrasts import most_apart
from cx.measures.retention_economics import customers_after, gained_customers
from cx.measures.revenue_weights import rough_difference, rough_mean, weighted_share


def drawn(n: int = 200) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(3)
    return random.choice([1.0, 0, -1], n), random.lognormal(0, 1.5, n)


def test_the_error_of_a_score_is_that_of_leaving_each_out() -> None:
    score, weight = drawn()
    n, kept = len(score), ~np.eye(200, dtype=bool)
    for found, of in (
        (rough_mean(score, weight), lambda k: weight[k] @ score[k] / weight[k].sum()),
        (
            rough_difference(score, weight),
            lambda k: weight[k] @ score[k] / weight[k].sum() - score[k].mean(),
        ),
    ):
        whole = of(np.ones(n, dtype=bool))
        left_out = (n - 1) / n * sum((of(keep) - whole) ** 2 for keep in kept)
        share = weight / weight.sum() - (
            0 if found.value == rough_mean(score, weight).value else 1 / n
        )
        alike = score.var(ddof=1) * share @ share
        assert found.value == pytest.approx(whole)
        assert found.standard_error == pytest.approx(np.sqrt((left_out + alike) / 2))
        assert found.spare == pytest.approx(weight.sum() ** 2 / (weight @ weight) - 1)


def test_equal_weights_give_the_plain_mean() -> None:
    score, _ = drawn()
    plain = weighted_net_score(score, np.ones(200))
    found = rough_mean(score, np.ones(200))
    assert (found.value, found.spare) == pytest.approx((plain.value, 199))
    assert found.standard_error == pytest.approx(plain.standard_error)
    assert rough_difference(score, np.ones(200)).value == pytest.approx(0)


def test_one_customer_has_no_error() -> None:
    assert np.isnan(rough_mean([1], [3]).standard_error)
    assert np.isnan(rough_difference([1, 0], [3, 0]).standard_error)


def test_a_share_by_equal_weights_is_nearly_that_of_wilson() -> None:
    flags = [1] * 60 + [0] * 140
    found = weighted_share(flags, np.full(200, 7.0))
    low, high = wilson_interval(60, 200)
    assert found == pytest.approx((0.3, float(low), float(high)), abs=0.001)
    assert weighted_share([0] * 20, np.ones(20))[:2] == (0, 0)
    assert np.isnan(weighted_share([1, 0], [0, 0])).all()


def test_a_small_group_is_as_rough_as_all() -> None:
    _, amount = drawn()
    groups = np.repeat(np.eye(2), 100, axis=0)
    spread = rough_spread(amount, groups)
    relative = np.concatenate([part / part.mean() - 1 for part in np.split(amount, 2)])
    assert spread == pytest.approx(relative @ relative / 198)
    alone, together = (rough_amount(amount, groups[:, 0], least) for least in (0.0, spread))
    assert together.relative_error**2 == pytest.approx(max(alone.relative_error**2, spread / 100))
    assert (
        together.effective_n
        <= alone.effective_n
        == pytest.approx(100 / (1 + 100 * alone.relative_error**2))
    )


def test_a_mean_that_few_carry_has_no_range() -> None:
    one = rough_amount([1.0] * 59 + [500.0], np.ones(60))
    assert one.carried
    assert np.isnan(one.limits).all()
    alike = rough_amount([5.0] * 4, np.ones(4))
    assert not alike.carried  # few, but none of them carries it
    assert alike.limits == pytest.approx((5, 5))
    assert np.isnan(rough_amount([-5.0, 2.0], np.ones(2)).limits).all()
    assert rough_amount([1.0], [0.0]).n == 0


def test_two_groups_are_told_apart_as_by_ranks() -> None:
    random = np.random.default_rng(5)
    values, group = random.lognormal(0, 1.5, 300), np.repeat([0, 1], [200, 100])
    values[group == 1] *= 1.6
    found = most_apart(values, group)
    u = stats.mannwhitneyu(values[group == 1], values[group == 0])
    assert (found.higher, found.lower) == (1, 0)
    assert found.larger_share == pytest.approx(u.statistic / 20_000)
    assert found.p_value == pytest.approx(u.pvalue, abs=0.005)


def test_answers_of_one_customer_are_one() -> None:
    random = np.random.default_rng(6)
    values, group = random.lognormal(0, 1, 100), np.repeat([0, 1], 50)
    values[group == 1] *= 2.5
    once = most_apart(values, group)
    thrice = [np.repeat(part, 3) for part in (values, group, np.arange(100))]
    assert most_apart(*thrice).p_value == pytest.approx(once.p_value, abs=0.005)
    assert most_apart(*thrice[:2]).p_value < once.p_value


def test_nothing_to_tell_apart() -> None:
    assert most_apart([3, 3, 3], [0, 1, 1]).higher == -1
    assert np.isnan(most_apart([1, 2], [0, 0]).p_value)


def test_gains_are_those_of_the_base() -> None:
    gains, steady = gained_customers([0.8, 0.97], 0.05, (1, 5))
    assert gains[1, 0] == pytest.approx(customers_after(1, 0.85, 0.2, 5) - 1)
    assert gains[0] == pytest.approx([0.05, 0.05])
    assert steady[0] == pytest.approx(1 / 3)
    assert np.isinf(steady[1])  # 102 % are kept: there is no end
