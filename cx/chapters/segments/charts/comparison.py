"""The pictures of segments: the grid of scores, and the scores of one column with their ranges."""

import math
from collections.abc import Sequence

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from cx.chapters.segments.comparison import Segments
from cx.drawing import style
from cx.drawing.dots import Dots, dots_in_rows
from cx.drawing.groups import axis_of_scores, score_lines
from cx.scores.against_rest import differs
from cx.text import Said, numbers, say, translated
from cx.vocabulary import Table

_CELL_HEIGHT = 56
_ROWS_FOR_SCALE = 3  # fewer leave no room for the scale of colours
_LETTERS_ACROSS = 84  # that fit above the grid on a small screen
_SLANTED, _SLANTED_LINES = 18, 5  # letters of a slanted name, and the lines it is high
_MOST_TEXT = 14  # columns up to which a cell has room for two lines of text


def score_grid(segments: Segments) -> go.Figure:
    """Draw every combination as a coloured cell with its score and n.

    Invisible square markers lie on top: a heat map reports no clicks, markers do. Their
    `customdata` is the row and the column of the cell.
    """
    frame = segments.cells.frame
    rows = list(dict.fromkeys(frame["row"]))
    columns = list(dict.fromkeys(frame["column"])) if segments.column else [""]
    shape = (len(rows), len(columns))
    colour = np.where(frame["grey"], np.nan, frame["points"]).reshape(shape)
    middle = segments.net.value if math.isfinite(segments.net.value) else 0.0
    reach = _reach(colour, middle)
    width = max(8, _LETTERS_ACROSS // len(columns))
    slanted = any(len(word) > width for name in columns for word in str(name).split())
    names = [
        style.shortened(name, _SLANTED) if slanted else style.wrapped(name, width)
        for name in columns
    ]
    lines = _SLANTED_LINES if slanted else max(name.count("<br>") + 1 for name in names)
    head = 44 + 17 * lines
    drawn = style.figure(head + 16 + _CELL_HEIGHT * len(rows))
    x, y = np.arange(len(columns)), np.arange(len(rows))
    drawn.add_heatmap(
        x=x,
        y=y,
        z=np.full(shape, 0.0),
        colorscale=[(0, "rgba(127, 138, 150, 0.22)"), (1, "rgba(127, 138, 150, 0.22)")],
        showscale=False,
        hoverinfo="skip",
        xgap=3,
        ygap=3,
    )
    drawn.add_heatmap(
        x=x,
        y=y,
        z=colour,
        zmin=middle - reach,
        zmax=middle + reach,
        colorscale=style.BELOW_TO_ABOVE,
        colorbar={
            "title": {
                "text": style.plain(translated(segments.scale.net_name)),
                "font": {"size": style.FONT_SIZE},
            },
            "tickfont": {"size": style.FONT_SIZE},
            "thickness": 12,
            "outlinewidth": 0,
        },
        showscale=len(rows) >= _ROWS_FOR_SCALE,
        hoverinfo="skip",
        xgap=3,
        ygap=3,
    )
    _write_cells(drawn, segments, shape)
    drawn.update_xaxes(
        tickvals=x,
        ticktext=names,
        tickangle=-40 if slanted else 0,  # a slanted word is not broken
        side="top",
        showgrid=False,
        title_text=style.plain(segments.column.label) if segments.column else "",
    )
    drawn.update_yaxes(
        tickvals=y,
        ticktext=[style.shortened(name) for name in rows],
        autorange="reversed",
        showgrid=False,
        title_text=style.plain(segments.row.label),
    )
    drawn.update_layout(margin={"t": head})
    return drawn


def _write_cells(drawn: go.Figure, segments: Segments, shape: tuple[int, int]) -> None:
    """Write score and n into the cells and lay the markers that report clicks over them."""
    frame = segments.cells.frame
    across, down = np.meshgrid(np.arange(shape[1]), np.arange(shape[0]))
    uncoloured = (frame["points"].isna() | frame["grey"]).to_numpy()
    texts = np.array([_cell_text(cell, shape[1]) for _, cell in frame.iterrows()])
    named = ["row", "column"] if segments.column else ["row"]
    for part in (True, False):
        chosen = uncoloured == part
        drawn.add_scatter(
            x=across.ravel()[chosen],
            y=down.ravel()[chosen],
            mode="text",
            text=texts[chosen],
            # On coloured cells the ink is fixed; on grey ones it follows light and dark.
            textfont={"size": style.FONT_SIZE, **({} if part else {"color": style.INK})},
            hoverinfo="skip",
        )
    drawn.add_scatter(
        x=across.ravel(),
        y=down.ravel(),
        mode="markers",
        marker={"symbol": "square", "size": _CELL_HEIGHT - 8, "opacity": 0, "color": style.FAINT},
        customdata=frame[named].to_numpy(),
        text=[_hover(cell, named) for _, cell in frame.iterrows()],
        hovertemplate="%{text}<extra></extra>",
    )


def margin_dots(
    scores: Table, overall: float, net_name: str, target_points: float | None = None
) -> go.Figure:
    """Draw the score of each group of one column with its range, best on top."""
    frame = scores.frame.dropna(subset=["points"]).sort_values("points")
    return dots_in_rows(
        Dots(
            frame["points"],
            frame["low"],
            frame["high"],
            [_hover(row, ["level"]) for _, row in frame.iterrows()],
            filled=differs(frame["p_adjusted"]),
            grey=frame["grey"],
        ),
        [style.shortened(level) for level in frame["level"]],
        x_title=axis_of_scores(net_name),
        n=list(frame["n"]),
        guide=overall,
        target_points=target_points,
    )


def _reach(points: np.ndarray, middle: float) -> float:
    """Return how far the colours must reach to each side of the overall score."""
    known = points[np.isfinite(points)]
    return max(float(np.max(np.abs(known - middle))), 1.0) if known.size else 1.0


def _cell_text(cell: pd.Series, n_columns: int) -> str:
    if cell["n"] == 0:
        return ""
    n = say("n {n}", n=int(cell["n"]))
    if math.isnan(cell["points"]):
        return n
    mark = "*" if differs(cell["p_adjusted"]) else ""
    score = f"<b>{numbers.points(cell['points'])}{mark}</b>"
    return f"{score}<br>{n}" if n_columns <= _MOST_TEXT else score


def _why_silent(cell: pd.Series) -> Said:
    if not cell["n"]:
        return say("no responses")
    if cell["protecting"]:
        return say("not shown: it would give a small group away")
    return say("too few responses to score")


def _hover(row: pd.Series, named: Sequence[str]) -> str:
    lines = [_why_silent(row)] if math.isnan(row["points"]) else score_lines(row)
    return style.lines(
        " / ".join(style.plain(row[name]) for name in named), *lines, say("n {n}", n=int(row["n"]))
    )
