from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

from cx.measures import stability as sb
from cx.measures.one_cloud import OneCloud, one_cloud


def visits(seed: int, n: int = 300) -> np.ndarray:
    """One kind of customers: how often each came (log), and how long ago at last, a year seen.

    Who came often was here lately, though days are drawn alike for everybody.
    """
    random = np.random.default_rng(seed)
    came = random.geometric(0.27, n)
    ago = 365 * random.beta(1, came)  # the least of so many days
    rows = np.column_stack([np.log(came), ago])
    return (rows - rows.mean(axis=0)) / rows.std(axis=0)


def test_every_column_keeps_its_values_and_every_pair_its_rank_correlation():
    random = np.random.default_rng(1)
    rows = visits(2, 1_000)
    rows = np.column_stack(
        [rows, rows[:, 0] + random.normal(size=1_000), random.normal(size=1_000)]
    )
    cloud = one_cloud(rows, [[0], [1], [2], [3]])
    drawn = [cloud.draw(random) for _ in range(20)]
    assert (np.sort(drawn[0], axis=0) == np.sort(rows, axis=0)).all()
    given = stats.spearmanr(rows).statistic
    mean = np.mean([stats.spearmanr(each).statistic for each in drawn], axis=0)
    assert mean == pytest.approx(given, abs=0.04)
    assert given[0, 1] < -0.5


def test_a_category_keeps_its_values_together_and_goes_with_the_others():
    random = np.random.default_rng(3)
    spend = random.normal(size=2_000)
    level = np.digitize(spend + random.normal(size=2_000), [-1, 1])
    rows = np.column_stack([np.eye(3)[level][:, [2, 0, 1]], spend])
    drawn = one_cloud(rows, [[0, 1, 2], [3]]).draw(random)
    assert (drawn[:, :3].sum(axis=1) == 1).all()
    assert drawn[:, :3].sum(axis=0).tolist() == rows[:, :3].sum(axis=0).tolist()
    for column in range(3):
        given, found = (np.corrcoef(each[:, column], each[:, 3])[0, 1] for each in (rows, drawn))
        assert found == pytest.approx(given, abs=0.06)


def test_two_heaps_are_not_taken_for_one_cloud():
    random = np.random.default_rng(4)
    heaps = 8.0 * np.repeat([[0], [1]], 100, axis=0) + random.normal(size=(200, 2))
    drawn = one_cloud(heaps, [[0], [1]]).draw(random)
    mixed = (drawn[:, 0] > 4) != (drawn[:, 1] > 4)
    assert 0.1 < mixed.mean() < 0.35


def p_values(n_worlds: int) -> list[float]:
    return [
        sb.one_cloud_p_value(visits(seed), 2, sb.Kind.K_MEANS, [[0], [1]], seed, samples=19)
        for seed in range(n_worlds)
    ]


def test_customers_who_come_often_and_lately_are_no_kind_of_their_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert sum(p <= 0.05 for p in p_values(6)) <= 1

    def upright(rows: np.ndarray, blocks: list[list[int]]) -> OneCloud:
        return replace(one_cloud(rows, blocks), root=np.eye(len(blocks)))

    monkeypatch.setattr(sb, "one_cloud", upright)  # columns shuffled apart
    assert p_values(3) == [0.05] * 3
