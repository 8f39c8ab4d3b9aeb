"""The picture of the gap before and after adjusting for who was served."""

import plotly.graph_objects as go

from cx.chapters.performers.charts.hover import in_points
from cx.chapters.performers.like_for_like import LikeForLike
from cx.drawing import style
from cx.text import say


def gap_before_and_after(like: LikeForLike) -> go.Figure:
    """Draw the shrunken gap of the scores as they are, and like for like, with ranges."""
    drawn = style.figure(190, x_title=say("Shrunken gap between best and worst fifth, points"))
    if like.before is None or like.after is None:
        return drawn
    for name, gap, symbol, colour in (
        (say("as they are"), like.before, "circle-open", style.NEUTRAL),
        (say("like for like"), like.after, "diamond", style.ESTIMATE),
    ):
        drawn.add_scatter(
            x=[gap.value],
            y=[name],
            mode="markers",
            name=name,
            marker={
                "symbol": symbol,
                "size": 14,
                "color": colour,
                "line": {"width": 2.5, "color": colour},
            },
            error_x=style.error_bars([gap.value], [gap.low], [gap.high], colour, 3, 6),
            hovertemplate=in_points(name),
        )
    drawn.update_xaxes(rangemode="tozero")
    drawn.update_yaxes(autorange="reversed")
    return drawn
