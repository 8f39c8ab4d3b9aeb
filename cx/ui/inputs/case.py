"""The business case as a person edits it: what is asked, and four tables."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st

from cx.chapters.case.plan import CasePlan, CostKind
from cx.chapters.case.reading import CaseError, read_plan, read_toml, write_plan
from cx.chapters.case.words import editor as words
from cx.store.workspace import Workspace
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
        st.info(words.VIEW_ONLY, icon=":material/visibility:")
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


def _first(workspace: Workspace) -> CasePlan:
    """Return the plan that is shown before anything was kept: the sample's, or an empty one."""
    if workspace.token is None:
        return read_toml(SAMPLE.read_text(encoding="utf-8"))
    return CasePlan(words.NEW, (), ())


def _frame(plan: CasePlan) -> dict[str, Any]:
    """Ask for what stands above the tables."""
    name = st.text_input(words.NAME, plan.name, key="case_name")
    question = st.text_input(words.QUESTION, plan.question, key="case_question")
    gap = st.text_input(words.GAP, plan.gap, key="case_gap")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        start = st.text_input(words.START, plan.start, key="case_start", width=140)
        quarters = st.number_input(
            words.QUARTERS, 1, _MOST_QUARTERS, plan.quarters, key="case_quarters", width=140
        )
        rate = st.number_input(
            words.RATE,
            -50.0,
            100.0,
            100 * plan.discount_rate,
            step=0.5,
            format="%g",
            key="case_rate",
            width=200,
        )
        currency = st.text_input(words.CURRENCY, plan.currency, key="case_currency", width=120)
        together = st.slider(
            words.TOGETHER,
            0,
            100,
            round(100 * plan.together),
            step=10,
            format="%d %%",
            key="case_together",
            help=words.TOGETHER_HELP,
            width=260,
        )
    with st.container(horizontal=True, gap="large"):
        one_off = _range("one_off", words.ONE_OFF, plan.one_off_range)
        running = _range("running", words.RUNNING, plan.running_range)
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
        help=words.RANGE_HELP,
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
        {
            "name": st.column_config.TextColumn("Lever", required=True, help=words.LEVER_HELP),
            "low": money("Low per year", min_value=0, format="localized", help=words.WORTH_HELP),
            "likely": money("Likely per year", min_value=0, format="localized"),
            "high": money("High per year", min_value=0, format="localized"),
            "pool": st.column_config.TextColumn("Same money as", help=words.POOL_HELP),
            "source": st.column_config.TextColumn("Source", help=words.SOURCE_HELP),
        },
    )
    levers = [entry["name"] for entry in edited["lever"]]
    edited["initiative"] = _edit(
        plan,
        "initiative",
        {
            "name": st.column_config.TextColumn("Initiative", required=True),
            "lever": st.column_config.SelectboxColumn("Moves", options=levers),
            "realisation": st.column_config.NumberColumn(
                "Realises", min_value=0, max_value=100, format="%d %%", help=words.REALISES_HELP
            ),
            "start": quarter("Works from quarter"),
            "ramp": st.column_config.TextColumn("Ramp (%)", help=words.RAMP_HELP),
            "decay": st.column_config.NumberColumn(
                "Fades per year", min_value=0, max_value=100, format="%d %%", help=words.DECAY_HELP
            ),
        },
    )
    names = [entry["name"] for entry in edited["initiative"]]
    edited["cost"] = _edit(
        plan,
        "cost",
        {
            "name": st.column_config.TextColumn("Cost", required=True, width="medium"),
            "initiative": st.column_config.SelectboxColumn("For", options=names, required=True),
            "kind": st.column_config.SelectboxColumn(
                "Paid",
                options=[str(kind) for kind in CostKind],
                default=str(CostKind.ONE_OFF),
                required=True,
                width="small",
                format_func=lambda kind: words.KINDS.get(str(kind), str(kind)),
            ),
            "amount": money(
                "Amount", min_value=0, format="localized", required=True, help=words.AMOUNT_HELP
            ),
            "first": quarter("From quarter", default=1),
            "last": quarter("To quarter", help=words.LAST_HELP),
        },
    )
    edited["phase"] = _edit(
        plan,
        "phase",
        {
            "name": st.column_config.TextColumn("Phase", required=True),
            "first": quarter("From quarter", required=True),
            "last": quarter("To quarter", required=True),
        },
    )
    return edited


def _edit(plan: CasePlan, table: str, columns: dict[str, Any]) -> list[dict[str, Any]]:
    """Show one table with its heading; rows can be added and deleted."""
    st.markdown(f"**{words.TABLES[table]}**")
    edited = st.data_editor(
        state.begun_with(f"{DOCUMENT}_{table}", lambda: table_of(plan, table)),
        key=f"case_{table}",
        num_rows="dynamic",
        hide_index=True,
        placeholder="",
        column_config=columns,
        alt=words.TABLES[table],
    )
    return entries_of(edited)
