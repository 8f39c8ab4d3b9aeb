from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cx.chapters.what_if.fitting import (
    Lift,
    Mix,
    Moves,
    PerformerGap,
    Shift,
    WhatIfModel,
    WhatIfOptions,
    evaluate,
    fit_what_if,
)
from cx.chapters.what_if.levers import LeverKind
from cx.chapters.what_if.model import TO_POINTS, Guesswork
from cx.problems import CxError, NotEnoughData
from cx.store.responses import Filters, Responses
from cx.vocabulary import Estimate, Role, Scale
from tests import synth600
from tests.chapters.what_if.worlds import coverage
from tests.frames import responses_of

CHANNEL = "acquisition_channel"
SHIFTED = (5.765007, 3.070996, 2.021266, 0.268709, -1.395743)
ALONG = (7.327654, 5.777449, 5.518488, 4.239234, 3.271194)
LIFTED = (20.309106, 10.421655, 6.404386, 0.620313, -3.967792)
GAP = PerformerGap(Estimate(6.0, 3.0, 9.0, 600), (0.04, -0.02, -0.02), 40.0)


def frame_of(synth: synth600.Synth600, missing: bool = False) -> pd.DataFrame:
    ratings = np.where(synth.missing, np.nan, synth.drivers) if missing else synth.drivers
    frame = pd.DataFrame(ratings, columns=[f"d{number}" for number in range(1, 6)])
    return frame.assign(
        ltr=synth.ltr,
        channel=[("Advert", "Search", "Referral")[code] for code in synth.channel],
        agent=[f"Agent {code}" for code in synth.agent],
    )


ROLES = {
    **{f"d{number}": Role.DRIVER for number in range(1, 6)},
    "ltr": Role.OUTCOME,
    "channel": Role.ACQUISITION_CHANNEL,
    "agent": Role.PERFORMER,
}


@pytest.fixture(scope="module")
def synth() -> synth600.Synth600:
    return synth600.make()


@pytest.fixture(scope="module")
def responses(synth, tmp_path_factory) -> Responses:
    return responses_of(tmp_path_factory.mktemp("synth"), frame_of(synth), ROLES)


@pytest.fixture(scope="module")
def model(responses) -> WhatIfModel:
    return fit_what_if(responses, gap=GAP)


def change(model: WhatIfModel, moves: Moves) -> float:
    return evaluate(model, moves).change.value


# --- the numbers -----------------------------------------------------------------------------


@pytest.mark.parametrize("driver", range(5))
def test_synth600(model, driver):
    key = f"driver_{driver + 1}"
    result = evaluate(model, Moves((Shift(key, 0.3),)))
    assert result.change.value == pytest.approx(SHIFTED[driver], abs=1e-5)
    assert result.together.value == pytest.approx(ALONG[driver], abs=1e-5)
    lift = evaluate(model, Moves(lifts=(Lift(key, 6, 8),)))
    assert lift.change.value == pytest.approx(LIFTED[driver], abs=1e-5)
    assert lift.together is None


def test_a_suppressor_is_locked_and_its_bounds_straddle_nothing(model):
    assert [lever.label for lever in model.levers if lever.locked] == ["d5"]
    result = evaluate(model, Moves((Shift("driver_5", 0.3),)))
    assert result.straddles
    assert [lever.label for lever in result.locked] == ["d5"]


def test_no_move_is_todays_score_to_the_last_digit(model):
    still = (
        Moves(),
        Moves((Shift("driver_1", 0.0),)),
        Moves(lifts=(Lift("driver_1", 0.5, 9, lowest=0.2),)),
        Moves(mixes=(Mix(CHANNEL, ()),)),
        Moves(mixes=(Mix(CHANNEL, tuple(zip(*_today(model), strict=True))),)),
    )
    for moves in still:
        result = evaluate(model, moves)
        assert result.change == Estimate(0.0, 0.0, 0.0, 600)
        assert result.score == result.baseline
        assert result.baseline.value == 100 * (258 - 118) / 600
        assert (result.shares.frame["after"] == result.shares.frame["before"]).all()
        assert result.steps == result.guesswork == ()


def _today(model: WhatIfModel) -> tuple[tuple[str, ...], tuple[float, ...]]:
    mix = model.mix(CHANNEL)
    return mix.column.categories, mix.shares


def test_same_seed_same_answer_and_nothing_is_touched(responses, synth):
    moves = Moves((Shift("driver_1", 0.3),))
    first, again = (evaluate(fit_what_if(responses), moves) for _ in range(2))
    assert first.change == again.change
    assert first.fan.frame.equals(again.fan.frame)
    other = evaluate(fit_what_if(responses, WhatIfOptions(seed=3)), moves)
    assert other.change.value == pytest.approx(first.change.value)
    assert other.change.low != first.change.low


# --- what holds for every move ---------------------------------------------------------------

steps = st.floats(-1.5, 1.5).map(lambda by: round(by, 3))
shares = st.floats(0, 1)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps, steps, shares, shares)
def test_shares_add_to_one_and_stay_within(model, first, second, share, closed):
    moves = Moves(
        (Shift("driver_1", first), Shift("driver_3", second)),
        mixes=(Mix(CHANNEL, (("Referral", share),)),),
        gap_closed=closed,
    )
    result = evaluate(model, moves)
    after = result.shares.frame["after"].to_numpy()
    assert after.sum() == pytest.approx(1)
    assert (after >= 0).all()
    assert after @ TO_POINTS == pytest.approx(result.score.value, abs=1e-8)
    assert result.score.value - result.baseline.value == pytest.approx(result.change.value)
    assert result.change.low <= result.change.value <= result.change.high
    assert result.score.low <= result.score.value <= result.score.high
    added = sum(step.change.value for step in result.steps)
    assert added == pytest.approx(result.change.value, abs=1e-8)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from([1, 2, 3]), steps, steps)
def test_more_of_a_positive_lever_is_never_less(model, driver, one, other):
    low, high = sorted((one, other))
    key = f"driver_{driver}"
    assert change(model, Moves((Shift(key, low),))) <= change(model, Moves((Shift(key, high),)))


def test_moves_are_capped_at_the_scale(model):
    far, further = (change(model, Moves((Shift("driver_1", by),))) for by in (9.0, 40.0))
    assert far == further
    to_the_top = change(model, Moves(lifts=(Lift("driver_1", 9, 10),)))
    assert far == pytest.approx(to_the_top)


def test_a_mix_is_the_counts_reweighted(model, synth):
    scores = [100 * synth.net[synth.channel == code].mean() for code in range(3)]
    wanted = (0.2, 0.3, 0.5)
    asked = tuple(zip(("Advert", "Search", "Referral"), wanted, strict=True))
    result = evaluate(model, Moves(mixes=(Mix(CHANNEL, asked),)))
    assert result.score.value == pytest.approx(float(np.dot(wanted, scores)))


def test_groups_that_are_not_named_share_the_rest_as_today(model, synth):
    n = np.bincount(synth.channel)
    scores = [100 * synth.net[synth.channel == code].mean() for code in range(3)]
    rest = 0.4 * n[:2] / n[:2].sum()
    result = evaluate(model, Moves(mixes=(Mix(CHANNEL, (("Referral", 0.6),)),)))
    assert result.score.value == pytest.approx(float(rest @ scores[:2] + 0.6 * scores[2]))


def test_ratings_move_on_the_new_mix(model):
    mix = (Mix(CHANNEL, (("Advert", 1.0), ("Search", 0.0), ("Referral", 0.0))),)
    alone = change(model, Moves((Shift("driver_1", 0.5),)))
    both = evaluate(model, Moves((Shift("driver_1", 0.5),), mixes=mix))
    mixed, rated = both.steps
    assert (mixed.name, rated.name) == ("mix", "levers")
    assert mixed.change.value == pytest.approx(change(model, Moves(mixes=mix)))
    assert rated.change.value != pytest.approx(alone, abs=0.01)


def test_the_gap_adds_its_realised_part_and_less_near_the_top(model):
    half = evaluate(model, Moves(gap_closed=0.5))
    assert half.change.value == pytest.approx(3.0)
    assert half.change.low < 2.2 < 3.8 < half.change.high
    high = evaluate(model, Moves((Shift("driver_1", 9.0),), gap_closed=0.5))
    of_gap = high.steps[-1]
    assert of_gap.name == "gap"
    assert 0 < of_gap.change.value < 3.0


def test_levers_together_do_not_count_twice(model):
    first, second = Shift("driver_1", 0.3), Shift("driver_2", 0.3)
    both = evaluate(model, Moves((first, second)))
    alone = [evaluate(model, Moves((one,))) for one in (first, second)]
    assert both.together.value < sum(one.together.value for one in alone)


# --- limits ----------------------------------------------------------------------------------


def test_limits_are_the_best_groups_own_level(model):
    lever = model.lever("driver_1")
    assert lever.kind is LeverKind.RATING
    assert lever.lowest.value < lever.mean < lever.highest.value
    assert lever.highest.column in ("agent", "channel")
    assert lever.room == pytest.approx(lever.highest.value - lever.mean)
    # Hardly anybody is at 10, so the step is what the mean moves by.
    assert evaluate(model, Moves((Shift("driver_1", lever.room * 0.9),))).guesswork == ()
    (guess,) = evaluate(model, Moves((Shift("driver_1", 3 * lever.room),))).guesswork
    assert (guess.reason, guess.limit) == (Guesswork.BEYOND_RANGE, lever.highest)


def test_without_groups_every_move_is_guesswork(synth, tmp_path):
    frame = frame_of(synth).drop(columns=["channel", "agent"])
    roles = {name: role for name, role in ROLES.items() if name in frame}
    lonely = fit_what_if(responses_of(tmp_path, frame, roles))
    assert lonely.lever("driver_1").highest is None
    assert lonely.lever("driver_1").room == 0
    (guess,) = evaluate(lonely, Moves((Shift("driver_1", 0.1),))).guesswork
    assert guess.reason is Guesswork.NOTHING_TO_COMPARE


def test_far_mixes_are_guesswork(model):
    result = evaluate(model, Moves(mixes=(Mix(CHANNEL, (("Referral", 1.0),)),)))
    assert [guess.reason for guess in result.guesswork] == [Guesswork.FAR_MIX]


@pytest.mark.parametrize(
    ("moves", "code"),
    [
        (Moves((Shift("nothing", 1.0),)), "lever_unknown"),
        (Moves((Shift("driver_1", 1.0), Shift("driver_1", 0.2))), "moved_twice"),
        (Moves(lifts=(Lift("driver_1", 6, 11),)), "lift_out_of_scale"),
        (Moves(lifts=(Lift("driver_1", 8, 6),)), "lift_backwards"),
        (Moves(mixes=(Mix("region", (("North", 0.5),)),)), "mix_unknown"),
        (Moves(mixes=(Mix(CHANNEL, (("Radio", 0.5),)),)), "mix_level"),
        (Moves(mixes=(Mix(CHANNEL, (("Search", 0.7), ("Referral", 0.5))),)), "mix_total"),
        (Moves(mixes=(Mix(CHANNEL, (("Search", -0.1),)),)), "mix_share"),
        (Moves(gap_closed=1.5), "gap_share"),
    ],
)
def test_moves_that_cannot_be_made(model, moves, code):
    with pytest.raises(CxError) as raised:
        evaluate(model, moves)
    assert [problem.code for problem in raised.value.problems] == [code]
    assert all(problem.fix for problem in raised.value.problems)


def test_shares_that_fall_short_of_a_whole_are_refused(model):
    short = Mix(CHANNEL, (("Advert", 0.2), ("Search", 0.2), ("Referral", 0.2)))
    with pytest.raises(CxError, match="add up to 60"):
        evaluate(model, Moves(mixes=(short,)))


def test_a_gap_that_was_not_measured_cannot_be_closed(model):
    with pytest.raises(CxError, match="could not be measured"):
        evaluate(replace(model, gap=None), Moves(gap_closed=0.5))


# --- other files -----------------------------------------------------------------------------


def test_missing_ratings_keep_the_zero_and_nearly_the_change(synth, tmp_path):
    holes = fit_what_if(responses_of(tmp_path, frame_of(synth, missing=True), ROLES))
    assert evaluate(holes, Moves()).change.value == 0
    assert holes.baseline.value == pytest.approx(23.333333)
    assert change(holes, Moves((Shift("driver_1", 0.3),))) == pytest.approx(SHIFTED[0], abs=0.6)


def test_a_rating_that_was_not_given_is_shifted_and_not_lifted(synth, tmp_path):
    frame = frame_of(synth)
    frame.loc[frame["d1"] <= 6, "d1"] = np.nan
    holes = fit_what_if(responses_of(tmp_path, frame, ROLES))
    assert change(holes, Moves(lifts=(Lift("driver_1", 6, 8),))) == 0
    assert change(holes, Moves((Shift("driver_1", 0.3),))) > 0


def test_five_point_and_two_valued_outcomes(synth, tmp_path):
    frame = frame_of(synth)
    stars = frame.assign(ltr=np.clip(np.ceil(frame["ltr"] / 2), 1, 5))
    five = fit_what_if(responses_of(tmp_path, stars, ROLES, Scale.conventional(1, 5)))
    assert five.net_name == "Net score"
    assert change(five, Moves((Shift("driver_1", 0.3),))) > 0
    again = frame.assign(ltr=(frame["ltr"] >= 9).astype(float))
    two = fit_what_if(responses_of(tmp_path, again, ROLES, Scale.parse("0-1")))
    result = evaluate(two, Moves((Shift("driver_1", 0.3),)))
    assert result.shares.frame["after"][1] == 0
    assert result.change.value == pytest.approx(200 * result.shares.frame["change"][0], abs=1e-9)


def test_service_levers(synth, tmp_path):
    random = np.random.default_rng(8)
    settled = random.random(600) < 0.4 + 0.05 * synth.net
    hours = np.exp(2 - 0.6 * synth.net + random.normal(0, 0.8, 600))
    opened = pd.Timestamp("2026-01-01") + pd.to_timedelta(np.arange(600), "h")
    frame = frame_of(synth)[["ltr", "agent"]].assign(
        settled=settled, opened=opened, closed=opened + pd.to_timedelta(hours, "h")
    )
    roles = {
        "ltr": Role.OUTCOME,
        "agent": Role.PERFORMER,
        "settled": Role.RESOLVED,
        "opened": Role.OPENED_AT,
        "closed": Role.CLOSED_AT,
    }
    model = fit_what_if(responses_of(tmp_path, frame, roles))
    resolved, time = model.levers
    assert (resolved.kind, time.kind) == (LeverKind.RESOLVED, LeverKind.TIME)
    assert resolved.mean == pytest.approx(settled.mean())
    assert time.mean == pytest.approx(float(np.exp(np.log(hours).mean())), rel=1e-6)
    assert change(model, Moves((Shift("resolved", 0.2),))) > 0
    quicker = change(model, Moves((Shift("time_to_resolution", -0.3),)))
    assert 0 < quicker < change(model, Moves((Shift("time_to_resolution", -0.5),)))
    for wrong in (Shift("resolved", 0.9), Shift("time_to_resolution", -1.0)):
        with pytest.raises(CxError):
            evaluate(model, Moves((wrong,)))
    with pytest.raises(CxError, match="no rating"):
        evaluate(model, Moves(lifts=(Lift("resolved", 0.0, 1.0),)))


def test_one_driver_is_enough(synth, tmp_path):
    frame = frame_of(synth)[["d1", "ltr"]]
    model = fit_what_if(responses_of(tmp_path, frame, {"d1": Role.DRIVER, "ltr": Role.OUTCOME}))
    assert change(model, Moves((Shift("driver_1", 0.3),))) > 0


def test_a_mix_alone_needs_no_model(synth, tmp_path):
    frame = frame_of(synth)[["ltr", "channel"]]
    roles = {"ltr": Role.OUTCOME, "channel": Role.ACQUISITION_CHANNEL}
    model = fit_what_if(responses_of(tmp_path, frame, roles))
    assert model.people is None
    assert change(model, Moves(mixes=(Mix(CHANNEL, (("Referral", 0.5),)),))) > 0


def test_responses_that_name_no_group_stay_as_frequent(synth, tmp_path):
    frame = frame_of(synth)
    frame.loc[::4, "channel"] = None
    model = fit_what_if(responses_of(tmp_path, frame, ROLES))
    assert model.mix(CHANNEL).known == 0.75
    nameless = 100 * synth.net[::4].mean()
    known = np.delete(np.arange(600), np.arange(0, 600, 4))
    referred = 100 * synth.net[known][synth.channel[known] == 2].mean()
    only = Mix(CHANNEL, (("Advert", 0.0), ("Search", 0.0), ("Referral", 1.0)))
    score = evaluate(model, Moves(mixes=(only,))).score.value
    assert score == pytest.approx(0.25 * nameless + 0.75 * referred)


def test_groups_too_small_to_be_scored_cannot_be_mixed(synth, tmp_path):
    frame = frame_of(synth)
    frame.loc[:3, "channel"] = "Radio"
    responses = responses_of(tmp_path, frame, ROLES)
    mix = fit_what_if(responses).mix(CHANNEL)
    assert mix.column.categories == ("Advert", "Referral", "Search")
    assert mix.known == pytest.approx(596 / 600)
    strict = fit_what_if(responses.with_thresholds(4, 8)).mix(CHANNEL)
    assert "Radio" in strict.column.categories
    with pytest.raises(CxError, match="never holds"):
        evaluate(fit_what_if(responses), Moves(mixes=(Mix(CHANNEL, (("Radio", 0.5),)),)))


# --- refusals --------------------------------------------------------------------------------


def test_a_model_without_skill_is_refused(tmp_path):
    random = np.random.default_rng(2)
    frame = pd.DataFrame(random.integers(0, 11, (300, 4)), columns=["a", "b", "c", "score"])
    roles = {**dict.fromkeys("abc", Role.DRIVER), "score": Role.OUTCOME}
    with pytest.raises(NotEnoughData, match="no better than") as raised:
        fit_what_if(responses_of(tmp_path, frame.astype(float), roles))
    assert raised.value.problems[0].code == "no_skill"


def test_nothing_to_move_is_refused(synth, tmp_path):
    frame = frame_of(synth)[["ltr"]]
    with pytest.raises(NotEnoughData, match="Nothing in these responses"):
        fit_what_if(responses_of(tmp_path, frame, {"ltr": Role.OUTCOME}))


def test_answers_of_one_band_are_refused(synth, tmp_path):
    frame = frame_of(synth).assign(ltr=10.0)[["ltr", "channel"]]
    roles = {"ltr": Role.OUTCOME, "channel": Role.ACQUISITION_CHANNEL}
    with pytest.raises(NotEnoughData, match="promoters"):
        fit_what_if(responses_of(tmp_path, frame, roles))


def test_no_response_left_is_refused(responses):
    with pytest.raises(NotEnoughData):
        fit_what_if(responses.where(Filters(values=((CHANNEL, ("Nobody",)),))))


def test_fewer_responses_than_the_threshold_are_refused(responses):
    with pytest.raises(NotEnoughData, match="from 601 on"):
        fit_what_if(responses.with_thresholds(601, 8))


# --- a sample of many ------------------------------------------------------------------------


def test_a_sample_starts_from_the_score_of_all(synth, tmp_path):
    frame = pd.concat([frame_of(synth)] * 5, ignore_index=True)
    responses = responses_of(tmp_path, frame, ROLES)
    few = fit_what_if(
        responses, WhatIfOptions(sample_limit=1_500, point_rows=1_000, drawn_rows=400)
    )
    result = evaluate(few, Moves((Shift("driver_1", 0.3),)))
    assert result.baseline.value == pytest.approx(23.333333)
    assert result.change.value == pytest.approx(SHIFTED[0], abs=1.5)
    assert result.change.low <= SHIFTED[0] <= result.change.high
    assert few.people.predicted.mean(axis=0)[::-1] == pytest.approx(few.shares, abs=0.05)


@pytest.mark.slow
def test_ranges_hold_the_truth():
    """A short run; `coverage` takes any number of worlds."""
    for found in coverage(worlds=40, seed=5):
        assert found.change >= 0.85, found
        assert found.score >= 0.85, found


def test_it_is_said_what_the_change_would_be_if_missing_ratings_were_lower(synth, tmp_path):
    holes = fit_what_if(responses_of(tmp_path, frame_of(synth, missing=True), ROLES))
    found = evaluate(holes, Moves((Shift("driver_1", 0.3),)))
    assert found.if_lower is not None
    assert found.if_lower.by == 1
    assert found.if_lower.missing_share == pytest.approx(synth.missing[:, 0].mean(), abs=0.01)
    assert found.if_lower.change_points != pytest.approx(found.change.value, abs=1e-3)
    assert found.if_lower.change_points == pytest.approx(found.change.value, abs=2.0)
    assert evaluate(holes, Moves()).if_lower is None


def test_where_everybody_rated_nothing_is_said_of_missing_ratings(model):
    assert evaluate(model, Moves((Shift("driver_1", 0.3),))).if_lower is None


def test_a_moved_lever_that_bends_is_carried_by_the_answer(tmp_path):
    random = np.random.default_rng(3)
    ratings = np.clip(np.rint(random.normal(7, 2, size=(2_000, 2))), 0, 10)
    liking = 1.5 * np.minimum(ratings[:, 0] - 7, 0) + 0.5 * (ratings[:, 1] - 7)
    score = np.clip(np.rint(8 + liking + random.normal(0, 1.5, 2_000)), 0, 10)
    frame = pd.DataFrame({"Wait": ratings[:, 0], "Staff": ratings[:, 1], "Score": score})
    roles = {"Wait": Role.DRIVER, "Staff": Role.DRIVER, "Score": Role.OUTCOME}
    bent = fit_what_if(responses_of(tmp_path, frame, roles))
    assert "Wait" in bent.bends
    wait, staff = (lever.key for lever in bent.levers)
    assert evaluate(bent, Moves((Shift(wait, 0.3),))).bends == ("Wait",)
    assert "Wait" not in evaluate(bent, Moves((Shift(staff, 0.3),))).bends
    # Those at 7 and above gain nothing, whatever a straight line says.
    high = evaluate(bent, Moves(lifts=(Lift(wait, 8, 10, lowest=7),))).change
    low = evaluate(bent, Moves(lifts=(Lift(wait, 6, 8),))).change
    assert high.low < 3
    assert low.value > 3 * max(high.value, 0)
