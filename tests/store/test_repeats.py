"""Customers who answered more than once, as the store reads them."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from cx.scores.repeats import effects_of, net_values
from cx.store.customers import CUSTOMER
from cx.store.responses import Filters, Responses
from cx.vocabulary import Role
from tests.frames import responses_of
from tests.intake.files import table, take

ROLES = {"score": Role.OUTCOME, "who": Role.RESPONDENT, "channel": Role.ACQUISITION_CHANNEL}


def made(folder: Path, who: list[str | None]) -> Responses:
    n = len(who)
    frame = pd.DataFrame(
        {
            "score": [10 - 5 * (i % 3) for i in range(n)],
            "who": who,
            "channel": ["Search" if i % 2 else "Referral" for i in range(n)],
        }
    )
    return responses_of(folder, frame, ROLES)


def test_answers_of_one_customer_have_one_number(tmp_path: Path) -> None:
    found = made(tmp_path, ["A", "B", "A", None, None]).repeated_answers("outcome")
    assert found is not None
    a, b, again, *alone = found.customer
    assert a == again
    assert len({a, b, *alone}) == 4
    assert found.share == 1
    assert net_values(found).tolist() == [1, -1, -1, 1, -1]


def test_nobody_repeats(tmp_path: Path) -> None:
    responses = made(tmp_path, ["A", "B", "A", None, None])
    assert made(tmp_path, list("ABCDE")).repeated_answers() is None
    search = responses.where(Filters(values=(("acquisition_channel", ("Search",)),)))
    assert search.repeated_answers() is None
    assert effects_of(None, None, 5) is None


def test_a_part_holds_whole_customers(tmp_path: Path) -> None:
    responses = made(tmp_path, [f"C{i % 400}" for i in range(2_000)])
    found = responses.repeated_answers("outcome", limit=500)
    assert found is not None
    assert 300 < len(found.customer) < 700
    assert set(np.unique(found.customer, return_counts=True)[1]) == {5}
    assert found.share == pytest.approx(len(found.customer) / 2_000)


def test_a_sample_knows_its_customers(tmp_path: Path) -> None:
    drawn = made(tmp_path, ["A", "B", "A", None]).sample(["outcome", CUSTOMER], 10)
    assert drawn[CUSTOMER].nunique() == 3
    without = responses_of(tmp_path, pd.DataFrame({"score": [1, 2]}), {"score": Role.OUTCOME})
    assert without.sample(["outcome", CUSTOMER])[CUSTOMER].nunique() == 2


def test_loading_numbers_customers_once(tmp_path: Path) -> None:
    ids = [f"C{i // 3}" if i % 7 else "" for i in range(60)]
    rows = [f"{i % 11},{ids[i]},{('North', 'South')[i % 2]}" for i in range(60)]
    stored = pd.read_parquet(take(tmp_path, table("NPS,Customer ID,Region", rows)).write().path)
    assert stored[CUSTOMER].dtype == np.int64
    assert (stored.groupby("respondent")[CUSTOMER].nunique() == 1).all()
    assert stored[CUSTOMER].nunique() == len(set(ids) - {""}) + ids.count("")


def test_a_sample_puts_answers_of_a_customer_side_by_side(tmp_path: Path) -> None:
    responses = made(tmp_path, ["A", "B", "A", "C", "B"])
    rows, customer = responses.sample_together(["outcome"])
    assert customer is not None
    assert len(rows) == 5
    assert np.count_nonzero(np.diff(customer)) == 2
    alone, nobody = made(tmp_path, list("ABCDE")).sample_together(["outcome"])
    assert nobody is None
    assert alone.equals(responses.sample(["outcome"]))
