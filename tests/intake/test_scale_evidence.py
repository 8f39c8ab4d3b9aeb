"""On which scale answers lie, which end is good, and what is asked where that cannot be known."""

# ruff: noqa: E501 - tables of cases read best in one line each

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from cx.intake import Recipe, stated_scale
from cx.problems import IntakeError, Severity
from cx.vocabulary import Role, Scale
from tests.intake.files import Taken, table, take

Counts = Mapping[object, int]


def column(
    folder: Path, header: str, counts: Counts, change: Callable[[Recipe], Recipe] = lambda r: r
) -> Taken:
    cells = [str(cell) for cell, n in counts.items() for _ in range(n)]
    cells = cells[::2] + cells[1::2]
    quoted = [f'{place},"{cell.replace(chr(34), chr(34) * 2)}"' for place, cell in enumerate(cells)]
    return take(folder, table(f'Row,"{header}"', quoted), change=change)


def every(low: int, high: int, n: int = 5) -> Counts:
    return dict.fromkeys(range(low, high + 1), n)


BEST_FIRST = {1: 30, 2: 12, 3: 6, 4: 6, 5: 6}


@pytest.mark.parametrize(
    ("header", "counts", "option", "nps", "mean"),
    [
        # the header's own range
        ("Staff satisfaction (1-7)", every(1, 5), "1-7", False, 3.0),
        ("Would you recommend us? (0-5)", every(0, 5), "0-5", False, 2.5),
        ("Rating, scale of 1 to 10", every(2, 10), "1-10", False, 6.0),
        ("Satisfaction out of 10", every(1, 9), None, False, None),
        # the aim of the question
        ("Customer satisfaction", every(0, 10), "0-10", False, 5.0),
        ("How likely are you to recommend us?", every(0, 10), "0-10", True, 5.0),
        ("NPS", every(0, 10), "0-10", True, 5.0),
        ("NPS satisfaction question", every(0, 10), "0-10", False, 5.0),
        # which answers were given
        ("CSAT", {1: 12, 2: 6, 3: 12, 4: 30}, "1-4", False, 3.0),
        ("CSAT", {1: 40, 2: 20, 3: 60}, "1-3", False, 2 + 20 / 120),
        ("CSAT", {-2: 5, -1: 5, 0: 10, 1: 20, 2: 20}, "-2-2", False, 0.75),
        ("CSAT", {0: 4, 25: 4, 55: 5, 90: 20, 100: 10}, "0-100", False, None),
        ("CSAT", {"0.9": 20, "1": 10, "0.55": 5, "0": 5}, "0-100", False, 76.875),
        ("CSAT", {"90%": 20, "100%": 10, "25 %": 10}, "0-100", False, 76.25),
        ("NPS", {-100: 10, 0: 10, 100: 30}, "-100-100", True, 40.0),
        ("Likely to recommend", dict.fromkeys(range(1, 12), 3), "0-10", True, 5.0),
        ("NPS", {-1: 10, 0: 10, 1: 30}, "-100-100", True, 40.0),
        # how cells are written
        ("Rating", {"*****": 20, "****": 10, "*": 10}, "1-5", False, 3.75),
        ("Rating", {"★★★★★": 20, "★★★★☆": 10, "★☆☆☆☆": 10}, "1-5", False, 3.75),
        ("Rating", {"⭐⭐⭐": 10, "⭐⭐⭐⭐⭐": 20, "⭐": 10}, "1-5", False, 3.5),
        ("NPS", {"10+": 20, "9": 10, "0": 10}, "0-10", True, 7.25),
        ("NPS", {'="10"': 20, '="9"': 10, '="0"': 10}, "0-10", True, 7.25),
        ("Rating", {"5/5": 20, "4/5": 10, "1/5": 10}, "1-5", False, 3.75),
        ("Service rating", {"4:good": 30, "3:so-so": 15, "2:bad": 6, "1:awful": 9}, "1-4", False, 3.1),
        # which end is good
        ("CSAT (1 = very satisfied, 5 = very dissatisfied)", BEST_FIRST, "1-5 reversed", False, 3.9),
        ("Service rating, 1 best - 5 worst", BEST_FIRST, "1-5 reversed", False, 3.9),
        ("CSAT", {"1 - Sehr zufrieden": 30, "2 - Zufrieden": 10, "5 - Sehr unzufrieden": 20}, "1-5 reversed", False, 3.5),
        ("Service (1 strongly agree - 5 strongly disagree) rating", BEST_FIRST, "1-5 reversed", False, 3.9),
        ("Rate our service: 1 is excellent and 5 is terrible - overall score", BEST_FIRST, "1-5 reversed", False, 3.9),
        ("CSAT", {"5 (best)": 20, "3": 10, "1 (worst)": 10}, "1-5", False, 3.5),
        ("Bewertung (1=sehr gut bis 6=ungenügend)", BEST_FIRST, "1-6 reversed", False, 4.9),
        ("CSAT (5 = best)", BEST_FIRST, "1-5", False, 2.1),
    ],
)  # fmt: skip
def test_a_scale_is_read_from_all_that_speaks_for_it(
    tmp_path: Path, header: str, counts: Counts, option: str | None, nps: bool, mean: float | None
) -> None:
    taken = column(tmp_path, header, counts)
    assert taken.recipe.with_role(Role.OUTCOME)[0].header == header
    scale = taken.recipe.scale
    assert (scale.option if scale else None) == option
    if scale is not None:
        assert scale.is_nps is nps
        rows = taken.rows()
        assert len(rows) == sum(counts.values())
        assert mean is None or rows["outcome"].mean() == pytest.approx(mean)


@pytest.mark.parametrize(
    ("header", "counts", "options"),
    [
        ("Schulnote", every(1, 6, 9), ("1-6", "1-6 reversed")),
        ("Satisfaction", {1: 40, 2: 20}, ("1-2", "1-2 reversed")),
        ("Satisfaction", {0: 6, 1: 6, 2: 12, 3: 18, 4: 18}, ("0-4", "1-5")),
        ("Satisfaction", {0: 12, 1: 6, 2: 6, 3: 6, 4: 12, 5: 18}, ("1-5", "0-5")),
        ("How much effort did you have to put in?", every(1, 5), ("1-5 effort", "1-5 effort reversed")),
        ("CSAT (1 = best)", {"1 - Very dissatisfied": 9, "5 - Very satisfied": 9, "3": 9}, ("1-5", "1-5 reversed")),
        ("Score", every(1, 10), ("0-10", "1-10")),
    ],
)  # fmt: skip
def test_what_is_not_sure_is_asked_with_both_readings(
    tmp_path: Path, header: str, counts: Counts, options: tuple[str, ...]
) -> None:
    taken = column(tmp_path, header, counts)
    assert taken.recipe.scale is None
    (asked,) = [p for p in taken.problems if p.severity is Severity.STOPS]
    assert asked.code == "scale_needed"
    assert set(options) <= {choice.option for choice in asked.choices}
    assert len(asked.choices) <= 4
    for choice in asked.choices:
        assert choice.effect
        assert choice.option in asked.fix
        assert choice.effect in asked.fix


def test_the_question_says_what_each_reading_makes_of_the_headline(tmp_path: Path) -> None:
    taken = column(tmp_path, "Schulnote", {1: 30, 2: 5, 3: 5, 4: 4, 5: 3, 6: 3})
    told = taken.told("scale_needed")
    assert told.startswith(
        'The answers in "Schulnote" lie between 1 and 6, and nothing says whether 1 is the best or '
        "the worst answer. Say which scale was asked: "
    )
    assert "1-6 reversed (70\u00a0% are satisfied)" in told
    assert "1-6 (12\u00a0% are satisfied)" in told


WORDS = {
    "unipolar": ("Not at all satisfied", "Slightly satisfied", "Moderately satisfied", "Very satisfied", "Extremely satisfied"),
    "seven": ("Extremely dissatisfied", "Moderately dissatisfied", "Slightly dissatisfied", "Neither satisfied nor dissatisfied", "Slightly satisfied", "Moderately satisfied", "Extremely satisfied"),
    "four": ("Very dissatisfied", "Dissatisfied", "Satisfied", "Very satisfied"),
    "three": ("Dissatisfied", "Neutral", "Satisfied"),
    "agree": ("Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree"),
    "likely": ("Not at all likely", "Not so likely", "Somewhat likely", "Very likely", "Extremely likely"),
    "effort": ("Very difficult", "Difficult", "Neutral", "Easy", "Very easy"),
    "quality": ("Poor", "Fair", "Good", "Very good", "Excellent"),
    "frequency": ("Never", "Rarely", "Sometimes", "Often", "Always"),
    "expectations": ("Below expectations", "Met expectations", "Exceeded expectations"),
    "maybe": ("No", "Maybe", "Yes"),
    "intent": ("Definitely not", "Probably not", "Not sure", "Probably", "Definitely"),
    "sentiment": ("negative", "neutral", "positive"),
    "faces": ("😡", "🙁", "😐", "🙂", "😀"),
    "three faces": ("☹️", "😐", "😊"),
    "German": ("Sehr unzufrieden", "Eher unzufrieden", "Teils/teils", "Eher zufrieden", "Sehr zufrieden"),
    "German verb": ("Trifft gar nicht zu", "Trifft eher nicht zu", "Trifft eher zu", "Trifft voll zu"),
    "German grades": ("ungenügend", "mangelhaft", "ausreichend", "befriedigend", "gut", "sehr gut"),
    "French": ("Très insatisfait", "Insatisfait", "Ni satisfait ni insatisfait", "Satisfait", "Très satisfait"),
    "French agree": ("Pas du tout d'accord", "Plutôt pas d'accord", "Plutôt d'accord", "Tout à fait d'accord"),
    "Spanish": ("Muy insatisfecho", "Insatisfecho", "Neutral", "Satisfecho", "Muy satisfecho"),
    "Portuguese": ("Muito insatisfeito", "Insatisfeito", "Nem satisfeito nem insatisfeito", "Satisfeito", "Muito satisfeito"),
    "Italian": ("Per niente soddisfatto", "Poco soddisfatto", "Abbastanza soddisfatto", "Molto soddisfatto"),
    "Dutch": ("Zeer ontevreden", "Ontevreden", "Neutraal", "Tevreden", "Zeer tevreden"),
    "Thai": ("ไม่พอใจมาก", "ไม่พอใจ", "เฉยๆ", "พอใจ", "พอใจมาก"),
    "Thai amounts": ("น้อยที่สุด", "น้อย", "ปานกลาง", "มาก", "มากที่สุด"),
    "Lao": ("ບໍ່ພໍໃຈຫຼາຍ", "ບໍ່ພໍໃຈ", "ປານກາງ", "ພໍໃຈ", "ພໍໃຈຫລາຍ"),
    "Khmer": ("មិនពេញចិត្តខ្លាំង", "មិនពេញចិត្ត", "ធម្មតា", "ពេញចិត្ត", "ពេញចិត្តខ្លាំងណាស់"),
    "Vietnamese": ("rất không hài lòng", "không hài lòng", "bình thường", "hài lòng", "rất hài lòng"),
    "Japanese": ("とても不満", "やや不満", "どちらとも言えない", "やや満足", "とても満足"),
    "Chinese": ("非常不满意", "不满意", "一般", "满意", "非常满意"),
}  # fmt: skip


@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS)
def test_answers_in_words_have_their_place(tmp_path: Path, words: tuple[str, ...]) -> None:
    taken = column(tmp_path, "Overall rating", dict.fromkeys(words, 4))
    scale = taken.recipe.scale
    assert scale is not None
    assert (scale.minimum, scale.maximum) == (1, len(words))
    assert sorted(taken.rows()["outcome"]) == [
        n for n in range(1, len(words) + 1) for _ in range(4)
    ]


@pytest.mark.parametrize(
    ("good", "bad"),
    [("👍", "👎"), ("Thumbs up 👍", "Thumbs down 👎"), ("👍🏽", "👎🏽"), ("Good", "Bad"), ("happy", "unhappy"), ("Yes", "No"), ("zufrieden", "unzufrieden")],
)  # fmt: skip
def test_of_two_answers_the_good_one_is_known(tmp_path: Path, good: str, bad: str) -> None:
    taken = column(tmp_path, "Rating", {good: 21, bad: 9})
    assert taken.recipe.scale is not None
    assert taken.rows()["outcome"].mean() == pytest.approx(0.7)


def test_people_counted_as_promoters_make_the_score(tmp_path: Path) -> None:
    taken = column(
        tmp_path,
        "Loyalty",
        {"Promoters (9-10)": 30, "Passives (7-8)": 12, "Detractors (0-6)": 18},
        lambda recipe: recipe.assign("Loyalty", Role.OUTCOME),
    )
    taken.recipe = taken.recipe.with_scale(stated_scale("-100-100", taken.profile_of("Loyalty")))
    assert taken.write().scale.is_nps
    assert taken.rows()["outcome"].mean() == pytest.approx(20)


@pytest.mark.parametrize(
    "word", ["Skipped", "\\N", "#N/A", "Prefer not to say", "ei vastattu", "(übersprungen)"]
)
def test_a_word_repeated_among_scores_is_no_answer_and_counted(tmp_path: Path, word: str) -> None:
    taken = column(tmp_path, "NPS", {word: 12, **every(0, 10, 3)})
    passport = taken.write().passport
    assert (passport.rows_used, passport.rows_left_out) == (33, 12)
    assert any(
        word in repair.sentence for repair in passport.repairs if repair.code == "missing_word"
    )


def test_a_stated_scale_is_taken_as_stated(tmp_path: Path) -> None:
    counts = {"9.1": 6, "4.4": 6, "7": 6, "8.6": 6, "10": 6}
    taken = column(tmp_path, "Rating", counts)
    found = taken.profile_of("Rating")
    taken.recipe = taken.recipe.with_scale(stated_scale("1-10", found))
    assert taken.write().passport.rows_used == 30
    turned = stated_scale("1-10 reversed", found)
    assert (turned.reversed, turned.whole) == (True, False)


def test_answers_that_are_turned_round_are_said_and_kept_as_written(tmp_path: Path) -> None:
    taken = column(tmp_path, "CSAT (1 = best)", BEST_FIRST)
    assert taken.told("reversed") == (
        '1 is the best answer in "CSAT (1 = best)", so answers are turned round for scoring '
        "(1 counts as 5). If 5 is the best answer, state the scale 1-5."
    )
    (repair,) = [r for r in taken.write().passport.repairs if r.code == "turned_round"]
    assert repair.sentence == (
        '60 answers in "CSAT (1 = best)" were turned round, since their lowest number is the best '
        'answer ("1" counts as 5).'
    )


def test_answers_out_of_different_numbers_are_never_read_as_one(tmp_path: Path) -> None:
    taken = column(tmp_path, "Overall rating", {"4/5": 20, "8/10": 20, "3/5": 9})
    assert taken.told("mixed_scales") == (
        'The answers in "Overall rating" are given on different scales (such as "4/5"; "8/10"), so '
        "they cannot be read as one. Bring them to one scale in your file, each out of 10."
    )
    stated = stated_scale("0-10", taken.profile_of("Overall rating"))
    taken.recipe = taken.recipe.with_scale(stated)
    with pytest.raises(IntakeError, match="different scales"):
        taken.write()


def test_percentages_beside_other_numbers_are_not_read_as_one(tmp_path: Path) -> None:
    taken = column(tmp_path, "Overall rating", {"80%": 20, "8/10": 20, "70%": 9})
    assert "different scales" in taken.told("mixed_scales")


def test_a_word_of_its_own_beside_a_scale_is_left_out_and_named(tmp_path: Path) -> None:
    taken = column(
        tmp_path, "Satisfaction", {**dict.fromkeys(WORDS["four"], 6), "Did not visit": 4}
    )
    assert taken.write().passport.rows_used == 24
    assert taken.told("unreadable").startswith(
        '4 of 28 answers in "Satisfaction" are not scores (first: "Did not visit" in row'
    )


@pytest.mark.parametrize(("beside", "nps"), [("LTR comment", True), ("Comment", False)])
def test_another_column_says_what_a_score_asks(tmp_path: Path, beside: str, nps: bool) -> None:
    rows = [f"{n % 11},it was fine {n}" for n in range(44)]
    scale = take(tmp_path, table(f"Score,{beside}", rows)).recipe.scale
    assert scale is not None
    assert scale.is_nps is nps


def test_one_slip_among_answers_out_of_ten_is_left_out(tmp_path: Path) -> None:
    taken = column(tmp_path, "NPS", {"8/10": 50, "0/10": 9, "10/10": 40, "4/5": 1})
    assert taken.write().passport.rows_used == 99
    assert "1 of 100 answers" in taken.told("unreadable")


def test_a_filled_copy_gives_way_to_the_raw_score(tmp_path: Path) -> None:
    raw = [str(1 + n % 5) if n % 3 == 0 else "" for n in range(90)]
    rows = [f"{cell or 5},{cell}" for cell in raw]
    taken = take(tmp_path, table("csat_final,csat_raw", rows))
    assert [c.header for c in taken.recipe.with_role(Role.OUTCOME)] == ["csat_raw"]
    assert taken.recipe.column("csat_final").role is None
    assert taken.told("copy_left_out").startswith('"csat_final" repeats "csat_raw"')


def test_two_questions_answered_alike_are_no_copies(tmp_path: Path) -> None:
    rows = [f"{n % 11},{1 + n % 5},{1 + n % 5 if n % 3 else ''}" for n in range(90)]
    taken = take(tmp_path, table("NPS,Waiting,Staff", rows))
    assert len(taken.recipe.with_role(Role.DRIVER)) == 2


def test_branches_of_one_question_are_taken_together(tmp_path: Path) -> None:
    rows = [f"{n % 11},,North" if n % 2 else f",{n % 11},South" for n in range(66)]
    taken = take(tmp_path, table("NPS,NPS,Region", rows))
    assert taken.write().passport.rows_used == 66
    assert taken.told("branches_joined").startswith('"NPS" stands in several columns')
    apart = take(
        tmp_path / "b", table("NPS,NPS,Region", [f"{n % 11},{n % 10},North" for n in range(66)])
    )
    assert all(problem.code != "branches_joined" for problem in apart.problems)


@pytest.mark.parametrize(
    ("header", "cells", "sentence"),
    [
        ("Feedback score", ("late", "slow", "fast"), '"Feedback score" looks most like the outcome score, but "late", "slow", "fast" cannot be read as answers on a scale.'),
        ("CSAT", ("",), '"CSAT" looks most like the outcome score, but its cells are empty.'),
    ],
)  # fmt: skip
def test_the_column_that_is_near_is_named(
    tmp_path: Path, header: str, cells: tuple[str, ...], sentence: str
) -> None:
    rows = [f"{cells[n % len(cells)]},{'North' if n % 2 else 'South'}" for n in range(30)]
    taken = take(tmp_path, table(f"{header},Region", rows))
    assert sentence in taken.told("outcome_missing")


def test_the_only_ratings_of_a_file_are_its_outcome(tmp_path: Path) -> None:
    taken = column(tmp_path, "Q1", every(1, 5))
    assert taken.recipe.column("Q1").why == "the only column of ratings"
    assert taken.recipe.scale == Scale.conventional(1, 5)


def test_ratings_with_codes_or_their_best_first_are_drivers(tmp_path: Path) -> None:
    rows = [
        f"{n % 11},{99 if n % 15 == 0 else 1 + n % 5},{('1 - Very good', '2 - Good', '5 - Very bad')[n % 3]}"
        for n in range(90)
    ]
    taken = take(tmp_path, table("NPS,Waiting,Staff", rows))
    assert [c.header for c in taken.recipe.with_role(Role.DRIVER)] == ["Waiting", "Staff"]
    assert taken.recipe.column("Staff").reversed
    kept = taken.rows()
    assert set(kept["driver_1"].dropna()) == {1, 2, 3, 4, 5}
    assert set(kept["driver_2"]) == {1, 4, 5}


@pytest.mark.parametrize(
    ("text", "favourable_from", "unfavourable_to"),
    [("1-3", 3, 1), ("1-4", 3, 2), ("0-4", 3, 1), ("-2-2", 1, -1), ("1-6", 5, 2), ("0-6", 5, 2), ("0-100", 75, 25), ("1-2", 2, 1)],
)  # fmt: skip
def test_cut_offs_without_a_convention(
    text: str, favourable_from: float, unfavourable_to: float
) -> None:
    scale = Scale.parse(text)
    assert (scale.favourable_from, scale.unfavourable_to) == (favourable_from, unfavourable_to)
    assert scale.option == text
    assert Scale.parse(f"{text} reversed").reversed


@pytest.mark.parametrize("written", ["{n} out of 10", "{n}/10", "{n} of 10"])
def test_a_score_with_its_top_is_no_date(tmp_path: Path, written: str) -> None:
    taken = column(
        tmp_path,
        "How likely are you to recommend us?",
        {written.format(n=n): 3 for n in range(11)},
    )
    assert sorted(taken.rows()["outcome"]) == [n for n in range(11) for _ in range(3)]
