from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from cx.chapters.segments.comparison import SegmentOptions, Segments, compare_segments
from cx.problems import NotEnoughData
from cx.scores.suppression import gives_away, hidden_beside_whole, hidden_groups, hidden_parts
from cx.vocabulary import Role
from tests.chapters.variants import rows_of
from tests.frames import responses_of

LEAST = 5


def table_of(bands: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """List cells, rows, columns and the whole of a table as groups of its cells."""
    rows, columns = bands.shape[:2]
    at = np.arange(rows * columns).reshape(rows, columns)
    groups = [[place] for place in at.ravel()] + list(at) + list(at.T) + [at.ravel()]
    members = np.array([np.isin(at.ravel(), group) for group in groups])
    return members, np.array([*[False] * (len(members) - 1), True])


def solved(members: np.ndarray, shown: np.ndarray, n: np.ndarray, wanted: np.ndarray) -> float:
    """How far the score of a group is left open by everything shown: 0 when it is known.

    An attacker's view: every shown sum is an equation, every score lies within -n and n.
    """
    at = np.zeros(len(n))  # a world in which every cell scores 0 agrees with itself
    known = {"A_eq": members[shown].astype(float), "b_eq": members[shown] @ at}
    limits = [(-size, size) for size in n]
    ends = [linprog(sign * wanted, bounds=limits, **known).fun for sign in (1, -1)]
    return float(-ends[1] - ends[0])


tables = st.tuples(st.integers(1, 4), st.integers(1, 4), st.integers(0, 2**32 - 1))


def drawn(rows: int, columns: int, seed: int) -> np.ndarray:
    random = np.random.default_rng(seed)
    bands = random.poisson(random.choice([0.3, 2.0, 12.0], (rows, columns, 1)), (rows, columns, 3))
    return np.asarray(bands, dtype=float)


@pytest.mark.slow
@settings(max_examples=150)
@given(tables)
def test_no_small_group_can_be_worked_out_from_what_is_shown(shape: tuple[int, int, int]) -> None:
    bands = drawn(*shape)
    members, fixed = table_of(bands)
    flat = bands.reshape(-1, 3)
    sizes = members @ flat.sum(axis=1)
    if sizes[-1] < LEAST:
        return  # then the page shows nothing at all
    hidden = hidden_groups(members, flat, LEAST, fixed=fixed)
    shown = (sizes > 0) & ~hidden
    assert not (shown & (sizes < LEAST)).any()
    for group in np.flatnonzero((sizes > 0) & (sizes < LEAST)):
        assert solved(members, shown, flat.sum(axis=1), members[group].astype(float)) > 0.5


def test_hiding_the_small_cell_alone_gives_it_away() -> None:
    bands = np.array([[[9, 9, 9], [1, 1, 1]], [[9, 9, 9], [9, 9, 9]]], dtype=float)
    members, fixed = table_of(bands)
    flat = bands.reshape(-1, 3)
    naive = members @ flat.sum(axis=1) < LEAST
    assert gives_away(members, flat, LEAST, naive)
    assert not gives_away(members, flat, LEAST, hidden_groups(members, flat, LEAST, fixed=fixed))


def test_the_smallest_neighbour_is_hidden_in_a_list() -> None:
    bands = np.array([[1, 1, 1], [30, 5, 5], [4, 3, 4], [50, 20, 9]], dtype=float)
    assert hidden_beside_whole(np.eye(4), bands, LEAST).tolist() == [True, False, True, False]


def test_two_small_groups_need_a_third_when_together_they_are_still_small() -> None:
    bands = np.array([[1, 1, 0], [1, 0, 1], [4, 3, 4], [50, 20, 9]], dtype=float)
    assert hidden_beside_whole(np.eye(4), bands, LEAST).tolist() == [True, True, True, False]


def test_who_is_in_no_group_shields_a_small_one() -> None:
    bands = np.array([[1, 1, 1], [50, 20, 9], [9, 9, 9]], dtype=float)
    assert hidden_beside_whole(np.eye(2, 3), bands, LEAST).tolist() == [True, False]
    assert hidden_beside_whole(np.eye(2), bands[:2], LEAST).tolist() == [True, True]


def test_a_rest_of_one_band_only_tells_what_everybody_said() -> None:
    bands = np.array([[3, 0, 0], [7, 0, 0], [4, 4, 4], [50, 20, 9]], dtype=float)
    assert hidden_beside_whole(np.eye(4), bands, LEAST).tolist() == [True, True, True, False]


def test_nothing_is_hidden_where_nobody_is_few() -> None:
    bands = np.full((4, 3), 9.0)
    members = np.array([*np.eye(4), np.ones(4)], dtype=bool)
    assert not hidden_groups(members, bands, LEAST).any()


# --- in the comparison of segments ----------------------------------------------------------

ROLES = {
    "score": Role.OUTCOME,
    "row": Role.ACQUISITION_CHANNEL,
    "column": Role.PURCHASE_BEHAVIOUR,
    "spend": Role.SPEND,
}


def compared(folder: Path, counts: dict[str, tuple[int, int, int]], **options: bool) -> Segments:
    frame = rows_of(counts)
    frame[["row", "column"]] = frame["group"].str.split("/", expand=True)
    frame = pd.DataFrame(frame).assign(spend=10.0)
    return compare_segments(responses_of(folder, frame, ROLES), SegmentOptions(**options))


@pytest.mark.parametrize("seed", range(12))
def test_scores_and_revenue_of_small_cells_stay_unknown(tmp_path: Path, seed: int) -> None:
    bands = drawn(4, 3, seed) + np.array([[[0, 0, 0]], [[9, 9, 9]], [[4, 4, 4]], [[0, 1, 1]]])
    names = [f"r{row}/c{column}" for row in range(4) for column in range(3)]
    counts = dict(zip(names, bands.astype(int).reshape(-1, 3).tolist(), strict=True))
    found = compared(tmp_path, counts)
    assert found.column_margin is not None
    members, _ = table_of(np.zeros((len(found.row.categories), len(found.column_margin), 3)))
    tables = (found.cells.frame, found.row_margin.frame, found.column_margin.frame)
    n = found.cells.frame["n"].to_numpy(float)
    for measure in ("points", "revenue_share"):
        known = np.concatenate([frame[measure].notna() for frame in tables] + [[True]])
        sizes = np.concatenate([frame["n"] for frame in tables] + [[found.net.n]])
        for group in np.flatnonzero((sizes > 0) & (sizes < LEAST)):
            wanted = members[group].astype(float)
            assert solved(members, known & (sizes > 0), n, wanted) > 0.5
    for frame in tables:
        silent = frame.loc[frame["suppressed"] | frame["protecting"]]
        told = ["points", "low", "high", "p_value", "p_adjusted", "difference_points"]
        assert silent[[*told, "revenue_share"]].isna().all(axis=None)
        assert (frame.loc[frame["n"].between(1, LEAST - 1), "suppressed"]).all()


def test_a_margin_is_hidden_alike_whatever_it_is_crossed_with(tmp_path: Path) -> None:
    counts = {"a/x": (2, 0, 1), "b/x": (9, 9, 9), "b/y": (9, 9, 9), "c/y": (9, 9, 2)}
    found = compared(tmp_path, counts)
    assert found.row_margin.frame["points"].isna().tolist()[0]
    assert found.row_margin.frame.set_index("level").loc["c", "protecting"]


def test_the_smallest_merge_that_passes_is_offered_and_done(tmp_path: Path) -> None:
    counts = {
        "a/x": (2, 1, 1),
        "b/x": (2, 2, 3),
        "c/x": (20, 9, 9),
        "a/y": (9, 9, 9),
        "b/y": (8, 8, 8),
        "c/y": (30, 10, 9),
    }
    found = compared(tmp_path, counts)
    assert found.n_cells_suppressed == 1
    assert found.merge is not None
    assert (found.merge.column.label, found.merge.levels) == ("row", ("a", "b"))
    assert found.merged is False
    done = compared(tmp_path, counts, merge=True)
    assert done.merged
    assert done.row.categories == ("a + b", "c")
    assert done.cells.frame["n"].tolist() == [11, 51, 38, 49]
    assert done.cells.frame["points"].notna().all()
    assert done.net == found.net


def test_no_merge_is_offered_that_would_give_a_small_cell_away(tmp_path: Path) -> None:
    # Beside b / x shown, a + b / x shown would tell a / x.
    counts = {
        "a/x": (2, 1, 1),
        "b/x": (20, 20, 30),
        "c/x": (3, 3, 3),
        "a/y": (9, 9, 9),
        "b/y": (80, 8, 8),
        "c/y": (3, 1, 9),
    }
    found = compared(tmp_path, counts)
    shown = found.cells.frame.set_index(["row", "column"])["points"].notna()
    assert shown["b", "x"]
    assert found.merge is None or found.merge.levels != ("a", "b")


def test_too_few_responses_show_nothing_at_all(tmp_path: Path) -> None:
    with pytest.raises(NotEnoughData, match="Only 4 responses"):
        compared(tmp_path, {"a/x": (1, 1, 0), "b/y": (0, 1, 1)})


@pytest.mark.parametrize(
    ("counts", "unplaced", "hidden"),
    [
        ([200, 150, 46, 4], 0, [False, False, True, True]),
        ([200, 2, 2], 0, [True, True, True]),  # four of them together are too few as well
        ([200, 3, 2], 0, [False, True, True]),
        ([200, 30, 0], 0, [False, False, False]),
        ([200, 30, 0], 2, [False, True, False]),  # the rest would be that of two
        ([200, 30, 4], 9, [False, False, True]),
    ],
)
def test_parts_of_a_sum(counts: list[int], unplaced: float, hidden: list[bool]) -> None:
    assert hidden_parts(counts, 5, unplaced).tolist() == hidden
