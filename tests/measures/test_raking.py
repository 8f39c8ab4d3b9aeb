import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx.measures.raking import raking_weights

TABLE = np.array([[0.2, 0.1, 0.1], [0.1, 0.2, 0.3]])


def _margins(length: int):
    parts = st.lists(st.floats(0.05, 1), min_size=length, max_size=length)
    return parts.map(lambda p: np.array(p) / sum(p))


@given(_margins(2), _margins(3))
def test_margins_are_as_wanted(rows, columns):
    reached = TABLE * raking_weights(TABLE, rows, columns)
    assert reached.sum(axis=1) == pytest.approx(rows, abs=1e-9)
    assert reached.sum(axis=0) == pytest.approx(columns, abs=1e-9)


@given(_margins(2), _margins(3))
def test_what_holds_between_rows_and_columns_stays(rows, columns):
    reached = TABLE * raking_weights(TABLE, rows, columns)

    def odds(table):
        return table[0, 0] * table[1, 1] / (table[0, 1] * table[1, 0])

    assert odds(reached) == pytest.approx(odds(TABLE))


def test_todays_margins_change_nothing():
    weights = raking_weights(TABLE, TABLE.sum(axis=1), TABLE.sum(axis=0))
    assert weights == pytest.approx(np.ones((2, 3)), abs=1e-12)
    assert (raking_weights(TABLE) == 1).all()


def test_empty_rows_are_left_alone_and_batches_are_tables():
    empty = np.array([[0.4, 0.6], [0.0, 0.0]])
    batch = raking_weights(np.stack([empty, empty]), columns=[0.5, 0.5])
    assert batch.shape == (2, 2, 2)
    assert batch[1] == pytest.approx(np.array([[1.25, 0.5 / 0.6]] * 2))
