from cx.chapters.performers.standards import StandardGap
from cx.chapters.performers.words import standards as words
from cx.text.finding import Finding, Tone
from cx.vocabulary import Estimate
from tests.chapters.companions import standard
from tests.chapters.results import typeset
from tests.chapters.said import Sentences, case, each_case, written


def typed(*findings: Finding) -> list[tuple[str, str, Tone]]:
    return [(typeset(f.headline), typeset(f.detail), f.tone) for f in findings]


def test_a_gap_in_money() -> None:
    assert typed(words.headline(standard())) == [
        (
            "Spend: EUR 20.00 between best and worst 20~%",
            "95~% range EUR 10.00 to EUR 30.00, luck taken out: best EUR 80.00, worst EUR "
            "60.00 (p = 0.002 after adjusting, n 400). Raw EUR 35.00, luck alone EUR 18.00.",
            Tone.PLAIN,
        ),
    ]


def test_no_evidence_of_a_gap() -> None:
    assert typed(words.headline(standard(distinguishable=False))) == [
        (
            "Spend: no evidence that performers differ",
            "The raw gap between best and worst 20~% is EUR 35.00; luck alone would give EUR "
            "18.00 (p = 0.002 after adjusting, n 400).",
            Tone.CAUTION,
        ),
    ]


def test_an_answer_that_never_varies() -> None:
    assert typed(words.headline(standard(raw_gap=0.0, luck_gap=0.0))) == [
        (
            "Spend: the same in every answer",
            "So performers cannot differ on it (n 400). Check the column, or choose another "
            "standard.",
            Tone.CAUTION,
        ),
    ]


def test_times_are_compared_as_ratios() -> None:
    assert typed(
        words.headline(
            standard(
                label="Time",
                lower_is_better=True,
                shrunk_gap=Estimate(2.0, 1.5, 2.5, 40),
                raw_gap=3.0,
                luck_gap=1.4,
                best=2.0,
                worst=4.0,
            )
        )
    ) == [
        (
            "Time: 2.0 times as long between best and worst 20~%",
            "95~% range 1.5 times as long to 2.5 times as long, luck taken out: best 2.0 "
            "hours, worst 4.0 hours (p = 0.002 after adjusting, n 40). Raw 3.0 times "
            "as long, luck alone 1.4 times as long.",
            Tone.PLAIN,
        ),
    ]


@each_case(
    "found",
    case(
        "positive",
        standard(),
        "Spend: EUR 20.00 between best and worst 20~%",
        "95~% range EUR 10.00 to EUR 30.00, luck taken out: best EUR 80.00, worst EUR 60.00 (p = "
        "0.002 after adjusting, n 400). Raw EUR 35.00, luck alone EUR 18.00.",
    ),
    case(
        "undecided",
        standard(shrunk_gap=Estimate(8.0, -2.0, 18.0, 400)),
        "Spend: the gap between best and worst 20~% cannot be told from nothing",
        "95~% range EUR −2.00 to EUR 18.00, luck taken out: best EUR 80.00, worst EUR 60.00 (p = "
        "0.002 after adjusting, n 400). Raw EUR 35.00, luck alone EUR 18.00.",
        Tone.CAUTION,
    ),
    case(
        "ratio_undecided",
        standard(
            label="Time",
            lower_is_better=True,
            shrunk_gap=Estimate(1.2, 0.9, 1.6, 40),
            raw_gap=1.8,
            luck_gap=1.4,
            best=2.0,
            worst=2.4,
        ),
        "Time: the gap between best and worst 20~% cannot be told from nothing",
        "95~% range 0.9 times as long to 1.6 times as long, luck taken out: best 2.0 hours, worst "
        "2.4 hours (p = 0.002 after adjusting, n 40). Raw 1.8 times as long, luck alone 1.4 times "
        "as long.",
        Tone.CAUTION,
    ),
)
def test_a_gap_that_may_be_nothing_is_not_said_to_be_one(
    found: StandardGap, said: Sentences
) -> None:
    assert written(words.headline(found)) == said


def test_matters_that_are_open_are_said() -> None:
    time = {"label": "Time", "lower_is_better": True, "shrunk_gap": Estimate(2.0, 1.5, 2.5, 40)}
    one = words.headline(standard(**time, n_open=1))
    assert one.detail.endswith(
        "1 matter is still open and has no time; who leaves hard ones open looks quick."
    )
    many = words.headline(standard(**time, n_open=12, distinguishable=False))
    assert many.detail.endswith(
        "12 matters are still open and have no time; who leaves hard ones open looks quick."
    )
