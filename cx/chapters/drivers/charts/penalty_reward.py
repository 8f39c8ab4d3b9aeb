"""The picture of penalties and rewards: bars to both sides of nothing."""

import numpy as np
import plotly.graph_objects as go

from cx.chapters.drivers.penalty_reward import PenaltiesAndRewards
from cx.drawing import style
from cx.measures.penalty_reward import KanoClass
from cx.text import say, translated
from cx.text.wording import in_words


def penalty_reward_bars(contrast: PenaltiesAndRewards) -> go.Figure:
    """Draw what low and high ratings of each driver go with, the largest effect on top."""
    frame = contrast.drivers.frame[::-1]
    drawn = style.figure(
        120 + 36 * len(frame),
        x_title=say("Change of the score, on its scale, against a middling rating"),
    )
    shown = in_words(contrast.drivers)[::-1]
    undetermined = frame["kind"] == KanoClass.UNDETERMINED
    for side, name, answers, colour in (
        ("penalty", say("penalty"), "n_low", style.UNFAVOURABLE),
        ("reward", say("reward"), "n_high", style.FAVOURABLE),
    ):
        drawn.add_bar(
            x=frame[side],
            y=np.arange(len(frame)),
            orientation="h",
            name=name,
            marker={"color": np.where(undetermined, style.NEUTRAL, colour)},
            error_x=style.error_bars(
                frame[side], frame[f"{side}_low"], frame[f"{side}_high"], width=4
            ),
            customdata=shown[[f"{side}_low", f"{side}_high", answers, "kind"]].to_numpy(),
            hovertext=[style.plain(driver) for driver in frame["driver"]],
            hovertemplate=style.lines(
                say(
                    "{driver}: {side} {value} ({low} to {high})",
                    driver="%{hovertext}",
                    side=name,
                    value="%{x:.2f}",
                    low="%{customdata[0]:.2f}",
                    high="%{customdata[1]:.2f}",
                ),
                "%{customdata[3]}",
                say("n {n}", n="%{customdata[2]:,}"),
            )
            + "<extra></extra>",
        )
    drawn.update_layout(barmode="overlay", bargap=0.35)
    drawn.add_vline(x=0, line={"color": style.GUIDE, "width": 1})
    style.name_rows(
        drawn,
        (
            style.cut(driver, 24)
            + ("" if kind == KanoClass.UNDETERMINED else f" ({translated(kind)})")
            for driver, kind in zip(frame["driver"], frame["kind"], strict=True)
        ),
    )
    return drawn
