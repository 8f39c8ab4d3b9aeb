import pytest

from cx.chapters.drivers.penalty_reward import PenaltiesAndRewards
from cx.chapters.drivers.words import penalty_reward as words
from cx.text.finding import Finding, Tone
from tests.chapters.companions import contrast, contrasted
from tests.chapters.results import typeset
from tests.chapters.said import Sentences, case, each_case, written


def typed(*findings: Finding) -> list[tuple[str, str, Tone]]:
    return [(typeset(f.headline), typeset(f.detail), f.tone) for f in findings]


def test_a_delighter_is_named_and_the_rest_counted() -> None:
    assert typed(
        words.kinds(
            contrast(
                contrasted("Food", 0.2, 0.9, "delighter"),
                contrasted("Staff", -0.1, 0.1, "not determinable"),
            )
        )
    ) == [
        (
            "Food can delight",
            "Food – delighter: noticed when good, hardly missed when bad. 1 driver not "
            "determinable. n 1,200.",
            Tone.PLAIN,
        ),
    ]


def test_nothing_is_said_of_kinds_when_the_ranking_cannot_be_trusted() -> None:
    assert typed(
        words.kinds(contrast(contrasted("Staff", -1.2, 0.4, "must-be")), trusted=False)
    ) == [
        (
            "Must-be or delighter: too little to say",
            "The drivers explain too little of the score to tell kinds apart; low and high "
            "ratings together go with 40~% of its differences (n 1,200). The bars are for "
            "orientation only.",
            Tone.CAUTION,
        ),
    ]


def test_a_must_be_that_bends_is_named_first() -> None:
    assert typed(words.kinds(contrast(contrasted("Staff", -1.2, 0.4, "must-be")))) == [
        (
            "Get Staff right first: low ratings cost most",
            "Staff – must-be: missed when bad, hardly noticed when good. n 1,200.",
            Tone.PLAIN,
        ),
    ]


OPEN = "not determinable"


@each_case(
    "found",
    case(
        "must_be",
        contrast(contrasted("Staff", -1.2, 0.4, OPEN, looks_like="must-be")),
        "Must-be or delighter: not determinable",
        "For none of the 1 drivers is a kind shown (n 1,200). 1 looks as if low ratings cost more "
        "than high ones earn, which a straight driver may too.",
        Tone.CAUTION,
    ),
    case(
        "delighters",
        contrast(
            contrasted("Staff", -0.4, 1.2, OPEN, looks_like="delighter"),
            contrasted("Food", -0.4, 1.2, OPEN, looks_like="delighter"),
        ),
        "Must-be or delighter: not determinable",
        "For none of the 2 drivers is a kind shown (n 1,200). 2 look as if high ratings earn more "
        "than low ones cost, which straight drivers may too.",
        Tone.CAUTION,
    ),
    case(
        "beside_one_that_bends",
        contrast(
            contrasted("Food", -1.2, 0.4, "must-be"),
            contrasted("Staff", -1.2, 0.4, OPEN, looks_like="must-be"),
        ),
        "Get Food right first: low ratings cost most",
        "Food – must-be: missed when bad, hardly noticed when good. 1 driver not determinable. "
        "1 looks as if low ratings cost more than high ones earn, which a straight driver may "
        "too. n 1,200.",
    ),
)
def test_a_driver_that_may_be_straight_is_counted_and_not_named(
    found: PenaltiesAndRewards, said: Sentences
) -> None:
    assert written(words.kinds(found)) == said
    assert "Staff" not in "".join(said[:2])
    (described,) = (row for row in words.alt(found).split("; ") if "Staff" in row)
    assert "must-be" not in described
    assert "delighter" not in described


@each_case(
    "found",
    case(
        "right_way",
        contrast(contrasted("Staff", -0.5, 0.4, "performance")),
        "Staff: the better the better",
        "Staff – performance: the better the better, both ways. n 1,200.",
    ),
    case(
        "low_ratings",
        contrast(contrasted("Staff", 0.5, 0.4, OPEN), contrasted("Food", -0.5, 0.4, OPEN)),
        "Must-be or delighter: not determinable",
        "For none of the 2 drivers is a kind shown (n 1,200). Staff: low "
        "ratings go with a better score than those in between.",
        Tone.CAUTION,
    ),
    case(
        "high_ratings",
        contrast(contrasted("Food", -1.2, 0.4, "must-be"), contrasted("Staff", -0.5, -0.4, OPEN)),
        "Get Food right first: low ratings cost most",
        "Food – must-be: missed when bad, hardly noticed when good. 1 driver not determinable. "
        "Staff: high ratings go with a worse score than those in between. n 1,200.",
    ),
    case(
        "undecided",
        contrast(contrasted("Staff", 0.05, -0.05, OPEN), contrasted("Food", -0.5, 0.4, OPEN)),
        "Must-be or delighter: not determinable",
        "For none of the 2 drivers is a kind shown (n 1,200).",
        Tone.CAUTION,
    ),
)
def test_ratings_that_go_the_wrong_way_are_told(
    found: PenaltiesAndRewards, said: Sentences
) -> None:
    assert written(words.kinds(found)) == said


@pytest.mark.parametrize(
    ("found", "said"),
    [
        pytest.param(
            contrast(contrasted("Staff", -0.5, 0.4, "performance")),
            (
                "Left: what a low rating goes with. Right: what a high one goes with; both "
                "against a rating in between, the other drivers held. Low is up to 6, high from "
                "9. Line: the 95~% range. Grey: not determinable. It says what goes with the "
                "score, not what causes it."
            ),
            id="right_way",
        ),
        pytest.param(
            contrast(contrasted("Staff", 0.5, 0.4, OPEN)),
            (
                "Left: what a low rating goes with. Right: what a high one goes with; both "
                "against a rating in between, the other drivers held. A bar that crosses to the "
                "other side: a low rating goes with a better score there, or a high one with a "
                "worse. Low is up to 6, high from 9. Line: the 95~% range. Grey: not "
                "determinable. It says what goes with the score, not what causes it."
            ),
            id="wrong_way",
        ),
    ],
)
def test_the_picture_is_read_by_its_signs(found: PenaltiesAndRewards, said: str) -> None:
    assert typeset(words.reading(found)) == said
