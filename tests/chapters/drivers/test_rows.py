from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from cx.chapters.drivers.methods import Doubt, Method, Trust, judge, same_third, side_by_side
from cx.chapters.drivers.ranking import DriverOptions, DriverRanking, rank_drivers
from cx.chapters.drivers.rows import RowOptions, driver_rows, is_outcome_worded
from cx.measures.importance import lmg
from cx.store.responses import Responses
from cx.vocabulary import Role, Schema
from tests.frames import responses_of
from tests.synth600 import make

FAST = DriverOptions(replicates=100)


def served(n: int = 900, seed: int = 5) -> pd.DataFrame:
    """Two drivers for all; delivery for those who came by web, who are happier for it."""
    random = np.random.default_rng(seed)
    frame = pd.DataFrame(random.integers(1, 11, (n, 3)), columns=["Staff", "Price", "Delivery"])
    frame = frame.astype(float)
    frame["Channel"] = np.where(np.arange(n) % 3 == 0, "web", "store")
    by_web = frame["Channel"] == "web"
    score = 0.5 * frame["Staff"] + np.where(by_web, 0.4 * frame["Delivery"] + 1, 0)
    frame["score"] = np.clip(np.round(score + random.normal(0, 0.5, n)), 0, 10)
    frame["Delivery"] = frame["Delivery"].where(by_web)
    return frame


def made(folder: Path, frame: pd.DataFrame, **others: Role) -> Responses:
    roles = {
        str(name): others.get(str(name), Role.OUTCOME if name == "score" else Role.DRIVER)
        for name in frame
    }
    return responses_of(folder, frame, roles)


def only_for_some(responses: Responses, label: str) -> Responses:
    columns = tuple(
        replace(column, applies_to_all=column.label != label) for column in responses.schema.columns
    )
    return replace(responses, schema=Schema(columns))


def by_driver(ranking: DriverRanking) -> pd.DataFrame:
    return ranking.drivers.frame.set_index("driver")


def test_a_driver_that_one_contact_channel_never_answers_does_not_apply_there(
    tmp_path: Path,
) -> None:
    responses = made(tmp_path, served(), Channel=Role.CONTACT_CHANNEL)
    ranking = rank_drivers(responses, FAST)
    found = by_driver(ranking)
    assert found["applies_to_all"].to_dict() == {"Staff": True, "Delivery": False, "Price": True}
    assert found.loc["Delivery", "n_rated"] == 300
    assert ranking.n == 900
    assert found["importance"].sum() == pytest.approx(ranking.r_squared)
    # The model is the truth but for rounding: nearly everything is explained.
    assert ranking.r_squared > 0.9
    assert found.loc["Delivery", "coefficient"] == pytest.approx(0.4, abs=0.03)


def test_what_was_said_on_loading_is_the_same_as_what_is_found(tmp_path: Path) -> None:
    (tmp_path / "said").mkdir()
    frame = served()
    found = rank_drivers(made(tmp_path, frame, Channel=Role.CONTACT_CHANNEL), FAST)
    said = made(tmp_path / "said", frame.drop(columns="Channel"))
    told = rank_drivers(only_for_some(said, "Delivery"), FAST)
    assert by_driver(told)["importance"].to_dict() == pytest.approx(
        by_driver(found)["importance"].to_dict()
    )


def test_blank_answers_are_not_taken_for_questions_that_do_not_apply(tmp_path: Path) -> None:
    frame = served().drop(columns="Delivery")
    frame["Price"] = frame["Price"].where(np.random.default_rng(1).random(len(frame)) < 0.6)
    rows = driver_rows(made(tmp_path, frame, Channel=Role.CONTACT_CHANNEL), RowOptions())
    assert rows.applies.all()
    assert np.isnan(rows.design[:, 1]).sum() == frame["Price"].isna().sum()


def test_drivers_for_the_same_responses_share_what_having_had_it_goes_with() -> None:
    correlation = np.array([[1, 0, 0.3, 0.3], [0, 1, 0.2, 0.2], [0.3, 0.2, 1, 0.5], [0, 0, 0, 1.0]])
    correlation[3, :3] = correlation[:3, 3]
    shares = side_by_side([(0, 2), (1, 2)], [Method.LMG])(correlation)
    assert shares.sum() == pytest.approx(lmg(correlation).sum())


@pytest.mark.parametrize(
    "header",
    [
        "Overall satisfaction",
        "satOverall",
        "Would you recommend us?",
        "likely to repurchase",
        "Gesamtzufriedenheit",
        "Weiterempfehlung",
        "ความพึงพอใจโดยรวม",
        "推荐意愿",
    ],
)
def test_headers_that_ask_for_the_outcome(header: str) -> None:
    assert is_outcome_worded(header)


@pytest.mark.parametrize("header", ["Waiting time", "Returns", "SALES_PERSON_SAT", "satCleanRoom"])
def test_headers_that_ask_for_something_else(header: str) -> None:
    assert not is_outcome_worded(header)


def test_the_outcome_in_other_words_is_set_aside_unless_it_is_asked_for(tmp_path: Path) -> None:
    data = make()
    frame = pd.DataFrame(data.drivers, columns=[f"d{place}" for place in range(1, 6)])
    frame["Overall satisfaction"] = np.clip(
        np.round(data.ltr * 0.8 + data.drivers[:, 4] * 0.2), 1, 10
    )
    frame["score"] = data.ltr
    responses = made(tmp_path, frame)
    ranking = rank_drivers(responses, FAST)
    assert ranking.outcome_like == ("Overall satisfaction",)
    assert [aside.reason for aside in ranking.set_aside] == ["the outcome in other words"]
    expected = [0.255131226, 0.119389959, 0.095486545, 0.045168855, 0.021988621]
    assert by_driver(ranking)["importance_lmg"].sort_index().tolist() == pytest.approx(
        expected, abs=1e-8
    )
    asked = rank_drivers(responses, replace(FAST, include_outcome_like=True))
    assert asked.drivers.frame["driver"][0] == "Overall satisfaction"
    assert asked.set_aside == ()


def test_all_methods_stand_side_by_side_and_can_be_switched(tmp_path: Path) -> None:
    data = make()
    frame = pd.DataFrame(data.rows, columns=["d1", "d2", "d3", "d4", "d5", "score"])
    ranking = rank_drivers(made(tmp_path, frame), FAST)
    found = by_driver(ranking).sort_index()
    johnson = [0.254812534, 0.120942502, 0.097270395, 0.045923687, 0.018216089]
    assert found["importance_johnson"].tolist() == pytest.approx(johnson, abs=1e-8)
    alone = [np.corrcoef(data.drivers[:, place], data.ltr)[0, 1] ** 2 for place in range(5)]
    assert found["importance_correlation"].tolist() == pytest.approx(alone)
    switched = ranking.by(Method.JOHNSON)
    assert switched.method is Method.JOHNSON
    assert by_driver(switched)["importance"].sort_index().tolist() == pytest.approx(johnson)
    assert ranking.by(Method.LMG) is ranking
    assert by_driver(ranking.by(Method.CORRELATION))["importance"].max() == pytest.approx(
        max(alone)
    )
    assert ranking.verdict is Trust.RELIABLE
    assert set(ranking.leaders.members) == {"d1", "d2", "d3"}
    assert ranking.drivers.frame["p_outranks_next"][0] > 0.95
    assert np.isnan(ranking.drivers.frame["p_outranks_next"].iloc[-1])


def test_listwise_deletion_is_told_beside_the_model(tmp_path: Path) -> None:
    frame = pd.DataFrame(make().rows_with_missing, columns=["d1", "d2", "d3", "d4", "d5", "score"])
    found = by_driver(rank_drivers(made(tmp_path, frame), FAST)).sort_index()
    modelled = [0.242142, 0.116833, 0.114092, 0.043706, 0.021850]
    listwise = [0.229006, 0.118682, 0.121990, 0.043393, 0.020605]
    assert found["importance"].tolist() == pytest.approx(modelled, abs=1e-6)
    assert found["importance_complete"].tolist() == pytest.approx(listwise, abs=1e-6)


def test_an_idle_driver_lies_about_the_noise_line_and_one_that_matters_far_above(
    tmp_path: Path,
) -> None:
    random = np.random.default_rng(8)
    frame = pd.DataFrame(random.integers(1, 11, (400, 4)), columns=list("abcd"), dtype=float)
    frame["score"] = np.clip(np.round(frame["a"] + random.normal(0, 2, 400)), 0, 10)
    found = by_driver(rank_drivers(made(tmp_path, frame), FAST))
    assert found.loc["a", "above_noise"]
    assert found.loc["a", "importance"] > 20 * found.loc["a", "noise_importance"]
    assert found["above_noise"].sum() <= 2
    assert found["noise_importance"].iloc[0] < 3.84 / 400


def test_judgement() -> None:
    assert judge(1_000, 5, 0.4, 1.0, 2.0) == (Trust.RELIABLE, ())
    assert judge(100, 5, 0.4, 1.0, 2.0) == (Trust.LEANING, (Doubt.FEW_RESPONSES,))
    assert judge(40, 5, 0.4, 1.0, 2.0)[0] is Trust.EXPLORATORY
    assert judge(1_000, 5, 0.05, 1.0, 2.0) == (Trust.EXPLORATORY, (Doubt.LITTLE_EXPLAINED,))
    assert judge(1_000, 5, 0.4, 0.5, np.inf) == (
        Trust.LEANING,
        (Doubt.METHODS_DISAGREE, Doubt.COLLINEAR),
    )


def test_places_agree_by_thirds() -> None:
    importances = np.array([[0.6, 0.5, 0.4, 0.3, 0.2, 0.1], [0.5, 0.6, 0.4, 0.1, 0.2, 0.3]])
    assert same_third(importances).tolist() == [True, True, True, False, True, False]
