"""The picture of performers within their own group."""

import plotly.graph_objects as go

from cx.chapters.performers.charts.marks import TIERS, in_points
from cx.chapters.performers.tiers_within import TiersWithin
from cx.chapters.performers.words import tiers_within as words
from cx.drawing import style
from cx.drawing.dots import Dots, dots_in_rows
from cx.text import numbers, say

_MOST_GROUPS = 40  # more rows than this cannot be read


def scores_within(within: TiersWithin, target_points: float | None = None) -> go.Figure:
    """Draw shrunken scores in one row per group, with the mean of each; the first forty."""
    groups = within.groups.frame.head(_MOST_GROUPS).iloc[::-1].reset_index(drop=True)
    place = dict(zip(groups["group"], groups.index, strict=True))
    members = within.rows.frame[within.rows.frame["group"].isin(place)]
    means = Dots(
        groups["mean_points"],
        hover=[in_points(say("mean of the group"), points) for points in groups["mean_points"]],
        name=say("mean of the group"),
        filled=False,
        colour=style.GUIDE,
        symbol="line-ns",
        size=20,
    )
    scores = (
        Dots(
            rows["shrunk_within_points"],
            hover=[
                style.lines(
                    style.plain(row["performer"]),
                    say(
                        "{points}, n {n}",
                        points=numbers.ranged(row["shrunk_within_points"], row["low"], row["high"]),
                        n=row["n"],
                    ),
                )
                for row in rows.to_dict("records")
            ],
            rows=rows["group"].map(place),
            name=words.place(tier),
            colour=colour,
            symbol=symbol,
            size=8,
            opacity=0.85,
        )
        for tier, colour, symbol in TIERS
        for rows in [members[members["tier_within"] == tier]]
        if len(rows)
    )
    return dots_in_rows(
        [means, *scores],
        groups["group"].map(style.shortened),
        x_title=say("{net}, points", net=within.net_name),
        target_points=target_points,
        apart=False,
    )
