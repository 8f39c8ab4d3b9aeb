"""Pictures of a business case: cash over time with its fan, and what the return hangs on."""

import plotly.graph_objects as go

from cx.chapters.case.assessment import BusinessCase
from cx.drawing import style
from cx.text import numbers, say

_ROW_HEIGHT = 34


def cumulative_cash(case: BusinessCase) -> go.Figure:
    """Draw the cumulative cash by quarter: the plan as a line, the draws as two bands."""
    cash = case.cash.frame
    drawn = style.figure(
        380, x_title=say("Quarter"), y_title=_money_title(case, say("Cumulative cash"))
    )
    for low, high, colour, name in (
        ("p5", "p95", style.BAND, say("90 % of the draws")),
        ("p25", "p75", style.INNER_BAND, say("half of the draws")),
    ):
        drawn.add_scatter(
            x=cash["quarter"],
            y=cash[f"cumulative_{high}"],
            mode="lines",
            line={"width": 0, "color": colour},
            hoverinfo="skip",
            showlegend=False,
        )
        drawn.add_scatter(
            x=cash["quarter"],
            y=cash[f"cumulative_{low}"],
            mode="lines",
            fill="tonexty",
            fillcolor=colour,
            line={"width": 0, "color": colour},
            name=name,
            hovertext=[
                say("{draws}: {low} to {high}", draws=name, low=_whole(least), high=_whole(most))
                for least, most in cash[[f"cumulative_{low}", f"cumulative_{high}"]].to_numpy()
            ],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    drawn.add_scatter(
        x=cash["quarter"],
        y=cash["cumulative"],
        mode="lines+markers",
        line={"color": style.ESTIMATE, "width": 3},
        marker={"color": style.ESTIMATE, "size": 7},
        name=say("the plan"),
        hovertext=[
            say("{quarter}: {money} as planned", quarter=quarter, money=_whole(money))
            for quarter, money in cash[["quarter", "cumulative"]].to_numpy()
        ],
        hovertemplate="%{hovertext}<extra></extra>",
    )
    drawn.add_hline(y=0, line={"color": style.GUIDE, "width": 1})
    style.legend_on_top(drawn)
    return drawn


def tornado(case: BusinessCase) -> go.Figure:
    """Draw the net present value between the low and the high end of each input."""
    rows = case.tornado.frame.iloc[::-1]
    drawn = style.figure(
        90 + _ROW_HEIGHT * max(len(rows), 2), x_title=_money_title(case, say("Net present value"))
    )
    for end, colour, name in (
        ("at_low", style.UNFAVOURABLE, say("input at its 10 % quantile")),
        ("at_high", style.FAVOURABLE, say("input at its 90 % quantile")),
    ):
        drawn.add_bar(
            y=list(range(len(rows))),
            x=rows[end] - case.net_present_value,
            base=case.net_present_value,
            orientation="h",
            marker={"color": colour},
            name=name,
            hovertext=[
                say("{input}<br>{end}: {money}", input=style.plain(one), end=name, money=_whole(at))
                for one, at in rows[["input", end]].to_numpy()
            ],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    drawn.update_layout(barmode="overlay", bargap=0.35)
    drawn.add_vline(x=case.net_present_value, line={"color": style.GUIDE, "width": 2})
    style.name_rows(drawn, rows["input"])
    style.legend_on_top(drawn)
    return drawn


def timeline(case: BusinessCase) -> go.Figure:
    """Draw what is paid and what comes in by quarter, with the phases behind."""
    cash = case.cash.frame
    drawn = style.figure(
        320, x_title=say("Quarter"), y_title=_money_title(case, say("Cash by quarter"))
    )
    for column, colour, name, sign in (
        ("benefit", style.FAVOURABLE, say("benefit"), 1),
        ("one_off", style.UNFAVOURABLE, say("one-off cost"), -1),
        ("running", style.NEUTRAL, say("running cost"), -1),
    ):
        drawn.add_bar(
            x=cash["quarter"],
            y=sign * cash[column],
            marker={"color": colour},
            name=name,
            hovertext=[
                say("{quarter}: {what} {money}", quarter=quarter, what=name, money=_whole(money))
                for quarter, money in zip(cash["quarter"], sign * cash[column], strict=True)
            ],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    for number, phase in enumerate(case.plan.phases):
        drawn.add_vrect(
            x0=phase.first - 1.5,
            x1=phase.last - 0.5,
            fillcolor=style.FAINT,
            opacity=0.25 if number % 2 == 0 else 0.1,
            line_width=0,
            layer="below",
            annotation={"text": style.shortened(phase.name), "font": {"size": style.FONT_SIZE}},
            annotation_position="top left",
        )
    drawn.update_layout(barmode="relative", bargap=0.25)
    paid, gained = (cash["one_off"] + cash["running"]).max(), cash["benefit"].max()
    drawn.update_yaxes(range=[-1.1 * paid, gained + 0.2 * (gained + paid)])  # room for the names
    drawn.add_hline(y=0, line={"color": style.GUIDE, "width": 1})
    style.legend_on_top(drawn)
    return drawn


def _money_title(case: BusinessCase, what: str) -> str:
    if not case.plan.currency:
        return what
    return say("{what} ({currency})", what=what, currency=style.plain(case.plan.currency))


def _whole(amount: float) -> str:
    """Write an amount for a hover without its currency, which stands at the axis."""
    return numbers.decimal(amount, 0)
