"""Putting what a lift is worth into the business case, as a lever of its plan."""

from dataclasses import replace

import streamlit as st

from cx.chapters.case.plan import Lever
from cx.chapters.case.reading import CaseError, write_plan
from cx.chapters.case.words import lever as words
from cx.chapters.value.assumptions import Assumptions
from cx.chapters.value.words.worth import named
from cx.chapters.value.worth import Lift, WorthOptions, rank_worth
from cx.store.responses import Responses
from cx.store.workspace import Workspace
from cx.text import say
from cx.ui import kept, show, state, workspaces
from cx.ui.asking import ask
from cx.ui.inputs.case import DOCUMENT, kept_plan


def offer(responses: Responses, assumed: Assumptions, lift: Lift, *, key: str) -> None:
    """Offer to put a lift into the business case; say what stands against it.

    Errors: NotEnoughData without usable spend.
    """
    workspace = workspaces.current()
    if not kept.may_change(workspace):
        return
    # The plan has its own share that comes true, for each initiative: the lift is handed on whole.
    whole = WorthOptions(replace(assumed, realisation=1.0), (lift,))
    valued = named(ask(rank_worth, responses, whole))
    lever = words.lever(valued, workspaces.name_of(workspace))
    if lever is None:
        show.note(words.no_lever(valued))
        return
    try:
        plan = kept_plan(workspace)
    except CaseError as error:
        show.problems(error.problems)
        return
    currency = valued.currency or ""
    if plan.currency and currency and plan.currency != currency:
        show.note(words.other_currency(plan.currency, currency))
        return
    if lever in plan.levers:
        show.page_link("case", say("It is in the business case"))
        return
    st.button(
        say("Put into the business case anew")
        if any(one.name == lever.name for one in plan.levers)
        else say("Put into the business case"),
        icon=":material/request_quote:",
        key=key,
        help=say("As a lever of the plan, with its low, likely and high worth in a year."),
        on_click=_put,
        args=(workspace, lever, currency),
    )


def _put(workspace: Workspace, lever: Lever, currency: str) -> None:
    plan = kept_plan(workspace).with_lever(lever)
    kept.keep(workspace, DOCUMENT, write_plan(replace(plan, currency=plan.currency or currency)))
    state.begin_anew(DOCUMENT)
