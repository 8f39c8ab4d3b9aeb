"""What score goes with better ratings, another mix of customers, or a smaller performer gap?"""

from cx.chapters.value.lifts import fit_with_gap
from cx.chapters.what_if import exhibits
from cx.chapters.what_if.fitting import evaluate
from cx.chapters.what_if.scenarios import compare_scenarios, pulls, seek_goal, tornado
from cx.text import say
from cx.ui import settings, shell, show
from cx.ui.asking import ask
from cx.ui.inputs import scenarios as scenario_inputs
from cx.ui.inputs import what_if as inputs

responses = shell.open_page("whatif")
target = settings.target(responses)
with show.working(say("Fitting what goes with the score")):
    options = inputs.what_if_options(responses)
    model = fit_with_gap(ask, responses, options)


def simulator() -> None:
    """Draw sliders and answer side by side."""
    left, right = show.columns(2, 3)
    with left:
        moves = inputs.moves(model)
        scenario_inputs.keep_moves(moves)
    with right, show.refusals():
        show.standing(exhibits.caveat())
        result = evaluate(model, moves)
        score, *others = exhibits.of_result(model, result, target)
        show.exhibit(score)
        show.findings(exhibits.beside_result(result))
        for exhibit in others:
            show.exhibit(exhibit)


show.alone(simulator)
show.note(exhibits.left_out(model))

with show.part(say("Scenarios")), show.refusals():
    scenarios = scenario_inputs.kept_scenarios(model, responses)
    if scenarios:
        compared = compare_scenarios(scenario_inputs.compared(model, scenarios))
        side_by_side = exhibits.of_scenarios(compared, model)
        show.exhibit(side_by_side)
        show.grid(compared, alt=side_by_side.alt)
        with show.row():
            scenario = scenario_inputs.chosen_scenario(scenarios)
            scenario_inputs.actions(model, scenario, responses)
    else:
        show.note(
            say("Move sliders and keep them under a name; up to four scenarios stand side by side.")
        )

with show.part(say("Which lever moves the score most")), show.refusals():
    with show.working(say("Pulling each lever alone")):
        levers = ask(pulls, model)
        place = show.place()
        costs = scenario_inputs.lever_costs(model, levers)
        alone = ask(tornado, model, costs)
    with place:
        show.exhibit(exhibits.of_levers(alone))

with show.part(say("What it takes")), show.refusals():
    asked = scenario_inputs.goal(target)
    if asked is not None:
        with show.working(say("Pulling the cheapest levers first")):
            answer = ask(seek_goal, model, asked, costs)
        show.findings(exhibits.of_goal(answer))
        show.note(exhibits.cost_of(answer))
        scenario_inputs.offer_goal(model, answer)

with show.part(say("Promises")), show.refusals():
    promises = scenario_inputs.kept_promises()
    settled = scenario_inputs.settled(promises)
    if settled:
        *earlier, _ = exhibits.of_promises(settled)
        show.findings(earlier)
        show.exhibit(exhibits.ledger_of(settled))
    else:
        show.note(say("No promise yet: choose a scenario and promise it."))
    scenario_inputs.forget_promise(promises)
show.method("what-if")
