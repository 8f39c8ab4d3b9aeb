"""The picture of lifetime value by band."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go

from cx.chapters.value.lifetime import Lifetimes
from cx.drawing import style
from cx.text import numbers, say


def lifetime_dots(found: Lifetimes) -> go.Figure:
    """Draw the lifetime value of a customer of each band with its range, favourable on top."""
    frame = found.bands.frame.dropna(subset=["lifetime"]).iloc[::-1]
    drawn = style.figure(
        200,
        x_title=say(
            "Lifetime value of a customer, {currency}", currency=style.plain(found.currency)
        )
        if found.currency
        else say("Lifetime value of a customer"),
    )
    drawn.add_scatter(
        x=frame["lifetime"],
        y=np.arange(len(frame)),
        mode="markers",
        marker={"size": 12, "color": style.ESTIMATE},
        error_x=style.error_bars(
            frame["lifetime"], frame["lifetime_low"], frame["lifetime_high"], style.ESTIMATE
        ),
        text=[
            say(
                "{band}: {value}, retention {retention}",
                band=row["band"],
                value=style.plain(numbers.money(row["lifetime"], found.currency)),
                retention=numbers.percent(row["retention"], 1),
            )
            for row in frame.to_dict("records")
        ],
        hovertemplate="%{text}<extra></extra>",
    )
    style.name_rows(drawn, frame["band"])
    drawn.update_yaxes(range=[-0.5, max(len(frame), 1) - 0.5])
    return drawn
