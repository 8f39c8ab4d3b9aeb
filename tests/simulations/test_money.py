"""A short run of the worlds of money, and proof that wrong methods fail."""

from dataclasses import replace
from math import sqrt
from typing import Any

import numpy as np
import pytest

from cx.chapters.value.customers import relative_error, weighted_mean
from cx.measures.proportions import newcombe_difference
from cx.vocabulary import Estimate
from simulations import money
from simulations.counting import measure

ROUGH = money.MoneyWorld(1_000, "log-normal 1.5", tilt=-0.8)


def shares(question: Any, world: money.MoneyWorld, n_worlds: int) -> dict[str, float]:
    found = measure(replace(question, worlds=[world]), n_worlds)
    return {row.thing.label: row.share for row in found}


@pytest.fixture(autouse=True)
def fewer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(money, "POPULATION", 200_000)


def test_ranges_of_money_hold_the_truth_where_spend_is_rough() -> None:
    held = shares(money.RANGES, ROUGH, 60)
    reach = 4 * sqrt(0.95 * 0.05 / 60)
    judged = {name: share for name, share in held.items() if "is given" not in name}
    assert len(judged) == 6
    assert min(judged.values()) > 0.95 - reach


def test_churn_of_heads_would_not_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    def of_heads(base: Any) -> Estimate:
        unhappy = base.share_of_band[:, -1] > 0
        left = base.frame["churned"].to_numpy()
        found = newcombe_difference(
            left[unhappy].sum(), unhappy.sum(), left[~unhappy].sum(), (~unhappy).sum()
        )
        return Estimate(*(float(end) for end in found), base.n)

    monkeypatch.setattr(money, "excess_by_revenue", of_heads)
    assert shares(money.RANGES, ROUGH, 20)["excess churn by revenue"] < 0.3


def test_nothing_is_claimed_where_money_goes_with_nothing() -> None:
    for world in (
        money.MoneyWorld(300, "log-normal 1.5", n_groups=4),
        money.MoneyWorld(300, "a tenth has half", money.PLEASED, n_groups=10),
        money.MoneyWorld(300, "log-normal 1.5", repeats=True),
    ):
        claimed = shares(money.CLAIMS, world, 60)
        assert max(claimed.values()) < 0.05 + 4 * sqrt(0.05 * 0.95 / 60)


def test_what_is_there_is_found() -> None:
    found = shares(money.FOUND, money.MoneyWorld(1_000, "log-normal 1"), 20)
    assert min(found.values()) > 0.9 - 4 * sqrt(0.9 * 0.1 / 20)


def test_an_error_without_a_range_is_not_zero() -> None:
    refused = weighted_mean(np.array([1.0] * 59 + [500.0]), np.ones(60))
    assert np.isnan(refused.low)
    assert np.isnan(relative_error(refused))
    assert relative_error(Estimate(0.0, np.nan, np.nan, 5)) == 0
