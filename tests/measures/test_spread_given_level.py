import numpy as np
import pytest
from scipy import special

from cx.measures.spread_given_level import spread_given_level

VALUES = np.arange(11.0)


def _latent(levels, spreads, n, random):
    """Rounded normals that are cut off at the ends of 0 to 10."""
    cuts = np.concatenate([[-np.inf], np.arange(0.5, 10), [np.inf]])
    z = (cuts - np.asarray(levels)[:, None]) / np.asarray(spreads)[:, None]
    return random.multinomial(n, np.diff(special.ndtr(z), axis=1))


def test_a_level_implies_what_its_tilt_says():
    """Two values: the spread is that of the share, whatever the base."""
    counts = np.array([[20.0, 80], [50, 50], [70, 30]])
    found = spread_given_level(counts, [0, 10])
    assert found.implied_sd == pytest.approx([4, 5, 4.6], rel=0.02)
    assert not found.told.any()
    assert np.isnan(found.p_value)


def test_the_steadier_and_the_wilder_are_seen():
    counts = np.array([[20, 20, 20, 20, 20]] * 6 + [[2, 20, 56, 20, 2], [48, 1, 2, 1, 48]])
    found = spread_given_level(counts, [1, 2, 3, 4, 5])
    assert found.ratio[6] < 0.6
    assert found.ratio[7] > 1.4
    assert found.ratio[:6] == pytest.approx(np.full(6, found.ratio[0]))
    assert found.p_value < 1e-6


def test_units_and_order_do_not_matter():
    random = np.random.default_rng(3)
    counts = _latent(np.linspace(5, 8, 8), np.full(8, 2.0), 60, random)
    found, scaled = spread_given_level(counts, VALUES), spread_given_level(counts, 5 + 2 * VALUES)
    assert scaled.p_value == pytest.approx(found.p_value, abs=1e-6)
    assert scaled.implied_sd == pytest.approx(2 * found.implied_sd, rel=1e-6)
    turned = spread_given_level(counts[::-1, ::-1], VALUES)
    assert turned.p_value == pytest.approx(found.p_value, abs=1e-3)


@pytest.mark.parametrize("middle", [6.5, 9.0])
@pytest.mark.parametrize("n_units", [12, 40])
def test_level_is_not_taken_for_steadiness(middle: float, n_units: int):
    random, called = np.random.default_rng([7, n_units]), 0
    for _ in range(150):
        levels = random.normal(middle, 1.0, n_units)
        counts = _latent(levels, np.full(n_units, 2.0), 40, random)
        called += spread_given_level(counts, VALUES).p_value < 0.01
    assert called <= 6  # 1-2 expected; by the standard deviations alone 15-150


def test_beyond_the_end_of_the_scale_many_answers_do_not_make_a_level_steady():
    random, called = np.random.default_rng(7), 0
    for _ in range(100):
        counts = _latent(random.normal(12.5, 1.6, 12), np.full(12, 2.0), 400, random)
        called += spread_given_level(counts, VALUES).p_value < 0.01
    assert called <= 4  # 1 expected; 16-22 where skewed answers are taken to be as well known


def test_twelve_of_thirty_answers_are_enough_for_one_of_half_the_spread():
    random, found = np.random.default_rng(11), 0
    for _ in range(60):
        counts = _latent(np.full(12, 6.5), [1.0, *[2.0] * 11], 30, random)
        found += spread_given_level(counts, VALUES).p_value < 0.01
    assert found >= 25  # 33 expected; by O'Brien's test 10


def test_answers_that_nearly_all_agree_say_nothing():
    counts = np.array([[1, 1, 38], [0, 2, 38], [0, 0, 40], [30, 30, 30]])
    found = spread_given_level(counts, [3, 8, 10])
    assert found.told.tolist() == [False, False, False, True]
    assert np.isfinite(found.ratio).all()
