"""What every picture of the house has to be, read from the figure itself."""

from collections.abc import Iterator
from typing import Any

import plotly.graph_objects as go

SMALLEST_TYPE = 13


def plain(figure: go.Figure) -> dict[str, Any]:
    """Return the figure as the plain values that a browser gets."""
    values: dict[str, Any] = figure.to_plotly_json()
    return values


def font_sizes(value: object, path: str = "") -> Iterator[tuple[str, float]]:
    """Find every size of type, wherever in the figure it is set."""
    if isinstance(value, dict):
        for key, inner in value.items():
            here = f"{path}.{key}"
            if key == "size" and path.rsplit(".", 1)[-1].endswith("font"):
                yield here, float(inner)
            yield from font_sizes(inner, here)
    elif isinstance(value, list | tuple):
        for place, inner in enumerate(value):
            yield from font_sizes(inner, f"{path}[{place}]")


def texts(value: object) -> Iterator[str]:
    """Find every text in the figure but what only code reads."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key != "customdata":
                yield from texts(inner)
    elif hasattr(value, "tolist"):
        yield from texts(value.tolist())
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from texts(inner)


def uncoloured(figure: go.Figure) -> list[str]:
    """Name the traces that leave their colour to a theme; a theme may give it another meaning."""
    return [
        f"{place}: {trace.type}"
        for place, trace in enumerate(figure.data)
        if not _is_coloured(trace.to_plotly_json())
    ]


def _is_coloured(trace: dict[str, Any]) -> bool:
    mode = trace.get("mode", "")
    if trace["type"] == "heatmap":
        return "colorscale" in trace
    if "markers" in mode or trace["type"] == "bar":
        return "color" in trace["marker"]
    if mode == "text":
        return "textfont" in trace
    return "fillcolor" in trace or "color" in trace.get("line", {})
