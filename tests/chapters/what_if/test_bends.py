import numpy as np
import pytest

from cx.chapters.what_if import bends
from cx.chapters.what_if.bends import Bend, fit_bent, with_bends
from cx.chapters.what_if.levers import Lever, LeverKind
from cx.measures.multinomial import fit_multinomial
from simulations import what_if as worlds


def levers(*kinds: LeverKind) -> tuple[Lever, ...]:
    return tuple(
        Lever(f"d{i}", f"D{i}", kind, 0, 10, 7.0, None, None, 0.5, 0.4, 2_000)
        for i, kind in enumerate(kinds)
    )


RATINGS = levers(*[LeverKind.RATING] * 3)


def drawn(shape: str, n: int = 2_000) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(8)
    ratings = worlds._ratings(random, n, 3)
    return ratings, worlds._bands(random, worlds._true_shares(ratings, shape))


def test_a_line_that_is_straight_stays_so():
    ratings, codes = drawn("is straight")
    found = fit_bent(ratings, codes, RATINGS, None)
    assert found.bends == ()
    assert not found.not_straight.any()
    straight = fit_multinomial(ratings, codes)
    assert found.fit.coefficients == pytest.approx(straight.coefficients)
    assert found.fit.covariance == pytest.approx(straight.covariance)


@pytest.mark.parametrize("shape", ["stops mattering at 7", "matters from 7 on"])
def test_a_line_that_bends_is_broken(shape):
    ratings, codes = drawn(shape)
    found = fit_bent(ratings, codes, RATINGS, None)
    assert found.not_straight.tolist() == [True, False, False]
    # A driver that goes with it may be broken as well; that is not said.
    assert 0 in {bend.place for bend in found.bends}
    assert not found.rough.any()


def test_a_line_that_cannot_be_broken_is_rough_and_its_slopes_are_drawn_wider(monkeypatch):
    monkeypatch.setattr(bends, "FEWEST_ROWS", 10_000)
    ratings, codes = drawn("stops mattering at 7")
    found = fit_bent(ratings, codes, RATINGS, None)
    assert found.bends == ()
    assert found.rough.tolist() == [True, False, False]
    wider = found.fit.standard_errors / fit_multinomial(ratings, codes).standard_errors
    assert (wider[:, 1] > 1.5).all()
    assert wider[:, [0, 2, 3]] == pytest.approx(1.0)


def test_yes_or_no_has_no_bend():
    ratings, codes = drawn("stops mattering at 7")
    yes = np.column_stack([ratings[:, 0] > 7, ratings[:, 1:]]).astype(float)
    kinds = levers(LeverKind.RESOLVED, LeverKind.RATING, LeverKind.RATING)
    found = fit_bent(yes, codes, kinds, None)
    assert not found.not_straight[0]
    assert all(bend.place for bend in found.bends)


def test_with_bends_leaves_the_columns_before_them():
    design = np.array([[6.0, 1.0], [9.0, 2.0]])
    assert with_bends(design, ()) is design
    assert with_bends(design, [Bend(0, 7.0), Bend(0, 8.0)]).tolist() == [
        [6.0, 1.0, 0.0, 0.0],
        [9.0, 2.0, 2.0, 1.0],
    ]
