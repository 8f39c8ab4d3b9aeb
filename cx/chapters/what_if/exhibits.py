"""All that pages, exports and the command line show of the what-if."""

from functools import partial

from cx.chapters.what_if.charts.evaluation import (
    lever_tornado,
    outcome_fan,
    scenario_dots,
    score_ranges,
    share_bars,
)
from cx.chapters.what_if.model import WhatIfModel, WhatIfResult
from cx.chapters.what_if.promises import Settled, ledger
from cx.chapters.what_if.scenarios import GoalSeek, Tornado
from cx.chapters.what_if.words import evaluation as words
from cx.chapters.what_if.words import scenarios
from cx.drawing.exhibit import Exhibit
from cx.text import Said, paragraph
from cx.text.finding import Finding, asked_by
from cx.vocabulary import Table

PAGE = "whatif"


def caveat() -> Said:
    """Say what everything beside it is to be read with."""
    return words.no_proof()


def left_out(model: WhatIfModel) -> Said:
    """Say which drivers take no part, and why."""
    return words.left_out(model)


def of_result(
    model: WhatIfModel, result: WhatIfResult, target: float | None = None
) -> tuple[Exhibit, Exhibit, Exhibit]:
    """Show the score, the shares and the outcomes that go with the moves."""
    base = paragraph(words.reading(model), words.if_lower(result), left_out(model))
    first, *_ = words.findings(result)
    return (
        Exhibit(
            "whatif-score",
            first,
            result.fan,
            words.alt_score(result),
            partial(score_ranges, result, target),
            words.score_reading(),
            base,
        ).asked_by("what_if.evaluation", PAGE),
        Exhibit(
            "whatif-shares",
            words.shares_finding(result),
            result.shares,
            words.alt_shares(result),
            partial(share_bars, result),
            words.reading(model),
            base,
        ).asked_by("what_if.evaluation", PAGE),
        Exhibit(
            "whatif-fan",
            words.fan_finding(result),
            result.fan,
            words.alt_fan(result),
            partial(outcome_fan, result),
            words.fan_reading(),
            base,
        ).asked_by("what_if.evaluation", PAGE),
    )


def beside_result(result: WhatIfResult) -> tuple[Finding, ...]:
    """Say what weakens what goes with the moves."""
    _, *others = words.findings(result)
    return asked_by("what_if.evaluation", PAGE, others)


def of_scenarios(compared: Table, model: WhatIfModel) -> Exhibit:
    """Show scenarios side by side."""
    return Exhibit(
        "whatif-scenarios",
        scenarios.compared(compared, model.net_name, model.n),
        compared,
        words.alt_scenarios(compared),
        partial(scenario_dots, compared, model.baseline.value, model.net_name),
        caveat(),
        left_out(model),
    ).asked_by("what_if.scenarios", PAGE)


def of_levers(alone: Tornado) -> Exhibit:
    """Show what each lever does alone."""
    return Exhibit(
        "whatif-levers",
        scenarios.best_lever(alone),
        alone.levers,
        words.alt_tornado(alone),
        partial(lever_tornado, alone),
        words.tornado_reading(alone),
    ).asked_by("what_if.scenarios", PAGE)


def of_goal(answer: GoalSeek) -> tuple[Finding, ...]:
    """Say what a target takes."""
    return asked_by("what_if.scenarios", PAGE, [words.goal(answer)])


def cost_of(answer: GoalSeek) -> str:
    """Say what a target costs; nothing where that is not known."""
    return scenarios.cost(answer)


def of_promises(settled: tuple[Settled, ...]) -> tuple[Finding, ...]:
    """Say where each promise stands."""
    return asked_by("what_if.promises", PAGE, map(scenarios.settled, settled))


def ledger_of(settled: tuple[Settled, ...]) -> Exhibit:
    """Lay promises and outcomes side by side, under the promise that was made last."""
    table = ledger(settled)
    return Exhibit("whatif-promises", of_promises(settled)[-1], table, scenarios.alt_ledger(table))


def findings(
    model: WhatIfModel,
    result: WhatIfResult,
    alone: Tornado | None = None,
    answer: GoalSeek | None = None,
    settled: tuple[Settled, ...] = (),
) -> tuple[Finding, ...]:
    """Return all that is said of the what-if, what goes with the moves first."""
    first, *pictures = (exhibit.finding for exhibit in of_result(model, result))
    return (
        first,
        *beside_result(result),
        *pictures,
        *([of_levers(alone).finding] if alone else []),
        *(of_goal(answer) if answer else ()),
        *of_promises(settled),
    )
