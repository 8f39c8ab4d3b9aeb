"""The page for the board: whole, self-contained, and safe with a person's own words."""

import re

from cx.chapters.case.assessment import CaseOptions, assess_case
from cx.command_line import records
from cx.exports.case import case_page
from cx.exports.text import case_text
from tests.chapters.case.cases import phased

EVIL = "<script>alert(1)</script>"


def page() -> str:
    plan = phased(name=EVIL, question="Shall we?", gap="Too slow.", currency="EUR")
    return case_page(assess_case(plan, CaseOptions(draws=2**8))).decode()


def test_it_has_question_gap_ask_return_and_what_would_prove_it_wrong() -> None:
    written = page()
    for text in ("Shall we?", "Too slow.", "Prove", "EUR 310", "Net present value EUR 101"):
        assert text in written
    assert "What would prove it wrong" in written


def test_it_fetches_nothing_and_runs_no_text() -> None:
    written = page()
    assert EVIL not in written
    assert "&lt;script&gt;" in written
    assert not re.search(r"<(?:script|link|img)[^>]+(?:src|href)=", written)


def test_the_record_can_be_read_again_and_the_text_says_the_same() -> None:
    case = assess_case(phased(currency="EUR"), CaseOptions(draws=2**8))
    assert records.case(case)["net_present_value"] == case.net_present_value
    assert "The plan returns EUR 101" in case_text(case)
