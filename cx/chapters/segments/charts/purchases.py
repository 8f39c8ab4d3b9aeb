"""The pictures of purchases: scores by buying against intention, and by fifths of customers."""

import math

import pandas as pd
import plotly.graph_objects as go

from cx.chapters.segments.bought import BoughtAgainstIntended
from cx.chapters.segments.rfm import Rfm
from cx.chapters.segments.words import bought, rfm
from cx.drawing import style
from cx.drawing.groups import customers, group_dots, share_of_customers
from cx.text import Said, numbers, say


def bought_dots(found: BoughtAgainstIntended, target_points: float | None = None) -> go.Figure:
    """Draw the score of those who bought less than, as and more than intended."""
    frame = found.groups.frame.dropna(subset=["points"])
    return group_dots(
        frame,
        [bought.group_name(group) for group in frame["bought"]],
        found.net_name,
        [
            say("mean gap {gap}", gap=numbers.money(gap, found.currency))
            if math.isfinite(gap)
            else ""
            for gap in frame["gap"]
        ],
        [say("n {n} responses", n=int(n)) for n in frame["n"]],
        target_points=target_points,
    )


def fifth_dots(found: Rfm, target_points: float | None = None) -> go.Figure:
    """Draw the score of each fifth, the dimensions below each other, the best fifth on top."""
    frame = found.fifths.frame.iloc[::-1].dropna(subset=["points"])
    drawn = group_dots(
        frame,
        [rfm.fifth_name(row) for _, row in frame.iterrows()],
        found.net_name,
        [_range(row, found.currency) for _, row in frame.iterrows()],
        customers(frame),
    )
    last = frame["dimension"].to_numpy()
    for place in range(1, len(last)):
        if last[place] != last[place - 1]:
            drawn.add_hline(y=place - 0.5, line={"color": style.FAINT, "width": 1})
    style.target_line(drawn, target_points, "x")
    return drawn


def together_dots(found: Rfm, target_points: float | None = None) -> go.Figure:
    """Draw the score of each combination of recency, frequency and spend."""
    frame = found.together.frame.dropna(subset=["points"]).sort_values("points")
    return group_dots(
        frame,
        list(frame["group"]),
        found.net_name,
        share_of_customers(frame),
        customers(frame),
        target_points=target_points,
    )


def _range(row: pd.Series, currency: str | None) -> Said:
    if row["dimension"] == "monetary":
        low, high = (numbers.money(row[name], currency) for name in ("from_value", "to_value"))
        return say("{low} to {high} in all", low=low, high=high)
    low, high = (numbers.count(row[name]) for name in ("from_value", "to_value"))
    if row["dimension"] == "recency":
        if low == high:
            return say("{days} days ago", days=low)
        return say("{low} to {high} days ago", low=low, high=high)
    if low == high:
        return say("{n} responses each", n=low)
    return say("{low} to {high} responses each", low=low, high=high)
