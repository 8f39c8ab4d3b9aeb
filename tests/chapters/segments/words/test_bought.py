"""What is said of buying against the intention, whichever group scores best, or none."""

from __future__ import annotations

import pytest

from cx.chapters.segments.bought import BoughtAgainstIntended
from cx.chapters.segments.words import bought as words
from cx.text.finding import Tone
from tests.chapters.results import NAN, typeset
from tests.chapters.segments.made import bought


@pytest.mark.parametrize(
    ("found", "headline", "detail", "tone"),
    [
        pytest.param(
            bought(10.0, 50.0),
            "Who bought more scores 40 points above who bought less",
            (
                "Less 10 (1 to 19, n 200); as intended 30 (21 to 39, n 200); more 50 (41 to 59, "
                "n 200); ranges with 95~% confidence."
            ),
            Tone.PLAIN,
            id="more_is_best",
        ),
        pytest.param(
            bought(50.0, 10.0),
            "Who bought less scores 40 points above who bought more",
            (
                "Less 50 (41 to 59, n 200); as intended 30 (21 to 39, n 200); more 10 (1 to 19, "
                "n 200); ranges with 95~% confidence."
            ),
            Tone.PLAIN,
            id="less_is_best",
        ),
        pytest.param(
            bought(10.0, 50.0, 0.4),
            "No difference found in NPS between buying less, as and more than intended",
            (
                "Less 10 (1 to 19, n 200); as intended 30 (21 to 39, n 200); more 50 (41 to 59, "
                "n 200); ranges with 95~% confidence."
            ),
            Tone.PLAIN,
            id="undecided",
        ),
        pytest.param(
            bought(NAN, NAN),
            "Fewer than two groups are large enough to compare",
            "Widen or narrow what counts as intended, or remove a filter.",
            Tone.CAUTION,
            id="unknown",
        ),
    ],
)
def test_who_scores_above_whom(
    found: BoughtAgainstIntended, headline: str, detail: str, tone: Tone
) -> None:
    said = words.against_intention(found)
    assert (typeset(said.headline), typeset(said.detail), said.tone) == (headline, detail, tone)
