from cx.chapters.performers.card import CardOptions, PerformerCard
from cx.chapters.performers.words import card as words
from cx.text.finding import Finding, Tone
from cx.vocabulary import Estimate
from tests.chapters.companions import card, card_driver
from tests.chapters.results import typeset
from tests.chapters.said import Sentences, case, each_case, written


def typed(*findings: Finding) -> list[tuple[str, str, Tone]]:
    return [(typeset(f.headline), typeset(f.detail), f.tone) for f in findings]


def test_where_to_start_and_what_comes_then() -> None:
    assert typed(
        *words.findings(
            card(card_driver("Waiting", 1.2, 0.5), card_driver("Staff", 0.6, 0.1)), "Ann"
        )
    ) == [
        (
            "Ann: NPS 12",
            "95~% range −3 to 28, luck taken out (n 80); the mean of all is 31; place 17 of "
            "20 is to be expected.",
            Tone.PLAIN,
        ),
        (
            "Start with Waiting: 1.2 below the best fifth",
            "95~% range of the gap 0.5 to 1.9 rating points (n 80). Closing it goes with +5 "
            "points of this performer's score (95~% range +1 to +10).",
            Tone.ATTENTION,
        ),
        (
            "Then Staff",
            "Gaps to the best fifth, shrunken, with 95~% range: Staff (0.6, 0.1 to 1.1) rating "
            "points (n 80).",
            Tone.PLAIN,
        ),
    ]


def test_a_gap_that_is_not_sure_names_no_driver() -> None:
    assert typed(*words.findings(card(card_driver("Waiting", 0.2, -0.5)), "Ann")) == [
        (
            "Ann: NPS 12",
            "95~% range −3 to 28, luck taken out (n 80); the mean of all is 31; place 17 of "
            "20 is to be expected.",
            Tone.PLAIN,
        ),
        (
            "No driver stands out as the one to lift",
            "On no driver that matters is the gap to the best fifth sure (n 80).",
            Tone.CAUTION,
        ),
    ]


def test_without_weights_and_range() -> None:
    assert typed(
        *words.findings(
            card(
                options=CardOptions("Ann"),
                score=Estimate(100.0, 100.0, 100.0, 9),
                distinguishable=False,
            ),
            "A. B.",
        )
    ) == [
        (
            "A. B.: NPS 100",
            "No range: all performers have answers in the same band only (n 9); the mean of "
            "all is 31; the 20 performers cannot be told apart, so there is no place to give.",
            Tone.PLAIN,
        ),
        (
            "No driver to start with",
            "No driver of these answers can be weighed (n 9).",
            Tone.CAUTION,
        ),
    ]


def worth_of(value: float, low: float, high: float) -> PerformerCard:
    row = card_driver("Waiting", 1.2, 0.5)
    return card(row | {"worth_points": value, "worth_low": low, "worth_high": high})


def sloped(value: float, reach: float) -> PerformerCard:
    return card(change=Estimate(value, value - reach, value + reach, 80))


@each_case(
    "found",
    case(
        "positive",
        worth_of(5.3, 1.2, 9.8),
        "Start with Waiting: 1.2 below the best fifth",
        "95~% range of the gap 0.5 to 1.9 rating points (n 80). Closing it goes with +5 points of "
        "this performer's score (95~% range +1 to +10).",
        Tone.ATTENTION,
    ),
    case(
        "negative",
        worth_of(-5.3, -9.8, -1.2),
        "No driver stands out as the one to lift",
        "Where the gap to the best fifth is sure, closing it goes with a lower score (n 80).",
        Tone.CAUTION,
    ),
    case(
        "undecided",
        worth_of(2.0, -1.0, 5.0),
        "Start with Waiting: 1.2 below the best fifth",
        "95~% range of the gap 0.5 to 1.9 rating points (n 80). Whether closing it goes with a "
        "better score is not sure: +2 points, 95~% range −1 to +5.",
        Tone.ATTENTION,
    ),
    case(
        "unknown",
        worth_of(2.0, float("nan"), float("nan")),
        "Start with Waiting: 1.2 below the best fifth",
        "95~% range of the gap 0.5 to 1.9 rating points (n 80). How many points go with closing "
        "it cannot be told.",
        Tone.ATTENTION,
    ),
)
def test_what_closing_a_gap_goes_with(found: PerformerCard, said: Sentences) -> None:
    assert written(words.findings(found, "Ann")[1]) == said


@each_case(
    "found",
    case(
        "positive",
        sloped(2.0, 1.0),
        "Rising: +2.0 points a quarter",
        "Slope of all answers +2.0 points a quarter, 95~% range +1.0 to +3.0 (n 80). By quarter: "
        "NPS as observed, with its 95~% range.",
    ),
    case(
        "negative",
        sloped(-2.0, 1.0),
        "Falling: −2.0 points a quarter",
        "Slope of all answers −2.0 points a quarter, 95~% range −3.0 to −1.0 (n 80). By quarter: "
        "NPS as observed, with its 95~% range.",
    ),
    case(
        "undecided",
        sloped(0.5, 1.0),
        "No steady rise or fall found",
        "Slope of all answers +0.5 points a quarter, 95~% range −0.5 to +1.5 (n 80). By quarter: "
        "NPS as observed, with its 95~% range.",
    ),
    case(
        "nothing",
        sloped(0.0, 0.0),
        "No rise or fall",
        "All answers lie in the same band, in every quarter (n 80).",
    ),
    case(
        "too_short",
        card(),
        "Too few quarters to tell a trend",
        "It takes 3 quarters with responses enough (n 80).",
        Tone.CAUTION,
    ),
)
def test_a_trend_rises_falls_or_neither(found: PerformerCard, said: Sentences) -> None:
    assert written(words.trend(found)) == said


def test_a_place_is_given_only_to_who_is_named() -> None:
    off = words.findings(card(named=False, tier=2), "Ann")[0]
    assert off.detail.endswith("off the mean, with too few responses to be given a place.")
    near = card(named=False, tier=2, score=Estimate(30.0, 20.0, 40.0, 80))
    assert words.findings(near, "Ann")[0].detail.endswith(
        "not told apart from the mean, so there is no place to give."
    )
    assert words.no_place(near) == (
        "No picture of the place: it cannot be told from the mean of all."
    )
