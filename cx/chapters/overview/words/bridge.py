"""What the bridge between two scores says."""

from __future__ import annotations

from statistics import NormalDist

from cx.chapters.overview.bridge import Part, ScoreBridge, Z
from cx.text import numbers, target
from cx.text.finding import Finding, Tone


def change(bridge: ScoreBridge) -> Finding:
    """Say whether the score changed, and how much of that is who answered."""
    change, mix, score = bridge.change, bridge.mix, bridge.score
    n = numbers.count(bridge.before.n + bridge.after.n)
    what = "difference" if bridge.options.groups else "change"
    parts = (
        f"{_ranged(mix)} from who answered, {_ranged(score)} from how each combination scored "
        f"(n {n})."
    )
    if mix.exact and score.exact and change.points == 0:
        return Finding(
            f"Nothing changed: {bridge.net_name} is {numbers.points(bridge.after.value)} before "
            "and after"
            if not bridge.options.groups
            else f"No difference: {bridge.net_name} is {numbers.points(bridge.after.value)} for "
            "both",
            f"All responses lie in the same band of the score (n {n}), so there is no change to "
            "part.",
        )
    if not (change.sure or mix.sure or score.sure):
        return Finding(
            f"No {what} found: {bridge.net_name} {numbers.points(bridge.before.value)} and "
            f"{numbers.points(bridge.after.value)}",
            f"The difference of {_ranged(change)} is within what chance alone gives: {parts}",
        )
    if not change.sure:
        return Finding(
            f"No {what} of {bridge.net_name} found, though {_moved(mix, score)}",
            f"{numbers.points(bridge.before.value)} and {numbers.points(bridge.after.value)}, "
            f"difference {_ranged(change)} points: {parts}",
        )
    headline = (
        f"{bridge.net_name} went from {numbers.points(bridge.before.value)} to "
        f"{numbers.points(bridge.after.value)}"
    )
    if bridge.options.groups:  # two groups differ; nobody went anywhere
        headline = (
            f"{bridge.net_name} is {numbers.points(bridge.before.value)} for {bridge.names[0]} and "
            f"{numbers.points(bridge.after.value)} for {bridge.names[1]}"
        )
    with_it = [part.sure and part.points * change.points > 0 for part in (mix, score)]
    against = [part.sure and part.points * change.points < 0 for part in (mix, score)]
    if with_it == [True, False]:
        headline += ", because other customers answered"
    elif with_it == [False, True]:
        headline += ", because customers scored otherwise"
    if against[0]:
        headline += ", though who answered worked against it"
    elif against[1]:
        headline += ", though how they scored worked against it"
    tone = Tone.GOOD if change.low > 0 else Tone.ATTENTION
    return Finding(headline, f"{_ranged(change)} points: {parts}", tone)


def cell(bridge: ScoreBridge) -> Finding | None:
    """Name the combination whose score carries most of the change; None when none is sure."""
    frame = bridge.cells.frame
    # The largest of many is often luck: the range is widened for their number (Bonferroni).
    reach = NormalDist().inv_cdf(1 - 0.025 / max(len(frame), 1)) / Z
    spread = (frame["score_high"] - frame["score_low"]) / 2
    sure = frame[frame["score_points"].abs() > reach * spread]
    if sure.empty:
        return None
    most = sure.iloc[int(sure["score_points"].abs().argmax())]
    before = f"{numbers.points(most['points_before'])} (n {numbers.count(most['n_before'])})"
    after = f"{numbers.points(most['points_after'])} (n {numbers.count(most['n_after'])})"
    if bridge.options.groups:  # two groups differ; nobody went anywhere
        what, ends = "difference", f"{before} for {bridge.names[0]}, {after} for {bridge.names[1]}"
        headline = f"{most['cell']} sets the scores apart most"
    else:
        what, ends = "change", f"it went from {before} to {after}"
        headline = f"{most['cell']} moved the score most"
    return Finding(
        headline,
        f"{numbers.change(most['score_points'], 1)} points of the {what} "
        f"({numbers.RANGE} {numbers.change(most['score_low'], 1)} to "
        f"{numbers.change(most['score_high'], 1)}): {ends}.",
        Tone.GOOD if most["score_points"] > 0 else Tone.ATTENTION,
    )


def against_target(bridge: ScoreBridge, target_points: float | None) -> list[Finding]:
    """Set the score after against the target; nothing without a target."""
    name = f"{bridge.net_name}, {bridge.names[1]},"
    return target.score(name, bridge.after, target_points)


def reading(bridge: ScoreBridge) -> str:
    """Say how to read the waterfall."""
    labels = numbers.listed([column.label for column in bridge.columns])
    return (
        f"Compared over the combinations of {labels}. The parts add up exactly; lines are their "
        f"{numbers.RANGE}."
    )


def alt(bridge: ScoreBridge) -> str:
    """Describe the waterfall for those who cannot see it."""
    said = change(bridge)
    return f"Waterfall from the score before to the score after. {said.headline}. {said.detail}"


def left_out(bridge: ScoreBridge) -> str:
    """Say how many responses take no part; empty when all do."""
    if bridge.n_left_out <= 0:
        return ""
    labels = numbers.listed([column.label for column in bridge.columns])
    return (
        f"{numbers.counted(bridge.n_left_out, 'response')} outside both periods, or without "
        f"{labels}, not compared."
    )


def _moved(mix: Part, score: Part) -> str:
    """Say which parts moved where the whole did not."""
    if mix.sure and score.sure:
        return "who answered and how they scored moved it against each other"
    if mix.sure:
        return f"who answered moved it {'up' if mix.points > 0 else 'down'}"
    return f"how customers scored moved it {'up' if score.points > 0 else 'down'}"


def _ranged(part: Part) -> str:
    if part.exact:
        return numbers.change(part.points, 1)
    return (
        f"{numbers.change(part.points, 1)} ({numbers.change(part.low, 1)} to "
        f"{numbers.change(part.high, 1)})"
    )
