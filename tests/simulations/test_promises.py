"""A short run of the simulations: few worlds, wide bounds, and proof that wrong methods fail."""

from collections.abc import Sequence
from dataclasses import replace
from math import sqrt
from typing import Any

import numpy as np
import pytest
from scipy import special

from cx.chapters.drivers import ranking as drivers
from cx.measures import gaps, net_score
from cx.measures import rest_difference as rest_test
from cx.measures.multiplicity import adjust_p_values
from cx.measures.shrinkage import shrink
from simulations import (
    bends,
    consistency,
    families,
    idle_drivers,
    importances,
    net_scores,
    performer_gaps,
    performer_ranges,
    performers_alike,
    segments_alike,
    standards_alike,
    ties,
    trends,
)
from simulations.counting import Measured, Question, measure


def judged(question: Question, worlds: Sequence[Any], n_worlds: int) -> list[Measured]:
    found = measure(replace(question, worlds=worlds), n_worlds)
    return [row for row in found if row.thing.judged]


def share(rows: Sequence[Measured]) -> float:
    return sum(row.hits for row in rows) / sum(row.n_worlds for row in rows)


def luck(expected: float, n: int) -> float:
    """Four standard errors of a share: what luck does in one of 16,000 runs."""
    return 4 * sqrt(expected * (1 - expected) / n)


# --- net score -------------------------------------------------------------------------------


def test_the_range_of_a_net_score_holds_the_truth() -> None:
    rows = judged(net_scores.QUESTION, net_scores.WORLDS, 400)
    assert len(rows) == 25
    reach = luck(0.95, 400)
    assert all(0.93 - reach < row.share for row in rows)
    assert 0.94 < share(rows) < 0.965


def test_a_wald_interval_would_not_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    def wald(plus: Any, minus: Any, n: Any) -> Any:
        score = net_score.net_score(plus, minus, n)
        reach = 1.96 * net_score.standard_error(plus, minus, n)
        return score - reach, score + reach

    monkeypatch.setattr(net_scores, "tango_interval", wald)
    rows = judged(net_scores.QUESTION, net_scores.WORLDS[:5], 400)
    assert min(row.share for row in rows) < 0.93 - luck(0.95, 400)


# --- importance ------------------------------------------------------------------------------

FEW_ROWS = [
    importances.DriverWorld(*importances.HALO, 300),
    importances.DriverWorld(*importances.OPPOSED, 300, 0.15),
]


def test_the_range_of_importance_holds_the_truth() -> None:
    rows = judged(importances.QUESTION, FEW_ROWS, 60)
    assert len(rows) == 10
    assert all(row.share > 0.93 - luck(0.95, 60) for row in rows)
    assert share(rows) > 0.95 - luck(0.95, 300)  # drivers of one world are not independent


def test_a_range_of_half_the_width_would_not_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = importances.block_bootstrap_importance

    def half(*given: Any) -> Any:
        found = whole(*given)
        return replace(
            found,
            low=(found.low + found.importance) / 2,
            high=(found.high + found.importance) / 2,
        )

    monkeypatch.setattr(importances, "block_bootstrap_importance", half)
    assert share(judged(importances.QUESTION, FEW_ROWS[:1], 60)) < 0.95 - luck(0.95, 300)


def test_the_true_importance_of_rounded_ratings_is_a_little_lower(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(importances, "POPULATION", 200_000)
    smooth = importances.DriverWorld(*importances.HALO, 250)
    rated = importances.true_importance(replace(smooth, rounded=True))
    exact = importances.true_importance(smooth)
    assert exact.sum() == pytest.approx(0.4)
    assert (rated < exact).all()
    assert rated == pytest.approx(exact, rel=0.15)


# --- gap between performers ------------------------------------------------------------------

DOZEN = [performer_gaps.GapWorld(12, 30, 10)]


def test_the_range_of_the_gap_holds_the_truth() -> None:
    worlds = [*DOZEN, performer_gaps.GapWorld(40, None, 10)]
    rows = judged(performer_gaps.QUESTION, worlds, 200)
    assert [row.thing.label for row in rows] == [
        "best against worst 20%",
        "best against worst 20%, worth of it",
        "best against worst 10%",
        "best against worst 10%, worth of it",
        "best against worst 20%",
        "best against worst 20%, worth of it",
    ]
    assert all(0.95 - luck(0.95, 200) < row.share for row in rows)


def test_the_range_for_fixed_groups_would_not_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    def plugged(scores: Any, variances: Any, n: Any, fraction: float) -> gaps.Gap:
        shrunk = shrink(scores, variances)
        return gaps.plug_in_gap(shrunk.scores, shrunk.posterior_sd, n, fraction)

    monkeypatch.setattr(performer_gaps, "integrated_gap", plugged)
    assert share(judged(performer_gaps.QUESTION, DOZEN, 200)) < 0.95 - luck(0.95, 200)


# --- range of one performer ------------------------------------------------------------------

SINGLE = [
    performer_ranges.RangeWorld(12, 30, performer_ranges.MIXED, 0.5),
    performer_ranges.RangeWorld(12, "half", performer_ranges.PLEASED, 0.7),
    performer_ranges.RangeWorld(40, "mixed", performer_ranges.CEILING, 1.0),
]


def test_the_range_of_one_performer_holds_the_truth() -> None:
    rows = judged(performer_ranges.QUESTION, SINGLE, 150)
    assert len(rows) == 6
    assert all(0.95 - luck(0.95, 150) < row.share for row in rows)
    assert share(rows) > 0.93


def test_ranges_that_take_the_spread_as_known_would_not_pass(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    right = performer_ranges.score_ranges

    def known(scores: Any, variances: Any, n: Any, shrunk: Any) -> Any:
        reach = 1.96 * shrunk.posterior_sd
        found = right(scores, variances, n, shrunk)
        return replace(found, low=shrunk.scores - reach, high=shrunk.scores + reach)

    monkeypatch.setattr(performer_ranges, "score_ranges", known)
    assert share(judged(performer_ranges.QUESTION, SINGLE[1:], 150)) < 0.87


# --- worlds without a difference -------------------------------------------------------------

ALIKE = [performers_alike.AlikeWorld(40, None, performers_alike.PLEASED)]


def test_performers_who_are_alike_are_seldom_called_different() -> None:
    assert share(judged(performers_alike.QUESTION, ALIKE, 600)) < 0.01 + luck(0.01, 600)


def test_calling_them_different_at_p_of_a_tenth_would_not_pass(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(performers_alike, "DISTINGUISHABLE_BELOW", 0.1)
    assert share(judged(performers_alike.QUESTION, ALIKE, 600)) > 0.01 + luck(0.01, 600)


def test_a_level_is_seldom_called_steadiness() -> None:
    worlds = [
        consistency.SteadyWorld(12, None, 8.5, 0.8),
        consistency.SteadyWorld(40, 30, 8.5, 0.4),
    ]
    assert share(judged(consistency.QUESTION, worlds, 150)) < 0.01 + luck(0.01, 300)
    steady = measure(
        replace(consistency.QUESTION, worlds=[consistency.SteadyWorld(12, 30, 6.5, 0.4, 0.5)]), 60
    )
    assert steady[0].share > 0.25  # .5 expected; .14 by squared distances


def test_standards_on_which_nobody_differs_are_seldom_claimed() -> None:
    worlds = [standards_alike.StandardWorld(40, None, kind) for kind in ("rough spend", "97 % yes")]
    assert share(judged(standards_alike.QUESTION, worlds, 200)) < 0.01 + luck(0.01, 400)


GRIDS = [
    segments_alike.GridWorld(300, 6, 5, segments_alike.PLEASED),
    segments_alike.GridWorld(10_000, 6, 5, segments_alike.DELIGHTED),
]


def test_segments_that_are_alike_are_seldom_claimed_to_differ() -> None:
    # At exactly 5 % this fails in one of 3,000 runs (16 of 120 or more).
    assert share(judged(segments_alike.QUESTION, GRIDS, 60)) < 0.05 + luck(0.05, 120)


def by_the_bell_curve(
    net: np.ndarray, n: np.ndarray, all_plus: float, all_minus: float, everybody: float
) -> np.ndarray:
    mean = (all_plus - all_minus) / everybody
    variance = (all_plus + all_minus) / everybody - mean**2
    with np.errstate(divide="ignore", invalid="ignore"):
        z = (net - n * mean) / np.sqrt(n * (everybody - n) / everybody * variance)
    return np.asarray(2 * special.ndtr(-np.abs(z)))


def test_a_score_test_for_small_cells_adjusted_table_by_table_would_not_pass(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(rest_test, "EXACT_BELOW", 0)
    monkeypatch.setattr(rest_test, "_by_moments", by_the_bell_curve)
    monkeypatch.setattr(
        segments_alike, "adjust_together", lambda *tables: [adjust_p_values(p) for p in tables]
    )
    assert share(judged(segments_alike.QUESTION, GRIDS[:1], 150)) > 0.05 + luck(0.05, 150)


def test_pages_of_several_questions_seldom_claim_something() -> None:
    # At exactly 5 % this fails in one of 1,300 runs (9 of 50 or more).
    assert share(judged(families.CLAIMS, families.PAGES[:2], 25)) < 0.05 + luck(0.05, 50)


def test_the_distance_said_is_the_true_one() -> None:
    (clear,) = (world for world in families.ONE_LOWER if (world.groups, world.each) == (4, 1_000))
    found = measure(replace(families.DISTANCES, worlds=[clear]), 40)
    of = {row.thing: row for row in found}
    assert of[families.SAID].hits == 40
    assert of[families.HELD].share > 0.95 - luck(0.95, 40)
    said, truth, extremes = (row.share / 100 for row in found if row.thing.points)
    assert said == pytest.approx(truth, abs=1)  # the error of 40 is .5
    assert extremes > max(said, truth) + 1


IDLE = [idle_drivers.IdleWorld(4, 0, 0.0, 100)]


def test_idle_drivers_are_seldom_said_to_matter() -> None:
    above, named = judged(idle_drivers.QUESTION, IDLE, 50)
    assert above.share < 0.05 + luck(0.05, 50)
    assert named.hits <= above.hits


def test_a_noise_line_that_is_too_low_would_not_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drivers, "NOISE_SHARE", 0.5)
    above, _ = judged(idle_drivers.QUESTION, IDLE, 50)
    assert above.share > 0.05 + luck(0.05, 50)


def test_headlines_that_name_a_driver_are_found() -> None:
    world = idle_drivers.IdleWorld(12, 1, 0.0, 300)
    ranking = drivers.rank_rows(
        idle_drivers.draw(world, np.random.default_rng(1)), idle_drivers.OPTIONS, world.n
    )
    assert idle_drivers.named(ranking)[0] == "Driver 1 matters most"


# --- ties --------------------------------------------------------------------------------------


def test_a_tie_is_not_called_and_a_clear_lead_is() -> None:
    tied, alone, _ = ties.WORLDS
    (named, reliable) = judged(ties.QUESTION, [tied], 10)
    assert named.hits == reliable.hits == 0
    assert judged(ties.CLEAR, [alone], 5)[0].hits >= 4


def test_a_rise_is_found_and_periods_by_themselves_are_none() -> None:
    alike, rising = trends.WORLDS[1], trends.RISING[2]
    assert alike.alike == 0.5
    claimed, by_plain_line = measure(replace(trends.CLAIMS, worlds=[alike]), 300)
    assert claimed.share < 0.05 + luck(0.05, 300) < by_plain_line.share
    assert judged(trends.FOUND, [rising], 40)[0].share > 0.8


# --- bends ---------------------------------------------------------------------------------------


def test_straight_drivers_seldom_bend_and_levels_are_no_slopes() -> None:
    bent, otherwise = judged(bends.QUESTION, bends.WORLDS[:1], 20)
    assert bent.share <= 0.05 + luck(0.05, 20)
    assert otherwise.share <= 0.05 + luck(0.05, 20)


def test_a_driver_that_bends_is_found() -> None:
    world = replace(bends.WORLDS[0], bend=0.8, n=3_000)
    rows = bends.draw(world, world.level, world.n, np.random.default_rng(1))
    assert bends.bent(rows, 1) == [0]
