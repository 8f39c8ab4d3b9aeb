"""Options of the pages about purchases and found segments."""

from __future__ import annotations

import streamlit as st

from cx.analyses.bought import TOLERANCES, BoughtOptions
from cx.analyses.found_segments import FoundOptions, Method
from cx.store.responses import Responses
from cx.ui import state
from cx.vocabulary import Role


def bought_options(responses: Responses) -> BoughtOptions:
    """Ask how near to the intended spend still counts as intended, where both are known."""
    if not responses.has(Role.SPEND, Role.INTENDED_SPEND):
        return BoughtOptions()
    choices = [round(100 * tolerance) for tolerance in TOLERANCES]
    state.recall("tolerance", choices)
    within = st.select_slider(
        "As intended: within",
        choices,
        value=round(100 * BoughtOptions().tolerance),
        format_func=lambda percent: f"{percent} %",
        key="tolerance",
        bind="query-params",
        width=320,
        help="How far spend may lie from the intended spend and still count as intended.",
    )
    state.remember("tolerance", within)
    return BoughtOptions(tolerance=within / 100)


def found_options() -> FoundOptions:
    """Ask how groups are looked for."""
    names = {"means": "k-means", "mixture": "Gaussian mixture"}
    state.recall("groups", names)
    method = st.segmented_control(
        "Look for groups by",
        list(names),
        format_func=names.get,
        default="means",
        required=True,
        key="groups",
        bind="query-params",
        help="k-means finds round groups of like size; a mixture also finds long and nested ones.",
    )
    state.remember("groups", method)
    return FoundOptions(method=Method.MIXTURE if method == "mixture" else Method.K_MEANS)
