"""Filters: they narrow every page, show themselves as chips, and go away one by one or all."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.screen import opened, pressed, said, turned_to

RESULTS = ("overview", "segments", "drivers", "performers")
ALL = 12_000
NORTH = 2_521  # what sample_data/README.md counts


def chips(app: AppTest) -> list[str]:
    return [b.label.replace("\\", "") for b in app.button if (b.key or "").startswith("chip_")]


def has_reset(app: AppTest) -> bool:
    return any(button.label == "Reset" for button in app.button)


@pytest.mark.parametrize("name", RESULTS)
def test_no_filter_says_so_and_offers_no_reset(name: str) -> None:
    app = opened(name)
    assert "All responses" in said(app)
    assert chips(app) == []
    assert not has_reset(app)


@pytest.mark.parametrize("name", RESULTS)
def test_filter_narrows_the_page(name: str) -> None:
    app = opened(name)
    app.multiselect(key="region").set_value(["North"]).run()
    assert not app.exception
    assert f"{NORTH:,} of {ALL:,} responses" in said(app)
    assert f"n {NORTH:,}" in said(app)
    assert f"n {ALL:,}" not in said(app)
    assert chips(app) == ["Region: North"]


@pytest.mark.parametrize("name", RESULTS)
def test_filters_that_few_pass_are_survived_and_reset_brings_everything_back(name: str) -> None:
    app = opened(name, region="North", team="Birch", expectation="Missed", contact_channel="chat")
    assert not app.exception
    assert has_reset(app)
    assert {"Region: North", "Team: Birch"} < set(chips(app))
    assert len(chips(app)) == 4
    before = said(opened(name))
    pressed(app, "Reset")
    assert chips(app) == []
    assert said(app) == before


def test_chip_removes_its_own_filter_only() -> None:
    app = opened("overview", region="North", contact_channel="phone")
    pressed(app, "Region: North")
    assert chips(app) == ["Contact channel: phone"]
    assert app.multiselect(key="region").value == []
    assert app.multiselect(key="contact_channel").value == ["phone"]


def test_filters_hold_while_pages_are_turned() -> None:
    app = opened("overview")
    app.multiselect(key="region").set_value(["North"]).run()
    for name in RESULTS:
        assert chips(turned_to(app, name)) == ["Region: North"]
        assert f"{NORTH:,} of {ALL:,} responses" in said(app)


def test_load_page_has_no_filters() -> None:
    app = opened("load", region="North")
    assert len(app.multiselect) == 0
    assert "All responses" not in said(app)


def test_chip_spells_two_values_and_counts_more() -> None:
    assert chips(opened("overview", region=["North", "East"])) == ["Region: North and East"]
    assert chips(opened("overview", region=["North", "East", "West"])) == ["Region: 3 chosen"]


def test_period_narrows() -> None:
    app = opened("overview", period=["2025-01-01", "2025-03-31"])
    assert chips(app) == ["1 Jan 2025 to 31 Mar 2025"]
    n = int(app.metric[-1].value.replace(",", ""))
    assert 0 < n < ALL / 4
    assert f"{n:,} of {ALL:,} responses" in said(app)
    pressed(app, "1 Jan 2025 to 31 Mar 2025")
    assert app.metric[-1].value == f"{ALL:,}"


@pytest.mark.parametrize("name", RESULTS)
def test_filters_that_nothing_passes_are_explained(name: str) -> None:
    app = opened(name, region="North", team="Olive")  # Olive works in the South
    assert not app.exception
    assert f"0 of {ALL:,} responses" in said(app)
    assert [warning for warning in app.warning if "filter" in warning.value]
    assert has_reset(app)


def test_unknown_values_in_the_address_are_left_out() -> None:
    app = opened("overview", region="Atlantis", period=["1999-01-01", "1999-02-01"])
    assert not app.exception
    assert chips(app) == []
    assert app.metric[-1].value == f"{ALL:,}"


def test_filters_reach_the_note_of_exports() -> None:
    app = opened("overview", region="North")
    assert (
        app.session_state["_description"]
        == (f"Sample data: a made-up home-goods retailer. Filters: Region: North. n {NORTH:,}")
        + "."
    )
