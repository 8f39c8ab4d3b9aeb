"""The score by revenue: published tables, and how far it hangs on the largest customers."""

from __future__ import annotations

import numpy as np
import pytest

from cx.measures.net_score import weighted_net_score
from cx.measures.revenue_weights import capped, largest_share, n_carrying, without_each
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


def test_without_each_is_the_score_of_the_others() -> None:
    score, weight = np.array([1.0, -1, 0, 1]), np.array([5.0, 9, 1, 2])
    largest, without = without_each(score, weight, 2)
    assert largest == pytest.approx([9, 5])
    for place, left_out in enumerate((1, 0)):
        others = np.delete(np.arange(4), left_out)
        by_hand = weighted_net_score(score[others], weight[others]).value
        assert without[place] == pytest.approx(by_hand)
    assert np.isnan(without_each([1], [5])[1]).all()
