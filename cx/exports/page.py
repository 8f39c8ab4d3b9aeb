"""A chart as one HTML file that needs nothing else: it opens with the network cut."""

from __future__ import annotations

import html

import plotly.graph_objects as go

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ font-family: system-ui, sans-serif; color: #1d2733; background: #fff; margin: 2rem auto;
  max-width: 70rem; padding: 0 1rem; }}
h1 {{ font-size: 1.4rem; }}
p {{ color: #4a5764; line-height: 1.5; }}
</style>
</head>
<body>
<h1>{title}</h1>
<div role="img" aria-label="{alt}">{chart}</div>
<p>{note}</p>
</body>
</html>
"""


def chart_page(figure: go.Figure, *, title: str, note: str, alt: str) -> bytes:
    """Write a chart, its insight and its note as a self-contained HTML page."""
    chart = figure.to_html(full_html=False, include_plotlyjs=True)
    return _PAGE.format(
        title=html.escape(title), note=html.escape(note), alt=html.escape(alt), chart=chart
    ).encode()
