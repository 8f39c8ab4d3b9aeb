"""Files in which some number has no meaning: every page says so, and what to do next.

The tables hold the sentence that matters; that nothing fails, that the page is not blank and that
no range is wider than what it measures holds for every page of every file.
"""

import re
from pathlib import Path

import pytest

from cx.ui.catalogue import PAGES, page
from tests import bad_input
from tests.pages import workspaces
from tests.pages.screen import elements, opened, said

PAGES_OF_RESULTS = tuple(spec.name for spec in PAGES if spec.section == "Results")
FAULT = "This page could not be drawn"
CONSTANT = "always the same rating (n 600)."
ONE_VALUE = "All 600 responses give the same score, so nothing can drive it."
ONE_PERFORMER = '"Agent" names one performer only; a comparison needs two. Remove a filter, or'
ALIKE = "No evidence that performers differ"
SAYS: dict[str, dict[str, list[str]]] = {
    "constant drivers": {
        "overview": ["Drivers: too little to say"],
        "drivers": ["0 of 3 driver ratings can be used", "Give more columns the role"],
        "performers": ["Waiting: the same in every answer"],
        "card": ["No driver to start with", "No driver of these answers can be weighed"],
    },
    "one constant driver": {"drivers": [f"Price takes no part: {CONSTANT}"]},
    "two identical drivers": {"drivers": ["Staff takes no part: a copy of another driver"]},
    "a driver answered by three": {"drivers": ["Price takes no part: too few ratings (n 3)."]},
    "all promoters": {
        "overview": ["NPS has not moved", "no range: all answers are the same", ONE_VALUE],
        "segments": ["No difference found by channel", "All 3 groups score 100 (n 600)."],
        "bridge": ["Nothing changed: NPS is 100 before and after"],
        "drivers": [ONE_VALUE, "check the column that holds the score."],
        "performers": [
            ALIKE,
            "What lifting the worst performers is worth cannot be told",
            "so nobody is steadier",
        ],
        "card": ["No range: all performers have answers in the same band only", "no place to give"],
    },
    "all detractors": {
        "overview": ["NPS has not moved", "100 % are detractors"],
        "bridge": ["Nothing changed: NPS is −100 before and after"],
        "drivers": [ONE_VALUE],
        "performers": [ALIKE],
    },
    "one performer": {
        "overview": ["Performers: too little to say"],
        "performers": [ONE_PERFORMER],
        "card": [ONE_PERFORMER],
    },
    "two performers": {
        "performers": [
            ALIKE,
            "the worst and the best fifth need 10. Remove a filter, or choose a column with more",
            "Too few performers for a gap in any quarter",
        ],
        "card": ["the 2 performers cannot be told apart"],
    },
    "a performer with one response": {
        "performers": ["1 performer with fewer than 5 responses (1 response) not shown."],
    },
    "every performer identical": {
        "overview": [ALIKE],
        "performers": [ALIKE, "The raw gap of 0 points", "no more than what luck alone gives"],
        "card": ["so there is no place to give"],
    },
    "5,000 performers": {
        "performers": [
            "1,000 performers in each group",
            'None in "Agent" has 10 responses or more',
        ],
        "card": ["5 comments; shown from 8 on."],
    },
    "spend all zero": {
        "performers": ["No figure in money", "Spend: the same in every answer"],
    },
    "one segment": {
        "bridge": [
            "hold one value only, so a change cannot be parted",
            "give a column with several",
        ],
        "performers": [
            "served one value only of",
            "Compare performers within their group instead.",
        ],
    },
    "one expectation": {
        "expectations": [
            "Every answer says that expectations are met",
            "Too few responses to say what a miss goes with",
            "The net is 0 in all 3 groups",
        ],
    },
    "one day": {
        "overview": ["Too few periods to tell whether NPS moves"],
        "bridge": ["All dated responses are of one day", "choose two groups instead."],
        "performers": ["0 complete quarters hold answers; a change needs two."],
    },
}


@pytest.fixture(scope="module")
def loaded(shared_home: Path) -> dict[str, str | None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CX_HOME", str(shared_home))
        found = {}
        for kind, make in bad_input.BAD.items():
            frame = make()
            roles = bad_input.named(frame)
            found[kind] = workspaces.load(frame.to_csv(index=False), "bad.csv", roles).token
        return found


def test_every_file_has_its_sentences() -> None:
    assert set(SAYS) == set(bad_input.BAD)


@pytest.mark.parametrize("name", PAGES_OF_RESULTS)
@pytest.mark.parametrize("kind", bad_input.BAD)
def test_a_page_ends_in_a_sentence(kind: str, name: str, loaded: dict[str, str | None]) -> None:
    app = opened(name, loaded[kind])
    assert not app.exception
    text = said(app)
    assert FAULT not in text
    assert [title.value for title in app.title] == [page(name).title]
    for sentence in SAYS[kind].get(name, ()):
        assert sentence in text
    # Something is said beside the frame: a picture, a finding or what is lacking.
    told = [e for kind in ("plotly_chart", "warning", "info", "error") for e in elements(app, kind)]
    assert told or re.search(r"\*\*|####", text)
    assert misleading(text) == []


def misleading(text: str) -> list[str]:
    """Find numbers that are none, and ranges that leave nothing to chance or exceed a whole."""
    none = re.findall(r"\b(?:nan|NaN|inf)\b", text)
    ranges = re.finditer(r"95 % range ([−+]?[\d.,]+) to \1(?!\d|[.,]\d)", text)
    beyond = [f"{share} %" for share in re.findall(r"(\d+) %", text) if int(share) > 100]
    return [*none, *(found.group() for found in ranges), *beyond]


def test_what_misleads_would_be_found() -> None:
    assert misleading("95 % range 100 to 100, luck; 106 % and nan") == [
        "nan",
        "95 % range 100 to 100",
        "106 %",
    ]
    assert misleading("95 % range 10 to 100, 99.8 % (n 600)") == []


def test_a_performer_with_one_response_has_no_card(loaded: dict[str, str | None]) -> None:
    app = opened("card", loaded["a performer with one response"])
    assert "Newcomer" not in said(app)
