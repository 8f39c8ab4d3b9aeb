import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx.measures import recency as rc

values = st.lists(st.integers(0, 12), min_size=1, max_size=60)


def test_by_hand():
    found = rc.rfm_scores([3, 400, 30, 90, 10], [9, 1, 4, 2, 6], [50, 20, 900, 10, 80])
    assert found.recency.tolist() == [5, 1, 3, 2, 4]
    assert found.frequency.tolist() == [5, 1, 3, 2, 4]
    assert found.monetary.tolist() == [3, 2, 5, 1, 4]


def test_ties_stay_together():
    # Six of ten bought once: they take ranks 1 to 6, whose middle lies in the second fifth.
    assert rc.quantile_scores([1] * 6 + [2, 3, 4, 5]).tolist() == [2] * 6 + [4, 4, 5, 5]
    assert rc.quantile_scores([7, 7, 7]).tolist() == [3, 3, 3]


def test_missing_values_have_no_score_and_move_nobody():
    assert rc.quantile_scores([1, np.nan, 2, 3, 4, 5]).tolist() == [1, 0, 2, 3, 4, 5]
    assert rc.quantile_scores([np.nan]).tolist() == [0]
    assert rc.rfm_scores([np.nan, 5], [1, 2], [3, 4]).recency.tolist() == [0, 3]


@pytest.mark.parametrize("n", [100, 1001, 5000])
def test_groups_are_equal_without_ties(n):
    sizes = np.bincount(rc.quantile_scores(np.random.default_rng(1).normal(size=n)))
    assert sizes[0] == 0
    assert np.ptp(sizes[1:]) <= 1


@given(values, st.sampled_from([2, 4, 5, 10]))
def test_scores_follow_values(found, n_groups):
    given_values = np.array(found)
    score = rc.quantile_scores(given_values, n_groups)
    assert ((score >= 1) & (score <= n_groups)).all()
    order = np.argsort(given_values)
    assert (np.diff(score[order]) >= 0).all()
    assert (score[:, None] == score)[given_values[:, None] == given_values].all()
    # Any rising scale has the same scores.
    assert rc.quantile_scores(np.exp(given_values / 5), n_groups).tolist() == score.tolist()


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=40, unique=True))
def test_reversing_mirrors(found):
    score = rc.quantile_scores(found)
    mirrored = 6 - rc.quantile_scores(-np.array(found))
    # A value exactly between two groups belongs to the upper one either way.
    assert (np.abs(score - mirrored) <= 1).all()
    assert (score >= mirrored).all()
