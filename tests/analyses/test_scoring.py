from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from cx.analyses.scoring import alike_p_value, excess_kurtosis, shrunken_scores
from cx.vocabulary import Scale

NPS = Scale.conventional(0, 10)
PLUS, MINUS = np.array([9.0, 40, 95]), np.array([1.0, 2, 1])


def test_kurtosis_is_that_of_the_answers_spelt_out() -> None:
    n = np.array([12.0, 45, 100])
    answers = np.repeat([1, -1, 0], [144, 4, 9])
    assert excess_kurtosis(PLUS, MINUS, n) == pytest.approx(stats.kurtosis(answers))
    assert excess_kurtosis(np.array([5.0]), np.array([0.0]), np.array([5.0])) == 0


def test_heavy_tails_matter_only_where_performers_have_unequal_n() -> None:
    for n, alike in ((np.full(3, 100.0), True), (np.array([12.0, 45, 100]), False)):
        shrunk = shrunken_scores(NPS, PLUS, MINUS, n)
        plain, heavy = alike_p_value(shrunk, n, NPS), alike_p_value(shrunk, n, NPS, excess=20)
        assert (heavy == pytest.approx(plain)) is alike
