"""The picture of what is worth money, in one list."""

import plotly.graph_objects as go

from cx.chapters.value.words.assumptions import money_title
from cx.chapters.value.worth import Worths
from cx.drawing import style
from cx.drawing.dots import Dots, dots_in_rows
from cx.text import numbers, say


def worth_dots(found: Worths) -> go.Figure:
    """Draw the worth of each lift in a year with its range, the most on top."""
    frame = found.lifts.frame.iloc[::-1]
    money = money_title(found.options.assumptions)
    sure = frame["sure"].to_numpy(bool)
    hover = [
        say(
            "{lift}<br>{worth} ({range})<br>full lift {points} points",
            lift=style.plain(row["lift"]),
            worth=style.plain(numbers.money(row["worth"], found.currency)),
            range=numbers.money_range(row["worth_low"], row["worth_high"], None),
            points=numbers.change(row["lift_points"], 1),
        )
        for row in frame.to_dict("records")
    ]
    ends = frame["worth_low"], frame["worth_high"]
    drawn = dots_in_rows(
        Dots(frame["worth"], *ends, hover, filled=sure, grey=~sure, size=11),
        frame["lift"].map(style.shortened),
        x_title=say(
            "{money} in a year, {currency}", money=money, currency=style.plain(found.currency)
        )
        if found.currency
        else say("{money} in a year", money=money),
        row_height=34,
    )
    drawn.update_yaxes(range=[-0.6, max(len(frame), 1) - 0.4])
    drawn.update_xaxes(rangemode="tozero")
    drawn.add_vline(x=0, line={"color": style.GUIDE, "width": 1})
    return drawn
