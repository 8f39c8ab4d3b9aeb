"""What is said of a tree of segments: that its groups differ, or that no split holds."""

from cx.chapters.segments.tree import SegmentTree
from cx.chapters.segments.words import tree as words
from tests.chapters.said import Sentences, case, each_case, written
from tests.chapters.segments.made import tree


@each_case(
    "found",
    case(
        "below",
        tree(),
        "Groups found by splitting differ: one scores 60 points below the rest",
        "Search, −20 (−29 to −11, n 200), −60 against the rest (−70 to −50). Scored on customers "
        "that the tree had not seen (200 customers to grow it, 200 others to check it; p < 0.001).",
    ),
    case(
        "above",
        tree(search=80.0),
        "Groups found by splitting differ: one scores 40 points above the rest",
        "Search, 80 (71 to 89, n 200), +40 against the rest (+30 to +50). Scored on customers "
        "that the tree had not seen (200 customers to grow it, 200 others to check it; p < 0.001).",
    ),
    case(
        "just_past",
        tree(p_adjusted=0.03),
        "Groups found by splitting differ: one scores 60 points below the rest",
        "Search, −20 (−29 to −11, n 200), −60 against the rest (−70 to −50). Just past the line, "
        "so likely larger here than it is. Scored on customers that the tree had not seen (200 "
        "customers to grow it, 200 others to check it; p < 0.001).",
    ),
    case(
        "none_alone",
        tree(p_adjusted=0.06),
        "Groups found by splitting differ in NPS",
        "Which one differs from all others cannot be told. Scored on customers that the tree had "
        "not seen (200 customers to grow it, 200 others to check it; p < 0.001).",
    ),
    case(
        "undecided",
        tree(holds=False),
        "No split holds on the other half",
        "Splits were found on one half, and do not differ beyond chance on the other (200 "
        "customers to grow it, 200 others to check it; p = 0.4).",
    ),
    case(
        "no_split",
        tree(holds=False, n_leaves=1),
        "No split found",
        "No column parts the customers so that scores can be told in advance (200 customers to "
        "grow it, 200 others to check it).",
    ),
)
def test_groups_differ_or_no_split_holds(found: SegmentTree, said: Sentences) -> None:
    assert written(words.splits(found)) == said
