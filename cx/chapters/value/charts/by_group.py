"""The picture of revenue by group."""

import plotly.graph_objects as go

from cx.chapters.value.by_group import GroupValues
from cx.drawing import style
from cx.drawing.dots import Dots, dots_in_rows
from cx.text import numbers, say


def revenue_dots(found: GroupValues) -> go.Figure:
    """Draw the mean of each group, by customer or by answer, with its range, the most on top."""
    mean = found.mean
    low, high = f"{mean}_low", f"{mean}_high"
    frame = found.groups.frame.dropna(subset=[mean]).iloc[::-1]
    hover = [
        say(
            "{group}<br>{mean} ({range})<br>n {n}",
            group=style.plain(row["level"]),
            mean=style.plain(numbers.money(row[mean], found.currency)),
            range=numbers.money_range(row[low], row[high], None),
            n=row["n_in_group"],
        )
        for row in frame.to_dict("records")
    ]
    return dots_in_rows(
        Dots(frame[mean], frame[low], frame[high], hover),
        frame["level"].map(style.shortened),
        x_title=_title(found),
        guide=found.overall,
        row_height=32,
    )


def _title(found: GroupValues) -> str:
    if not found.currency:
        return say("Amount") if found.by_answer else say("Revenue of a customer in a year")
    currency = style.plain(found.currency)
    if found.by_answer:
        return say("Amount, {currency}", currency=currency)
    return say("Revenue of a customer in a year, {currency}", currency=currency)
