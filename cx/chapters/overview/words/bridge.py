"""What the bridge between two scores says."""

from statistics import NormalDist

import pandas as pd

from cx.chapters.overview.bridge import QUESTIONS_OF_CHANGE, Part, ScoreBridge, Z
from cx.text import Said, just_past, numbers, paragraph, say, say_n, target
from cx.text.finding import Effect, Finding, Tone, Verdict, described
from cx.vocabulary import Unit


def change(bridge: ScoreBridge) -> Finding:
    """Say whether the score changed, and how much of that is who answered."""
    change, mix, score = bridge.change, bridge.mix, bridge.score
    groups = bridge.options.groups is not None  # two groups differ; nobody went anywhere
    n = bridge.before.n + bridge.after.n
    said: dict[str, str | int] = {
        "net_name": bridge.net_name,
        "before": numbers.points(bridge.before.value),
        "after": numbers.points(bridge.after.value),
        "change": _ranged(change),
        "n": n,
    }
    parts = say(
        "{mix} from who answered, {score} from how each combination scored (n {n}).",
        mix=_ranged(mix),
        score=_ranged(score),
        n=n,
    )
    effect = Effect(change.points, Unit.POINTS, n, change.low, change.high)
    if mix.exact and score.exact and change.points == 0:
        return Finding(
            say("No difference: {net_name} is {after} for both", **said)
            if groups
            else say("Nothing changed: {net_name} is {after} before and after", **said),
            say(
                "All responses lie in the same band of the score (n {n}), so there is no change "
                "to part.",
                **said,
            ),
            effect=effect,
        )
    opposed = mix.sure and score.sure and mix.points * score.points < 0
    if not (change.sure or opposed):
        return Finding(
            say("No difference found: {net_name} {before} and {after}", **said)
            if groups
            else say("No change found: {net_name} {before} and {after}", **said),
            paragraph(
                say(
                    "The difference of {change} is within what chance alone gives: {parts}",
                    parts=parts,
                    **said,
                ),
                just_past.beside_others(change.low, change.high, QUESTIONS_OF_CHANGE),
            ),
            verdict=Verdict.CANNOT_TELL,
            effect=effect,
        )
    if not change.sure:
        return Finding(
            say(
                "No difference of {net_name} found: who answered and how they scored moved it "
                "against each other",
                **said,
            )
            if groups
            else say(
                "No change of {net_name} found: who answered and how they scored moved it against "
                "each other",
                **said,
            ),
            paragraph(
                say(
                    "{before} and {after}, difference {change} points: {parts}", parts=parts, **said
                ),
                just_past.beside_others(change.low, change.high, QUESTIONS_OF_CHANGE),
            ),
            verdict=Verdict.CANNOT_TELL,
            effect=effect,
        )
    return Finding(
        _because(bridge, _ends(bridge), opposed=opposed),
        paragraph(
            say("{change} points: {parts}", parts=parts, **said),
            just_past.by_range(change.low, change.high),
        ),
        Tone.GOOD if change.low > 0 else Tone.ATTENTION,
        Verdict.SHOWN,
        effect,
        points=None if groups else effect,
    )


def _ends(bridge: ScoreBridge) -> Said:
    before, after = (numbers.points(end.value) for end in (bridge.before, bridge.after))
    if bridge.options.groups is None:
        return say(
            "{net_name} went from {before} to {after}",
            net_name=bridge.net_name,
            before=before,
            after=after,
        )
    return say(
        "{net_name} is {before} for {first} and {after} for {second}",
        net_name=bridge.net_name,
        before=before,
        first=bridge.names[0],
        after=after,
        second=bridge.names[1],
    )


def _because(bridge: ScoreBridge, ends: Said, *, opposed: bool) -> Said:
    """Say which part the change is mostly from, and which worked against it.

    One part that is sure and another that is not may be equally large (Gelman & Stern 2006), so
    the larger is named only where the parts surely differ, and one works against the other only
    where both are sure.
    """
    if bridge.mostly == "mix":
        return (
            say(
                "{ends}, because other customers answered, though how they scored worked against "
                "it",
                ends=ends,
            )
            if opposed
            else say("{ends}, because other customers answered", ends=ends)
        )
    if bridge.mostly == "score":
        return (
            say(
                "{ends}, because customers scored otherwise, though who answered worked against it",
                ends=ends,
            )
            if opposed
            else say("{ends}, because customers scored otherwise", ends=ends)
        )
    return ends


def cell(bridge: ScoreBridge) -> Finding | None:
    """Name the combination whose score carries most of the change; None when none is sure."""
    frame = bridge.cells.frame
    # The largest of many is often luck: the range is widened for their number (Bonferroni), and
    # for the questions of the page.
    tests = QUESTIONS_OF_CHANGE * max(len(frame), 1)
    reach = NormalDist().inv_cdf(1 - 0.025 / tests) / Z
    spread = (frame["score_high"] - frame["score_low"]) / 2
    sure = frame[frame["score_points"].abs() > reach * spread]
    if sure.empty:
        return None
    most = sure.iloc[int(sure["score_points"].abs().argmax())]
    headline, detail = _apart(bridge, most) if bridge.options.groups else _moved_most(most)
    effect = Effect(
        most["score_points"],
        Unit.POINTS,
        int(most["n_before"] + most["n_after"]),
        most["score_low"],
        most["score_high"],
    )
    return Finding(
        headline,
        detail,
        Tone.GOOD if most["score_points"] > 0 else Tone.ATTENTION,
        Verdict.SHOWN,
        effect,
        points=None if bridge.options.groups else effect,
    )


def _apart(bridge: ScoreBridge, most: pd.Series) -> tuple[Said, Said]:
    return (
        say("{cell} sets the scores apart most", cell=most["cell"]),
        say(
            "{change} points of the difference (95 % range {range}): {before} (n {n_before}) for "
            "{first}, {after} (n {n_after}) for {second}.",
            first=bridge.names[0],
            second=bridge.names[1],
            **_part_of(most),
        ),
    )


def _moved_most(most: pd.Series) -> tuple[Said, Said]:
    return (
        say("{cell} moved the score most", cell=most["cell"]),
        say(
            "{change} points of the change (95 % range {range}): it went from {before} (n "
            "{n_before}) to {after} (n {n_after}).",
            **_part_of(most),
        ),
    )


def _part_of(cell: pd.Series) -> dict[str, str | int]:
    return {
        "change": numbers.change(cell["score_points"], 1),
        "range": numbers.span(cell["score_low"], cell["score_high"], numbers.change, 1),
        "before": numbers.points(cell["points_before"]),
        "n_before": int(cell["n_before"]),
        "after": numbers.points(cell["points_after"]),
        "n_after": int(cell["n_after"]),
    }


def against_target(bridge: ScoreBridge, target_points: float | None) -> list[Finding]:
    """Set the score after against the target; nothing without a target."""
    name = say("{net_name}, {side},", net_name=bridge.net_name, side=bridge.names[1])
    return target.score(name, bridge.after, target_points)


def reading(bridge: ScoreBridge) -> Said:
    """Say how to read the waterfall."""
    return say(
        "Compared over the combinations of {columns}. The parts add up exactly; lines are their "
        "95 % range.",
        columns=_columns(bridge),
    )


def alt(bridge: ScoreBridge) -> Said:
    """Describe the waterfall for those who cannot see it."""
    return described(say("Waterfall from the score before to the score after."), change(bridge))


def left_out(bridge: ScoreBridge) -> str:
    """Say how many responses take no part; empty when all do."""
    if bridge.n_left_out <= 0:
        return ""
    return say_n(
        "{n} response outside both periods, or without {columns}, not compared.",
        "{n} responses outside both periods, or without {columns}, not compared.",
        bridge.n_left_out,
        columns=_columns(bridge),
    )


def _columns(bridge: ScoreBridge) -> str:
    return numbers.listed([column.label for column in bridge.columns])


def _ranged(part: Part) -> str:
    if part.exact:
        return numbers.change(part.points, 1)
    return numbers.ranged(part.points, part.low, part.high, numbers.change, 1)
