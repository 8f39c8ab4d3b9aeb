"""What does this plan return, how surely, and when is the money needed?

Cash flows are quarterly, against doing nothing, and discounted at the quarterly rate that compounds
to the plan's rate per year; the first quarter is not discounted. The plan's own figures are its
likely ones. Chances come from drawing every lever's worth and both kinds of cost from PERT
distributions, seeded. Out of scope: taxes, depreciation, and where the figures come from.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Annotated

import numpy as np
import pandas as pd

from cx.chapters.case.cash import benefits, costs_by_quarter, initiative_benefits, lever_shares
from cx.chapters.case.checks import check_plan
from cx.chapters.case.plan import CasePlan
from cx.chapters.case.reading import CaseError
from cx.measures.arrays import Floats
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
from cx.measures.pert import Pert, correlated_shares
from cx.plain import INTERNAL
from cx.problems import Problem, Severity
from cx.vocabulary import Field, Table, Unit

FAN = (0.05, 0.25, 0.5, 0.75, 0.95)  # quantiles of the cumulative cash
TORNADO = (0.1, 0.9)  # quantiles of each input
RATE_SWING = 0.02  # per year: the discount rate has no distribution, so it swings by this much
FLOOR = 0.1  # quantile of the benefits to date, among draws that pay


@dataclass(frozen=True, slots=True)
class CaseOptions:
    """What can be chosen about the assessment of a plan."""

    draws: int = 2**14  # a power of 2
    seed: int = 20_260_101


@dataclass(frozen=True, slots=True)
class Simulated:
    """The net present value over all draws; money."""

    mean: float  # of all draws
    low: float  # 5 of 100 draws are lower
    median: float  # half of the draws are lower
    high: float  # 5 of 100 draws are higher
    p_positive: float  # chance that the net present value is above 0, 0..1
    p_positive_error: float  # standard error of that chance, from the number of draws
    draws: int  # how many


QUARTER = Field("quarter", Unit.TEXT, "Quarter of the plan", "The quarter of the plan.")
INITIATIVE = Field("initiative", Unit.TEXT, "Initiative", "What is done.")
BENEFIT = Field("benefit", Unit.MONEY, "Benefit", "What comes in, against doing nothing.")
ONE_OFF = Field("one_off", Unit.MONEY, "One-off cost", "What is paid once.")
RUNNING = Field("running", Unit.MONEY, "Running cost", "What is paid in every quarter.")
CASH_FIELDS = (
    QUARTER,
    BENEFIT,
    ONE_OFF,
    RUNNING,
    Field("net", Unit.MONEY, "Net", "Benefit less costs."),
    Field("cumulative", Unit.MONEY, "Cumulative", "Net of this and all earlier quarters."),
    Field("cumulative_p5", Unit.MONEY, "Cumulative, 5 %", "5 of 100 draws are lower."),
    Field("cumulative_p25", Unit.MONEY, "Cumulative, 25 %", "25 of 100 draws are lower."),
    Field("cumulative_p50", Unit.MONEY, "Cumulative, 50 %", "Half of the draws are lower."),
    Field("cumulative_p75", Unit.MONEY, "Cumulative, 75 %", "25 of 100 draws are higher."),
    Field("cumulative_p95", Unit.MONEY, "Cumulative, 95 %", "5 of 100 draws are higher."),
)
PHASE_FIELDS = (
    Field("phase", Unit.TEXT, "Phase", "A stretch of quarters for which money is asked at once."),
    Field("first", Unit.TEXT, "First quarter", "Its first quarter."),
    Field("last", Unit.TEXT, "Last quarter", "Its last quarter."),
    ONE_OFF,
    RUNNING,
    Field("ask", Unit.MONEY, "Ask", "All that is paid in the phase."),
    BENEFIT,
    Field(
        "floor",
        Unit.MONEY,
        "Floor",
        "Benefits to date below which the case is in doubt: nine in ten of the draws that pay "
        "have more by the end of the phase.",
    ),
)
INITIATIVE_FIELDS = (
    INITIATIVE,
    Field("lever", Unit.TEXT, "Lever moved", "What it moves."),
    Field("benefit", Unit.MONEY, "Benefit today", "Present value of what it brings."),
    Field("cost", Unit.MONEY, "Cost today", "Present value of what it costs."),
    Field("net_present_value", Unit.MONEY, "Net present value", "Benefit less cost, today."),
)
TORNADO_FIELDS = (
    Field("input", Unit.TEXT, "Input", "What is varied while all else stays as planned."),
    Field("at_low", Unit.MONEY, "At its 10 %", "Net present value at the input's 10 % quantile."),
    Field("at_high", Unit.MONEY, "At its 90 %", "Net present value at the input's 90 % quantile."),
    Field("swing", Unit.MONEY, "Swing", "Distance between the two."),
)


@dataclass(frozen=True, slots=True, eq=False)
class BusinessCase:
    """The answer: what the plan returns as planned, and over all draws."""

    plan: Annotated[CasePlan, INTERNAL]
    options: CaseOptions
    problems: tuple[Problem, ...]  # what the author should know
    rate_per_quarter: float  # that compounds to the rate per year
    net_present_value: float  # first quarter undiscounted
    net_present_value_excel: float  # as Excel's NPV() gives it: the first quarter discounted too
    benefit_today: float  # present value
    cost_today: float  # present value
    return_on_investment: float | None  # benefit over cost, both present values, less 1
    return_undiscounted: float | None  # likewise, without discounting
    internal_rate: float | None  # per year; None unless there is exactly one
    sign_changes: int  # how often the cash turns
    modified_rate: float | None  # per year; None without gains or costs
    payback_quarters: float | None  # None: not within the plan
    payback_discounted: float | None  # likewise, of the discounted cash
    break_even: float | None  # share of the planned benefits at which the case breaks even
    delayed: tuple[float, float]  # net present value when benefits come one, two quarters late
    need: float  # the deepest point of the cumulative cash, as a positive amount
    need_quarter: str  # when it is reached
    simulated: Simulated  # net present value over the draws
    cash: Annotated[Table, CASH_FIELDS]  # by quarter
    phases: Annotated[Table, PHASE_FIELDS]  # in the order of the plan
    initiatives: Annotated[Table, INITIATIVE_FIELDS]  # likewise
    tornado: Annotated[Table, TORNADO_FIELDS]  # the widest swing first


def assess_case(plan: CasePlan, options: CaseOptions = CaseOptions()) -> BusinessCase:
    """Assess a plan.

    Errors: CaseError, with every problem that stops.
    """
    problems = check_plan(plan)
    stopping = [problem for problem in problems if problem.severity is Severity.STOPS]
    if stopping:
        raise CaseError(stopping)
    rate = quarterly_rate(plan.discount_rate)
    costs = costs_by_quarter(plan)
    paid = costs.one_off + costs.running
    likely = np.array([lever.likely for lever in plan.levers])
    gained = benefits(plan, likely, lever_shares(plan))
    net = gained - paid
    drawn = _draw(plan, options)
    benefit_today, cost_today = present_value(rate, gained), present_value(rate, paid)
    internal = rate_of_return(net)
    modified = modified_rate_of_return(net, rate, rate)
    deepest = int(np.argmin(np.cumsum(net)))
    return BusinessCase(
        plan=plan,
        options=options,
        problems=problems,
        rate_per_quarter=rate,
        net_present_value=benefit_today - cost_today,
        net_present_value_excel=(benefit_today - cost_today) / (1 + rate),
        benefit_today=benefit_today,
        cost_today=cost_today,
        return_on_investment=benefit_today / cost_today - 1 if cost_today else None,
        return_undiscounted=float(gained.sum() / paid.sum()) - 1 if paid.any() else None,
        internal_rate=None if internal is None else annual_rate(internal),
        sign_changes=sign_changes(net),
        modified_rate=None if modified is None else annual_rate(modified),
        payback_quarters=payback(net),
        payback_discounted=payback(discounted(rate, net)),
        break_even=cost_today / benefit_today if benefit_today else None,
        delayed=(_delayed(plan, 1), _delayed(plan, 2)),
        need=max(0.0, -float(np.cumsum(net)[deepest])),
        need_quarter=plan.quarter_name(deepest + 1),
        simulated=_simulated(present_values(rate, drawn.net)),
        cash=_cash(plan, gained, drawn),
        phases=_phases(plan, gained, drawn, rate),
        initiatives=_initiatives(plan, likely, rate),
        tornado=_tornado(plan),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Drawn:
    """What comes in and what remains in each draw: (draws, quarters)."""

    gained: Floats
    net: Floats


def _inputs(plan: CasePlan) -> dict[str, Pert]:
    """Return every input that is drawn: the levers' worths, then the two factors on costs."""
    levers = {lever.name: Pert(lever.low, lever.likely, lever.high) for lever in plan.levers}
    return levers | {
        "One-off costs": Pert(*plan.one_off_range),
        "Running costs": Pert(*plan.running_range),
    }


def _draw(plan: CasePlan, options: CaseOptions) -> _Drawn:
    """Draw levers that move together as the plan says, and costs that do not."""
    n_levers = len(plan.levers)
    together = [*(plan.together for _ in plan.levers), 0.0, 0.0]
    shares = correlated_shares(options.draws, together, options.seed)
    drawn = np.column_stack(
        [pert.quantiles(shares[:, place]) for place, pert in enumerate(_inputs(plan).values())]
    )
    costs = costs_by_quarter(plan)
    gained = benefits(plan, drawn[:, :n_levers], lever_shares(plan))
    paid = drawn[:, n_levers:] @ np.stack([costs.one_off, costs.running])
    return _Drawn(gained, gained - paid)


def _simulated(values: Floats) -> Simulated:
    low, median, high = np.quantile(values, [0.05, 0.5, 0.95])
    positive, draws = float((values > 0).mean()), len(values)
    error = float(np.sqrt(positive * (1 - positive) / draws))
    return Simulated(
        float(values.mean()), float(low), float(median), float(high), positive, error, draws
    )


def _delayed(plan: CasePlan, quarters: int) -> float:
    """Return the net present value when every benefit comes late and costs do not wait."""
    costs = costs_by_quarter(plan)
    likely = np.array([lever.likely for lever in plan.levers])
    gained = benefits(plan, likely, lever_shares(plan, quarters))
    return present_value(quarterly_rate(plan.discount_rate), gained - costs.one_off - costs.running)


def _cash(plan: CasePlan, gained: Floats, drawn: _Drawn) -> Table:
    costs = costs_by_quarter(plan)
    net = gained - costs.one_off - costs.running
    fan = np.quantile(np.cumsum(drawn.net, axis=1), FAN, axis=0)
    frame = pd.DataFrame(
        {
            "quarter": [plan.quarter_name(number + 1) for number in range(plan.quarters)],
            "benefit": gained,
            "one_off": costs.one_off,
            "running": costs.running,
            "net": net,
            "cumulative": np.cumsum(net),
            **{f"cumulative_p{100 * q:.0f}": line for q, line in zip(FAN, fan, strict=True)},
        }
    )
    return Table(frame, CASH_FIELDS)


def _phases(plan: CasePlan, gained: Floats, drawn: _Drawn, rate: float) -> Table:
    """Add up each phase, with the benefits to date below which the case is in doubt."""
    costs = costs_by_quarter(plan)
    pays = present_values(rate, drawn.net) > 0
    rows = []
    for phase in plan.phases:
        within = slice(phase.first - 1, phase.last)
        to_date = drawn.gained[pays, : phase.last].sum(axis=1)
        one_off, running = costs.one_off[within].sum(), costs.running[within].sum()
        rows.append(
            {
                "phase": phase.name,
                "first": plan.quarter_name(phase.first),
                "last": plan.quarter_name(phase.last),
                "one_off": one_off,
                "running": running,
                "ask": one_off + running,
                "benefit": gained[within].sum(),
                "floor": np.quantile(to_date, FLOOR) if len(to_date) else np.nan,
            }
        )
    return Table(pd.DataFrame(rows, columns=[f.name for f in PHASE_FIELDS]), PHASE_FIELDS)


def _initiatives(plan: CasePlan, likely: Floats, rate: float) -> Table:
    gained = present_values(rate, initiative_benefits(plan, likely))
    paid = []
    for initiative in plan.initiatives:
        costs = costs_by_quarter(plan, initiative.name)
        paid.append(present_value(rate, costs.one_off + costs.running))
    frame = pd.DataFrame(
        {
            "initiative": [initiative.name for initiative in plan.initiatives],
            "lever": [initiative.lever for initiative in plan.initiatives],
            "benefit": gained,
            "cost": paid,
            "net_present_value": gained - np.array(paid),
        }
    )
    return Table(frame, INITIATIVE_FIELDS)


def _tornado(plan: CasePlan) -> Table:
    """Vary one input at a time between its 10 % and its 90 % quantile, the widest swing first."""
    rows = [(name, *map(_planned_value, plans)) for name, plans in _varied(plan)]
    frame = pd.DataFrame(rows, columns=["input", "at_low", "at_high"])
    frame["swing"] = (frame["at_high"] - frame["at_low"]).abs()
    frame = frame[frame["swing"] > 0].sort_values("swing", ascending=False, ignore_index=True)
    return Table(frame, TORNADO_FIELDS)


def _varied(plan: CasePlan) -> Iterator[tuple[str, tuple[CasePlan, CasePlan]]]:
    """Yield each input with the plans at its low and its high quantile."""
    ends = {name: pert.quantiles(TORNADO) for name, pert in _inputs(plan).items()}
    for place, lever in enumerate(plan.levers):
        yield (
            lever.name,
            _pair(
                replace(
                    plan,
                    levers=(
                        *plan.levers[:place],
                        replace(lever, low=worth, likely=worth, high=worth),
                        *plan.levers[place + 1 :],
                    ),
                )
                for worth in ends[lever.name].tolist()
            ),
        )
    one_off, running = ends["One-off costs"].tolist(), ends["Running costs"].tolist()
    yield "One-off costs", _pair(replace(plan, one_off_range=(x, x, x)) for x in one_off)
    yield "Running costs", _pair(replace(plan, running_range=(x, x, x)) for x in running)
    yield (
        f"Discount rate, \N{PLUS-MINUS SIGN} {100 * RATE_SWING:.0f} points",
        _pair(
            replace(plan, discount_rate=plan.discount_rate + swing)
            for swing in (-RATE_SWING, RATE_SWING)
        ),
    )


def _pair(plans: Iterator[CasePlan]) -> tuple[CasePlan, CasePlan]:
    low, high = plans
    return low, high


def _planned_value(plan: CasePlan) -> float:
    """Return the net present value at the likely worths and the likely factors on costs."""
    costs = costs_by_quarter(plan)
    factors = plan.one_off_range[1], plan.running_range[1]
    gained = benefits(plan, np.array([v.likely for v in plan.levers]), lever_shares(plan))
    paid = factors[0] * costs.one_off + factors[1] * costs.running
    return present_value(quarterly_rate(plan.discount_rate), gained - paid)
