"""The pictures of found segments: their scores, how the search went, and the leaves of the tree."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go

from cx.chapters.segments.found import FoundSegments, Method
from cx.chapters.segments.tree import SegmentTree
from cx.drawing import style
from cx.drawing.groups import group_dots
from cx.text import numbers

USABLE = 0.75  # Hennig's mark for a group that comes back


def segment_dots(found: FoundSegments, target_points: float | None = None) -> go.Figure:
    """Draw the score of each found segment."""
    frame = found.groups.frame.dropna(subset=["points"]).sort_values("points")
    hovers = [
        f"{numbers.percent(row['share'])} of customers, stay {numbers.percent(row['stays_share'])} "
        "of the time"
        for _, row in frame.iterrows()
    ]
    return group_dots(
        frame,
        list(frame["group"]),
        found.net_name,
        hovers,
        "customers",
        target_points=target_points,
    )


def search_bars(found: FoundSegments) -> go.Figure:
    """Draw how like itself the weakest group comes back, for each number of groups.

    Of mixtures only those that BIC prefers to one group were drawn again.
    """
    frame = found.tried.frame
    frame = frame[(frame["k"] > 1) & frame["lowest_jaccard"].notna()]
    drawn = style.figure(260, x_title="Number of groups", y_title="Likeness, weakest group")
    drawn.add_bar(
        x=frame["k"],
        y=frame["lowest_jaccard"],
        width=0.5,
        marker={"color": np.where(frame["k"] == found.k, style.ESTIMATE, style.NEUTRAL)},
        text=[
            f"{row['k']:.0f} groups: {numbers.decimal(row['lowest_jaccard'])}"
            f"<br>smallest {numbers.percent(row['smallest_share'])} of customers<br>"
            + (
                f"BIC {numbers.count(row['bic'])}"
                if found.options.method is Method.MIXTURE
                else f"gap {numbers.decimal(row['gap'])}, silhouette "
                f"{numbers.decimal(row['silhouette'])}"
            )
            for _, row in frame.iterrows()
        ],
        textposition="none",
        hovertemplate="%{text}<extra></extra>",
    )
    drawn.add_hline(
        y=USABLE,
        line={"color": style.GUIDE, "dash": "dot", "width": 1},
        annotation={"text": "usable", "font": {"size": style.FONT_SIZE}},
    )
    drawn.update_xaxes(dtick=1)
    drawn.update_yaxes(range=[0, 1.05])
    return drawn


def leaf_dots(tree: SegmentTree, target_points: float | None = None) -> go.Figure:
    """Draw the score of each leaf on the half that had no say, best on top."""
    frame = tree.leaves.frame.dropna(subset=["points"]).iloc[::-1]
    hovers = [f"{numbers.percent(share)} of customers" for share in frame["share"]]
    return group_dots(
        frame,
        list(frame["leaf"]),
        tree.net_name,
        hovers,
        "customers",
        tree.points,
        target_points,
    )
