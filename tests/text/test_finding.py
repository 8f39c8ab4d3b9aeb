"""Findings: how a picture is described by what it shows."""

from cx.text.finding import Finding, described


def test_a_name_that_ends_in_a_stop_gets_no_second_one() -> None:
    found = Finding("Most consistent: A. B.", "A. B. and none else.")
    assert described("A picture.", found) == (
        "A picture. Most consistent: A. B. A. B. and none else."
    )
