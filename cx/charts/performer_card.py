"""The picture on a performer's card: the score by quarter."""

from __future__ import annotations

import plotly.graph_objects as go

from cx.analyses.performer_card import PerformerCard
from cx.charts import style


def score_by_quarter(card: PerformerCard, target_points: float | None = None) -> go.Figure:
    """Draw the observed score of every quarter with its range, and the mean of all."""
    frame = card.trend.frame.dropna(subset=["points"])
    drawn = style.figure(300, y_title=f"{card.net_name}, points")
    drawn.add_scatter(
        x=[f"Q{day.quarter} {day.year}" for day in frame["quarter"]],
        y=frame["points"],
        mode="lines+markers",
        line={"color": style.FAINT, "width": 1},
        marker={"size": 10, "color": style.ESTIMATE},
        error_y=style.error_bars(frame["points"], frame["low"], frame["high"], style.ESTIMATE),
        text=[f"n {n}" for n in frame["n"]],
        hovertemplate="%{x}: %{y:.0f} points, %{text}<extra></extra>",
    )
    drawn.add_hline(y=card.mean_points, line={"color": style.GUIDE, "dash": "dot", "width": 1})
    style.target_line(drawn, target_points, "y")
    return drawn
