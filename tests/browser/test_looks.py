"""How pages look in light and dark, narrow and wide; and that nothing leaves this computer."""

import io
from urllib.parse import urlsplit

import pytest
from PIL import Image

from tests.browser.screen import RESULTS, TITLES, Visitor
from tests.browser.server import Server
from tests.pages import workspaces

pytestmark = pytest.mark.browser

SMALLEST = 13  # pixels, in charts
_SIZES = """() => [...document.querySelectorAll('.js-plotly-plot text')]
    .filter(text => text.textContent.trim() && text.getBoundingClientRect().width)
    .map(text => [text.textContent, parseFloat(getComputedStyle(text).fontSize)])"""
_CUT = """() => [...document.querySelectorAll('[data-testid=stMain] [data-testid=stPlotlyChart]')]
    .filter(chart => {
        const frame = chart.getBoundingClientRect();
        return [...chart.querySelectorAll('text')].some(text => {
            const box = text.getBoundingClientRect();
            return box.width && (box.left < frame.left - 1 || box.right > frame.right + 1);
        });
    }).length"""


def outside(urls: list[str]) -> list[str]:
    """Return the addresses that are not on this computer."""
    kept = [url for url in urls if not url.startswith(("data:", "blob:"))]
    return [url for url in kept if urlsplit(url).hostname != "127.0.0.1"]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_pages_can_be_read(visitor: Visitor, dark: bool) -> None:
    visitor.page.emulate_media(color_scheme="dark" if dark else "light")
    visitor.open()
    for name in RESULTS:
        visitor.turn_to(name)
        for width in (1920, 1280):
            visitor.page.set_viewport_size({"width": width, "height": 900})
            visitor.settled()
            n_colours, background = looks(visitor)
            assert n_colours > 200, f"{name} is blank at {width}"
            assert (sum(background) < 200) is dark, f"{name} has the background {background}"
            assert small_texts(visitor) == [], f"{name} at {width}"
            assert visitor.page.evaluate(_CUT) == 0, f"a chart of {name} is cut at {width}"
    assert visitor.failures == []
    assert outside(visitor.requests) == []


def looks(visitor: Visitor) -> tuple[int, tuple[int, ...]]:
    """Return how many colours the screen has, and the commonest."""
    picture = Image.open(io.BytesIO(visitor.page.screenshot())).convert("RGB")
    colours = picture.getcolors(picture.width * picture.height) or []
    return len(colours), max(colours)[1]  # type: ignore[return-value]


def small_texts(visitor: Visitor) -> list[str]:
    """Return the texts in charts that are too small."""
    sizes = visitor.page.evaluate(_SIZES)
    assert sizes
    return [text for text, size in sizes if size < SMALLEST]


def test_markup_in_a_file_runs_nothing_and_fetches_nothing(
    visitor: Visitor, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CX_HOME", str(server.home))
    token = workspaces.hostile().token
    visitor.page.on("dialog", lambda dialog: visitor.failures.append(dialog.message))
    visitor.open("overview", f"?w={token}&region=<img+src%3Dx+onerror%3Dalert(1)>")
    assert visitor.chips() == ["Region $a$ <b>x</b>: <img src=x onerror=alert(1)>"]
    for name in TITLES:
        visitor.turn_to(name)
        assert visitor.page.get_by_test_id("stException").count() == 0
        for fold in visitor.main.get_by_test_id("stExpander").all():
            fold.locator("summary").click()
        visitor.settled()
        for table in visitor.main.get_by_test_id("stDataFrame").all():
            if not table.is_visible():  # under another tab
                continue
            table.hover(position={"x": 60, "y": 18})  # the header explains its column
            visitor.page.wait_for_timeout(700)
    assert len(visitor.requests) > 20
    assert outside(visitor.requests) == []
    assert visitor.failures == []
