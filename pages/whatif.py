"""What score goes with better ratings, another mix of customers, or a smaller performer gap?"""

from cx.chapters.value.lifts import fit_with_gap
from cx.chapters.what_if.charts.evaluation import (
    lever_tornado,
    outcome_fan,
    scenario_dots,
    score_ranges,
    share_bars,
)
from cx.chapters.what_if.fitting import evaluate
from cx.chapters.what_if.promises import ledger
from cx.chapters.what_if.scenarios import compare_scenarios, pulls, seek_goal, tornado
from cx.chapters.what_if.words import evaluation as words
from cx.chapters.what_if.words import scenarios as scenario_words
from cx.ui import settings, shell, show
from cx.ui.asking import ask
from cx.ui.inputs import scenarios as scenario_inputs
from cx.ui.inputs import what_if as inputs

responses = shell.open_page("whatif")
target = settings.target(responses)
with show.working("Fitting what goes with the score"):
    options = inputs.what_if_options(responses)
    model = fit_with_gap(ask, responses, options)


def simulator() -> None:
    """Draw sliders and answer side by side."""
    left, right = show.columns(2, 3)
    with left:
        moves = inputs.moves(model)
        scenario_inputs.keep_moves(moves)
    with right, show.refusals():
        show.standing(words.NO_PROOF)
        result = evaluate(model, moves)
        first, *others = words.findings(result)
        show.chart(
            score_ranges(result, target),
            finding=first,
            reading=words.SCORE_READING,
            alt=words.alt_score(result),
            table=result.fan,
            name="whatif-score",
        )
        show.findings(others)
        show.chart(
            share_bars(result),
            finding=words.shares_finding(result),
            reading=words.reading(model),
            alt=words.alt_shares(result),
            table=result.shares,
            name="whatif-shares",
        )
        show.chart(
            outcome_fan(result),
            finding=words.fan_finding(result),
            reading=words.FAN_READING,
            alt=words.alt_fan(result),
            table=result.fan,
            name="whatif-fan",
        )


show.alone(simulator)
show.note(words.left_out(model))

with show.part("Scenarios"), show.refusals():
    scenarios = scenario_inputs.kept_scenarios(model, responses)
    if scenarios:
        compared = compare_scenarios(scenario_inputs.compared(model, scenarios))
        show.chart(
            scenario_dots(compared, model.baseline.value, model.net_name),
            finding=scenario_words.compared(compared, model.net_name),
            reading=words.NO_PROOF,
            alt=words.alt_scenarios(compared),
            table=compared,
            name="whatif-scenarios",
        )
        show.grid(compared, alt=words.alt_scenarios(compared))
        with show.row():
            scenario = scenario_inputs.chosen_scenario(scenarios)
            scenario_inputs.actions(model, scenario, responses)
    else:
        show.note(scenario_words.NONE_YET)

with show.part("Which lever moves the score most"), show.refusals():
    with show.working("Pulling each lever alone"):
        levers = ask(pulls, model)
        place = show.place()
        costs = scenario_inputs.lever_costs(model, levers)
        alone = ask(tornado, model, costs)
    with place:
        show.chart(
            lever_tornado(alone),
            finding=scenario_words.best_lever(alone.levers, alone.by_cost),
            reading=words.tornado_reading(alone),
            alt=words.alt_tornado(alone),
            table=alone.levers,
            name="whatif-levers",
        )

with show.part("What it takes"), show.refusals():
    asked = scenario_inputs.goal(target)
    if asked is not None:
        with show.working("Pulling the cheapest levers first"):
            answer = ask(seek_goal, model, asked, costs)
        show.findings([words.goal(answer)])
        show.note(scenario_words.cost(answer))
        scenario_inputs.offer_goal(model, answer)

with show.part("Promises"), show.refusals():
    promises = scenario_inputs.kept_promises()
    settled = scenario_inputs.settled(promises)
    show.findings([scenario_words.settled(one) for one in settled])
    if settled:
        table = ledger(settled)
        show.grid(table, alt=scenario_words.alt_ledger(table))
    else:
        show.note(scenario_words.NO_PROMISES)
    scenario_inputs.forget_promise(promises)
show.method("what-if")
