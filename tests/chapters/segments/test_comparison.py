import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from cx.chapters.segments.comparison import (
    SegmentOptions,
    Segments,
    category_columns,
    compare_segments,
)
from cx.problems import NotEnoughData
from cx.store.responses import Filters
from cx.vocabulary import Role, Scale
from tests.chapters.variants import doubled, fingerprint, rows_of, shuffled
from tests.frames import NPS, responses_of

ROLES = {
    "score": Role.OUTCOME,
    "Channel": Role.ACQUISITION_CHANNEL,
    "Behaviour": Role.PURCHASE_BEHAVIOUR,
    "spend": Role.SPEND,
}
# promoters, passives, detractors
CELLS = {
    ("Referral", "more"): (20, 8, 2),  # 30 answers: +60
    ("Referral", "less"): (4, 2, 4),  # 10: 0, uncertain
    ("Search", "more"): (10, 10, 10),  # 30: 0
    ("Search", "less"): (5, 1, 1),  # 7: uncertain
}
# 4 answers are too few; whatever shares a total with them could give them away.
WITH_A_SMALL_CELL = CELLS | {
    ("Search", "less"): (2, 1, 1),
    ("Store", "more"): (9, 9, 3),
    ("Store", "less"): (15, 4, 5),
    ("Referral", "as"): (20, 10, 10),
    ("Search", "as"): (21, 10, 10),
    ("Store", "as"): (22, 10, 10),
}


def crossed(cells: dict[tuple[str, str], tuple[int, int, int]] = CELLS) -> pd.DataFrame:
    frame = rows_of({"/".join(cell): bands for cell, bands in cells.items()})
    frame[["Channel", "Behaviour"]] = frame["group"].str.split("/", expand=True)
    frame["spend"] = np.where(frame["Channel"] == "Referral", 10.0, 20.0)
    return frame


def by_channel(
    folder: Path, counts: dict[str, tuple[int, int, int]], scale: Scale = NPS
) -> Segments:
    roles = {"score": Role.OUTCOME, "group": Role.ACQUISITION_CHANNEL}
    return compare_segments(responses_of(folder, rows_of(counts), roles, scale))


@pytest.fixture
def with_a_small_cell(tmp_path: Path) -> Segments:
    return compare_segments(responses_of(tmp_path, crossed(WITH_A_SMALL_CELL), ROLES))


@pytest.fixture
def segments(tmp_path: Path) -> Segments:
    return compare_segments(responses_of(tmp_path, crossed(), ROLES))


def cell(segments: Segments, row: str, column: str) -> pd.Series:
    frame = segments.cells.frame
    return frame[(frame["row"] == row) & (frame["column"] == column)].iloc[0]


def test_every_combination_has_its_score(segments: Segments) -> None:
    assert cell(segments, "Referral", "more")["points"] == pytest.approx(60)
    assert cell(segments, "Referral", "less")["points"] == pytest.approx(0)
    assert cell(segments, "Search", "more")["points"] == pytest.approx(0)
    shown = segments.cells.frame.dropna(subset=["points"])
    assert (shown["low"] < shown["points"]).all()
    assert (shown["points"] < shown["high"]).all()
    assert segments.net.n == 77
    assert segments.net.value == pytest.approx(100 * (39 - 17) / 77)


def test_a_cell_of_four_is_hidden(with_a_small_cell: Segments) -> None:
    segments = with_a_small_cell
    hidden = cell(segments, "Search", "less")
    assert (hidden["n"], hidden["suppressed"], hidden["grey"]) == (4, True, False)
    assert not hidden["protecting"]
    silent = ["points", "low", "high", "difference_points", "p_value", "p_adjusted"]
    assert hidden[[*silent, "revenue_share"]].isna().all()
    assert segments.n_cells_suppressed == 1


def test_a_small_cell_is_protected_by_the_smallest_circle_of_cells(
    with_a_small_cell: Segments,
) -> None:
    frame = with_a_small_cell.cells.frame
    silent = frame[frame["points"].isna()]
    assert set(zip(silent["row"], silent["column"], strict=True)) == {
        ("Search", "less"),
        ("Search", "more"),
        ("Referral", "less"),
        ("Referral", "more"),
    }
    assert with_a_small_cell.n_cells_protecting == silent["protecting"].sum() == 3
    assert with_a_small_cell.row_margin.frame["points"].notna().all()


def test_one_below_thirty_is_uncertain(segments: Segments) -> None:
    uncertain = cell(segments, "Referral", "less")
    assert (uncertain["suppressed"], uncertain["grey"]) == (False, True)
    sure = cell(segments, "Referral", "more")
    assert (sure["suppressed"], sure["grey"]) == (False, False)
    assert segments.n_cells_suppressed == 0


@pytest.mark.parametrize(
    ("n", "suppressed", "grey"),
    [(1, True, False), (4, True, False), (5, False, True), (29, False, True), (30, False, False)],
)
def test_borders_of_hidden_and_uncertain(
    tmp_path: Path, n: int, suppressed: bool, grey: bool
) -> None:
    frame = by_channel(tmp_path, {"few": (n, 0, 0), "many": (20, 20, 20)}).cells.frame
    few = frame[frame["row"] == "few"].iloc[0]
    assert (few["suppressed"], few["grey"]) == (suppressed, grey)
    assert bool(np.isnan(few["points"])) is suppressed


def test_difference_from_the_rest_by_hand(tmp_path: Path) -> None:
    found = by_channel(tmp_path, {"A": (20, 6, 4), "B": (8, 8, 14)}).cells.frame
    # 16/30 against -6/30; together 28 promoters and 18 detractors of 60.
    assert found["difference_points"].tolist() == pytest.approx([220 / 3, -220 / 3])
    dealt = stats.multivariate_hypergeom([28, 14, 18], 30)
    deals = [(up, even) for up in range(29) for even in range(15) if 12 <= up + even <= 30]
    as_far = [hand for hand in deals if abs(2 * hand[0] + hand[1] - 30 - 5) >= 11]
    by_hand = sum(dealt.pmf([up, even, 30 - up - even]) for up, even in as_far)
    assert found["p_value"].tolist() == pytest.approx([by_hand] * 2)


def test_p_values_are_adjusted_over_all_that_is_shown(with_a_small_cell: Segments) -> None:
    tables = [with_a_small_cell.cells, with_a_small_cell.row_margin]
    tables += [with_a_small_cell.column_margin] if with_a_small_cell.column_margin else []
    compared = pd.concat([table.frame[["p_value", "p_adjusted"]] for table in tables])
    shown = compared.dropna(subset=["p_value"]).sort_values("p_value", kind="stable")
    assert with_a_small_cell.cells.frame["p_value"].notna().sum() == 5  # of nine, four are hidden
    assert len(shown) > 5
    # Benjamini-Hochberg by hand.
    stepped = shown["p_value"].to_numpy() * len(shown) / np.arange(1, len(shown) + 1)
    by_hand = np.minimum.accumulate(stepped[::-1])[::-1]
    assert shown["p_adjusted"].tolist() == pytest.approx(by_hand.tolist())


def test_margins_add_up(segments: Segments) -> None:
    assert segments.column_margin is not None
    for margin in (segments.row_margin, segments.column_margin):
        assert margin.frame["n"].sum() == segments.net.n
        assert margin.frame["revenue_share"].sum() == pytest.approx(1)
    rows = segments.row_margin.frame.set_index("level")
    assert rows.loc["Referral", "points"] == pytest.approx(100 * 18 / 40)
    assert rows.loc["Search", "points"] == pytest.approx(100 * 4 / 37)
    # 40 answers at 10 and 37 at 20
    assert rows.loc["Referral", "revenue_share"] == pytest.approx(400 / 1140)


def test_fields_speak_in_the_persons_own_headers(segments: Segments) -> None:
    assert segments.cells.field("row").label == "Channel"
    assert segments.cells.field("column").label == "Behaviour"
    assert segments.cells.field("points").label == "NPS"


def test_combinations_that_nobody_has_are_empty_not_hidden(tmp_path: Path) -> None:
    frame = crossed().query("not (Channel == 'Search' and Behaviour == 'less')")
    segments = compare_segments(responses_of(tmp_path, frame, ROLES))
    empty = cell(segments, "Search", "less")
    assert (empty["n"], empty["suppressed"], empty["grey"]) == (0, False, False)
    assert np.isnan(empty["points"])
    assert len(segments.cells) == 4


def test_answers_without_a_category_are_counted_and_left_out(tmp_path: Path) -> None:
    frame = crossed()
    frame.loc[[0, 1, 2], "Channel"] = None
    frame.loc[[2, 3], "Behaviour"] = None
    segments = compare_segments(responses_of(tmp_path, frame, ROLES))
    assert segments.n_missing == 4
    assert segments.net.n == segments.cells.frame["n"].sum() == 73
    # A margin needs its own category only.
    assert segments.row_margin.frame["n"].sum() == 74


def test_nobody_has_a_category(tmp_path: Path) -> None:
    frame = crossed()
    roles = {"score": Role.OUTCOME, "Channel": Role.ACQUISITION_CHANNEL}
    responses = responses_of(tmp_path, frame, roles)
    typed = pd.read_parquet(responses.path)
    typed["acquisition_channel"] = pd.Series([None] * len(typed), dtype=object)
    typed.to_parquet(responses.path, index=False)
    segments = compare_segments(responses)
    assert (segments.net.n, segments.n_missing) == (0, 77)
    assert segments.cells.frame["n"].tolist() == [0, 0]


def test_without_spend_there_is_no_revenue(tmp_path: Path) -> None:
    roles = dict(ROLES)
    del roles["spend"]
    segments = compare_segments(responses_of(tmp_path, crossed(), roles))
    assert segments.has_revenue is False
    assert segments.cells.frame["revenue_share"].isna().all()


def test_spend_of_nothing_has_no_shares(tmp_path: Path) -> None:
    segments = compare_segments(responses_of(tmp_path, crossed().assign(spend=0.0), ROLES))
    assert segments.cells.frame["revenue_share"].isna().all()


def test_one_category_only(tmp_path: Path) -> None:
    segments = by_channel(tmp_path, {"A": (20, 6, 4), "B": (8, 8, 14)})
    assert segments.column is None
    assert segments.column_margin is None
    assert [field.name for field in segments.cells.fields][:2] == ["row", "n"]


def test_one_group_left_has_nothing_to_be_compared_with(tmp_path: Path) -> None:
    frame = rows_of({"A": (20, 6, 4), "B": (8, 8, 14)})
    roles = {"score": Role.OUTCOME, "group": Role.ACQUISITION_CHANNEL}
    responses = responses_of(tmp_path, frame, roles)
    only_a = responses.where(Filters(values=(("acquisition_channel", ("A",)),)))
    found = compare_segments(only_a).cells.frame.set_index("row")
    assert found.loc["A", "points"] == pytest.approx(100 * 16 / 30)
    assert found.loc["A", ["difference_points", "p_value", "p_adjusted"]].isna().all()
    assert found.loc["B", "n"] == 0


def test_one_response_in_each_group_is_hidden_in_both(tmp_path: Path) -> None:
    segments = by_channel(tmp_path, dict.fromkeys("ABC", (1, 0, 0)) | {"D": (1, 0, 1)})
    assert segments.cells.frame["suppressed"].tolist() == [True] * 4
    assert segments.cells.frame["p_adjusted"].isna().all()
    with pytest.raises(NotEnoughData, match="Only 2 responses"):
        by_channel(tmp_path, {"A": (1, 0, 0), "B": (0, 0, 1)})


def test_a_file_with_one_response_has_no_groups(tmp_path: Path) -> None:
    with pytest.raises(NotEnoughData) as caught:
        by_channel(tmp_path, {"A": (1, 0, 0)})
    assert [problem.code for problem in caught.value.problems] == ["no_category"]


def test_all_promoters_do_not_differ(tmp_path: Path) -> None:
    frame = by_channel(tmp_path, {"A": (30, 0, 0), "B": (30, 0, 0)}).cells.frame
    assert frame["points"].tolist() == [100, 100]
    assert frame["difference_points"].tolist() == [0, 0]
    assert not (frame["p_adjusted"] < 0.05).any()


def test_five_promoters_are_tested_against_all_deals_of_the_answers(tmp_path: Path) -> None:
    frame = by_channel(tmp_path, {"five": (5, 0, 0), "many": (30, 30, 30)}).cells.frame
    # As far from what is expected lie five promoters and five detractors only.
    by_hand = (math.comb(35, 5) + math.comb(30, 5)) / math.comb(95, 5)
    assert frame["p_value"].tolist() == pytest.approx([by_hand] * 2)  # .008, not 0


@pytest.mark.parametrize(
    ("scale", "scores", "points"),
    [
        ("1-5", [5, 4, 3, 1, 1], 0),
        ("1-7", [7, 6, 5, 4, 1], 20),
        ("1-7 effort", [7, 6, 5, 4, 1], 40),
        ("1-10", [10, 9, 8, 7, 6], 20),
        ("0-1", [1, 1, 1, 1, 0], 60),
    ],
)
def test_every_scale_has_a_net_score(
    tmp_path: Path, scale: str, scores: list[int], points: float
) -> None:
    groups = ["A"] * len(scores) + ["B"] * len(scores)
    frame = pd.DataFrame({"score": scores * 2, "group": groups})
    roles = {"score": Role.OUTCOME, "group": Role.REGION}
    found = compare_segments(responses_of(tmp_path, frame, roles, Scale.parse(scale)))
    assert found.cells.frame["points"].tolist() == pytest.approx([points] * 2)
    assert found.cells.field("points").label == "Net score"


def test_columns_to_cross_can_be_chosen(tmp_path: Path) -> None:
    responses = responses_of(tmp_path, crossed(), ROLES)
    turned = compare_segments(
        responses, SegmentOptions(row="purchase_behaviour", column="acquisition_channel")
    )
    assert (turned.row.label, turned.column.label if turned.column else None) == (
        "Behaviour",
        "Channel",
    )
    assert cell(turned, "more", "Referral")["points"] == pytest.approx(60)


def test_performers_and_long_lists_take_no_side(tmp_path: Path) -> None:
    frame = pd.DataFrame(
        {
            "score": [10] * 41,
            "Agent": ["Ann", "Bob"] * 20 + ["Ann"],
            "Town": [f"town {number:02d}" for number in range(41)],
        }
    )
    roles = {"score": Role.OUTCOME, "Agent": Role.PERFORMER, "Town": Role.REGION}
    responses = responses_of(tmp_path, frame, roles)
    assert category_columns(responses.schema) == ()
    with pytest.raises(NotEnoughData, match="groups a customer belongs to"):
        compare_segments(responses)
    forty = responses_of(tmp_path, frame.iloc[:40], roles)
    assert [column.label for column in category_columns(forty.schema)] == ["Town"]


def test_rows_are_not_touched_and_neither_order_nor_doubling_moves_a_score(tmp_path: Path) -> None:
    frame = crossed()
    responses = responses_of(tmp_path, frame, ROLES)
    before = fingerprint(responses)
    first, again = compare_segments(responses), compare_segments(responses)
    assert fingerprint(responses) == before
    pd.testing.assert_frame_equal(first.cells.frame, again.cells.frame)
    (tmp_path / "others").mkdir()
    other = compare_segments(responses_of(tmp_path / "others", shuffled(frame), ROLES))
    pd.testing.assert_frame_equal(first.cells.frame, other.cells.frame)
    twice = compare_segments(responses_of(tmp_path / "others", doubled(frame), ROLES))
    shown = ~first.cells.frame["suppressed"]
    for name in ("points", "difference_points"):
        assert twice.cells.frame.loc[shown, name].tolist() == pytest.approx(
            first.cells.frame.loc[shown, name].tolist()
        )
    assert not twice.cells.frame["suppressed"].any()  # eight answers may be shown
