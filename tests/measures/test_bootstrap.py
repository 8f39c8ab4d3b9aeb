import numpy as np
import pytest

from cx.measures import bootstrap as bo
from cx.measures.correlation import correlation_of_covariance
from cx.measures.importance import lmg, relative_weights
from cx.measures.missing import em_moments
from tests import synth600

SEED = 11


def _made(n: int, seed: int, rate: float = 0.0) -> np.ndarray:
    """Five equally correlated drivers and an outcome; drivers go unanswered at random."""
    random = np.random.default_rng(seed)
    drivers = random.normal(size=(n, 5)) + random.normal(size=(n, 1))
    outcome = drivers @ [0.5, 0.3, 0.2, 0.1, 0.0] + 1.2 * random.normal(size=n)
    drivers[random.random((n, 5)) < rate] = np.nan
    return np.column_stack([drivers, outcome])


def test_the_point_is_that_of_all_rows_and_the_seed_decides():
    data = synth600.make()
    first = bo.block_bootstrap_importance(data.rows, seed=SEED)
    again = bo.block_bootstrap_importance(data.rows, seed=SEED)
    other = bo.block_bootstrap_importance(data.rows, seed=SEED + 1)
    assert first.importance == pytest.approx(lmg(np.corrcoef(data.rows.T)))
    assert first.r_squared == pytest.approx(0.53716521)
    assert (first.replicates == again.replicates).all()
    assert (first.replicates != other.replicates).any()
    assert first.replicates.shape == (500, 5)
    assert (first.low < first.importance).all()
    assert (first.importance < first.high).all()
    assert first.r_squared_low < first.r_squared < first.r_squared_high
    assert (first.n_rows, first.n_complete) == (600, 600)


def test_rows_as_blocks_is_the_ordinary_bootstrap():
    rows = synth600.make().rows
    random = np.random.default_rng(1)
    ordinary = np.stack(
        [lmg(np.corrcoef(rows[random.integers(0, 600, 600)].T)) for _ in range(1000)]
    )
    found = bo.block_bootstrap_importance(rows, replicates=1000, seed=SEED)
    assert found.replicates.std(axis=0) == pytest.approx(ordinary.std(axis=0), rel=0.12)
    assert found.low == pytest.approx(np.quantile(ordinary, 0.025, axis=0), abs=0.012)
    assert found.high == pytest.approx(np.quantile(ordinary, 0.975, axis=0), abs=0.012)


def test_blocks_of_rows_spread_as_rows_do():
    rows = _made(12_000, 7)
    blocks = bo.block_bootstrap_importance(rows, seed=SEED)
    single = bo.block_bootstrap_importance(rows, seed=SEED, n_blocks=12_000)
    ratio = blocks.replicates.std(axis=0) / single.replicates.std(axis=0)
    assert ratio == pytest.approx(np.ones(5), abs=0.15)


@pytest.mark.slow
def test_missing_answers_spread_as_refitting_would(monkeypatch):
    rows = _made(400, 3, rate=0.3)
    random = np.random.default_rng(2)
    refitted = np.stack(
        [
            lmg(
                correlation_of_covariance(em_moments(rows[random.integers(0, 400, 400)]).covariance)
            )
            for _ in range(300)
        ]
    )
    found = bo.block_bootstrap_importance(rows, seed=SEED)
    ratio = found.replicates.std(axis=0) / refitted.std(axis=0)
    assert ratio.mean() == pytest.approx(1, abs=0.08)
    # Without the missing information the interval would be far too short.
    exact = bo.missing_information
    monkeypatch.setattr(bo, "missing_information", lambda *given: 0 * exact(*given))
    short = bo.block_bootstrap_importance(rows, seed=SEED)
    assert (short.replicates.std(axis=0) / refitted.std(axis=0)).mean() < 0.85


def test_missing_answers_in_blocks():
    rows = _made(6000, 5, rate=0.2)
    blocks = bo.block_bootstrap_importance(rows, seed=SEED)
    single = bo.block_bootstrap_importance(rows, seed=SEED, n_blocks=6000)
    assert blocks.importance == pytest.approx(single.importance)
    ratio = blocks.replicates.std(axis=0) / single.replicates.std(axis=0)
    assert ratio == pytest.approx(np.ones(5), abs=0.15)
    assert blocks.replicates.mean(axis=0) == pytest.approx(blocks.importance, abs=0.004)


def test_one_missing_answer_changes_little():
    rows = synth600.make().rows
    complete = bo.block_bootstrap_importance(rows, seed=SEED)
    rows = rows.copy()
    rows[0, 0] = np.nan
    nearly = bo.block_bootstrap_importance(rows, seed=SEED)
    assert nearly.replicates == pytest.approx(complete.replicates, abs=0.01)
    assert (nearly.n_rows, nearly.n_complete) == (600, 599)


def test_units_of_the_columns_do_not_matter():
    rows = synth600.make().rows_with_missing
    plain = bo.block_bootstrap_importance(rows, seed=SEED, replicates=50)
    moved = bo.block_bootstrap_importance(1e6 + 100 * rows, seed=SEED, replicates=50)
    assert moved.replicates == pytest.approx(plain.replicates, abs=1e-6)


def test_the_interval_covers_the_truth():
    truth = lmg(np.corrcoef(_made(400_000, 99).T))
    inside = []
    for world in range(60):
        found = bo.block_bootstrap_importance(_made(300, world, rate=0.2), 200, seed=world)
        inside.append((found.low <= truth) & (truth <= found.high))
    # The driver without an effect has a share all the same, by its correlation with the others.
    assert np.mean(inside) > 0.88


def test_missing_answers_leave_fewer_effective_rows():
    random = np.random.default_rng(5)
    rows = random.normal(size=(1_000, 5))
    assert bo.block_bootstrap_importance(rows, seed=SEED).n_effective == 1_000
    rows[:, :4][random.random((1_000, 4)) < 0.3] = np.nan
    # Drivers that do not go together tell of their own slope only where they are answered.
    found = bo.block_bootstrap_importance(rows, 1_000, seed=SEED)
    assert found.n_effective == pytest.approx(700, rel=0.12)


def test_limits_are_percentiles_further_out_and_lower_by_half_the_bias():
    random = np.random.default_rng(3)
    replicates = np.column_stack([0.30 + 0.02 * random.normal(size=20_000), random.random(20_000)])
    point = np.array([0.29, 0.6])
    low, high = bo.importance_limits(point, replicates, (100_000, 3))
    assert low == pytest.approx([0.2608 - 0.005, 0.025], abs=2e-3)  # no bias downwards is corrected
    assert high == pytest.approx([0.3392, 0.975], abs=2e-3)
    few_low, few_high = bo.importance_limits(point, replicates, (30, 11))
    # Student's t with 19 degrees of freedom, times the root of 30 / 19.
    assert few_high[0] - 0.30 == pytest.approx(2.093 * np.sqrt(30 / 19) * 0.02, rel=0.05)
    assert (few_low < low).all()
    assert bo.importance_limits([0.1], replicates[:, 1:], (40, 3))[0] == 0


def test_another_method_for_many_drivers():
    random = np.random.default_rng(1)
    rows = random.normal(size=(300, 31)) + random.normal(size=(300, 1))
    found = bo.block_bootstrap_importance(rows, 100, SEED, method=relative_weights)
    assert found.importance == pytest.approx(relative_weights(np.corrcoef(rows.T)))
    assert found.importance.sum() == pytest.approx(found.r_squared)
    assert found.replicates.shape == (100, 30)


def test_who_outranks_whom():
    replicates = np.array([[3.0, 1.0], [3.0, 1.0], [2.0, 2.0], [1.0, 3.0]])
    assert bo.probability_outranks(replicates).tolist() == [[0.5, 0.625], [0.375, 0.5]]


def test_a_column_that_does_not_vary_is_refused():
    rows = synth600.make().rows.copy()
    rows[:, 2] = 4
    with pytest.raises(ValueError, match="must vary"):
        bo.block_bootstrap_importance(rows)
    rows[:, 2] = np.nan
    with pytest.raises(ValueError, match="at least one answer"):
        bo.block_bootstrap_importance(rows)
