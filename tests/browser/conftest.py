"""One server and one Chromium for all browser tests; a fresh tab for each."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.screen import Visitor
from tests.browser.server import Server

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve the app to all tests that change nothing but workspaces of their own."""
    started = Server.start(tmp_path_factory.mktemp("browser") / "home")
    yield started
    started.kill()


@pytest.fixture
def fresh_server(tmp_path: Path) -> Iterator[Callable[[int | None], Server]]:
    """Start servers that nobody has visited, in one home."""
    started: list[Server] = []

    def start(port: int | None = None) -> Server:
        started.append(Server.start(tmp_path / "home", port))
        return started[-1]

    yield start
    for server in started:
        server.kill()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the system's own Chromium, forbidden to talk to anybody on its own account."""
    path = next(filter(None, map(shutil.which, _NAMES)), None)
    if path is None:
        pytest.fail("Browser tests need Chromium: sudo apt-get install chromium")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=_QUIET)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def context(browser: Browser) -> BrowserContext:
    """Keep what the browser has fetched; the app knows its visitors by tab alone."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(15_000)
    return context


@pytest.fixture
def visit(context: BrowserContext) -> Iterator[Callable[[Server], Visitor]]:
    """Open tabs, each a visitor of its own."""
    tabs: list[Page] = []

    def opened(server: Server) -> Visitor:
        tabs.append(context.new_page())
        return Visitor(tabs[-1], server.url)

    yield opened
    for tab in tabs:
        tab.close()


@pytest.fixture
def visitor(visit: Callable[[Server], Visitor], server: Server) -> Visitor:
    """Open one tab on the shared server."""
    return visit(server)
