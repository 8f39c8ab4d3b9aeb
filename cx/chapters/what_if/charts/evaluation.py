"""The pictures of the what-if: score and shares before and after, levers, outcomes, scenarios."""

import plotly.graph_objects as go

from cx.chapters.what_if.model import WhatIfResult
from cx.chapters.what_if.scenarios import Tornado
from cx.drawing import style
from cx.drawing.dots import Dots, dots_in_rows
from cx.text import Said, numbers, say
from cx.vocabulary import Estimate, Table

_BAND_COLOURS = (style.FAVOURABLE, style.NEUTRAL, style.UNFAVOURABLE)


def score_ranges(result: WhatIfResult, target: float | None = None) -> go.Figure:
    """Draw the score today, after the moves, and with the others moving along."""
    rows: list[tuple[str, Estimate, str, str]] = [
        (say("Today"), result.baseline, style.NEUTRAL, "circle"),
        (say("After the moves"), result.score, style.ESTIMATE, "diamond"),
    ]
    if result.together_score is not None:
        along = say("Others moving along")
        rows.append((along, result.together_score, style.ESTIMATE, "diamond-open"))
    series = [
        Dots.of(
            [score],
            [style.lines(_ranged(name, score), say("n {n}", n=score.n))],
            rows=[place],
            colour=colour,
            symbol=symbol,
            size=14,
            range_colour=colour,
            range_ends=6,
            written=[numbers.decimal(score.value, 1)],
        )
        for place, (name, score, colour, symbol) in enumerate(rows)
    ]
    return dots_in_rows(
        series,
        [name for name, *_ in rows],
        x_title=say("{score}, points", score=result.net_name),
        target_points=target,
        height=210,
        apart=False,
    ).update_yaxes(range=[len(rows) - 0.5, -0.7], showgrid=False)


def share_bars(result: WhatIfResult) -> go.Figure:
    """Draw the shares of the bands today and after the moves, stacked to 100 %."""
    drawn = style.figure(190, x_title=say("Share of responses"))
    frame = result.shares.frame
    for colour, row in zip(_BAND_COLOURS, frame.to_dict("records"), strict=True):
        if not row["before"] and not row["after"]:
            continue
        texts = [numbers.percent(row["before"], 1), numbers.percent(row["after"], 1)]
        drawn.add_bar(
            x=[row["before"], row["after"]],
            y=[0, 1],
            orientation="h",
            name=style.plain(row["band"]),
            marker={"color": colour},
            text=texts,
            insidetextanchor="middle",
            textfont={"size": style.FONT_SIZE},
            hovertext=[
                say("{name}: {value}", name=style.plain(row["band"]), value=texts[0]),
                say(
                    "{name}: {value}",
                    name=style.plain(row["band"]),
                    value=numbers.ranged(
                        row["after"], row["after_low"], row["after_high"], numbers.percent, 1
                    ),
                ),
            ],
            hoverinfo="text",
        )
    style.name_rows(drawn, [say("Today"), say("After the moves")])
    style.legend_on_top(drawn)
    drawn.update_layout(barmode="stack", bargap=0.25, legend_traceorder="normal")
    drawn.update_xaxes(range=[0, 1], tickformat=".0%")
    drawn.update_yaxes(autorange="reversed", showgrid=False)
    return drawn


def outcome_fan(result: WhatIfResult) -> go.Figure:
    """Draw the fan of scores after the moves: half, four fifths and nineteen of twenty draws."""
    drawn = style.figure(150, x_title=say("{score} after the moves, points", score=result.net_name))
    points = result.fan.frame.set_index("probability")["points"]
    for low, high, width in ((0.025, 0.975, 10), (0.1, 0.9, 20), (0.25, 0.75, 30)):
        drawn.add_scatter(
            x=[points[low], points[high]],
            y=[0, 0],
            mode="lines",
            line={"color": style.BAND, "width": width},
            hovertext=say(
                "{share} of the draws: {low} to {high}",
                share=numbers.percent(high - low),
                low=numbers.decimal(points[low], 1),
                high=numbers.decimal(points[high], 1),
            ),
            hoverinfo="text",
        )
    drawn.add_scatter(
        x=[result.score.value],
        y=[0],
        mode="markers",
        marker={"color": style.ESTIMATE, "size": 13, "symbol": "diamond"},
        hovertext=say("after the moves: {score}", score=numbers.decimal(result.score.value, 1)),
        hoverinfo="text",
    )
    _today(drawn, result.baseline.value)
    ends = [*points, result.baseline.value]
    room = 0.06 * (max(ends) - min(ends) or 1.0)
    drawn.update_xaxes(range=[min(ends) - room, max(ends) + room])
    drawn.update_yaxes(visible=False, range=[-1, 1])
    return drawn


def lever_tornado(answer: Tornado) -> go.Figure:
    """Draw the change of the score by one step of each lever, the first on top."""
    frame = answer.levers.frame
    drawn = style.figure(110 + 34 * max(len(frame), 1), x_title=say("Change of the score, points"))
    colours = [
        style.FAVOURABLE if low > 0 else style.UNFAVOURABLE if high < 0 else style.NEUTRAL
        for low, high in zip(frame["low"], frame["high"], strict=True)
    ]
    drawn.add_bar(
        x=frame["points"].to_numpy(float),
        y=list(range(len(frame))),
        orientation="h",
        marker={"color": colours},
        error_x=style.error_bars(frame["points"], frame["low"], frame["high"]),
        hovertext=[
            say(
                "{lever}: step {step}, {change} points ({low} to {high})",
                lever=style.plain(row["lever"]),
                step=numbers.change(row["step"], 2),
                change=numbers.change(row["points"], 1),
                low=numbers.change(row["low"], 1),
                high=numbers.change(row["high"], 1),
            )
            for row in frame.to_dict("records")
        ],
        hoverinfo="text",
    )
    drawn.add_vline(x=0, line={"color": style.GUIDE, "width": 1})
    style.name_rows(drawn, frame["lever"])
    drawn.update_yaxes(autorange="reversed", showgrid=False)
    return drawn


def scenario_dots(compared: Table, baseline: float, net_name: str) -> go.Figure:
    """Draw scenarios side by side, each with its range, against today's score."""
    frame = compared.frame
    hover = [
        _ranged(style.plain(row["scenario"]), Estimate(row["points"], row["low"], row["high"], 0))
        for row in frame.to_dict("records")
    ]
    drawn = dots_in_rows(
        Dots(
            frame["points"],
            frame["low"],
            frame["high"],
            hover,
            filled=~frame["guesswork"].to_numpy(bool),  # hollow beyond what was observed
            symbol="diamond",
            size=14,
            range_colour=style.ESTIMATE,
            range_ends=6,
        ),
        frame["scenario"].map(style.shortened),
        x_title=say("{score}, points", score=net_name),
        height=120 + 46 * max(len(frame), 1),
    )
    _today(drawn, baseline)
    return drawn.update_yaxes(range=[len(frame) - 0.4, -0.8], showgrid=False)


def _today(drawn: go.Figure, points: float) -> None:
    """Draw today's score across the plot."""
    drawn.add_vline(
        x=points,
        line={"color": style.GUIDE, "dash": "dot", "width": 2},
        annotation={"text": say("today"), "font": {"size": style.FONT_SIZE}},
    )


def _ranged(name: str, score: Estimate) -> Said:
    value = numbers.ranged(score.value, score.low, score.high, digits=1)
    return say("{name}: {value}", name=name, value=value)
