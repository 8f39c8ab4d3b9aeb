from cx.chapters.drivers.words import interactions as words
from cx.text.finding import Finding, Tone
from tests.chapters.companions import by_group
from tests.chapters.results import typeset


def typed(*findings: Finding) -> list[tuple[str, str, Tone]]:
    return [(typeset(f.headline), typeset(f.detail), f.tone) for f in findings]


def test_the_driver_that_spreads_most_is_named() -> None:
    assert typed(words.differs(by_group(), "Region")) == [
        (
            "What matters differs by Region",
            "Waiting spreads most: 0.80 for East, 0.20 for West. Groups' own slopes explain "
            "43.0~% instead of 40.0~% (p < 0.001 after adjusting, n 1,100).",
            Tone.ATTENTION,
        ),
    ]


def test_groups_in_which_drivers_matter_alike() -> None:
    assert words.alike(by_group()) == ()
    assert typed(*words.alike(by_group(differs=False))) == [
        (
            "No evidence that drivers matter differently between groups",
            "Tested by Region; the smallest p = 0.4 after adjusting for 1 test (n 1,100).",
            Tone.PLAIN,
        )
    ]
