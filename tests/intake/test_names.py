"""What columns are called: suggested from headers, stated by a person, and never twice the same."""

from pathlib import Path

import pytest

from cx.intake import Recipe
from cx.intake.display_names import LONGEST, suggested_names
from cx.vocabulary import Role
from tests.intake.files import table, take

QUESTION = "How likely are you to recommend our company to a friend or a colleague?"
HEADERS = {
    "satOverall": "Sat overall",
    "CSATScore": "CSAT score",
    "nps_score": "NPS score",
    "avgRoomSpendPerNight": "Avg room spend per night",
    "SALES_PERSON_SAT": "Sales person sat",
    "Front_Staff": "Front Staff",
    "overall.satisfaction": "Overall satisfaction",
    "customer-satisfaction": "Customer satisfaction",
    "check-in": "Check-in",
    "GROUP": "Group",
    "NPS": "NPS",
    "Q2_1": "Q2_1",
    "2023_score": "2023 score",
    "likelihood to recommend": "Likelihood to recommend",
    "Spend (EUR)": "Spend (EUR)",
    "iPad use": "iPad use",
    "ความพึงพอใจ": "ความพึงพอใจ",
    "Gesamt_Zufriedenheit": "Gesamt Zufriedenheit",
    "überBlick": "Über blick",
    "42": "42",
    "": "Column 1",
}


@pytest.mark.parametrize("header", HEADERS)
def test_headers_of_machines_become_words_and_others_stay(header: str) -> None:
    assert suggested_names([header], [""]) == (HEADERS[header],)


@pytest.mark.parametrize(
    ("columns", "names"),
    [
        # Questions that begin alike are told by what they go on with.
        ({"Please rate [Food]": "", "Please rate [Room]": ""}, ("Food", "Room")),
        ({"Rate our service: Wait": "", "Rate our service: Staff": ""}, ("Wait", "Staff")),
        ({"Rate our service: Wait": "", "Staff": ""}, ("Rate our service: Wait", "Staff")),
        ({"Q2_1": "Rate us - Staff", "Q2_2": "Rate us - Food"}, ("Staff", "Food")),
        # A short question names a code better; a long one only where the header says nothing.
        ({"StartDate": "Start Date", "Q1": "Overall, how was it?"}, None),
        ({"Q1_NPS": QUESTION}, ("Q1 NPS",)),
        ({"Q1": QUESTION}, ("How likely are you to recommend our…",)),
        ({"Staff": "How satisfied were you with it?"}, ("Staff",)),
        # Where two names would be the same, the headers tell the columns apart.
        ({"front_staff": "", "frontStaff": ""}, ("front_staff", "frontStaff")),
        ({"Q1": "Comment", "Q2": "Comment"}, ("Q1", "Q2")),
    ],
)
def test_questions_name_columns(columns: dict[str, str], names: tuple[str, ...] | None) -> None:
    expected = names or ("Start Date", "Overall, how was it?")
    assert suggested_names(list(columns), list(columns.values())) == expected


def test_long_headers_are_cut_at_a_word() -> None:
    (name,) = suggested_names(
        ["How satisfied are you with the cleanliness of your room (1 = not at all)?"], [""]
    )
    assert name == "How satisfied are you with the…"
    assert len(suggested_names(["ก" * 200], [""])[0]) == LONGEST


def test_a_display_name_is_used_everywhere_and_the_header_is_still_known(tmp_path: Path) -> None:
    text = table("npsScore,region_name", [f"{n % 11},{'NS'[n % 2]}" for n in range(40)])
    suggested = take(tmp_path, text).write().schema
    assert [column.label for column in suggested.columns] == ["NPS score", "Region name"]
    stated = take(tmp_path, text, change=lambda r: r.change("region_name", label=" Where "))
    column = stated.write().schema.with_role(Role.REGION)[0]
    assert column.label == "Where"
    assert column.is_called("region_name")
    assert column.is_called("Where")
    assert Recipe.from_json(stated.recipe.to_json()) == stated.recipe


@pytest.mark.parametrize(
    ("name", "code", "sentence"),
    [
        (
            "  ",
            "label_empty",
            'The column "region_name" has no display name. Write one in the table of columns, or '
            'state it as --label "region_name=NAME".',
        ),
        (
            "nps SCORE",
            "label_taken",
            'The columns "region_name" and "npsScore" have the same display name, "nps SCORE". '
            "Give one of them another in the table of columns, or state it as "
            '--label "region_name=NAME".',
        ),
    ],
)
def test_a_display_name_is_neither_empty_nor_twice_there(
    tmp_path: Path, name: str, code: str, sentence: str
) -> None:
    text = table("npsScore,region_name", [f"{n % 11},{'NS'[n % 2]}" for n in range(40)])
    taken = take(tmp_path, text, change=lambda r: r.change("region_name", label=name))
    assert taken.told(code) == sentence
    unused = take(
        tmp_path,
        text,
        change=lambda r: r.change("region_name", label=name).assign("region_name", None),
    )
    assert not [p for p in unused.problems if p.code == code]
