"""Scenarios, what levers cost, and promises: asked for, and kept in the workspace."""

from datetime import date, timedelta

import pandas as pd
import streamlit as st

from cx.chapters.value.lifts import lift_of_move
from cx.chapters.value.worth import LiftKind
from cx.chapters.what_if.evaluation import evaluate
from cx.chapters.what_if.model import WhatIfModel, WhatIfResult
from cx.chapters.what_if.moves import Moves
from cx.chapters.what_if.promises import (
    Promise,
    Scenario,
    Settled,
    last_day,
    read_promises,
    read_scenarios,
    settle,
)
from cx.chapters.what_if.scenarios import MOST_SCENARIOS, GoalSeek, Pull
from cx.chapters.what_if.words import scenarios as words
from cx.intake import Recipe
from cx.plain import to_plain
from cx.problems import CxError
from cx.store.responses import Responses
from cx.store.settings import outcome_of
from cx.store.workspace import Workspace
from cx.text import paragraph, say
from cx.ui import kept, settings, show, state, workspaces
from cx.ui.asking import ask
from cx.ui.inputs import case_lever, widgets
from cx.ui.inputs.value import kept_assumptions
from cx.ui.inputs.what_if import parameters, set_sliders
from cx.ui.show import escape
from cx.vocabulary import Role

SCENARIOS = "scenarios"
PROMISES = "promises"
COSTS = "lever_costs"
PAGE = "whatif"
_CHOSEN = "scenario"
_COMPARED = "compare"
_DUE_DAYS = 90
_LONGEST_NAME = 80


def keep_moves(moves: Moves) -> None:
    """Offer to keep what is moved as a scenario."""
    workspace = workspaces.current()
    if not kept.may_change(workspace):
        return
    with (
        st.form("keep_scenario", clear_on_submit=True, border=False),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        name = st.text_input(
            say("Name of the scenario"),
            max_chars=_LONGEST_NAME,
            key="scenario_name",
            help=say("A scenario of the same name is replaced."),
        )
        asked = st.form_submit_button(say("Keep as a scenario"), icon=":material/bookmark_add:")
    if workspace.token is None:
        show.note(say("On the sample, scenarios are kept as long as this tab is open."))
    if not asked or not name.strip():
        return
    if not moves:
        st.warning(say("Nothing is moved yet: a scenario needs a move."))
        return
    _keep(workspace, (*_others(workspace, name.strip()), Scenario(name.strip(), moves)))
    st.rerun()  # the list of scenarios lies outside the sliders' part of the page


def kept_scenarios(model: WhatIfModel, responses: Responses) -> tuple[Scenario, ...]:
    """Return the scenarios of the workspace; those that do not fit these responses say why."""
    fitting = []
    for scenario in read_scenarios(kept.read(workspaces.current(), SCENARIOS)):
        try:
            ask(evaluate, model, scenario.moves)
        except CxError as error:
            reasons = paragraph(*(problem.sentence for problem in error.problems))
            show.note(say("{scenario}: {reasons}", scenario=scenario.name, reasons=reasons))
        else:
            fitting.append(scenario)
    return tuple(fitting)


def compared(model: WhatIfModel, scenarios: tuple[Scenario, ...]) -> list[tuple[str, WhatIfResult]]:
    """Ask which scenarios stand side by side; the last four where none is chosen."""
    names = [scenario.name for scenario in scenarios]
    chosen = (
        widgets.several(say("Side by side"), names, key=_COMPARED, most=MOST_SCENARIOS)
        or names[-MOST_SCENARIOS:]
    )
    return [(one.name, ask(evaluate, model, one.moves)) for one in scenarios if one.name in chosen]


def chosen_scenario(scenarios: tuple[Scenario, ...]) -> Scenario:
    """Ask which scenario something is to be done with."""
    names = {scenario.name: scenario.name for scenario in scenarios}
    name = widgets.choice(say("Scenario"), names, key=_CHOSEN, default=scenarios[-1].name)
    return next(one for one in scenarios if one.name == name)


def actions(model: WhatIfModel, scenario: Scenario, responses: Responses) -> None:
    """Offer what can be done with a scenario."""
    workspace = workspaces.current()
    st.button(
        say("Set the sliders to it"),
        icon=":material/instant_mix:",
        on_click=set_sliders,
        args=(model, scenario.moves),
    )
    with st.popover(say("Link"), icon=":material/link:"):
        st.markdown(say("This address opens the page with these moves:"))
        address = state.address(PAGE, parameters(model, scenario.moves))
        st.code(address, language=None, wrap_lines=True)
    if not kept.may_change(workspace):
        show.note(say("This link is for looking: scenarios can be opened, not changed."))
        return
    with st.popover(say("Promise"), icon=":material/event_available:"):
        _promise(workspace, model, scenario, responses)
    if responses.has(Role.SPEND):
        result = ask(evaluate, model, scenario.moves)
        lift = lift_of_move(result, scenario.name, LiftKind.SCENARIO)
        assumed = kept_assumptions(workspace)
        case_lever.offer(responses, assumed, lift, key="scenario_into_case")
    st.button(
        say("Delete"),
        icon=":material/delete:",
        type="tertiary",
        on_click=_delete,
        args=(workspace, scenario.name),
        key="delete_scenario",
    )


def lever_costs(model: WhatIfModel, pulls: tuple[Pull, ...]) -> dict[str, float]:
    """Show what a step of each lever costs, for editing; return the costs that are known."""
    workspace = workspaces.current()
    stored = kept.read(workspace, COSTS) or {}
    if kept.may_change(workspace):
        title = say("What one step of a lever costs")
        with st.expander(title, icon=":material/payments:"):
            st.caption(
                say(
                    "Empty where it is not known. With costs, levers are ordered by points for "
                    "the money."
                )
            )
            # A lever may come or go with a filter: each set of levers is a table of its own.
            place = f"{COSTS}_{'_'.join(pull.key for pull in pulls)}"
            editor = f"{place}_editor"
            if state.chosen(editor) is None:  # the page was left: its editor forgot what was typed
                state.begin_anew(place)
            edited = st.data_editor(
                state.begun_with(place, lambda: _cost_table(model, pulls, stored)),
                key=editor,
                hide_index=True,
                disabled=["lever", "step"],
                column_config={
                    "lever": say("Lever"),
                    "step": say("One step"),
                    "cost": st.column_config.NumberColumn(
                        say("Cost of a step"), min_value=0, format="localized"
                    ),
                },
                alt=title,
            )
        given = dict(zip([pull.key for pull in pulls], edited["cost"], strict=True))
        now = {key: float(cost) for key, cost in given.items() if pd.notna(cost) and cost > 0}
        others = {key: cost for key, cost in stored.items() if key not in given}
        if {**others, **now} != stored:
            stored = {**others, **now}
            kept.keep(workspace, COSTS, stored)
    known = {pull.key for pull in pulls}
    return {key: cost for key, cost in sorted(stored.items()) if key in known}


def goal(target: float | None) -> float | None:
    """Ask which score is to be reached; None while there is none."""
    return widgets.points(
        say("Score to reach"),
        key="goal",
        default=target,
        help=say("Starts at the target of the Settings page, where one is set."),
    )


def offer_goal(model: WhatIfModel, answer: GoalSeek) -> None:
    """Offer to set the sliders to what a target takes."""
    if answer.pulled:
        st.button(
            say("Set the sliders to this"),
            icon=":material/instant_mix:",
            key="set_to_goal",
            on_click=set_sliders,
            args=(model, answer.moves),
        )


def kept_promises() -> tuple[Promise, ...]:
    """Return the promises of the workspace."""
    return read_promises(kept.read(workspaces.current(), PROMISES))


def settled(promises: tuple[Promise, ...]) -> tuple[Settled, ...]:
    """Set every promise beside all answers that it was not made from, whatever the filters."""
    everything = settings.shown_responses(workspaces.current(), state.settings())
    if everything is None:
        return ()
    outcome = outcome_of(everything)
    return tuple(ask(settle, everything, promise, outcome) for promise in promises)


def forget_promise(promises: tuple[Promise, ...]) -> None:
    """Offer to take a promise out of the ledger."""
    workspace = workspaces.current()
    if not promises or not kept.may_change(workspace):
        return
    with st.popover(say("Delete a promise"), icon=":material/delete:"):
        for place, promise in enumerate(promises):
            st.button(
                escape(promise.name),
                key=f"delete_promise_{place}",
                on_click=_forget,
                args=(workspace, promise),
            )


def _others(workspace: Workspace, name: str) -> tuple[Scenario, ...]:
    return tuple(one for one in read_scenarios(kept.read(workspace, SCENARIOS)) if one.name != name)


def _keep(workspace: Workspace, scenarios: tuple[Scenario, ...]) -> None:
    kept.keep(workspace, SCENARIOS, to_plain(scenarios))


def _delete(workspace: Workspace, name: str) -> None:
    state.forget(_CHOSEN)
    _keep(workspace, _others(workspace, name))


def _promise(
    workspace: Workspace, model: WhatIfModel, scenario: Scenario, responses: Responses
) -> None:
    """Ask by when, and note the promise."""
    st.markdown(
        say(
            "Notes the score of this scenario with its range, today's date and a day by which it "
            "is promised. Answers that come later, in this file or in the next one with the same "
            "columns, are set beside it."
        )
    )
    everything = workspace.responses()
    if responses.filters or everything is None:
        st.info(say("A promise is made for all responses: remove the filters first."))
        return
    result = ask(evaluate, model, scenario.moves)
    st.markdown(escape(words.promised(scenario.name, result.score)))
    due = st.date_input(
        say("Due"),
        date.today() + timedelta(days=_DUE_DAYS),
        min_value=date.today(),
        key="promise_due",
    )
    recipe = workspace.read("recipe")
    made = Promise(
        name=scenario.name,
        moves=scenario.moves,
        promised=result.score,
        baseline=result.baseline,
        made=date.today(),
        due=due,
        digest=everything.digest,
        seen_until=last_day(everything),
        outcome=outcome_of(everything),
        signature=Recipe.from_json(recipe).signature if recipe else "",
    )
    st.button(
        say("Promise it"),
        type="primary",
        icon=":material/event_available:",
        on_click=_note,
        args=(workspace, made),
    )


def _note(workspace: Workspace, made: Promise) -> None:
    before = read_promises(kept.read(workspace, PROMISES))
    same = [one for one in before if (one.name, one.digest) == (made.name, made.digest)]
    others = tuple(one for one in before if one not in same)
    kept.keep(workspace, PROMISES, to_plain((*others, made)))


def _forget(workspace: Workspace, promise: Promise) -> None:
    before = read_promises(kept.read(workspace, PROMISES))
    kept.keep(workspace, PROMISES, to_plain(tuple(one for one in before if one != promise)))


def _cost_table(
    model: WhatIfModel, pulls: tuple[Pull, ...], stored: dict[str, float]
) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "lever": [words.pull_name(pull) for pull in pulls],
            "step": [words.step(pull, model) for pull in pulls],
            "cost": pd.Series([stored.get(pull.key) for pull in pulls], dtype=float),
        }
    )
