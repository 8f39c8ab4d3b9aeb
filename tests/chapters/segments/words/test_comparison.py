from dataclasses import replace

from cx.chapters.segments.comparison import Interaction, Merge
from cx.chapters.segments.words import comparison as words
from cx.text.finding import Tone
from cx.vocabulary import Role, Table
from tests.chapters.results import NAN, category, margin, scored, segments, typeset
from tests.chapters.said import Sentences, case, each_case, written

CHANNEL = category("Acquisition channel", Role.ACQUISITION_CHANNEL, ("Referral", "Search"))
APART = margin(
    "Acquisition channel",
    {
        "Referral": scored(39.4, 400, 12, 0.001),
        "Search": scored(31.1, 300),
        "Promotion": scored(-2.0, 500, -20, 0.0004),
    },
)
ALIKE = {"Yes": scored(28.2), "No": scored(33.3)}
GRID = {("Referral", "more"): scored(50, 120), ("Search", "more"): scored(30, 80)}


def test_margin_names_who_is_told_from_the_rest_most_surely() -> None:
    said = words.margin(CHANNEL, APART)
    assert said.headline == "Promotion scores 20 points below the rest"
    assert typeset(said.detail) == (
        "Promotion −2 (−11 to 7, n 500), −20 against the rest (−30 to −10). 2 of 3 groups differ "
        "from the rest beyond chance. It is surely the lowest of the 3 groups."
    )


def test_no_difference_is_said_as_one() -> None:
    said = words.margin(CHANNEL, margin("Acquisition channel", ALIKE))
    assert said.headline == "No difference found by acquisition channel"
    assert said.detail == (
        "Scores run from 28 to 33, within what chance alone gives for 2 groups (n 400). "
        "Differences from the rest of up to 10 points are not ruled out."
    )
    assert said.tone is Tone.PLAIN


def test_the_border_of_evidence() -> None:
    beyond = margin("A", {"x": scored(10, p_adjusted=0.051), "y": scored(40, p_adjusted=0.051)})
    assert words.margin(CHANNEL, beyond).headline.startswith("No difference found")
    at_border = margin(
        "A",
        {"x": scored(10, 200, -30, p_adjusted=0.06), "y": scored(40, 200, 30, p_adjusted=0.05)},
    )
    assert words.margin(CHANNEL, at_border).headline == "y scores 30 points above x"
    turned = margin(
        "A",
        {"x": scored(10, 200, -30, p_adjusted=0.05), "y": scored(40, 200, 30, p_adjusted=0.06)},
    )
    assert words.margin(CHANNEL, turned).headline == "x scores 30 points below y"


def test_abbreviations_keep_their_capitals() -> None:
    column = category("NPS region", Role.REGION, ("a", "b"))
    said = words.margin(column, margin("NPS region", ALIKE))
    assert said.headline == "No difference found by NPS region"


def test_small_groups_are_not_named_where_others_differ() -> None:
    scores = margin(
        "Acquisition channel",
        {
            "tiny": scored(90, 7, 50, 0.01),
            "Referral": scored(39, 400, 12, 0.001),
            "Search": scored(20, 400, -12, 0.001),
        },
    )
    assert words.margin(CHANNEL, scores).headline == "Referral scores 12 points above the rest"


def test_one_group_cannot_be_compared() -> None:
    said = words.margin(CHANNEL, margin("A", {"x": scored(10), "y": scored(NAN, 3)}))
    assert said.headline == "Acquisition channel has fewer than two groups large enough to compare"
    assert said.tone is Tone.CAUTION


def test_largest_takes_the_column_that_is_sure() -> None:
    columns = {"more": scored(44, 300, 34, 0.0001), "less": scored(10, 300, -34, 0.0001)}
    found = segments(GRID, {"Referral": scored(80), "Search": scored(0)}, columns)
    assert words.largest(found).headline == "more scores 34 points above less"


def test_a_cell_below_the_rest() -> None:
    cells = GRID | {("Search", "less"): scored(-12, 61, -45, 0.0002)}
    found = segments(cells | {("Referral", "less"): scored(NAN, 3)})
    said = words.cells(found)
    assert said.headline == "Search / less lies 45 points below the rest"
    assert typeset(said.detail) == (
        "−12 (−21 to −3, n 61), −45 against the rest (−55 to −35), adjusted p < 0.001. 1 of 3 "
        "combinations differs from the rest beyond chance. 1 combination with fewer than 5 "
        "responses is not scored."
    )
    assert said.tone is Tone.ATTENTION


def test_a_cell_above_the_rest() -> None:
    said = words.cells(segments(GRID | {("Search", "less"): scored(70, 61, 40, 0.0002)}))
    assert said.headline == "Search / less lies 40 points above the rest"
    assert said.tone is Tone.GOOD


def test_no_cell_stands_out() -> None:
    cells = GRID | {("Search", "less"): scored(NAN, 2), ("Referral", "less"): scored(NAN, 4)}
    said = words.cells(segments(cells))
    assert said.headline == "No single combination stands out"
    assert said.detail == (
        "2 combinations compared with all other responses, adjusted for their number (n 1,200). "
        "Differences from the rest of up to 10 points are not ruled out. 2 combinations with fewer "
        "than 5 responses are not scored."
    )


def test_one_cell_left_is_not_compared() -> None:
    said = words.cells(segments({("Referral", "more"): scored(50, 120)}))
    assert said.headline == "Only Referral / more is left to show"
    assert said.detail == "NPS 50 (41 to 59, n 120)."


def test_one_category_names_its_cells_alone() -> None:
    alone = replace(segments(GRID), column=None, column_margin=None)
    assert words.name_cell(alone, alone.cells.frame.iloc[0]) == "Referral"
    assert [column.label for column, _ in words.margins(alone)] == ["Acquisition channel"]


def test_readings() -> None:
    assert words.reading_grid(segments(GRID)) == (
        "Each cell: net score and n. Blue lies above the overall 30, orange below; an asterisk "
        "marks a difference from the rest beyond chance. Grey: fewer than 30 responses. Click a "
        "cell to filter every page to it."
    )
    assert typeset(words.reading_margin(APART)) == (
        "Score and 95~% range of each group (n 1,200); filled where it differs from the rest "
        "beyond chance. Dotted: the overall score."
    )


def test_missing_is_said_only_when_something_is() -> None:
    found = segments(GRID)
    assert words.missing(found) == ""
    assert words.missing(replace(found, n_missing=1_041)) == (
        "1,041 responses without Acquisition channel or Purchase behaviour not shown here."
    )


def test_pictures_are_described() -> None:
    assert words.alt_grid(segments(GRID)).startswith(
        "Heat map of scores, Acquisition channel by Purchase behaviour. No single combination"
    )
    assert words.alt_margin(CHANNEL, APART).startswith(
        "Scores by Acquisition channel. Promotion scores 20 points below the rest."
    )


def test_categories_that_add_up_are_not_said_to_act_on_each_other() -> None:
    test = Interaction(10.1, 12, 0.61, 20.0)
    said = words.cells(replace(segments(GRID), interaction=test))
    assert said.headline == (
        "Acquisition channel and purchase behaviour are not shown to act on each other"
    )
    assert said.detail == (
        "No combination is shown to score other than its row and its column together give "
        "(p = 0.61, n 200). That some do by a little is not ruled out."
    )
    more = words.cells(replace(segments(GRID), interaction=replace(test, p_value=0.04)))
    assert more.headline == "No single combination stands out"


def test_cells_hidden_for_others_are_counted() -> None:
    said = words.cells(replace(segments(GRID), n_cells_suppressed=1, n_cells_protecting=3))
    assert said.detail.endswith(
        "1 combination with fewer than 5 responses is not scored. 3 larger ones would give a small "
        "group away, and no score is shown there either."
    )


def test_nothing_can_be_shown() -> None:
    said = words.cells(segments({("Referral", "more"): scored(NAN, 3)}))
    assert said.headline == "No combination can be shown"
    assert said.tone is Tone.CAUTION


def test_a_merge_is_offered_and_then_said() -> None:
    made = replace(segments(GRID), merge=Merge(CHANNEL, ("Referral", "Search")))
    assert words.merge(made) == 'Merging "Referral" and "Search" leaves no group too small.'
    assert words.merge(replace(made, merged=True)).startswith('"Referral" and "Search" are shown')
    assert words.merge(segments(GRID)) == ""


def test_the_target_is_met_or_missed_by_the_whole_range_only() -> None:
    (said,) = words.against_target(CHANNEL, APART, 30)
    assert said.headline == (
        "1 of 3 groups of acquisition channel are above the target of +30 for certain, 1 below"
    )
    assert "not told from it: Search 31 (22 to 40, n 300)" in said.detail
    assert words.against_target(CHANNEL, APART, None) == []


def two(first: dict[str, object], second: dict[str, object], tiny: dict[str, object]) -> Table:
    return margin("Acquisition channel", {"A": first, "B": second, "tiny": tiny})


@each_case(
    "scores",
    case(
        "above",
        two(scored(39, 400, 12, 0.001), scored(20, 400, -9, 0.002), scored(90, 7, 50, 0.4)),
        "A scores 12 points above the rest",
        "A 39 (30 to 48, n 400), +12 against the rest (+2 to +22). 2 of 3 groups differ from the "
        "rest beyond chance. Which group is highest cannot be told.",
    ),
    case(
        "below",
        two(scored(39, 400, 12, 0.002), scored(20, 400, -9, 0.001), scored(38, 90)),
        "B scores 9 points below the rest",
        "B 20 (11 to 29, n 400), −9 against the rest (−19 to +1). 2 of 3 groups differ from the "
        "rest beyond chance. It is surely the lowest of the 3 groups.",
    ),
    case(
        "just_past",
        two(scored(39, 400, 12, 0.02), scored(20, 400, -9, 0.06), scored(38, 90)),
        "A scores 12 points above the rest",
        "A 39 (30 to 48, n 400), +12 against the rest (+2 to +22). 1 of 3 groups differs from the "
        "rest beyond chance. Which group is highest cannot be told. Just past the line, so likely "
        "larger here than it is.",
    ),
    case(
        "only_a_small_one_differs",
        two(scored(30, 400), scored(30, 400), scored(-60, 20, -90, 0.001)),
        "tiny scores 90 points below the rest",
        "tiny −60 (−69 to −51, n 20), −90 against the rest (−100 to −80). 1 of 3 groups differs "
        "from the rest beyond chance. It is surely the lowest of the 3 groups.",
    ),
    case(
        "less_than_a_point",
        two(scored(30.3, 90_000, 0.3, 0.01), scored(30, 90_000, -0.3, 0.01), scored(NAN, 3)),
        "A scores 0.3 points above the rest",
        "A 30 (21 to 39, n 90,000), 0 against the rest (−10 to +10). 2 of 2 groups differ from "
        "the rest beyond chance.",
    ),
    case(
        "undecided",
        two(scored(39, 400), scored(20, 400), scored(90, 7)),
        "No difference found by acquisition channel",
        "Scores run from 20 to 90, within what chance alone gives for 3 groups (n 807). "
        "Differences from the rest of up to 10 points are not ruled out.",
    ),
)
def test_who_is_named_is_among_those_that_differ(scores: Table, said: Sentences) -> None:
    assert written(words.margin(CHANNEL, scores)) == said
