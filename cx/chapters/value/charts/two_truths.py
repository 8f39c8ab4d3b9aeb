"""The pictures of the two truths, and of what the bands bring."""

import numpy as np
import plotly.graph_objects as go

from cx.chapters.value.two_truths import Value
from cx.drawing import style
from cx.drawing.dots import Dots, dots_in_rows
from cx.text import numbers, say


def two_truths(value: Value) -> go.Figure:
    """Draw the score by people above the score by revenue, each with its range."""
    scores = (value.revenue, value.people)  # the lower row first; unknown where it would tell
    capped = Dots(
        [value.capped_points],
        hover=[say("revenue capped: {points} points", points=numbers.points(value.capped_points))],
        rows=[0],
        filled=False,
        colour=style.GUIDE,
        symbol="diamond",
        size=15,
    )
    shown = Dots.of(
        scores,
        [say("{points} points", points=numbers.decimal(score.value, 1)) for score in scores],
        size=12,
        range_colour=style.ESTIMATE,
        written=[f"<b>{numbers.points(score.value)}</b>" for score in scores],
    )
    return dots_in_rows(
        [capped, shown],
        [say("By revenue"), say("By people")],
        x_title=say("{name}, points", name=value.net_name),
        height=260,
        apart=False,
    ).update_yaxes(range=[-0.6, 1.7])


def band_shares(value: Value) -> go.Figure:
    """Draw the share of customers beside the share of revenue of each band."""
    frame = value.bands.frame.iloc[::-1]
    at = np.arange(len(frame))
    drawn = style.figure(260, x_title=say("Share"))
    for name, label, colour in (
        ("revenue_share", say("of revenue"), style.ESTIMATE),
        ("people_share", say("of customers"), style.NEUTRAL),
    ):
        drawn.add_bar(
            x=frame[name],
            y=at,
            orientation="h",
            name=label,
            marker={"color": colour},
            text=[numbers.percent(share) for share in frame[name]],
            textposition="outside",
            textfont={"size": style.FONT_SIZE},
            cliponaxis=False,
            hovertext=[
                say("{share} {of}", share=numbers.percent(share, 1), of=label)
                for share in frame[name]
            ],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    style.name_rows(drawn, frame["band"])
    style.legend_on_top(drawn)
    drawn.update_layout(barmode="group", bargap=0.25, legend_traceorder="reversed")
    # The percentages stand beyond the ends of the bars.
    shares = frame[["revenue_share", "people_share"]].to_numpy()
    drawn.update_xaxes(
        tickformat=".0%", range=[min(0, np.nanmin(shares)), 1.15 * np.nanmax(shares)]
    )
    return drawn
