"""A plan's return: its own figures, its chances, and what it hangs on."""

from dataclasses import replace

import numpy as np
import pytest

from cx.chapters.case.assessment import CaseOptions, assess_case
from cx.chapters.case.cash import benefits, initiative_benefits, lever_benefits, lever_shares
from cx.chapters.case.plan import CostLine, Initiative, Lever
from cx.chapters.case.reading import CaseError
from tests.chapters.case.cases import phased

FEW = CaseOptions(draws=2**10)


def test_the_planned_figures():
    case = assess_case(phased())
    assert case.net_present_value == pytest.approx(100.92385264)
    assert case.net_present_value_excel == pytest.approx(100.92385264 / 1.0241136891)
    assert (case.benefit_today, case.cost_today) == pytest.approx((470.26083467, 369.33698203))
    assert case.return_on_investment == pytest.approx(0.27325683, abs=1e-8)
    assert case.return_undiscounted == pytest.approx(0.43589744, abs=1e-8)
    assert case.internal_rate == pytest.approx(0.32968043, abs=1e-8)
    assert case.break_even == pytest.approx(0.78538750, abs=1e-8)
    assert case.payback_quarters == pytest.approx(8.166667, abs=1e-6)
    assert case.payback_discounted == pytest.approx(8.845540, abs=1e-6)
    assert case.delayed == pytest.approx((37.259097, -24.906614), abs=1e-6)
    assert (case.need, case.need_quarter) == (275.0, "2027 Q4")


def test_the_chances_are_those_of_the_distributions():
    simulated = assess_case(phased()).simulated
    assert simulated.draws >= 10_000
    assert simulated.mean == pytest.approx(52.992561, abs=0.05)
    assert simulated.p_positive == pytest.approx(0.731, abs=0.003)
    found = (simulated.low, simulated.median, simulated.high)
    assert found == pytest.approx((-94.9, 58.2, 184.1), abs=1)


def test_the_same_seed_gives_the_same_chances():
    first, again = (assess_case(phased(), FEW).simulated for _ in range(2))
    other = assess_case(phased(), replace(FEW, seed=5)).simulated
    assert first == again != other


def test_the_tornado_varies_one_input_at_a_time():
    tornado = assess_case(phased(), FEW).tornado.frame
    assert tornado["input"].tolist()[0] == "gap"
    assert tornado["swing"].is_monotonic_decreasing
    rate = tornado.set_index("input").loc["Discount rate, ± 2 points"]
    assert (rate["at_low"], rate["at_high"]) == pytest.approx((113.117401, 89.420876))


def test_phases_ask_for_what_is_paid_in_them():
    phases = assess_case(phased(), FEW).phases.frame.set_index("phase")
    assert phases["ask"].to_dict() == {"Prove": 310.0, "Extend": 80.0}
    assert phases.loc["Prove", "floor"] < phases.loc["Extend", "floor"]


def test_two_initiatives_on_one_lever_share_its_worth():
    plan = phased(initiatives=(Initiative("A", "gap", 0.5), Initiative("B", "gap", 0.5)), costs=())
    assert lever_shares(plan)[0] == pytest.approx([0.75] * 12)
    parted = initiative_benefits(plan, np.array([280.0]))
    assert parted.sum(axis=0) == pytest.approx([0.75 * 70] * 12)
    assert parted[0] == pytest.approx(parted[1])


def test_of_levers_that_earn_the_same_money_the_largest_counts():
    plan = phased(
        levers=(Lever("a", 1, 100, 200, pool="p"), Lever("b", 1, 60, 90, pool="p")),
        initiatives=(Initiative("A", "a", 1.0, start=3), Initiative("B", "b", 1.0)),
        costs=(),
    )
    worths = np.array([100.0, 60.0])
    expected = [15.0] * 2 + [25.0] * 10
    assert benefits(plan, worths, lever_shares(plan)) == pytest.approx(expected)
    assert lever_benefits(plan, worths, lever_shares(plan)).sum(axis=0) == pytest.approx(expected)


def test_an_effect_fades_after_its_ramp():
    plan = phased(initiatives=(Initiative("A", "gap", 1.0, 1, (0.5,), decay=0.2),), costs=())
    share = lever_shares(plan)[0]
    assert share[[0, 1, 5, 9]] == pytest.approx([0.5, 1.0, 0.8, 0.64])


def test_money_is_linear_in_the_worth_of_levers():
    once = assess_case(phased(costs=()), FEW)
    twice = assess_case(phased(costs=(), levers=(Lever("gap", 224.0, 560.0, 728.0),)), FEW)
    assert twice.net_present_value == pytest.approx(2 * once.net_present_value)


def test_net_present_value_falls_as_the_rate_rises():
    values = [
        assess_case(phased(discount_rate=rate), FEW).net_present_value for rate in (0, 0.05, 0.2)
    ]
    assert values == sorted(values, reverse=True)


def test_several_rates_of_return_are_refused():
    again = (*phased().costs, CostLine("Close down", "Coach", 5000.0, first=12))
    case = assess_case(phased(costs=again), FEW)
    assert case.sign_changes == 2
    assert case.internal_rate is None
    assert case.modified_rate is not None
    assert case.payback_quarters is None


def test_a_case_without_costs_has_no_ratio_to_them():
    case = assess_case(phased(costs=()), FEW)
    assert case.return_on_investment is None
    assert case.internal_rate is None
    assert [note.code for note in case.problems] == ["benefit_without_cost"]


def test_a_case_without_benefits_has_nothing_to_break_even_on():
    case = assess_case(phased(initiatives=(Initiative("Coach", ""),)), FEW)
    assert case.break_even is None
    assert case.simulated.p_positive == 0
    assert case.phases.frame["floor"].isna().all()
    assert {"cost_without_benefit", "lever_unused"} <= {note.code for note in case.problems}


def test_what_cannot_be_computed_is_refused_with_every_reason():
    broken = phased(
        discount_rate=10.0,
        levers=(Lever("gap", 3, 2, 1),),
        initiatives=(Initiative("Coach", "nothing", 1.5),),
    )
    with pytest.raises(CaseError) as refused:
        assess_case(broken)
    assert [problem.where for problem in refused.value.problems] == [
        "discount_rate",
        "lever gap",
        "initiative Coach",
        "initiative Coach",
    ]
