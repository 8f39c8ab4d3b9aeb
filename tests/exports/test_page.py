import re
from html.parser import HTMLParser

import plotly.graph_objects as go
import pytest

from cx.chapters.segments.charts.comparison import score_grid
from cx.exports.page import chart_page
from tests.chapters.results import scored, segments

EVIL = '</script><script>alert("x")</script>'


class Reader(HTMLParser):
    """Notes what a browser would fetch, and the texts it would show."""

    def __init__(self) -> None:
        super().__init__()
        self.fetched: list[str] = []
        self.scripts: list[str] = []
        self.texts: dict[str, str] = {}
        self.alt = ""
        self._tag = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._tag = tag
        given = dict(attrs)
        self.fetched += [str(given[name]) for name in ("src", "href") if given.get(name)]
        if tag == "script":
            self.scripts.append("")
        if given.get("role") == "img":
            self.alt = str(given["aria-label"])

    def handle_data(self, data: str) -> None:
        if self._tag == "script":
            self.scripts[-1] += data
        elif data.strip():
            self.texts[self._tag] = self.texts.get(self._tag, "") + data

    def handle_endtag(self, tag: str) -> None:
        self._tag = ""


def read(page: bytes) -> Reader:
    reader = Reader()
    reader.feed(page.decode())
    return reader


@pytest.fixture(scope="module")
def page() -> Reader:
    figure = score_grid(segments({(EVIL, EVIL): scored(50)}))
    return read(chart_page(figure, title=EVIL, note=f"n 5 {EVIL}", alt=f'A "map" {EVIL}'))


def test_nothing_is_fetched(page: Reader) -> None:
    assert page.fetched == []


def test_the_chart_comes_with_what_draws_it(page: Reader) -> None:
    assert any("Plotly.newPlot" in script for script in page.scripts)
    assert max(len(script) for script in page.scripts) > 1_000_000  # plotly.js itself


def test_titles_notes_and_alternatives_are_texts(page: Reader) -> None:
    assert page.texts["title"] == page.texts["h1"] == EVIL
    assert page.texts["p"] == f"n 5 {EVIL}"
    assert page.alt == f'A "map" {EVIL}'


def test_no_text_of_a_person_becomes_a_script(page: Reader) -> None:
    assert all(not script.startswith("alert") for script in page.scripts)


def test_page_says_what_it_is() -> None:
    page = chart_page(go.Figure(), title="Gap", note="n 5", alt="nothing")
    assert page.startswith(b"<!doctype html>")
    assert b'<meta charset="utf-8">' in page
    assert b'<html lang="en">' in page
    assert not re.search(rb"<link\b", page[:2_000])


def test_braces_in_texts_are_texts() -> None:
    reader = read(chart_page(go.Figure(), title="{alt}", note="{0}", alt="{chart}"))
    assert reader.texts["h1"] == "{alt}"
    assert reader.texts["p"] == "{0}"
