"""Clicks on charts: a cell or a performer becomes a filter of every page."""

import pytest

from tests.browser.screen import Visitor

pytestmark = pytest.mark.browser

CELL = "n 243"  # Promotion and Only browsed, as the sample has it
CHIPS = ["Acquisition channel: Promotion", "Purchase behaviour: Only browsed"]


def click_cell(visitor: Visitor, text: str) -> None:
    """Click the cell of the heat map that shows this text."""
    written = visitor.page.locator(".js-plotly-plot text", has_text=text).first
    written.scroll_into_view_if_needed()
    box = written.bounding_box()
    assert box is not None
    visitor.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def filtered(visitor: Visitor) -> None:
    visitor.until(lambda: visitor.chips() == CHIPS, "the cell is a filter")
    visitor.wait_for("243 of 12,000 responses")


def test_cell_filters_every_page(visitor: Visitor) -> None:
    visitor.open("segments")
    click_cell(visitor, CELL)
    filtered(visitor)
    assert "acquisition_channel=Promotion" in visitor.query
    assert "purchase_behaviour=Only" in visitor.query
    for name in ("overview", "drivers", "performers"):
        visitor.turn_to(name)
        assert visitor.chips() == CHIPS
        assert "243 of 12,000 responses" in visitor.said()


def test_reset_brings_all_back_and_the_same_cell_works_again(visitor: Visitor) -> None:
    visitor.open("segments")
    for _ in range(2):
        click_cell(visitor, CELL)
        filtered(visitor)
        visitor.press("Reset")
        visitor.wait_for("All responses")
        visitor.until(lambda: "Promotion" not in visitor.query, "the address holds no filter")
        assert visitor.chips() == []


def test_filter_chosen_by_hand_is_taken_away_by_its_chip(visitor: Visitor) -> None:
    visitor.open("overview", "?contact_channel=phone")
    visitor.press("Filters")
    box = visitor.page.get_by_test_id("stPopoverBody").get_by_test_id("stMultiSelect").nth(2)
    box.get_by_role("combobox").click()
    visitor.page.get_by_role("option", name="North").click()
    visitor.until(lambda: visitor.chips()[:1] == ["Region: North"], "the choice is a chip")
    visitor.until(lambda: "region=North" in visitor.query, "the choice is in the address")
    visitor.page.keyboard.press("Escape")
    visitor.press("Region: North")
    visitor.until(lambda: visitor.chips() == ["Contact channel: phone"], "one filter is left")
    visitor.until(lambda: visitor.query == "contact_channel=phone", "the address follows")


def test_performer_filters_every_page(visitor: Visitor) -> None:
    visitor.open("performers")
    point = visitor.page.locator(".st-key-performers-scores .scatterlayer .trace").nth(1)
    mark = point.locator(".point").first
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    assert box is not None
    visitor.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    visitor.press("Filter every page to this performer")
    visitor.until(lambda: len(visitor.chips()) == 1, "the performer is a filter")
    assert visitor.chips()[0].startswith("Agent: ")
    visitor.turn_to("overview")
    assert visitor.chips()[0].startswith("Agent: ")


def test_clicked_performer_opens_as_a_card(visitor: Visitor) -> None:
    visitor.open("performers")
    mark = visitor.page.locator(".st-key-performers-scores .scatterlayer .trace .point").nth(130)
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    assert box is not None
    visitor.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    visitor.press("Open the card")
    visitor.until(lambda: "performer_card=" in visitor.query, "the card is in the address")
    assert visitor.main.get_by_role("heading", name="Performer card", exact=True).is_visible()
