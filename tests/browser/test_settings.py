"""Settings that stay: after a refresh, in another tab, and on a server that was killed."""

from collections.abc import Callable

import pytest

from tests.browser.screen import Visitor
from tests.browser.server import Server
from tests.pages import workspaces

pytestmark = pytest.mark.browser


def fields(visitor: Visitor) -> list[str]:
    visitor.wait_for("Comments from which some are quoted")
    visitor.settled()
    return [
        field.input_value() for field in visitor.main.get_by_test_id("stNumberInputField").all()
    ]


def test_settings_survive_refresh_and_a_killed_server(
    fresh_server: Callable[..., Server],
    visit: Callable[[Server], Visitor],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = fresh_server()
    monkeypatch.setenv("CX_HOME", str(first.home))
    token = workspaces.named().token
    visitor = visit(first)
    visitor.open("overview", f"?w={token}&performer=Anna+King")
    visitor.wait_for("100 of 1,500 responses")
    visitor.turn_to("settings")
    for place, value in ((0, "40"), (1, "7")):
        field = visitor.main.get_by_test_id("stNumberInputField").nth(place)
        field.fill(value)
        field.press("Enter")
        visitor.settled()
    visitor.main.get_by_text("Hide performers' names").click()
    visitor.settled()
    kept = ["40", "7", "8"]
    assert fields(visitor) == kept
    visitor.page.reload()
    assert fields(visitor) == kept
    first.kill()
    fresh_server(first.port)
    visitor.page.reload()
    assert fields(visitor) == kept
    visitor.turn_to("overview")
    visitor.wait_for("the target of +40")
    assert "Names hidden" in visitor.said()
    # The filter named somebody: neither the screen nor the address may say whom.
    assert visitor.chips() == []
    visitor.open("performers", f"?w={token}&performer=Anna+King&performer_card=Anna+King")
    visitor.wait_for("Consistency")
    visitor.until(lambda: "Anna" not in visitor.query, "the name has left the address")
    assert "Anna" not in visitor.page.content()
