"""Customers who answer more than once, in every question that has a range or a test."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from cx.chapters.drivers.boosting import check_with_boosting
from cx.chapters.drivers.interactions import compare_drivers_by_group
from cx.chapters.drivers.penalty_reward import contrast_penalties
from cx.chapters.drivers.ranking import rank_drivers
from cx.chapters.overview.bridge import bridge_scores
from cx.chapters.overview.level import describe_overview
from cx.chapters.segments.bought import compare_bought
from cx.chapters.segments.comparison import SegmentOptions, compare_segments
from cx.chapters.segments.expectations import compare_expectations
from cx.chapters.what_if import fitting
from cx.chapters.what_if.bends import Bent
from cx.chapters.what_if.fitting import fit_what_if
from cx.chapters.what_if.levers import Lever
from cx.measures.arrays import Floats, Integers
from cx.measures.multinomial import fit_multinomial
from cx.store.responses import Responses
from cx.vocabulary import Role
from tests.frames import responses_of

TIMES = 4
ROLES = {
    "score": Role.OUTCOME,
    "when": Role.RESPONDED_AT,
    "channel": Role.ACQUISITION_CHANNEL,
    "behaviour": Role.PURCHASE_BEHAVIOUR,
    "expected": Role.EXPECTATION,
    "spend": Role.SPEND,
    "meant": Role.INTENDED_SPEND,
    "staff": Role.DRIVER,
    "waiting": Role.DRIVER,
}


def once() -> pd.DataFrame:
    random = np.random.default_rng(5)
    n = 300
    staff, waiting, rest = random.normal(size=(3, n))
    return pd.DataFrame(
        {
            "score": np.clip(np.rint(7 + 1.2 * staff + 0.6 * waiting + rest), 0, 10),
            "when": pd.Timestamp("2026-01-01") + pd.to_timedelta(random.integers(0, 360, n), "D"),
            "channel": random.choice(["Ads", "Friends", "Search"], n),
            "behaviour": random.choice(["First", "Loyal"], n),
            "expected": random.choice(["exceeded", "met", "missed"], n),
            "spend": random.gamma(2, 50, n).round(2),
            "meant": random.gamma(2, 50, n).round(2),
            "staff": np.clip(np.rint(7 + 1.5 * staff), 0, 10),
            "waiting": np.clip(np.rint(7 + 1.5 * waiting), 0, 10),
        }
    )


def told(folder: Path, times: int, *, known: bool) -> Responses:
    """Tell every answer so many times, with or without saying by whom."""
    folder.mkdir()
    frame = once()
    frame["who"] = [f"C{i}" for i in range(len(frame))]
    frame = pd.concat([frame] * times, ignore_index=True)
    return responses_of(folder, frame, ROLES | ({"who": Role.RESPONDENT} if known else {}))


@pytest.fixture(scope="module")
def tellings(tmp_path_factory: pytest.TempPathFactory) -> tuple[Responses, Responses, Responses]:
    """Return: each answer once; four times, by whom is known; four times, it is not."""
    folder = tmp_path_factory.mktemp("told")
    return (
        told(folder / "once", 1, known=True),
        told(folder / "known", TIMES, known=True),
        told(folder / "unknown", TIMES, known=False),
    )


def test_the_overview_is_as_sure_as_one_answer_each_makes_it(tellings) -> None:
    alone, known, unknown = (describe_overview(each) for each in tellings)
    for name in ("net", "mean"):
        width = [
            getattr(found, name).high - getattr(found, name).low
            for found in (alone, known, unknown)
        ]
        assert width[1] == pytest.approx(width[0], rel=0.02)
        assert width[2] == pytest.approx(width[0] / 2, rel=0.03)
    assert known.net.n == 1_200
    assert known.net.effective_n == pytest.approx(300, rel=0.02)
    assert known.of_customers is not None
    assert known.of_customers.n == 300
    assert known.of_customers.value == pytest.approx(known.net.value)
    assert alone.of_customers is None
    assert alone.net.effective_n is None
    assert known.trend_test is not None
    assert alone.trend_test is not None
    assert known.trend_test.p_value == pytest.approx(alone.trend_test.p_value, abs=0.1)
    assert "effective_n" in known.trend.frame
    assert "effective_n" not in alone.trend.frame


def test_a_handful_of_customers_has_no_score_of_its_own(tmp_path: Path) -> None:
    few = pd.DataFrame({"score": [10.0, 9, 3, 8, 10, 2] * 2, "who": list("AABBCC") * 2})
    responses = responses_of(tmp_path, few, {"score": Role.OUTCOME, "who": Role.RESPONDENT})
    assert describe_overview(responses).of_customers is None


def test_groups_are_told_apart_by_customers(tellings) -> None:
    options = SegmentOptions("acquisition_channel", "purchase_behaviour")
    alone, known, unknown = (compare_segments(each, options) for each in tellings)
    p = [found.row_margin.frame["p_value"].to_numpy() for found in (alone, known, unknown)]
    # Half a step of continuity is more of 101 answers than of 404, which tells where p is near 1:
    # one group lies where it is expected to, and has 1 and .95.
    near = p[0] > 0.9
    assert p[1][~near] == pytest.approx(p[0][~near], abs=0.01)
    assert p[1][near] == pytest.approx(p[0][near], abs=0.06)
    assert (p[2] < p[0]).all()
    assert known.interaction is not None
    assert alone.interaction is not None
    assert known.interaction.p_value == pytest.approx(alone.interaction.p_value, abs=0.05)
    effective = known.cells.frame["effective_n"]
    assert effective.sum() == pytest.approx(300, rel=0.07)


@pytest.mark.parametrize("ask", [compare_expectations, compare_bought])
def test_shares_and_gaps_are_as_sure_as_customers(tellings, ask) -> None:
    tables = [
        found.overall.frame if hasattr(found, "overall") else found.groups.frame
        for found in (ask(each) for each in tellings)
    ]
    for low, high in (("low", "high"), ("gap_low", "gap_high")):
        if low in tables[0]:
            alone, known, unknown = ((t[high] - t[low]).to_numpy() for t in tables)
            assert known == pytest.approx(alone, rel=0.2)  # t counts a few customers, too
            assert (unknown < 0.6 * known).all()


def test_parts_of_a_change_are_as_sure_as_customers(tellings) -> None:
    alone, known, unknown = (bridge_scores(each) for each in tellings)
    for name in ("mix", "score", "change", "excess"):
        alone_, known_, unknown_ = (
            getattr(found, name).high - getattr(found, name).low
            for found in (alone, known, unknown)
        )
        assert known_ == pytest.approx(alone_, rel=0.1)
        assert unknown_ < 0.6 * known_


def test_drivers_are_as_sure_as_customers(tellings) -> None:
    alone, known, unknown = (rank_drivers(each) for each in tellings)
    for name in ("importance_low", "importance_high", "noise_importance", "performance_low"):
        frames = [found.drivers.frame.set_index("driver")[name] for found in (alone, known)]
        assert frames[1].to_numpy() == pytest.approx(frames[0].to_numpy(), rel=0.25)
    assert unknown.noise_importance < 0.5 * known.noise_importance


def test_penalties_by_group_and_trees_take_whole_customers(tellings) -> None:
    alone, known, unknown = (contrast_penalties(each).drivers.frame for each in tellings)
    wide = [(f["penalty_high"] - f["penalty_low"]).sum() for f in (alone, known, unknown)]
    assert wide[1] == pytest.approx(wide[0], rel=0.15)
    assert wide[2] < 0.65 * wide[1]
    f = [compare_drivers_by_group(each).tests.frame["f"].to_numpy() for each in tellings]
    # The second order of Rao and Scott divides by how unlike the effects are, by chance here.
    assert f[1] == pytest.approx(f[0], rel=0.15)
    gains = [check_with_boosting(each) for each in tellings]
    # Trees that saw a customer's other answer would know this one by heart.
    assert gains[1].r_squared_boosted < gains[2].r_squared_boosted - 0.05


def spread_of_what_if(responses: Responses) -> float:
    people = fit_what_if(responses).people
    assert people is not None
    return float(people.drawn_shares.std(axis=1).sum())


def test_a_what_if_is_as_sure_as_customers(tellings, monkeypatch: pytest.MonkeyPatch) -> None:
    alone, known, _ = tellings
    assert spread_of_what_if(known) == pytest.approx(spread_of_what_if(alone), rel=0.15)

    def straight(design: Floats, codes: Integers, levers: Sequence[Lever], customers) -> Bent:
        nowhere = np.zeros(len(levers), dtype=bool)
        return Bent(fit_multinomial(design, codes, customers), (), nowhere, nowhere)

    # Copies that are taken for others make chance look like bends, whose ranges are wide: how sure
    # they would be is seen of straight lines.
    monkeypatch.setattr(fitting, "fit_bent", straight)
    once, known, unknown = (spread_of_what_if(responses) for responses in tellings)
    assert known == pytest.approx(once, rel=0.15)
    assert unknown < 0.65 * known
