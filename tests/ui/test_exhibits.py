"""An exhibit on screen: its downloads say which file and filters they are from."""

from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import plotly.graph_objects as go
import pytest
import streamlit as st

from cx.drawing.exhibit import Exhibit
from cx.text.finding import Finding
from cx.ui import show, state
from cx.vocabulary import Field, Table, Unit

N = Field("n", Unit.COUNT, "Answers", "How many answered.")
EXHIBIT = Exhibit(
    "answers",
    Finding("Three answered", "All of one region."),
    Table(pd.DataFrame({"n": [3]}), (N,)),
    "One bar.",
    lambda: go.Figure(go.Bar(x=[3], marker_color="black")),
    "The bar counts answers.",
)


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> dict[str, Callable[[], bytes]]:
    """The downloads that are offered, by their file's name."""
    found: dict[str, Callable[[], bytes]] = {}

    def button(_label: str, data: Callable[[], bytes], name: str, *_: object, **__: object) -> None:
        found[name] = data

    monkeypatch.setattr(st, "download_button", button)
    monkeypatch.setattr(state, "description", lambda: "Shops. Region: North.")
    return found


def test_a_download_says_what_is_on_screen(offered: dict[str, Callable[[], bytes]]) -> None:
    show.exhibit(EXHIBIT)
    assert "Shops. Region: North." in offered["answers.html"]().decode()


def test_a_source_that_is_given_is_kept(offered: dict[str, Callable[[], bytes]]) -> None:
    show.exhibit(replace(EXHIBIT, source="Another file."))
    page = offered["answers.html"]().decode()
    assert "Another file." in page
    assert "Shops" not in page


def test_a_finding_without_a_picture_offers_none(
    offered: dict[str, Callable[[], bytes]],
) -> None:
    show.exhibit(replace(EXHIBIT, draw=None))
    assert offered == {}
