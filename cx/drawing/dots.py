"""Estimates in rows: a dot with its range for each, in one look for every chapter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from cx.drawing import style
from cx.vocabulary import Estimate

_ROW = 0.7  # of a row's height, that series beside each other fill


@dataclass(frozen=True, slots=True, eq=False)
class Dots:
    """One series of dots; every field with a value for each dot may be one value for all."""

    value: ArrayLike
    low: ArrayLike = np.nan  # ends of the range, mostly of 95 %; NaN where there is none
    high: ArrayLike = np.nan
    hover: Iterable[str] = ()  # escaped, with breaks
    rows: ArrayLike | None = None  # 0 lowest; None: from 0 up, without a gap
    name: str = ""  # in the legend, escaped
    filled: ArrayLike = True  # where it differs beyond chance
    grey: ArrayLike = False  # where it rests on few
    colour: str | Sequence[str] = style.ESTIMATE
    symbol: str | Sequence[str] = "circle"
    size: int = 10
    opacity: float = 1
    range_colour: str = style.GUIDE
    range_ends: float = 0  # width of the strokes at its ends
    written: Sequence[str] | None = None  # above the dots

    @classmethod
    def of(cls, estimates: Sequence[Estimate], hover: Iterable[str], **looks: Any) -> Dots:
        """Take estimates with their ranges."""
        value, low, high = np.reshape(
            [(one.value, one.low, one.high) for one in estimates], (-1, 3)
        ).T
        return cls(value, low, high, hover, **looks)


def dots_in_rows(
    series: Dots | Sequence[Dots],
    labels: Iterable[str],
    *,
    x_title: str,
    n: Iterable[float] | None = None,
    guide: float | None = None,
    target_points: float | None = None,
    target_at: float | None = None,
    row_height: int = 30,
    height: int | None = None,
    apart: bool = True,
) -> go.Figure:
    """Draw every series, the last row on top, and the lines to read them against.

    `labels` name the rows, escaped and with breaks, and `n` stands behind them. `guide` is dotted;
    the target is dashed, at `target_at` where the axis is one of differences. Of several series,
    those with names stand in the legend, and all stand one below the other within their row;
    where they are not to be set `apart`, all stand on its line.
    """
    shown = [series] if isinstance(series, Dots) else list(series)
    texts = (
        [style.with_n(*pair) for pair in zip(labels, n, strict=True)]
        if n is not None
        else list(labels)
    )
    breaks = sum(text.count("<br>") for text in texts)
    drawn = style.figure(
        height or 88 + row_height * max(len(texts), 2) + 18 * breaks, x_title=x_title
    )
    for turn, dots in enumerate(shown):
        rows = np.arange(len(texts)) if dots.rows is None else np.asarray(dots.rows)
        below = (turn - (len(shown) - 1) / 2) * _ROW / len(shown)
        _add(drawn, dots, rows - below if apart and len(shown) > 1 else rows)
    drawn.update_yaxes(tickvals=list(range(len(texts))), ticktext=texts)
    if any(dots.name for dots in shown):
        style.legend_on_top(drawn)
    if guide is not None and np.isfinite(guide):
        drawn.add_vline(x=guide, line={"color": style.GUIDE, "dash": "dot", "width": 1})
    style.target_line(drawn, target_points, "x", at=target_at)
    return drawn


def _add(drawn: go.Figure, dots: Dots, y: ArrayLike) -> None:
    shape = np.shape(dots.value)
    colours = np.where(dots.grey, style.NEUTRAL, np.broadcast_to(dots.colour, shape))
    symbols = np.broadcast_to(dots.symbol, shape)
    above = {"textposition": "top center", "textfont": {"size": style.FONT_SIZE}}
    drawn.add_scatter(
        x=np.asarray(dots.value, float),
        y=y,
        mode="markers+text" if dots.written else "markers",
        name=dots.name or None,
        marker={
            "size": dots.size,
            "color": colours,
            "opacity": dots.opacity,
            "symbol": np.where(dots.filled, symbols, np.char.add(symbols, "-open")),
            "line": {"width": 2, "color": colours},
        },
        error_x=style.error_bars(
            dots.value, dots.low, dots.high, dots.range_colour, width=dots.range_ends
        ),
        hovertext=list(dots.hover),
        hovertemplate="%{hovertext}<extra></extra>",
        **({"text": dots.written, **above} if dots.written else {}),
    )
