"""The business case as a person edits it: what is asked, and four tables."""

import json
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st

from cx.chapters.case.assessment import BusinessCase
from cx.chapters.case.plan import CasePlan, CostKind
from cx.chapters.case.reading import CaseError, read_plan, read_toml, write_plan
from cx.exports.case import case_page
from cx.store.workspace import Workspace
from cx.text import say
from cx.ui import kept, show, state
from cx.ui.case_tables import entries_of, table_of

DOCUMENT = "case"
SAMPLE = Path(__file__).parents[3] / "sample_data" / "case.toml"
_MOST_QUARTERS = 40


def case_plan(workspace: Workspace) -> CasePlan | None:
    """Show the plan for editing and return it, kept as soon as it can be read; None when it cannot.

    Under a link for looking it is returned as its owner left it.
    """
    stored = kept.read(workspace, DOCUMENT)
    if not kept.may_change(workspace):
        st.info(
            say("This link is for looking: the plan is as its owner left it."),
            icon=":material/visibility:",
        )
        return read_plan(stored) if stored else None
    if state.chosen("case_name") is None:  # the page was left: its editors forgot what was typed
        state.begin_anew(DOCUMENT)
    begun = state.begun_with(DOCUMENT, lambda: read_plan(stored) if stored else _first(workspace))
    given = {**_frame(begun), **_tables(begun)}
    try:
        plan = read_plan(given)
    except CaseError as error:
        show.problems(error.problems)
        return None
    if not plan.initiatives:
        return None
    if write_plan(plan) != stored and (stored or plan != begun):
        kept.keep(workspace, DOCUMENT, write_plan(plan))
    return plan


def kept_plan(workspace: Workspace) -> CasePlan:
    """Return the plan as it is kept, or the one that is shown before anything was.

    Errors: CaseError when what is kept cannot be read.
    """
    stored = kept.read(workspace, DOCUMENT)
    return read_plan(stored) if stored else _first(workspace)


def download_case(case: BusinessCase) -> None:
    """Offer a business case as one page for the board, and as a file for the command line."""
    with st.container(horizontal=True):
        st.download_button(
            say("One page for the board (HTML)"),
            lambda: case_page(case),
            "case.html",
            "text/html",
            key="case_html",
            icon=":material/download:",
            type="primary",
            on_click="ignore",
        )
        st.download_button(
            say("The plan (JSON)"),
            lambda: json.dumps(write_plan(case.plan), indent=2, ensure_ascii=False),
            "case.json",
            "application/json",
            key="case_json",
            icon=":material/data_object:",
            on_click="ignore",
            help=say("For the command line: python -m cx case case.json"),
        )


def _first(workspace: Workspace) -> CasePlan:
    """Return the plan that is shown before anything was kept: the sample's, or an empty one."""
    if workspace.token is None:
        return read_toml(SAMPLE.read_text(encoding="utf-8"))
    return CasePlan(say("New case"), (), ())


def _frame(plan: CasePlan) -> dict[str, Any]:
    """Ask for what stands above the tables."""
    name = st.text_input(say("Name of the case"), plan.name, key="case_name")
    question = st.text_input(say("The question to the board"), plan.question, key="case_question")
    gap = st.text_input(say("What is wrong today"), plan.gap, key="case_gap")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        start = st.text_input(say("First quarter"), plan.start, key="case_start", width=140)
        quarters = st.number_input(
            say("Quarters"), 1, _MOST_QUARTERS, plan.quarters, key="case_quarters", width=140
        )
        rate = st.number_input(
            say("Discount rate, % a year"),
            -50.0,
            100.0,
            100 * plan.discount_rate,
            step=0.5,
            format="%g",
            key="case_rate",
            width=200,
        )
        currency = st.text_input(say("Currency"), plan.currency, key="case_currency", width=120)
        together = st.slider(
            say("Levers move together"),
            0,
            100,
            round(100 * plan.together),
            step=10,
            format="%d %%",
            key="case_together",
            help=say(
                "How far all levers turn out well or badly for the same reasons: 0 % for "
                "none, 100 % for all. It widens the range of the whole."
            ),
            width=260,
        )
    with st.container(horizontal=True, gap="large"):
        one_off = _range(
            "one_off", say("One-off costs may come to, of the plan"), plan.one_off_range
        )
        running = _range(
            "running", say("Running costs may come to, of the plan"), plan.running_range
        )
    return {
        "name": name,
        "question": question,
        "gap": gap,
        "start": start.strip(),
        "quarters": quarters,
        "discount_rate": rate / 100,
        "currency": currency.strip(),
        "together": together / 100,
        "one_off_range": list(one_off),
        "running_range": list(running),
    }


def _range(key: str, label: str, given: tuple[float, float, float]) -> tuple[float, float, float]:
    """Ask how far costs may lie under and over the plan, in percent of it."""
    low, high = st.slider(
        label,
        0,
        300,
        (round(100 * given[0]), round(100 * given[2])),
        step=5,
        format="%d %%",
        key=f"case_{key}",
        help=say("The ends are nearly impossible; the plan itself is the likely value."),
        width=420,
    )
    return min(low, 100) / 100, given[1], max(high, 100) / 100


def _tables(plan: CasePlan) -> dict[str, list[dict[str, Any]]]:
    """Show the four tables for editing."""
    edited = {}
    money = st.column_config.NumberColumn
    quarter = partial(st.column_config.NumberColumn, min_value=1, max_value=_MOST_QUARTERS, step=1)
    edited["lever"] = _edit(
        plan,
        "lever",
        say("Levers: what is worth money when it moves, per year"),
        {
            "name": st.column_config.TextColumn(
                say("Lever"),
                required=True,
                help=say(
                    "A gap that closes or a driver that rises; the Value page lists them with "
                    "ranges."
                ),
            ),
            "low": money(
                say("Low per year"),
                min_value=0,
                format="localized",
                help=say(
                    "Money per year when the lever is moved all the way: a low, a likely, a "
                    "high figure."
                ),
            ),
            "likely": money(say("Likely per year"), min_value=0, format="localized"),
            "high": money(say("High per year"), min_value=0, format="localized"),
            "pool": st.column_config.TextColumn(
                say("Same money as"),
                help=say(
                    "Levers with the same word here earn the same money, such as the spend of "
                    "the same customers: in each quarter only the largest counts."
                ),
            ),
            "source": st.column_config.TextColumn(
                say("Source"), help=say("Where the figures come from.")
            ),
        },
    )
    levers = [entry["name"] for entry in edited["lever"]]
    edited["initiative"] = _edit(
        plan,
        "initiative",
        say("Initiatives: what is done, and which lever it moves"),
        {
            "name": st.column_config.TextColumn(say("Initiative"), required=True),
            "lever": st.column_config.SelectboxColumn(say("Moves"), options=levers),
            "realisation": st.column_config.NumberColumn(
                say("Realises"),
                min_value=0,
                max_value=100,
                format="%d %%",
                help=say(
                    "Share of the lever's worth that this is trusted to bring. Two initiatives "
                    "on one lever share it: the second can bring only what the first leaves."
                ),
            ),
            "start": quarter(say("Works from quarter")),
            "ramp": st.column_config.TextColumn(
                say("Ramp (%)"),
                help=say("Percent of the full effect in the first quarters, then 100: 25, 50, 75."),
            ),
            "decay": st.column_config.NumberColumn(
                say("Fades per year"),
                min_value=0,
                max_value=100,
                format="%d %%",
                help=say("Share of the effect lost in each year after the ramp."),
            ),
        },
    )
    names = [entry["name"] for entry in edited["initiative"]]
    edited["cost"] = _edit(
        plan,
        "cost",
        say("Costs"),
        {
            "name": st.column_config.TextColumn(say("Cost"), required=True, width="medium"),
            "initiative": st.column_config.SelectboxColumn(
                say("For"), options=names, required=True
            ),
            "kind": st.column_config.SelectboxColumn(
                say("Paid"),
                options=[str(kind) for kind in CostKind],
                default=str(CostKind.ONE_OFF),
                required=True,
                width="small",
                format_func=_kind_name,
            ),
            "amount": money(
                say("Amount"),
                min_value=0,
                format="localized",
                required=True,
                help=say("Paid once, or in every quarter."),
            ),
            "first": quarter(say("From quarter"), default=1),
            "last": quarter(say("To quarter"), help=say("Of a cost that runs; empty: to the end.")),
        },
    )
    edited["phase"] = _edit(
        plan,
        "phase",
        say("Phases: for which money is asked at once"),
        {
            "name": st.column_config.TextColumn(say("Phase"), required=True),
            "first": quarter(say("From quarter"), required=True),
            "last": quarter(say("To quarter"), required=True),
        },
    )
    return edited


def _edit(plan: CasePlan, table: str, title: str, columns: dict[str, Any]) -> list[dict[str, Any]]:
    """Show one table with its heading; rows can be added and deleted."""
    st.markdown(f"**{title}**")
    edited = st.data_editor(
        state.begun_with(f"{DOCUMENT}_{table}", lambda: table_of(plan, table)),
        key=f"case_{table}",
        num_rows="dynamic",
        hide_index=True,
        placeholder="",
        column_config=columns,
        alt=title,
    )
    return entries_of(edited)


def _kind_name(kind: object) -> str:
    return say("once") if kind == CostKind.ONE_OFF else say("quarterly")
