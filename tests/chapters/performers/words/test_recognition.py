from dataclasses import replace

from cx.chapters.performers.recognition import CHANGE_FIELDS, Recognition
from cx.chapters.performers.words import recognition as words
from cx.text.finding import Finding, Tone, Verdict
from tests.chapters.companions import consistency, recognition
from tests.chapters.results import NAN, table, typeset
from tests.chapters.said import Sentences, case, each_case, written


def typed(*findings: Finding) -> list[tuple[str, str, Tone]]:
    return [(typeset(f.headline), typeset(f.detail), f.tone) for f in findings]


def test_who_improved_most() -> None:
    assert typed(words.improved(recognition())) == [
        (
            "Most improved: Ann",
            "Q1 2026 to Q2 2026, luck taken out: Ann +18 points (95~% range 4 to 32) (n 1,000).",
            Tone.GOOD,
        ),
    ]


def test_an_improvement_that_may_be_luck() -> None:
    luck = replace(recognition(low=-2.0), distinguishable=False)
    assert typed(words.improved(luck)) == [
        (
            "No one's improvement stands out from luck",
            "1 performer compared, Q1 2026 with Q2 2026: changes scatter as chance scatters "
            "them (p = 0.002, n 1,000).",
            Tone.CAUTION,
        ),
    ]


def test_who_is_steadiest() -> None:
    assert typed(words.steady(consistency())) == [
        (
            "Most consistent for their level: Ann",
            "Ann (spread 1.1, where the level implies 1.5; 95~% range 0.9 to 1.4, mean 8.2); "
            "typical is 1.9 (n 1,000).",
            Tone.GOOD,
        ),
    ]


def test_of_answers_that_agree_only_the_level_is_known() -> None:
    for n, said in (
        (1, "Of 1 the answers nearly all agree, so only the level is known."),
        (3, "Of 3 the answers nearly all agree, so only their level is known."),
    ):
        assert words.steady(replace(consistency(), n_untold=n)).detail.endswith(said)
    untold = words.steady(replace(consistency(steadiness=2), p_value=NAN, n_untold=2))
    assert untold.headline == "Whether anyone is steadier than the others cannot be told"
    assert untold.detail == (
        "Answers agree too closely to tell their spread from what the level implies (n 1,000). Of "
        "2 the answers nearly all agree, so only their level is known."
    )
    assert untold.verdict is Verdict.CANNOT_TELL


def test_who_improved_by_too_few_responses_is_not_named() -> None:
    row = recognition().rows.frame.iloc[0].to_dict() | {"named": False}
    for n, said in (
        (1, "the range of 1 performer lies above 0, but less than half of the change is more"),
        (2, "the ranges of 2 performers lie above 0, but less than half of each change is more"),
    ):
        found = words.improved(replace(recognition(), rows=table(CHANGE_FIELDS, [row] * n)))
        assert found.headline == ("Some surely improved, but by too few responses to name anyone")
        assert typeset(found.detail) == (
            f"Q1 2026 to Q2 2026: {said} than luck (p = 0.002, n 1,000)."
        )


def test_nobody_is_steadier() -> None:
    assert typed(words.steady(consistency(steadiness=2))) == [
        (
            "No evidence that anyone is steadier than the own level makes anybody",
            "Answers spread by 1.9 around the mean of a performer (p = 0.004, n 1,000).",
            Tone.CAUTION,
        ),
    ]


def test_the_gap_closes() -> None:
    assert typed(words.compounding(recognition())) == [
        (
            "The gap between performers closes quarter on quarter",
            "40 points in Q1 2026, 30 in Q2 2026; per quarter −25~% compounded (95~% range "
            "−40 to −10~%, n 1,000 in the last two).",
            Tone.GOOD,
        ),
    ]


def test_no_quarter_has_performers_enough() -> None:
    assert typed(words.compounding(recognition(quarters=0))) == [
        (
            "Too few performers for a gap in any quarter",
            "The best and the worst fifth need ten performers with 5 responses each in a "
            "quarter (n 1,000 in the last two).",
            Tone.CAUTION,
        ),
    ]


def changed(*changes: tuple[str, float, float, float], differ: bool = True) -> Recognition:
    made = recognition()
    row = made.rows.frame.iloc[0].to_dict()
    names = ("performer", "shrunk_change_points", "low", "high")
    rows = [
        row | dict(zip(names, change, strict=True)) | {"named": change[2] > 0} for change in changes
    ]
    return replace(made, rows=table(CHANGE_FIELDS, rows), distinguishable=differ)


def compounded(value: float, low: float, high: float, last: float) -> Recognition:
    made = recognition()
    frame = made.quarters.frame.assign(gap_points=[40.0, last])
    quarters = replace(made.quarters, frame=frame)
    return replace(
        made, quarters=quarters, compounded_share=value, compounded_low=low, compounded_high=high
    )


ROSE, FELL, FLAT = ("Ann", 18.0, 4.0, 32.0), ("Bob", -18.0, -32.0, -4.0), ("Cy", 2.0, -9.0, 13.0)


@each_case(
    "found",
    case(
        "positive",
        changed(ROSE, FLAT, FELL),
        "Most improved: Ann",
        "Q1 2026 to Q2 2026, luck taken out: Ann +18 points (95~% range 4 to 32) (n 1,000).",
        Tone.GOOD,
    ),
    case(
        "negative",
        changed(FLAT, FELL),
        "No one surely improved; 1 of 2 surely fell",
        "Q1 2026 to Q2 2026, luck taken out: Bob −18 points (95~% range −32 to −4) (n 1,000).",
        Tone.ATTENTION,
    ),
    case(
        "undecided",
        changed(FLAT),
        "No one surely improved",
        "Q1 2026 to Q2 2026: changes of 1 performer differ beyond luck (p = 0.002), but every "
        "range holds 0 (n 1,000).",
        Tone.CAUTION,
    ),
    case(
        "luck",
        changed(FLAT, differ=False),
        "No one's improvement stands out from luck",
        "1 performer compared, Q1 2026 with Q2 2026: changes scatter as chance scatters them (p = "
        "0.002, n 1,000).",
        Tone.CAUTION,
    ),
)
def test_who_improved_is_said_of_nobody_who_fell(found: Recognition, said: Sentences) -> None:
    assert written(words.improved(found)) == said


@each_case(
    "found",
    case(
        "closes",
        compounded(-0.25, -0.4, -0.1, 30.0),
        "The gap between performers closes quarter on quarter",
        "40 points in Q1 2026, 30 in Q2 2026; per quarter −25~% compounded (95~% range −40 to "
        "−10~%, n 1,000 in the last two).",
        Tone.GOOD,
    ),
    case(
        "widens",
        compounded(0.25, 0.1, 0.4, 50.0),
        "The gap between performers widens quarter on quarter",
        "40 points in Q1 2026, 50 in Q2 2026; per quarter +25~% compounded (95~% range +10 to "
        "+40~%, n 1,000 in the last two).",
        Tone.ATTENTION,
    ),
    case(
        "undecided",
        compounded(-0.05, -0.2, 0.1, 38.0),
        "The gap between performers neither closes nor widens surely",
        "40 points in Q1 2026, 38 in Q2 2026; per quarter −5~% compounded (95~% range −20 to "
        "+10~%, n 1,000 in the last two).",
    ),
    case(
        "unknown",
        compounded(NAN, NAN, NAN, 3.0),
        "Quarter by quarter the gap is too unsure to say whether it closes",
        "In the first or the last quarter it cannot be told from nothing (n 1,000 in the last "
        "two).",
        Tone.CAUTION,
    ),
    case(
        "one_quarter",
        replace(recognition(quarters=1), compounded_share=NAN),
        "One quarter has a gap, so whether it closes cannot be told",
        "It takes two quarters with performers enough (n 1,000 in the last two).",
        Tone.CAUTION,
    ),
)
def test_a_gap_closes_widens_or_neither(found: Recognition, said: Sentences) -> None:
    assert written(words.compounding(found)) == said
