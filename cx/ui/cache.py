"""The one cache boundary: each analysis once, keyed by the digest of the responses and the options.

Only results are kept, never rows. A hit is copied, so nobody can change what others see.
"""

from __future__ import annotations

from datetime import date

import streamlit as st

from cx import intake
from cx.analyses import (
    consistency,
    drivers,
    gap_worth,
    like_for_like,
    overview,
    performer_card,
    performer_gaps,
    performers,
    recognition,
    segments,
    tiers_within,
)
from cx.intake import ColumnProfile, Recipe, Staged
from cx.intake.plain import to_json
from cx.problems import Problem
from cx.store.responses import DAY, Responses

_MOST_RESULTS = 500  # per analysis; the oldest go first


def _cached(function):
    return st.cache_data(
        show_spinner=False,
        max_entries=_MOST_RESULTS,
        hash_funcs={Responses: lambda responses: responses.digest},
    )(function)


describe_overview = _cached(overview.describe_overview)
compare_segments = _cached(segments.compare_segments)
rank_drivers = _cached(drivers.rank_drivers)
compare_performers = _cached(performers.compare_performers)
compare_like_for_like = _cached(like_for_like.compare_like_for_like)
value_gap = _cached(gap_worth.value_gap)
compare_standard = _cached(performer_gaps.compare_standard)
make_card = _cached(performer_card.make_card)
measure_consistency = _cached(consistency.measure_consistency)
recognise = _cached(recognition.recognise)
tier_within = _cached(tiers_within.tier_within)


@_cached
def count_responses(responses: Responses) -> int:
    """Return how many responses pass the filters."""
    return int(responses.tally()["n"].sum())


@_cached
def dates(responses: Responses) -> tuple[date, date] | None:
    """Return the first and the last day with a response, None when none is dated."""
    days = responses.tally(DAY)[DAY].dropna()
    return (days.min().date(), days.max().date()) if len(days) else None


@st.cache_data(show_spinner=False, max_entries=20, hash_funcs={Staged: to_json})
def profile(staged: Staged) -> tuple[ColumnProfile, ...]:
    """Look at every column of a staged file, once for each way of reading it."""
    return intake.profile(staged)


@st.cache_data(
    show_spinner=False,
    max_entries=100,
    hash_funcs={Staged: to_json, Recipe: to_json},
)
def check(
    staged: Staged, _profiles: tuple[ColumnProfile, ...], recipe: Recipe
) -> tuple[Problem, ...]:
    """Collect the problems of a mapping; the profiles follow from the staged file."""
    return intake.check(staged, _profiles, recipe)


def forget_profiles() -> None:
    """Forget what columns held: once a file is loaded, personal columns may not linger."""
    profile.clear()
    check.clear()


def clear() -> None:
    """Forget every result; after a deletion nothing of the workspace may linger."""
    st.cache_data.clear()
