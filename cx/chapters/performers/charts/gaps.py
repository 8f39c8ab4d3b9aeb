"""The pictures of performers: the gap beside luck, and every score against its n, two ways."""

from collections.abc import Hashable, Mapping
from typing import Any

import numpy as np
import plotly.graph_objects as go

from cx.chapters.performers.charts.hover import in_points
from cx.chapters.performers.gaps import Performers
from cx.chapters.performers.words import gaps as words
from cx.drawing import style
from cx.text import numbers, say

_COLOURS = {1: style.FAVOURABLE, 2: style.NEUTRAL, 3: style.UNFAVOURABLE}
_SYMBOLS = {1: "triangle-up", 2: "circle", 3: "triangle-down"}
_PLACES = (
    ("inside", style.NEUTRAL, "circle"),
    ("outside 95 %", style.ESTIMATE, "diamond-open"),
    ("outside 99.8 %", style.UNFAVOURABLE, "diamond"),
)
_MOST_ERROR_BARS = 300  # more lines than this hide the points


def gap_dumbbells(performers: Performers) -> go.Figure:
    """Draw raw gap, gap of luck and shrunken gap with its range, for each fraction."""
    drawn = style.figure(
        120 + 64 * max(len(performers.gaps), 1), x_title=say("Gap between best and worst, points")
    )
    if not performers.gaps:
        return drawn
    rows = [
        say("Best and worst {share}", share=numbers.percent(gap.fraction))
        for gap in performers.gaps
    ]
    raw = [gap.raw_points for gap in performers.gaps]
    luck = [gap.luck_points for gap in performers.gaps]
    for row, gap in zip(rows, performers.gaps, strict=True):
        drawn.add_scatter(
            x=[gap.luck_points, gap.raw_points],
            y=[row, row],
            mode="lines",
            line={"color": style.FAINT, "width": 3},
            hoverinfo="skip",
            showlegend=False,
        )
    for name, values, symbol in (
        (say("luck alone"), luck, "x-thin"),
        (say("raw"), raw, "circle-open"),
    ):
        drawn.add_scatter(
            x=values,
            y=rows,
            mode="markers",
            name=name,
            marker={
                "symbol": symbol,
                "size": 13,
                "color": style.NEUTRAL,
                "line": {"color": style.NEUTRAL, "width": 2.5},
            },
            hovertemplate=in_points(name),
        )
    drawn.add_scatter(
        x=[gap.shrunk.value for gap in performers.gaps],
        y=rows,
        mode="markers",
        name=say("shrunken, with its 95 % range"),
        marker={"symbol": "diamond", "size": 14, "color": style.ESTIMATE},
        error_x=style.error_bars(
            [gap.shrunk.value for gap in performers.gaps],
            [gap.shrunk.low for gap in performers.gaps],
            [gap.shrunk.high for gap in performers.gaps],
            style.ESTIMATE,
            thickness=3,
            width=6,
        ),
        hovertemplate=in_points(say("shrunken")),
    )
    style.legend_on_top(drawn)
    drawn.update_xaxes(rangemode="tozero")
    drawn.update_yaxes(autorange="reversed")
    return drawn


def scores_by_size(performers: Performers, target_points: float | None = None) -> go.Figure:
    """Draw every performer's raw and shrunken score against the number of responses.

    The shrunken points carry the performer's name as `customdata`.
    """
    frame = performers.performers.frame
    drawn = style.figure(
        480,
        x_title=say("Responses (logarithmic)"),
        y_title=say("{net}, points", net=performers.net_name),
    )
    drawn.add_scatter(
        x=frame["n"],
        y=frame["raw_points"],
        mode="markers",
        name=say("as observed"),
        marker={"symbol": "circle-open", "size": 6, "color": style.FAINT},
        hoverinfo="skip",
    )
    tiers = (1, 2, 3) if performers.distinguishable else (2,)
    for tier in tiers:
        rows = frame[frame["tier"] == tier]
        if rows.empty:
            continue
        ranges = style.error_bars(rows["shrunk_points"], rows["low"], rows["high"], style.FAINT, 1)
        drawn.add_scatter(
            x=rows["n"],
            y=rows["shrunk_points"],
            mode="markers",
            name=say("shrunken, {tier}", tier=words.tier(tier)),
            marker={
                "symbol": _SYMBOLS[tier],
                "size": 9,
                "color": _COLOURS[tier],
                "opacity": 0.55 if tier == 2 and len(frame) > _MOST_ERROR_BARS else 1,
            },
            error_y=ranges if len(frame) <= _MOST_ERROR_BARS else {"visible": False},
            customdata=rows[["performer"]].to_numpy(),
            text=[_hover(row) for row in rows.to_dict("records")],
            hovertemplate="%{text}<extra></extra>",
        )
    drawn.add_hline(
        y=performers.mean_points, line={"color": style.GUIDE, "dash": "dot", "width": 1}
    )
    ticks = _round_counts(frame["n"].to_numpy(float))
    drawn.update_xaxes(type="log", tickvals=ticks, ticktext=[numbers.count(n) for n in ticks])
    style.legend_on_top(drawn)
    style.target_line(drawn, target_points, "y")
    return drawn


def funnel_plot(performers: Performers, target_points: float | None = None) -> go.Figure:
    """Draw raw scores against responses, with the limits of 95 and 99.8 % of luck.

    The points carry the performer's name as `customdata`.
    """
    frame, limits = performers.performers.frame, performers.funnel.frame
    drawn = style.figure(
        480,
        x_title=say("Responses (logarithmic)"),
        y_title=say("{net} as observed, points", net=performers.net_name),
    )
    for name, columns, dash in (
        (say("95 % limits"), ("low_95", "high_95"), "solid"),
        (say("99.8 % limits"), ("low_998", "high_998"), "dash"),
    ):
        for column in columns:
            drawn.add_scatter(
                x=limits["n"],
                y=limits[column],
                mode="lines",
                name=name,
                legendgroup=name,
                showlegend=column == columns[0],
                line={"color": style.GUIDE, "width": 1.5, "dash": dash},
                hoverinfo="skip",
            )
    for place, colour, symbol in _PLACES:
        rows = frame[frame["funnel"] == place]
        if rows.empty:
            continue
        drawn.add_scatter(
            x=rows["n"],
            y=rows["raw_points"],
            mode="markers",
            name=words.outside(place),
            marker={"symbol": symbol, "size": 9, "color": colour},
            customdata=rows[["performer"]].to_numpy(),
            text=[_hover(row) for row in rows.to_dict("records")],
            hovertemplate="%{text}<extra></extra>",
        )
    drawn.add_hline(y=performers.net.value, line={"color": style.GUIDE, "dash": "dot", "width": 1})
    ticks = _round_counts(frame["n"].to_numpy(float))
    drawn.update_xaxes(type="log", tickvals=ticks, ticktext=[numbers.count(n) for n in ticks])
    style.legend_on_top(drawn)
    style.target_line(drawn, target_points, "y")
    return drawn


def _hover(row: Mapping[Hashable, Any]) -> str:
    shrunken = say(
        "shrunken {points}", points=numbers.ranged(row["shrunk_points"], row["low"], row["high"])
    )
    observed = say(
        "as observed {points}, n {n}", points=numbers.points(row["raw_points"]), n=row["n"]
    )
    return style.lines(style.plain(row["performer"]), shrunken, observed)


def _round_counts(n: np.ndarray) -> list[int]:
    """Return the counts 1, 2, 5, 10, 20, 50 ... that lie within the data."""
    steps = [digit * 10**power for power in range(8) for digit in (1, 2, 5)]
    return [step for step in steps if n.min() / 1.5 <= step <= n.max() * 1.5]
