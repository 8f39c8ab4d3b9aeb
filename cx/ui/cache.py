"""The one cache boundary: each analysis once, keyed by the digest of the responses and the options.

Only results are kept, never rows. A hit is copied, so nobody can change what others see.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from functools import wraps

import streamlit as st

from cx import intake
from cx.chapters.case import assessment as business_case
from cx.chapters.case.plan import CasePlan
from cx.chapters.drivers import boosting, penalty_reward
from cx.chapters.drivers import interactions as driver_interactions
from cx.chapters.drivers import ranking as drivers
from cx.chapters.overview import bridge
from cx.chapters.overview import level as overview
from cx.chapters.performers import card as performer_card
from cx.chapters.performers import consistency, like_for_like, recognition, tiers_within
from cx.chapters.performers import gaps as performers
from cx.chapters.performers import standards as performer_gaps
from cx.chapters.segments import bought, expectations, rfm
from cx.chapters.segments import comparison as segments
from cx.chapters.segments import found as found_segments
from cx.chapters.segments import tree as segment_tree
from cx.chapters.value import at_risk as revenue_at_risk
from cx.chapters.value import by_group as value_by_group_analysis
from cx.chapters.value import driver_lifts, earned_growth, gap_worth, lifetime, retention, worth
from cx.chapters.value import purchases as repeat_purchases
from cx.chapters.value import two_truths as value
from cx.chapters.value.assumptions import Assumptions
from cx.chapters.value.lifts import lever_of_gap
from cx.chapters.value.words.worth import lift_name
from cx.chapters.what_if import fitting as what_if
from cx.chapters.what_if import promises, scenarios
from cx.chapters.what_if.model import PerformerGap, WhatIfModel, WhatIfOptions, WhatIfResult
from cx.chapters.what_if.moves import Moves
from cx.intake import ColumnProfile, Recipe, Staged
from cx.plain import to_json
from cx.problems import NotEnoughData, Problem
from cx.store.responses import DAY, Responses
from cx.vocabulary import Role, Table

_MOST_RESULTS = 500  # per analysis; the oldest go first
_MOST_MODELS = 30  # some 5 MB each


def _cached(function):
    return st.cache_data(
        show_spinner=False,
        max_entries=_MOST_RESULTS,
        hash_funcs={Responses: lambda responses: responses.digest},
    )(function)


def _asked(analysis, default=None):
    """Keep the results of an analysis. Left out or written out, a default has one key."""
    kept = _cached(analysis)

    @wraps(analysis)
    def ask(responses, options=default):
        return kept(responses, options)

    return ask


describe_overview = _asked(overview.describe_overview, overview.OverviewOptions())
compare_segments = _asked(segments.compare_segments, segments.SegmentOptions())
bridge_scores = _asked(bridge.bridge_scores, bridge.BridgeOptions())
compare_expectations = _asked(expectations.compare_expectations, expectations.ExpectationOptions())
compare_bought = _asked(bought.compare_bought, bought.BoughtOptions())
group_by_rfm = _asked(rfm.group_by_rfm, rfm.RfmOptions())
find_segments = _asked(found_segments.find_segments, found_segments.FoundOptions())
grow_segments = _asked(segment_tree.grow_segments, segment_tree.TreeOptions())
rank_drivers = _asked(drivers.rank_drivers, drivers.DriverOptions())
contrast_penalties = _asked(
    penalty_reward.contrast_penalties, penalty_reward.PenaltyRewardOptions()
)
compare_drivers_by_group = _asked(
    driver_interactions.compare_drivers_by_group, driver_interactions.InteractionOptions()
)
check_with_boosting = _asked(boosting.check_with_boosting, boosting.BoostingOptions())
compare_performers = _asked(performers.compare_performers, performers.PerformerOptions())
compare_like_for_like = _asked(like_for_like.compare_like_for_like)
value_gap = _asked(gap_worth.value_gap)
compare_standard = _asked(performer_gaps.compare_standard)
make_card = _asked(performer_card.make_card)
measure_consistency = _asked(consistency.measure_consistency, consistency.ConsistencyOptions())
recognise = _asked(recognition.recognise, recognition.RecognitionOptions())
tier_within = _asked(tiers_within.tier_within)
value_customers = _asked(value.value_customers)
value_by_group = _asked(value_by_group_analysis.value_by_group)
value_lifetimes = _asked(lifetime.value_lifetimes)
value_retention = _asked(retention.value_retention)
measure_risk = _asked(revenue_at_risk.measure_risk)
measure_earned_growth = _asked(earned_growth.measure_earned_growth)
expect_purchases = _asked(repeat_purchases.expect_purchases)
rank_worth = _asked(worth.rank_worth)


@st.cache_resource(
    show_spinner=False,
    max_entries=_MOST_MODELS,
    hash_funcs={Responses: lambda responses: responses.digest},
)
def _fit(responses: Responses, options: WhatIfOptions, gap: PerformerGap | None) -> WhatIfModel:
    # Not copied at a hit, which would cost more than a slider may take; nobody changes a model.
    return what_if.fit_what_if(responses, options, gap)


def fit_what_if(responses: Responses, options: WhatIfOptions = WhatIfOptions()) -> WhatIfModel:
    """Return what every move is evaluated with, the performer gap with it."""
    gap = None
    if responses.has(Role.PERFORMER):
        with suppress(NotEnoughData):
            whole = gap_worth.WorthOptions(Assumptions(realisation=1.0))
            gap = lever_of_gap(value_gap(responses, whole))
    return _fit(responses, options, gap)


def _of_model(question):
    """Keep what is asked of a fitted model, keyed by what the model is fitted from."""

    @wraps(question)
    def ask(responses, options, *asked):
        model = fit_what_if(responses, options)
        return _answer(
            responses, options, question.__name__, asked, lambda: question(model, *asked)
        )

    return ask


@_cached
def _answer(responses, options, question, asked, _ask):
    # One cache for all questions: Streamlit tells functions apart by name, and here theirs is one.
    return _ask()


@_of_model
def list_pulls(model: WhatIfModel) -> tuple[scenarios.Pull, ...]:
    """Return the levers that may be pulled."""
    return scenarios.pulls(model)


@_of_model
def pull_each(model: WhatIfModel, costs: tuple[tuple[str, float], ...]) -> scenarios.Tornado:
    """Pull each lever alone; `costs` holds what a step costs, by lever."""
    return scenarios.tornado(model, dict(costs))


@_of_model
def seek_goal(
    model: WhatIfModel, target: float, costs: tuple[tuple[str, float], ...]
) -> scenarios.GoalSeek:
    """Find what a target takes."""
    return scenarios.seek_goal(model, target, dict(costs))


@_of_model
def evaluate(model: WhatIfModel, moves: Moves) -> WhatIfResult:
    """Say what goes with moves that were kept."""
    return what_if.evaluate(model, moves)


@_of_model
def compare_scenarios(model: WhatIfModel, named: tuple[tuple[str, Moves], ...]) -> Table:
    """Lay scenarios side by side."""
    return scenarios.compare_scenarios(
        [(name, what_if.evaluate(model, moves)) for name, moves in named]
    )


@_of_model
def lift_drivers(model: WhatIfModel) -> tuple[worth.Lift, ...]:
    """Return what each driver adds to the score when it is lifted."""
    return driver_lifts.lift_drivers(model, lift_name)


settle_promise = st.cache_data(
    show_spinner=False,
    max_entries=_MOST_RESULTS,
    hash_funcs={Responses: lambda responses: responses.digest, promises.Promise: repr},
)(promises.settle)
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
    _fit.clear()
