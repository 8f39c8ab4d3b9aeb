from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from cx.analyses.performer_card import CardOptions, PerformerCard, Weight, make_card
from cx.exports.card import card_page
from cx.problems import NotEnoughData
from cx.vocabulary import Role
from cx.words import performer_card as words
from tests.analyses.variants import rows_of
from tests.frames import responses_of

ROLES = {
    "score": Role.OUTCOME,
    "group": Role.PERFORMER,
    "wait": Role.DRIVER,
    "staff": Role.DRIVER,
    "said": Role.COMMENT,
    "day": Role.RESPONDED_AT,
}
WEIGHTS = (Weight("wait", 0.4, 0.5), Weight("staff", 0.1, 0.2))


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
    assert first["worth_points"] > 0
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
    made = make_card(responses, CardOptions("P0", WEIGHTS, minimum_comments=9, minimum_n=140))
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
    page = card_page("<b>Ann</b>", words.findings(card(tmp_path, "P0"), "Ann"), ["<i>"], "n")
    assert b"<b>Ann" not in page
    assert b"&lt;i&gt;" in page
