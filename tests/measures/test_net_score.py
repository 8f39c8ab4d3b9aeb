import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx.measures import net_score as ns
from tests import synth600

# Promoters, detractors, n; Tango limits.
PRINTED = (
    (19, 9, 36, (-0.010448, 0.519816)),
    (5, 2, 10, (-0.216592, 0.675278)),
    (7, 0, 10, (0.228194, 0.892209)),
    (10, 0, 10, (0.444934, 1.0)),
    (5, 0, 5, (0.131035, 1.0)),
    (1, 1, 2, (-0.810938, 0.810938)),
    (50, 30, 100, (0.024884, 0.362172)),
    (45, 12, 75, (0.253698, 0.591776)),
    (462, 362, 1000, (0.043822, 0.155495)),
)
AT_THE_EDGES = (
    (0, 0, 10, (-0.277533, 0.277533)),
    (0, 10, 10, (-1.0, -0.444934)),
    (1, 0, 1, (-0.586901, 1.0)),
)
# Regions of the R package NPS: promoters, detractors, n, net score, standard error.
REGIONS = {
    "NAM": (240, 184, 507, 0.110453649, 0.0403165948),
    "EMEA": (110, 99, 259, 0.0424710425, 0.055755465),
    "APAC": (74, 42, 139, 0.230215827, 0.0749835976),
    "LATAM": (38, 37, 95, 0.0105263158, 0.0911541714),
}
# The six trinomials (favourable, unfavourable share) behind the coverage table of METHODS.md;
# it does not print them, they are those that reproduce each of its numbers.
TRINOMIALS = ((0.9, 0.05), (0.85, 0.02), (0.6, 0.1), (0.5, 0.3), (0.45, 0.35), (0.2, 0.15))
COVERAGE = {  # n: mean, min
    5: (0.9610, 0.9368),
    10: (0.9607, 0.9449),
    20: (0.9548, 0.9488),
    30: (0.9557, 0.9478),
    100: (0.9511, 0.9493),
}


@st.composite
def counts(draw: st.DrawFn, least: int = 1) -> tuple[int, int, int]:
    favourable = draw(st.integers(0, 400))
    unfavourable = draw(st.integers(0, 400))
    neutral = draw(st.integers(0, 400))
    n = favourable + unfavourable + neutral
    if n < least:
        return least, 0, least
    return favourable, unfavourable, n


@pytest.mark.parametrize(("plus", "minus", "n", "tango"), PRINTED + AT_THE_EDGES)
def test_intervals_match_the_printed_table(plus, minus, n, tango):
    assert ns.tango_interval(plus, minus, n) == pytest.approx(tango, abs=1e-6)


# The simplest interval, and the same with half an answer more on each side (Agresti & Min 2005).
PRINTED_BY_STANDARD_ERROR = (
    (19, 9, 36, (0.004353, 0.551202), (-0.001696, 0.528012)),
    (5, 2, 10, (-0.184075, 0.784075), (-0.189780, 0.689780)),
    (7, 0, 10, (0.415974, 0.984026), (0.260093, 0.906573)),
    (10, 0, 10, (1.0, 1.0), (0.566616, 1.0)),
    (5, 0, 5, (1.0, 1.0), (0.277945, 1.0)),
    (1, 1, 2, (-1.385904, 1.385904), (-0.848689, 0.848689)),
    (50, 30, 100, (0.029134, 0.370866), (0.027379, 0.364778)),
    (45, 12, 75, (0.269675, 0.610325), (0.260002, 0.597140)),
    (462, 362, 1000, (0.044081, 0.155919), (0.043958, 0.155643)),
)


@pytest.mark.parametrize(("plus", "minus", "n", "wald", "agresti_min"), PRINTED_BY_STANDARD_ERROR)
def test_standard_errors_match_the_printed_wald_intervals(plus, minus, n, wald, agresti_min):
    def interval(*counted):
        reach = 1.959964 * ns.standard_error(*counted)
        return ns.net_score(*counted) - reach, ns.net_score(*counted) + reach

    assert interval(plus, minus, n) == pytest.approx(wald, abs=2e-6)
    low, high = interval(plus + 0.5, minus + 0.5, n + 2)
    assert (low, min(high, 1.0)) == pytest.approx(agresti_min, abs=2e-6)


def test_tango_is_vectorised():
    plus, minus, n = np.array([row[:3] for row in PRINTED]).T
    low, high = ns.tango_interval(plus, minus, n)
    assert low == pytest.approx([row[3][0] for row in PRINTED], abs=1e-6)
    assert high == pytest.approx([row[3][1] for row in PRINTED], abs=1e-6)


def test_an_empty_group_is_unknown_without_a_warning(recwarn):
    assert math.isnan(ns.net_score(0, 0, 0))
    assert np.isnan(ns.standard_error([0, 1], [0, 0], [0, 2])).tolist() == [True, False]
    assert np.isnan(ns.tango_interval([0, 3], [0, 1], [0, 5])).tolist() == [[True, False]] * 2
    assert not recwarn.list


def test_impossible_counts_are_refused():
    with pytest.raises(ValueError, match="together at most n"):
        ns.tango_interval(6, 5, 10)


def test_whole_testdata():
    assert ns.net_score(462, 362, 1000) == pytest.approx(0.1)
    assert ns.variance(462, 362, 1000) == pytest.approx(0.814)
    assert ns.standard_error(462, 362, 1000) == pytest.approx(0.0285306852, abs=1e-9)


@pytest.mark.parametrize("region", REGIONS)
def test_regions(region):
    plus, minus, n, score, error = REGIONS[region]
    assert ns.net_score(plus, minus, n) == pytest.approx(score, abs=1e-9)
    assert ns.standard_error(plus, minus, n) == pytest.approx(error, abs=1e-9)


def test_synth600_is_rebuilt_and_scored():
    data = synth600.make()
    assert data.drivers[:, 0].sum() == 4401
    assert data.ltr.sum() == 4773
    assert data.revenue.sum() == 47615
    assert data.missing.sum(axis=0).tolist() == [27, 0, 149, 75, 0]
    assert (data.missing.any(axis=1) == 0).sum() == 374
    bands = [int((data.net == band).sum()) for band in (1, 0, -1)]
    assert bands == [258, 224, 118]
    assert ns.net_score(258, 118, 600) == pytest.approx(0.233333, abs=1e-6)
    assert ns.variance(258, 118, 600) == pytest.approx(0.572222222, abs=1e-9)
    assert ns.standard_error(258, 118, 600) == pytest.approx(0.0308820936, abs=1e-9)


def test_difference_of_two_regions():
    nam, emea = REGIONS["NAM"][:3], REGIONS["EMEA"][:3]
    difference, low, high = ns.mover_difference(
        ns.net_score(*nam), ns.tango_interval(*nam), ns.net_score(*emea), ns.tango_interval(*emea)
    )
    assert difference == pytest.approx(0.0679826064, abs=1e-9)
    assert (low, high) == pytest.approx((-0.0662400697, 0.2022129553), abs=1e-8)
    error = math.hypot(ns.standard_error(*nam), ns.standard_error(*emea))
    assert error == pytest.approx(0.0688047942, abs=1e-9)
    reach = 1.959963985 * error
    assert (difference - reach, difference + reach) == pytest.approx(
        (-0.0668723, 0.2028375), abs=1e-7
    )


def test_weighted_by_revenue():
    data = synth600.make()
    weighted = ns.weighted_net_score(100 * data.net, data.revenue)
    assert weighted.value == pytest.approx(22.7344324, abs=1e-6)
    assert weighted.standard_error == pytest.approx(3.63230182, abs=1e-6)
    assert weighted.effective_n == pytest.approx(408.743578, abs=1e-5)


def test_revenue_weighted_blog_table():
    # Scores 10, 2, 9, 8, 7 of small, large, small, small, large customers; large = 4 x small.
    weighted = ns.weighted_net_score([100, -100, 100, 0, 0], [1, 4, 1, 1, 4])
    assert weighted.value == pytest.approx(-200 / 11)


def test_equal_weights_change_nothing():
    data = synth600.make()
    weighted = ns.weighted_net_score(data.net, np.full(600, 7.0))
    assert weighted.value == pytest.approx(ns.net_score(258, 118, 600))
    assert weighted.effective_n == pytest.approx(600)
    assert weighted.standard_error == pytest.approx(0.0308820936 * math.sqrt(600 / 599))


def test_clusters_of_one_are_no_clusters_and_copies_tell_nothing_new():
    data = synth600.make()
    alone = ns.weighted_net_score(data.net, data.revenue, clusters=np.arange(600))
    assert alone == ns.weighted_net_score(data.net, data.revenue)
    twice = ns.weighted_net_score(
        np.tile(data.net, 2), np.tile(data.revenue, 2), clusters=np.tile(np.arange(600), 2)
    )
    assert twice.standard_error == pytest.approx(alone.standard_error)


def test_missing_scores_and_no_weight():
    left_out = ns.weighted_net_score([1, np.nan, -1, 0], [1, 5, 1, np.nan])
    assert left_out == ns.weighted_net_score([1, -1], [1, 1])
    assert math.isnan(ns.weighted_net_score([1, -1], [0, 0]).value)
    assert math.isnan(ns.weighted_net_score([1], [2]).standard_error)
    with pytest.raises(ValueError, match="0 or more"):
        ns.weighted_net_score([1, -1], [1, -1])


@pytest.mark.parametrize("n", COVERAGE)
def test_coverage_by_full_enumeration(n):
    plus, minus = (axis.ravel() for axis in np.indices((n + 1, n + 1)))
    possible = plus + minus <= n
    plus, minus = plus[possible], minus[possible]
    ways = np.array(
        [
            math.lgamma(n + 1)
            - math.lgamma(p + 1)
            - math.lgamma(d + 1)
            - math.lgamma(n - p - d + 1)
            for p, d in zip(plus.tolist(), minus.tolist(), strict=True)
        ]
    )
    low, high = ns.tango_interval(plus, minus, n)
    covered = []
    for up, down in TRINOMIALS:
        chance = np.exp(
            ways
            + plus * math.log(up)
            + minus * math.log(down)
            + (n - plus - minus) * math.log(1 - up - down)
        )
        inside = (low <= up - down + 1e-12) & (up - down <= high + 1e-12)
        covered.append(float(chance[inside].sum()))
    assert (np.mean(covered), min(covered)) == pytest.approx(COVERAGE[n], abs=6e-5)


@given(counts())
def test_tango_holds_the_score_and_stays_in_range(counted):
    low, high = ns.tango_interval(*counted)
    score = ns.net_score(*counted)
    assert -1 <= low <= score <= high <= 1
    assert high > low


@given(counts())
def test_tango_is_symmetric(counted):
    plus, minus, n = counted
    low, high = ns.tango_interval(plus, minus, n)
    other_low, other_high = ns.tango_interval(minus, plus, n)
    assert (low, high) == pytest.approx((-other_high, -other_low), abs=1e-12)


@given(counts(), st.integers(2, 50))
def test_more_of_the_same_keeps_the_score_and_narrows_the_interval(counted, times):
    more = tuple(times * count for count in counted)
    assert ns.net_score(*more) == pytest.approx(ns.net_score(*counted))
    assert ns.variance(*more) == pytest.approx(ns.variance(*counted), abs=1e-12)
    low, high = ns.tango_interval(*counted)
    more_low, more_high = ns.tango_interval(*more)
    assert more_high - more_low < high - low


@given(st.lists(st.sampled_from([-1, 0, 1]), min_size=1, max_size=40), st.randoms())
def test_order_of_rows_does_not_matter(scores, random):
    weights = list(range(1, len(scores) + 1))
    before = ns.weighted_net_score(scores, weights)
    together = list(zip(scores, weights, strict=True))
    random.shuffle(together)
    after = ns.weighted_net_score(*zip(*together, strict=True))
    assert after.value == pytest.approx(before.value, abs=1e-12)
    assert after.standard_error == pytest.approx(before.standard_error, abs=1e-12, nan_ok=True)


@given(counts(), counts())
def test_mover_turns_round_with_its_groups(first, second):
    def versus(one, two):
        return ns.mover_difference(
            ns.net_score(*one), ns.tango_interval(*one), ns.net_score(*two), ns.tango_interval(*two)
        )

    difference, low, high = versus(first, second)
    turned = versus(second, first)
    assert low <= difference <= high
    assert (difference, low, high) == pytest.approx((-turned[0], -turned[2], -turned[1]), abs=1e-12)
