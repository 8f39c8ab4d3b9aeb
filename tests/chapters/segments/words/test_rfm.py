"""What is said of fifths, for fifths whose ends lie apart one way, the other, or not at all."""

from cx.chapters.segments.rfm import Rfm
from cx.chapters.segments.words import rfm as words
from tests.chapters.results import NAN
from tests.chapters.said import Sentences, case, each_case, written
from tests.chapters.segments.made import fifths


@each_case(
    "found",
    case(
        "positive",
        fifths(50.0, 40.0, 30.0, 20.0, 10.0),
        "The most recent fifth scores 40 points above the least recent",
        "50 (41 to 59, n 200) against 10 (1 to 19, n 200) customers, the difference +27 to +53.",
    ),
    case(
        "negative",
        fifths(10.0, 20.0, 30.0, 40.0, 50.0),
        "The most recent fifth scores 40 points below the least recent",
        "10 (1 to 19, n 200) against 50 (41 to 59, n 200) customers, the difference −53 to −27.",
    ),
    case(
        "ends_alike",
        fifths(30.0, 10.0, -20.0, 10.0, 28.0),
        "Recency: fifths differ in NPS, but not the first from the last",
        "The fifths that differ from the others are filled in the picture (n 1,000 customers).",
    ),
    case(
        "ends_the_same",
        fifths(30.0, 10.0, -20.0, 10.0, 30.0),
        "Recency: fifths differ in NPS, but not the first from the last",
        "The fifths that differ from the others are filled in the picture (n 1,000 customers).",
    ),
    case(
        "undecided",
        fifths(50.0, 40.0, 30.0, 20.0, 10.0, p_adjusted=0.4),
        "No difference in NPS found by recency",
        "Differences between the groups are within what chance alone gives (n 1,000 customers). "
        "Differences from the rest of up to 10 points are not ruled out.",
    ),
    case(
        "too_small",
        fifths(50.0, NAN, NAN, NAN, NAN),
        "No difference in NPS found by recency",
        "Differences between the groups are within what chance alone gives (n 1,000 customers). "
        "Differences from the rest of up to 10 points are not ruled out.",
    ),
)
def test_the_ends_are_compared_only_where_they_lie_apart(found: Rfm, said: Sentences) -> None:
    assert written(words.dimensions(found)) == said
