"""The picture of performers within their own group."""

from __future__ import annotations

import plotly.graph_objects as go

from cx.chapters.performers.tiers_within import TiersWithin
from cx.drawing import style
from cx.text import numbers

_TIERS = (
    (1, "above the mean of the group", style.FAVOURABLE, "triangle-up"),
    (2, "not told apart from it", style.NEUTRAL, "circle"),
    (3, "below it", style.UNFAVOURABLE, "triangle-down"),
)
_MOST_GROUPS = 40  # more rows than this cannot be read


def scores_within(within: TiersWithin, target_points: float | None = None) -> go.Figure:
    """Draw shrunken scores in one row per group, with the mean of each; the first forty."""
    groups = within.groups.frame.head(_MOST_GROUPS).reset_index(drop=True)
    place = dict(zip(groups["group"], groups.index, strict=True))
    drawn = style.figure(110 + 30 * len(groups), x_title=f"{within.net_name}, points")
    drawn.add_scatter(
        x=groups["mean_points"],
        y=list(groups.index),
        mode="markers",
        name="mean of the group",
        marker={
            "symbol": "line-ns-open",
            "size": 20,
            "color": style.GUIDE,
            "line": {"width": 2, "color": style.GUIDE},
        },
        hovertemplate="mean of the group: %{x:.0f} points<extra></extra>",
    )
    members = within.members.frame[within.members.frame["group"].isin(place)]
    for tier, name, colour, symbol in _TIERS:
        rows = members[members["tier_within"] == tier]
        if rows.empty:
            continue
        drawn.add_scatter(
            x=rows["shrunk_within_points"],
            y=rows["group"].map(place),
            mode="markers",
            name=name,
            marker={"symbol": symbol, "size": 10, "color": colour, "opacity": 0.85},
            text=[
                f"{style.plain(row['performer'])}<br>{numbers.points(row['shrunk_within_points'])} "
                f"({numbers.interval(row['low'], row['high'])}), n {numbers.count(row['n'])}"
                for row in rows.to_dict("records")
            ],
            hovertemplate="%{text}<extra></extra>",
        )
    style.name_rows(drawn, groups["group"])
    drawn.update_yaxes(autorange="reversed")
    style.legend_on_top(drawn)
    style.target_line(drawn, target_points, "x")
    return drawn
