from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from cx.measures import rest_difference as measure
from cx.measures.rest_difference import rest_test


def test_two_bands_are_fishers_exact_test() -> None:
    exact = stats.fisher_exact([[3, 4], [9, 1]]).pvalue
    assert rest_test([3, 9], [4, 1], [7, 10]).tolist() == pytest.approx([exact, exact])


def test_dealing_by_hand_gives_the_same() -> None:
    plus, minus, n = np.array([8, 30, 12]), np.array([5, 6, 4]), np.array([15, 50, 20])
    answers = np.repeat([1, -1, 0], [plus.sum(), minus.sum(), (n - plus - minus).sum()])
    random = np.random.default_rng(3)
    dealt = random.permuted(np.tile(answers, (20_000, 1)), axis=1)[:, :15].sum(axis=1)
    expected = 15 * answers.mean()
    share = np.mean(np.abs(dealt - expected) >= abs(3 - expected) - 1e-9)
    assert rest_test(plus, minus, n)[0] == pytest.approx(share, abs=0.01)


def test_large_groups_are_tested_by_the_normal_approximation(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    counts = ([60, 75, 90], [30, 20, 35], [120, 130, 180])
    near = rest_test(*counts)
    monkeypatch.setattr(measure, "EXACT_BELOW", 1_000)
    exact = rest_test(*counts)
    assert near == pytest.approx(exact, abs=0.02)
    assert (near != exact).all()


def test_two_displeased_of_six_among_the_pleased_are_not_nine_standard_deviations() -> None:
    # Of 300 answers 10 are unfavourable; a score test would say p < 0.000001 of the first group.
    assert 0.005 < rest_test([4, 270], [2, 8], [6, 294])[0] < 0.05


def test_nothing_to_compare_is_unknown() -> None:
    assert np.isnan(rest_test([3, 0], [1, 0], [6, 0])).all()
    assert np.isnan(rest_test([6, 6], [0, 0], [6, 6])).all()
