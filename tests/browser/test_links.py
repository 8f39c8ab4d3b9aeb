"""Links, refresh, menu and a killed server: nobody loses the place where they were."""

import csv
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


def test_a_performers_link_shows_one_card_on_every_address(
    fresh_server: Callable[..., Server],
    visit: Callable[[Server], Visitor],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    server = fresh_server()
    monkeypatch.setenv("CX_HOME", str(server.home))
    made = workspaces.hostile()
    token = made.performer_tokens(["Agent *3* <s>"])["Agent *3* <s>"]
    visitor = visit(server)
    # The first visit meets a cold server, which would run the script of the address itself.
    for name in ("performers", "segments", "card", "load", "overview"):
        visitor.page.goto(f"{visitor.root}/{'' if name == 'overview' else name}?w={token}")
        visitor.wait_for("Your card")
        visitor.wait_for("Agent *3* <s>: NPS")
        page = visitor.page.content()
        assert "Agent *4*" not in page
        assert workspaces.HOSTILE_NAME not in page
        assert visitor.page.get_by_test_id("stSidebarNav").count() == 0
        assert visitor.main.get_by_test_id("stPopover").count() == 0
    made.revoke_performer_token("Agent *3* <s>")
    visitor.page.goto(f"{visitor.root}/?w={token}")
    visitor.wait_for("This link opens no workspace")


def test_the_owner_hands_out_links(
    visitor: Visitor, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CX_HOME", str(server.home))
    made = workspaces.hostile()
    visitor.open("card", f"?w={made.token}")
    visitor.press("Links for performers")
    with visitor.page.expect_download() as saved:
        visitor.page.get_by_role("button", name="Links of all (CSV)").click()
    rows = list(csv.reader(saved.value.path().open(encoding="utf-8-sig")))
    assert rows[0] == ["Agent ~~s~~", "Link"]
    assert len(rows) == 16
    name, link = rows[4]
    assert link.startswith(f"{server.url}/?w=")
    visitor.page.goto(link)
    visitor.wait_for(f"{name}: NPS")
    assert name not in visitor.page.url
