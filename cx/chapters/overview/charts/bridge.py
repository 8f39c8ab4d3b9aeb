"""The picture of the bridge: a waterfall from one score to another."""

import plotly.graph_objects as go

from cx.chapters.overview.bridge import ScoreBridge
from cx.drawing import style
from cx.drawing.groups import axis_of_scores
from cx.text import numbers, say


def waterfall(bridge: ScoreBridge, target_points: float | None = None) -> go.Figure:
    """Draw before, the part of who answered, the part of how they scored, and after."""
    drawn = style.figure(340, y_title=axis_of_scores(bridge.net_name))
    before, after = bridge.before.value, bridge.after.value
    middle = before + bridge.mix.points
    steps = (
        (say("Who answered"), before, bridge.mix),
        (say("How they scored"), middle, bridge.score),
    )
    names = [style.wrapped(name, 26) for name in bridge.names]
    for x, end in ((0, bridge.before), (3, bridge.after)):
        drawn.add_bar(
            x=[x],
            y=[end.value],
            width=0.6,
            marker={"color": style.NEUTRAL},
            error_y=style.error_bars([end.value], [end.low], [end.high]),
            text=[numbers.points(end.value)],
            textposition="none",
            hovertext=style.lines(
                numbers.ranged(end.value, end.low, end.high), say("n {n}", n=end.n)
            ),
            hoverinfo="text",
        )
    for x, (name, base, part) in enumerate(steps, start=1):
        top = base + part.points
        drawn.add_bar(
            x=[x],
            y=[part.points],
            base=[base],
            width=0.6,
            marker={"color": style.FAVOURABLE if part.points >= 0 else style.UNFAVOURABLE},
            hovertext=say(
                "{name}: {change}",
                name=name,
                change=numbers.ranged(part.points, part.low, part.high, numbers.change, 1),
            ),
            hoverinfo="text",
        )
        drawn.add_scatter(
            x=[x],
            y=[top],
            mode="markers",
            marker={"color": style.GUIDE, "size": 1},
            error_y=style.error_bars([top], [base + part.low], [base + part.high]),
            hoverinfo="skip",
        )
    levels = [before, before, middle, after]
    for x in range(3):
        level = levels[x + 1]
        drawn.add_shape(
            type="line",
            x0=x + 0.3,
            x1=x + 0.7,
            y0=level,
            y1=level,
            line={"color": style.GUIDE, "width": 1},
        )
    for x, (level, text) in enumerate(
        zip(
            (
                bridge.before.high,
                before + max(bridge.mix.high, 0),
                middle + max(bridge.score.high, 0),
                bridge.after.high,
            ),
            (
                numbers.points(before),
                numbers.change(bridge.mix.points, 1),
                numbers.change(bridge.score.points, 1),
                numbers.points(after),
            ),
            strict=True,
        )
    ):
        drawn.add_annotation(
            x=x,
            y=level,
            text=f"<b>{text}</b>",
            showarrow=False,
            yshift=14,
            font={"size": style.FONT_SIZE + 2},
        )
    drawn.update_layout(barmode="overlay")
    drawn.update_xaxes(
        tickvals=[0, 1, 2, 3],
        ticktext=[names[0], *(name for name, _, _ in steps), names[1]],
        showgrid=False,
    )
    style.target_line(drawn, target_points, "y")
    return drawn
