"""The pictures of purchases: scores by buying against intention, and by fifths of customers."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from cx.chapters.segments.bought import BoughtAgainstIntended
from cx.chapters.segments.rfm import Rfm
from cx.chapters.segments.words import rfm
from cx.drawing import style
from cx.drawing.groups import group_dots
from cx.text import numbers


def bought_dots(found: BoughtAgainstIntended, target_points: float | None = None) -> go.Figure:
    """Draw the score of those who bought less than, as and more than intended."""
    frame = found.groups.frame.dropna(subset=["points"])
    names = [f"Bought {name}" for name in frame["bought"]]
    hovers = [
        f"mean gap {numbers.money(gap, found.currency)}" if gap == gap else ""
        for gap in frame["gap"]
    ]
    return group_dots(
        frame, names, found.net_name, hovers, "responses", target_points=target_points
    )


def fifth_dots(found: Rfm, target_points: float | None = None) -> go.Figure:
    """Draw the score of each fifth, the dimensions below each other, the best fifth on top."""
    frame = found.fifths.frame.iloc[::-1].dropna(subset=["points"])
    names = [rfm.fifth_name(row) for _, row in frame.iterrows()]
    hovers = [_range(row, found.currency) for _, row in frame.iterrows()]
    drawn = group_dots(frame, names, found.net_name, hovers, "customers")
    last = frame["dimension"].to_numpy()
    for place in range(1, len(last)):
        if last[place] != last[place - 1]:
            drawn.add_hline(y=place - 0.5, line={"color": style.FAINT, "width": 1})
    style.target_line(drawn, target_points, "x")
    return drawn


def together_dots(found: Rfm, target_points: float | None = None) -> go.Figure:
    """Draw the score of each combination of recency, frequency and spend."""
    frame = found.together.frame.dropna(subset=["points"]).sort_values("points")
    hovers = [f"{numbers.percent(share)} of customers" for share in frame["share"]]
    return group_dots(
        frame,
        list(frame["group"]),
        found.net_name,
        hovers,
        "customers",
        target_points=target_points,
    )


def _range(row: pd.Series, currency: str | None) -> str:
    if row["dimension"] == "monetary":
        low, high = (numbers.money(row[name], currency) for name in ("from_value", "to_value"))
        return f"{low} to {high} in all"
    low, high = (numbers.count(row[name]) for name in ("from_value", "to_value"))
    unit = "days ago" if row["dimension"] == "recency" else "responses each"
    return f"{low} to {high} {unit}" if low != high else f"{low} {unit}"
