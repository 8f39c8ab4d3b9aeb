"""The pictures of recognition: spread beside level, and the company's gap by quarter."""

import plotly.graph_objects as go

from cx.chapters.performers.charts.marks import TIERS, in_points
from cx.chapters.performers.consistency import Consistency
from cx.chapters.performers.recognition import Recognition
from cx.chapters.performers.words.naming import quarter
from cx.chapters.performers.words.recognition import steadiness
from cx.drawing import style
from cx.text import numbers, say


def spread_by_level(found: Consistency) -> go.Figure:
    """Draw the shrunken spread of every performer against the mean answer."""
    drawn = style.figure(
        380,
        x_title=say("Mean of {outcome}", outcome=style.shortened(found.outcome)),
        y_title=say("Spread of answers (lower is steadier)"),
    )
    for tier, colour, symbol in TIERS:
        rows = found.rows.frame[found.rows.frame["steadiness"] == tier]
        if rows.empty:
            continue
        drawn.add_scatter(
            x=rows["mean_rating"],
            y=rows["shrunk_sd"],
            mode="markers",
            name=steadiness(tier),
            marker={"symbol": symbol, "size": 9, "color": colour, "opacity": 0.85},
            text=[
                style.lines(
                    style.plain(row["performer"]),
                    say(
                        "spread {spread}, n {n}",
                        spread=numbers.ranged(
                            row["shrunk_sd"], row["sd_low"], row["sd_high"], digits=2
                        ),
                        n=row["n"],
                    ),
                )
                for row in rows.to_dict("records")
            ],
            hovertemplate="%{text}<extra></extra>",
        )
    style.legend_on_top(drawn)
    return drawn


def gap_by_quarter(found: Recognition) -> go.Figure:
    """Draw the shrunken gap of every quarter with its range."""
    frame = found.quarters.frame
    drawn = style.figure(320, y_title=say("Shrunken gap, points"))
    quarters = [quarter(day) for day in frame["quarter"]]
    drawn.add_scatter(
        x=quarters,
        y=frame["gap_points"],
        mode="lines+markers",
        line={"color": style.FAINT, "width": 1},
        marker={"symbol": "diamond", "size": 11, "color": style.ESTIMATE},
        error_y=style.error_bars(frame["gap_points"], frame["low"], frame["high"], style.ESTIMATE),
        hovertext=list(map(in_points, quarters, frame["gap_points"])),
        hoverinfo="text",
    )
    drawn.update_yaxes(rangemode="tozero")
    return drawn
