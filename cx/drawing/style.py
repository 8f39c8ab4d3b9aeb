"""How charts look: colours by meaning, one template, and small pieces shared by all.

The palette is blue against orange, which colour-blind readers tell apart, with grey for what cannot
be said; shapes and texts repeat what colours say. Every trace names its colours, and every figure
its template: the screen's theme may then restyle text and background without changing a meaning.
"""

import html
import textwrap
from collections.abc import Iterable

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from cx.text import numbers, say

FAVOURABLE = "#2b7bba"
NEUTRAL = "#98a2ae"
UNFAVOURABLE = "#d9683b"
ESTIMATE = "#2b7bba"  # what was estimated
BAND = "rgba(43, 123, 186, 0.18)"  # its range
INNER_BAND = "rgba(43, 123, 186, 0.38)"  # the middle half of it
FAINT = "rgba(127, 138, 150, 0.55)"  # raw values, luck, what should not be acted on
TARGET = "#9467bd"  # neither good nor bad: what was aimed at
GUIDE = "rgba(127, 138, 150, 0.75)"  # lines to read against

BELOW_TO_ABOVE = (
    (0.0, "#e07f55"),
    (0.25, "#ecb095"),
    (0.5, "#edf0f2"),
    (0.75, "#a3c8e4"),
    (1.0, "#62a4d6"),
)
INK = "#1d2733"  # text on coloured cells, in light and dark alike

FONT_SIZE = 13  # the smallest type in a chart
_ABOVE, _BESIDE = 28, 88  # pixels that a name above or beside the plot takes
TEMPLATE = go.layout.Template(
    layout=go.Layout(
        font={"family": "Source Sans Pro, Segoe UI, Helvetica, Arial, sans-serif"},
        colorway=[ESTIMATE, UNFAVOURABLE, NEUTRAL],
        hoverlabel={"align": "left"},
        xaxis={"automargin": True, "zeroline": False, "gridcolor": "rgba(127, 138, 150, 0.2)"},
        yaxis={"automargin": True, "zeroline": False, "gridcolor": "rgba(127, 138, 150, 0.2)"},
    )
)


def figure(height: int, *, x_title: str = "", y_title: str = "") -> go.Figure:
    """Start a figure with the house template, titled axes and no legend."""
    drawn = go.Figure()
    drawn.update_layout(
        template=TEMPLATE,
        height=height,
        margin={"l": 8, "r": 16, "t": 16, "b": 8},
        font_size=FONT_SIZE,
        showlegend=False,
        hovermode="closest",
    )
    drawn.update_xaxes(title_text=x_title, tickfont_size=FONT_SIZE, title_font_size=FONT_SIZE)
    drawn.update_yaxes(title_text=y_title, tickfont_size=FONT_SIZE, title_font_size=FONT_SIZE)
    return drawn


def error_bars(
    value: ArrayLike,
    low: ArrayLike,
    high: ArrayLike,
    colour: str = GUIDE,
    thickness: float = 2,
    width: float = 0,
) -> dict[str, object]:
    """Describe the 95 % range of a trace's points, as plotly's error_x or error_y."""
    middle = np.asarray(value, float)
    return {
        "type": "data",
        "symmetric": False,
        "array": np.asarray(high, float) - middle,
        "arrayminus": middle - np.asarray(low, float),
        "color": colour,
        "thickness": thickness,
        "width": width,
    }


def target_line(
    drawn: go.Figure, target: float | None, axis: str, *, at: float | None = None
) -> None:
    """Draw the target across the plot, against the named axis; nothing without a target.

    `at` is where it lies on an axis of differences. Call it last: it makes room for its name.
    """
    points = [trace for trace in drawn.data if trace.x is not None and len(trace.x)]
    if target is None or not points:
        return
    place = target if at is None else at
    # Lines do not widen an axis; an unseen mark beside the first point does.
    seen = {"x": points[0].x[0], "y": points[0].y[0], axis: place}
    drawn.add_scatter(
        x=[seen["x"]],
        y=[seen["y"]],
        mode="markers",
        marker={"opacity": 0, "color": TARGET},
        hoverinfo="skip",
        showlegend=False,
    )
    draw = drawn.add_vline if axis == "x" else drawn.add_hline
    draw(
        **{axis: place},
        line={"color": TARGET, "dash": "dash", "width": 2},
        annotation={
            "text": say("Target {points}", points=numbers.change(target)),
            "font": {"size": FONT_SIZE, "color": TARGET},
        },
        annotation_position="right" if axis == "y" else "top",
    )
    # The name stands outside the plot, where it covers no point.
    if axis == "y":
        drawn.update_layout(margin_r=_BESIDE)
    else:
        drawn.update_layout(margin_t=_ABOVE)
        if drawn.layout.showlegend:
            drawn.update_layout(margin_t=2 * _ABOVE, legend_y=1 + _ABOVE / drawn.layout.height)


def legend_on_top(drawn: go.Figure) -> None:
    """Show the legend above the plot, where it covers nothing."""
    drawn.update_layout(
        showlegend=True,
        legend={
            "orientation": "h",
            "x": 0,
            "y": 1.02,
            "yanchor": "bottom",
            "font": {"size": FONT_SIZE},
            "indentation": -8,  # a name stands close to its mark, so that more fit in a line
        },
    )


def plain(text: object) -> str:
    """Show a person's own text as it is: plotly reads angle brackets as markup."""
    return html.escape(str(text), quote=False)


def name_rows(drawn: go.Figure, names: Iterable[object], n: Iterable[float] | None = None) -> None:
    """Write names along the vertical axis, whose points lie at 0, 1, 2 ...; `n` in brackets.

    Points do not lie at the names themselves: two that are cut alike would fall together.
    """
    texts = [shortened(name) for name in names]
    if n is not None:
        texts = [with_n(text, count) for text, count in zip(texts, n, strict=True)]
    drawn.update_yaxes(tickvals=list(range(len(texts))), ticktext=texts)


def with_n(text: str, n: float) -> str:
    """Put the number of responses or customers behind a name: Referral (1,786)."""
    return f"{text} ({numbers.count(n)})"


def wrapped(text: object, width: int = 16, most: int = 3) -> str:
    """Break a label over a few lines, for the columns of a grid."""
    parts = textwrap.wrap(str(text), width, max_lines=most, placeholder="…") or [""]
    return "<br>".join(plain(part) for part in parts)


def lines(*texts: str) -> str:
    """Write texts below each other, each as it is: plain, or made plain before."""
    return "<br>".join(texts)


def shortened(text: object, length: int = 28) -> str:
    """Cut a long label for an axis; the hover shows the whole."""
    return plain(cut(text, length))


def cut(text: object, length: int) -> str:
    """Cut a text, as it is, to a length."""
    whole = str(text)
    return whole if len(whole) <= length else f"{whole[: length - 1].rstrip()}…"
