import itertools
import math
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from cx.chapters.drivers.ranking import DriverOptions, DriverRanking, rank_drivers
from cx.problems import NotEnoughData
from cx.vocabulary import Role, Scale
from tests.chapters.variants import doubled, fingerprint, shuffled
from tests.frames import NPS, responses_of

FAST = DriverOptions(replicates=100)


def roles_of(frame: pd.DataFrame) -> dict[str, Role]:
    return {str(name): Role.OUTCOME if name == "score" else Role.DRIVER for name in frame}


def ranked(
    folder: Path, frame: pd.DataFrame, scale: Scale = NPS, options: DriverOptions = FAST
) -> DriverRanking:
    """Rank every column of the frame but the score."""
    return rank_drivers(responses_of(folder, frame, roles_of(frame), scale), options)


def rows(ranking: DriverRanking) -> pd.DataFrame:
    return ranking.drivers.frame.set_index("driver")


def crossed(copies: int = 20) -> pd.DataFrame:
    """Waiting and Staff, 1 to 3, crossed evenly; the score is two of one and one of the other."""
    pairs = list(itertools.product((1, 2, 3), (1, 2, 3))) * copies
    frame = pd.DataFrame(pairs, columns=["Waiting", "Staff"], dtype=float)
    frame["score"] = 2 * frame["Waiting"] + frame["Staff"]
    return frame


def noisy(n: int = 600, seed: int = 11) -> pd.DataFrame:
    """Four drivers 1 to 10: two that matter, two that do not; one of each pair is rated low."""
    random = np.random.default_rng(seed)
    level = {"important low": 4, "important high": 8, "idle low": 4, "idle high": 8}
    frame = pd.DataFrame(
        {
            name: np.clip(np.round(random.normal(mean, 1.5, n)), 1, 10)
            for name, mean in level.items()
        }
    )
    score = frame["important low"] + frame["important high"] + random.normal(-5, 1, n)
    frame["score"] = np.clip(np.round(score), 0, 10)
    return frame


def test_two_drivers_that_are_crossed_share_the_variance_as_their_weights_do(
    tmp_path: Path,
) -> None:
    ranking = ranked(tmp_path, crossed())
    found = rows(ranking)
    # Var(2 Waiting) = 4 Var(Staff): four fifths and one fifth, whatever the order of entry.
    assert found["importance"].to_dict() == pytest.approx({"Waiting": 0.8, "Staff": 0.2})
    assert found["coefficient"].to_dict() == pytest.approx({"Waiting": 2, "Staff": 1})
    assert found["correlation"].to_dict() == pytest.approx(
        {"Waiting": math.sqrt(0.8), "Staff": math.sqrt(0.2)}
    )
    assert ranking.r_squared == pytest.approx(1)
    assert ranking.mean_importance == pytest.approx(0.5)
    assert found["performance"].tolist() == pytest.approx([2, 2])
    assert found["performance_share"].tolist() == pytest.approx([0.5, 0.5])
    assert found["direction"].tolist() == ["positive", "positive"]
    assert (ranking.n, ranking.n_complete, ranking.n_sampled_from) == (180, 180, 180)
    assert ranking.method == "LMG"
    assert ranking.trusted


def test_shares_add_up_and_ranges_hold_their_values(tmp_path: Path) -> None:
    ranking = ranked(tmp_path, noisy())
    found = ranking.drivers.frame
    assert found["importance"].sum() == pytest.approx(ranking.r_squared)
    assert found["share"].sum() == pytest.approx(1)
    assert found["importance"].is_monotonic_decreasing
    assert (found["importance_low"] < found["importance"]).all()
    assert (found["importance"] < found["importance_high"]).all()
    assert (found["performance_low"] < found["performance"]).all()
    assert (found["performance"] < found["performance_high"]).all()
    assert ranking.r_squared_low < ranking.r_squared < ranking.r_squared_high


def test_map_names_the_four_corners(tmp_path: Path) -> None:
    assert rows(ranked(tmp_path, noisy()))["quadrant"].to_dict() == {
        "important low": "concentrate here",
        "important high": "keep up the good work",
        "idle low": "low priority",
        "idle high": "possible overkill",
    }


def test_a_driver_on_the_line_is_undecided(tmp_path: Path) -> None:
    assert rows(ranked(tmp_path, crossed()))["quadrant"].tolist() == ["undecided"] * 2


def test_important_drivers_that_go_with_worse_scores_have_no_advice(tmp_path: Path) -> None:
    turned = noisy().assign(
        score=lambda rated: (rated["important low"] - rated["important high"] + 7).clip(0, 10)
    )
    assert rows(ranked(tmp_path, turned)).loc["important high", "quadrant"] == "undecided"
    turned["score"] = (turned["important high"] - turned["important low"] + 2).clip(0, 10)
    found = rows(ranked(tmp_path, turned))
    assert found.loc["important low", "direction"] == "negative"
    assert found.loc["important low", "quadrant"] == "no place to start"


def test_a_driver_that_goes_with_worse_scores_is_negative(tmp_path: Path) -> None:
    frame = crossed().assign(score=lambda rated: 2 * rated["Waiting"] - rated["Staff"] + 3)
    found = rows(ranked(tmp_path, frame))
    assert found["direction"].to_dict() == {"Waiting": "positive", "Staff": "negative"}
    assert found["importance"].to_dict() == pytest.approx({"Waiting": 0.8, "Staff": 0.2})


def test_correlation_and_coefficient_that_disagree_are_a_conflict(tmp_path: Path) -> None:
    """Ease follows Speed; with Speed held still, more Ease goes with a lower score."""
    pairs = list(itertools.product((1, 2, 3, 4, 5), (-1, 1))) * 20
    frame = pd.DataFrame(pairs, columns=["Speed", "slip"], dtype=float)
    frame["Ease"] = frame["Speed"] + frame["slip"]
    frame["score"] = 3 * frame["Speed"] - frame["Ease"] - 1
    found = rows(ranked(tmp_path, frame.drop(columns="slip")))
    # cov(Ease, score) = 2 Var(Speed) - Var(slip) = 4 - 1; variances are 3 and 9.
    assert found.loc["Ease", "correlation"] == pytest.approx(3 / math.sqrt(3 * 9))
    assert found.loc["Ease", "coefficient"] == pytest.approx(-1)
    assert found["direction"].to_dict() == {"Speed": "positive", "Ease": "conflict"}


def test_drivers_that_cannot_be_used_are_set_aside_with_the_reason(tmp_path: Path) -> None:
    frame = noisy().assign(
        always_five=5.0,
        copied=lambda rated: rated["important low"],
        rare=lambda rated: rated["idle low"].where(rated.index < 3),
    )
    ranking = ranked(tmp_path, frame)
    aside = {(one.driver, one.reason, one.n_rated) for one in ranking.set_aside}
    assert aside == {
        ("always_five", "always the same rating", 600),
        ("copied", "a copy of another driver", 600),
        ("rare", "too few ratings", 3),
    }
    assert len(ranking.drivers) == 4


def test_a_driver_rated_by_less_than_a_third_is_set_aside(tmp_path: Path) -> None:
    frame = noisy()
    for name, n_rated in (("idle low", 179), ("idle high", 180)):  # 30 % of 600 are 180
        frame[name] = frame[name].where(frame.index < n_rated)
    ranking = ranked(tmp_path, frame)
    assert [aside.driver for aside in ranking.set_aside] == ["idle low"]


def test_missing_ratings_are_modelled_not_dropped(tmp_path: Path) -> None:
    frame = noisy()
    whole = rows(ranked(tmp_path, frame))["importance"]
    blank = np.random.default_rng(2).random((600, 2)) < 0.3
    holed = frame.copy()
    holed[["important low", "idle high"]] = frame[["important low", "idle high"]].mask(blank)
    ranking = ranked(tmp_path, holed)
    assert ranking.n == 600
    assert ranking.n_complete == int((~blank.any(axis=1)).sum())
    assert rows(ranking)["n_rated"].to_dict() == holed.drop(columns="score").count().to_dict()
    assert rows(ranking)["importance"].to_dict() == pytest.approx(whole.to_dict(), abs=0.05)
    assert ranking.r_squared_complete == pytest.approx(ranking.r_squared, abs=0.05)


def test_drivers_that_explain_nothing_are_not_trusted(tmp_path: Path) -> None:
    random = np.random.default_rng(3)
    frame = pd.DataFrame(random.integers(1, 11, (300, 3)), columns=["a", "b", "c"], dtype=float)
    frame["score"] = random.integers(0, 11, 300)
    ranking = ranked(tmp_path, frame)
    assert ranking.r_squared < 0.05
    assert not ranking.trusted
    assert set(rows(ranking)["quadrant"]) == {"undecided"}


@pytest.mark.filterwarnings("ignore:invalid value encountered:RuntimeWarning")
def test_drivers_that_explain_exactly_nothing_have_no_shares(tmp_path: Path) -> None:
    cells = list(itertools.product((1, 2, 3), (1, 2, 3), (6, 8, 10))) * 10
    ranking = ranked(tmp_path, pd.DataFrame(cells, columns=["a", "b", "score"], dtype=float))
    assert ranking.r_squared == pytest.approx(0, abs=1e-12)
    assert not ranking.trusted
    assert set(rows(ranking)["quadrant"]) == {"undecided"}


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        (crossed().drop(columns="Staff"), "too_few_drivers"),
        (crossed().assign(Staff=2.0), "too_few_drivers"),
        (crossed().iloc[:1], "too_few_responses"),
        (crossed().iloc[:5], "too_few_drivers"),
        (crossed().assign(score=10.0), "outcome_constant"),
        (noisy(n=49), "too_few_drivers"),
    ],
)
def test_what_cannot_be_ranked_is_said(tmp_path: Path, frame: pd.DataFrame, code: str) -> None:
    with pytest.raises(NotEnoughData) as caught:
        ranked(tmp_path, frame)
    assert [problem.code for problem in caught.value.problems] == [code]


def test_eleven_drivers_need_fifty_five_responses(tmp_path: Path) -> None:
    random = np.random.default_rng(4)
    frame = pd.DataFrame(random.integers(1, 11, (54, 12)), dtype=float)
    frame.columns = [*(f"driver {place}" for place in range(11)), "score"]
    with pytest.raises(NotEnoughData, match="11 drivers need 55 or more"):
        ranked(tmp_path, frame)


@pytest.mark.parametrize(
    ("scale", "to_scale"),
    [
        ("0-1", lambda score: (score >= 5) * 1.0),
        ("1-5", lambda score: np.clip(np.ceil(score / 2), 1, 5)),
        ("1-7 effort", lambda score: np.clip(np.ceil(score * 0.7), 1, 7)),
        ("1-10", lambda score: np.clip(score, 1, 10)),
    ],
)
def test_every_scale_can_be_driven(
    tmp_path: Path, scale: str, to_scale: Callable[[pd.Series], pd.Series]
) -> None:
    frame = noisy().assign(score=lambda answers: to_scale(answers["score"]))
    ranking = ranked(tmp_path, frame, Scale.parse(scale))
    assert set(ranking.drivers.frame["driver"][:2]) == {"important low", "important high"}
    assert ranking.trusted


def test_many_drivers_are_weighted_by_johnson(tmp_path: Path) -> None:
    random = np.random.default_rng(5)
    ratings = random.integers(1, 11, (200, 21)).astype(float)
    frame = pd.DataFrame(ratings, columns=[f"driver {place}" for place in range(21)])
    frame["score"] = np.round((ratings[:, 0] + ratings[:, 1]) / 2)
    ranking = ranked(tmp_path, frame)
    assert ranking.method == "Johnson's relative weights"
    assert ranking.drivers.frame["importance"].sum() == pytest.approx(ranking.r_squared)


def test_a_sample_is_said_to_be_one(tmp_path: Path) -> None:
    ranking = ranked(tmp_path, noisy(), options=DriverOptions(replicates=100, sample_limit=200))
    assert (ranking.n, ranking.n_sampled_from) == (200, 600)


def test_scales_of_the_drivers_are_compared(tmp_path: Path) -> None:
    ranking = ranked(tmp_path, noisy())
    assert ranking.same_scale
    assert ranking.mean_performance_share == pytest.approx(
        ranking.drivers.frame["performance_share"].mean()
    )


def test_same_seed_same_answer_and_another_seed_moves_ranges_only(tmp_path: Path) -> None:
    frame = noisy()
    first, again = ranked(tmp_path, frame), ranked(tmp_path, frame)
    pd.testing.assert_frame_equal(first.drivers.frame, again.drivers.frame)
    other = ranked(tmp_path, frame, options=DriverOptions(replicates=100, seed=1))
    assert rows(other)["importance"].to_dict() == pytest.approx(rows(first)["importance"].to_dict())
    assert (rows(other)["importance_low"] != rows(first)["importance_low"]).any()


def test_rows_are_not_touched_and_neither_order_nor_doubling_moves_importance(
    tmp_path: Path,
) -> None:
    frame = noisy()
    responses = responses_of(tmp_path, frame, roles_of(frame))
    before = fingerprint(responses)
    first = rank_drivers(responses, FAST)
    assert fingerprint(responses) == before
    (tmp_path / "others").mkdir()
    for change in (shuffled, doubled):
        other = rows(ranked(tmp_path / "others", change(frame)))
        for name in ("importance", "correlation", "coefficient", "performance"):
            assert other[name].to_dict() == pytest.approx(rows(first)[name].to_dict())
    widths = [
        (found["importance_high"] - found["importance_low"]).sum() for found in (other, rows(first))
    ]
    assert widths[0] < widths[1]  # twice the rows, narrower ranges


def test_importance_if_missing_ratings_were_lower_is_told_beside_it(tmp_path: Path) -> None:
    frame = noisy()
    complete = rows(ranked(tmp_path, frame))
    assert (complete["importance_if_lower"] == complete["importance"]).all()
    # Those who are dissatisfied do not answer: lower ratings would go with the score even more.
    unhappy = frame["score"] < frame["score"].quantile(0.3)
    holed = frame.assign(**{"important low": frame["important low"].mask(unhappy)})
    found = rows(ranked(tmp_path, holed)).loc["important low"]
    assert found["importance_if_lower"] > found["importance"] + 0.01
