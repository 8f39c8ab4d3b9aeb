"""The picture of revenue by group."""

from __future__ import annotations

import plotly.graph_objects as go

from cx.chapters.value.by_group import GroupValues
from cx.drawing import style
from cx.drawing.dots import Dots, dots_in_rows
from cx.text import numbers, say


def revenue_dots(found: GroupValues) -> go.Figure:
    """Draw the mean revenue of a customer of each group with its range, the most on top."""
    frame = found.groups.frame.dropna(subset=["mean_revenue"]).iloc[::-1]
    hover = [
        say(
            "{group}<br>{mean} ({range})<br>n {n}",
            group=style.plain(row["level"]),
            mean=style.plain(numbers.money(row["mean_revenue"], found.currency)),
            range=numbers.money_range(row["mean_revenue_low"], row["mean_revenue_high"], None),
            n=row["n_in_group"],
        )
        for row in frame.to_dict("records")
    ]
    ends = frame["mean_revenue_low"], frame["mean_revenue_high"]
    return dots_in_rows(
        Dots(frame["mean_revenue"], *ends, hover),
        frame["level"].map(style.shortened),
        x_title=say(
            "Revenue of a customer in a year, {currency}", currency=style.plain(found.currency)
        )
        if found.currency
        else say("Revenue of a customer in a year"),
        guide=found.overall,
        row_height=32,
    )
