"""Links, refresh, menu and a killed server: nobody loses the place where they were."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browser.screen import Visitor
from tests.browser.server import Server
from tests.pages import workspaces

pytestmark = pytest.mark.browser


def test_deep_link_to_a_cold_server(
    fresh_server: Callable[..., Server], visit: Callable[[Server], Visitor]
) -> None:
    visitor = visit(fresh_server())
    visitor.open("segments", "?region=North")
    visitor.wait_for("2,521 of 12,000 responses")
    assert visitor.menu.get_by_role("link", name="Performers").is_visible()
    assert "Data" in visitor.menu.inner_text()
    assert "Sample data" in visitor.said()
    assert visitor.chips() == ["Region: North"]


def test_killed_server_loses_nothing(
    fresh_server: Callable[..., Server],
    visit: Callable[[Server], Visitor],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = fresh_server()
    monkeypatch.setenv("CX_HOME", str(first.home))
    token = workspaces.hostile().token
    visitor = visit(first)
    visitor.open("drivers", f"?w={token}&performer=Agent+*3*+<s>")
    visitor.wait_for("200 of 3,000 responses")
    before, address = visitor.said(), visitor.page.url
    first.kill()
    fresh_server(first.port)
    visitor.page.reload()
    visitor.wait_for("200 of 3,000 responses")
    assert visitor.said() == before
    assert visitor.page.url == address


def test_refresh_keeps_page_filters_and_options(visitor: Visitor) -> None:
    visitor.open("segments", "?region=North")
    visitor.main.get_by_test_id("stSelectbox").first.click()
    visitor.page.get_by_role("option", name="Contact channel").click()
    visitor.until(lambda: "rows=Contact" in visitor.query, "the option is in the address")
    visitor.settled()
    before = visitor.said()
    visitor.page.reload()
    visitor.wait_for("2,521 of 12,000 responses")
    assert visitor.said() == before
    assert visitor.chips() == ["Region: North"]


def test_menu_keeps_token_and_filters(
    visitor: Visitor, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CX_HOME", str(server.home))
    token = workspaces.six().token
    visitor.open("overview", f"?w={token}&region=North")
    for name in ("performers", "load", "segments", "overview"):
        visitor.turn_to(name)
        assert visitor.token == token
        if name != "load":
            assert visitor.chips() == ["Region: North"]
            visitor.until(lambda: "region=North" in visitor.query, "the filter is in the address")


def test_page_that_does_not_exist_says_so(visitor: Visitor) -> None:
    visitor.page.goto(f"{visitor.root}/nowhere")
    visitor.page.get_by_text("Page not found").wait_for()
