import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx.measures.multiplicity import adjust_p_values

# Benjamini & Hochberg 1995, thrombolysis example.
PUBLISHED = """
    .0001 .0004 .0019 .0095 .0201 .0278 .0298 .0344 .0459 .3240 .4262 .5719 .6528 .7590 1"""
ADJUSTED = """
    .0015 .003 .0095 .035625 .0603 .0638571 .0638571 .0645 .0765 .486 .5811818 .714875 .7532308
    .8132143 1"""
PUBLISHED_P = np.array(PUBLISHED.split(), float)
ADJUSTED_P = np.array(ADJUSTED.split(), float)
p_values = st.lists(st.floats(0, 1), min_size=1, max_size=30)


def test_published_example():
    adjusted = adjust_p_values(PUBLISHED_P)
    assert adjusted == pytest.approx(ADJUSTED_P, abs=1e-6)
    assert (adjusted <= 0.05).sum() == 4


def test_comparisons_that_were_not_made_do_not_count():
    adjusted = adjust_p_values([np.nan, *PUBLISHED_P, np.nan])
    assert np.isnan(adjusted[[0, -1]]).all()
    assert adjusted[1:-1] == pytest.approx(ADJUSTED_P, abs=1e-6)
    assert np.isnan(adjust_p_values([np.nan, np.nan])).all()
    assert adjust_p_values([]).shape == (0,)


@given(p_values)
def test_adjusting_never_helps_and_keeps_the_order(values):
    adjusted = adjust_p_values(values)
    assert (adjusted >= np.array(values) - 1e-15).all()
    assert (adjusted <= 1).all()
    assert (np.diff(adjusted[np.argsort(values)]) >= -1e-15).all()


@given(p_values, st.randoms())
def test_order_does_not_matter(values, random):
    order = list(range(len(values)))
    random.shuffle(order)
    shuffled = adjust_p_values([values[place] for place in order])
    assert shuffled == pytest.approx(adjust_p_values(values)[order])
