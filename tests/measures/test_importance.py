import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss

from cx.measures import importance as im
from tests import synth600
from tests.measures.matrices import MOBI, MTCARS, SWISS

SWISS_LMG = (0.05709122, 0.17117303, 0.26013468, 0.10557015, 0.11276592)
MTCARS_LMG = """
    0.12134515 0.12023870 0.10698627 0.07327014 0.15828880
    0.03827073 0.06588052 0.07337623 0.04409332 0.06726591"""
MTCARS_RW = """
    0.09124651 0.10263148 0.09955908 0.08107273 0.14452067
    0.05197728 0.06533586 0.08899383 0.06033475 0.08334357"""


def random_correlation(seed: int, n_drivers: int) -> np.ndarray:
    random = np.random.default_rng(seed)
    rows = random.normal(size=(4 * n_drivers + 8, n_drivers + 1)) + random.normal(
        size=(4 * n_drivers + 8, 1)
    )
    return np.corrcoef(rows.T)


def brute_force(correlation: np.ndarray) -> list[float]:
    """LMG by its definition: the gain in R-squared averaged over all orders of entry."""
    n_drivers = len(correlation) - 1
    shares = np.zeros(n_drivers)
    for order in itertools.permutations(range(n_drivers)):
        before = 0.0
        for place, driver in enumerate(order):
            chosen = [*order[: place + 1], n_drivers]
            after = float(im.r_squared(correlation[np.ix_(chosen, chosen)]))
            shares[driver] += after - before
            before = after
    return (shares / math.factorial(n_drivers)).tolist()


def test_swiss():
    assert im.r_squared(SWISS) == pytest.approx(0.7067350, abs=1e-6)
    assert im.lmg(SWISS) == pytest.approx(SWISS_LMG, abs=1e-6)
    weights = (0.0484169, 0.1547082, 0.2719641, 0.1146800, 0.1169657)
    assert im.relative_weights(SWISS) == pytest.approx(weights, abs=1e-6)
    inflation = (2.2841, 3.6754, 2.7749, 1.9372, 1.1075)
    assert im.variance_inflation(SWISS) == pytest.approx(inflation, abs=1e-4)
    # Printed unstandardised; only the sign can be told from correlations.
    assert np.sign(im.standardised_coefficients(SWISS)).tolist() == [-1, -1, -1, 1, 1]


def test_mtcars():
    assert im.r_squared(MTCARS) == pytest.approx(0.869015764, abs=1e-6)
    assert im.lmg(MTCARS) == pytest.approx(np.array(MTCARS_LMG.split(), float), abs=1e-6)
    assert im.relative_weights(MTCARS) == pytest.approx(
        np.array(MTCARS_RW.split(), float), abs=1e-6
    )


def test_mobi():
    lmg = (0.07442432, 0.04039432, 0.08013198, 0.03066208, 0.02361718, 0.02079754, 0.04907668)
    weights = (0.07245335, 0.04386037, 0.07942738, 0.03114005, 0.02329006, 0.01899039, 0.04994251)
    shares = (0.23322897, 0.12658667, 0.25111547, 0.09608801, 0.07401089, 0.06517479, 0.15379520)
    # The matrix is printed to 6 digits, hence the wider tolerance.
    assert im.r_squared(MOBI) == pytest.approx(0.319104106, abs=2e-6)
    assert im.lmg(MOBI) == pytest.approx(lmg, abs=1e-6)
    assert im.lmg(MOBI) / im.r_squared(MOBI) == pytest.approx(shares, abs=3e-6)
    assert im.relative_weights(MOBI) == pytest.approx(weights, abs=1e-6)


def test_mobi_in_groups():
    found = im.grouped_lmg(MOBI, [[0, 1], [2, 3], [4], [5], [6]])
    expected = (0.106012174, 0.099952227, 0.029607949, 0.027115560, 0.056416196)
    assert found == pytest.approx(expected, abs=2e-6)
    assert found.sum() == pytest.approx(im.r_squared(MOBI))


def test_synth600():
    correlation = np.corrcoef(synth600.make().rows.T)
    lmg = (0.255131226, 0.119389959, 0.095486545, 0.045168855, 0.021988621)
    weights = (0.254812534, 0.120942502, 0.097270395, 0.045923687, 0.018216089)
    assert im.r_squared(correlation) == pytest.approx(0.53716521, abs=1e-8)
    assert im.lmg(correlation) == pytest.approx(lmg, abs=1e-8)
    assert im.relative_weights(correlation) == pytest.approx(weights, abs=1e-8)


def test_synth600_coefficients_and_the_suppressor():
    rows = synth600.make().rows
    correlation, sd = np.corrcoef(rows.T), rows.std(axis=0)
    slopes = im.standardised_coefficients(correlation) * sd[-1] / sd[:-1]
    printed = (0.529854414, 0.282978810, 0.212410069, 0.046932611, -0.149594709)
    assert slopes == pytest.approx(printed, abs=1e-8)
    assert correlation[4, 5] == pytest.approx(0.283, abs=5e-4)


def test_standard_errors_are_those_of_least_squares():
    rows = synth600.make().rows
    design = np.column_stack([np.ones(len(rows)), rows[:, :-1]])
    _, (left,), _, _ = np.linalg.lstsq(design, rows[:, -1])
    covariance = left / (len(rows) - design.shape[1]) * np.linalg.inv(design.T @ design)
    sd = rows.std(axis=0)
    found = im.standardised_errors(np.corrcoef(rows.T), len(rows)) * sd[-1] / sd[:-1]
    assert found == pytest.approx(np.sqrt(np.diagonal(covariance))[1:], rel=1e-9)


def test_a_mixture_of_other_drivers_has_no_finite_error():
    rows = synth600.make().rows[:, [0, 1, 0, 5]]
    rows[:, 2] += rows[:, 1]
    assert np.isinf(im.standardised_errors(np.corrcoef(rows.T), len(rows))).all()


def test_synth600_net_outcome():
    data = synth600.make()
    correlation = np.corrcoef(np.column_stack([data.drivers, 100 * data.net]).T)
    lmg = (0.228808420, 0.107078914, 0.075881081, 0.035983101, 0.019329101)
    assert im.r_squared(correlation) == pytest.approx(0.46708062, abs=1e-8)
    assert im.lmg(correlation) == pytest.approx(lmg, abs=1e-8)


def test_synth600_general_dominance_of_a_logit():
    """The shares of another R-squared, that of McFadden, by the same weights (Azen & Budescu)."""
    data = synth600.make()
    promoter = data.net > 0
    null = promoter.mean() * np.log(promoter.mean()) + (~promoter).mean() * np.log(
        (~promoter).mean()
    )
    unexplained = []
    for subset in range(2**5):
        chosen = [driver for driver in range(5) if subset >> driver & 1]
        ratio = 1.0
        if chosen:
            fitted = LogisticRegression(C=np.inf, solver="newton-cholesky", tol=1e-10)
            ratings = data.drivers[:, chosen]
            chances = fitted.fit(ratings, promoter).predict_proba(ratings)
            ratio = -log_loss(promoter, chances[:, 1]) / null
        unexplained.append([ratio])
    found = im._shapley(np.array(unexplained), 5)[0]
    printed = (0.15754122, 0.07148925, 0.04701714, 0.02155806, 0.01215182)
    assert found == pytest.approx(printed, abs=1e-6)
    assert found.sum() == pytest.approx(0.309757502, abs=1e-6)


def test_a_batch_is_the_same_as_one_by_one():
    batch = np.stack([random_correlation(seed, 6) for seed in range(5)]).reshape(5, 1, 7, 7)
    for measure in (
        im.lmg,
        im.relative_weights,
        im.r_squared,
        im.standardised_coefficients,
        im.variance_inflation,
    ):
        together = measure(batch)
        for place in range(5):
            assert together[place, 0] == pytest.approx(measure(batch[place, 0]))


def test_a_batch_larger_than_memory_allows_at_once(monkeypatch):
    batch = np.stack([random_correlation(seed, 4) for seed in range(7)])
    together = im.lmg(batch)
    monkeypatch.setattr(im, "SUBSETS_AT_ONCE", 2 * 2**4)
    assert im.lmg(batch) == pytest.approx(together, abs=1e-15)


def test_too_many_drivers_and_bad_groups():
    with pytest.raises(ValueError, match="at most 22"):
        im.lmg(np.eye(24))
    with pytest.raises(ValueError, match="exactly once"):
        im.grouped_lmg(SWISS, [[0, 1], [1, 2, 3, 4]])


def test_a_driver_that_copies_another_shares_with_it():
    rows = synth600.make().rows
    doubled = np.corrcoef(np.column_stack([rows[:, 0], rows]).T)
    shares = im.lmg(doubled)
    assert shares[0] == pytest.approx(shares[1], abs=1e-6)
    assert shares.sum() == pytest.approx(0.53716521, abs=1e-6)
    assert im.relative_weights(doubled).sum() == pytest.approx(0.53716521, abs=1e-6)
    assert np.isinf(im.variance_inflation(doubled)[:2]).all()


def test_unknown_correlations_stay_unknown():
    matrix = SWISS.copy()
    matrix[0, 1] = matrix[1, 0] = np.nan
    assert np.isnan(im.lmg(matrix)).all()


@given(st.integers(0, 10_000), st.integers(1, 5))
def test_lmg_is_its_definition(seed, n_drivers):
    correlation = random_correlation(seed, n_drivers)
    assert im.lmg(correlation) == pytest.approx(brute_force(correlation), abs=1e-9)


@given(st.integers(0, 10_000), st.integers(1, 9))
def test_shares_sum_to_r_squared(seed, n_drivers):
    correlation = random_correlation(seed, n_drivers)
    whole = im.r_squared(correlation)
    shares = im.lmg(correlation)
    assert shares.sum() == pytest.approx(whole, abs=1e-10)
    assert (shares > -1e-12).all()
    assert im.relative_weights(correlation).sum() == pytest.approx(whole, abs=1e-8)


@given(st.integers(0, 10_000), st.randoms())
def test_order_of_drivers_and_of_rows_does_not_matter(seed, random):
    rows = np.random.default_rng(seed).normal(size=(40, 6))
    rows[:, 5] += rows[:, :3].sum(axis=1)
    shares = im.lmg(np.corrcoef(rows.T))
    order = list(range(5))
    random.shuffle(order)
    mixed = rows[np.random.default_rng(seed + 1).permutation(40)][:, [*order, 5]]
    assert im.lmg(np.corrcoef(mixed.T)) == pytest.approx(shares[order], abs=1e-10)
