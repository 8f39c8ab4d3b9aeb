"""The pictures of found segments: their scores, how the search went, and the leaves of the tree."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from cx.chapters.segments.found import FoundSegments, Method
from cx.chapters.segments.tree import SegmentTree
from cx.drawing import style
from cx.drawing.groups import customers, group_dots, share_of_customers
from cx.text import Said, numbers, say

USABLE = 0.75  # Hennig's mark for a group that comes back


def segment_dots(found: FoundSegments, target_points: float | None = None) -> go.Figure:
    """Draw the score of each found segment."""
    frame = found.groups.frame.dropna(subset=["points"]).sort_values("points")
    stay = [
        say(
            "{share} of customers, stay {stays} of the time",
            share=numbers.percent(share),
            stays=numbers.percent(stays),
        )
        for share, stays in zip(frame["share"], frame["stays_share"], strict=True)
    ]
    return group_dots(
        frame,
        list(frame["group"]),
        found.net_name,
        stay,
        customers(frame),
        target_points=target_points,
    )


def search_bars(found: FoundSegments) -> go.Figure:
    """Draw how like itself the weakest group comes back, for each number of groups.

    Of mixtures only those that BIC prefers to one group were drawn again.
    """
    frame = found.tried.frame
    frame = frame[(frame["k"] > 1) & frame["lowest_jaccard"].notna()]
    drawn = style.figure(
        260, x_title=say("Number of groups"), y_title=say("Likeness, weakest group")
    )
    drawn.add_bar(
        x=frame["k"],
        y=frame["lowest_jaccard"],
        width=0.5,
        marker={"color": np.where(frame["k"] == found.k, style.ESTIMATE, style.NEUTRAL)},
        text=[_tried(row, found.options.method) for _, row in frame.iterrows()],
        textposition="none",
        hovertemplate="%{text}<extra></extra>",
    )
    drawn.add_hline(
        y=USABLE,
        line={"color": style.GUIDE, "dash": "dot", "width": 1},
        annotation={"text": say("usable"), "font": {"size": style.FONT_SIZE}},
    )
    drawn.update_xaxes(dtick=1)
    drawn.update_yaxes(range=[0, 1.05])
    return drawn


def _tried(row: pd.Series, method: Method) -> str:
    lines: list[Said] = [
        say(
            "{k} groups: {likeness}",
            k=int(row["k"]),
            likeness=numbers.decimal(row["lowest_jaccard"]),
        ),
        say("smallest {share} of customers", share=numbers.percent(row["smallest_share"])),
        say("BIC {bic}", bic=numbers.count(row["bic"]))
        if method is Method.MIXTURE
        else say(
            "gap {gap}, silhouette {silhouette}",
            gap=numbers.decimal(row["gap"]),
            silhouette=numbers.decimal(row["silhouette"]),
        ),
    ]
    return "<br>".join(lines)


def leaf_dots(tree: SegmentTree, target_points: float | None = None) -> go.Figure:
    """Draw the score of each leaf on the half that had no say, best on top."""
    frame = tree.leaves.frame.dropna(subset=["points"]).iloc[::-1]
    return group_dots(
        frame,
        list(frame["leaf"]),
        tree.net_name,
        share_of_customers(frame),
        customers(frame),
        overall=tree.points,
        target_points=target_points,
    )
