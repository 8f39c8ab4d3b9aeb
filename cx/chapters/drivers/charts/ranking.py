"""The pictures of drivers: importance with its range, and the importance-performance map."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from cx.chapters.drivers.ranking import Direction, DriverRanking, Quadrant
from cx.drawing import style
from cx.text import say, translated
from cx.text.wording import in_words

_COLOURS = {
    Quadrant.CONCENTRATE: style.UNFAVOURABLE,
    Quadrant.KEEP_UP: style.FAVOURABLE,
    Quadrant.OVERKILL: style.NEUTRAL,
    Quadrant.LOW_PRIORITY: style.NEUTRAL,
    Quadrant.NO_AIM: style.NEUTRAL,
    Quadrant.UNDECIDED: style.NEUTRAL,
}
_SYMBOLS = {
    Quadrant.CONCENTRATE: "square",
    Quadrant.KEEP_UP: "circle",
    Quadrant.OVERKILL: "diamond",
    Quadrant.LOW_PRIORITY: "diamond",
    Quadrant.NO_AIM: "square-open",
    Quadrant.UNDECIDED: "circle-open",
}
_MOST_LABELS = 10
_HANGS = 0.04  # of the height, from a point to the middle of its name
_NAME_WIDTH, _NAME_HEIGHT = 0.8, 0.06  # of what is drawn, in the narrowest window
_CORNERS = (  # x, y, anchors: where the name of each quadrant stands
    (Quadrant.CONCENTRATE, 0.0, 1.0, "left", "bottom"),
    (Quadrant.KEEP_UP, 1.0, 1.0, "right", "bottom"),
    (Quadrant.LOW_PRIORITY, 0.0, 0.0, "left", "bottom"),
    (Quadrant.OVERKILL, 1.0, 0.0, "right", "bottom"),
)


def importance_bars(ranking: DriverRanking) -> go.Figure:
    """Draw the importance of each driver with its range, largest on top."""
    frame = ranking.drivers.frame[::-1]
    drawn = style.figure(88 + 32 * len(frame), x_title=say("Share of the score's variance"))
    drawn.add_bar(
        x=frame["importance"],
        y=np.arange(len(frame)),
        orientation="h",
        marker={
            "color": np.where(
                frame["direction"] == Direction.CONFLICT, style.NEUTRAL, style.ESTIMATE
            ),
        },
        error_x=style.error_bars(
            frame["importance"], frame["importance_low"], frame["importance_high"], width=4
        ),
        customdata=frame[
            ["importance_low", "importance_high", "correlation", "coefficient", "n_rated"]
        ].to_numpy(),
        hovertext=[style.plain(name) for name in frame["driver"]],
        hovertemplate=style.lines(
            say(
                "{driver}: {share} ({low} to {high})",
                driver="%{hovertext}",
                share="%{x:.1%}",
                low="%{customdata[0]:.1%}",
                high="%{customdata[1]:.1%}",
            ),
            say(
                "correlation {correlation}, coefficient {coefficient}",
                correlation="%{customdata[2]:.2f}",
                coefficient="%{customdata[3]:.2f}",
            ),
            say("n {n}", n="%{customdata[4]:,}"),
        )
        + "<extra></extra>",
    )
    for place, noise in enumerate(frame["noise_importance"]):
        drawn.add_shape(
            type="line",
            x0=noise,
            x1=noise,
            y0=place - 0.5,
            y1=place + 0.5,
            line={"color": style.GUIDE, "dash": "dot", "width": 2},
        )
    style.name_rows(drawn, _names_with_n(frame))
    drawn.update_xaxes(tickformat=".0%", rangemode="tozero")
    return drawn


def _names_with_n(frame: pd.DataFrame) -> list[str]:
    """Name the rows; where drivers were not rated by the same number, say by how many."""
    if frame["n_rated"].nunique() == 1:
        return [str(name) for name in frame["driver"]]
    return [
        f"{style.cut(name, 20)} ({n:,})"
        for name, n in zip(frame["driver"], frame["n_rated"], strict=True)
    ]


def importance_performance_map(ranking: DriverRanking) -> go.Figure:
    """Draw importance against performance, with the means as hairs and the quadrants named."""
    frame = ranking.drivers.frame
    across, low, high, hair = _performance(ranking)
    # Neighbours from left to right take turns above and below, so that names seldom meet.
    above = np.argsort(np.argsort(across)) % 2 == 0
    drawn = style.figure(
        460,
        x_title=say("Mean rating")
        if ranking.same_scale
        else say("Performance, share of each scale"),
        y_title=say("Importance, share of the score's variance"),
    )
    drawn.add_scatter(
        x=across,
        y=frame["importance"],
        mode="markers+text",
        text=_labels(ranking, across, above),
        textposition=np.where(above, "top center", "bottom center"),
        textfont={"size": style.FONT_SIZE},
        marker={
            "size": 12,
            "color": [_COLOURS[Quadrant(name)] for name in frame["quadrant"]],
            "symbol": [_SYMBOLS[Quadrant(name)] for name in frame["quadrant"]],
            "line": {"width": 2, "color": [_COLOURS[Quadrant(name)] for name in frame["quadrant"]]},
        },
        error_x=style.error_bars(across, low, high, style.FAINT, 1.5),
        error_y=style.error_bars(
            frame["importance"],
            frame["importance_low"],
            frame["importance_high"],
            style.FAINT,
            1.5,
        ),
        customdata=in_words(ranking.drivers)[["quadrant", "n_rated"]].to_numpy(),
        hovertext=[style.plain(name) for name in frame["driver"]],
        hovertemplate=style.lines(
            "%{hovertext}: %{customdata[0]}",
            say(
                "importance {importance}, performance {performance}",
                importance="%{y:.1%}",
                performance="%{x:.2f}",
            ),
            say("n {n}", n="%{customdata[1]:,}"),
        )
        + "<extra></extra>",
    )
    guide = {"color": style.GUIDE, "dash": "dot", "width": 1}
    drawn.add_vline(x=hair, line=guide)
    drawn.add_hline(y=ranking.mean_importance, line=guide)
    for quadrant, x, y, x_anchor, y_anchor in _CORNERS:
        drawn.add_annotation(
            text=translated(quadrant),
            x=x,
            y=y,
            xref="paper",
            yref="paper",
            xanchor=x_anchor,
            yanchor=y_anchor,
            showarrow=False,
            font={"size": style.FONT_SIZE, "color": style.GUIDE},
        )
    # Room for the names: plotly cuts texts that reach over the edge.
    width = max(float(high.max() - low.min()), 1e-9)
    drawn.update_xaxes(range=[low.min() - 0.2 * width, high.max() + 0.2 * width])
    top = float(frame["importance_high"].max())
    drawn.update_yaxes(tickformat=".0%", range=[-0.14 * top, 1.12 * top])
    drawn.update_layout(margin={"t": 32})
    return drawn


def _labels(ranking: DriverRanking, across: np.ndarray, above: np.ndarray) -> list[str]:
    """Name the points; of many drivers only those that say something.

    An undecided driver whose name would lie over that of another is named when pointed at.
    """
    frame = ranking.drivers.frame
    crowded = len(frame) > _MOST_LABELS
    undecided = frame["quadrant"].eq(Quadrant.UNDECIDED).to_numpy()
    # A name hangs above or below its point; places as shares of what is drawn.
    x = across / max(float(np.ptp(across)), 1e-9)
    y = frame["importance"].to_numpy(float) / float(frame["importance_high"].max())
    y = y + np.where(above, _HANGS, -_HANGS)
    named: list[int] = []
    for place in np.argsort(undecided, kind="stable"):
        meets = any(
            abs(x[place] - x[other]) < _NAME_WIDTH and abs(y[place] - y[other]) < _NAME_HEIGHT
            for other in named
        )
        if not undecided[place] or not (crowded or meets):
            named.append(int(place))
    return [
        style.shortened(name) if place in named else ""
        for place, name in enumerate(frame["driver"])
    ]


def _performance(
    ranking: DriverRanking,
) -> tuple[np.ndarray, np.ndarray, np.ndarray, float]:
    """Return performance with its range and its hair: as ratings when all share one scale."""
    frame = ranking.drivers.frame
    value, low, high = (
        frame[name].to_numpy(float)
        for name in ("performance", "performance_low", "performance_high")
    )
    if ranking.same_scale:
        return value, low, high, float(value.mean())
    share = frame["performance_share"].to_numpy(float)
    return share, share, share, ranking.mean_performance_share
