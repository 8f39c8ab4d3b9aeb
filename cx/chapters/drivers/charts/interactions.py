"""The picture of drivers by group: a dot for each group, on one row for each driver."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from cx.drawing import style
from cx.drawing.dots import Dots, dots_in_rows
from cx.text import numbers, say
from cx.vocabulary import Table

# Shapes and shades tell groups apart: colours alone would not.
_SYMBOLS = ("circle", "square", "diamond", "triangle-up", "cross", "x")
_COLOURS = (style.ESTIMATE, style.UNFAVOURABLE, style.NEUTRAL, "#3c8d7d", "#8a6bb1", "#b8902f")


def group_dots(table: Table) -> go.Figure:
    """Draw the coefficient of each driver in each group with its range."""
    frame = table.frame
    drivers = list(dict.fromkeys(frame["driver"]))[::-1]
    groups = frame.groupby("group", sort=False, observed=True)
    drawn = dots_in_rows(
        [
            Dots(
                part["coefficient"],
                part["coefficient_low"],
                part["coefficient_high"],
                part.apply(_hover, axis=1),
                rows=part["driver"].map(drivers.index),
                name=style.shortened(group, 24),
                colour=_COLOURS[turn % len(_COLOURS)],
                symbol=_SYMBOLS[turn % len(_SYMBOLS)],
                size=9,
                range_colour=style.FAINT,
            )
            for turn, (group, part) in enumerate(groups)
        ],
        [style.shortened(driver) for driver in drivers],
        x_title=say("Coefficient, on the score's scale"),
        height=140 + len(drivers) * (20 + 12 * len(groups)),
    )
    drawn.add_vline(x=0, line={"color": style.GUIDE, "width": 1})
    for edge in np.arange(0.5, len(drivers) - 1):
        drawn.add_hline(y=edge, line={"color": "rgba(127, 138, 150, 0.15)", "width": 1})
    return drawn.update_yaxes(showgrid=False, range=[-0.6, len(drivers) - 0.4])


def _hover(row: pd.Series) -> str:
    return style.lines(
        say(
            "{name}: {value}",
            name=say(
                "{driver}, {group}",
                driver=style.plain(row["driver"]),
                group=style.plain(row["group"]),
            ),
            value=numbers.ranged(
                row["coefficient"], row["coefficient_low"], row["coefficient_high"], digits=2
            ),
        ),
        say("n {n}", n=row["n"]),
    )
