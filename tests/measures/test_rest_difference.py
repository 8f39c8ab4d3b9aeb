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


@pytest.mark.parametrize(
    ("plus", "minus", "n", "off"),
    [
        pytest.param([60, 75, 90], [30, 20, 35], [120, 130, 180], 0.001, id="mixed"),
        pytest.param([60, 75, 90], [60, 55, 90], [120, 130, 180], 0.001, id="nobody_neutral"),
        pytest.param([112, 9_705], [4, 96], [120, 10_000], 0.005, id="nearly_all_pleased_low"),
        pytest.param([120, 9_697], [0, 100], [120, 10_000], 0.005, id="nearly_all_pleased_high"),
    ],
)
def test_large_groups_are_tested_by_the_moments_of_their_deals(
    plus: list[int], minus: list[int], n: list[int], off: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    near = rest_test(plus, minus, n)
    monkeypatch.setattr(measure, "EXACT_BELOW", 100_000)
    exact = rest_test(plus, minus, n)
    assert near[0] == pytest.approx(exact[0], abs=off)
    assert near[0] != exact[0]


def test_two_displeased_of_six_among_the_pleased_are_not_nine_standard_deviations() -> None:
    # Of 300 answers 10 are unfavourable; a score test would say p < 0.000001 of the first group.
    assert 0.005 < rest_test([4, 270], [2, 8], [6, 294])[0] < 0.05


def test_nothing_to_compare_is_unknown() -> None:
    assert np.isnan(rest_test([3, 0], [1, 0], [6, 0])).all()
    assert np.isnan(rest_test([6, 6], [0, 0], [6, 6])).all()
