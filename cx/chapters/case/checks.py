"""Can this plan be computed, and does it say what its author meant? All problems at once."""

from __future__ import annotations

from collections.abc import Iterator

from cx.chapters.case.plan import QUARTER, CasePlan, CostKind
from cx.problems import Problem, Severity

MOST_QUARTERS = 80
UNUSUAL_RATE = 0.5  # per year; above it a percentage was likely typed as a whole number


def check_plan(plan: CasePlan) -> tuple[Problem, ...]:
    """Collect the problems of a plan; with none that stops it can be assessed."""
    return (
        *_frame(plan),
        *_levers(plan),
        *_initiatives(plan),
        *_costs(plan),
        *_phases(plan),
        *_doubtful(plan),
    )


def _stops(where: str, what: str, fix: str) -> Problem:
    return Problem("case_impossible", Severity.STOPS, where, what, fix)


def _note(code: str, where: str, what: str, fix: str) -> Problem:
    return Problem(code, Severity.NOTE, where, what, fix)


def _frame(plan: CasePlan) -> Iterator[Problem]:
    if not QUARTER.fullmatch(plan.start):
        yield _stops("start", f'The start "{plan.start}" is no quarter.', "Write it as 2027-Q1.")
    if not 1 <= plan.quarters <= MOST_QUARTERS:
        yield _stops(
            "quarters",
            f"The case runs over {plan.quarters:,} quarters.",
            f"Choose 1 to {MOST_QUARTERS}.",
        )
    if not -1 < plan.discount_rate < 10:
        yield _stops(
            "discount_rate",
            f"The discount rate is {plan.discount_rate:g}.",
            "Write it as a share per year: 0.1 for 10 %.",
        )
    for name in ("one_off_range", "running_range"):
        low, likely, high = getattr(plan, name)
        if not 0 <= low <= likely <= high:
            yield _stops(
                name,
                f'"{name}" is {low:g}, {likely:g}, {high:g}.',
                "Write low, likely and high, rising, as multiples of the plan: 0.9, 1, 1.6.",
            )
    if not 0 <= plan.together <= 1:
        yield _stops(
            "together", f'"together" is {plan.together:g}.', "Write a correlation from 0 to 1."
        )
    if not plan.initiatives:
        yield _stops("initiatives", "The case has no initiative.", "Add what is to be done.")


def _levers(plan: CasePlan) -> Iterator[Problem]:
    yield from _repeated("lever", [lever.name for lever in plan.levers])
    for lever in plan.levers:
        if not 0 <= lever.low <= lever.likely <= lever.high:
            yield _stops(
                f"lever {lever.name}",
                f'The worth of "{lever.name}" is {lever.low:,g}, {lever.likely:,g}, '
                f"{lever.high:,g}.",
                "Write low, likely and high in rising order, none below 0.",
            )


def _initiatives(plan: CasePlan) -> Iterator[Problem]:
    yield from _repeated("initiative", [initiative.name for initiative in plan.initiatives])
    known = {lever.name for lever in plan.levers}
    for initiative in plan.initiatives:
        where = f"initiative {initiative.name}"
        if initiative.lever and initiative.lever not in known:
            yield _stops(
                where,
                f'"{initiative.name}" moves "{initiative.lever}", which is no lever of the case.',
                "Choose a lever of the list, or add it there.",
            )
        shares = {"realisation": initiative.realisation, "decay": initiative.decay}
        for name, share in shares.items():
            if not 0 <= share <= 1:
                yield _stops(
                    where,
                    f'The {name} of "{initiative.name}" is {share:g}.',
                    "Write a share from 0 to 1: 0.5 for half.",
                )
        if not all(0 <= share <= 1 for share in initiative.ramp):
            yield _stops(
                where,
                f'The ramp of "{initiative.name}" has a share outside 0 to 1.',
                "Write shares of the full effect: 0.25, 0.5, 0.75.",
            )
        if not 1 <= initiative.start <= max(plan.quarters, 1):
            yield _stops(
                where,
                f'"{initiative.name}" begins to work in quarter {initiative.start:,}.',
                f"Choose one of the {plan.quarters:,} quarters of the case.",
            )


def _costs(plan: CasePlan) -> Iterator[Problem]:
    known = {initiative.name for initiative in plan.initiatives}
    for cost in plan.costs:
        where = f"cost {cost.name}"
        if cost.initiative not in known:
            yield _stops(
                where,
                f'"{cost.name}" is paid for "{cost.initiative}", which is no initiative.',
                "Choose an initiative of the list, or add it there.",
            )
        if cost.amount < 0:
            yield _stops(
                where,
                f'The amount of "{cost.name}" is below 0.',
                "Write costs as positive amounts; what comes in belongs to a lever.",
            )
        last = cost.last if cost.last is not None else cost.first
        if not 1 <= cost.first <= last <= plan.quarters:
            yield _stops(
                where,
                f'"{cost.name}" is paid from quarter {cost.first:,} to {last:,}.',
                f"Choose quarters in order within the {plan.quarters:,} of the case.",
            )
        if cost.kind is CostKind.ONE_OFF and cost.last not in (None, cost.first):
            yield _stops(
                where,
                f'"{cost.name}" is paid once and has a last quarter.',
                'Leave the last quarter out, or choose "running".',
            )


def _phases(plan: CasePlan) -> Iterator[Problem]:
    yield from _repeated("phase", [phase.name for phase in plan.phases])
    end = 0
    for phase in plan.phases:
        if not end < phase.first <= phase.last <= plan.quarters:
            yield _stops(
                f"phase {phase.name}",
                f'Phase "{phase.name}" runs from quarter {phase.first:,} to {phase.last:,}.',
                f"Phases follow each other within the {plan.quarters:,} quarters of the case.",
            )
        end = max(end, phase.last)


def _doubtful(plan: CasePlan) -> Iterator[Problem]:
    if plan.discount_rate == 0:
        yield _note(
            "not_discounted",
            "discount_rate",
            "The discount rate is 0: money in three years counts like money today.",
            "Ask finance for the rate that the company uses.",
        )
    elif plan.discount_rate > UNUSUAL_RATE:
        yield _note(
            "rate_high",
            "discount_rate",
            f"The discount rate is {100 * plan.discount_rate:,.0f} % per year.",
            "Write 0.1 for 10 %, if that was meant.",
        )
    elif plan.discount_rate < 0:
        yield _note(
            "rate_negative",
            "discount_rate",
            "The discount rate is below 0: later money counts more than money today.",
            "Check its sign.",
        )
    costly = {cost.initiative for cost in plan.costs if cost.amount > 0}
    for initiative in plan.initiatives:
        if not initiative.lever or initiative.realisation == 0:
            yield _note(
                "cost_without_benefit",
                f"initiative {initiative.name}",
                f'"{initiative.name}" brings nothing in this case.',
                "Name the lever that it moves and the share that it realises, or say on the case "
                "why it is needed all the same.",
            )
        if initiative.name not in costly:
            yield _note(
                "benefit_without_cost",
                f"initiative {initiative.name}",
                f'"{initiative.name}" costs nothing in this case.',
                "Add a cost line, even if it is only people's time.",
            )
    used = {initiative.lever for initiative in plan.initiatives}
    for lever in plan.levers:
        if lever.name not in used:
            yield _note(
                "lever_unused",
                f"lever {lever.name}",
                f'No initiative moves "{lever.name}", so its worth does not count.',
                "Give it to an initiative, or remove it.",
            )
        elif lever.low == lever.high:
            yield _note(
                "lever_without_range",
                f"lever {lever.name}",
                f'The worth of "{lever.name}" is one figure without a range.',
                "Add a low and a high figure; the chance of a loss is understated without them.",
            )


def _repeated(what: str, names: list[str]) -> Iterator[Problem]:
    for name in dict.fromkeys(name for name in names if names.count(name) > 1):
        yield _stops(f"{what} {name}", f'Two entries are named "{name}".', "Rename one of them.")
