"""Bridges put together by hand."""

from dataclasses import replace

import numpy as np

from cx.chapters.overview.bridge import CELL_FIELDS, BridgeOptions, Part, ScoreBridge
from cx.vocabulary import Estimate, Role
from tests.chapters.results import category, table

CELL = {
    "cell": "Search / more",
    "n_before": 300,
    "n_after": 280,
    "share_before": 0.5,
    "share_after": 0.5,
    "points_before": 40.0,
    "points_after": 20.0,
    "mix_points": 0.0,
    "mix_low": -1.0,
    "mix_high": 1.0,
    "score_points": -10.0,
    "score_low": -14.0,
    "score_high": -6.0,
}
BRIDGE = ScoreBridge(
    options=BridgeOptions(),
    net_name="NPS",
    names=("North", "South"),
    before=Estimate(30.0, 26.0, 34.0, 600),
    after=Estimate(18.0, 14.0, 22.0, 560),
    change=Part(-12.0, -17.0, -7.0),
    mix=Part(-1.0, -3.0, 1.0),
    score=Part(-11.0, -16.0, -6.0),
    columns=(category("Channel", Role.ACQUISITION_CHANNEL, ("Search",)),),
    cells=table(CELL_FIELDS, [CELL]),
    n_left_out=0,
    excess=Part(-10.0, -15.4, -4.6),
)


UP, DOWN = Part(12.0, 7.0, 17.0), Part(-12.0, -17.0, -7.0)
A_LITTLE_UP, A_LITTLE_DOWN = Part(4.0, 1.0, 7.0), Part(-4.0, -7.0, -1.0)
UNSURE, UNSURE_DOWN = Part(1.0, -3.0, 5.0), Part(-12.0, -25.0, 1.0)
NONE, EVERYBODY = Part(0.0, 0.0, 0.0), Part(-200.0, -200.0, -200.0)


def parted(mix: Part, score: Part, reach: float = 5.0) -> ScoreBridge:
    points = mix.points + score.points
    change = Part(points, points - reach, points + reach)
    after = replace(BRIDGE.after, value=BRIDGE.before.value + points)
    excess = abs(mix.points) - abs(score.points)
    unsure = float(np.hypot(mix.high - mix.low, score.high - score.low)) / 2
    return replace(
        BRIDGE,
        after=after,
        change=change,
        mix=mix,
        score=score,
        excess=Part(excess, excess - unsure, excess + unsure),
    )
