"""A case as text: what is read, and the sentence for each thing that is wrong."""

import pytest

from cx.chapters.case.checks import check_plan
from cx.chapters.case.plan import CostKind, CostLine, Initiative, Lever, Phase
from cx.chapters.case.reading import CaseError, read_plan, read_toml, write_plan
from cx.problems import Severity
from tests.chapters.case.cases import phased
from tests.chapters.results import typeset
from tests.house.repository import ROOT

SAMPLE = ROOT / "sample_data" / "case.toml"


def test_the_sample_case_is_read_and_has_nothing_to_mend():
    plan = read_toml(SAMPLE.read_text(encoding="utf-8"))
    assert plan.costs[1].kind is CostKind.RUNNING
    assert [p for p in check_plan(plan) if p.severity is Severity.STOPS] == []


@pytest.mark.parametrize("plan", [phased(), read_toml(SAMPLE.read_text(encoding="utf-8"))])
def test_a_plan_survives_being_written_and_read(plan):
    assert read_plan(write_plan(plan)) == plan


def test_text_that_is_no_toml():
    with pytest.raises(CaseError, match="could not be read as TOML"):
        read_toml("name = ")


def test_everything_wrong_is_said_at_once():
    with pytest.raises(CaseError) as refused:
        read_plan(
            {
                "name": "X",
                "quarters": 2.5,
                "colour": 1,
                "lever": [{"name": "gap", "low": "1", "likely": 2, "hihg": 3}],
                "cost": {"name": "one"},
                "phase": [],
                "initiative": [],
            }
        )
    assert [problem.sentence for problem in refused.value.problems] == [
        '"hihg" in lever 1 is not known. Write "high".',
        '"high" is missing in lever 1. Add it.',
        "\"low\" in lever 1 is '1'. Write a number.",
        '"cost" is not a list of entries. Write each entry under a heading of its own: [[cost]].',
        '"colour" in case is not known. Known are: name, costs, question, gap, currency, start, '
        "quarters, discount_rate, one_off_range, running_range, together.",
        '"quarters" in case is 2.5. Write a whole number.',
    ]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"start": "soon"}, 'The start "soon" is no quarter. Write it as 2027-Q1.'),
        ({"quarters": 0, "costs": (), "phases": ()}, "The case runs over 0 quarters."),
        ({"one_off_range": (2.0, 1.0, 3.0)}, '"one_off_range" is 2, 1, 3.'),
        ({"together": 2.0}, '"together" is 2. Write a correlation from 0 to 1.'),
        ({"levers": (Lever("gap", -1, 2, 3),)}, 'The worth of "gap" is -1, 2, 3.'),
        ({"levers": (Lever("gap", 1, 2, 3),) * 2}, 'Two entries are named "gap".'),
        ({"initiatives": (Initiative("Coach", "gap", 50),)}, 'The realisation of "Coach" is 50.'),
        ({"initiatives": (Initiative("Coach", "gap", ramp=(25.0,)),)}, 'The ramp of "Coach" has'),
        ({"initiatives": (Initiative("Coach", "gap", start=13),)}, "begins to work in quarter 13"),
        ({"costs": (CostLine("Run", "Coach", -5.0),)}, 'The amount of "Run" is below 0.'),
        ({"costs": (CostLine("Run", "Nobody", 5.0),)}, '"Run" is paid for "Nobody"'),
        ({"costs": (CostLine("Run", "Coach", 5.0, first=14),)}, "from quarter 14 to 14"),
        ({"phases": (Phase("A", 1, 4), Phase("B", 3, 6))}, 'Phase "B" runs from quarter 3 to 6.'),
        ({"discount_rate": 0.0}, "money in three years counts like money today"),
        ({"discount_rate": 8.0}, "The discount rate is 800~% per year."),
        ({"levers": (Lever("gap", 5, 5, 5),)}, 'The worth of "gap" is one figure without a range.'),
    ],
)
def test_each_doubt_is_a_sentence(changes, sentence):
    said = [typeset(problem.sentence) for problem in check_plan(phased(**changes))]
    assert any(sentence in text for text in said), said
