"""The picture of lifetime value by band."""

import plotly.graph_objects as go

from cx.chapters.value.lifetime import Lifetimes
from cx.drawing import style
from cx.drawing.dots import Dots, dots_in_rows
from cx.text import numbers, say


def lifetime_dots(found: Lifetimes) -> go.Figure:
    """Draw the lifetime value of a customer of each band with its range, favourable on top."""
    frame = found.bands.frame.dropna(subset=["lifetime"]).iloc[::-1]
    hover = [
        say(
            "{band}: {value}, retention {retention}",
            band=row["band"],
            value=style.plain(numbers.money(row["lifetime"], found.currency)),
            retention=numbers.percent(row["retention"], 1),
        )
        for row in frame.to_dict("records")
    ]
    ends = frame["lifetime_low"], frame["lifetime_high"]
    return dots_in_rows(
        Dots(frame["lifetime"], *ends, hover, size=12, range_colour=style.ESTIMATE),
        frame["band"].map(style.shortened),
        x_title=say(
            "Lifetime value of a customer, {currency}", currency=style.plain(found.currency)
        )
        if found.currency
        else say("Lifetime value of a customer"),
        height=200,
    ).update_yaxes(range=[-0.5, max(len(frame), 1) - 0.5])
