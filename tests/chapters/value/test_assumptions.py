import pytest

from cx.chapters.value.assumptions import Assumptions
from cx.plain import to_plain
from cx.problems import Severity
from tests.chapters.results import typeset


def test_defaults_can_be_used() -> None:
    assert Assumptions().problems() == ()


def test_what_is_written_is_read_back() -> None:
    stated = Assumptions("EUR", 0.3, 0.08, 3, 0.4, 9_000, 0.7, 0.2, 2, 1e6)
    assert Assumptions.from_dict(to_plain(stated)) == stated


@pytest.mark.parametrize(
    "odd",
    [
        None,
        {},
        {"unknown": 3},
        {
            "discount_rate": "10 %",
            "realisation": None,
            "retention": True,
            "horizon_years": float("nan"),
        },
        {"margin": "high", "customers": [1], "currency": 5},
    ],
)
def test_odd_values_keep_the_default(odd: dict[str, object] | None) -> None:
    assert Assumptions.from_dict(odd) == Assumptions()


@pytest.mark.parametrize(
    ("stated", "code", "severity"),
    [
        (Assumptions(margin=1.2), "margin_unusable", Severity.STOPS),
        (Assumptions(margin=-0.1), "margin_unusable", Severity.STOPS),
        (Assumptions(discount_rate=0.0), "no_discount", Severity.NOTE),
        (Assumptions(discount_rate=-0.1), "discount_rate_unusable", Severity.STOPS),
        (Assumptions(horizon_years=0), "horizon_years_unusable", Severity.STOPS),
        (Assumptions(realisation=1.5), "realisation_unusable", Severity.STOPS),
        (Assumptions(customers=0), "customers_unusable", Severity.STOPS),
        (Assumptions(retention=1.0), "retention_unusable", Severity.STOPS),
        (Assumptions(excess_churn=2.0), "excess_churn_unusable", Severity.STOPS),
        (Assumptions(spend_years=-1), "spend_years_unusable", Severity.STOPS),
    ],
)
def test_unusable_numbers_are_said(stated: Assumptions, code: str, severity: Severity) -> None:
    (problem,) = stated.problems()
    assert (problem.code, problem.severity) == (code, severity)
    assert problem.fix.startswith("Give ")


def test_the_sentence_names_the_number() -> None:
    (problem,) = Assumptions(margin=1.2).problems()
    assert typeset(problem.sentence) == (
        "The margin is 1.2, that is 120~%, which cannot be. Give the share of revenue that is left "
        "after the cost of what was sold, 0 to 100~%."
    )
