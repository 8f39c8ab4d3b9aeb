"""The picture that all groups of customers share: one dot with its range for each."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from cx.drawing import style
from cx.scores.against_rest import differs
from cx.text import numbers

_LINE = 46  # letters of a name before it is broken


def group_dots(
    frame: pd.DataFrame,
    names: Sequence[str],
    net_name: str,
    beside: Sequence[str],
    counted: str,
    overall: float | None = None,
    target_points: float | None = None,
) -> go.Figure:
    """Draw the score of each group with its range, the last row on top.

    Filled where the group differs beyond chance, grey where it rests on few. `beside` says more
    of each group in the hover; `counted` is what n counts.
    """
    labels = [
        style.with_n(style.wrapped(name, _LINE, 3), n)
        for name, n in zip(names, frame["n"], strict=True)
    ]
    lines = sum(label.count("<br>") for label in labels)
    drawn = style.figure(88 + 30 * max(len(frame), 2) + 18 * lines, x_title=f"{net_name}, points")
    colours = np.where(frame["grey"], style.NEUTRAL, style.ESTIMATE)
    drawn.add_scatter(
        x=frame["points"],
        y=np.arange(len(frame)),
        mode="markers",
        marker={
            "size": 10,
            "color": colours,
            "symbol": np.where(differs(frame["p_adjusted"]), "circle", "circle-open"),
            "line": {"width": 2, "color": colours},
        },
        error_x=style.error_bars(frame["points"], frame["low"], frame["high"]),
        text=[
            _hover(row, name, more, counted)
            for (_, row), name, more in zip(frame.iterrows(), names, beside, strict=True)
        ],
        hovertemplate="%{text}<extra></extra>",
    )
    drawn.update_yaxes(tickvals=list(range(len(labels))), ticktext=labels)
    if overall is not None:
        drawn.add_vline(x=overall, line={"color": style.GUIDE, "dash": "dot", "width": 1})
    style.target_line(drawn, target_points, "x")
    return drawn


def _hover(row: pd.Series, name: str, more: str, counted: str) -> str:
    lines = [
        style.wrapped(name, 60, 4),
        f"{numbers.points(row['points'])} points ({numbers.interval(row['low'], row['high'])})",
        f"{numbers.change(row['difference_points'])} against the rest, adjusted "
        f"{numbers.p_value(row['p_adjusted'])}",
    ]
    if "revenue_share" in row.index and pd.notna(row["revenue_share"]):
        lines.append(f"{numbers.percent(row['revenue_share'])} of revenue")
    lines += [style.plain(more)] if more else []
    return "<br>".join([*lines, f"n {numbers.count(row['n'])} {counted}"])
