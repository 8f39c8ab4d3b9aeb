"""The sample workspace: made once for each file and each version of the rules."""

from pathlib import Path

import pytest

from cx import intake
from cx.ui.sample import sample_workspace
from cx.vocabulary import Role


def test_other_rules_make_the_sample_anew(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = sample_workspace()
    monkeypatch.setattr(intake, "RULES_VERSION", "other")
    try:
        sample_workspace.cache_clear()
        second = sample_workspace()
        assert second.folder != first.folder
        assert second.responses() is not None
    finally:
        sample_workspace.cache_clear()


def test_money_of_the_sample_is_in_euro_and_its_questions_are_for_everybody() -> None:
    responses = sample_workspace().responses()
    assert responses is not None
    assert responses.currency == "EUR"
    drivers = responses.schema.with_role(Role.DRIVER)
    assert len(drivers) == 8
    assert all(column.applies_to_all for column in drivers)
