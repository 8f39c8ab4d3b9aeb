import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from cx.measures import interaction as ia
from cx.measures.correlation import gram
from tests import synth600

# Admitted and rejected men and women of six departments, Berkeley 1973 (Bickel, Hammel &
# O'Connell 1975): (department, sex, decision).
BERKELEY = np.array(
    [
        [[512, 313], [89, 19]],
        [[353, 207], [17, 8]],
        [[120, 205], [202, 391]],
        [[138, 279], [131, 244]],
        [[53, 138], [94, 299]],
        [[22, 351], [24, 317]],
    ]
)


def residual(design: np.ndarray, outcome: np.ndarray) -> float:
    """The sum of squares that least squares leaves."""
    solution = np.linalg.lstsq(design, outcome, rcond=None)[0]
    return float(np.sum((outcome - design @ solution) ** 2))


def test_slopes_are_those_of_two_regressions():
    data = synth600.make()
    group = np.eye(3)[data.channel]
    outcome, drivers = data.ltr, data.drivers
    common = residual(np.column_stack([group, drivers]), outcome)
    crossed = (group[:, :, None] * drivers[:, None, :]).reshape(600, -1)
    own = residual(np.column_stack([group, crossed]), outcome)
    f = (common - own) / 10 / (own / 582)
    found = ia.slopes_test_of_grams(
        np.stack([gram(data.rows[data.channel == g]) for g in range(3)])
    )
    assert found.f == pytest.approx(f, rel=1e-7)
    assert (found.degrees_of_freedom, found.residual_degrees_of_freedom) == (10, 582)
    assert found.p_value == pytest.approx(stats.f.sf(f, 10, 582))
    total = float(np.sum((outcome - outcome.mean()) ** 2))
    assert found.r_squared_common == pytest.approx(1 - common / total)
    assert found.r_squared_own == pytest.approx(1 - own / total)


def by_group(n: int, slopes: list[float], seed: int) -> ia.SlopesTest:
    random = np.random.default_rng(seed)
    rows = []
    for level, slope in enumerate(slopes):
        driver = random.normal(size=(n, 2))
        outcome = level + driver @ [slope, 0.3] + random.normal(size=n)
        rows.append(np.column_stack([driver, outcome]))
    return ia.slopes_test(
        [group.mean(axis=0) for group in rows],
        [np.cov(group.T, bias=True) for group in rows],
        [n] * len(rows),
    )


def test_equal_slopes_are_seldom_called_different():
    p_values = [by_group(60, [0.5, 0.5, 0.5], seed).p_value for seed in range(400)]
    assert np.mean(np.array(p_values) < 0.05) == pytest.approx(0.05, abs=0.03)
    assert np.mean(p_values) == pytest.approx(0.5, abs=0.05)


def test_different_slopes_are_found():
    found = by_group(200, [0.2, 0.5, 0.9], 1)
    assert found.p_value < 1e-4
    assert found.r_squared_own > found.r_squared_common


def test_collinear_drivers_and_small_groups_are_counted_right():
    random = np.random.default_rng(3)
    rows = random.normal(size=(100, 3))
    doubled = np.column_stack([rows[:, :1], rows])  # the first driver twice
    plain = ia.slopes_test_of_grams(np.stack([gram(rows[:60]), gram(rows[60:])]))
    twice = ia.slopes_test_of_grams(np.stack([gram(doubled[:60]), gram(doubled[60:])]))
    assert twice.degrees_of_freedom == plain.degrees_of_freedom == 2
    assert twice.f == pytest.approx(plain.f)
    # Two rows have one slope at most, and an empty group none.
    small = ia.slopes_test_of_grams(np.stack([gram(rows[:60]), gram(rows[60:62]), gram(rows[:0])]))
    assert (small.degrees_of_freedom, small.residual_degrees_of_freedom) == (1, 57)


@pytest.mark.parametrize("groups", [[slice(0, 50)], [slice(0, 2), slice(2, 4)]])
def test_nothing_to_test(groups, recwarn):
    rows = synth600.make().rows
    found = ia.slopes_test_of_grams(np.stack([gram(rows[group]) for group in groups]))
    assert math.isnan(found.f)
    assert math.isnan(found.p_value)
    assert not recwarn.list


def test_berkeley():
    found = ia.cells_test(BERKELEY)
    assert found.statistic == pytest.approx(20.2043, abs=1e-4)
    assert found.degrees_of_freedom == 5
    assert found.p_value == pytest.approx(0.001144, abs=1e-6)
    # Departments and sexes may be swapped; the question is the same.
    swapped = ia.cells_test(BERKELEY.transpose(1, 0, 2))
    assert swapped.statistic == pytest.approx(found.statistic)


def test_expected_counts_keep_the_margins_and_hold_no_interaction():
    random = np.random.default_rng(6)
    counts = random.integers(5, 80, size=(3, 4, 3))
    expected = ia.cells_test(counts).expected
    for axis in range(3):
        assert expected.sum(axis=axis) == pytest.approx(counts.sum(axis=axis), abs=1e-6)
    logs = np.log(expected)
    for axis in range(3):
        logs = np.diff(logs, axis=axis)
    assert logs == pytest.approx(np.zeros((2, 3, 2)), abs=1e-7)


def test_additive_cells_are_seldom_called_different():
    random = np.random.default_rng(7)
    logits = (
        np.array([0.0, 0.4, -0.3])[:, None, None] * [1.0, 0, -1]
        + np.array([0.2, -0.5])[None, :, None] * [1.0, 0, -1]
        + np.array([0.5, 0, 0.2])
    )
    shares = np.exp(logits) / np.exp(logits).sum(axis=2, keepdims=True)
    p_values = np.array([ia.cells_test(random.multinomial(80, shares)).p_value for _ in range(250)])
    assert np.mean(p_values < 0.05) == pytest.approx(0.05, abs=0.035)
    shares[0, 0] = shares[0, 0][::-1]
    assert ia.cells_test(random.multinomial(400, shares)).p_value < 1e-6


def test_empty_cells_and_bands_take_no_part(recwarn):
    counts = np.zeros((3, 3, 3))
    counts[:2, :2, :2] = [[[30, 10], [20, 20]], [[10, 30], [25, 15]]]
    inner = ia.cells_test(counts[:2, :2, :2])
    found = ia.cells_test(counts)
    assert found.statistic == pytest.approx(inner.statistic)
    assert found.degrees_of_freedom == inner.degrees_of_freedom == 1
    assert found.smallest_expected == pytest.approx(inner.smallest_expected)
    counts[0, 0] = 0  # three cells of two by two add up by themselves
    assert ia.cells_test(counts).degrees_of_freedom == 0
    assert math.isnan(ia.cells_test(counts).p_value)
    nobody = ia.cells_test(np.zeros((2, 2, 3)))
    assert nobody.statistic == 0
    assert math.isnan(nobody.smallest_expected)
    assert not recwarn.list
    with pytest.raises(ValueError, match="0 or more"):
        ia.cells_test(-counts)


tables = st.lists(st.integers(0, 40), min_size=18, max_size=18)


@given(tables)
def test_order_does_not_matter_and_doubling_doubles(found):
    counts = np.array(found, float).reshape(2, 3, 3)
    one = ia.cells_test(counts)
    assert ia.cells_test(counts[::-1, :, ::-1]).statistic == pytest.approx(one.statistic, abs=1e-3)
    assert ia.cells_test(2 * counts).statistic == pytest.approx(2 * one.statistic, abs=1e-3)
    assert one.statistic >= 0


def at_levels(random, slope=0.0):
    """Three groups at different levels of an outcome that ends at 10."""
    parts = []
    for group in range(3):
        drivers = random.standard_normal((400, 4))
        slopes = np.array([1 + slope * (group - 1), 0.8, 0.5, 0.0])
        latent = 7 + 1.5 * group + drivers @ slopes + random.standard_normal(400)
        parts.append(np.column_stack([drivers, np.clip(np.rint(latent), 0, 10)]))
    return parts


def both_tests(parts):
    lines = ia.slopes_test_of_grams([gram(part) for part in parts])
    return lines, ia.latent_slopes_test(parts, lines)


def test_groups_at_different_levels_have_the_same_latent_slopes():
    found = [both_tests(at_levels(np.random.default_rng(seed))) for seed in range(30)]
    assert np.mean([lines.p_value <= 0.05 for lines, _ in found]) > 0.9  # the ceiling alone
    assert np.mean([latent.p_value <= 0.05 for _, latent in found]) <= 0.2


def test_latent_slopes_that_differ_are_found():
    lines, latent = both_tests(at_levels(np.random.default_rng(3), slope=0.5))
    assert latent.p_value < 0.001
    assert latent.degrees_of_freedom == 8
    assert latent.r_squared_own == lines.r_squared_own
