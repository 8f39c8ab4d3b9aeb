"""Keeping answers: each question once, by what it is about, its options, and the language.

Only results are kept, never rows. A hit is copied, so nobody can change what others see. What
other questions are asked about (a fitted model) is too large for that and kept as it is.
"""

from collections.abc import Callable
from functools import cache
from inspect import signature
from typing import Any, Concatenate, ParamSpec, TypeVar, get_type_hints

import streamlit as st

from cx.asking import About
from cx.text.language import language

P = ParamSpec("P")
R = TypeVar("R")

_MOST_RESULTS = 5_000  # the oldest go first
_MOST_MODELS = 30  # some 5 MB each


def ask(
    question: Callable[Concatenate[About, P], R], about: About, /, *args: P.args, **kwargs: P.kwargs
) -> R:
    """Answer a question, or return the answer that is kept.

    Options have to be told apart by their `repr`, as frozen records are.
    """
    keep = _kept_model if _gives_model(question) else _kept
    named = f"{question.__module__}.{question.__qualname__}"
    # Answers name groups and carry notes, so each language has its own.
    asked = f"{language()} {_asked(question, *args, **kwargs)}"
    answer: R = keep(named, about.digest, asked, lambda: question(about, *args, **kwargs))
    return answer


def forget() -> None:
    """Forget every answer; after a deletion nothing of a workspace may linger."""
    _kept.clear()
    _kept_model.clear()


def _asked(question: Callable[..., Any], *args: Any, **kwargs: Any) -> str:
    """Write the options down; left out or written out, a default gives one text."""
    bound = signature(question).bind(None, *args, **kwargs)
    bound.apply_defaults()
    return repr(list(bound.arguments.items())[1:])


@cache
def _gives_model(question: Callable[..., Any]) -> bool:
    return hasattr(get_type_hints(question)["return"], "digest")


@st.cache_data(show_spinner=False, max_entries=_MOST_RESULTS)
def _kept(named: str, digest: str, asked: str, _answer: Callable[[], Any]) -> Any:
    return _answer()


@st.cache_resource(show_spinner=False, max_entries=_MOST_MODELS)
def _kept_model(named: str, digest: str, asked: str, _answer: Callable[[], Any]) -> Any:
    return _answer()
