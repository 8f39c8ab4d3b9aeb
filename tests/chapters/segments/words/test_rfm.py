"""What is said of fifths, for fifths whose ends lie apart one way, the other, or not at all."""

import pytest

from cx.chapters.segments.rfm import Rfm
from cx.chapters.segments.words import rfm as words
from cx.text.finding import Tone
from tests.chapters.results import NAN, typeset
from tests.chapters.segments.made import fifths


@pytest.mark.parametrize(
    ("found", "headline", "detail", "tone"),
    [
        pytest.param(
            fifths(50.0, 40.0, 30.0, 20.0, 10.0),
            "The most recent fifth scores 40 points above the least recent",
            (
                "50 (41 to 59, n 200) against 10 (1 to 19, n 200) customers, the difference +27 to "
                "+53."
            ),
            Tone.PLAIN,
            id="positive",
        ),
        pytest.param(
            fifths(10.0, 20.0, 30.0, 40.0, 50.0),
            "The most recent fifth scores 40 points below the least recent",
            (
                "10 (1 to 19, n 200) against 50 (41 to 59, n 200) customers, the difference −53 to "
                "−27."
            ),
            Tone.PLAIN,
            id="negative",
        ),
        pytest.param(
            fifths(30.0, 10.0, -20.0, 10.0, 28.0),
            "Recency: fifths differ in NPS, but not the first from the last",
            (
                "The fifths that differ from the others are filled in the picture (n 1,000 "
                "customers)."
            ),
            Tone.PLAIN,
            id="ends_alike",
        ),
        pytest.param(
            fifths(30.0, 10.0, -20.0, 10.0, 30.0),
            "Recency: fifths differ in NPS, but not the first from the last",
            (
                "The fifths that differ from the others are filled in the picture (n 1,000 "
                "customers)."
            ),
            Tone.PLAIN,
            id="ends_the_same",
        ),
        pytest.param(
            fifths(50.0, 40.0, 30.0, 20.0, 10.0, p_adjusted=0.4),
            "No difference in NPS found by recency",
            (
                "Differences between the groups are within what chance alone gives (n 1,000 "
                "customers). Differences from the rest of up to 10 points are not ruled out."
            ),
            Tone.PLAIN,
            id="undecided",
        ),
        pytest.param(
            fifths(50.0, NAN, NAN, NAN, NAN),
            "No difference in NPS found by recency",
            (
                "Differences between the groups are within what chance alone gives (n 1,000 "
                "customers). Differences from the rest of up to 10 points are not ruled out."
            ),
            Tone.PLAIN,
            id="too_small",
        ),
    ],
)
def test_the_ends_are_compared_only_where_they_lie_apart(
    found: Rfm, headline: str, detail: str, tone: Tone
) -> None:
    said = words.dimensions(found)
    assert (typeset(said.headline), typeset(said.detail), said.tone) == (headline, detail, tone)
