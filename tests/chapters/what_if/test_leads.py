import numpy as np
import pytest

from cx.chapters.what_if.leads import is_above_nothing, sharing_lead, sharing_lead_drawn


@pytest.mark.parametrize(
    ("values", "spread", "shares"),
    [
        ([5.0, 1.0], [0.0, 1.0], [True, False]),
        ([1.0, 5.0], [4.0, 0.0], [True, True]),
        ([5.0, 5.0], [0.0, 0.0], [True, True]),
        ([5.0, 4.0], [0.0, 0.0], [True, False]),
        ([5.0], [0.0], [True]),
        # Two standard errors are enough for two, not for ten.
        ([5.0, 3.0], [0.0, 1.0], [True, False]),
        ([5.0, 3.0, *[-9.0] * 8], [0.0, *[1.0] * 9], [True, True, *[False] * 8]),
    ],
)
def test_who_cannot_be_told_from_the_first_shares_its_lead(values, spread, shares):
    assert sharing_lead(np.array(values), np.array(spread)).tolist() == shares


def test_draws_that_go_together_tell_what_single_ranges_would_not():
    luck = np.random.default_rng(1).normal(0, 5, 200)
    together = np.array([[2.0, *(2 + luck)], [1.0, *(1 + luck * 1.01)]])
    assert sharing_lead_drawn(together).tolist() == [True, False]
    other = np.random.default_rng(2).normal(0, 5, 200)
    apart = np.array([[2.0, *(2 + luck)], [1.0, *(1 + other)]])
    assert sharing_lead_drawn(apart).tolist() == [True, True]
    assert sharing_lead_drawn(np.empty((0, 0))).tolist() == []


def test_the_largest_of_many_needs_more_than_the_largest_of_one():
    luck = np.random.default_rng(1).normal(0, 1, 200)
    drawn = np.append(2.0, 2 + luck / luck.std(ddof=1))
    assert is_above_nothing(drawn, 1)
    assert not is_above_nothing(drawn, 12)
    assert not is_above_nothing(-drawn, 1)
    assert not is_above_nothing(np.zeros(9), 3)
