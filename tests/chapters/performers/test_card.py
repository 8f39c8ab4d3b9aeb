from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from cx.chapters.performers.card import CardOptions, PerformerCard, Weight, make_card
from cx.chapters.performers.gaps import compare_performers
from cx.chapters.performers.words import card as words
from cx.exports.card import card_page
from cx.problems import NotEnoughData
from cx.vocabulary import Role
from tests.chapters.variants import rows_of
from tests.frames import responses_of

ROLES = {
    "score": Role.OUTCOME,
    "group": Role.PERFORMER,
    "wait": Role.DRIVER,
    "staff": Role.DRIVER,
    "said": Role.COMMENT,
    "day": Role.RESPONDED_AT,
}
WEIGHTS = (Weight("wait", 0.4, 0.5, 0.05), Weight("staff", 0.1, 0.2, 0.15))


def frame() -> pd.DataFrame:
    random = np.random.default_rng(4)
    made = rows_of({f"P{place}": (20 + 8 * place, 20, 100 - 8 * place) for place in range(10)})
    place = made["group"].str[1:].astype(float)
    for name in ("wait", "staff"):
        made[name] = np.round(5 + 0.3 * place + random.normal(0, 1, len(made)), 2)
    made["said"] = None
    made.loc[made.index[:8], "said"] = ["the wait was long"] * 4 + ["long wait", "x", "y", "z"]
    made.loc[made.index[-7:], "said"] = "seven only"
    made["day"] = pd.Timestamp(2026, 2, 1)
    return made


def card(folder: Path, name: str) -> PerformerCard:
    return make_card(responses_of(folder, frame(), ROLES), CardOptions(name, WEIGHTS))


def test_gap_times_importance_decides_where_to_start(tmp_path: Path) -> None:
    made = card(tmp_path, "P0")
    drivers = made.drivers.frame
    assert drivers["driver"].tolist() == ["wait", "staff"]
    first = drivers.iloc[0]
    assert first["driver_gap"] == pytest.approx(0.3 * 8.5, abs=0.3)
    assert first["driver_gap_low"] < first["driver_gap"] < first["driver_gap_high"]
    assert 0 < first["worth_low"] < first["worth_points"] < first["worth_high"]
    assert made.expected_rank > 8
    said = words.findings(made, "P. Z.")
    assert said[0].headline.startswith("P. Z.: NPS")
    assert said[1].headline.startswith("Start with wait")


def test_the_best_has_nothing_to_start_with(tmp_path: Path) -> None:
    said = words.findings(card(tmp_path, "P9"), "P9")
    assert said[1].headline == "No driver stands out as the one to lift"


def test_comments_are_shown_from_eight_on(tmp_path: Path) -> None:
    made = card(tmp_path, "P0")
    assert made.n_comments == 8
    assert len(made.comments) == 3
    assert made.comments[0] in ("the wait was long", "long wait")
    few = card(tmp_path, "P9")
    assert (few.n_comments, few.comments) == (7, ())
    assert "7 comments" in words.no_comments(few)


def test_thresholds_of_the_card_can_be_raised(tmp_path: Path) -> None:
    responses = responses_of(tmp_path, frame(), ROLES)
    made = make_card(responses.with_thresholds(140, 9), CardOptions("P0", WEIGHTS))
    assert made.comments == ()
    assert words.no_comments(made) == "8 comments; shown from 9 on."
    assert made.trend.frame["points"].notna().all()
    assert "fewer than 140 responses" in words.reading_trend(made)


def test_trend_has_a_quarter(tmp_path: Path) -> None:
    trend = card(tmp_path, "P4").trend.frame
    assert trend["quarter"].tolist() == [pd.Timestamp(2026, 1, 1)]
    assert trend["n"].tolist() == [140]


def test_nobody_of_that_name(tmp_path: Path) -> None:
    with pytest.raises(NotEnoughData) as caught:
        card(tmp_path, "nobody")
    assert caught.value.problems[0].code == "no_card"


def test_a_downloaded_card_runs_nothing(tmp_path: Path) -> None:
    page = card_page(card(tmp_path, "P0"), "<b>Ann</b>", "<i>n</i>").decode()
    assert "<b>Ann" not in page
    assert "&lt;i&gt;n" in page
    assert "<script" not in page
    assert "http" not in page
    assert '<svg viewBox="0 0 680 150"' in page
    assert "3 typical of 8 comments" in page
    assert "P9" not in page


def test_worth_has_the_spread_of_a_product(tmp_path: Path) -> None:
    first, second = card(tmp_path, "P0").drivers.frame.to_dict("records")
    for row, coefficient, error in ((first, 0.5, 0.05), (second, 0.2, 0.15)):
        gap_error = (row["driver_gap_high"] - row["driver_gap"]) / 1.96
        relative = np.hypot(gap_error / row["driver_gap"], error / coefficient)
        half = (row["worth_high"] - row["worth_low"]) / 2
        assert half == pytest.approx(1.96 * relative * row["worth_points"], rel=0.1)
    assert second["worth_low"] < 0  # a coefficient that may be nothing is worth nothing for sure


def test_without_an_error_of_the_coefficient_worth_has_no_range(tmp_path: Path) -> None:
    options = CardOptions("P0", (Weight("wait", 0.4, 0.5),))
    made = make_card(responses_of(tmp_path, frame(), ROLES), options)
    assert np.isnan(made.drivers.frame.loc[0, "worth_low"])
    assert "cannot be told" in words.findings(made, "P0")[1].detail


def test_no_lift_passes_the_highest_score(tmp_path: Path) -> None:
    options = CardOptions("P0", (Weight("wait", 0.4, 50.0, 1.0),))
    made = make_card(responses_of(tmp_path, frame(), ROLES), options)
    row = made.drivers.frame.loc[0]
    assert made.score.value + row["worth_points"] == pytest.approx(100)
    assert made.score.value + row["worth_high"] == pytest.approx(100)


def test_a_gap_that_is_sure_comes_before_a_larger_one_that_is_not(tmp_path: Path) -> None:
    unsure = frame()
    unsure["staff"] = np.nan
    rated = unsure.index[unsure["group"].isin(["P0", "P8", "P9"])][::20]
    random = np.random.default_rng(1)
    unsure.loc[rated, "staff"] = (
        random.normal(5, 1, len(rated)) + (unsure.loc[rated, "group"] != "P0") * 0.6
    )
    weights = (Weight("wait", 0.01, 0.5, 0.05), Weight("staff", 0.9, 0.2, 0.05))
    made = make_card(responses_of(tmp_path, unsure, ROLES), CardOptions("P0", weights))
    table = made.drivers.frame
    assert table["driver"].tolist() == ["wait", "staff"]
    assert table["matters"].is_monotonic_increasing
    assert table["driver_gap_low"].tolist()[1] <= 0 < table["driver_gap_low"].tolist()[0]


def test_the_place_names_nobody_and_counts_everybody(tmp_path: Path) -> None:
    made = card(tmp_path, "P0")
    places = made.places.frame
    assert places["n_performers"].sum() == 10
    assert places["rounded_points"].tolist() == sorted(set(places["rounded_points"]))
    assert places.loc[places["is_own"], "rounded_points"].tolist() == [round(made.score.value)]
    assert made.tier == 3
    assert made.in_bottom_fifth > 0.9
    assert made.in_top_fifth < 0.01
    said = words.place(made)
    assert said.headline == "Place among all: below the mean"
    assert "among the best 20\xa0% is under 1\xa0%" in said.detail


def test_the_place_agrees_with_the_page_of_all(tmp_path: Path) -> None:
    responses = responses_of(tmp_path, frame(), ROLES)
    every = compare_performers(responses).rows.frame.set_index("performer")
    for name in ("P0", "P5", "P9"):
        made = make_card(responses, CardOptions(name))
        row = every.loc[name]
        assert made.score.value == pytest.approx(row["shrunk_points"])
        assert made.in_top_fifth == pytest.approx(row["in_top_fifth"])
        assert made.in_bottom_fifth == pytest.approx(row["in_bottom_fifth"])
        assert made.tier == row["tier"]
        assert made.expected_rank == pytest.approx(row["expected_rank"])


def test_few_performers_are_not_given_away(tmp_path: Path) -> None:
    few = frame()
    few = few[few["group"].isin(["P0", "P4", "P9"])]
    made = make_card(responses_of(tmp_path, few, ROLES), CardOptions("P0"))
    assert made.distinguishable
    assert len(made.places) == 0
    assert "would give the others away" in words.no_place(made)


def test_performers_who_are_alike_have_no_place(tmp_path: Path) -> None:
    alike = rows_of({f"P{place}": (50, 20, 70) for place in range(10)})
    roles = {"score": Role.OUTCOME, "group": Role.PERFORMER}
    made = make_card(responses_of(tmp_path, alike, roles), CardOptions("P0"))
    assert len(made.places) == 0
    assert "cannot be told apart" in words.no_place(made)


@pytest.mark.parametrize(
    ("shares", "headline"),
    [
        ((0.3, 0.5, 0.7, 0.9), "Rising: +"),
        ((0.9, 0.7, 0.5, 0.3), "Falling: \N{MINUS SIGN}"),
        ((0.6, 0.6, 0.6, 0.6), "No steady rise or fall found"),
    ],
)
def test_the_trend_says_what_the_answers_carry(
    tmp_path: Path, shares: tuple[float, ...], headline: str
) -> None:
    rows = [
        (name, 10 if place < 40 * (share if name == "P0" else 0.5) else 0, quarter)
        for name in ("P0", "P1")
        for quarter, share in enumerate(shares)
        for place in range(40)
    ]
    made = pd.DataFrame(rows, columns=["group", "score", "quarter"])
    made["day"] = pd.to_datetime([f"2025-{3 * quarter + 2:02d}-15" for quarter in made["quarter"]])
    roles = {"score": Role.OUTCOME, "group": Role.PERFORMER, "day": Role.RESPONDED_AT}
    found = make_card(
        responses_of(tmp_path, made.drop(columns="quarter"), roles), CardOptions("P0")
    )
    assert words.trend(found).headline.startswith(headline)
    assert found.change is not None
    slope = 200 * np.polyfit(range(4), shares, 1)[0]
    assert found.change.value == pytest.approx(slope, abs=0.5)
    assert found.change.n == 160


def test_two_quarters_are_no_trend(tmp_path: Path) -> None:
    made = card(tmp_path, "P4")
    assert made.change is None
    assert words.trend(made).headline == "Too few quarters to tell a trend"
