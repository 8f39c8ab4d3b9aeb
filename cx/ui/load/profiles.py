"""What columns hold and what is wrong with a mapping: looked at once for each way of reading."""

import streamlit as st

from cx import intake
from cx.intake import ColumnProfile, OutcomeChoice, Recipe, Staged
from cx.plain import to_json
from cx.problems import Problem


@st.cache_data(show_spinner=False, max_entries=20, hash_funcs={Staged: to_json})
def profile(staged: Staged) -> tuple[ColumnProfile, ...]:
    """Look at every column of a staged file, once for each way of reading it."""
    return intake.profile(staged)


@st.cache_data(show_spinner=False, max_entries=100, hash_funcs={Staged: to_json, Recipe: to_json})
def check(
    staged: Staged, _profiles: tuple[ColumnProfile, ...], recipe: Recipe
) -> tuple[Problem, ...]:
    """Collect the problems of a mapping; the profiles follow from the staged file."""
    return intake.check(staged, _profiles, recipe)


@st.cache_data(show_spinner=False, max_entries=100, hash_funcs={Staged: to_json, Recipe: to_json})
def outcome_choices(
    staged: Staged, _profiles: tuple[ColumnProfile, ...], recipe: Recipe
) -> tuple[OutcomeChoice, ...]:
    """List the columns that could be the outcome, each with the headline that it would make."""
    return intake.outcome_choices(_profiles, recipe)


def forget_profiles() -> None:
    """Forget what columns held: once a file is loaded, personal columns may not linger."""
    profile.clear()
    check.clear()
    outcome_choices.clear()
