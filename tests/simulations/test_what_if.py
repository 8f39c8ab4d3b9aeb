"""A short run of the worlds in which drivers bend or lead, and proof that straight lines fail."""

from dataclasses import replace
from math import sqrt

import numpy as np
import pytest

from cx.chapters.what_if import bends
from cx.measures.multinomial import fit_multinomial
from simulations import what_if as worlds

CEILING = worlds.BentWorld("stops mattering at 7", 2_000)


def randoms(n_worlds: int) -> list[np.random.Generator]:
    return [np.random.default_rng([4, world]) for world in range(n_worlds)]


def luck(expected: float, n: int) -> float:
    return 4 * sqrt(expected * (1 - expected) / n)


def test_ranges_hold_where_a_driver_bends() -> None:
    found = worlds.count_bent(CEILING, randoms(25))
    assert found[worlds.LIFT] / 25 > 0.95 - luck(0.95, 25)
    assert found[worlds.SHIFT] / 25 > 0.95 - luck(0.95, 25)


def test_straight_lines_would_not_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    def straight(design: np.ndarray, codes: np.ndarray, *given: object) -> bends.Bent:
        nowhere = np.zeros(3, dtype=bool)
        return bends.Bent(fit_multinomial(design, codes), (), nowhere, nowhere)

    monkeypatch.setattr(worlds, "fit_bent", straight)
    found = worlds.count_bent(CEILING, randoms(25))
    assert found[worlds.LIFT] / 25 < 0.95 - luck(0.95, 25)


def test_equal_levers_share_the_lead_and_a_clear_one_has_it() -> None:
    alike = worlds.LeadWorld(5, 0.0, 1_000)
    assert worlds.count_named(alike, randoms(20))[worlds.NAMED] <= 2
    clear = replace(alike, ahead=0.35)
    assert worlds.count_named(clear, randoms(20))[worlds.CLEAR_NAMED] >= 14
