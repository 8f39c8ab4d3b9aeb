"""Can this plan be computed, and does it say what its author meant? All problems at once."""

from collections.abc import Iterator

from cx.chapters.case.plan import QUARTER, CasePlan, CostKind
from cx.problems import Problem, note, stops
from cx.text import say

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
    return stops("case_impossible", where, what, fix)


def _frame(plan: CasePlan) -> Iterator[Problem]:
    if not QUARTER.fullmatch(plan.start):
        yield _stops(
            "start",
            say('The start "{start}" is no quarter.', start=plan.start),
            say("Write it as 2027-Q1."),
        )
    if not 1 <= plan.quarters <= MOST_QUARTERS:
        yield _stops(
            "quarters",
            say("The case runs over {quarters} quarters.", quarters=plan.quarters),
            say("Choose 1 to {most}.", most=MOST_QUARTERS),
        )
    if not -1 < plan.discount_rate < 10:
        yield _stops(
            "discount_rate",
            say("The discount rate is {discount_rate}.", discount_rate=f"{plan.discount_rate:g}"),
            say("Write it as a share per year: 0.1 for 10 %."),
        )
    for name in ("one_off_range", "running_range"):
        low, likely, high = getattr(plan, name)
        if not 0 <= low <= likely <= high:
            yield _stops(
                name,
                say(
                    '"{name}" is {low}, {likely}, {high}.',
                    name=name,
                    low=f"{low:g}",
                    likely=f"{likely:g}",
                    high=f"{high:g}",
                ),
                say("Write low, likely and high, rising, as multiples of the plan: 0.9, 1, 1.6."),
            )
    if not 0 <= plan.together <= 1:
        yield _stops(
            "together",
            say('"together" is {together}.', together=f"{plan.together:g}"),
            say("Write a correlation from 0 to 1."),
        )
    if not plan.initiatives:
        yield _stops(
            "initiatives", say("The case has no initiative."), say("Add what is to be done.")
        )


def _levers(plan: CasePlan) -> Iterator[Problem]:
    yield from _repeated("lever", [lever.name for lever in plan.levers])
    for lever in plan.levers:
        if not 0 <= lever.low <= lever.likely <= lever.high:
            yield _stops(
                f"lever {lever.name}",
                say(
                    'The worth of "{name}" is {low}, {likely}, {high}.',
                    name=lever.name,
                    low=f"{lever.low:,g}",
                    likely=f"{lever.likely:,g}",
                    high=f"{lever.high:,g}",
                ),
                say("Write low, likely and high in rising order, none below 0."),
            )


def _initiatives(plan: CasePlan) -> Iterator[Problem]:
    yield from _repeated("initiative", [initiative.name for initiative in plan.initiatives])
    known = {lever.name for lever in plan.levers}
    for initiative in plan.initiatives:
        where = f"initiative {initiative.name}"
        if initiative.lever and initiative.lever not in known:
            yield _stops(
                where,
                say(
                    '"{name}" moves "{lever}", which is no lever of the case.',
                    name=initiative.name,
                    lever=initiative.lever,
                ),
                say("Choose a lever of the list, or add it there."),
            )
        shares = {"realisation": initiative.realisation, "decay": initiative.decay}
        for name, share in shares.items():
            if not 0 <= share <= 1:
                yield _stops(
                    where,
                    say(
                        'The {share_name} of "{name}" is {share}.',
                        share_name=name,
                        name=initiative.name,
                        share=f"{share:g}",
                    ),
                    say("Write a share from 0 to 1: 0.5 for half."),
                )
        if not all(0 <= share <= 1 for share in initiative.ramp):
            yield _stops(
                where,
                say('The ramp of "{name}" has a share outside 0 to 1.', name=initiative.name),
                say("Write shares of the full effect: 0.25, 0.5, 0.75."),
            )
        if not 1 <= initiative.start <= max(plan.quarters, 1):
            yield _stops(
                where,
                say(
                    '"{name}" begins to work in quarter {start}.',
                    name=initiative.name,
                    start=initiative.start,
                ),
                say("Choose one of the {quarters} quarters of the case.", quarters=plan.quarters),
            )


def _costs(plan: CasePlan) -> Iterator[Problem]:
    known = {initiative.name for initiative in plan.initiatives}
    for cost in plan.costs:
        where = f"cost {cost.name}"
        if cost.initiative not in known:
            yield _stops(
                where,
                say(
                    '"{name}" is paid for "{initiative}", which is no initiative.',
                    name=cost.name,
                    initiative=cost.initiative,
                ),
                say("Choose an initiative of the list, or add it there."),
            )
        if cost.amount < 0:
            yield _stops(
                where,
                say('The amount of "{name}" is below 0.', name=cost.name),
                say("Write costs as positive amounts; what comes in belongs to a lever."),
            )
        last = cost.last if cost.last is not None else cost.first
        if not 1 <= cost.first <= last <= plan.quarters:
            yield _stops(
                where,
                say(
                    '"{name}" is paid from quarter {first} to {last}.',
                    name=cost.name,
                    first=cost.first,
                    last=last,
                ),
                say(
                    "Choose quarters in order within the {quarters} of the case.",
                    quarters=plan.quarters,
                ),
            )
        if cost.kind is CostKind.ONE_OFF and cost.last not in (None, cost.first):
            yield _stops(
                where,
                say('"{name}" is paid once and has a last quarter.', name=cost.name),
                say('Leave the last quarter out, or choose "running".'),
            )


def _phases(plan: CasePlan) -> Iterator[Problem]:
    yield from _repeated("phase", [phase.name for phase in plan.phases])
    end = 0
    for phase in plan.phases:
        if not end < phase.first <= phase.last <= plan.quarters:
            yield _stops(
                f"phase {phase.name}",
                say(
                    'Phase "{name}" runs from quarter {first} to {last}.',
                    name=phase.name,
                    first=phase.first,
                    last=phase.last,
                ),
                say(
                    "Phases follow each other within the {quarters} quarters of the case.",
                    quarters=plan.quarters,
                ),
            )
        end = max(end, phase.last)


def _doubtful(plan: CasePlan) -> Iterator[Problem]:
    if plan.discount_rate == 0:
        yield note(
            "not_discounted",
            "discount_rate",
            say("The discount rate is 0: money in three years counts like money today."),
            say("Ask finance for the rate that the company uses."),
        )
    elif plan.discount_rate > UNUSUAL_RATE:
        yield note(
            "rate_high",
            "discount_rate",
            say(
                "The discount rate is {discount_rate} % per year.",
                discount_rate=f"{100 * plan.discount_rate:,.0f}",
            ),
            say("Write 0.1 for 10 %, if that was meant."),
        )
    elif plan.discount_rate < 0:
        yield note(
            "rate_negative",
            "discount_rate",
            say("The discount rate is below 0: later money counts more than money today."),
            say("Check its sign."),
        )
    costly = {cost.initiative for cost in plan.costs if cost.amount > 0}
    for initiative in plan.initiatives:
        if not initiative.lever or initiative.realisation == 0:
            yield note(
                "cost_without_benefit",
                f"initiative {initiative.name}",
                say('"{name}" brings nothing in this case.', name=initiative.name),
                say(
                    "Name the lever that it moves and the share that it realises, or say on "
                    "the case why it is needed all the same."
                ),
            )
        if initiative.name not in costly:
            yield note(
                "benefit_without_cost",
                f"initiative {initiative.name}",
                say('"{name}" costs nothing in this case.', name=initiative.name),
                say("Add a cost line, even if it is only people's time."),
            )
    used = {initiative.lever for initiative in plan.initiatives}
    for lever in plan.levers:
        if lever.name not in used:
            yield note(
                "lever_unused",
                f"lever {lever.name}",
                say('No initiative moves "{name}", so its worth does not count.', name=lever.name),
                say("Give it to an initiative, or remove it."),
            )
        elif lever.low == lever.high:
            yield note(
                "lever_without_range",
                f"lever {lever.name}",
                say('The worth of "{name}" is one figure without a range.', name=lever.name),
                say(
                    "Add a low and a high figure; the chance of a loss is understated without them."
                ),
            )


def _repeated(what: str, names: list[str]) -> Iterator[Problem]:
    for name in dict.fromkeys(name for name in names if names.count(name) > 1):
        yield _stops(
            f"{what} {name}",
            say('Two entries are named "{name}".', name=name),
            say("Rename one of them."),
        )
