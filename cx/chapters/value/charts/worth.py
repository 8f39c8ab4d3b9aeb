"""The picture of what is worth money, in one list."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go

from cx.chapters.value.words.assumptions import money_noun
from cx.chapters.value.worth import Worths
from cx.drawing import style
from cx.text import numbers


def worth_dots(found: Worths) -> go.Figure:
    """Draw the worth of each lift in a year with its range, the most on top."""
    frame = found.lifts.frame.iloc[::-1]
    unit = f", {style.plain(found.currency)}" if found.currency else ""
    noun = money_noun(found.options.assumptions)
    drawn = style.figure(
        88 + 34 * max(len(frame), 2), x_title=f"{noun[:1].upper()}{noun[1:]} in a year{unit}"
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
            f"{style.plain(row['lift'])}<br>"
            f"{style.plain(numbers.money(row['worth'], found.currency))} "
            f"({numbers.money_range(row['worth_low'], row['worth_high'], None)})<br>"
            f"full lift {numbers.change(row['lift_points'], 1)} points"
            for row in frame.to_dict("records")
        ],
        hovertemplate="%{text}<extra></extra>",
    )
    style.name_rows(drawn, frame["lift"])
    drawn.update_yaxes(range=[-0.6, max(len(frame), 1) - 0.4])
    drawn.update_xaxes(rangemode="tozero")
    drawn.add_vline(x=0, line={"color": style.GUIDE, "width": 1})
    return drawn
