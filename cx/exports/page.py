"""A chart as one HTML file that needs nothing else: it opens with the network cut."""

import html

import plotly.graph_objects as go

from cx.exports.frame import html_file

_STYLE = """body { margin: 2rem auto; max-width: 70rem; }
h1 { font-size: 1.4rem; }
p { color: #4a5764; line-height: 1.5; }
"""


def chart_page(figure: go.Figure, *, title: str, note: str, alt: str) -> bytes:
    """Write a chart, its insight and its note as a self-contained HTML page."""
    chart = figure.to_html(full_html=False, include_plotlyjs=True)
    described = f'<div role="img" aria-label="{html.escape(alt)}">{chart}</div>'
    return html_file(title, _STYLE, f"{described}\n<p>{html.escape(note)}</p>")
