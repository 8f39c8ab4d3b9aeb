"""The picture of drivers by group: a dot for each group, on one row for each driver."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go

from cx.drawing import style
from cx.text import say
from cx.vocabulary import Table

# Shapes and shades tell groups apart: colours alone would not.
_SYMBOLS = ("circle", "square", "diamond", "triangle-up", "cross", "x")
_COLOURS = (style.ESTIMATE, style.UNFAVOURABLE, style.NEUTRAL, "#3c8d7d", "#8a6bb1", "#b8902f")


def group_dots(table: Table) -> go.Figure:
    """Draw the coefficient of each driver in each group with its range."""
    frame = table.frame
    drivers = list(dict.fromkeys(frame["driver"]))[::-1]
    groups = list(dict.fromkeys(frame["group"]))
    place = {driver: row for row, driver in enumerate(drivers)}
    drawn = style.figure(
        140 + len(drivers) * (20 + 12 * len(groups)),
        x_title=say("Coefficient, on the score's scale"),
    )
    for turn, group in enumerate(groups):
        part = frame[frame["group"] == group]
        beside = (turn - (len(groups) - 1) / 2) * 0.7 / len(groups)
        drawn.add_scatter(
            x=part["coefficient"],
            y=[place[driver] - beside for driver in part["driver"]],
            mode="markers",
            name=style.shortened(group, 24),
            marker={
                "size": 9,
                "symbol": _SYMBOLS[turn % len(_SYMBOLS)],
                "color": _COLOURS[turn % len(_COLOURS)],
            },
            error_x=style.error_bars(
                part["coefficient"],
                part["coefficient_low"],
                part["coefficient_high"],
                style.FAINT,
                1.5,
            ),
            customdata=part[["coefficient_low", "coefficient_high", "n"]].to_numpy(),
            hovertext=[
                say(
                    "{driver}, {group}",
                    driver=style.plain(row.driver),
                    group=style.plain(row.group),
                )
                for row in part.itertuples()
            ],
            hovertemplate="<br>".join(
                [
                    say(
                        "{name}: {value} ({low} to {high})",
                        name="%{hovertext}",
                        value="%{x:.2f}",
                        low="%{customdata[0]:.2f}",
                        high="%{customdata[1]:.2f}",
                    ),
                    say("n {n}", n="%{customdata[2]:,}"),
                ]
            )
            + "<extra></extra>",
        )
    drawn.add_vline(x=0, line={"color": style.GUIDE, "width": 1})
    for edge in np.arange(0.5, len(drivers) - 1):
        drawn.add_hline(y=edge, line={"color": "rgba(127, 138, 150, 0.15)", "width": 1})
    style.name_rows(drawn, drivers)
    drawn.update_yaxes(showgrid=False, range=[-0.6, len(drivers) - 0.4])
    style.legend_on_top(drawn)
    return drawn
