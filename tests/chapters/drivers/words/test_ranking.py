from dataclasses import replace

from cx.chapters.drivers.methods import Doubt, Method, Trust
from cx.chapters.drivers.ranking import DriverRanking, SetAside
from cx.chapters.drivers.result import Leaders
from cx.chapters.drivers.words import ranking as words
from cx.text.finding import Tone, Verdict
from tests.chapters.results import driver, ranking, typeset
from tests.chapters.said import Sentences, case, each_case, written

WAITING = driver("Waiting", 0.25, "concentrate here")
STAFF = driver("Staff", 0.15, "keep up the good work")
WEBSITE = driver("Website", 0.08, "undecided", "conflict")
PARKING = driver("Parking", 0.02, "low priority")
FOUR = ranking(WAITING, STAFF, WEBSITE, PARKING)


def test_a_driver_that_is_clear_of_the_next_stands_alone() -> None:
    said = words.top(FOUR)
    assert said.headline == "Waiting matters most"
    assert typeset(said.detail) == (
        "Waiting 50~% (48~% to 52~%) and Staff 30~% (28~% to 32~%) of what the 4 drivers explain; "
        "together they go with 50~% of the differences in the score (46~% to 54~%, n 1,200)."
    )


def test_drivers_that_overlap_are_named_together() -> None:
    two = replace(FOUR, leaders=Leaders(3, ("Waiting", "Staff", "Website"), 0.94, (2,), 2))
    assert words.top(two).headline == "Waiting and Staff matter most"
    assert words.top(two).verdict is Verdict.SHOWN


def test_drivers_that_share_the_lead_are_counted_and_not_named() -> None:
    tied = replace(FOUR, leaders=Leaders(3, ("Waiting", "Staff", "Website"), 0.94, (), 3))
    said = words.top(tied)
    assert said.headline == "3 drivers share the lead; which matters most cannot be told"
    assert typeset(said.detail) == (
        "They take 16~% to 50~% of what the 4 drivers explain; together they go with 50~% of the "
        "differences in the score (46~% to 54~%, n 1,200)."
    )
    assert said.verdict is Verdict.CANNOT_TELL
    everybody = replace(FOUR, leaders=Leaders(3, ("Waiting", "Staff", "Website"), 0.94, (), 4))
    said = words.top(everybody)
    assert said.headline == "All 4 drivers share the lead; which matters most cannot be told"
    alone = words.top(replace(tied, method=Method.CORRELATION))
    assert typeset(alone.detail) == (
        "They take 8~% to 25~% of the differences in the score, each taken alone, so that shares "
        "overlap; all 4 together go with 50~% of the differences in the score (46~% to 54~%, n "
        "1,200)."
    )


def test_the_top_three_are_not_named_where_the_lead_is_luck() -> None:
    tied = replace(FOUR, leaders=Leaders(3, ("Waiting", "Staff", "Website"), 0.94, (), 3))
    (said,) = words.leaders(tied)
    assert said.headline == "The top 3 cannot be told apart from the rest"
    assert typeset(said.detail) == (
        "Waiting, Staff and Website lead together in 94~% of resamples (n 1,200), too few to name "
        "them."
    )
    assert said.verdict is Verdict.CANNOT_TELL


def test_a_model_that_explains_too_little_names_nobody() -> None:
    weak = replace(FOUR, trusted=False, r_squared=0.04, r_squared_low=0.01, r_squared_high=0.08)
    said = words.top(weak)
    assert said.headline == "The drivers explain too little to act on"
    assert typeset(said.detail) == (
        "All 4 together go with 4~% of the differences in the score (1~% to 8~%, n 1,200). Ask "
        "about other parts of the experience before acting on this ranking."
    )
    assert words.start(weak).headline == "The map is for orientation only"
    assert said.tone is words.start(weak).tone is Tone.CAUTION
    assert "Waiting" not in said.detail + words.start(weak).detail


def test_where_to_start() -> None:
    said = words.start(FOUR)
    assert said.headline == "Start with Waiting"
    assert said.detail == (
        "More important than the average driver and rated lower than the average driver, clear "
        "of the lines with its whole range."
    )
    assert said.tone is Tone.ATTENTION
    two = ranking(WAITING, driver("Price", 0.2, "concentrate here"), PARKING)
    assert words.start(two).headline == "Start with Waiting and Price"
    assert words.start(two).detail.endswith("with their whole ranges.")


def test_nowhere_to_start() -> None:
    said = words.start(ranking(STAFF, PARKING))
    assert said.headline == "No driver is clearly both important and rated low"
    assert said.tone is Tone.PLAIN


def test_conflicts_are_named_and_silence_is_kept_without_one() -> None:
    (said,) = words.cautions(FOUR)
    assert said.headline == "Website: the direction depends on the other drivers"
    assert said.detail == (
        "Taken alone, better ratings go one way with the score; with the other drivers held still, "
        "they go the other way (n 1,200). Read the importance, not the sign."
    )
    assert words.cautions(ranking(WAITING, STAFF)) == ()


def test_the_sign_of_a_driver_that_hardly_matters_is_not_spoken_of() -> None:
    idle = driver("Parking", 0.02, "low priority", "conflict")  # a quarter of the mean and less
    assert words.cautions(ranking(WAITING, STAFF, idle)) == ()


def test_nothing_left_out_nothing_said() -> None:
    assert words.left_out(FOUR) == ""


def test_what_was_left_out() -> None:
    aside = (SetAside("Parking", "always the same rating", 1_200),)
    four = ranking(WAITING, STAFF | {"importance_if_lower": 0.19}, WEBSITE, PARKING)
    found = replace(
        four, n_complete=400, r_squared_complete=0.61, n_sampled_from=90_000, set_aside=aside
    )
    assert typeset(words.left_out(found)) == (
        "800 of 1,200 responses lack a rating and are used with the ratings they have; none is "
        "left out for missing answers. The 400 complete ones alone would explain 61~%, all "
        "together explain 50~%. Ratings are taken to be missing at random. Were the missing ones "
        "half a standard deviation lower than those of like responses, Staff would go with 19.0~% "
        "of the differences in the score instead of 15.0~%; no other would change more. Computed "
        "on 1,200 responses drawn by chance from 90,000. Parking takes no part: always the same "
        "rating (n 1,200)."
    )


def test_readings_never_claim_a_cause() -> None:
    assert typeset(words.reading_bars(FOUR)) == (
        "Bar: share of the score's differences that goes with the driver. Line: its 95~% range; "
        "bars whose lines overlap are not clearly apart. Dots: what as many drivers of pure noise "
        "all stay below. Grey: the direction depends on the other drivers. Importance says what "
        "goes with the score, not what causes it."
    )
    assert "Grey" not in words.reading_bars(ranking(WAITING, STAFF, PARKING))
    assert words.reading_map(FOUR) == (
        "Up: more important. Right: rated higher. The lines are the means of all drivers. Hollow: "
        "undecided, a range crosses a line or the direction is unclear (Website). n 1,200."
    )
    assert "Hollow" not in words.reading_map(ranking(WAITING, STAFF))
    five = ranking(*(driver(f"driver {place}", 0.1) for place in range(5)))
    hollow = "Hollow: undecided, a range crosses a line or the direction is unclear (5 drivers)."
    assert hollow in words.reading_map(five)


def test_pictures_are_described() -> None:
    assert typeset(words.alt_bars(FOUR)) == (
        "Importance of each driver, largest first: Waiting 25.0~%; Staff 15.0~%; Website 8.0~%; "
        "Parking 2.0~%."
    )
    assert words.alt_map(ranking(WAITING, STAFF)) == (
        "Importance-performance map. Waiting: concentrate here; Staff: keep up the good work."
    )


def test_a_reliable_ranking_says_on_what_it_rests() -> None:
    said = words.verdict(FOUR)
    assert said.headline == "The ranking is reliable"
    assert typeset(said.detail) == (
        "Enough responses, enough explained, the methods agree, and who leads does not hang on "
        "luck: n 1,200, 4 drivers, R² 50~% (46~% to 54~%)."
    )
    assert said.tone is Tone.GOOD


def test_doubts_are_named() -> None:
    doubted = replace(
        FOUR,
        verdict=Trust.LEANING,
        doubts=(Doubt.METHODS_DISAGREE, Doubt.COLLINEAR, Doubt.TIED),
        agreeing_share=0.5,
        largest_inflation=14.2,
    )
    said = words.verdict(doubted)
    assert said.headline == "The ranking is leaning: a lead to check, not a result"
    assert typeset(said.detail).startswith(
        "Against it: the methods agree on the place of 50~% of the drivers; some drivers move "
        "together so closely that they stand in for one another (variance inflation 14); "
        "which drivers matter most cannot be told. n 1,200"
    )


def test_the_top_three_are_named_with_how_surely() -> None:
    (said,) = words.leaders(FOUR)
    assert said.headline == "The top 3: Waiting, Staff and Website"
    assert typeset(said.detail) == "These 3 lead together in 94~% of resamples (n 1,200)."
    assert words.leaders(replace(FOUR, trusted=False)) == ()
    crowd = ranking(*(driver(f"driver {place}", 0.1) for place in range(9)))
    wide = replace(crowd, leaders=Leaders(3, tuple(f"driver {p}" for p in range(8)), 0.93))
    assert words.leaders(wide)[0].headline == "The top 3 cannot be told apart from the rest"
    four = ("a", "b", "c", "d")
    named = replace(crowd, leaders=Leaders(3, four, 0.93, possible=four))
    (said,) = words.leaders(named)
    assert said.headline == "The top 3 are among a, b, c and d"
    assert said.verdict is Verdict.SHOWN
    assert typeset(said.detail) == (
        "Each of the other drivers is surely outranked by 3 or more (n 1,200); which of these 4 "
        "lead cannot be told."
    )


def test_a_driver_is_left_out_of_the_top_three_only_where_it_surely_is_not_there() -> None:
    four = ("Waiting", "Staff", "Website", "Parking")
    five = ranking(*(driver(name, 0.1) for name in (*four, "Price")))
    for members, possible in ((four, (*four, "Price")), (four, ()), (four, four[:3])):
        unsure = replace(five, leaders=Leaders(3, members, 0.93, possible=possible))
        (said,) = words.leaders(unsure)
        assert said.headline == "The top 3 cannot be told apart from the rest"
        assert said.verdict is Verdict.CANNOT_TELL


def test_a_driver_like_noise_is_said_to_be_one() -> None:
    (said,) = words.cautions(ranking(WAITING, STAFF, driver("Parking", 0.003)))
    assert said.headline == "Parking: indistinguishable from noise"
    assert typeset(said.detail) == (
        "Drivers made of random numbers would look as important: the largest of 3 stays below "
        "0.40~% in 95~% of draws (n 1,200)."
    )


def test_a_driver_like_noise_is_never_said_to_matter() -> None:
    noise = driver("Parking", 0.003, "undecided", reach=0.2)
    said = words.top(ranking(noise, driver("Shop", 0.002)))
    assert said.headline == "No single driver stands out from noise"
    assert typeset(said.detail) == (
        "All 2 together go with 50~% of the differences in the score (46~% to 54~%, n 1,200); "
        "which of them cannot be told."
    )
    assert words.start(ranking(WAITING, noise)).headline == "Start with Waiting"
    two_matter = ranking(WAITING, STAFF, noise, driver("Shop", 0.002))
    assert words.leaders(two_matter) == ()


def test_a_driver_for_some_is_judged_on_those_who_had_it() -> None:
    some = driver("Delivery", 0.1) | {"applies_to_all": False, "n_rated": 400}
    assert words.left_out(ranking(WAITING, some)) == (
        "Delivery does not apply to everybody: it is judged on those who had it (n 400), together "
        "with having had it."
    )


def test_correlations_are_not_called_shares_of_the_whole() -> None:
    alone = replace(FOUR, method=Method.CORRELATION)
    assert "each taken alone, so that shares overlap" in words.top(alone).detail


def test_more_than_twenty_drivers_say_which_method_and_why() -> None:
    many = ranking(*(driver(f"Part {place}", 0.02) for place in range(25)))
    assert words.method_reason(many) == (
        "25 drivers are more than the 20 that LMG can put into every order in time, so importance "
        "is by Johnson's relative weights, a fast approximation of LMG."
    )
    assert "Map fewer drivers to have LMG." in words.left_out(many)
    assert words.method_reason(ranking(driver("Part", 0.02))) == ""


AGAINST = driver("Price", 0.2, "no place to start", "negative")
UNCLEAR = driver("Food", 0.2, "no place to start", "conflict")


@each_case(
    "found",
    case(
        "positive",
        ranking(WAITING, PARKING),
        "Start with Waiting",
        "More important than the average driver and rated lower than the average driver, clear of "
        "the lines with its whole range.",
        Tone.ATTENTION,
    ),
    case(
        "negative",
        ranking(AGAINST, PARKING),
        "Price: important and rated low, yet no place to start",
        "Better ratings of Price go with a lower score. n 1,200.",
        Tone.CAUTION,
    ),
    case(
        "undecided",
        ranking(UNCLEAR, PARKING),
        "Food: important and rated low, yet no place to start",
        "Which way ratings of Food go depends on the other drivers. n 1,200.",
        Tone.CAUTION,
    ),
    case(
        "all_three",
        ranking(WAITING, AGAINST, UNCLEAR, PARKING),
        "Start with Waiting",
        "More important than the average driver and rated lower than the average driver, clear of "
        "the lines with its whole range. Better ratings of Price go with a lower score. Which way "
        "ratings of Food go depends on the other drivers.",
        Tone.ATTENTION,
    ),
    case(
        "none",
        ranking(STAFF, PARKING),
        "No driver is clearly both important and rated low",
        "Either the important ones are rated well, or the ranges are too wide to tell.",
    ),
)
def test_nobody_starts_with_ratings_that_go_the_wrong_way(
    found: DriverRanking, said: Sentences
) -> None:
    assert written(words.start(found)) == said
