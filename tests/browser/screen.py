"""What a visitor does and sees, each wait with an end."""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from playwright.sync_api import ConsoleMessage, Locator, Page

from cx.ui.catalogue import PAGES

RESULTS = ("overview", "segments", "drivers", "performers")
TITLES = {spec.name: spec.title for spec in PAGES}
_FINISHES_WITHIN = 30_000  # milliseconds
_DRAWN = """() => {
    const all = (part) => [...document.querySelectorAll(part)];
    return all('[data-testid=stApp][data-test-script-state=notRunning]').length
        && !all('[data-testid=stSkeleton], [data-stale=true]').length
        && all('[data-testid=stPlotlyChart]').every(chart => chart.querySelector('.main-svg'));
}"""


@dataclass
class Visitor:
    """One browser tab on one server."""

    page: Page
    root: str
    requests: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("pageerror", lambda error: self.failures.append(str(error)))
        self.page.on("console", self._note_errors)

    def _note_errors(self, line: ConsoleMessage) -> None:
        # Streamlit itself looks under the page's own path first: /load/_stcore/health is not there.
        if line.type == "error" and "/_stcore/" not in line.location["url"]:
            self.failures.append(f"{line.text} ({line.location['url']})")

    def open(self, name: str = "overview", query: str = "") -> None:
        """Type an address; the first page answers at the root."""
        path = "" if name == "overview" else name
        self.page.goto(f"{self.root}/{path}{query}")
        self.settled()

    def settled(self) -> None:
        """Wait until the script has finished and everything is drawn, and stays so."""
        for _ in range(2):
            self.page.wait_for_function(_DRAWN, timeout=_FINISHES_WITHIN)
            self.page.wait_for_timeout(150)

    def wait_for(self, text: str) -> None:
        """Wait until a text is on screen and the script has finished."""
        self.main.get_by_text(text).first.wait_for(timeout=_FINISHES_WITHIN)
        self.settled()

    def until(self, holds: Callable[[], bool], what: str, seconds: float = 15) -> None:
        """Wait until something holds; say what did not."""
        end = time.monotonic() + seconds
        while not holds():
            if time.monotonic() > end:
                raise AssertionError(f"Waited {seconds:g} s in vain: {what}")
            self.page.wait_for_timeout(100)

    def turn_to(self, name: str) -> None:
        """Click a page in the menu."""
        self.menu.get_by_text(TITLES[name], exact=True).click()
        self.main.get_by_role("heading", name=TITLES[name], exact=True).wait_for()
        self.settled()

    def press(self, label: str) -> None:
        """Press the button with this text."""
        self.main.get_by_role("button", name=label).first.click()
        self.settled()

    @property
    def main(self) -> Locator:
        """Everything beside the menu."""
        return self.page.get_by_test_id("stMain")

    @property
    def menu(self) -> Locator:
        """The list of pages."""
        return self.page.get_by_test_id("stSidebarNav")

    @property
    def query(self) -> str:
        """The part of the address after the question mark."""
        return self.page.url.partition("?")[2]

    @property
    def token(self) -> str:
        """The token of the open workspace, as the address has it."""
        found = re.search(r"[?&]w=([\w-]+)", self.page.url)
        assert found, f"No workspace in {self.page.url}"
        return found[1]

    def said(self) -> str:
        """Return what the main area says."""
        return self.main.inner_text().replace("\xa0", " ")

    def chips(self) -> list[str]:
        """Return the filters that are shown as chips."""
        found = self.page.locator("[class*=st-key-chip_]").all()
        return [chip.locator("p").first.inner_text().replace("\xa0", " ") for chip in found]
