"""The pictures of performers: the gap beside luck, and every score against its n, two ways."""

from collections.abc import Hashable, Mapping
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from cx.chapters.performers.charts.marks import TIERS, in_points
from cx.chapters.performers.gaps import Performers
from cx.chapters.performers.words import gaps as words
from cx.drawing import style
from cx.drawing.dots import Dots, dots_in_rows
from cx.text import numbers, say

_PLACES = (
    ("inside", style.NEUTRAL, "circle"),
    ("outside 95 %", style.ESTIMATE, "diamond-open"),
    ("outside 99.8 %", style.UNFAVOURABLE, "diamond"),
)
_MOST_ERROR_BARS = 300  # more lines than this hide the points


def gap_dumbbells(performers: Performers) -> go.Figure:
    """Draw raw gap, gap of luck and shrunken gap with its range, for each fraction."""
    gaps = performers.gaps[::-1]  # the first on top
    luck = np.array([gap.luck_gap_points for gap in gaps])
    raw = np.array([gap.raw_gap_points for gap in gaps])
    series = [
        Dots(
            luck,
            np.minimum(luck, raw),  # the way from luck to what was observed
            np.maximum(luck, raw),
            [in_points(say("luck alone"), points) for points in luck],
            name=say("luck alone"),
            colour=style.NEUTRAL,
            symbol="x-thin",
            size=13,
            range_colour=style.FAINT,
        ),
        Dots(
            raw,
            hover=[in_points(say("raw"), points) for points in raw],
            name=say("raw"),
            filled=False,
            colour=style.NEUTRAL,
            size=13,
        ),
        Dots.of(
            [gap.shrunk for gap in gaps],
            [in_points(say("shrunken"), gap.shrunk.value) for gap in gaps],
            name=say("shrunken, with its 95 % range"),
            symbol="diamond",
            size=14,
            range_colour=style.ESTIMATE,
            range_ends=6,
        ),
    ]
    return dots_in_rows(
        series,
        [say("Best and worst {share}", share=numbers.percent(gap.fraction)) for gap in gaps],
        x_title=say("Gap between best and worst, points"),
        height=120 + 64 * max(len(gaps), 1),
        apart=False,
    ).update_xaxes(rangemode="tozero")


def scores_by_size(performers: Performers, target_points: float | None = None) -> go.Figure:
    """Draw every performer's raw and shrunken score against the number of responses.

    The shrunken points carry the performer's name as `customdata`.
    """
    frame = performers.rows.frame
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
    for tier, colour, symbol in TIERS:
        rows = frame[frame["tier"] == tier]
        if rows.empty or (tier != 2 and not performers.distinguishable):
            continue
        ranges = style.error_bars(rows["shrunk_points"], rows["low"], rows["high"], style.FAINT, 1)
        drawn.add_scatter(
            x=rows["n"],
            y=rows["shrunk_points"],
            mode="markers",
            name=say("shrunken, {tier}", tier=words.tier(tier)),
            marker={
                "symbol": symbol,
                "size": 9,
                "color": colour,
                "opacity": 0.55 if tier == 2 and len(frame) > _MOST_ERROR_BARS else 1,
            },
            error_y=ranges if len(frame) <= _MOST_ERROR_BARS else {"visible": False},
            customdata=rows[["performer"]].to_numpy(),
            text=[_hover(row) for row in rows.to_dict("records")],
            hovertemplate="%{text}<extra></extra>",
        )
    return _against_responses(drawn, frame["n"], performers.mean_points, target_points)


def funnel_plot(performers: Performers, target_points: float | None = None) -> go.Figure:
    """Draw raw scores against responses, with the limits of 95 and 99.8 % of luck.

    The points carry the performer's name as `customdata`.
    """
    frame, limits = performers.rows.frame, performers.funnel_limits.frame
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
    return _against_responses(drawn, frame["n"], performers.net.value, target_points)


def _hover(row: Mapping[Hashable, Any]) -> str:
    shrunken = say(
        "shrunken {points}", points=numbers.ranged(row["shrunk_points"], row["low"], row["high"])
    )
    observed = say(
        "as observed {points}, n {n}", points=numbers.points(row["raw_points"]), n=row["n"]
    )
    return style.lines(style.plain(row["performer"]), shrunken, observed)


def _against_responses(
    drawn: go.Figure, n: pd.Series, mean: float, target_points: float | None
) -> go.Figure:
    """Draw mean and target across the scores, whose responses are counted 1, 2, 5, 10, 20 ..."""
    drawn.add_hline(y=mean, line={"color": style.GUIDE, "dash": "dot", "width": 1})
    steps = [digit * 10**power for power in range(8) for digit in (1, 2, 5)]
    ticks = [step for step in steps if n.min() / 1.5 <= step <= n.max() * 1.5]
    drawn.update_xaxes(type="log", tickvals=ticks, ticktext=[numbers.count(n) for n in ticks])
    style.legend_on_top(drawn)
    style.target_line(drawn, target_points, "y")
    return drawn
