import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import ArrayLike

from cx.measures import standardisation as sd
from cx.measures.gaps import extreme_groups
from cx.measures.net_score import net_score
from cx.measures.shrinkage import pooled_variance

LARGE = 1e7  # times the counts: so many answers that nothing is drawn to zero


def counts(score: np.ndarray, n: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Counts with exactly these net scores, nobody neutral."""
    return n * (1 + score) / 2, n * (1 - score) / 2, n


def standardise(favourable: ArrayLike, unfavourable: ArrayLike, n: ArrayLike) -> sd.Standardised:
    """Standardise counts by unit and stratum: three of (units, strata)."""
    plus, minus, count = np.broadcast_arrays(favourable, unfavourable, n)
    unit, stratum = np.indices(count.shape)
    return sd.standardise_cells(
        unit.ravel(), stratum.reshape(-1, 1), plus.ravel(), minus.ravel(), count.ravel()
    )


def test_mix_explains_everything_by_hand():
    # Both units score .6 with easy and .2 with hard customers; they differ in whom they serve.
    n = LARGE * np.array([[9.0, 1.0], [1.0, 9.0]])
    found = standardise(*counts(np.array([[0.6, 0.2], [0.6, 0.2]]), n))
    assert found.overall == pytest.approx(0.4)
    assert found.observed == pytest.approx([0.56, 0.24])
    assert found.expected == pytest.approx([0.56, 0.24], abs=1e-6)
    assert found.adjusted == pytest.approx([0.4, 0.4], abs=1e-6)
    assert found.effects[0] == pytest.approx([0.2, -0.2], abs=1e-6)
    assert sd.share_explained_by_mix(found.observed, found.expected, [0], [1]) == pytest.approx(1)


def test_a_better_unit_with_harder_customers_by_hand():
    # The second unit is .1 better with everybody, and looks worse.
    n = LARGE * np.array([[9.0, 1.0], [1.0, 9.0]])
    found = standardise(*counts(np.array([[0.6, 0.2], [0.7, 0.3]]), n))
    assert found.observed == pytest.approx([0.56, 0.34])
    assert found.adjusted[1] - found.adjusted[0] == pytest.approx(0.1, abs=1e-6)
    explained = sd.share_explained_by_mix(found.observed, found.expected, [0], [1])
    assert explained == pytest.approx(0.32 / 0.22, abs=1e-5)


def test_one_stratum_or_equal_mixes_change_nothing():
    plus, minus, n = [[30], [10], [5]], [[10], [20], [0]], [[50], [40], [5]]
    found = standardise(plus, minus, n)
    assert found.adjusted == pytest.approx(found.observed)
    pooled = pooled_variance([30, 10, 5], [10, 20, 0], [50, 40, 5])
    assert found.variance == pytest.approx(pooled / np.array([50, 40, 5]))
    same = standardise([[90, 5], [45, 1]], [[10, 60], [5, 40]], [[100, 80], [50, 40]])
    assert same.between_variance > 0
    assert same.adjusted == pytest.approx(same.observed)


def test_a_unit_alone_in_a_stratum_is_judged_by_what_it_shares():
    # The third unit alone serves the last stratum, very badly; elsewhere it is like the others.
    n = LARGE * np.array([[5.0, 5, 0], [5, 5, 0], [1, 1, 8]])
    score = np.array([[0.6, 0.4, 0], [0.6, 0.4, 0], [0.6, 0.4, -0.5]])
    found = standardise(*counts(score, n))
    assert found.adjusted[2] == pytest.approx(found.adjusted[0], abs=1e-5)


def test_units_that_share_no_stratum_are_compared_as_they_are():
    n = 400 * np.eye(3)
    plus = np.diag([300.0, 200.0, 100.0])
    found = standardise(plus, n - plus, n)
    assert found.expected == pytest.approx(np.full(3, found.overall))
    assert found.between_variance == 0


def test_a_tiny_stratum_explains_nobody():
    # Two detractors in a stratum of three answers prove nothing about the stratum.
    plus = np.array([[60, 1], [55, 0], [50, 0]])
    minus = np.array([[20, 0], [25, 2], [30, 0]])
    n = np.array([[100, 1], [100, 2], [100, 0]])
    found = standardise(plus, minus, n)
    assert np.abs(found.adjusted - found.observed).max() < 0.01


def planted(seed: int, n_units: int = 30) -> tuple[np.ndarray, np.ndarray, sd.Standardised]:
    """Units whose best ones serve the hard strata of two columns, with true scores."""
    random = np.random.default_rng(seed)
    unit_effect = 0.08 * random.normal(size=n_units)
    first, second = np.array([0.25, 0.0, -0.25]), np.array([0.1, -0.1])
    mix = np.exp(-60 * unit_effect[:, None] * np.repeat(first, 2)) * random.gamma(1.0, size=6)
    answers = random.multinomial(300, mix / mix.sum(axis=1, keepdims=True))
    units, combination = np.indices(answers.shape)
    a, b = np.divmod(combination, 2)
    share = (1.2 + unit_effect[:, None] + first[a] + second[b]) / 2
    plus = random.binomial(answers, share)
    found = sd.standardise_cells(
        units.ravel(),
        np.column_stack([a.ravel(), b.ravel()]),
        plus.ravel(),
        (answers - plus).ravel(),
        answers.ravel(),
    )
    return unit_effect, answers, found


def test_planted_effects_are_recovered():
    unit_effect, answers, found = planted(1)
    assert found.effects[0] - found.effects[0].mean() == pytest.approx([0.25, 0, -0.25], abs=0.05)
    assert found.effects[1][0] - found.effects[1][1] == pytest.approx(0.2, abs=0.05)
    # The good units look average or worse, for they have the hard customers.
    assert np.corrcoef(found.observed, unit_effect)[0, 1] < 0.1
    assert np.corrcoef(found.adjusted, unit_effect)[0, 1] > 0.75
    assert found.adjusted @ answers.sum(axis=1) / answers.sum() == pytest.approx(found.overall)


def test_the_variance_is_that_of_repeated_samples():
    z = []
    for seed in range(60):
        unit_effect, _, found = planted(seed, 12)
        away = found.adjusted - unit_effect
        z.append((away - away.mean()) / np.sqrt(found.variance))
    # Within units the answers vary a little less than pooled over strata.
    assert 0.8 < np.std(z) < 1.05


def test_the_share_that_mix_explains_by_hand():
    n = LARGE * np.array([[9.0, 1.0], [1.0, 9.0]])
    found = standardise(*counts(np.array([[0.7, 0.3], [0.6, 0.2]]), n))
    top, bottom = extreme_groups(found.observed, n.sum(axis=1), 0.5)
    share = sd.share_explained_by_mix(found.observed, found.expected, top, bottom)
    assert share == pytest.approx(0.32 / 0.42, abs=1e-5)
    assert math.isnan(sd.share_explained_by_mix([0.1, 0.1], [0.1, 0.2], [0], [1]))


def test_units_without_answers_are_unknown(recwarn):
    found = standardise(
        [[5, 1], [0, 0], [3, 3]], [[1, 1], [0, 0], [1, 4]], [[8, 4], [0, 0], [5, 9]]
    )
    for values in (found.observed, found.expected, found.adjusted, found.variance):
        assert np.isnan(values).tolist() == [False, True, False]
    assert not recwarn.list


def test_answers_that_never_vary():
    found = standardise([[5, 4], [3, 2]], [[0, 0], [0, 0]], [[5, 4], [3, 2]])
    assert found.adjusted.tolist() == [1, 1]
    assert found.variance.tolist() == [0, 0]


def test_negative_names_are_refused():
    with pytest.raises(ValueError, match="whole numbers from 0"):
        sd.standardise_cells([0, -1], [[0], [0]], [1, 1], [0, 0], [1, 1])


tables = st.lists(
    st.lists(
        st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9)), min_size=3, max_size=3
    ),
    min_size=2,
    max_size=6,
).filter(lambda table: sum(sum(cell) for row in table for cell in row) > 0)


@given(tables)
def test_cells_may_come_in_any_order_and_in_pieces(table):
    plus, neutral, minus = np.moveaxis(np.array(table, float), 2, 0)
    n = plus + neutral + minus
    whole = standardise(plus, minus, n)
    unit, stratum = (index.ravel()[::-1] for index in np.indices(n.shape))
    halves = [np.tile(values.ravel()[::-1] / 2, 2) for values in (plus, minus, n)]
    pieces = sd.standardise_cells(np.tile(unit, 2), np.tile(stratum, 2)[:, None], *halves)
    assert pieces.adjusted == pytest.approx(whole.adjusted, abs=1e-7, nan_ok=True)
    assert pieces.variance == pytest.approx(whole.variance, abs=1e-7, nan_ok=True)
    heard = n.sum(axis=1) > 0
    kept = n.sum(axis=1)[heard] @ whole.adjusted[heard] / n.sum()
    assert kept == pytest.approx(float(net_score(plus.sum(), minus.sum(), n.sum())))
    assert (whole.variance[heard] >= -1e-12).all()


def test_range_of_the_explained_share_covers_the_truth():
    """400 worlds of 20 units: strata -.2, 0 and .2 apart, mixes uneven, units differ by .1 (SD)."""
    random = np.random.default_rng(11)
    true = np.array([-0.2, 0.0, 0.2])
    covered = 0
    for _ in range(400):
        n = np.stack([random.multinomial(150, random.dirichlet([2, 2, 2])) for _ in range(20)])
        score = 0.2 + true + random.normal(0, 0.1, (20, 1))
        plus = random.binomial(n, (1 + score) / 2)
        found = standardise(plus, n - plus, n)
        top, bottom = extreme_groups(found.observed, n.sum(axis=1), 0.2)
        low, high = sd.explained_share_range(found, top, bottom)
        due = found.away @ true
        truth = sd.share_explained_by_mix(found.observed, due, top, bottom)
        covered += low <= truth <= high
    assert 0.92 <= covered / 400 <= 0.98


def test_no_range_where_strata_do_not_differ_or_there_is_no_gap():
    same = standardise(*counts(np.full((4, 2), 0.2), np.full((4, 2), 50.0)))
    assert same.between_variance == 0
    assert all(math.isnan(end) for end in sd.explained_share_range(same, [0], [1]))
