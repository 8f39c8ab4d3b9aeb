"""What is said of a tree of segments: that its groups differ, or that no split holds."""

from __future__ import annotations

import pytest

from cx.chapters.segments.tree import SegmentTree
from cx.chapters.segments.words import tree as words
from cx.text.finding import Tone
from tests.chapters.results import typeset
from tests.chapters.segments.made import tree


@pytest.mark.parametrize(
    ("found", "headline", "detail", "tone"),
    [
        pytest.param(
            tree(),
            "Groups found by splitting score from −20 to 40",
            (
                "Highest: Referral, 40 (31 to 49, n 200). Lowest: Search, −20 (−29 to −11, n "
                "200). Scored on customers that the tree had not seen (200 customers to grow "
                "it, 200 others to check it; p < 0.001)."
            ),
            Tone.PLAIN,
            id="differ",
        ),
        pytest.param(
            tree(holds=False),
            "No split holds on the other half",
            (
                "Splits were found on one half, and do not differ beyond chance on the other "
                "(200 customers to grow it, 200 others to check it; p = 0.4)."
            ),
            Tone.PLAIN,
            id="undecided",
        ),
        pytest.param(
            tree(holds=False, n_leaves=1),
            "No split found",
            (
                "No column parts the customers so that scores can be told in advance (200 "
                "customers to grow it, 200 others to check it)."
            ),
            Tone.PLAIN,
            id="no_split",
        ),
    ],
)
def test_groups_differ_or_no_split_holds(
    found: SegmentTree, headline: str, detail: str, tone: Tone
) -> None:
    said = words.splits(found)
    assert (typeset(said.headline), typeset(said.detail), said.tone) == (headline, detail, tone)
