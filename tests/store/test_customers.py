"""One row for each customer, whatever the order of the answers."""

from pathlib import Path

import pandas as pd
import pytest

from cx.store.customers import BAND
from cx.store.responses import Filters
from tests.chapters.value.customers_made import customers

ANSWERS = {
    "customer": ["Ann", "Bob", "Ann", None, "Ann"],
    "score": [10, 3, 8, 10, 2],
    "spend": [50.0, 20.0, -5.0, 7.0, None],
    "left": [False, True, None, None, False],
    "before": [40.0, None, 40.0, 1.0, 40.0],
    "channel": ["Search", "Referral", "Search", "Search", "Search"],
    "day": pd.to_datetime(["2025-01-01", "2025-01-01", "2025-02-01", "2025-01-05", "2025-03-01"]),
}


@pytest.mark.parametrize("order", [[0, 1, 2, 3, 4], [4, 2, 0, 3, 1]])
def test_answers_of_a_customer_are_added_up(tmp_path: Path, order: list[int]) -> None:
    columns = {name: [list(values)[i] for i in order] for name, values in ANSWERS.items()}
    frame = customers(tmp_path, **columns).customers()
    assert len(frame) == 3
    ann = frame[frame["n"] == 3].iloc[0]
    assert (ann["favourable"], ann["neutral"], ann["unfavourable"]) == (1, 1, 1)
    assert (ann["spend"], ann["refunds"], ann["n_refunds"]) == (45, -5, 1)
    assert (ann["n_purchases"], ann["n_spend"], ann["most_spend"]) == (1, 2, 50)
    assert (ann["churned"], ann["previous_spend"]) == (0, 40)
    assert sorted(frame["churned"].dropna()) == [0, 1]


def test_ids_do_not_leave_the_engine(tmp_path: Path) -> None:
    responses = customers(tmp_path, **ANSWERS)
    for frame in (responses.customers(), responses.purchases()):
        texts = frame.select_dtypes(exclude="number").astype(str).to_numpy().ravel()
        assert "Ann" not in set(texts)


def test_customers_within_bands_and_filters(tmp_path: Path) -> None:
    responses = customers(tmp_path, **ANSWERS)
    by_band = responses.customers(BAND)
    assert by_band.groupby(BAND)["n"].sum().to_dict() == {0: 2, 1: 1, 2: 2}
    assert len(by_band) == 5
    referred = responses.where(Filters(values=(("acquisition_channel", ("Referral",)),)))
    assert (referred.count_customers(), responses.count_customers()) == (1, 3)


def test_histories_count_days_with_spend(tmp_path: Path) -> None:
    made = customers(
        tmp_path,
        customer=["A", "A", "A", "A", "B"],
        score=[10, 10, 3, 10, 8],
        spend=[5.0, 6.0, 0.0, 9.0, 0.0],
        day=pd.to_datetime(["2025-01-01", "2025-01-01", "2025-01-02", "2025-01-08", "2025-01-09"]),
    )
    history = made.purchases()
    bought = history[history["n_days"] > 0].iloc[0]
    assert (bought["n_days"], bought["repeat_spend"]) == (2, 9)
    assert (bought["last_day"] - bought["first_day"]).days == 7
    assert bought["end_day"] == pd.Timestamp("2025-01-09")
    assert (bought["favourable"], bought["unfavourable"], bought["n"]) == (3, 1, 4)
    assert history["n_days"].tolist() == [2, 0]
