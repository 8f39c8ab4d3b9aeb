"""Present value, rates of return and payback against published and hand-computed figures."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx.measures.cash_flow import (
    annual_rate,
    discounted,
    modified_rate_of_return,
    payback,
    present_value,
    present_values,
    quarterly_rate,
    rate_of_return,
    sign_changes,
)

INVESTED = np.array([120, 90, 60, 30] + [0] * 8, dtype=float)
RUN = np.array([0] * 3 + [10] * 9, dtype=float)
BENEFIT = np.array([0, 0, 10, 25, 45, 60] + [70] * 6, dtype=float)
PHASED = BENEFIT - INVESTED - RUN
QUARTERLY = quarterly_rate(0.1)


def test_the_first_flow_is_not_discounted():
    assert present_value(0.08, [-40000, 5000, 8000, 12000, 30000]) == pytest.approx(3065.22266818)
    assert present_value(0.281, [-100, 39, 59, 55, 20]) == pytest.approx(-0.00847859, abs=1e-8)


def test_excel_discounts_the_first_flow_too():
    ours = present_value(0.1, [-10000, 3000, 4200, 6800])
    assert ours / 1.1 == pytest.approx(1188.4434123)


@pytest.mark.parametrize(
    ("flows", "rate"),
    [
        ([-100, 39, 59, 55, 20], 0.28094842),
        ([-70000, 12000, 15000, 18000, 21000], -0.02124485),
        ([-70000, 12000, 15000, 18000, 21000, 26000], 0.08663095),
    ],
)
def test_the_rate_of_return_of_published_examples(flows, rate):
    assert rate_of_return(flows) == pytest.approx(rate, abs=1e-8)


def test_two_rates_of_return_are_refused():
    flows = [-1600, 10000, -10000]  # both 25 % and 400 % give a present value of 0
    assert [present_value(rate, flows) for rate in (0.25, 4.0)] == pytest.approx([0, 0], abs=1e-9)
    assert sign_changes(flows) == 2
    assert rate_of_return(flows) is None


@pytest.mark.parametrize("flows", [[10, 20], [-10, -20], [0, 0]])
def test_flows_of_one_sign_have_no_rate_of_return(flows):
    assert rate_of_return(flows) is None


def test_the_modified_rate_of_return():
    flows = [-120000, 39000, 30000, 21000, 37000, 46000]
    assert modified_rate_of_return(flows, 0.1, 0.12) == pytest.approx(0.12609413, abs=1e-8)


def test_a_phased_plan():
    assert pytest.approx(0.0241136891, abs=1e-10) == QUARTERLY
    assert present_value(QUARTERLY, PHASED) == pytest.approx(100.92385264)
    assert rate_of_return(PHASED) == pytest.approx(0.0738331801, abs=1e-10)
    assert annual_rate(rate_of_return(PHASED)) == pytest.approx(0.32968043, abs=1e-8)
    assert payback(PHASED) == pytest.approx(8.166667, abs=1e-6)
    assert payback(discounted(QUARTERLY, PHASED)) == pytest.approx(8.845540, abs=1e-6)
    gained, paid = present_value(QUARTERLY, BENEFIT), present_value(QUARTERLY, INVESTED + RUN)
    assert (gained, paid) == pytest.approx((470.26083467, 369.33698203))
    assert gained / paid - 1 == pytest.approx(0.27325683, abs=1e-8)
    assert paid / gained == pytest.approx(0.78538750, abs=1e-8)


def test_what_a_phased_plan_hangs_on():
    def value(benefit=1.0, invested=1.0, run=1.0, rate=0.1):
        flows = benefit * BENEFIT - invested * INVESTED - run * RUN
        return present_value(quarterly_rate(rate), flows)

    assert (value(benefit=0.8), value(benefit=1.2)) == pytest.approx((6.871686, 194.976020))
    assert (value(invested=0.8), value(invested=1.2)) == pytest.approx((159.527652, 42.320053))
    assert (value(run=0.8), value(run=1.2)) == pytest.approx((116.187449, 85.660256))
    assert (value(rate=0.08), value(rate=0.12)) == pytest.approx((113.117401, 89.420876))


def test_a_plan_that_goes_under_again_has_not_paid_back():
    assert payback([-10, 20, -30, 40]) == pytest.approx(2.5)
    assert payback([-10, 20, -30]) is None
    assert payback([5, 5]) == 0.0


FLOWS = st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=12)


@given(flows=FLOWS, rate=st.floats(0.0, 0.5))
def test_a_batch_gives_what_each_row_gives(flows, rate):
    both = present_values(rate, [flows, flows])
    assert both == pytest.approx([present_value(rate, flows)] * 2, abs=1e-6)


@given(benefits=st.lists(st.floats(0, 1e6), min_size=1, max_size=12), cost=st.floats(0, 1e6))
def test_present_value_falls_as_the_rate_rises(benefits, cost):
    values = [present_value(rate, [-cost, *benefits]) for rate in (0.0, 0.05, 0.1, 0.3)]
    assert all(later <= earlier + 1e-6 for earlier, later in itertools.pairwise(values))
