import numpy as np
import pytest

from cx.measures import importance as im
from cx.measures import missing as mi
from cx.measures.correlation import correlation_of_covariance
from tests import synth600

EM_MEANS = (7.342747, 7.361667, 7.372864, 7.389162, 7.383333, 7.955)
EM_LMG = (0.242142, 0.116833, 0.114092, 0.043706, 0.021850)
EM_RW = (0.241721, 0.118520, 0.115882, 0.044363, 0.018137)
LISTWISE_LMG = (0.229006, 0.118682, 0.121990, 0.043393, 0.020605)


def _likelihood(rows: np.ndarray, mean: np.ndarray, covariance: np.ndarray) -> float:
    """Log-likelihood of the answers given, row by row."""
    total = 0.0
    for row in rows:
        known = ~np.isnan(row)
        part = covariance[np.ix_(known, known)]
        off = row[known] - mean[known]
        total -= 0.5 * (np.linalg.slogdet(part)[1] + off @ np.linalg.solve(part, off))
    return total


def test_synth600_by_em():
    moments = mi.em_moments(synth600.make().rows_with_missing)
    correlation = correlation_of_covariance(moments.covariance)
    assert moments.mean == pytest.approx(EM_MEANS, abs=1e-6)
    assert im.r_squared(correlation) == pytest.approx(0.53862272, abs=1e-8)
    assert im.lmg(correlation) == pytest.approx(EM_LMG, abs=1e-6)
    assert im.relative_weights(correlation) == pytest.approx(EM_RW, abs=1e-6)


def test_synth600_complete_rows_alone():
    rows = synth600.make().rows_with_missing
    complete = rows[~np.isnan(rows).any(axis=1)]
    assert len(complete) == 374
    assert im.lmg(np.corrcoef(complete.T)) == pytest.approx(LISTWISE_LMG, abs=1e-6)


def test_em_is_the_top_of_the_likelihood():
    rows = synth600.make().rows_with_missing[:120]
    mean, covariance, _ = mi.em_moments(rows)
    best = _likelihood(rows, mean, covariance)
    random = np.random.default_rng(1)
    for _ in range(20):
        shift = 0.02 * random.normal(size=(6, 6))
        other = _likelihood(rows, mean + shift[0], covariance + shift + shift.T)
        assert other < best


def test_complete_rows_need_no_step():
    rows = synth600.make().rows
    mean, covariance, steps = mi.em_moments(rows)
    assert steps == 0
    assert mean == pytest.approx(rows.mean(axis=0))
    assert covariance == pytest.approx(np.cov(rows.T, bias=True))


def test_order_units_and_empty_rows_do_not_matter():
    rows = synth600.make().rows_with_missing
    mean, covariance, _ = mi.em_moments(rows)
    mixed = np.random.default_rng(3).permutation(rows)[:, ::-1] * 1000 + 5
    mixed = np.vstack([mixed, np.full((4, 6), np.nan)])
    other_mean, other_covariance, _ = mi.em_moments(mixed)
    assert (other_mean[::-1] - 5) / 1000 == pytest.approx(mean, abs=1e-8)
    assert other_covariance[::-1, ::-1] / 1e6 == pytest.approx(covariance, abs=1e-8)


def test_more_than_sixty_columns():
    random = np.random.default_rng(4)
    rows = random.normal(size=(400, 65)) + random.normal(size=(400, 1))
    rows[random.random(rows.shape) < 0.01] = np.nan
    moments = mi.em_moments(rows)
    assert moments.n_iterations < mi.MOST_STEPS
    assert moments.mean == pytest.approx(np.nanmean(rows, axis=0), abs=0.02)


def test_a_column_without_any_answer_is_refused():
    with pytest.raises(ValueError, match="every column"):
        mi.em_moments([[1.0, np.nan], [2.0, np.nan]])
    with pytest.raises(ValueError, match="at least one answer"):
        mi.find_patterns([[1.0, 2.0], [np.nan, np.nan]])


def test_missing_information_is_the_derivative_of_a_step():
    rows = synth600.make().rows_with_missing
    mean, covariance, _ = mi.em_moments(rows)
    patterns = mi.find_patterns(rows)
    random = np.random.default_rng(2)
    shift, change = random.normal(size=6), random.normal(size=(6, 6))
    change = change + change.T
    small = 1e-5
    ahead, behind = (
        np.concatenate(
            [
                part.ravel()
                for part in mi.em_step(patterns, mean + h * shift, covariance + h * change)
            ]
        )
        for h in (small, -small)
    )
    predicted = mi.missing_information(patterns, mean, covariance) @ np.concatenate(
        [shift, change.ravel()]
    )
    assert (ahead - behind) / (2 * small) == pytest.approx(predicted, abs=1e-7)


def test_rows_are_completed_by_their_own_answers():
    rows = synth600.make().rows_with_missing
    moments = mi.em_moments(rows)
    filled = mi.completed(rows, moments.mean, moments.covariance)
    known = ~np.isnan(rows)
    assert (filled[known] == rows[known]).all()
    row = int(np.flatnonzero((~known).sum(axis=1) == 1)[0])
    missing = int(np.flatnonzero(~known[row])[0])
    others = np.flatnonzero(known[row])
    slopes = np.linalg.solve(
        moments.covariance[np.ix_(others, others)], moments.covariance[others, missing]
    )
    wanted = moments.mean[missing] + (rows[row, others] - moments.mean[others]) @ slopes
    assert filled[row, missing] == pytest.approx(wanted, abs=1e-8)


def test_a_row_without_answers_is_completed_by_the_mean():
    filled = mi.completed([[np.nan, np.nan], [1.0, 2.0]], np.array([5.0, 6.0]), np.eye(2))
    assert filled.tolist() == [[5.0, 6.0], [1.0, 2.0]]
