"""Penalty and reward, drivers by group, and the check with trees: on data whose truth is known."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from cx.chapters.drivers.boosting import BoostingOptions, check_with_boosting
from cx.chapters.drivers.interactions import compare_drivers_by_group
from cx.chapters.drivers.penalty_reward import PenaltyRewardOptions, contrast_penalties, cut_offs
from cx.measures.penalty_reward import PenaltyReward, penalty_reward
from cx.problems import NotEnoughData
from cx.store.responses import Responses
from cx.vocabulary import Column, Kind, Role
from tests.chapters.variants import fingerprint
from tests.frames import responses_of


def made(folder: Path, frame: pd.DataFrame, **others: Role) -> Responses:
    roles = {
        str(name): others.get(str(name), Role.OUTCOME if name == "score" else Role.DRIVER)
        for name in frame
    }
    return responses_of(folder, frame, roles)


def ratings(n: int = 1_500, seed: int = 4) -> pd.DataFrame:
    random = np.random.default_rng(seed)
    return pd.DataFrame(random.integers(1, 11, (n, 3)), columns=["A", "B", "C"]).astype(float)


def scored(frame: pd.DataFrame, score: pd.Series, noise: float = 0.6) -> pd.DataFrame:
    shaken = score + np.random.default_rng(9).normal(0, noise, len(frame))
    return frame.assign(score=np.clip(np.round(shaken), 0, 10))


def test_must_be_delighter_and_performance_are_told_apart(tmp_path: Path) -> None:
    frame = ratings(4_000)
    low, high = frame.le(6), frame.ge(9)
    score = 5 - 2 * low["A"] + 2 * high["B"] - 1.5 * low["C"] + 1.5 * high["C"]
    responses = made(tmp_path, scored(frame, score))
    before = fingerprint(responses)
    found = contrast_penalties(responses, PenaltyRewardOptions(replicates=200))
    assert fingerprint(responses) == before
    table = found.drivers.frame.set_index("driver")
    assert table["kind"].to_dict() == {"A": "must-be", "B": "delighter", "C": "performance"}
    assert table.loc["A", "penalty"] == pytest.approx(-2, abs=0.1)
    assert table.loc["B", "reward"] == pytest.approx(2, abs=0.1)
    assert found.middle_rating == pytest.approx(5, abs=0.1)
    assert table.loc["A", "n_low"] == int(low["A"].sum())


def test_an_idle_driver_is_not_determinable(tmp_path: Path) -> None:
    frame = ratings()
    found = contrast_penalties(
        made(tmp_path, scored(frame, frame["A"], noise=2)), PenaltyRewardOptions(replicates=200)
    )
    table = found.drivers.frame.set_index("driver")
    assert table.loc[["B", "C"], "kind"].tolist() == ["not determinable"] * 2
    # 1-6 lies 4 below 7.5 and 9-10 lies 2 above, and the score ends at 10: a straight driver leans
    # to must-be.
    assert -0.45 < table.loc["A", "asymmetry_straight"] < -1 / 3
    assert not table["bends"].any()
    assert table.loc["A", "looks_like"] == "must-be"
    assert table.loc["A", "kind"] == "not determinable"


@pytest.mark.parametrize(("p_value", "bends"), [(0.01, True), (0.03, False)])
def test_bends_are_one_of_three_questions_of_a_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, p_value: float, bends: bool
) -> None:
    def bent(*arguments: object, **options: object) -> PenaltyReward:
        found = penalty_reward(*arguments, **options)  # type: ignore[arg-type]
        return replace(found, bend_p=np.full(3, p_value))

    monkeypatch.setattr("cx.chapters.drivers.penalty_reward.penalty_reward", bent)
    frame = ratings(400)
    found = contrast_penalties(
        made(tmp_path, scored(frame, frame["A"], noise=2)), PenaltyRewardOptions(replicates=50)
    )
    assert found.drivers.frame["bends"].tolist() == [bends] * 3
    assert found.drivers.frame["bend_p"].tolist() == pytest.approx([3 * p_value] * 3)


def test_groups_are_one_of_three_questions_of_a_page(tmp_path: Path) -> None:
    tests = compare_drivers_by_group(made(tmp_path, grouped(differs=False), Region=Role.REGION))
    (row,) = tests.tests.frame.to_dict("records")
    assert row["p_adjusted"] == min(3 * row["p_value"], 1.0)
    assert row["p_value"] > 0


def test_cut_offs_follow_the_scale_of_each_driver() -> None:
    stated = Column("driver_1", Role.DRIVER, "a", Kind.RATING, minimum=0, maximum=10)
    seen = Column("driver_2", Role.DRIVER, "b", Kind.RATING)
    low_to, high_from = cut_offs([stated, seen], np.array([[5, 1], [6, 5.0]]))
    assert low_to.tolist() == [6, 2]
    assert high_from.tolist() == [9, 4]


def grouped(differs: bool) -> pd.DataFrame:
    frame = ratings(2_000)
    east = np.arange(len(frame)) % 2 == 0
    slope = np.where(east, 0.8, 0.2) if differs else 0.5
    made_up = scored(frame, frame["A"] * slope + 0.2 * frame["B"], noise=1)
    return made_up.assign(Region=np.where(east, "East", "West"))


def test_drivers_that_differ_between_regions_are_shown_by_region(tmp_path: Path) -> None:
    found = compare_drivers_by_group(made(tmp_path, grouped(True), Region=Role.REGION))
    ((category, table),) = found.by_group
    assert category == "Region"
    slopes = table.frame.set_index(["driver", "group"])["coefficient"]
    assert slopes["A", "East"] == pytest.approx(0.8, abs=0.1)
    assert slopes["A", "West"] == pytest.approx(0.2, abs=0.1)
    assert found.tests.frame["differs"].tolist() == [True]


def test_the_same_groups_by_another_name_are_tested_once(tmp_path: Path) -> None:
    frame = grouped(True)
    frame["Sheet"] = frame["Region"].map({"East": "one", "West": "two"})
    found = compare_drivers_by_group(made(tmp_path, frame, Region=Role.REGION, Sheet=Role.CATEGORY))
    assert found.tests.frame["category"].tolist() == ["Region"]


def test_without_a_difference_no_group_is_shown(tmp_path: Path) -> None:
    found = compare_drivers_by_group(made(tmp_path, grouped(False), Region=Role.REGION))
    assert found.by_group == ()
    assert found.tests.frame["p_adjusted"][0] > 0.05


def test_without_categories_there_is_nothing_to_test(tmp_path: Path) -> None:
    found = compare_drivers_by_group(made(tmp_path, grouped(True).drop(columns="Region")))
    assert found.by_group == ()
    assert len(found.tests) == 0


def test_groups_that_are_too_small_are_not_compared(tmp_path: Path) -> None:
    frame = grouped(True)
    frame["Region"] = np.where(np.arange(len(frame)) < 20, "Isle", "Main")
    found = compare_drivers_by_group(made(tmp_path, frame, Region=Role.REGION))
    assert len(found.tests) == 0


def test_trees_speak_up_when_drivers_work_together_only(tmp_path: Path) -> None:
    frame = ratings()
    both = (frame["A"] > 5) == (frame["B"] > 5)
    found = check_with_boosting(made(tmp_path, scored(frame, 3 + 4 * both)))
    assert found.better
    assert found.r_squared_boosted > 0.8
    assert found.r_squared_linear < 0.1
    assert set(found.drivers.frame["driver"][:2]) == {"A", "B"}
    assert found.drivers.frame["importance_permutation"].iloc[-1] < 0.05


def test_trees_keep_silent_when_lines_are_straight(tmp_path: Path) -> None:
    frame = ratings()
    straight = scored(frame, 0.4 * frame["A"] + 0.3 * frame["B"], noise=1)
    responses = made(tmp_path, straight)
    found = check_with_boosting(responses)
    assert not found.better
    assert found.gain == pytest.approx(found.r_squared_boosted - found.r_squared_linear)
    assert check_with_boosting(responses).gain == found.gain


def test_the_check_is_bounded(tmp_path: Path) -> None:
    frame = ratings()
    responses = made(tmp_path, scored(frame, frame["A"], noise=2))
    found = check_with_boosting(responses, BoostingOptions(sample_limit=300))
    assert (found.n, found.n_sampled_from) == (300, 1_500)


@pytest.mark.parametrize("ask", [contrast_penalties, compare_drivers_by_group, check_with_boosting])
def test_too_few_drivers_end_in_a_sentence(ask, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    frame = ratings(200).assign(B=5.0, C=lambda rated: rated["A"])
    with pytest.raises(NotEnoughData, match='"B": always the same rating'):
        ask(made(tmp_path, scored(frame, frame["A"])))
