"""The pictures of segments: the grid of scores, and the scores of one column with their ranges."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from cx.chapters.segments.comparison import Segments
from cx.drawing import style
from cx.scores.against_rest import differs
from cx.text import numbers
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
                "text": style.plain(segments.scale.net_name),
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
    names = frame[["row", "column"]] if segments.column else frame[["row"]]
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
        customdata=names.to_numpy(),
        text=[_hover(cell) for _, cell in frame.iterrows()],
        hovertemplate="%{text}<extra></extra>",
    )


def margin_dots(
    scores: Table, overall: float, net_name: str, target_points: float | None = None
) -> go.Figure:
    """Draw the score of each group of one column with its range, best on top."""
    frame = scores.frame.dropna(subset=["points"]).sort_values("points")
    drawn = style.figure(88 + 30 * max(len(frame), 2), x_title=f"{net_name}, points")
    colours = np.where(frame["grey"], style.NEUTRAL, style.ESTIMATE)
    drawn.add_scatter(
        x=frame["points"],
        y=np.arange(len(frame)),
        mode="markers",
        marker={
            "size": 10,
            "color": colours,
            "symbol": np.where(differs(frame["p_adjusted"]), "circle", "circle-open"),
            "line": {"width": 2, "color": colours},
        },
        error_x=style.error_bars(frame["points"], frame["low"], frame["high"]),
        text=[_hover(row.rename({"level": "row"})) for _, row in frame.iterrows()],
        hovertemplate="%{text}<extra></extra>",
    )
    style.name_rows(drawn, frame["level"], frame["n"])
    if math.isfinite(overall):
        drawn.add_vline(x=overall, line={"color": style.GUIDE, "dash": "dot", "width": 1})
    style.target_line(drawn, target_points, "x")
    return drawn


def _reach(points: np.ndarray, middle: float) -> float:
    """Return how far the colours must reach to each side of the overall score."""
    known = points[np.isfinite(points)]
    return max(float(np.max(np.abs(known - middle))), 1.0) if known.size else 1.0


def _cell_text(cell: pd.Series, n_columns: int) -> str:
    if cell["n"] == 0:
        return ""
    n = f"n {numbers.count(cell['n'])}"
    if math.isnan(cell["points"]):
        return n
    mark = "*" if differs(cell["p_adjusted"]) else ""
    score = f"<b>{numbers.points(cell['points'])}{mark}</b>"
    return f"{score}<br>{n}" if n_columns <= _MOST_TEXT else score


def _why_silent(cell: pd.Series) -> str:
    if not cell["n"]:
        return "no responses"
    if cell["protecting"]:
        return "not shown: it would give a small group away"
    return "too few responses to score"


def _hover(cell: pd.Series) -> str:
    named = [style.plain(cell[name]) for name in ("row", "column") if name in cell.index]
    lines = [" / ".join(named)]
    if math.isnan(cell["points"]):
        lines.append(_why_silent(cell))
    else:
        lines.append(
            f"{numbers.points(cell['points'])} points "
            f"({numbers.interval(cell['low'], cell['high'])})"
        )
        if math.isfinite(cell["p_adjusted"]):
            lines.append(
                f"{numbers.change(cell['difference_points'])} against the rest, adjusted "
                f"{numbers.p_value(cell['p_adjusted'])}"
            )
    if math.isfinite(cell["revenue_share"]):
        lines.append(f"{numbers.percent(cell['revenue_share'])} of revenue")
    lines.append(f"n {numbers.count(cell['n'])}")
    return "<br>".join(lines)
