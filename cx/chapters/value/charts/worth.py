"""The picture of what is worth money, in one list."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go

from cx.chapters.value.words.assumptions import money_title
from cx.chapters.value.worth import Worths
from cx.drawing import style
from cx.text import numbers, say


def worth_dots(found: Worths) -> go.Figure:
    """Draw the worth of each lift in a year with its range, the most on top."""
    frame = found.lifts.frame.iloc[::-1]
    money = money_title(found.options.assumptions)
    drawn = style.figure(
        88 + 34 * max(len(frame), 2),
        x_title=say(
            "{money} in a year, {currency}", money=money, currency=style.plain(found.currency)
        )
        if found.currency
        else say("{money} in a year", money=money),
    )
    drawn.add_scatter(
        x=frame["worth"],
        y=np.arange(len(frame)),
        mode="markers",
        marker={
            "size": 11,
            "color": np.where(frame["sure"].astype(bool), style.ESTIMATE, style.NEUTRAL),
            "symbol": np.where(frame["sure"].astype(bool), "circle", "circle-open"),
        },
        error_x=style.error_bars(frame["worth"], frame["worth_low"], frame["worth_high"]),
        text=[
            say(
                "{lift}<br>{worth} ({range})<br>full lift {points} points",
                lift=style.plain(row["lift"]),
                worth=style.plain(numbers.money(row["worth"], found.currency)),
                range=numbers.money_range(row["worth_low"], row["worth_high"], None),
                points=numbers.change(row["lift_points"], 1),
            )
            for row in frame.to_dict("records")
        ],
        hovertemplate="%{text}<extra></extra>",
    )
    style.name_rows(drawn, frame["lift"])
    drawn.update_yaxes(range=[-0.6, max(len(frame), 1) - 0.4])
    drawn.update_xaxes(rangemode="tozero")
    drawn.add_vline(x=0, line={"color": style.GUIDE, "width": 1})
    return drawn
