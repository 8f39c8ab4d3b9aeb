import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx.measures import correlation as co


def _rows(n: int, p: int = 4) -> np.ndarray:
    return np.random.default_rng(n).normal(size=(n, p)) @ np.diag(range(1, p + 1)) + 3


@given(st.integers(2, 300), st.integers(1, 60), st.integers(0, 5))
def test_blocks_are_equal_random_and_sum_to_all(n, n_blocks, seed):
    rows = _rows(n)
    blocks = co.block_grams(rows, n_blocks, seed)
    assert len(blocks) == min(n, n_blocks)
    assert blocks.sum(axis=0) == pytest.approx(co.gram(rows))
    sizes = blocks[:, 0, 0]
    assert sizes.max() - sizes.min() <= 1
    member = co.block_of_rows(n, n_blocks, seed)
    assert np.bincount(member).tolist() == sizes.tolist()
    assert blocks[0] == pytest.approx(co.gram(rows[member == 0]))


def test_moments_are_those_of_the_rows():
    rows = _rows(50)
    grams = np.stack([co.gram(rows), co.gram(rows[:20])])
    mean, covariance = co.covariance_of_gram(grams)
    assert mean[1] == pytest.approx(rows[:20].mean(axis=0))
    assert covariance[0] == pytest.approx(np.cov(rows.T, bias=True))
    assert co.correlation_of_covariance(covariance)[0] == pytest.approx(np.corrcoef(rows.T))


def test_a_weight_is_a_number_of_copies():
    rows = _rows(10)
    weights = np.arange(10)
    assert co.gram(rows, weights) == pytest.approx(co.gram(np.repeat(rows, weights, axis=0)))


def test_a_column_that_does_not_vary_has_no_correlation(recwarn):
    rows = np.column_stack([_rows(10, 2), np.zeros(10)])
    correlation = co.correlation_of_covariance(np.cov(rows.T))
    assert np.isnan(correlation[2]).all()
    assert np.isfinite(correlation[:2, :2]).all()
    assert not recwarn.list


def test_smallest_eigenvalue_unmasks_an_impossible_matrix():
    impossible = [[1, 0.9, 0.9], [0.9, 1, -0.9], [0.9, -0.9, 1]]
    assert co.smallest_eigenvalue(impossible) < 0
    assert co.smallest_eigenvalue(np.eye(3)) == pytest.approx(1)
