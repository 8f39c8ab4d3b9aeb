from cx.chapters.performers.words import tiers_within as words
from cx.text.finding import Finding, Tone
from tests.chapters.companions import within
from tests.chapters.results import typeset


def typed(*findings: Finding) -> list[tuple[str, str, Tone]]:
    return [(typeset(f.headline), typeset(f.detail), f.tone) for f in findings]


def test_who_stands_out_in_the_own_group() -> None:
    assert typed(words.headline(within())) == [
        (
            "Performers differ within 1 of 2: 1 above the mean of their group, 0 below",
            'By "Team" (n 600). Above: Ann. All others cannot be told apart from their group.',
            Tone.PLAIN,
        ),
    ]


def test_nobody_stands_out() -> None:
    assert typed(words.headline(within(distinguishable=False))) == [
        (
            'Within each "Team", performers cannot be told apart',
            "2 groups compared, the number of groups allowed for (n 600).",
            Tone.CAUTION,
        ),
    ]
