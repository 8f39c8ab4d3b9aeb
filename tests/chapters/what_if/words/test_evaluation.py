from dataclasses import replace

import pytest

from cx.chapters.what_if.levers import LeverKind
from cx.chapters.what_if.model import Guess, Guesswork, IfLower, Step, WhatIfResult
from cx.chapters.what_if.moves import Moves
from cx.chapters.what_if.scenarios import GAP, GoalSeek, Pull, keep_promise
from cx.chapters.what_if.words import evaluation as words
from cx.text.finding import Tone, Verdict
from cx.vocabulary import Estimate
from tests.chapters.results import NAN, typeset
from tests.chapters.said import Sentences, case, each_case, written
from tests.chapters.what_if.words.results import AWAY, lever, model, result, tornado

MINUS = "\N{MINUS SIGN}"


def test_change_has_both_bounds_with_range_and_n() -> None:
    change, bounds = words.findings(result())
    assert change.headline == "With these moves goes a change of +5.8 points of NPS"
    assert typeset(change.detail) == (
        "From 23.3 to 29.1 (95~% range 23.1 to 35.2, n 600). 95~% range of the change: "
        "+4.8 to +6.6."
    )
    assert change.tone is Tone.GOOD
    assert bounds.headline == "Alone or with the others along: +5.8 to +7.3 points"
    assert typeset(bounds.detail) == (
        "Ratings seldom move alone. If the others move along as they go together today, the "
        "change is +7.3 points (95~% range +6.0 to +8.1, n 600)."
    )


def test_steps_are_named_in_their_order() -> None:
    steps = (
        Step("mix", Estimate(2.0, 1, 3, 600)),
        Step("levers", Estimate(-0.5, -1, 0, 600)),
    )
    (change,) = words.findings(result(together=None, steps=steps))
    assert change.detail.endswith(
        f"In this order: mix of customers +2.0 and ratings and service {MINUS}0.5."
    )


def test_a_change_that_may_be_nothing_is_said_as_one() -> None:
    (change,) = words.findings(result((0.3, -0.5, 1.0), together=None))
    assert change.headline == (
        "With these moves goes no change of NPS that can be told from nothing"
    )
    assert change.tone is Tone.CAUTION


def test_a_loss_asks_for_attention() -> None:
    (change,) = words.findings(result((-2.0, -3.0, -1.0), together=None))
    assert change.headline == f"With these moves goes a change of {MINUS}2.0 points of NPS"
    assert change.tone is Tone.ATTENTION


def test_bounds_on_both_sides_of_nothing_are_said() -> None:
    _, bounds = words.findings(result((-1.4, -2.2, -0.6), (3.3, 2.0, 4.0)))
    assert bounds.headline == "The two bounds lie on different sides of nothing"
    assert bounds.tone is Tone.CAUTION


def test_nothing_moved_is_today() -> None:
    (still,) = words.findings(result((0, 0, 0), None, moves=Moves()))
    assert still.headline == "Nothing is moved: NPS 23, as it is today"
    assert typeset(still.detail) == "95~% range 17 to 29 (n 600)."


def test_locked_levers_say_why() -> None:
    *_, locked = words.findings(result(locked=(lever(coefficient=-0.2),)))
    assert locked.headline == '"Waiting" should not be moved'
    assert locked.detail == (
        'Alone, higher values of "Waiting" go with a better score; beside the other levers they '
        "go the other way. The sign depends on the others, so no move of it can be read (n 580)."
    )


@pytest.mark.parametrize(
    ("guess", "detail"),
    [
        (
            Guess("Waiting", Guesswork.BEYOND_RANGE, 8.1, AWAY),
            'The move comes to 8.10; the furthest group, "Zoe" of "Agent", is at 7.60 (n 30).',
        ),
        (
            Guess("Waiting", Guesswork.NOTHING_TO_COMPARE, 8.1),
            "No group of customers or performers stands out on it, so nobody shows that 8.10 can "
            "be reached.",
        ),
        (
            Guess("Channel", Guesswork.FEW_RESPONSES, 0.4),
            "A group of fewer than 30 responses grows to 40~% of the customers.",
        ),
        (
            Guess("Channel", Guesswork.FAR_MIX, 0.3),
            "So few customers are like that today that the answers count as 30~% of their number.",
        ),
    ],
)
def test_guesswork_says_what_is_missing(guess: Guess, detail: str) -> None:
    said = words.guess(guess)
    assert said.headline == f'"{guess.lever}" goes beyond what was observed: guesswork'
    assert typeset(said.detail) == detail
    assert said.tone is Tone.CAUTION


@pytest.mark.parametrize(
    ("bends", "rough", "headline", "detail", "tone"),
    [
        pytest.param(
            ("Waiting",),
            (),
            'Straight lines do not fit "Waiting"',
            "A step goes with more at some ratings than at others, so the lines are broken there.",
            Tone.PLAIN,
            id="one",
        ),
        pytest.param(
            ("Waiting", "Staff"),
            ("Staff",),
            'Straight lines do not fit "Waiting" and "Staff"',
            'What goes with moving "Staff" is rough: broken lines do not fit either. The ranges '
            "are wider for it.",
            Tone.CAUTION,
            id="many_and_rough",
        ),
    ],
)
def test_bends_are_said_once(
    bends: tuple[str, ...], rough: tuple[str, ...], headline: str, detail: str, tone: Tone
) -> None:
    _, said = words.findings(replace(result(together=None), bends=bends, rough=rough))
    assert (typeset(said.headline), typeset(said.detail), said.tone) == (headline, detail, tone)
    assert said.verdict is Verdict.SHOWN


def test_lines_that_are_straight_are_not_spoken_of() -> None:
    assert len(words.findings(result(together=None))) == 1


@pytest.mark.parametrize(
    ("points", "written"), [(5.2, "+5.2"), (-1.4, f"{MINUS}1.4"), (0.0, "0.0")]
)
def test_missing_ratings_say_what_would_be_if_they_were_lower(points: float, written: str) -> None:
    said = words.if_lower(replace(result(), if_lower=IfLower(1.0, 0.12, points)))
    assert typeset(said) == (
        "12~% lack a rating that is moved, taken as missing at random; were they 1.0 points lower "
        f"than expected, the change would be {written} points."
    )
    assert words.if_lower(result()) == ""


def test_a_best_group_that_is_not_alone_is_not_named() -> None:
    shared = replace(AWAY, sharing=3)
    assert words.limit(lever(best=shared)) == (
        "Today 7.30 (n 580); best 7.60, where 3 groups share the lead."
    )
    said = words.guess(Guess("Waiting", Guesswork.BEYOND_RANGE, 8.1, shared))
    assert said.detail == (
        "The move comes to 8.10; the furthest 3 groups, which cannot be told apart, are at 7.60 or "
        "less far."
    )


def test_limits_name_the_best_place() -> None:
    assert words.limit(lever()) == ('Today 7.30 (n 580); best 7.60, "Zoe" of "Agent" (n 30).')
    assert words.limit(lever(best=None)) == (
        "Today 7.30 (n 580); no group stands out, so every move is guesswork."
    )
    assert typeset(words.level(lever(kind=LeverKind.RESOLVED), 0.62)) == "62.0~%"
    assert words.level(lever(kind=LeverKind.TIME), 3.24) == "3.2 hours"


PULL = Pull("driver_1", "Waiting", 0.3, 0.3)


@pytest.mark.parametrize(
    ("target", "reached", "pulled", "headline"),
    [
        (30.0, True, ((PULL, 0.21),), "NPS 30 takes Waiting +0.21"),
        (
            30.0,
            True,
            ((PULL, 0.3), (Pull(GAP, "Performer gap", 0.1, 1.0), 0.4)),
            "NPS 30 takes Waiting +0.30 and 40~% of the performer gap closed",
        ),
        (
            30.0,
            True,
            ((Pull("acquisition_channel", "Channel", 0.05, 0.2, "Referral", 0.3), 0.1),),
            "NPS 30 takes 40~% Referral",
        ),
        (
            90.0,
            False,
            ((PULL, 0.3),),
            "NPS 90 cannot be reached with what has been observed; one gets to 29.1",
        ),
        (90.0, False, (), "NPS 90 cannot be reached: no lever may be pulled"),
        (20.0, True, (), "NPS 20 is reached today"),
    ],
)
def test_goals(target: float, reached: bool, pulled: tuple, headline: str) -> None:
    answer = GoalSeek(target, reached, Moves(), result(), pulled, 0.0)
    said = words.goal(answer)
    assert typeset(said.headline) == headline
    assert "n 600" in said.detail


def test_promises() -> None:
    promised, came = Estimate(40, 36, 44, 500), Estimate(37, 32, 42, 600)
    same = words.promise(keep_promise(promised, came), "NPS")
    assert same.headline == "NPS cannot be told from what was promised"
    assert typeset(same.detail) == (
        "Promised 40.0 (36.0 to 44.0), came 37.0 (32.0 to 42.0, n 600). Difference "
        f"{MINUS}3.0, 95~% range {MINUS}9.4 to +3.4."
    )
    low = words.promise(keep_promise(promised, Estimate(20, 16, 24, 600)), "NPS")
    assert (low.headline, low.tone) == ("NPS came out lower than promised", Tone.ATTENTION)
    high = words.promise(keep_promise(promised, Estimate(60, 56, 64, 600)), "NPS")
    assert (high.headline, high.tone) == ("NPS came out higher than promised", Tone.GOOD)


def test_pictures_are_described() -> None:
    assert typeset(words.alt_score(result())) == (
        "NPS today 23.3, after the moves 29.1, 95~% range 23.1 to 35.2; others moving along 30.6."
    )
    assert "promoters 43.0~% to 45.9~%" in typeset(words.alt_shares(result()))
    assert words.alt_fan(result()) == (
        "Scores after the moves: half of the draws lie between 26.0 and 32.0, nineteen of twenty "
        "between 23.3 and 34.7."
    )
    assert words.alt_tornado(tornado("Waiting", "Staff")) == (
        "Change of the score by one step of each lever, in points: Waiting +5.8; Staff +4.8."
    )
    assert "ordered by points" in words.tornado_reading(tornado("Waiting"))


def test_it_is_said_that_nothing_is_proved() -> None:
    assert "no proof" in words.no_proof()


@each_case(
    "found",
    case(
        "positive",
        result((5.8, 4.8, 6.6)),
        "With these moves goes a change of +5.8 points of NPS",
        "From 23.3 to 29.1 (95~% range 23.1 to 35.2, n 600). 95~% range of the change: +4.8 to "
        "+6.6.",
        Tone.GOOD,
    ),
    case(
        "negative",
        result((-5.8, -6.6, -4.8)),
        "With these moves goes a change of −5.8 points of NPS",
        "From 23.3 to 17.5 (95~% range 23.1 to 35.2, n 600). 95~% range of the change: −6.6 to "
        "−4.8.",
        Tone.ATTENTION,
    ),
    case(
        "undecided",
        result((0.8, -1.0, 2.6)),
        "With these moves goes no change of NPS that can be told from nothing",
        "From 23.3 to 24.1 (95~% range 23.1 to 35.2, n 600). 95~% range of the change: −1.0 to "
        "+2.6.",
        Tone.CAUTION,
    ),
    case(
        "nothing",
        result((0.0, 0.0, 0.0)),
        "With these moves goes no change of NPS that can be told from nothing",
        "From 23.3 to 23.3 (95~% range 23.1 to 35.2, n 600). 95~% range of the change: 0.0 to 0.0.",
        Tone.CAUTION,
    ),
)
def test_a_change_rises_falls_or_neither(found: WhatIfResult, said: Sentences) -> None:
    assert written(words.findings(found)[0]) == said


@each_case(
    "came",
    case(
        "positive",
        Estimate(60.0, 57.0, 63.0, 900),
        "Quicker came out higher than promised",
        "Promised 40.0 (36.0 to 44.0), came 60.0 (57.0 to 63.0, n 900). Difference +20.0, 95~% "
        "range +15.0 to +25.0.",
        Tone.GOOD,
    ),
    case(
        "negative",
        Estimate(30.0, 27.0, 33.0, 900),
        "Quicker came out lower than promised",
        "Promised 40.0 (36.0 to 44.0), came 30.0 (27.0 to 33.0, n 900). Difference −10.0, 95~% "
        "range −15.0 to −5.0.",
        Tone.ATTENTION,
    ),
    case(
        "undecided",
        Estimate(41.0, 38.0, 44.0, 900),
        "Quicker cannot be told from what was promised",
        "Promised 40.0 (36.0 to 44.0), came 41.0 (38.0 to 44.0, n 900). Difference +1.0, 95~% "
        "range −4.0 to +6.0.",
    ),
    case(
        "nothing",
        Estimate(40.0, 36.0, 44.0, 900),
        "Quicker cannot be told from what was promised",
        "Promised 40.0 (36.0 to 44.0), came 40.0 (36.0 to 44.0, n 900). Difference 0.0, 95~% "
        "range −5.7 to +5.7.",
    ),
)
def test_what_came_is_higher_lower_or_neither(came: Estimate, said: Sentences) -> None:
    assert (
        written(words.promise(keep_promise(Estimate(40.0, 36.0, 44.0, 400), came), "Quicker"))
        == said
    )


@pytest.mark.parametrize(
    ("skill", "said"),
    [
        pytest.param(
            0.12,
            (
                "Multinomial logit of the bands on 1 lever; answers it has not seen are "
                "predicted 12~% better than by the shares alone. n 600."
            ),
            id="better",
        ),
        pytest.param(
            -0.03,
            (
                "Multinomial logit of the bands on 1 lever; answers it has not seen are "
                "predicted 3~% worse than by the shares alone. n 600."
            ),
            id="worse",
        ),
        pytest.param(
            0.0,
            (
                "Multinomial logit of the bands on 1 lever; answers it has not seen are "
                "predicted no better than by the shares alone. n 600."
            ),
            id="no_better",
        ),
        pytest.param(NAN, "Multinomial logit of the bands on 1 lever. n 600.", id="unknown"),
    ],
)
def test_how_well_answers_are_predicted(skill: float, said: str) -> None:
    assert typeset(words.reading(model(skill))) == said
