"""What is said of buying against the intention, whichever group scores best, or none."""

from cx.chapters.segments.bought import BoughtAgainstIntended
from cx.chapters.segments.words import bought as words
from cx.text.finding import Tone
from tests.chapters.results import NAN, typeset
from tests.chapters.said import Sentences, case, each_case, written
from tests.chapters.segments.made import bought


@each_case(
    "found",
    case(
        "more_above",
        bought(10.0, 70.0),
        "Who bought more scores 50 points above all others",
        "+50 against the rest (+40 to +60). Less 10 (1 to 19, n 200); as intended 30 (21 to 39, n "
        "200); more 70 (61 to 79, n 200); ranges with 95~% confidence. It is surely the highest "
        "of the 3 groups.",
    ),
    case(
        "less_above",
        bought(60.0, 0.0),
        "Who bought less scores 45 points above all others",
        "+45 against the rest (+35 to +55). Less 60 (51 to 69, n 200); as intended 30 (21 to 39, "
        "n 200); more 0 (−9 to 9, n 200); ranges with 95~% confidence. It is surely the highest "
        "of the 3 groups.",
    ),
    case(
        "more_below",
        bought(30.0, -30.0),
        "Who bought more scores 60 points below all others",
        "−60 against the rest (−70 to −50). Less 30 (21 to 39, n 200); as intended 30 (21 to 39, "
        "n 200); more −30 (−39 to −21, n 200); ranges with 95~% confidence. It is surely the "
        "lowest of the 3 groups.",
    ),
    case(
        "less_below",
        bought(-30.0, 30.0),
        "Who bought less scores 60 points below all others",
        "−60 against the rest (−70 to −50). Less −30 (−39 to −21, n 200); as intended 30 (21 to "
        "39, n 200); more 30 (21 to 39, n 200); ranges with 95~% confidence. It is surely the "
        "lowest of the 3 groups.",
    ),
    case(
        "intended_above",
        bought(0.0, 0.0, intended=60.0),
        "Who bought as intended scores 60 points above all others",
        "+60 against the rest (+50 to +70). Less 0 (−9 to 9, n 200); as intended 60 (51 to 69, n "
        "200); more 0 (−9 to 9, n 200); ranges with 95~% confidence. It is surely the highest of "
        "the 3 groups.",
    ),
    case(
        "intended_below",
        bought(50.0, 50.0, intended=-10.0),
        "Who bought as intended scores 60 points below all others",
        "−60 against the rest (−70 to −50). Less 50 (41 to 59, n 200); as intended −10 (−19 to "
        "−1, n 200); more 50 (41 to 59, n 200); ranges with 95~% confidence. It is surely the "
        "lowest of the 3 groups.",
    ),
    case(
        "just_past",
        bought(12.0, 34.0, 0.02),
        "Who bought less scores 20 points below all others",
        "−20 against the rest (−30 to −10). Less 12 (3 to 21, n 200); as intended 30 (21 to 39, n "
        "200); more 34 (25 to 43, n 200); ranges with 95~% confidence. It is surely the lowest of "
        "the 3 groups. Just past the line, so likely larger here than it is.",
    ),
    case(
        "undecided",
        bought(10.0, 50.0, 0.4),
        "No difference found in NPS between buying less, as and more than intended",
        "Less 10 (1 to 19, n 200); as intended 30 (21 to 39, n 200); more 50 (41 to 59, n 200); "
        "ranges with 95~% confidence. Differences from the rest of up to 40 points are not ruled "
        "out.",
    ),
    case(
        "unknown",
        bought(NAN, NAN),
        "Fewer than two groups are large enough to compare",
        "Widen or narrow what counts as intended, or remove a filter.",
        Tone.CAUTION,
    ),
)
def test_who_is_told_from_the_others(found: BoughtAgainstIntended, said: Sentences) -> None:
    assert written(words.against_intention(found)) == said


def test_money_beyond_the_intention_has_its_range() -> None:
    found = bought(10.0, 70.0)
    frame = found.groups.frame
    frame.loc[frame["bought"] == "more", ["gap", "gap_low", "gap_high", "revenue_share"]] = (
        6.0, 5.0, 7.0, 0.4,
    )  # fmt: skip
    assert typeset(words.against_intention(found).detail).endswith(
        "Who bought more spent EUR 6.00 beyond the intention on average (EUR 5.00 to 7.00) and "
        "brings 40~% of the revenue."
    )
    frame[["gap_low", "gap_high"]] = NAN
    assert typeset(words.against_intention(found).detail).endswith(
        "Who bought more spent EUR 6.00 beyond the intention and brings 40~% of the revenue."
    )
