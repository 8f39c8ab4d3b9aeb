"""What is said of a tree of segments: that its groups differ, or that no split holds."""

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
            "Groups found by splitting differ: one scores 60 points below the rest",
            (
                "Search, −20 (−29 to −11, n 200), −60 against the rest (−70 to −50). Scored on "
                "customers that the tree had not seen (200 customers to grow it, 200 others to "
                "check it; p < 0.001)."
            ),
            Tone.PLAIN,
            id="below",
        ),
        pytest.param(
            tree(search=80.0),
            "Groups found by splitting differ: one scores 40 points above the rest",
            (
                "Search, 80 (71 to 89, n 200), +40 against the rest (+30 to +50). Scored on "
                "customers that the tree had not seen (200 customers to grow it, 200 others to "
                "check it; p < 0.001)."
            ),
            Tone.PLAIN,
            id="above",
        ),
        pytest.param(
            tree(p_adjusted=0.03),
            "Groups found by splitting differ: one scores 60 points below the rest",
            (
                "Search, −20 (−29 to −11, n 200), −60 against the rest (−70 to −50). Just past "
                "the line, so likely larger here than it is. Scored on "
                "customers that the tree had not seen (200 customers to grow it, 200 others to "
                "check it; p < 0.001)."
            ),
            Tone.PLAIN,
            id="just_past",
        ),
        pytest.param(
            tree(p_adjusted=0.06),
            "Groups found by splitting differ in NPS",
            (
                "Which one differs from all others cannot be told. Scored on customers that the "
                "tree had not seen (200 customers to grow it, 200 others to check it; p < 0.001)."
            ),
            Tone.PLAIN,
            id="none_alone",
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
