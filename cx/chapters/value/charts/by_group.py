"""The picture of revenue by group."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go

from cx.chapters.value.by_group import GroupValues
from cx.drawing import style
from cx.text import numbers, say


def revenue_dots(found: GroupValues) -> go.Figure:
    """Draw the mean of each group, by customer or by answer, with its range, the most on top."""
    mean = found.mean
    low, high = f"{mean}_low", f"{mean}_high"
    frame = found.groups.frame.dropna(subset=[mean]).iloc[::-1]
    drawn = style.figure(
        88 + 32 * max(len(frame), 2),
        x_title=_title(found),
    )
    drawn.add_scatter(
        x=frame[mean],
        y=np.arange(len(frame)),
        mode="markers",
        marker={"size": 10, "color": style.ESTIMATE},
        error_x=style.error_bars(frame[mean], frame[low], frame[high]),
        text=[
            say(
                "{group}<br>{mean} ({range})<br>n {n}",
                group=style.plain(row["level"]),
                mean=style.plain(numbers.money(row[mean], found.currency)),
                range=numbers.money_range(row[low], row[high], None),
                n=row["n_in_group"],
            )
            for row in frame.to_dict("records")
        ],
        hovertemplate="%{text}<extra></extra>",
    )
    style.name_rows(drawn, frame["level"])
    drawn.add_vline(x=found.overall, line={"color": style.GUIDE, "dash": "dot", "width": 1})
    return drawn


def _title(found: GroupValues) -> str:
    if not found.currency:
        return say("Amount") if found.by_answer else say("Revenue of a customer in a year")
    currency = style.plain(found.currency)
    if found.by_answer:
        return say("Amount, {currency}", currency=currency)
    return say("Revenue of a customer in a year, {currency}", currency=currency)
