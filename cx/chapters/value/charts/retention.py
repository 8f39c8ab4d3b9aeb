"""The picture of what a rise of retention adds, year by year."""

import numpy as np
import plotly.graph_objects as go

from cx.chapters.value.retention import RetentionWorth
from cx.chapters.value.words.assumptions import money_noun
from cx.drawing import style
from cx.text import numbers, say


def gain_by_year(worth: RetentionWorth) -> go.Figure:
    """Draw the gain of each year, and that of the steady state at the end."""
    frame = worth.years.frame
    money = money_noun(worth.options.assumptions)
    title = (
        say(
            "More {money} in the year, {currency}",
            money=money,
            currency=style.plain(worth.currency),
        )
        if worth.currency
        else say("More {money} in the year", money=money)
    )
    gains = [*frame["gain"], worth.steady.value]
    drawn = style.figure(320, y_title=title)
    drawn.add_bar(
        x=[*(say("year {n}", n=year) for year in frame["year"]), say("in the end")],
        y=gains,
        marker={"color": [*[style.ESTIMATE] * len(frame), style.NEUTRAL]},
        text=[numbers.money(gain, None) for gain in gains],
        textposition="inside",
        insidetextanchor="start",
        textfont={"size": style.FONT_SIZE, "color": [*["#ffffff"] * len(frame), style.INK]},
        error_y=style.error_bars(
            gains,
            [*frame["gain_low"], worth.steady.low],
            # Where there is no upper end, no arm is drawn.
            [*frame["gain_high"], worth.steady.high if np.isfinite(worth.steady.high) else np.nan],
        ),
        hovertemplate="%{x}: %{y:,.0f}<extra></extra>",
    )
    drawn.update_yaxes(rangemode="tozero", tickformat=",")
    return drawn
