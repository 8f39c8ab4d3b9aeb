import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import special

from cx.measures import ranks as rk
from cx.measures.gaps import group_size
from cx.measures.shrinkage import shrink
from tests import agents20
from tests.measures.test_shrinkage import EIGHT_SCHOOLS, SCHOOL_ERRORS, agents

SEED = 3

units = st.lists(
    st.tuples(st.floats(-1, 1), st.one_of(st.just(0.0), st.floats(0.01, 0.5))),
    min_size=1,
    max_size=30,
)


def test_two_units_by_hand():
    ranks = rk.rank_units([0.3, 0.0], [0.3, 0.4], 0.5, SEED)
    ahead = special.ndtr(0.3 / 0.5)
    assert ranks.expected == pytest.approx([2 - ahead, 1 + ahead])
    assert ranks.in_top == pytest.approx([ahead, 1 - ahead], abs=0.02)
    assert ranks.in_bottom == pytest.approx(1 - ranks.in_top)


def test_certain_scores_have_certain_ranks():
    ranks = rk.rank_units([3.0, 1.0, 2.0, 5.0, 4.0], np.zeros(5), 0.4, SEED, draws=10)
    assert ranks.expected.tolist() == [3, 5, 4, 1, 2]
    assert ranks.in_top.tolist() == [0, 0, 0, 1, 1]
    assert ranks.in_bottom.tolist() == [0, 1, 1, 0, 0]


def test_units_that_cannot_be_told_apart_share_the_places(recwarn):
    shrunken = shrink(EIGHT_SCHOOLS, SCHOOL_ERRORS**2)
    ranks = rk.rank_units(shrunken.scores, shrunken.posterior_sd_given_mean, 0.25, SEED, draws=5)
    assert ranks.in_top.tolist() == [0.25] * 8
    assert ranks.in_bottom.tolist() == [0.25] * 8
    assert ranks.expected == pytest.approx(np.full(8, 4.5))
    assert not recwarn.list


def test_agents20_luck_does_not_lead():
    shrunken = agents()
    ranks = rk.rank_units(shrunken.scores, shrunken.posterior_sd_given_mean, 0.2, SEED)
    place = {name: index for index, name in enumerate(agents20.NAMES)}
    # Five promoters of five are less surely among the best than 128 of 200.
    assert ranks.in_top[place["A19"]] > ranks.in_top[place["A01"]]
    assert np.argmax(ranks.in_bottom) == np.argmin(shrunken.scores)
    assert ranks.expected.mean() == pytest.approx(10.5)


def test_expected_ranks_agree_with_drawing():
    random = np.random.default_rng(1)
    mean, sd = random.normal(size=12), random.uniform(0.2, 1.5, 12)
    drawn = mean + sd * random.normal(size=(20_000, 12))
    drawn_ranks = 12 - drawn.argsort(axis=1).argsort(axis=1)
    assert rk.expected_ranks(mean, sd) == pytest.approx(drawn_ranks.mean(axis=0), abs=0.08)


def test_units_without_a_score_take_no_place():
    ranks = rk.rank_units([0.1, np.nan, 0.4, 0.2], [0.1, 0.1, 0.1, np.nan], 0.5, SEED)
    alone = rk.rank_units([0.1, 0.4], [0.1, 0.1], 0.5, SEED)
    assert np.isnan(ranks.in_top).tolist() == [False, True, False, True]
    assert ranks.in_top[[0, 2]].tolist() == alone.in_top.tolist()
    assert ranks.expected[[0, 2]].tolist() == alone.expected.tolist()
    assert len(rk.rank_units([], [], 0.2, SEED).in_top) == 0


@given(units, st.sampled_from([0.1, 0.2, 0.5, 1.0]))
def test_probabilities_fill_the_group_exactly(found, fraction):
    score, sd = np.array(found).T
    ranks = rk.rank_units(score, sd, fraction, SEED, draws=50)
    assert ranks.in_top.sum() == pytest.approx(group_size(fraction, len(found)))
    assert ranks.in_bottom.sum() == pytest.approx(group_size(fraction, len(found)))
    assert ranks.expected.sum() == pytest.approx(len(found) * (len(found) + 1) / 2)
    assert (ranks.in_top <= 1 + 1e-12).all()


@given(units)
def test_a_better_score_of_the_same_certainty_has_a_better_rank(found):
    score = np.array([value for value, _ in found])
    expected = rk.expected_ranks(score, np.full(len(score), 0.2))
    assert (np.diff(expected[np.argsort(score)]) <= 1e-9).all()


def test_the_seed_decides():
    first, again, other = (
        rk.rank_units([0.1, 0.2, 0.3], [0.2] * 3, 0.3, seed).in_top for seed in (1, 1, 2)
    )
    assert first.tolist() == again.tolist()
    assert first.tolist() != other.tolist()


def test_what_cannot_be_ranked_is_refused():
    with pytest.raises(ValueError, match="fraction must be above 0"):
        rk.rank_units([0.1], [0.1], 0.0, SEED)
    with pytest.raises(ValueError, match="posterior_sd"):
        rk.rank_units([0.1], [-0.1], 0.2, SEED)


def test_five_thousand_units_are_quick():
    random = np.random.default_rng(1)
    score, sd = random.normal(size=5000), random.uniform(0.1, 1, 5000)
    started = time.thread_time()
    ranks = rk.rank_units(score, sd, 0.2, SEED)
    assert time.thread_time() - started < 6  # about 1 s on an idle machine
    assert ranks.in_top.sum() == pytest.approx(1000)
