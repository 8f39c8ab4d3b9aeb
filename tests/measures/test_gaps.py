import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx.measures import gaps
from cx.measures.net_score import net_score
from cx.measures.shrinkage import pooled_variance, shrink
from tests import agents20, synth600
from tests.measures.test_shrinkage import EIGHT_SCHOOLS, SCHOOL_ERRORS, agents

N = agents20.N
RAW = 100 * net_score(agents20.PROMOTERS, agents20.DETRACTORS, N)
POOLED = pooled_variance(agents20.PROMOTERS, agents20.DETRACTORS, N)


def named(places: np.ndarray) -> set[str]:
    return {agents20.NAMES[place] for place in places}


def test_sizes_of_groups():
    assert [gaps.group_size(0.2, n) for n in (10, 11, 15, 20, 24, 26)] == [2, 3, 3, 4, 5, 6]
    assert [gaps.group_size(0.1, n) for n in (20, 21, 24, 120)] == [2, 3, 3, 12]
    assert (gaps.minimum_units(0.2), gaps.minimum_units(0.1)) == (10, 20)


def test_agents20_groups():
    top, bottom = gaps.extreme_groups(RAW, N, 0.2)
    assert named(bottom) == {"A02", "A04", "A16", "A18"}
    # A13 and A17 are tied at 50; the larger n goes first.
    assert named(top) == {"A01", "A03", "A11", "A17"}
    top, _ = gaps.extreme_groups(agents().scores, N, 0.2)
    assert named(top) == {"A17", "A19", "A01", "A11"}


def test_agents20_gaps():
    assert gaps.raw_gap(RAW, N, 0.2) == pytest.approx(83.083333, abs=1e-6)
    assert gaps.raw_gap(RAW, N, 0.1) == pytest.approx(117.5, abs=1e-6)
    shrunken = agents()
    known_mean = gaps.plug_in_gap(shrunken.scores, shrunken.posterior_sd_given_mean, N, 0.2)
    assert known_mean.value == pytest.approx(45.415449, abs=1e-6)
    assert known_mean.standard_error == pytest.approx(8.893581, abs=1e-6)
    assert (known_mean.low, known_mean.high) == pytest.approx((27.984, 62.847), abs=1e-3)
    with_mean = gaps.plug_in_gap(shrunken.scores, shrunken.posterior_sd, N, 0.2)
    assert with_mean.standard_error == pytest.approx(9.050860, abs=1e-6)
    reml = agents("reml")
    assert gaps.plug_in_gap(reml.scores, reml.posterior_sd, N, 0.2).value == pytest.approx(
        45.858858, abs=1e-6
    )
    assert gaps.plug_in_gap(reml.scores, reml.posterior_sd, N, 0.1).value == pytest.approx(
        49.401634, abs=1e-6
    )


def test_synth600_gaps():
    plus, minus, n = synth600.make().agent_counts()
    raw = 100 * net_score(plus, minus, n)
    assert gaps.raw_gap(raw, n, 0.2) == pytest.approx(49.0642972, abs=1e-6)
    variances = 1e4 * pooled_variance(plus, minus, n) / n
    dl, reml = (shrink(raw, variances, method) for method in ("dl", "reml"))
    gap = gaps.plug_in_gap(dl.scores, dl.posterior_sd, n, 0.2)
    assert gap.value == pytest.approx(13.8240506, abs=1e-6)
    assert gap.top.tolist() == [4, 1, 23, 9, 16]
    assert gap.bottom.tolist() == [18, 11, 14, 8, 2]
    gap = gaps.plug_in_gap(reml.scores, reml.posterior_sd, n, 0.2)
    assert gap.value == pytest.approx(13.4760432, abs=1e-6)


def test_ties_never_put_a_unit_in_both_groups():
    top, bottom = gaps.extreme_groups([1.0] * 6, [10, 60, 20, 50, 40, 30], 0.3)
    assert top.tolist() == [1, 3]
    assert bottom.tolist() == [4, 5]
    with pytest.raises(ValueError, match="3 units cannot give two groups of 2"):
        gaps.extreme_groups([1, 2, 3], [1, 1, 1], 0.6)


def test_integrated_gap_agrees_with_drawing():
    """The mixture of normals against the draws it stands for."""
    variances = POOLED / N
    gap = gaps.integrated_gap(RAW / 100, variances, N, 0.2)
    random = np.random.default_rng(1)
    spread, weight = gaps.spread_posterior(RAW / 100, variances)
    tau = random.choice(spread, size=20_000, p=weight)[:, None]
    precision = 1 / (variances + tau**2)
    mean = (precision * RAW / 100).sum(axis=1) / precision.sum(axis=1)
    mean += random.normal(size=20_000) / np.sqrt(precision.sum(axis=1))
    kept = tau**2 / (tau**2 + variances)
    true = kept * RAW / 100 + (1 - kept) * mean[:, None]
    true += np.sqrt(kept * variances) * random.normal(size=true.shape)
    drawn = true[:, gap.top].mean(axis=1) - true[:, gap.bottom].mean(axis=1)
    assert gap.value == pytest.approx(drawn.mean(), abs=0.004)
    assert gap.standard_error == pytest.approx(drawn.std(), rel=0.03)
    assert (gap.low, gap.high) == pytest.approx(np.quantile(drawn, [0.025, 0.975]), abs=0.01)


def test_integrated_gap_is_wider_than_the_plug_in():
    shrunken = agents()
    plug_in = gaps.plug_in_gap(shrunken.scores, shrunken.posterior_sd, N, 0.2)
    gap = gaps.integrated_gap(RAW, 1e4 * POOLED / N, N, 0.2)
    assert gap.high - gap.low > plug_in.high - plug_in.low
    assert gap.low < plug_in.value < gap.high
    assert gap.value < gaps.raw_gap(RAW, N, 0.2)


def test_integrated_gap_without_any_difference():
    gap = gaps.integrated_gap(EIGHT_SCHOOLS, SCHOOL_ERRORS**2, np.full(8, 30), 0.25)
    assert gap.low < 5
    assert gap.value < 0.5 * gaps.raw_gap(EIGHT_SCHOOLS, np.full(8, 30), 0.25)
    alike = gaps.integrated_gap(np.ones(10), np.zeros(10), np.full(10, 5), 0.2)
    assert alike.value == pytest.approx(0, abs=1e-5)


def test_integrated_gap_covers_the_true_gap_of_its_groups():
    random = np.random.default_rng(8)
    n = np.full(24, 100)
    covered = 0
    for _ in range(150):
        truth = random.normal(0.25, 0.10, 24)
        plus, minus, _ = random.multinomial(
            100, np.column_stack([0.35 + truth / 2, 0.35 - truth / 2, np.full(24, 0.3)])
        ).T
        gap = gaps.integrated_gap(
            net_score(plus, minus, n), pooled_variance(plus, minus, n) / n, n, 0.2
        )
        true_gap = truth[gap.top].mean() - truth[gap.bottom].mean()
        covered += gap.low <= true_gap <= gap.high
    assert covered / 150 >= 0.88


def test_work_grows_with_the_number_of_units_and_hardly_faster():
    def seconds(n_units: int) -> float:
        random = np.random.default_rng(2)
        n = random.integers(5, 300, n_units)
        plus = random.binomial(n, 0.5)
        minus = random.binomial(n - plus, 0.4)
        started = time.thread_time()
        gaps.integrated_gap(net_score(plus, minus, n), 0.7 / n, n, 0.1)
        gaps.luck_gaps(plus, minus, n, [0.1], seed=1)
        return time.thread_time() - started

    few, many = (min(seconds(n_units) for _ in range(2)) for n_units in (350, 1_400))
    assert many < 10 * few  # four times the units; with the square it would be 16


def test_luck_gap_is_that_of_shuffled_rows():
    n = np.array([5, 8, 12, 20, 30, 40, 15, 10, 9, 25])
    plus, minus = n // 2, n // 4
    answers = np.repeat([1, -1, 0], [plus.sum(), minus.sum(), (n - plus - minus).sum()])
    random = np.random.default_rng(4)
    member = np.repeat(np.arange(10), n)
    shuffled = []
    for _ in range(3000):
        score = np.bincount(member, random.permutation(answers)) / n
        shuffled.append(gaps.raw_gap(score, n, 0.2))
    (luck,) = gaps.luck_gaps(plus, minus, n, [0.2], seed=5, shuffles=3000)
    assert luck.mean == pytest.approx(np.mean(shuffled), abs=0.02)
    assert luck.sd == pytest.approx(np.std(shuffled), abs=0.02)
    assert luck.p_value > 0.9
    assert gaps.luck_gaps(plus, minus, n, [0.1, 0.2], seed=5, shuffles=3000)[1] == luck


def test_luck_gap_of_agents_who_differ():
    (luck,) = gaps.luck_gaps(agents20.PROMOTERS, agents20.DETRACTORS, N, [0.2], seed=1)
    assert luck.raw == pytest.approx(0.83083333)
    assert 0.3 < luck.mean < 0.6
    assert luck.p_value < 0.01
    with pytest.raises(ValueError, match="at least one answer"):
        gaps.luck_gaps([1, 0], [0, 0], [2, 0], [0.2], seed=1)


@given(st.randoms())
def test_order_of_units_does_not_matter(random):
    order = list(range(20))
    random.shuffle(order)
    plain = gaps.integrated_gap(RAW, 1e4 * POOLED / N, N, 0.2)
    mixed = gaps.integrated_gap(RAW[order], 1e4 * POOLED / N[order], N[order], 0.2)
    assert (mixed.value, mixed.low, mixed.high) == pytest.approx(
        (plain.value, plain.low, plain.high), abs=1e-6
    )
    assert {order[place] for place in mixed.top} == set(plain.top.tolist())
    assert gaps.raw_gap(RAW[order], N[order], 0.1) == pytest.approx(117.5)
