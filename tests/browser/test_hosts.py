"""Under which names does the server answer? A page elsewhere may give its own name this address."""

import base64
import os
import shutil
import socket
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import _NAMES, _QUIET
from tests.browser.server import Server

pytestmark = pytest.mark.browser

FOREIGN = "foreign.invalid"


def upgraded(port: int, host: str) -> int:
    """Ask for the connection that carries every page, under a name; return the status."""
    key = base64.b64encode(os.urandom(16)).decode()
    request = (
        f"GET /_stcore/stream HTTP/1.1\r\nHost: {host}:{port}\r\nOrigin: http://{host}:{port}\r\n"
        "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Protocol: streamlit\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", port), 20) as connection:
        connection.sendall(request.encode())
        return int(connection.recv(4096).split()[1])


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]"])
def test_the_names_of_this_computer_are_answered(server: Server, host: str) -> None:
    assert upgraded(server.port, host) == 101


@pytest.mark.parametrize("host", [FOREIGN, f"localhost.{FOREIGN}", f"127.0.0.1.{FOREIGN}"])
def test_foreign_names_are_refused(server: Server, host: str) -> None:
    assert upgraded(server.port, host) == 403


@pytest.fixture
def elsewhere(browser: Browser) -> Iterator[Page]:
    """Open a tab in which a foreign name leads to this computer."""
    path = next(filter(None, map(shutil.which, _NAMES)))
    rules = f"--host-resolver-rules=MAP {FOREIGN} 127.0.0.1"
    chromium = browser.browser_type.launch(executable_path=path, args=[*_QUIET, rules])
    yield chromium.new_page()
    chromium.close()


def test_a_page_under_a_foreign_name_shows_nothing(server: Server, elsewhere: Page) -> None:
    with elsewhere.expect_console_message(
        lambda line: "_stcore/stream" in line.text and "403" in line.text, timeout=20_000
    ):
        elsewhere.goto(f"http://{FOREIGN}:{server.port}/load")
    assert elsewhere.get_by_text("Load data").count() == 0
