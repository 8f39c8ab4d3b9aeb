"""The pictures of expectations: shares by group, and what a gain and a miss go with."""

from __future__ import annotations

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from cx.chapters.segments.expectations import Expectations
from cx.drawing import style
from cx.text import numbers
from cx.vocabulary import Table

_PARTS = (
    ("missed_share", "missed", style.UNFAVOURABLE, -1),
    ("exceeded_share", "exceeded", style.FAVOURABLE, 1),
)


def share_bars(shares: Table) -> go.Figure:
    """Draw missed to the left and exceeded to the right of each group, and the net with range."""
    frame = shares.frame.dropna(subset=["net_points"]).sort_values("net_points")
    drawn = style.figure(104 + 32 * max(len(frame), 2), x_title="Share of responses")
    at = np.arange(len(frame))
    for name, label, colour, side in _PARTS:
        drawn.add_bar(
            x=side * frame[name],
            y=at,
            orientation="h",
            marker={"color": colour, "opacity": 0.55},
            name=label,
            text=[_hover(row) for _, row in frame.iterrows()],
            textposition="none",
            hovertemplate="%{text}<extra></extra>",
        )
    net = frame["net_points"] / 100
    drawn.add_scatter(
        x=net,
        y=at,
        mode="markers",
        marker={"size": 10, "color": style.INK, "line": {"color": "#ffffff", "width": 1}},
        error_x=style.error_bars(net, frame["low"] / 100, frame["high"] / 100),
        name="net",
        hoverinfo="skip",
    )
    style.name_rows(drawn, frame["level"], frame["n"])
    style.legend_on_top(drawn)
    drawn.update_layout(barmode="relative", bargap=0.35)
    drawn.update_xaxes(tickformat=".0%")
    return drawn


def slope_dots(found: Expectations, target_points: float | None = None) -> go.Figure:
    """Draw what exceeding and missing go with, against expectations that are met."""
    frame = found.slopes.frame.dropna(subset=["difference_points"])
    drawn = style.figure(180, x_title=f"{found.net_name} against met, points")
    drawn.add_scatter(
        x=frame["difference_points"],
        y=np.arange(len(frame)),
        mode="markers",
        marker={"size": 11, "color": style.ESTIMATE},
        error_x=style.error_bars(
            frame["difference_points"], frame["difference_low"], frame["difference_high"]
        ),
        text=[
            f"{row['expectation']}: {numbers.change(row['difference_points'])} "
            f"({numbers.change(row['difference_low'])} to "
            f"{numbers.change(row['difference_high'])})<br>n {numbers.count(row['n'])}"
            for _, row in frame.iterrows()
        ],
        hovertemplate="%{text}<extra></extra>",
    )
    style.name_rows(drawn, frame["expectation"], frame["n"])
    drawn.add_vline(x=0, line={"color": style.GUIDE, "dash": "dot", "width": 1})
    if target_points is not None:
        style.target_line(drawn, target_points, "x", at=target_points - found.met_points)
    return drawn


def _hover(row: pd.Series) -> str:
    return (
        f"{style.plain(row['level'])}<br>{numbers.percent(row['exceeded_share'])} exceeded, "
        f"{numbers.percent(row['met_share'])} met, {numbers.percent(row['missed_share'])} missed"
        f"<br>net {numbers.change(row['net_points'])} ({numbers.change(row['low'])} to "
        f"{numbers.change(row['high'])})<br>n {numbers.count(row['n'])}"
    )
