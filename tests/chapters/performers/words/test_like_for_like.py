from cx.chapters.performers.like_for_like import LikeForLike
from cx.chapters.performers.words import like_for_like as words
from cx.text.finding import Finding, Tone
from tests.chapters.companions import TEAM, like
from tests.chapters.results import typeset
from tests.chapters.said import Sentences, case, each_case, written


def typed(*findings: Finding) -> list[tuple[str, str, Tone]]:
    return [(typeset(f.headline), typeset(f.detail), f.tone) for f in findings]


def test_the_gap_before_and_after() -> None:
    assert typed(words.headline(like())) == [
        (
            "Like for like, the gap is 18 points instead of 30",
            "Best against worst 20~%, luck taken out: before (95~% range 20 to 40), adjusted "
            'for "Channel" (95~% range 9 to 27) (n 900). Who was served explains 30~% of the '
            "raw gap of 45 (95~% range 18~% to 42~%).",
            Tone.PLAIN,
        ),
    ]


def test_the_best_had_the_harder_customers() -> None:
    assert typed(
        words.headline(
            like(
                not_adjusted_for=(TEAM,),
                distinguishable=False,
                explained_share=-0.1,
                explained_high=-0.02,
            )
        )
    ) == [
        (
            "Like for like, the gap is 18 points instead of 30",
            "Best against worst 20~%, luck taken out: before (95~% range 20 to 40), adjusted "
            'for "Channel" (95~% range 9 to 27) (n 900). Those who score best had the harder '
            "customers. Like for like, performers cannot be told apart. Not adjusted for "
            '"Team": a performer serves only one value of it.',
            Tone.CAUTION,
        ),
    ]


def test_mix_that_does_not_matter() -> None:
    assert typed(words.headline(like(mix_matters=False))) == [
        (
            "No evidence that who was served explains any of the gap",
            'Within performers, no difference by "Channel" was found (n 900).',
            Tone.PLAIN,
        ),
    ]


def test_too_few_for_a_gap() -> None:
    assert typed(words.headline(like(gap_before=None, gap_after=None))) == [
        (
            "Scores are adjusted for who was served",
            'Adjusted for "Channel"; a gap needs more performers (n 900).',
            Tone.PLAIN,
        ),
    ]


@each_case(
    "found",
    case(
        "positive",
        like(),
        "Like for like, the gap is 18 points instead of 30",
        "Best against worst 20~%, luck taken out: before (95~% range 20 to 40), adjusted for "
        '"Channel" (95~% range 9 to 27) (n 900). Who was served explains 30~% of the raw gap of '
        "45 (95~% range 18~% to 42~%).",
    ),
    case(
        "negative",
        like(explained_share=-0.1, explained_low=-0.2, explained_high=-0.02),
        "Like for like, the gap is 18 points instead of 30",
        "Best against worst 20~%, luck taken out: before (95~% range 20 to 40), adjusted for "
        '"Channel" (95~% range 9 to 27) (n 900). Those who score best had the harder customers.',
    ),
    case(
        "undecided",
        like(explained_share=-0.05, explained_low=-0.2, explained_high=0.1),
        "Like for like, the gap is 18 points instead of 30",
        "Best against worst 20~%, luck taken out: before (95~% range 20 to 40), adjusted for "
        '"Channel" (95~% range 9 to 27) (n 900). Whether who was served explains any of the raw '
        "gap of 45 cannot be told: −5~% (95~% range −20~% to 10~%).",
    ),
    case(
        "nothing",
        like(mix_matters=False),
        "No evidence that who was served explains any of the gap",
        'Within performers, no difference by "Channel" was found (n 900).',
    ),
    case(
        "unknown",
        like(explained_share=float("nan")),
        "Like for like, the gap is 18 points instead of 30",
        "Best against worst 20~%, luck taken out: before (95~% range 20 to 40), adjusted for "
        '"Channel" (95~% range 9 to 27) (n 900).',
    ),
)
def test_what_the_mix_explains(found: LikeForLike, said: Sentences) -> None:
    assert written(words.headline(found)) == said
