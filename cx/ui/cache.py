"""The one cache boundary: each analysis once, keyed by the digest of the responses and the options.

Only results are kept, never rows. A hit is copied, so nobody can change what others see.
"""

from __future__ import annotations

from datetime import date
from functools import wraps

import streamlit as st

from cx import intake
from cx.analyses import (
    boosting,
    bridge,
    business_case,
    consistency,
    driver_interactions,
    drivers,
    expectations,
    gap_worth,
    like_for_like,
    overview,
    penalty_reward,
    performer_card,
    performer_gaps,
    performers,
    recognition,
    segments,
    tiers_within,
)
from cx.analyses.case_plan import CasePlan
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


def _asked(analysis, default):
    """Keep the results of an analysis; left out or written out, a default has one key."""
    kept = _cached(analysis)

    @wraps(analysis)
    def ask(responses, options=default):
        return kept(responses, options)

    return ask


describe_overview = _asked(overview.describe_overview, overview.OverviewOptions())
compare_segments = _asked(segments.compare_segments, segments.SegmentOptions())
bridge_scores = _asked(bridge.bridge_scores, bridge.BridgeOptions())
compare_expectations = _asked(expectations.compare_expectations, expectations.ExpectationOptions())
rank_drivers = _asked(drivers.rank_drivers, drivers.DriverOptions())
contrast_penalties = _asked(
    penalty_reward.contrast_penalties, penalty_reward.PenaltyRewardOptions()
)
compare_drivers_by_group = _asked(
    driver_interactions.compare_drivers_by_group, driver_interactions.InteractionOptions()
)
check_with_boosting = _asked(boosting.check_with_boosting, boosting.BoostingOptions())
compare_performers = _asked(performers.compare_performers, performers.PerformerOptions())
compare_like_for_like = _cached(like_for_like.compare_like_for_like)
value_gap = _cached(gap_worth.value_gap)
compare_standard = _cached(performer_gaps.compare_standard)
make_card = _cached(performer_card.make_card)
measure_consistency = _cached(consistency.measure_consistency)
recognise = _cached(recognition.recognise)
tier_within = _cached(tiers_within.tier_within)


assess_case = st.cache_data(
    show_spinner=False, max_entries=_MOST_RESULTS, hash_funcs={CasePlan: to_json}
)(business_case.assess_case)


@_cached
def count_responses(responses: Responses) -> int:
    """Return how many responses pass the filters."""
    return responses.count()


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
