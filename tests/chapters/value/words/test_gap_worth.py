from dataclasses import replace

from cx.chapters.value.assumptions import Assumptions
from cx.chapters.value.gap_worth import GapWorth, WorthOptions
from cx.chapters.value.words import gap_worth as words
from cx.text.finding import Finding, Tone
from cx.vocabulary import Estimate
from tests.chapters.companions import worth
from tests.chapters.results import typeset
from tests.chapters.said import Sentences, case, each_case, written


def typed(*findings: Finding) -> list[tuple[str, str, Tone]]:
    return [(typeset(f.headline), typeset(f.detail), f.tone) for f in findings]


def test_points_and_money_with_ranges() -> None:
    assert typed(*words.findings(worth(Estimate(900.0, 300.0, 1_500.0, 1_400)))) == [
        (
            "Lifting the worst 20~% to the best 20~% is worth 4.1 points of NPS for the whole "
            "company",
            "95~% range 2.0 to 6.2 (n 1,400), when 50~% of the shrunken distance is closed; "
            "all of it: 8.2 points. 350 responses are with the 4 performers to lift.",
            Tone.ATTENTION,
        ),
        (
            "That goes with EUR 900 of spend",
            "95~% range EUR 300 to EUR 1,500, in the spend of these 1,400 responses: bands of"
            " the worst are moved towards those of the best, each at its mean spend. It goes "
            "with the score; whether the score causes it, these answers cannot say.",
            Tone.PLAIN,
        ),
    ]


def test_money_that_goes_the_other_way_is_no_worth() -> None:
    assert typed(*words.findings(worth(Estimate(-900.0, -1_500.0, -300.0, 1_400)))[1:]) == [
        (
            "In money the lift is worth nothing: better scores go with less spend",
            "Moving the worst towards the best goes with EUR −1,500 to EUR −300 of spend "
            "(95~% range, n 1,400): here the bands that score lower spend more.",
            Tone.CAUTION,
        ),
    ]


def test_money_that_may_be_nothing_is_no_figure() -> None:
    assert typed(*words.findings(worth(Estimate(100.0, -1_500.0, 1_300.0, 1_400)))[1:]) == [
        (
            "In money the lift cannot be told from nothing",
            "95~% range EUR −1,500 to EUR 1,300: spend differs too little between the bands "
            "of the score (n 1,400).",
            Tone.CAUTION,
        ),
    ]


def test_spend_that_is_empty_is_no_figure() -> None:
    assert typed(*words.findings(worth())[1:]) == [
        (
            "No figure in money",
            "Spend is empty or 0 throughout, or for a whole band of the score (n 1,400). "
            "Check the column that holds the spend.",
            Tone.CAUTION,
        ),
    ]


def test_no_column_of_spend_is_no_figure() -> None:
    assert typed(*words.findings(worth(spend=False))[1:]) == [
        (
            "No figure in money",
            "No column holds what customers spend (n 1,400). Name one on the Load page.",
            Tone.CAUTION,
        ),
    ]


def test_performers_who_are_alike_are_worth_what_cannot_be_told() -> None:
    alike = worth(Estimate(400.0, 0.0, 1_500.0, 1_400), distinguishable=False)
    assert typed(*words.findings(alike)) == [
        (
            "What lifting the worst performers is worth cannot be told",
            "Performers cannot be told apart: the worth may be anything from 2.0 to 6.2 points, "
            "best guess 4.1, and in spend anything from EUR 0.00 to EUR 1,500, best guess EUR 400 "
            "(n 1,400).",
            Tone.CAUTION,
        ),
    ]
    assert typed(*words.findings(replace(alike, money=None)))[0][1] == (
        "Performers cannot be told apart: the worth may be anything from 2.0 to 6.2 points, best "
        "guess 4.1 (n 1,400)."
    )


@each_case(
    "found",
    case(
        "positive",
        worth(),
        "Lifting the worst 20~% to the best 20~% is worth 4.1 points of NPS for the whole company",
        "95~% range 2.0 to 6.2 (n 1,400), when 50~% of the shrunken distance is closed; all of "
        "it: 8.2 points. 350 responses are with the 4 performers to lift.",
        Tone.ATTENTION,
    ),
    case(
        "undecided",
        replace(worth(), points=Estimate(4.1, 0.0, 9.2, 1_400)),
        "Lifting the worst 20~% to the best 20~% cannot be told from nothing: 4.1 points of NPS "
        "for the whole company",
        "95~% range 0.0 to 9.2 (n 1,400), when 50~% of the shrunken distance is closed; all of "
        "it: 8.2 points. 350 responses are with the 4 performers to lift.",
        Tone.CAUTION,
    ),
    case(
        "none_comes_true",
        replace(
            worth(),
            points=Estimate(0.0, 0.0, 0.0, 1_400),
            options=WorthOptions(Assumptions(realisation=0.0)),
        ),
        "Lifting the worst 20~% to the best 20~% is worth 0.0 points of NPS for the whole company",
        "95~% range 0.0 to 0.0 (n 1,400), when 0~% of the shrunken distance is closed; all of it: "
        "8.2 points. 350 responses are with the 4 performers to lift.",
        Tone.ATTENTION,
    ),
)
def test_a_lift_in_points_that_may_be_nothing_is_no_worth(found: GapWorth, said: Sentences) -> None:
    assert written(words.findings(found)[0]) == said


@each_case(
    "found",
    case(
        "spend_is_alike",
        worth(Estimate(100.0, -1_500.0, 1_300.0, 1_400)),
        "In money the lift cannot be told from nothing",
        "95~% range EUR −1,500 to EUR 1,300: spend differs too little between the bands of the "
        "score (n 1,400).",
        Tone.CAUTION,
    ),
    case(
        "performers_may_be_alike",
        replace(
            worth(Estimate(400.0, -100.0, 900.0, 1_400)), points=Estimate(4.1, 0.0, 9.2, 1_400)
        ),
        "In money the lift cannot be told from nothing",
        "95~% range EUR −100 to EUR 900: it is not sure that performers are apart (n 1,400).",
        Tone.CAUTION,
    ),
    case(
        "none_comes_true",
        replace(
            worth(Estimate(0.0, 0.0, 0.0, 1_400)),
            options=WorthOptions(Assumptions(realisation=0.0)),
        ),
        "In money the lift is worth nothing: none of it is taken to come true",
        "Choose a larger share that comes true (n 1,400).",
        Tone.CAUTION,
    ),
)
def test_why_money_cannot_be_told_from_nothing(found: GapWorth, said: Sentences) -> None:
    assert written(words.findings(found)[1]) == said
