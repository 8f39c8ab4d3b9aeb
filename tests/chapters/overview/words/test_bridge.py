from dataclasses import replace

from cx.chapters.overview.bridge import CELL_FIELDS, BridgeOptions, Part, ScoreBridge
from cx.chapters.overview.charts.bridge import waterfall
from cx.chapters.overview.words import bridge as words
from cx.text.finding import Tone, Verdict
from tests.chapters.overview.made import (
    A_LITTLE_DOWN,
    A_LITTLE_UP,
    BRIDGE,
    CELL,
    DOWN,
    EVERYBODY,
    NONE,
    UNSURE,
    UNSURE_DOWN,
    UP,
    parted,
)
from tests.chapters.results import table, typeset
from tests.chapters.said import Sentences, case, each_case, written


def test_what_a_fall_comes_from() -> None:
    said = words.change(BRIDGE)
    assert said.headline == "NPS went from 30 to 18, because customers scored otherwise"
    assert said.detail == (
        "−12.0 (−17.0 to −7.0) points: −1.0 (−3.0 to +1.0) from who answered, −11.0 (−16.0 to "
        "−6.0) from how each combination scored (n 1,160)."
    )
    assert said.tone is Tone.ATTENTION
    mixed = parted(BRIDGE.score, BRIDGE.mix)
    assert words.change(mixed).headline.endswith("because other customers answered")


def test_no_change_is_said_as_one() -> None:
    still = Part(1.0, -3.0, 5.0)
    said = words.change(replace(BRIDGE, change=still, mix=still, score=still))
    assert said.headline == "No change found: NPS 30 and 18"


def test_a_change_that_would_be_shown_alone_is_not_shown_beside_another_question() -> None:
    said = words.change(replace(BRIDGE, change=Part(10.0, 0.2, 19.8)))
    assert said.verdict is Verdict.CANNOT_TELL
    assert said.detail.endswith(
        "Alone it would be shown; of 2 questions on a page one is past the line too often by luck."
    )
    assert words.change(replace(BRIDGE, change=Part(10.0, 2.0, 18.0))).verdict is Verdict.SHOWN
    single = replace(
        BRIDGE.cells, frame=BRIDGE.cells.frame.assign(score_low=-19.8, score_high=-0.2)
    )
    assert words.cell(replace(BRIDGE, cells=single)) is None


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


@each_case(
    "found",
    case(
        "up_by_mix",
        parted(UP, UNSURE),
        "NPS went from 30 to 43, because other customers answered",
        "+13.0 (+8.0 to +18.0) points: +12.0 (+7.0 to +17.0) from who answered, +1.0 (−3.0 to "
        "+5.0) from how each combination scored (n 1,160).",
        Tone.GOOD,
    ),
    case(
        "up_by_score",
        parted(UNSURE, UP),
        "NPS went from 30 to 43, because customers scored otherwise",
        "+13.0 (+8.0 to +18.0) points: +1.0 (−3.0 to +5.0) from who answered, +12.0 (+7.0 to "
        "+17.0) from how each combination scored (n 1,160).",
        Tone.GOOD,
    ),
    case(
        "up_by_both",
        parted(UP, A_LITTLE_UP),
        "NPS went from 30 to 46, because other customers answered",
        "+16.0 (+11.0 to +21.0) points: +12.0 (+7.0 to +17.0) from who answered, +4.0 (+1.0 to "
        "+7.0) from how each combination scored (n 1,160).",
        Tone.GOOD,
    ),
    case(
        "down_by_mix",
        parted(DOWN, UNSURE),
        "NPS went from 30 to 19, because other customers answered",
        "−11.0 (−16.0 to −6.0) points: −12.0 (−17.0 to −7.0) from who answered, +1.0 (−3.0 to "
        "+5.0) from how each combination scored (n 1,160).",
        Tone.ATTENTION,
    ),
    case(
        "down_by_score",
        parted(UNSURE, DOWN),
        "NPS went from 30 to 19, because customers scored otherwise",
        "−11.0 (−16.0 to −6.0) points: +1.0 (−3.0 to +5.0) from who answered, −12.0 (−17.0 to "
        "−7.0) from how each combination scored (n 1,160).",
        Tone.ATTENTION,
    ),
    case(
        "down_by_score_against_mix",
        parted(A_LITTLE_UP, DOWN),
        "NPS went from 30 to 22, because customers scored otherwise, though who answered worked "
        "against it",
        "−8.0 (−13.0 to −3.0) points: +4.0 (+1.0 to +7.0) from who answered, −12.0 (−17.0 to "
        "−7.0) from how each combination scored (n 1,160).",
        Tone.ATTENTION,
    ),
    case(
        "up_by_mix_against_score",
        parted(UP, A_LITTLE_DOWN),
        "NPS went from 30 to 38, because other customers answered, though how they scored worked "
        "against it",
        "+8.0 (+3.0 to +13.0) points: +12.0 (+7.0 to +17.0) from who answered, −4.0 (−7.0 to "
        "−1.0) from how each combination scored (n 1,160).",
        Tone.GOOD,
    ),
    case(
        "down_against_mix",
        parted(A_LITTLE_UP, UNSURE_DOWN),
        "NPS went from 30 to 22",
        "−8.0 (−13.0 to −3.0) points: +4.0 (+1.0 to +7.0) from who answered, −12.0 (−25.0 to "
        "+1.0) from how each combination scored (n 1,160).",
        Tone.ATTENTION,
    ),
    case(
        "parts_that_may_be_alike",
        replace(parted(UP, A_LITTLE_UP), excess=Part(8.0, -1.0, 17.0)),
        "NPS went from 30 to 46",
        "+16.0 (+11.0 to +21.0) points: +12.0 (+7.0 to +17.0) from who answered, +4.0 (+1.0 to "
        "+7.0) from how each combination scored (n 1,160).",
        Tone.GOOD,
    ),
    case(
        "undecided",
        parted(UNSURE, UNSURE),
        "No change found: NPS 30 and 32",
        "The difference of +2.0 (−3.0 to +7.0) is within what chance alone gives: +1.0 (−3.0 to "
        "+5.0) from who answered, +1.0 (−3.0 to +5.0) from how each combination scored (n 1,160).",
    ),
    case(
        "undecided_with_opposed_parts",
        parted(DOWN, UP),
        "No change of NPS found: who answered and how they scored moved it against each other",
        "30 and 30, difference 0.0 (−5.0 to +5.0) points: −12.0 (−17.0 to −7.0) from who "
        "answered, +12.0 (+7.0 to +17.0) from how each combination scored (n 1,160).",
    ),
    case(
        "undecided_mix_down",
        parted(A_LITTLE_DOWN, UNSURE),
        "No change found: NPS 30 and 27",
        "The difference of −3.0 (−8.0 to +2.0) is within what chance alone gives: −4.0 (−7.0 to "
        "−1.0) from who answered, +1.0 (−3.0 to +5.0) from how each combination scored (n 1,160).",
    ),
    case(
        "undecided_score_up",
        parted(UNSURE, A_LITTLE_UP),
        "No change found: NPS 30 and 35",
        "The difference of +5.0 (0.0 to +10.0) is within what chance alone gives: +1.0 (−3.0 to "
        "+5.0) from who answered, +4.0 (+1.0 to +7.0) from how each combination scored (n 1,160).",
    ),
    case(
        "nothing",
        parted(NONE, NONE, 0.0),
        "Nothing changed: NPS is 30 before and after",
        "All responses lie in the same band of the score (n 1,160), so there is no change to part.",
    ),
    case(
        "all_of_it_without_chance",
        parted(NONE, EVERYBODY, 0.0),
        "NPS went from 30 to −170, because customers scored otherwise",
        "−200.0 points: 0.0 from who answered, −200.0 from how each combination scored (n 1,160).",
        Tone.ATTENTION,
    ),
    case(
        "groups_undecided",
        replace(parted(UNSURE, UNSURE), options=BridgeOptions(groups=("region", "North", "South"))),
        "No difference found: NPS 30 and 32",
        "The difference of +2.0 (−3.0 to +7.0) is within what chance alone gives: +1.0 (−3.0 to "
        "+5.0) from who answered, +1.0 (−3.0 to +5.0) from how each combination scored (n 1,160).",
    ),
)
def test_a_change_is_said_as_it_is(found: ScoreBridge, said: Sentences) -> None:
    assert written(words.change(found)) == said


def test_a_combination_that_rose_and_one_that_fell() -> None:
    fell = words.cell(BRIDGE)
    rise = {"score_points": 10.0, "score_low": 6.0, "score_high": 14.0, "points_after": 60.0}
    rose = words.cell(replace(BRIDGE, cells=table(CELL_FIELDS, [CELL | rise])))
    groups = words.cell(replace(BRIDGE, options=BridgeOptions(groups=("region", "North", "South"))))
    assert fell is not None
    assert rose is not None
    assert groups is not None
    assert (fell.headline, typeset(fell.detail), fell.tone) == (
        "Search / more moved the score most",
        "−10.0 points of the change (95~% range −14.0 to −6.0): it went from 40 (n 300) to 20 "
        "(n 280).",
        Tone.ATTENTION,
    )
    assert (rose.headline, typeset(rose.detail), rose.tone) == (
        "Search / more moved the score most",
        "+10.0 points of the change (95~% range +6.0 to +14.0): it went from 40 (n 300) to 60 "
        "(n 280).",
        Tone.GOOD,
    )
    assert (groups.headline, typeset(groups.detail)) == (
        "Search / more sets the scores apart most",
        "−10.0 points of the difference (95~% range −14.0 to −6.0): 40 (n 300) for North, 20 "
        "(n 280) for South.",
    )
