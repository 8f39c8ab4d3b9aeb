"""The picture of revenue by group."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go

from cx.chapters.value.by_group import GroupValues
from cx.drawing import style
from cx.text import numbers, say


def revenue_dots(found: GroupValues) -> go.Figure:
    """Draw the mean revenue of a customer of each group with its range, the most on top."""
    frame = found.groups.frame.dropna(subset=["mean_revenue"]).iloc[::-1]
    drawn = style.figure(
        88 + 32 * max(len(frame), 2),
        x_title=say(
            "Revenue of a customer in a year, {currency}", currency=style.plain(found.currency)
        )
        if found.currency
        else say("Revenue of a customer in a year"),
    )
    drawn.add_scatter(
        x=frame["mean_revenue"],
        y=np.arange(len(frame)),
        mode="markers",
        marker={"size": 10, "color": style.ESTIMATE},
        error_x=style.error_bars(
            frame["mean_revenue"], frame["mean_revenue_low"], frame["mean_revenue_high"]
        ),
        text=[
            say(
                "{group}<br>{mean} ({range})<br>n {n}",
                group=style.plain(row["level"]),
                mean=style.plain(numbers.money(row["mean_revenue"], found.currency)),
                range=numbers.money_range(row["mean_revenue_low"], row["mean_revenue_high"], None),
                n=row["n_in_group"],
            )
            for row in frame.to_dict("records")
        ],
        hovertemplate="%{text}<extra></extra>",
    )
    style.name_rows(drawn, frame["level"])
    drawn.add_vline(x=found.overall, line={"color": style.GUIDE, "dash": "dot", "width": 1})
    return drawn
