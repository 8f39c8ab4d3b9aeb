from cx.chapters.drivers.words import boosting as words
from cx.text.finding import Finding, Tone
from tests.chapters.companions import check
from tests.chapters.results import typeset


def typed(*findings: Finding) -> list[tuple[str, str, Tone]]:
    return [(typeset(f.headline), typeset(f.detail), f.tone) for f in findings]


def test_trees_that_predict_better_name_drivers() -> None:
    assert typed(words.verdict(check())) == [
        (
            "Bends or combinations of drivers matter: the ranking does not see all",
            "On responses not seen before, straight lines explain 40~% and trees 45~% "
            "(difference 5.0~%, standard error 1.0~%, n 1,200). The trees lean most on "
            "Waiting and Staff.",
            Tone.ATTENTION,
        ),
    ]


def test_trees_that_do_not_are_silent_about_drivers() -> None:
    assert typed(words.verdict(check(gain=0.005))) == [
        (
            "No bends or combinations found",
            "On responses not seen before, straight lines explain 40~% and trees 40~% "
            "(difference 0.5~%, standard error 1.0~%, n 1,200). Nothing found here speaks "
            "against the ranking above.",
            Tone.PLAIN,
        ),
    ]
