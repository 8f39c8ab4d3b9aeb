"""The pictures of the overview: the trend with its band, and the distribution of answers."""

import plotly.graph_objects as go

from cx.chapters.overview.level import Overview, Period
from cx.drawing import style
from cx.drawing.groups import axis_of_scores
from cx.text import say, translated
from cx.text.wording import band_name
from cx.vocabulary import Band

_COLOURS = {
    Band.FAVOURABLE: style.FAVOURABLE,
    Band.NEUTRAL: style.NEUTRAL,
    Band.UNFAVOURABLE: style.UNFAVOURABLE,
}
_TICKS = {Period.WEEK: "%d %b %Y", Period.MONTH: "%b %Y", Period.QUARTER: "Q%q %Y"}


def trend_line(overview: Overview, target_points: float | None = None) -> go.Figure:
    """Draw the net score per period inside its 95 % band, with the overall score as a guide."""
    name = overview.scale.net_name
    drawn = style.figure(320, y_title=axis_of_scores(name))
    trend = overview.trend.frame
    if overview.period is None or trend.empty:
        return drawn
    known = trend.dropna(subset=["points"])
    drawn.add_scatter(
        x=[*known["period"], *known["period"][::-1]],
        y=[*known["high"], *known["low"][::-1]],
        mode="lines",
        fill="toself",
        fillcolor=style.BAND,
        line={"width": 0},
        hoverinfo="skip",
        name=say("95 % range"),
    )
    drawn.add_scatter(
        x=known["period"],
        y=known["points"],
        mode="lines+markers",
        line={"color": style.ESTIMATE, "width": 2},
        marker={"color": style.ESTIMATE, "size": 7},
        customdata=known[["low", "high", "n"]].to_numpy(),
        hovertemplate=style.lines(
            f"%{{x|{_TICKS[overview.period]}}}",
            say(
                "{net_name} {points} ({low} to {high})",
                net_name=name,
                points="%{y:.0f}",
                low="%{customdata[0]:.0f}",
                high="%{customdata[1]:.0f}",
            ),
            say("n {n}", n="%{customdata[2]:,}<extra></extra>"),
        ),
        name=translated(name),
    )
    drawn.add_hline(y=overview.net.value, line={"color": style.GUIDE, "dash": "dot", "width": 1})
    style.target_line(drawn, target_points, "y")
    return drawn


def distribution_bars(overview: Overview) -> go.Figure:
    """Draw the share of each answer, coloured by its band."""
    scale = overview.scale
    # The ticks are percentages; a title beside them would leave the legend too little room.
    drawn = style.figure(320, x_title=style.plain(overview.outcome))
    for band in reversed(Band):
        rows = overview.distribution.frame.query("band == @band")
        if rows.empty:
            continue
        drawn.add_bar(
            x=rows["value"],
            y=rows["share"],
            marker={"color": _COLOURS[band]},
            customdata=rows[["n"]].to_numpy(),
            hovertemplate=say(
                "{answer}: {share} (n {n})", answer="%{x}", share="%{y:.1%}", n="%{customdata[0]:,}"
            )
            + "<extra></extra>",
            name=style.plain(band_name(scale, band)),
        )
    drawn.update_layout(
        barmode="overlay",
        bargap=0.15,
    )
    style.legend_on_top(drawn)
    drawn.update_yaxes(tickformat=".0%")
    if scale.whole and scale.maximum - scale.minimum <= 20:
        drawn.update_xaxes(dtick=1)
    return drawn
