"""A short run of the worlds in which customers repeat, and proof that taking them apart fails."""

from collections import Counter
from math import sqrt

import numpy as np
import pytest

from cx.measures.clusters import CustomerMoments, Effects
from cx.measures.interaction import latent_slopes_test
from simulations import repeats
from simulations.counting import Thing

WORLD = repeats.RepeatedWorld(150, 5.0, 0.5)


def as_if_independent(moments: CustomerMoments, _: object = None) -> Effects:
    ones = np.ones(len(moments.n))
    return Effects(moments.n, ones, ones)


def shares(found: Counter[Thing], n_worlds: int) -> dict[Thing, float]:
    return {thing: hits / n_worlds for thing, hits in found.items()}


def randoms(n_worlds: int) -> list[np.random.Generator]:
    return [np.random.default_rng([3, world]) for world in range(n_worlds)]


def luck(expected: float, n: int) -> float:
    return 4 * sqrt(expected * (1 - expected) / n)


def test_ranges_hold_where_customers_repeat() -> None:
    found = shares(repeats.count_ranges(WORLD, randoms(60)), 60)
    assert min(found.values()) > 0.95 - luck(0.95, 60)


def test_ranges_of_independent_answers_would_not_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(repeats, "effects", as_if_independent)
    found = shares(repeats.count_ranges(WORLD, randoms(60)), 60)
    assert found[repeats.SCORE] < 0.95 - luck(0.95, 60)


def test_nothing_is_claimed_where_customers_repeat(monkeypatch: pytest.MonkeyPatch) -> None:
    found = shares(repeats.count_claims(WORLD, randoms(40)), 40)
    assert max(found.values()) < 0.05 + luck(0.05, 40)
    monkeypatch.setattr(repeats, "effects", as_if_independent)
    apart = shares(repeats.count_claims(WORLD, randoms(40)), 40)
    assert apart[repeats.SEGMENT] > 0.05 + luck(0.05, 40)


def test_slopes_of_independent_answers_would_differ(monkeypatch: pytest.MonkeyPatch) -> None:
    def claimed() -> float:
        drawn = (repeats.draw_customers(WORLD, random) for random in randoms(40))
        found = (
            repeats.slopes_differ(
                repeats.draw_rows(WORLD, customer, random).design, customer % 3, customer
            )
            for customer, random in zip(drawn, randoms(40), strict=True)
        )
        return sum(found) / 40

    assert claimed() < 0.05 + luck(0.05, 40)
    monkeypatch.setattr(
        repeats, "latent_slopes_test", lambda parts, lines, _: latent_slopes_test(parts, lines)
    )
    assert claimed() > 0.05 + luck(0.05, 40)
