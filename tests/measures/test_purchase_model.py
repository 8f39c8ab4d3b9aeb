"""BG/NBD and Gamma-Gamma against published expectations, and on a world of known parameters."""

import os
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from cx.measures.purchase_model import (
    PurchaseModel,
    SpendModel,
    fit_purchase_model,
    fit_spend_model,
)

# Fader, Hardie & Lee (2005), table 2, and Fader & Hardie (2013), on the CDNOW data.
PUBLISHED = PurchaseModel(0.243, 4.414, 0.793, 2.426)
SPENT = SpendModel(6.249571, 3.744225, 15.443524)


def test_published_expectations() -> None:
    assert PUBLISHED.expected_purchases(39, 2, 30.43, 38.86) == pytest.approx(1.226028, abs=1e-6)
    assert PUBLISHED.expected_purchases(39, 0, 0, 38.86) == pytest.approx(0.195098, abs=1e-6)
    assert PUBLISHED.alive(2, 30.43, 38.86) == pytest.approx(0.726579, abs=1e-6)


def test_who_bought_once_is_always_alive() -> None:
    assert PUBLISHED.alive([0, 0], [0, 0], [1, 500]) == pytest.approx([1, 1])


def test_nothing_ahead_is_nothing_to_expect() -> None:
    assert PUBLISHED.expected_purchases(0, [0, 3], [0, 9], [10, 12]) == pytest.approx([0, 0])


def test_published_spend() -> None:
    assert SPENT.mean == pytest.approx(35.170371, abs=1e-5)
    assert SPENT.expected_spend(3, 35) == pytest.approx(35.021753, abs=1e-5)
    assert SPENT.expected_spend(0, np.nan) == pytest.approx(SPENT.mean)


def test_fits_find_the_world_they_came_from() -> None:
    random = np.random.default_rng(20_260_101)
    n, age = 4_000, 52.0
    rate, leaving = random.gamma(0.8, 1 / 6.0, n), random.beta(0.9, 2.5, n)
    x, t_x = np.zeros(n), np.zeros(n)
    for i in range(n):
        clock, alive = random.exponential(1 / rate[i]), True
        while clock < age and alive:
            x[i], t_x[i] = x[i] + 1, clock
            alive = random.random() > leaving[i]
            clock += random.exponential(1 / rate[i])
    fitted = fit_purchase_model(x, t_x, np.full(n, age))
    assert fitted.r / fitted.alpha == pytest.approx(0.8 / 6, rel=0.15)
    assert fitted.a / (fitted.a + fitted.b) == pytest.approx(0.9 / 3.4, rel=0.2)
    again = x > 0
    level = random.gamma(4.0, 1 / 20.0, n)
    mean_spend = random.gamma(6.0 * np.maximum(x, 1)) / np.maximum(x, 1) / level
    spend = fit_spend_model(x, np.where(again, mean_spend, 0))
    assert spend.mean == pytest.approx(6 * 20 / 3, rel=0.05)


@pytest.mark.parametrize("currency", [1.0, 25_000.0])
def test_unit_of_money_does_not_matter(currency: float) -> None:
    random = np.random.default_rng(3)
    x = random.integers(1, 6, 400)
    spent = random.gamma(5 * x) / x / random.gamma(4, 1 / 20, 400)
    one, other = fit_spend_model(x, spent), fit_spend_model(x, spent * currency)
    assert other.mean == pytest.approx(one.mean * currency, rel=1e-4)
    shift = len(x) * np.log(currency)
    assert other.log_likelihood == pytest.approx(one.log_likelihood - shift, rel=1e-6)


def test_nobody_who_bought_again_is_refused() -> None:
    with pytest.raises(ValueError, match="bought again"):
        fit_purchase_model([0, 0], [0, 0], [5, 9])
    with pytest.raises(ValueError, match="bought again"):
        fit_spend_model([0, 1], [0, 0])


def test_cdnow_where_somebody_has_it() -> None:
    """Purchases of 2,357 customers in 39 weeks; the file is not part of the project."""
    folder = os.environ.get("CX_REAL_DATA")
    if not folder:
        pytest.skip("CX_REAL_DATA is not set: it names the folder with other people's files")
    (path,) = (Path(folder) / "cdnow").glob("*.txt")
    rows = pd.read_csv(path, sep=r"\s+", header=None, dtype={2: str}, usecols=[1, 2, 4])
    rows.columns = ["customer", "day", "paid"]
    rows["day"] = pd.to_datetime(rows["day"], format="%Y%m%d")
    end = pd.Timestamp("1997-09-30")
    days = rows[rows["day"] <= end].groupby(["customer", "day"])["paid"].sum().reset_index()
    history = days.groupby("customer")["day"].agg(["min", "max", "count"])
    x = history["count"] - 1
    t_x = (history["max"] - history["min"]).dt.days / 7
    fitted = fit_purchase_model(x, t_x, (end - history["min"]).dt.days / 7)
    found = (fitted.r, fitted.alpha, fitted.a, fitted.b)
    assert found == pytest.approx((0.242594, 4.413602, 0.792922, 2.425907), rel=1e-4)
    assert fitted.log_likelihood == pytest.approx(-9582.429207, abs=1e-5)
    again = days[days["day"] > days.groupby("customer")["day"].transform("min")]
    mean = again.groupby("customer")["paid"].mean().reindex(history.index).fillna(0)
    spend = fit_spend_model(x, mean)
    assert (spend.p, spend.q, spend.v) == pytest.approx((6.249571, 3.744225, 15.443524), rel=1e-4)
    assert spend.log_likelihood == pytest.approx(-4055.917695, abs=1e-5)
