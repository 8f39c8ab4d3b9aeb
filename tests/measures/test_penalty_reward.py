import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx.measures import penalty_reward as pr
from cx.measures.penalty_reward import KanoClass

SEED = 5


def made(n: int, seed: int, spread: float = 1.0) -> np.ndarray:
    """Four correlated drivers of 0-10: a must-be, a performance one, a delighter, and nothing."""
    random = np.random.default_rng(seed)
    mood = random.normal(size=(n, 1))
    answers = np.clip(np.rint(7.5 + mood + 1.5 * random.normal(size=(n, 4))), 0, 10)
    low, high = answers <= 6, answers >= 9
    outcome = 6 + low @ [-1.0, -0.6, 0.0, 0.0] + high @ [0.0, 0.6, 1.0, 0.0]
    return np.column_stack([answers, outcome + spread * random.normal(size=n)])


def test_one_driver_by_hand():
    # Mean outcome 4 where low, 6 between, 7 where high.
    rows = [[3, 4], [5, 4], [7, 5], [8, 7], [9, 7], [10, 7]] * 40
    found = pr.penalty_reward(rows, 6, 9, seed=SEED)
    assert found.intercept == pytest.approx(6)
    assert found.penalty == pytest.approx([-2])
    assert found.reward == pytest.approx([1])
    assert found.asymmetry == pytest.approx([-1 / 3])
    assert (found.n_low.tolist(), found.n_high.tolist(), found.n_rows) == ([80], [80], 240)
    assert found.r_squared == pytest.approx(
        1 - 20 / (20 * (5 / 3) ** 2 + 10 * (2 / 3) ** 2 + 10 * (4 / 3) ** 2 + 20 * (4 / 3) ** 2)
    )
    assert found.kinds == (KanoClass.MUST_BE,)


def test_two_crossed_drivers_by_hand():
    # Every combination of low, between and high once; the effects simply add.
    low, high = np.array([-1.0, 0, 0]), np.array([0.0, 0, 0.5])
    first, second = (index.ravel() for index in np.indices((3, 3)))
    outcome = 5 + (low + high)[first] + 2 * (low + high)[second]
    rows = np.repeat(np.column_stack([first, second, outcome]), 10, axis=0)
    found = pr.penalty_reward(rows, 0, 2, seed=SEED)
    assert found.penalty == pytest.approx([-1, -2])
    assert found.reward == pytest.approx([0.5, 1])
    assert found.asymmetry == pytest.approx([-1 / 3, -1 / 3])
    assert (found.intercept, found.r_squared) == pytest.approx((5, 1))


def test_impact_asymmetry():
    found = pr.impact_asymmetry([-1.062524467, -1, 0, 0.3, 0.3], [0.966610555, 0, 2, 0.5, -0.1])
    assert found[:4] == pytest.approx([-0.047268, -1, 1, 1], abs=1e-6)
    assert math.isnan(found[4])


def test_planted_kinds_are_found():
    found = pr.penalty_reward(made(40_000, 1), 6, 9, seed=SEED)
    assert found.penalty == pytest.approx([-1, -0.6, 0, 0], abs=0.06)
    assert found.reward == pytest.approx([0, 0.6, 1, 0], abs=0.06)
    assert found.kinds == (
        KanoClass.MUST_BE,
        KanoClass.PERFORMANCE,
        KanoClass.DELIGHTER,
        KanoClass.UNDETERMINED,
    )


def test_few_rows_leave_it_open():
    found = pr.penalty_reward(made(150, 2, spread=2), 6, 9, seed=SEED)
    assert set(found.kinds) == {KanoClass.UNDETERMINED}
    assert (found.asymmetry_low <= found.asymmetry_high).all()


def test_a_wrong_sign_beyond_noise_is_undetermined():
    rows = made(2000, 3)
    rows[:, -1] += 3 * (rows[:, 0] <= 6)  # a low answer now raises the outcome
    found = pr.penalty_reward(rows, 6, 9, seed=SEED)
    assert found.penalty_low[0] > 0
    assert found.kinds[0] is KanoClass.UNDETERMINED
    assert found.kinds[2] is KanoClass.DELIGHTER


def test_intervals_are_those_of_least_squares():
    rows = made(3000, 4)
    found = pr.penalty_reward(rows, 6, 9, replicates=1000, seed=SEED)
    design = np.column_stack([np.ones(3000), rows[:, :-1] <= 6, rows[:, :-1] >= 9])
    error = np.sqrt(np.diag(np.linalg.inv(design.T @ design)))[1:]  # the residual SD is 1
    width = np.concatenate(
        [found.penalty_high - found.penalty_low, found.reward_high - found.reward_low]
    )
    assert width == pytest.approx(2 * 1.96 * error, rel=0.12)


def test_blocks_say_what_rows_say():
    rows = made(8000, 6)
    blocks = pr.penalty_reward(rows, 6, 9, seed=SEED)
    single = pr.penalty_reward(rows, 6, 9, seed=SEED, n_blocks=8000)
    assert blocks.penalty == pytest.approx(single.penalty)
    ratio = (blocks.reward_high - blocks.reward_low) / (single.reward_high - single.reward_low)
    assert ratio == pytest.approx(np.ones(4), abs=0.2)


def test_answers_not_given_cost_no_other_answer():
    rows = made(40_000, 7)
    whole = pr.penalty_reward(rows, 6, 9, replicates=50, seed=SEED)
    random = np.random.default_rng(8)
    partly = rows.copy()
    partly[random.random(40_000) < 0.3, 1] = np.nan
    partly[:1000, -1] = np.nan
    found = pr.penalty_reward(partly, 6, 9, replicates=50, seed=SEED)
    assert found.n_rows == 39_000
    assert found.n_low[1] < 0.75 * whole.n_low[1]
    assert found.penalty == pytest.approx(whole.penalty, abs=0.08)
    assert found.reward == pytest.approx(whole.reward, abs=0.08)


def test_too_few_low_answers():
    rows = made(500, 9)
    rows[:, 2] = np.maximum(rows[:, 2], 7)
    found = pr.penalty_reward(rows, 6, 9, seed=SEED)
    assert np.isnan([found.penalty[2], found.reward[2], found.asymmetry_low[2]]).all()
    assert found.kinds[2] is KanoClass.UNDETERMINED
    assert np.isfinite(found.penalty[[0, 1, 3]]).all()


def test_cut_offs_by_driver_and_their_order():
    rows = made(500, 10)
    one = pr.penalty_reward(rows, 6, 9, seed=SEED, replicates=20)
    scaled = rows * [10, 1, 1, 1, 1]
    other = pr.penalty_reward(scaled, [60, 6, 6, 6], [90, 9, 9, 9], seed=SEED, replicates=20)
    assert other.penalty == pytest.approx(one.penalty)
    with pytest.raises(ValueError, match="low_to must be below"):
        pr.penalty_reward(rows, 9, 9)
    with pytest.raises(ValueError, match="no row has an outcome"):
        pr.penalty_reward([[5, np.nan]], 6, 9)


def test_the_seed_decides():
    rows = made(300, 11)
    first, again, other = (
        pr.penalty_reward(rows, 6, 9, replicates=50, seed=seed).penalty_low for seed in (1, 1, 2)
    )
    assert first.tolist() == again.tolist()
    assert first.tolist() != other.tolist()


@given(st.floats(-1e3, 1e3), st.floats(0.1, 100))
def test_units_of_the_outcome_do_not_matter(shift, factor):
    rows = made(120, 12)
    plain = pr.penalty_reward(rows, 6, 9, replicates=10, seed=SEED)
    moved = rows.copy()
    moved[:, -1] = shift + factor * rows[:, -1]
    found = pr.penalty_reward(moved, 6, 9, replicates=10, seed=SEED)
    assert found.penalty == pytest.approx(factor * plain.penalty, abs=1e-6 * factor)
    assert found.asymmetry == pytest.approx(plain.asymmetry, abs=1e-6)
    assert found.intercept == pytest.approx(shift + factor * plain.intercept)
    assert found.kinds == plain.kinds


def straight(random, n, level, bend=0.0):
    """Three drivers of straight latent lines, the first of which may bend at its middle."""
    drivers = np.clip(np.rint(7.5 + 1.8 * random.standard_normal((n, 3))), 0, 10)
    away = (drivers - 7.5) / 1.8
    away[:, 0] *= np.where(away[:, 0] < 0, 1 + bend, 1 - bend)
    latent = level + away.sum(axis=1) + 1.5 * random.standard_normal(n)
    return np.column_stack([drivers, np.clip(np.rint(latent), 0, 10)])


def test_straight_lines_under_a_ceiling_do_not_bend():
    found = [
        pr.penalty_reward(straight(np.random.default_rng(seed), 600, 9.5), 6, 9, 100, seed)
        for seed in range(20)
    ]
    assert np.mean([(one.bend_p <= 0.05).any() for one in found]) <= 0.2
    # Though the interval of the asymmetry calls some of most of them must-be.
    assert np.mean([KanoClass.MUST_BE in one.kinds for one in found]) > 0.3


def test_a_driver_that_bends_is_found_under_a_ceiling():
    rows = straight(np.random.default_rng(2), 4_000, 9.0, bend=0.6)
    found = pr.penalty_reward(rows, 6, 9, 100, SEED)
    assert found.bend[0] < 0
    assert (found.bend_p <= 0.05).tolist() == [True, False, False]
