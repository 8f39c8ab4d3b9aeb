"""The widgets of a page's own options: bound to the URL, and kept while other pages are open."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import streamlit as st

from cx.chapters.what_if.slides import Slide
from cx.text import say
from cx.ui import state

K = TypeVar("K", bound=str)
N = TypeVar("N", int, float)

_SELECT_WIDTH = 260
_SLIDER_WIDTH = 320


def choice(
    label: str, choices: Mapping[K, str], *, key: str, default: K, width: int = _SELECT_WIDTH
) -> K:
    """Ask for one of many; `choices` maps each key to what is read."""
    state.recall(key, choices)
    names = list(choices)
    picked = st.selectbox(
        label,
        names,
        index=names.index(default),
        format_func=_named(choices),
        key=key,
        bind="query-params",
        width=width,
    )
    state.remember(key, picked)
    return picked


def _named(choices: Mapping[K, str]) -> Callable[[K], str]:
    return lambda one: choices.get(one, one)  # Streamlit also asks for what is no longer offered


def segmented(
    label: str, choices: Mapping[K, str], *, key: str, default: K, help: str | None = None
) -> K:
    """Ask for one of a few; `choices` maps each key to what is read."""
    state.recall(key, choices)
    picked = st.segmented_control(
        label,
        list(choices),
        format_func=_named(choices),
        default=default,
        required=True,
        key=key,
        bind="query-params",
        help=help,
    )
    state.remember(key, picked)
    return picked if picked in choices else default


def step(
    label: str,
    choices: Sequence[N],
    *,
    key: str,
    default: N,
    help: str,
    format_func: Callable[[N], str] = str,
) -> N:
    """Ask for one of a row of numbers."""
    state.recall(key, choices)
    picked = st.select_slider(
        label,
        choices,
        value=default,
        format_func=format_func,
        key=key,
        bind="query-params",
        width=_SLIDER_WIDTH,
        help=help,
    )
    state.remember(key, picked if picked != default else None)  # a default may change elsewhere
    return picked


def slide(
    label: str,
    slide: Slide,
    *,
    help: str | None = None,
    on_change: Callable[..., None] | None = None,
    args: tuple[Any, ...] = (),
) -> float:
    """Ask for a number between two ends, which may move with the data."""
    state.settle(slide.key, slide.held, (slide.low, slide.high, slide.step))
    picked = st.slider(
        label,
        slide.low,
        slide.high,
        slide.today,
        slide.step,
        format=slide.format,
        key=slide.key,
        bind="query-params",
        help=help,
        on_change=on_change,
        args=args,
    )
    state.remember(slide.key, picked)
    return picked


def several(label: str, choices: Sequence[str], *, key: str, most: int | None = None) -> list[str]:
    """Ask for any of a few."""
    state.restrict(key, choices)
    state.recall_list(key, choices)
    picked = st.multiselect(label, choices, key=key, bind="query-params", max_selections=most)
    state.remember(key, picked)
    return picked


def whole(label: str, low: int, high: int, *, key: str, default: int) -> int:
    """Ask for a whole number."""
    state.recall(key, range(low, high + 1))
    picked = st.number_input(label, low, high, default, key=key, bind="query-params", width=130)
    state.remember(key, picked)
    return picked


def points(label: str, *, key: str, default: float | None, help: str) -> float | None:
    """Ask for a net score; None while there is none."""
    state.recall_within(key, -100, 100)
    picked = st.number_input(
        label,
        -100.0,
        100.0,
        default,
        step=1.0,
        format="%g",
        placeholder=say("No target"),
        key=key,
        bind="query-params",
        width=_SELECT_WIDTH,
        help=help,
    )
    state.remember(key, picked if picked != default else None)  # the target may change elsewhere
    return picked


def switch(label: str, *, key: str, help: str) -> bool:
    """Ask for yes or no; no at first."""
    state.recall(key, [True, False])
    picked = st.toggle(label, key=key, bind="query-params", help=help)
    state.remember(key, picked)
    return picked
