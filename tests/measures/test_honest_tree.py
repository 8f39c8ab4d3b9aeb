import numpy as np
import pytest

from cx.measures import honest_tree as ht

RANDOM = np.random.default_rng(1)
ROWS = RANDOM.uniform(size=(1_000, 3))


def test_a_planted_split_is_found_with_its_rule():
    values = np.where(ROWS[:, 1] > 0.6, 100.0, -100.0)
    grown = ht.grow(ROWS, values, depth=3, least=50)
    assert len(grown.rules) == 2
    (low,), (high,) = grown.rules
    assert (low.feature, low.above, high.above) == (1, False, True)
    assert low.threshold == high.threshold == pytest.approx(0.6, abs=0.01)
    assert ((grown.leaves(ROWS) == 1) == (ROWS[:, 1] > low.threshold)).all()


def test_rules_lead_to_the_leaves_they_name():
    values = 50 * (ROWS[:, 0] > 0.5) + 30 * (ROWS[:, 2] > 0.3) * (ROWS[:, 0] > 0.5)
    grown = ht.grow(ROWS, values + RANDOM.normal(size=1_000), depth=3, least=50)
    assert len(grown.rules) >= 3
    for leaf, rules in enumerate(grown.rules):
        inside = np.all(
            [(ROWS[:, rule.feature] > rule.threshold) == rule.above for rule in rules], axis=0
        )
        assert (inside == (grown.leaves(ROWS) == leaf)).all()
        assert inside.sum() >= 50


def test_noise_and_constants_leave_no_split():
    assert len(ht.grow(ROWS, np.zeros(1_000), depth=3, least=50).rules) == 1
    sizes = [len(ht.grow(ROWS, RANDOM.normal(size=1_000), 3, 50).rules) for _ in range(10)]
    assert np.mean(sizes) < 3  # of at most eight leaves


def test_p_value_is_even_when_nothing_differs():
    leaves = np.repeat([0, 1, 2], [100, 60, 40])
    found = [
        ht.leaf_test(leaves, 3, np.random.default_rng(seed).normal(size=200), seed, 99)
        for seed in range(200)
    ]
    p_values = np.array([test.p_value for test in found])
    assert np.mean(p_values <= 0.05) == pytest.approx(0.05, abs=0.04)
    assert np.mean(p_values) == pytest.approx(0.5, abs=0.06)
    # The smallest of the adjusted ones is as rare as it says, however many leaves there are.
    smallest = np.array([test.adjusted.min() for test in found])
    assert np.mean(smallest <= 0.05) == pytest.approx(0.05, abs=0.04)


def test_a_leaf_that_differs_is_told():
    leaves = np.repeat([0, 1, 2], 100)
    values = np.random.default_rng(2).normal(size=300) + 2 * (leaves == 2)
    test = ht.leaf_test(leaves, 3, values)
    assert test.p_value == test.adjusted[2] == 0.001


def test_one_leaf_or_equal_values_have_no_p():
    assert np.isnan(ht.leaf_test(np.zeros(10, dtype=int), 2, np.arange(10)).p_value)
    assert np.isnan(ht.leaf_test(np.arange(10) % 2, 2, np.ones(10)).p_value)
    # A leaf without rows has none; the others do.
    assert np.isnan(ht.leaf_test(np.arange(10) % 2, 3, np.arange(10)).adjusted).tolist() == [
        False,
        False,
        True,
    ]
