"""How long does the first visit of each page take, on sample data?

A server is started with a new data folder; each page is opened once, in the order of the menu, as
its first visitor does: nothing is kept yet but what the pages before it have asked. It is measured
against a bare page with one chart, opened over the same protocol, until the server says that the
script has finished. The fresh folder is judged apart: the first page also loads the sample.
"""

import os
import tempfile
from pathlib import Path
from statistics import median

from benchmarks.measuring import Result, at_most, seconds_of
from benchmarks.served import APP, app, open_page
from cx.ui.catalogue import PAGES

ROUNDS = 3
MOST = 30.0  # times a bare page; most of it is computed once and kept
_BARE = """
import plotly.graph_objects as go
import streamlit as st

st.title("Bare")
st.plotly_chart(go.Figure(go.Bar(x=[1, 2, 3], y=[4, 5, 6])))
"""


def measure() -> list[Result]:
    """Open every page for the first time, on several fresh servers."""
    visits: dict[str, list[float]] = {}
    bare: list[float] = []
    for _ in range(ROUNDS):
        bare.append(_bare_page())
        for name, seconds in _first_visits().items():
            visits.setdefault(name, []).append(seconds)
    usual = median(bare)
    return [
        at_most(MOST, f"first visit: {name}", 1e3 * median(seconds), 1e3 * usual, "ms")
        for name, seconds in visits.items()
    ]


def _first_visits() -> dict[str, float]:
    """Return the seconds of each page; "fresh folder" is the very first, which loads the sample."""
    with tempfile.TemporaryDirectory(prefix="cx-bench-") as home:
        os.environ["CX_HOME"] = home
        with app(APP) as port:
            seconds = {"fresh folder": seconds_of(lambda: open_page(port, PAGES[0].name))}
            for page in PAGES[1:]:
                seconds[page.name] = seconds_of(lambda name=page.name: open_page(port, name))
    return seconds


def _bare_page() -> float:
    with tempfile.TemporaryDirectory(prefix="cx-bench-") as folder:
        script = Path(folder) / "bare.py"
        script.write_text(_BARE, encoding="utf-8")
        with app(script) as port:
            open_page(port, "overview")  # imports are no part of a page
            return seconds_of(lambda: open_page(port, "overview"))
