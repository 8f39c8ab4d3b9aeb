import numpy as np
import pytest
from scipy import stats

from cx.chapters.performers.scoring import (
    DISTINGUISHABLE_BELOW,
    alike_p_value,
    excess_kurtosis,
    pooled_p_value,
    shrunken_scores,
)
from cx.measures.arrays import Floats
from cx.measures.net_score import net_score
from cx.measures.shrinkage import pooled_variance, shrink
from cx.vocabulary import Scale

NPS = Scale.conventional(0, 10)
PLUS, MINUS = np.array([9.0, 40, 95]), np.array([1.0, 2, 1])


def test_kurtosis_is_that_of_the_answers_spelt_out() -> None:
    n = np.array([12.0, 45, 100])
    answers = np.repeat([1, -1, 0], [144, 4, 9])
    assert excess_kurtosis(PLUS, MINUS, n) == pytest.approx(stats.kurtosis(answers))
    assert excess_kurtosis(np.array([5.0]), np.array([0.0]), np.array([5.0])) == 0


def test_heavy_tails_matter_only_where_performers_have_unequal_n() -> None:
    for n, alike in ((np.full(3, 100.0), True), (np.array([12.0, 45, 100]), False)):
        shrunk = shrunken_scores(NPS, PLUS, MINUS, n)
        plain, heavy = (alike_p_value(shrunk, n, NPS, excess) for excess in (0, 20))
        assert (heavy == pytest.approx(plain)) is alike


def test_one_mean_each_is_the_formula_of_box_and_andersen() -> None:
    n = np.array([12.0, 45, 100])
    shrunk = shrunken_scores(NPS, PLUS, MINUS, n)
    spare, unequal = n.sum() - 3, np.sum(1 / n) - 9 / n.sum()
    wilder = 1 + 20 * unequal / (2 * 2)
    f = shrunk.heterogeneity / 2 * spare / n.sum()
    assert pooled_p_value(shrunk, (n,), 20) == pytest.approx(
        stats.f.sf(f, 2 / wilder, spare / wilder)
    )


PLEASED = (0.96, 0.03, 0.01)


def drawn(random: np.random.Generator, most: int, size: int) -> tuple[Floats, Floats, Floats]:
    """Favourable, unfavourable and n of performers who are alike, with 5 to `most` answers."""
    n = np.exp(random.uniform(np.log(5), np.log(most), size)).round()
    plus, _, minus = random.multinomial(n.astype(int), PLEASED).T.astype(float)
    return plus, minus, n


def test_changes_that_are_alike_are_seldom_told_apart() -> None:
    random, called = np.random.default_rng(5), 0
    for _ in range(1_000):
        before, after = drawn(random, 200, 40), drawn(random, 200, 40)
        together = [np.concatenate(parts) for parts in zip(before, after, strict=True)]
        variances = pooled_variance(*together) * (1 / before[2] + 1 / after[2])
        shrunk = shrink(net_score(*after) - net_score(*before), variances)
        p_value = pooled_p_value(shrunk, (before[2], after[2]), excess_kurtosis(*together))
        called += p_value < DISTINGUISHABLE_BELOW
    # 1.2 % in the long run; with the kurtosis left out 4.7 %.
    assert called / 1_000 < 0.02


def test_members_of_a_team_who_are_alike_are_seldom_told_apart() -> None:
    random, called = np.random.default_rng(5), 0
    for _ in range(1_000):
        counts = drawn(random, 1_000, 12)
        shrunk = shrunken_scores(NPS, *counts)
        p_value = alike_p_value(shrunk, counts[2], NPS, excess_kurtosis(*counts))
        called += p_value < DISTINGUISHABLE_BELOW
    assert called / 1_000 < 0.03
