"""The first screen: finished results, before anybody did anything."""

import pytest

from tests.browser.screen import TITLES, Visitor

pytestmark = pytest.mark.browser


def test_first_screen_is_a_finished_overview(visitor: Visitor) -> None:
    visitor.open()
    said = visitor.said()
    assert "A made-up home-goods retailer" in said
    assert "12,000" in said
    assert "What matters most" in said
    assert visitor.page.get_by_test_id("stPlotlyChart").count() == 2
    assert visitor.page.get_by_test_id("stSkeleton").count() == 0
    assert visitor.page.get_by_test_id("stException").count() == 0
    listed = visitor.menu.get_by_role("link").all_inner_texts()
    assert [line.splitlines()[-1] for line in listed] == list(TITLES.values())


def test_use_my_own_data_leads_to_loading(visitor: Visitor) -> None:
    visitor.open()
    visitor.main.get_by_role("link", name="Use my own data").click()
    visitor.wait_for("Drop a survey export.")
    assert visitor.page.get_by_test_id("stFileUploaderDropzone").is_visible()


def test_filters_open_by_keyboard(visitor: Visitor) -> None:
    visitor.open()
    for _ in range(30):
        visitor.page.keyboard.press("Tab")
        if visitor.page.evaluate("!!document.activeElement.closest('.st-key-filter_bar')"):
            break
    else:
        pytest.fail("Tab never reached the filters.")
    visitor.page.keyboard.press("Enter")
    bar = visitor.page.get_by_test_id("stPopoverBody")
    bar.get_by_text("Acquisition channel").wait_for()
    visitor.page.keyboard.press("Escape")
    bar.wait_for(state="hidden")
