from collections.abc import Callable, Iterator

import numpy as np
import pandas as pd
import pytest

from cx.chapters.segments import expectations
from cx.measures.arrays import Flags, Floats
from cx.scores.against_rest import against_rest, differs
from cx.scores.families import as_one_family
from cx.scores.groups import scored_groups
from cx.store.responses import MINIMUM_N

N_WORLDS = 200
LEVELS = 30


def alike_and_pleased() -> Iterator[Floats]:
    """Draw 300 answers, 90 % favourable, in 30 groups that are alike: (groups, bands)."""
    random = np.random.default_rng(1)
    for _ in range(N_WORLDS):
        sizes = random.multinomial(300, random.dirichlet(np.full(LEVELS, 3.0)))
        yield random.multinomial(sizes, (0.9, 0.07, 0.03)).astype(float)


def of_groups(bands: Floats, small: Flags) -> pd.DataFrame:
    return as_one_family([scored_groups(bands, small, MINIMUM_N)])[0]


def of_expectations(bands: Floats, small: Flags) -> pd.DataFrame:
    counts = pd.DataFrame(bands, columns=list(expectations.Expectation))
    levels = [str(level) for level in range(LEVELS)]
    return as_one_family([expectations._shares(counts, levels, small, MINIMUM_N)])[0]


@pytest.mark.parametrize("asked", [of_groups, of_expectations], ids=lambda of: of.__name__)
def test_groups_of_the_pleased_who_are_alike_are_seldom_claimed_to_differ(
    asked: Callable[[Floats, Flags], pd.DataFrame],
) -> None:
    claimed = sum(
        bool(differs(asked(bands, bands.sum(axis=1) < MINIMUM_N)["p_adjusted"]).any())
        for bands in alike_and_pleased()
    )
    # One in fifty; a score test would claim a difference in one of five.
    assert claimed / N_WORLDS < 0.05


def test_all_questions_give_the_same_p() -> None:
    bands = next(alike_and_pleased())
    small = bands.sum(axis=1) < MINIMUM_N
    first, other = (
        asked(bands, small)["p_adjusted"].to_numpy() for asked in (of_groups, of_expectations)
    )
    assert other.tolist() == pytest.approx(first.tolist(), nan_ok=True)


def test_hidden_groups_and_small_rests_are_not_compared() -> None:
    plus, minus, n = np.array([20.0, 2, 1]), np.array([4.0, 1, 0]), np.array([30.0, 3, 1])
    found = against_rest(plus, minus, n, np.array([True, False, False]), MINIMUM_N)
    assert found.compared.tolist() == [False, False, False]  # the rest of the first are four
    assert np.isnan(found.difference_points).all()
    found = against_rest(plus, minus, n, np.array([True, False, False]), 4)
    assert found.compared.tolist() == [True, False, False]
    assert found.difference_points[0] == pytest.approx(100 * (16 / 30 - 2 / 4))
    assert found.p_adjusted[0] == found.p_value[0]


def test_one_number_and_many_are_judged_alike() -> None:
    values = np.array([0.049, 0.05, 0.051, np.nan])
    expected = [True, True, False, False]
    assert [differs(float(value)) for value in values] == expected
    assert differs(values).tolist() == expected
    assert differs(pd.Series(values)).tolist() == expected
