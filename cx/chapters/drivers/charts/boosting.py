"""The picture of the check with trees: permutation importance with its range."""

import numpy as np
import plotly.graph_objects as go

from cx.chapters.drivers.boosting import BoostedCheck
from cx.drawing import style
from cx.text import say


def permutation_bars(check: BoostedCheck) -> go.Figure:
    """Draw how much each driver adds to the prediction of held-out responses."""
    frame = check.drivers.frame[::-1]
    drawn = style.figure(
        88 + 32 * len(frame), x_title=say("Drop of R2 when shuffled, held-out folds")
    )
    drawn.add_bar(
        x=frame["importance_permutation"],
        y=np.arange(len(frame)),
        orientation="h",
        marker={"color": style.ESTIMATE},
        error_x=style.error_bars(
            frame["importance_permutation"],
            frame["permutation_low"],
            frame["permutation_high"],
            width=4,
        ),
        hovertext=[style.plain(name) for name in frame["driver"]],
        hovertemplate=say("{driver}: {share}", driver="%{hovertext}", share="%{x:.1%}")
        + "<extra></extra>",
    )
    style.name_rows(drawn, frame["driver"])
    drawn.update_xaxes(tickformat=".0%")
    return drawn
