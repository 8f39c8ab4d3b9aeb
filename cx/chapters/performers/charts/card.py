"""The pictures on a performer's card: the place among all, and the score by quarter."""

import numpy as np
import plotly.graph_objects as go

from cx.chapters.performers.card import PerformerCard
from cx.chapters.performers.charts.marks import in_points
from cx.chapters.performers.words.naming import quarter
from cx.drawing import style
from cx.text import say

_MOST_DOTS = 400  # more performers than this are drawn as bars


def place_among_all(card: PerformerCard) -> go.Figure:
    """Draw the score of everybody without a name, and the own one with its range.

    Each dot is one performer; thousands become bars of the same height.
    """
    frame = card.places.frame
    points, counted = frame["rounded_points"].to_numpy(float), frame["n_performers"].to_numpy(int)
    drawn = style.figure(
        240,
        x_title=say("{net}, points, luck taken out", net=card.net_name),
        y_title=say("Performers"),
    )
    highest = int(counted.max())
    at = say("{points} points", points="%{x:.0f}")
    if card.n_performers <= _MOST_DOTS:
        drawn.add_scatter(
            x=np.repeat(points, counted),
            y=np.concatenate([np.arange(1, count + 1) for count in counted]),
            mode="markers",
            name=say("all performers"),
            marker={"size": 9, "color": style.FAINT},
            hovertemplate=f"{at}<extra></extra>",
        )
    else:
        drawn.add_bar(
            x=points,
            y=counted,
            name=say("all performers"),
            marker={"color": style.FAINT},
            hovertemplate=f"{at}: {say('{n} performers', n='%{y}')}<extra></extra>",
        )
    score = card.score
    drawn.add_scatter(
        x=[score.value],
        y=[0],
        mode="markers",
        name=say("this performer"),
        marker={"symbol": "diamond", "size": 15, "color": style.ESTIMATE},
        error_x=style.error_bars([score.value], [score.low], [score.high], style.ESTIMATE, 3, 6),
        hovertext=in_points(say("this performer"), score.value),
        hoverinfo="text",
    )
    drawn.add_vline(x=card.mean_points, line={"color": style.GUIDE, "dash": "dot", "width": 1})
    drawn.update_yaxes(range=[-0.12 * highest - 0.6, highest * 1.1 + 0.6], tickformat=",d")
    style.legend_on_top(drawn)
    return drawn


def score_by_quarter(card: PerformerCard, target_points: float | None = None) -> go.Figure:
    """Draw the observed score of every quarter with its range, and the mean of all."""
    frame = card.trend.frame.dropna(subset=["points"])
    drawn = style.figure(300, y_title=say("{net}, points", net=card.net_name))
    drawn.add_scatter(
        x=[quarter(day) for day in frame["quarter"]],
        y=frame["points"],
        mode="lines+markers",
        line={"color": style.FAINT, "width": 1},
        marker={"size": 10, "color": style.ESTIMATE},
        error_y=style.error_bars(frame["points"], frame["low"], frame["high"], style.ESTIMATE),
        text=[say("n {n}", n=n) for n in frame["n"]],
        hovertemplate=say(
            "{quarter}: {points} points, {n}", quarter="%{x}", points="%{y:.0f}", n="%{text}"
        )
        + "<extra></extra>",
    )
    drawn.add_hline(y=card.mean_points, line={"color": style.GUIDE, "dash": "dot", "width": 1})
    style.target_line(drawn, target_points, "y")
    return drawn
