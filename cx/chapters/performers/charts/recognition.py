"""The pictures of recognition: spread beside level, and the company's gap by quarter."""

from __future__ import annotations

import plotly.graph_objects as go

from cx.chapters.performers.consistency import Consistency
from cx.chapters.performers.recognition import Recognition
from cx.drawing import style
from cx.text import numbers

_STEADINESS = (
    (1, "steadier than most", style.FAVOURABLE, "triangle-up"),
    (2, "not told apart", style.NEUTRAL, "circle"),
    (3, "less steady", style.UNFAVOURABLE, "triangle-down"),
)


def spread_by_level(found: Consistency) -> go.Figure:
    """Draw the shrunken spread of every performer against the mean answer."""
    drawn = style.figure(380, x_title=f"Mean of {style.shortened(found.outcome)}")
    drawn.update_yaxes(title_text="Spread of answers (lower is steadier)")
    for tier, name, colour, symbol in _STEADINESS:
        rows = found.performers.frame[found.performers.frame["steadiness"] == tier]
        if rows.empty:
            continue
        drawn.add_scatter(
            x=rows["mean_rating"],
            y=rows["shrunk_sd"],
            mode="markers",
            name=name,
            marker={"symbol": symbol, "size": 9, "color": colour, "opacity": 0.85},
            text=[
                f"{style.plain(row['performer'])}<br>spread {numbers.decimal(row['shrunk_sd'])} "
                f"({numbers.decimal(row['sd_low'])} to {numbers.decimal(row['sd_high'])}), "
                f"n {numbers.count(row['n'])}"
                for row in rows.to_dict("records")
            ],
            hovertemplate="%{text}<extra></extra>",
        )
    style.legend_on_top(drawn)
    return drawn


def gap_by_quarter(found: Recognition) -> go.Figure:
    """Draw the shrunken gap of every quarter with its range."""
    frame = found.quarters.frame
    drawn = style.figure(320, y_title="Shrunken gap, points")
    drawn.add_scatter(
        x=[f"Q{day.quarter} {day.year}" for day in frame["quarter"]],
        y=frame["gap_points"],
        mode="lines+markers",
        line={"color": style.FAINT, "width": 1},
        marker={"symbol": "diamond", "size": 11, "color": style.ESTIMATE},
        error_y=style.error_bars(frame["gap_points"], frame["low"], frame["high"], style.ESTIMATE),
        hovertemplate="%{x}: %{y:.0f} points<extra></extra>",
    )
    drawn.update_yaxes(rangemode="tozero")
    return drawn
