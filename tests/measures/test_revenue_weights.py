"""The score by revenue: published tables, and how far it hangs on the largest customers."""

import numpy as np
import pytest

from cx.measures.net_score import weighted_net_score
from cx.measures.revenue_weights import (
    capped,
    largest_share,
    n_carrying,
    tells_largest,
    without_largest,
)
from tests import synth600


def test_table_of_questionpro() -> None:
    # SMB 10, Enterprise 2, SMB 9, SMB 8, Enterprise 7; an enterprise pays four times as much.
    score, revenue = [1, -1, 1, 0, 0], [1, 4, 1, 1, 4]
    assert 100 * weighted_net_score(score, np.ones(5)).value == pytest.approx(20)
    assert 100 * weighted_net_score(score, revenue).value == pytest.approx(-18.181818, abs=1e-6)


def test_synth600_by_revenue() -> None:
    made = synth600.make()
    found = weighted_net_score(made.net, made.revenue)
    assert 100 * found.value == pytest.approx(22.7344324, abs=1e-6)
    assert 100 * found.standard_error == pytest.approx(3.63230182, abs=1e-6)
    assert found.effective_n == pytest.approx(408.743578, abs=1e-6)


def test_cap_is_a_multiple_of_the_mean() -> None:
    assert capped([1] * 9 + [91]) == pytest.approx([1] * 9 + [50])


def test_share_and_number_of_the_largest() -> None:
    assert largest_share([40, 20, 20, 10, 10], 2) == pytest.approx(0.6)
    assert n_carrying([40, 20, 20, 10, 10], 0.5) == 2
    assert n_carrying([1, 1, 1, 1], 0.5) == 2
    assert n_carrying([60, 40], 1.0) == 2


def test_without_the_largest_is_the_score_of_the_others() -> None:
    score, weight = np.array([1.0, -1, 0, 1]), np.array([5.0, 9, 1, 2])
    by_hand = weighted_net_score(score[2:], weight[2:]).value
    assert without_largest(score, weight, 2) == pytest.approx(by_hand)
    assert np.isnan(without_largest([1], [5], 1))


@pytest.mark.parametrize(
    ("score", "weight", "tells"),
    [
        ([1, -1, -1], [8, 1, 1], True),  # 0.6: no other answers make up for eight tenths
        ([1, -1, 1], [6, 2, 2], True),  # 0.6: four tenths of 1 and none of 0 are 0.4
        ([1, -1, 1], [5, 3, 2], False),  # 0.4: five tenths of 0 and four of 1 may be it, too
        ([-1, -1, -1], [4, 3, 3], True),  # -1: everybody answered so
        ([1, 0, -1], [4, 3, 3], False),
        ([0, 0], [0, 0], False),
    ],
)
def test_a_score_tells_on_the_largest(score: list[int], weight: list[int], tells: bool) -> None:
    assert tells_largest(score, weight) is tells
