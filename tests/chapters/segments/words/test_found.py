"""What is said of groups that were found: whether their scores differ, and which is higher."""

from cx.chapters.segments.found import (
    FoundSegments,
)
from cx.chapters.segments.words import found as words
from cx.text.finding import Tone
from tests.chapters.results import NAN
from tests.chapters.said import Sentences, case, each_case, written
from tests.chapters.segments.made import found_segments


@each_case(
    "found",
    case(
        "above",
        found_segments(50.0, 10.0),
        "Often: 40 points above all other customers",
        "50 (41 to 59, n 200), +40 against the rest (+30 to +50); customers' latest answers, "
        "compared after the groups were found.",
    ),
    case(
        "below",
        found_segments(10.0, 50.0),
        "Often: 40 points below all other customers",
        "10 (1 to 19, n 200), −40 against the rest (−50 to −30); customers' latest answers, "
        "compared after the groups were found.",
    ),
    case(
        "just_past",
        found_segments(50.0, 10.0, 0.02),
        "Often: 40 points above all other customers",
        "50 (41 to 59, n 200), +40 against the rest (+30 to +50); customers' latest answers, "
        "compared after the groups were found. Just past the line, so likely larger here than it "
        "is.",
    ),
    case(
        "undecided",
        found_segments(50.0, 10.0, 0.4),
        "They buy differently, and no difference in NPS is found",
        "Scores run from 10 to 50, within what chance alone gives (n 400 customers). Differences "
        "from the rest of up to 50 points are not ruled out.",
    ),
    case(
        "unknown",
        found_segments(50.0, NAN),
        "Fewer than two groups are large enough to score",
        "Remove a filter.",
        Tone.CAUTION,
    ),
)
def test_which_group_scores_above_which(found: FoundSegments, said: Sentences) -> None:
    assert written(words.scores(found)) == said
