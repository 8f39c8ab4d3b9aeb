from __future__ import annotations

from dataclasses import replace

from cx.analyses.bridge import CELL_FIELDS, BridgeOptions, Part, ScoreBridge
from cx.charts.bridge import waterfall
from cx.vocabulary import Estimate, Role
from cx.words import bridge as words
from cx.words.finding import Tone
from tests.words.results import category, table

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
)


def test_what_a_fall_comes_from() -> None:
    said = words.change(BRIDGE)
    assert said.headline == "NPS went from 30 to 18, because customers scored otherwise"
    assert said.detail == (
        "−12.0 (−17.0 to −7.0) points: −1.0 (−3.0 to +1.0) from who answered, −11.0 (−16.0 to "
        "−6.0) from how each combination scored (n 1,160)."
    )
    assert said.tone is Tone.ATTENTION
    mixed = replace(BRIDGE, mix=BRIDGE.score, score=BRIDGE.mix)
    assert words.change(mixed).headline.endswith("because other customers answered")


def test_no_change_is_said_as_one() -> None:
    still = Part(1.0, -3.0, 5.0)
    said = words.change(replace(BRIDGE, change=still, mix=still, score=still))
    assert said.headline == "No change found: NPS 30 and 18"


def test_a_combination_is_named_only_when_sure() -> None:
    said = words.cell(BRIDGE)
    assert said is not None
    assert said.headline == "Search / more moved the score most"
    many = [CELL | {"score_low": -19.5, "score_high": -0.5} for _ in range(20)]
    assert words.cell(replace(BRIDGE, cells=table(CELL_FIELDS, many))) is None


def test_the_waterfall_adds_up_and_shows_ranges() -> None:
    bars = [trace for trace in waterfall(BRIDGE).data if trace.type == "bar"]
    ends = {trace.x[0]: (trace.base[0] if trace.base else 0) + trace.y[0] for trace in bars}
    assert ends == {0: 30, 1: 29, 2: 18, 3: 18}
    assert bars[0].error_y.array.tolist() == [4]


def test_two_groups_are_named_and_do_not_change() -> None:
    groups = replace(BRIDGE, options=BridgeOptions(groups=("region", "North", "South")))
    assert words.change(groups).headline == (
        "NPS is 30 for North and 18 for South, because customers scored otherwise"
    )
