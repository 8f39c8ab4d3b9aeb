"""Three-point guesses and shares that move together."""

import numpy as np
import pytest
from scipy import stats

from cx.measures.pert import Pert, correlated_shares


def test_quantiles_are_those_of_the_beta_distribution():
    pert = Pert(0.4, 1.0, 1.3)
    beta = stats.beta(1 + 4 * 0.6 / 0.9, 1 + 4 * 0.3 / 0.9, loc=0.4, scale=0.9)
    assert pert.quantiles([0.1, 0.5, 0.9]) == pytest.approx(beta.ppf([0.1, 0.5, 0.9]))
    assert pert.mean == pytest.approx(beta.mean())


def test_a_known_figure_has_no_spread():
    assert Pert(5, 5, 5).quantiles([0.0, 0.5, 1.0]).tolist() == [5, 5, 5]


def test_figures_out_of_order_are_refused():
    with pytest.raises(ValueError, match="out of order"):
        Pert(2, 1, 3)


def test_shares_are_even_and_move_together_as_asked():
    shares = correlated_shares(2**13, [0.5, 0.5, 0.0], seed=3)
    normal = stats.norm.ppf(shares)
    correlation = np.corrcoef(normal, rowvar=False)
    assert shares.mean(axis=0) == pytest.approx([0.5] * 3, abs=0.002)
    assert correlation[0, 1] == pytest.approx(0.5, abs=0.03)
    assert correlation[0, 2] == pytest.approx(0.0, abs=0.03)


def test_the_same_seed_draws_the_same_shares():
    assert (correlated_shares(64, [0.2], 1) == correlated_shares(64, [0.2], 1)).all()
    assert (correlated_shares(64, [0.2], 1) != correlated_shares(64, [0.2], 2)).any()


def test_a_share_in_common_outside_its_range_is_refused():
    with pytest.raises(ValueError, match="must be 0 to 1"):
        correlated_shares(8, [1.2], 0)
