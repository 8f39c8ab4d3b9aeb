import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import special

from cx.measures.gaps import integrated_contrast
from cx.measures.shrinkage import shrink
from cx.measures.unit_ranges import bounded_ranges, normal_ranges
from tests.measures.test_shrinkage import EIGHT_SCHOOLS, SCHOOL_ERRORS

counts = st.lists(
    st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9)).filter(any),
    min_size=2,
    max_size=20,
)


def test_normal_ranges_agree_with_a_fine_grid():
    found = normal_ranges(EIGHT_SCHOOLS, SCHOOL_ERRORS**2)
    for school in range(8):
        fine = integrated_contrast(EIGHT_SCHOOLS, SCHOOL_ERRORS**2, np.eye(8)[school])
        assert found.mean[school] == pytest.approx(fine.value, abs=0.15)
        assert found.low[school] == pytest.approx(fine.low, abs=1.5)
        assert found.high[school] == pytest.approx(fine.high, abs=1.5)


def test_eight_schools_as_published():
    """Bayesian Data Analysis, table 5.3: medians of A and C are about 10 and 7."""
    found = normal_ranges(EIGHT_SCHOOLS, SCHOOL_ERRORS**2)
    assert found.mean[0] == pytest.approx(11.4, abs=0.7)
    assert found.mean[2] == pytest.approx(6.3, abs=0.7)
    assert found.low[0] == pytest.approx(-2, abs=3.5)
    assert found.high[0] == pytest.approx(31, abs=3.5)


def test_two_values_agree_with_the_whole_posterior():
    """Shares of yes: the mean and the spread laid out on a grid, both with a flat prior."""
    hits, n = np.array([3.0, 9, 14, 20, 5, 11, 18, 2]), np.full(8, 20.0)
    mean, between = np.meshgrid(
        np.linspace(0.005, 0.995, 199), np.linspace(0.002, 0.49, 200), indexing="ij"
    )
    precision = mean * (1 - mean) / between**2 - 1
    a, b = (np.where(precision > 0, side * precision, 1.0)[..., None] for side in (mean, 1 - mean))
    log = (special.betaln(a + hits, b + n - hits) - special.betaln(a, b)).sum(axis=-1)
    weight = np.where(precision > 0, np.exp(log - log.max()), 0.0)
    weight /= weight.sum()
    middle = (a + hits) / (a + b + n)
    exact_mean = (weight[..., None] * middle).sum(axis=(0, 1))
    variance = middle * (1 - middle) / (a + b + n + 1) + (middle - exact_mean) ** 2
    exact_sd = np.sqrt((weight[..., None] * variance).sum(axis=(0, 1)))

    net = 2 * hits / n - 1
    share = hits / n
    variances = 4 * float((share * (1 - share)).mean()) / n
    found = bounded_ranges(net, variances, n)
    assert (found.mean + 1) / 2 == pytest.approx(exact_mean, abs=0.01)
    assert (found.high - found.low) / 2 / (2 * 1.96) == pytest.approx(exact_sd, rel=0.08)


def test_a_range_of_an_unknown_spread_is_wider():
    shrunken = shrink(EIGHT_SCHOOLS, SCHOOL_ERRORS**2)
    found = normal_ranges(EIGHT_SCHOOLS, SCHOOL_ERRORS**2)
    assert (found.high - found.low > 2 * 1.96 * shrunken.posterior_sd).all()


def test_a_low_score_among_high_ones_is_less_sure():
    score, n = np.array([0.97, 0.95, 0.96, 0.98, 0.3, 0.97]), np.full(6, 200.0)
    found = bounded_ranges(score, 0.06 / n, n)
    width = found.high - found.low
    assert width[4] > 2 * width[:4].max()
    assert width[4] > 1.3 * 2 * 1.96 * np.sqrt(0.06 / 200)


def test_two_units_keep_what_they_showed():
    """Two units say hardly anything of the spread, so next to nothing is shrunken away."""
    found = bounded_ranges([0.1, 0.5], [0.002, 0.002], [300, 300])
    assert found.mean == pytest.approx([0.1, 0.5], abs=0.02)
    assert (found.reliability > 0.9).all()


def test_answers_that_all_agree_are_not_sure():
    for score in (1.0, -1.0):
        found = bounded_ranges(np.full(4, score), np.zeros(4), np.full(4, 8.0))
        assert (found.high - found.low > 0.05).all()
        assert (abs(found.mean) < 1).all()
    opposed = bounded_ranges([1.0, -1.0, 1.0], np.zeros(3), np.full(3, 8.0))
    assert np.isfinite([opposed.low, opposed.high]).all()


@given(counts, st.randoms())
def test_ranges_stay_on_the_scale_and_order_does_not_matter(found, random):
    plus, neutral, minus = np.array(found, float).T
    n = plus + neutral + minus
    score = (plus - minus) / n
    variances = (plus + minus - (plus - minus) ** 2 / n).sum() / n.sum() / n
    ranges = bounded_ranges(score, variances, n)
    assert (ranges.low >= -1).all()
    assert (ranges.high <= 1).all()
    assert (ranges.low <= ranges.mean).all()
    assert (ranges.mean <= ranges.high).all()
    assert (ranges.reliability >= 0).all()
    assert (ranges.reliability <= 1).all()
    order = list(range(len(n)))
    random.shuffle(order)
    mixed = bounded_ranges(score[order], variances[order], n[order])
    assert mixed.low == pytest.approx(ranges.low[order], abs=1e-9)
    mirrored = bounded_ranges(-score, variances, n)
    assert mirrored.low == pytest.approx(-ranges.high, abs=1e-6)
