"""The picture of the gap before and after adjusting for who was served."""

import plotly.graph_objects as go

from cx.chapters.performers.charts.marks import in_points
from cx.chapters.performers.like_for_like import LikeForLike
from cx.drawing import style
from cx.drawing.dots import Dots, dots_in_rows
from cx.text import say


def gap_before_and_after(like: LikeForLike) -> go.Figure:
    """Draw the shrunken gap of the scores as they are, and like for like, with ranges."""
    rows = (
        (say("like for like"), like.gap_after, style.ESTIMATE, "diamond"),
        (say("as they are"), like.gap_before, style.NEUTRAL, "circle-open"),
    )
    series = [
        Dots.of(
            [gap],
            [in_points(name, gap.value)],
            rows=[place],
            colour=colour,
            symbol=symbol,
            size=14,
            range_colour=colour,
            range_ends=6,
        )
        for place, (name, gap, colour, symbol) in enumerate(rows)
        if gap is not None
    ]
    return dots_in_rows(
        series,
        [name for name, *_ in rows],
        x_title=say("Shrunken gap between best and worst fifth, points"),
        height=190,
        apart=False,
    ).update_xaxes(rangemode="tozero")
