"""What is shown of a business case: every finding says who asked and where it stands."""

import pytest

from cx.chapters.case import exhibits
from cx.chapters.case.assessment import BusinessCase, CaseOptions, assess_case
from cx.chapters.case.plan import Lever
from cx.text import Said
from cx.text.finding import Verdict
from tests.chapters.case.cases import phased

POOR = {"levers": (Lever("gap", 50.0, 100.0, 150.0),)}


def case(**changes: object) -> BusinessCase:
    return assess_case(phased(currency="EUR", **changes), CaseOptions(draws=2**8))


@pytest.mark.parametrize("changes", [{}, POOR, {"phases": ()}, {"costs": ()}])
def test_every_exhibit_has_its_name_its_words_and_its_picture(changes: dict[str, object]) -> None:
    made = case(**changes)
    shown = [exhibits.of_cash(made), exhibits.of_phases(made), exhibits.of_inputs(made)]
    assert len({one.name for one in shown}) == len(shown)
    for one in shown:
        assert one.alt
        assert one.reading
        assert one.figure is not None
        assert one.table is not None


@pytest.mark.parametrize("changes", [{}, POOR, {"phases": ()}, {"costs": ()}])
def test_every_finding_says_who_asked_and_tests_nothing(changes: dict[str, object]) -> None:
    for finding in exhibits.findings(case(**changes)):
        assert (finding.question, finding.page) == ("case.assessment", "case")
        assert finding.verdict is Verdict.NOT_ASKED  # a plan is assumed, no data are asked
        assert isinstance(finding.headline, Said)
        assert isinstance(finding.detail, Said)


def test_the_answer_comes_first_with_its_money_as_data() -> None:
    made = case()
    first, *_ = exhibits.findings(made)
    assert first.headline.startswith("The plan returns EUR 101")
    assert first.effect is not None
    assert first.effect.value == made.net_present_value
    assert (first.effect.n, first.effect.currency) == (2**8, "EUR")


def test_money_without_a_currency_has_none() -> None:
    first, *_ = exhibits.findings(assess_case(phased(currency=""), CaseOptions(draws=2**8)))
    assert first.effect is not None
    assert first.effect.currency is None
