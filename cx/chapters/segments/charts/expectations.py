"""The pictures of expectations: shares by group, and what a gain and a miss go with."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from cx.chapters.segments.expectations import Expectations
from cx.drawing import style
from cx.drawing.dots import Dots, dots_in_rows
from cx.text import numbers, say, translated
from cx.vocabulary import Table


def share_bars(shares: Table) -> go.Figure:
    """Draw missed to the left and exceeded to the right of each group, and the net with range."""
    frame = shares.frame.dropna(subset=["net_points"]).sort_values("net_points")
    drawn = style.figure(104 + 32 * max(len(frame), 2), x_title=say("Share of responses"))
    at = np.arange(len(frame))
    for name, label, colour, side in (
        ("missed_share", say("missed"), style.UNFAVOURABLE, -1),
        ("exceeded_share", say("exceeded"), style.FAVOURABLE, 1),
    ):
        drawn.add_bar(
            x=side * frame[name],
            y=at,
            orientation="h",
            marker={"color": colour, "opacity": 0.55},
            name=label,
            text=[_hover(row) for _, row in frame.iterrows()],
            textposition="none",
            hovertemplate="%{text}<extra></extra>",
        )
    net = frame["net_points"] / 100
    drawn.add_scatter(
        x=net,
        y=at,
        mode="markers",
        marker={"size": 10, "color": style.INK, "line": {"color": "#ffffff", "width": 1}},
        error_x=style.error_bars(net, frame["low"] / 100, frame["high"] / 100),
        name=say("net"),
        hoverinfo="skip",
    )
    style.name_rows(drawn, frame["level"], frame["n"])
    style.legend_on_top(drawn)
    drawn.update_layout(barmode="relative", bargap=0.35)
    drawn.update_xaxes(tickformat=".0%")
    return drawn


def slope_dots(found: Expectations, target_points: float | None = None) -> go.Figure:
    """Draw what exceeding and missing go with, against expectations that are met."""
    frame = found.slopes.frame.dropna(subset=["difference_points"])
    return dots_in_rows(
        Dots(
            frame["difference_points"],
            frame["difference_low"],
            frame["difference_high"],
            [
                style.lines(
                    say(
                        "{expectation}: {change}",
                        expectation=translated(row["expectation"]),
                        change=numbers.ranged(
                            row["difference_points"],
                            row["difference_low"],
                            row["difference_high"],
                            numbers.change,
                        ),
                    ),
                    say("n {n}", n=int(row["n"])),
                )
                for _, row in frame.iterrows()
            ],
            size=11,
        ),
        [style.shortened(translated(name)) for name in frame["expectation"]],
        x_title=say("{net_name} against met, points", net_name=found.net_name),
        n=list(frame["n"]),
        guide=0,
        target_points=target_points,
        target_at=None if target_points is None else target_points - found.met_points,
        height=180,
    )


def _hover(row: pd.Series) -> str:
    return style.lines(
        style.plain(row["level"]),
        say(
            "{exceeded} exceeded, {met} met, {missed} missed",
            exceeded=numbers.percent(row["exceeded_share"]),
            met=numbers.percent(row["met_share"]),
            missed=numbers.percent(row["missed_share"]),
        ),
        say(
            "net {net}",
            net=numbers.ranged(row["net_points"], row["low"], row["high"], numbers.change),
        ),
        say("n {n}", n=int(row["n"])),
    )
