import math

import pandas as pd
import pytest

from cx.text import target
from cx.text.finding import Tone
from cx.text.target import Side
from cx.vocabulary import Estimate

NPS = Estimate(33, 31, 34, 12_000)


@pytest.mark.parametrize(
    ("low", "high", "side"),
    [
        (41, 50, Side.ABOVE),
        (30, 39, Side.BELOW),
        (40, 50, Side.INCLUDES),
        (30, 40, Side.INCLUDES),
        (30, 50, Side.INCLUDES),
    ],
)
def test_only_a_whole_range_lies_above_or_below(low: float, high: float, side: Side) -> None:
    assert target.side(low, high, 40) is side


@pytest.mark.parametrize(
    ("points", "headline", "detail", "tone"),
    [
        (40, "NPS is below the target of +40", "lies wholly below it", Tone.ATTENTION),
        (-10, "NPS is above the target of −10", "lies wholly above it", Tone.GOOD),
        (32, "NPS cannot be told from the target of +32", "includes it", Tone.PLAIN),
    ],
)
def test_a_score_is_set_against_the_target(
    points: float, headline: str, detail: str, tone: Tone
) -> None:
    (said,) = target.score("NPS", NPS, points)
    assert said.headline == headline
    assert said.detail.replace("\xa0", " ") == (
        f"33; the 95 % range of 31 to 34 {detail} (n 12,000)."
    )
    assert said.tone is tone


def test_without_target_or_range_nothing_is_said() -> None:
    frame = pd.DataFrame({"level": ["a"], "points": [math.nan], "low": math.nan, "high": math.nan})
    assert target.score("NPS", NPS, None) == []
    assert target.score("NPS", Estimate(math.nan, math.nan, math.nan, 3), 40) == []
    assert target.groups("groups", frame.assign(n=3), "level", "points", 40) == []
    assert target.groups("groups", frame.assign(low=1, high=2, n=9), "level", "points", None) == []


def test_many_groups_are_counted_and_a_few_are_named() -> None:
    frame = pd.DataFrame({"who": [f"P{i}" for i in range(8)], "points": 20.0, "n": 30})
    frame["low"], frame["high"] = 10.0, 30.0
    frame.loc[0, ["points", "low", "high"]] = [60.0, 50.0, 70.0]
    (said,) = target.groups("performers", frame, "who", "points", 40)
    assert said.headline == "1 of 8 performers are above the target of +40 for certain, 7 below"
    assert said.detail.replace("\xa0", " ") == (
        "By their 95 % range: above: P0 60 (50 to 70, n 30); below: 7 (n 240)."
    )
    assert said.tone is Tone.ATTENTION
