from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from cx.chapters.overview.bridge import OTHERS, BridgeOptions, ScoreBridge, Sides, bridge_scores
from cx.problems import NotEnoughData
from cx.store.responses import Responses
from cx.vocabulary import Role
from tests.frames import responses_of

ROLES = {
    "score": Role.OUTCOME,
    "day": Role.RESPONDED_AT,
    "channel": Role.ACQUISITION_CHANNEL,
    "region": Role.REGION,
}
BEFORE, AFTER = "2025-01-10", "2025-06-20"


def answers(day: str, channel: str, plus: int, minus: int, region: str = "N") -> pd.DataFrame:
    scores = [10] * plus + [0] * minus
    return pd.DataFrame(
        {"score": scores, "day": pd.Timestamp(day), "channel": channel, "region": region}
    )


def made(folder: Path, *parts: pd.DataFrame) -> Responses:
    return responses_of(folder, pd.concat(parts), ROLES)


def adds_up(bridge: ScoreBridge) -> None:
    total = bridge.before.value + bridge.mix.points + bridge.score.points
    assert total == pytest.approx(bridge.after.value)
    parts = bridge.cells.frame[["mix_points", "score_points"]].sum().tolist()
    assert parts == pytest.approx([bridge.mix.points, bridge.score.points])


def bridged(folder: Path, **channels: tuple[tuple[int, int], tuple[int, int]]) -> ScoreBridge:
    """Part the change of channels, each with the answers for and against before and after."""
    parts = (
        answers(day, channel, plus, minus)
        for channel, sides in channels.items()
        for day, (plus, minus) in zip((BEFORE, AFTER), sides, strict=True)
    )
    bridge = bridge_scores(made(folder, *parts))
    adds_up(bridge)
    return bridge


def test_a_change_of_shares_only_is_all_mix(tmp_path: Path) -> None:
    bridge = bridged(tmp_path, good=((90, 10), (45, 5)), poor=((20, 80), (30, 120)))
    # Scores +80 and -60 stay; the share of the good goes from a half to a quarter.
    assert (bridge.before.value, bridge.after.value) == pytest.approx((10, -25))
    assert bridge.mix.points == pytest.approx(-35)
    assert bridge.score.points == pytest.approx(0)
    assert bridge.mix.sure
    assert not bridge.score.sure


def test_a_change_within_cells_only_is_all_score(tmp_path: Path) -> None:
    bridge = bridged(tmp_path, a=((90, 10), (90, 10)), b=((20, 80), (60, 40)))
    assert bridge.mix.points == pytest.approx(0)
    assert bridge.score.points == pytest.approx(40)
    assert bridge.cells.frame.iloc[0]["cell"] == "b"


def test_groups_can_be_compared_and_are_then_no_part_of_the_mix(tmp_path: Path) -> None:
    responses = made(
        tmp_path,
        answers(BEFORE, "a", 30, 10, "N"),
        answers(BEFORE, "b", 10, 30, "N"),
        answers(BEFORE, "a", 30, 30, "S"),
        answers(BEFORE, "b", 30, 10, "S"),
    )
    bridge = bridge_scores(responses, BridgeOptions(groups=("region", "N", "S")))
    adds_up(bridge)
    assert [column.label for column in bridge.columns] == ["channel"]
    assert bridge.names == ("N", "S")
    back = bridge_scores(responses, BridgeOptions(groups=("region", "S", "N")))
    assert back.mix.points == pytest.approx(-bridge.mix.points)


def test_small_cells_are_added_up_with_enough_others(tmp_path: Path) -> None:
    bridge = bridged(
        tmp_path, a=((90, 10), (90, 10)), b=((20, 9), (20, 19)), tiny=((2, 1), (40, 0))
    )
    frame = bridge.cells.frame.set_index("cell")
    assert set(frame.index) == {"a", OTHERS}
    assert frame.loc[OTHERS, "n_before"] == 32


def test_quarters_leave_out_one_that_has_just_begun(tmp_path: Path) -> None:
    days = ["2025-02-01", "2025-05-01", "2025-09-29", "2025-10-09"]
    responses = made(tmp_path, *(answers(day, channel, 9, 3) for day in days for channel in "ab"))
    bridge = bridge_scores(responses, BridgeOptions(Sides.QUARTERS))
    assert bridge.names == ("1 Apr 2025 to 30 Jun 2025", "1 Jul 2025 to 30 Sep 2025")
    assert bridge.n_left_out == 48


def test_what_is_lacking_is_said(tmp_path: Path) -> None:
    one_day = made(tmp_path, answers(BEFORE, "a", 9, 9), answers(BEFORE, "b", 9, 9))
    with pytest.raises(NotEnoughData, match="of one day"):
        bridge_scores(one_day)
    few = made(tmp_path, answers(BEFORE, "a", 2, 1), answers(AFTER, "b", 9, 9))
    with pytest.raises(NotEnoughData, match="5 responses on each side"):
        bridge_scores(few)
    roles = {"score": Role.OUTCOME, "day": Role.RESPONDED_AT}
    bare = responses_of(tmp_path, answers(BEFORE, "a", 9, 9), roles)
    with pytest.raises(NotEnoughData, match="cannot be parted"):
        bridge_scores(bare)


def test_ranges_hold_the_change_of_nothing_in_most_worlds(tmp_path: Path) -> None:
    random = np.random.default_rng(5)
    held = 0
    for _ in range(30):
        frame = pd.DataFrame(
            {
                "score": random.choice([10, 8, 0], 400),
                "day": pd.to_datetime(random.choice([BEFORE, AFTER], 400)),
                "channel": random.choice(["a", "b", "c"], 400),
                "region": random.choice(["N", "S"], 400),
            }
        )
        bridge = bridge_scores(responses_of(tmp_path, frame, ROLES))
        adds_up(bridge)
        held += not bridge.score.sure
    assert held >= 25
