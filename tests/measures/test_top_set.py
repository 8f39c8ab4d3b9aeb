import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from cx.measures import top_set as ts
from cx.measures.bootstrap import block_bootstrap_importance, probability_outranks
from tests import synth600

replicated = hnp.arrays(
    float, st.tuples(st.integers(1, 30), st.integers(1, 6)), elements=st.integers(0, 5)
)


def test_by_hand():
    # Ten replicates: drivers 0 and 1 lead seven times, 0 and 2 twice, 3 and 1 once.
    shares = np.array([[5, 4, 1, 0]] * 7 + [[5, 1, 4, 0]] * 2 + [[1, 4, 0, 5]], float)
    found = ts.top_set(shares, k=2, probability=0.9)
    assert found.in_top.tolist() == [0.9, 0.8, 0.2, 0.1]
    assert found.members.tolist() == [0, 1, 2]
    assert found.probability == pytest.approx(0.9)
    assert ts.top_set(shares, k=2, probability=0.7).members.tolist() == [0, 1]
    assert ts.top_set(shares, k=2, probability=1.0).members.tolist() == [0, 1, 2, 3]
    assert ts.top_set(shares, k=1).members.tolist() == [0]


def test_ties_go_to_the_earlier_driver():
    assert ts.top_set(np.ones((4, 3)), k=2).members.tolist() == [0, 1]


def test_synth600_the_leader_is_sure_and_the_third_is_not_the_last():
    replicates = block_bootstrap_importance(synth600.make().rows, replicates=300, seed=1).replicates
    assert ts.top_set(replicates, k=1).members.tolist() == [0]
    found = ts.top_set(replicates, k=3)
    assert found.members.tolist() == [0, 1, 2]
    assert found.probability >= 0.9


@pytest.mark.parametrize("k", [0, 3])
def test_an_impossible_k_is_refused(k):
    with pytest.raises(ValueError, match="between 1 and 2"):
        ts.top_set([[0.1, 0.2]], k=k)


@given(replicated, st.integers(1, 3), st.floats(0.05, 1))
def test_the_set_holds_the_top_as_often_as_it_says(shares, k, probability):
    k = min(k, shares.shape[1])
    found = ts.top_set(shares, k, probability)
    tops = [set(np.argsort(-row, kind="stable")[:k].tolist()) for row in shares]
    held = np.mean([top <= set(found.members.tolist()) for top in tops])
    without_last = np.mean([top <= set(found.members[:-1].tolist()) for top in tops])
    assert found.probability == pytest.approx(held)
    assert held >= probability - 1e-9
    assert without_last < probability
    assert found.in_top.sum() == pytest.approx(k)


def test_of_drivers_that_take_turns_none_is_ahead():
    random = np.random.default_rng(4)
    replicates = 0.1 + 0.02 * random.standard_normal((500, 6))
    found = ts.lead(replicates.mean(axis=0), probability_outranks(replicates), most=3)
    assert (found.apart, found.sharing) == ((), 6)


def test_those_ahead_of_all_after_them_may_be_named():
    random = np.random.default_rng(4)
    replicates = [0.3, 0.3, 0.15, 0.1] + 0.01 * random.standard_normal((500, 4))
    found = ts.lead([0.3, 0.31, 0.15, 0.1], probability_outranks(replicates), most=3)
    assert (found.apart, found.sharing) == ((2, 3), 2)


def test_only_those_that_as_many_others_surely_outrank_are_ruled_out():
    random = np.random.default_rng(4)
    replicates = [0.3, 0.28, 0.25, 0.25, 0.1, 0.1] + 0.02 * random.standard_normal((500, 6))
    found = ts.lead(replicates.mean(axis=0), probability_outranks(replicates), most=3)
    assert found.possible == (0, 1, 2, 3)
    alike = 0.1 + 0.02 * random.standard_normal((500, 6))
    found = ts.lead(alike.mean(axis=0), probability_outranks(alike), most=3)
    assert found.possible == (0, 1, 2, 3, 4, 5)
