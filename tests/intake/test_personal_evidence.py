"""Whether numbers are personal is judged by header, form and what they are together."""

import pytest

from cx.intake.personal import personal_kind

RANDOM = [f"{100 + (7 * n * n) % 560:03d}-{1 + (37 * n) % 99:02d}-{1 + (7_919 * n) % 9_999:04d}" for n in range(60)]  # fmt: skip # noqa: E501


@pytest.mark.parametrize("header", ["SSN", "ID", "Number", "social_security_number", "National ID"])
def test_numbers_in_the_form_of_us_ids_are_personal(header: str) -> None:
    assert personal_kind(header, RANDOM) == "national ids"


@pytest.mark.parametrize(
    "header", ["InvoiceID", "Invoice ID", "order_no", "Ticket", "Transaction number", "Rechnung Nr"]
)
def test_numbers_of_things_are_not(header: str) -> None:
    assert personal_kind(header, RANDOM) is None


def test_numbers_that_no_person_has_are_not() -> None:
    assert (
        personal_kind("ID", [text.replace(text[:3], "9" + text[1:3], 1) for text in RANDOM]) is None
    )


def test_numbers_that_run_on_are_not() -> None:
    assert personal_kind("ID", [f"101-10-{1_000 + n}" for n in range(60)]) is None


def test_ids_with_a_check_digit_are_personal_whatever_the_header() -> None:
    assert personal_kind("Invoice", ["1101700230708"]) == "national ids"
