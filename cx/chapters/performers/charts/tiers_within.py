"""The picture of performers within their own group."""

import plotly.graph_objects as go

from cx.chapters.performers.charts.hover import in_points
from cx.chapters.performers.tiers_within import TiersWithin
from cx.chapters.performers.words import tiers_within as words
from cx.drawing import style
from cx.text import numbers, say

_TIERS = (
    (1, style.FAVOURABLE, "triangle-up"),
    (2, style.NEUTRAL, "circle"),
    (3, style.UNFAVOURABLE, "triangle-down"),
)
_MOST_GROUPS = 40  # more rows than this cannot be read


def scores_within(within: TiersWithin, target_points: float | None = None) -> go.Figure:
    """Draw shrunken scores in one row per group, with the mean of each; the first forty."""
    groups = within.groups.frame.head(_MOST_GROUPS).reset_index(drop=True)
    place = dict(zip(groups["group"], groups.index, strict=True))
    drawn = style.figure(110 + 30 * len(groups), x_title=say("{net}, points", net=within.net_name))
    mean = say("mean of the group")
    drawn.add_scatter(
        x=groups["mean_points"],
        y=list(groups.index),
        mode="markers",
        name=mean,
        marker={
            "symbol": "line-ns-open",
            "size": 20,
            "color": style.GUIDE,
            "line": {"width": 2, "color": style.GUIDE},
        },
        hovertemplate=in_points(mean),
    )
    members = within.members.frame[within.members.frame["group"].isin(place)]
    for tier, colour, symbol in _TIERS:
        rows = members[members["tier_within"] == tier]
        if rows.empty:
            continue
        drawn.add_scatter(
            x=rows["shrunk_within_points"],
            y=rows["group"].map(place),
            mode="markers",
            name=words.place(tier),
            marker={"symbol": symbol, "size": 10, "color": colour, "opacity": 0.85},
            text=[
                style.plain(row["performer"])
                + "<br>"
                + say(
                    "{points}, n {n}",
                    points=numbers.ranged(row["shrunk_within_points"], row["low"], row["high"]),
                    n=row["n"],
                )
                for row in rows.to_dict("records")
            ],
            hovertemplate="%{text}<extra></extra>",
        )
    style.name_rows(drawn, groups["group"])
    drawn.update_yaxes(autorange="reversed")
    style.legend_on_top(drawn)
    style.target_line(drawn, target_points, "x")
    return drawn
