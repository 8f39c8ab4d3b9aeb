"""The picture that all groups of customers share: one dot with its range for each."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from cx.drawing import style
from cx.drawing.dots import Dots, dots_in_rows
from cx.scores.against_rest import differs
from cx.text import Said, numbers, say

_LINE = 46  # letters of a name before it is broken


def group_dots(
    frame: pd.DataFrame,
    names: Sequence[str],
    net_name: str,
    *beside: Sequence[str],
    overall: float | None = None,
    target_points: float | None = None,
) -> go.Figure:
    """Draw the score of each group with its range, the last row on top.

    Filled where the group differs beyond chance, grey where it rests on few. What is said `beside`
    the score of each group stands in the hover, a line for each.
    """
    return dots_in_rows(
        Dots(
            frame["points"],
            frame["low"],
            frame["high"],
            [
                style.lines(
                    style.wrapped(name, 60, 4),
                    *score_lines(row),
                    *(style.plain(text) for text in more if text),
                )
                for (_, row), name, *more in zip(frame.iterrows(), names, *beside, strict=True)
            ],
            filled=differs(frame["p_adjusted"]),
            grey=frame["grey"],
        ),
        [style.wrapped(name, _LINE, 3) for name in names],
        x_title=axis_of_scores(net_name),
        n=list(frame["n"]),
        guide=overall,
        target_points=target_points,
    )


def axis_of_scores(net_name: str) -> Said:
    """Name an axis of net scores."""
    return say("{net_name}, points", net_name=net_name)


def customers(frame: pd.DataFrame) -> list[str]:
    """Write how many customers each group has."""
    return [say("n {n} customers", n=int(n)) for n in frame["n"]]


def share_of_customers(frame: pd.DataFrame) -> list[str]:
    """Write the share of all customers that each group holds."""
    return [say("{share} of customers", share=numbers.percent(share)) for share in frame["share"]]


def score_lines(row: pd.Series) -> list[str]:
    """Write score, difference from the rest and share of revenue, as far as they are known."""
    lines = [
        say(
            "{points} points ({range})",
            points=numbers.points(row["points"]),
            range=numbers.interval(row["low"], row["high"]),
        )
    ]
    if pd.notna(row["p_adjusted"]):
        lines.append(
            say(
                "{change} against the rest, adjusted {p}",
                change=numbers.change(row["difference_points"]),
                p=numbers.p_value(row["p_adjusted"]),
            )
        )
    if pd.notna(row.get("revenue_share")):
        lines.append(say("{share} of revenue", share=numbers.percent(row["revenue_share"])))
    return list(lines)
