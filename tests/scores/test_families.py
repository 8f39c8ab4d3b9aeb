import numpy as np
import pandas as pd
import pytest

from cx.scores.families import as_one_family, surely_first


def table(*p_values: float) -> pd.DataFrame:
    n = len(p_values)
    return pd.DataFrame(
        {
            "p_value": p_values,
            "difference_points": np.full(n, 10.0),
            "difference_low": np.full(n, 2.0),
            "difference_high": np.full(n, 18.0),
        }
    )


def test_tables_are_adjusted_together_and_for_the_questions_of_the_page() -> None:
    one, other = as_one_family([table(0.004), table(0.5, 0.6, np.nan)], 2)
    assert one["p_adjusted"].tolist() == pytest.approx([0.024])
    assert other["p_adjusted"].tolist() == pytest.approx([1.0, 1.0, np.nan], nan_ok=True)
    (alone,) = as_one_family([table(0.004)])
    assert alone["p_adjusted"].tolist() == [0.004]
    assert alone["difference_low"].tolist() == pytest.approx([2.0])


def test_a_range_is_wider_where_one_of_many_is_named() -> None:
    (found,) = as_one_family([table(0.001, 0.5, 0.6, 0.7)])
    # 1 - .05 / 4 instead of .95: 2.498 standard errors instead of 1.960.
    assert found["difference_low"][0] == pytest.approx(10 - 8 * 2.4977 / 1.96, abs=0.01)
    (every,) = as_one_family([table(0.001, 0.001)])
    assert every["difference_low"].tolist() == pytest.approx([2.0, 2.0])


def test_the_first_outranks_each_other_or_is_not_sure() -> None:
    points = np.array([40.0, 20.0, np.nan])
    assert surely_first(points, points - 5, points + 5, 0)
    assert not surely_first(points, points - 15, points + 15, 0)
    assert not surely_first(points, points - 5, points + 5, 1)
