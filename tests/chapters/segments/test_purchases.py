from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from cx.chapters.segments.bought import (
    BoughtAgainstIntended,
    BoughtOptions,
    bought_groups,
    compare_bought,
)
from cx.chapters.segments.buyers import draw_customers
from cx.chapters.segments.charts.purchases import bought_dots, fifth_dots, together_dots
from cx.chapters.segments.rfm import Rfm, RfmOptions, group_by_rfm
from cx.chapters.segments.words import bought as bought_words
from cx.chapters.segments.words import rfm as rfm_words
from cx.measures.net_score import tango_interval
from cx.problems import NotEnoughData
from cx.store.responses import Responses
from cx.vocabulary import Role
from tests.chapters.variants import doubled, fingerprint, shuffled
from tests.chapters.worlds import ROLES, alike
from tests.frames import responses_of


def without(*headers: str) -> dict[str, Role]:
    return {header: role for header, role in ROLES.items() if header not in headers}


def against(folder: Path, frame: pd.DataFrame, **options: float) -> BoughtAgainstIntended:
    roles = {"score": Role.OUTCOME, "spend": Role.SPEND, "meant": Role.INTENDED_SPEND}
    return compare_bought(responses_of(folder, frame, roles), BoughtOptions(**options))  # type: ignore[arg-type]


def intentions(*groups: tuple[float, float, int, int, int]) -> pd.DataFrame:
    """Rows of spend, intended spend, promoters, passives and detractors."""
    return pd.DataFrame(
        [
            (score, spend, meant)
            for spend, meant, *bands in groups
            for score, n in zip((10, 8, 3), bands, strict=True)
            for _ in range(n)
        ],
        columns=["score", "spend", "meant"],
    )


PLAIN = intentions((50, 100, 10, 10, 30), (98, 100, 20, 20, 20), (160, 100, 40, 10, 5))


def test_bought_by_hand(tmp_path: Path) -> None:
    frame = against(tmp_path, PLAIN).groups.frame.set_index("bought")
    assert frame["n"].tolist() == [50, 60, 55]
    assert frame["points"].tolist() == pytest.approx([-40, 0, 100 * 35 / 55])
    low, high = tango_interval(40, 5, 55)
    assert frame.loc["more", ["low", "high"]].tolist() == pytest.approx([100 * low, 100 * high])
    assert frame["gap"].tolist() == pytest.approx([-50, -2, 60])
    spend = np.array([50 * 50, 60 * 98, 55 * 160])
    assert frame["revenue_share"].tolist() == pytest.approx((spend / spend.sum()).tolist())


def test_tolerance_decides_what_is_intended() -> None:
    spend, meant = np.array([95.0, 94.99, 105, 106, 0, 3]), np.array([100.0] * 4 + [0, 0])
    assert bought_groups(spend, meant, 0.05).tolist() == [1, 0, 1, 2, 1, 2]
    assert bought_groups(spend, meant, 0.0).tolist() == [0, 0, 2, 2, 1, 2]
    assert bought_groups(spend, meant, 0.1).tolist() == [1, 1, 1, 1, 1, 2]


def test_bought_agrees_with_what_was_planted(sample: Responses) -> None:
    found = compare_bought(sample)
    points = found.groups.frame.set_index("bought")["points"]
    assert points["as intended"] == pytest.approx(32, abs=1.75)
    assert points["more"] == pytest.approx(44, abs=1.75)
    assert found.n + found.n_missing == 12_000
    assert bought_words.against_intention(found).headline == (
        "Who bought more scores 15 points above all others"
    )


def test_refunds_and_blanks_are_left_out_and_counted(tmp_path: Path) -> None:
    frame = pd.concat([PLAIN, intentions((-5, 100, 3, 0, 0), (np.nan, 100, 0, 2, 0))])
    found = against(tmp_path, frame)
    assert (found.n, found.n_refunds, found.n_missing) == (165, 3, 2)
    assert bought_words.left_out(found) == (
        "Left out: 2 responses without spend or intention and 3 responses with an amount below 0."
    )


def test_a_small_group_is_hidden_and_not_given_away(tmp_path: Path) -> None:
    found = against(
        tmp_path, intentions((50, 100, 2, 1, 1), (100, 100, 9, 9, 9), (160, 100, 9, 9, 0))
    )
    frame = found.groups.frame.set_index("bought")
    assert frame["suppressed"].tolist() == [True, False, False]
    assert frame["protecting"].sum() == 1
    hidden = frame[frame["points"].isna()]
    assert len(hidden) == 2
    assert hidden[["gap", "revenue_share", "p_value", "difference_points"]].isna().all(axis=None)
    assert bought_words.against_intention(found).headline.startswith("Fewer than two groups")


def test_constant_spend_is_one_group(tmp_path: Path) -> None:
    found = against(tmp_path, intentions((10, 10, 30, 20, 10)))
    assert found.groups.frame["n"].tolist() == [0, 60, 0]
    assert bought_words.against_intention(found).headline.startswith("Fewer than two groups")
    assert len(bought_dots(found).data[0].x) == 1


@pytest.mark.parametrize("spend", [np.nan, -4.0])
def test_nothing_to_compare_is_said(tmp_path: Path, spend: float) -> None:
    with pytest.raises(NotEnoughData, match="0 of 60 responses say both"):
        against(tmp_path, intentions((spend, 10, 30, 20, 10)))


def test_missing_columns_are_named(tmp_path: Path) -> None:
    responses = responses_of(tmp_path, alike(50), without("meant"))
    with pytest.raises(NotEnoughData, match="No column says intended spend"):
        compare_bought(responses)


# Customers: one row each of recency, frequency, spend, latest score.


@pytest.fixture
def ten(tmp_path: Path) -> Responses:
    """Ten customers; customer i bought 10 i on day i, and those from 7 on bought twice."""
    rows = [
        (10 if i > 5 else 3, str(i), f"2026-01-{i:02d}", 10.0 * i)
        for i in [*range(1, 11), *range(7, 11)]
    ]
    frame = pd.DataFrame(rows, columns=["score", "id", "when", "spend"])
    frame["when"] = pd.to_datetime(frame["when"])
    frame.loc[0, "score"] = 8
    return responses_of(tmp_path, frame, without("meant", "region"))


def test_one_row_per_customer_with_the_latest_answer(tmp_path: Path) -> None:
    frame = pd.DataFrame(
        {
            "score": [3, 10, 8, 9],
            "id": ["a", "a", "b", None],
            "when": pd.to_datetime(["2026-01-05", "2026-01-01", "2026-01-09", "2026-01-09"]),
            "spend": [10.0, 30.0, -5.0, 1.0],
            "meant": [20.0, 20.0, 4.0, 1.0],
        }
    )
    made = responses_of(tmp_path, frame, without("region")).with_thresholds(1, 8)
    found = draw_customers(made)
    rows = found.frame.set_index("outcome")
    assert sorted(rows.index) == [3, 8]  # a's latest answer, and b's
    assert rows.loc[3, ["purchases", "days_since", "spend", "mean_spend"]].tolist() == [
        2,
        4,
        40,
        20,
    ]
    assert rows.loc[3, "bought_ratio"] == 1.0
    assert np.isnan(rows.loc[8, "bought_ratio"])  # a refund is no purchase
    assert (found.n_unnamed, found.n_refunds, found.repeated) == (1, 1, True)
    assert found.points.sum() == -100


def test_fifths_by_hand(ten: Responses) -> None:
    found = group_by_rfm(ten)
    frame = found.fifths.frame
    monetary = frame[frame["dimension"] == "monetary"].set_index("fifth")
    assert monetary.index.tolist() == [5, 4, 3, 2, 1]
    assert monetary["n"].tolist() == [2] * 5
    assert monetary["suppressed"].all()
    assert monetary[["from_value", "points", "revenue_share"]].isna().all(axis=None)


def test_frequency_keeps_ties_together(sample: Responses) -> None:
    frame = group_by_rfm(sample).fifths.frame
    frequency = frame[frame["dimension"] == "frequency"].set_index("fifth")
    assert frequency.index.tolist() == [5, 4, 2]
    assert frequency.loc[2, ["from_value", "to_value"]].tolist() == [1, 1]
    assert frequency.loc[4, ["from_value", "to_value"]].tolist() == [2, 2]
    recency = frame[frame["dimension"] == "recency"].set_index("fifth")
    assert recency.loc[5, "from_value"] == 0
    assert recency.loc[5, "to_value"] < recency.loc[4, "from_value"]


def test_customers_are_counted_not_rows(sample: Responses) -> None:
    found = group_by_rfm(sample)
    assert (found.n_customers, found.n_responses) == (7_851, 12_000)
    for _, rows in found.fifths.frame.groupby("dimension"):
        assert rows["n"].sum() == 7_851
        assert rows["share"].sum() == pytest.approx(1)
        assert rows["revenue_share"].sum() == pytest.approx(1)
    assert found.together.frame["n"].sum() == 7_851
    assert rfm_words.what_is_missing(found) == ""
    assert "highest spend fifth" in rfm_words.dimensions(found).headline


def test_no_small_group_is_given_away_by_the_dimensions(tmp_path: Path) -> None:
    found = group_by_rfm(responses_of(tmp_path, alike(60), ROLES).with_thresholds(8, 8))
    together = found.together.frame
    small = together["n"] < 8
    assert small.any()
    assert together.loc[small, "points"].isna().all()
    assert together["protecting"].sum() + found.fifths.frame["protecting"].sum() > 0


def test_what_is_missing_is_said(tmp_path: Path) -> None:
    def said(*headers: str) -> str:
        return rfm_words.what_is_missing(
            group_by_rfm(responses_of(tmp_path, alike(200), without(*headers)))
        )

    assert "each response counts as a customer" in said("id")
    assert said("when") == "No column says when, so recency is unknown."
    assert said("spend", "meant") == "No column says what customers spent, so monetary is unknown."


def test_scores_by_luck_stay_silent(tmp_path: Path) -> None:
    found = group_by_rfm(responses_of(tmp_path, alike(), ROLES))
    assert rfm_words.dimensions(found).headline == (
        "No difference in NPS found by recency, frequency and monetary"
    )
    assert rfm_words.together(found).headline.startswith("No combination")
    assert len(fifth_dots(found).data[0].x) == found.fifths.frame["points"].notna().sum()
    assert len(together_dots(found).data[0].x) == found.together.frame["points"].notna().sum()


@pytest.mark.parametrize(("kept", "said"), [(1, "Only 3 responses"), (3, "Only 3 customers")])
def test_too_few_customers_are_refused(tmp_path: Path, kept: int, said: str) -> None:
    frame = alike(60)
    frame = frame[frame["id"].astype(int) < kept]
    with pytest.raises(NotEnoughData, match=said):
        group_by_rfm(responses_of(tmp_path, frame, ROLES))


def test_nothing_about_purchases_is_said(tmp_path: Path) -> None:
    responses = responses_of(tmp_path, alike(60), without("id", "spend", "meant"))
    with pytest.raises(NotEnoughData, match="there is no spend, and no column says which customer"):
        group_by_rfm(responses)


def test_constant_spend_of_customers_who_never_repeat(tmp_path: Path) -> None:
    frame = alike(60).drop_duplicates("id").assign(spend=5.0)
    responses = responses_of(tmp_path, frame, without("when", "meant"))
    with pytest.raises(NotEnoughData, match="All 60 customers are alike"):
        group_by_rfm(responses)


def _numbers(found: Rfm) -> pd.DataFrame:
    return found.fifths.frame[["dimension", "fifth", "n", "points"]]


def test_order_does_not_matter_and_nothing_is_changed(tmp_path: Path) -> None:
    frame = alike(200)
    # One answer a day for each, so that "latest" is one answer.
    frame = frame.drop_duplicates(["id", "when"])
    responses = responses_of(tmp_path, frame, ROLES)
    before = fingerprint(responses)
    found = group_by_rfm(responses)
    assert fingerprint(responses) == before
    other = tmp_path / "other"
    other.mkdir()
    again = group_by_rfm(responses_of(other, shuffled(frame), ROLES))
    pd.testing.assert_frame_equal(_numbers(found), _numbers(again))


def test_doubled_rows_keep_scores(tmp_path: Path) -> None:
    one = against(tmp_path, PLAIN).groups.frame
    two = against(tmp_path, doubled(PLAIN)).groups.frame
    assert two["points"].tolist() == pytest.approx(one["points"].tolist())
    assert two["n"].tolist() == [2 * n for n in one["n"]]


def test_a_drawn_part_is_said(sample: Responses) -> None:
    found = group_by_rfm(sample, RfmOptions(row_limit=2_000))
    assert 1_500 < found.n_responses <= 2_000
    assert "drawn at random with all of their" in rfm_words.what_is_missing(found)
    part = compare_bought(sample, replace(BoughtOptions(), sample_limit=1_000))
    assert "From 1,000 of 12,000 responses" in bought_words.left_out(part)
