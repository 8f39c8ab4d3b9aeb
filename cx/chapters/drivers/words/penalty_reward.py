"""What penalties and rewards say."""

import pandas as pd

from cx.chapters.drivers.penalty_reward import PenaltiesAndRewards
from cx.measures.penalty_reward import KanoClass
from cx.text import Said, enumerated, numbers, paragraph, say, say_n, translated
from cx.text.finding import Finding, Tone, Verdict


def kinds(contrast: PenaltiesAndRewards, *, trusted: bool = True) -> Finding:
    """Say which drivers are must-be, performance and delighter.

    Nothing is said of kinds when the ranking cannot be trusted: the drivers explain too little.
    """
    frame = contrast.drivers.frame
    if not trusted:
        return Finding(
            say("Must-be or delighter: too little to say"),
            say(
                "The drivers explain too little of the score to tell kinds apart; low and high "
                "ratings together go with {share} of its differences (n {n}). The bars are for "
                "orientation only.",
                share=numbers.percent(contrast.r_squared),
                n=contrast.n,
            ),
            Tone.CAUTION,
            Verdict.CANNOT_TELL,
        )
    named = {kind: _names(frame, frame["kind"] == kind) for kind in _OF_A_KIND}
    n_open = len(frame) - sum(len(names) for names in named.values())
    if n_open == len(frame):
        return Finding(
            say("Must-be or delighter: not determinable"),
            paragraph(
                say(
                    "For none of the {drivers} drivers is a kind shown (n {n}).",
                    drivers=len(frame),
                    n=contrast.n,
                ),
                *_seeming(frame),
                *_against(contrast),
            ),
            Tone.CAUTION,
            Verdict.CANNOT_TELL,
        )
    return Finding(
        _headline(named),
        paragraph(
            *(_meaning(kind, names) for kind, names in named.items() if names),
            say_n("{n} driver not determinable.", "{n} drivers not determinable.", n_open)
            if n_open
            else "",
            *_seeming(frame),
            *_against(contrast),
            say("n {n}.", n=contrast.n),
        ),
        verdict=Verdict.SHOWN,
    )


_OF_A_KIND = (KanoClass.MUST_BE, KanoClass.PERFORMANCE, KanoClass.DELIGHTER)


def _headline(named: dict[KanoClass, list[str]]) -> Said:
    if must_be := named[KanoClass.MUST_BE]:
        names = numbers.listed(must_be[:3])
        return say("Get {names} right first: low ratings cost most", names=names)
    if delighters := named[KanoClass.DELIGHTER]:
        return say("{names} can delight", names=numbers.listed(delighters))
    names = numbers.listed(named[KanoClass.PERFORMANCE])
    return say("{names}: the better the better", names=names)


def _seeming(frame: pd.DataFrame) -> tuple[Said, ...]:
    """Count those that look like a kind that is not shown: a straight driver may look so."""
    looks = frame.loc[frame["kind"] == KanoClass.UNDETERMINED, "looks_like"]
    n_must_be = int(looks.eq(KanoClass.MUST_BE).sum())
    n_delighters = int(looks.eq(KanoClass.DELIGHTER).sum())
    said = []
    if n_must_be:
        said.append(
            say_n(
                "{n} looks as if low ratings cost more than high ones earn, which a straight "
                "driver may too.",
                "{n} look as if low ratings cost more than high ones earn, which straight "
                "drivers may too.",
                n_must_be,
            )
        )
    if n_delighters:
        said.append(
            say_n(
                "{n} looks as if high ratings earn more than low ones cost, which a straight "
                "driver may too.",
                "{n} look as if high ratings earn more than low ones cost, which straight "
                "drivers may too.",
                n_delighters,
            )
        )
    return tuple(said)


def _meaning(kind: KanoClass, names: list[str]) -> Said:
    listed = numbers.listed(names)
    if kind is KanoClass.MUST_BE:
        return say("{names} – must-be: missed when bad, hardly noticed when good.", names=listed)
    if kind is KanoClass.PERFORMANCE:
        return say("{names} – performance: the better the better, both ways.", names=listed)
    return say("{names} – delighter: noticed when good, hardly missed when bad.", names=listed)


def _against(contrast: PenaltiesAndRewards) -> tuple[Said, ...]:
    """Say where low ratings surely go with a better score, or high ones with a worse."""
    frame = contrast.drivers.frame
    frame = frame[frame["kind"] == KanoClass.UNDETERMINED]
    low_better = _names(frame, frame["penalty_low"] > 0)
    high_worse = _names(frame, frame["reward_high"] < 0)
    said = []
    if low_better:
        said.append(
            say(
                "{names}: low ratings go with a better score than those in between.",
                names=numbers.listed(low_better),
            )
        )
    if high_worse:
        said.append(
            say(
                "{names}: high ratings go with a worse score than those in between.",
                names=numbers.listed(high_worse),
            )
        )
    return tuple(said)


def reading(contrast: PenaltiesAndRewards) -> Said:
    """Say how to read the two-sided bars."""
    frame = contrast.drivers.frame
    cuts = frame[["low_to", "high_from"]].drop_duplicates()
    crossed = frame["penalty"].gt(0).any() or frame["reward"].lt(0).any()
    return paragraph(
        say(
            "Left: what a low rating goes with. Right: what a high one goes with; both against a "
            "rating in between, the other drivers held."
        ),
        say(
            "A bar that crosses to the other side: a low rating goes with a better score there, "
            "or a high one with a worse."
        )
        if crossed
        else "",
        say(
            "Low is up to {low}, high from {high}.",
            low=f"{cuts['low_to'].iloc[0]:g}",
            high=f"{cuts['high_from'].iloc[0]:g}",
        )
        if len(cuts) == 1
        else say("Low and high are the bands of each driver's scale."),
        say(
            "Line: the 95 % range. Grey: not determinable. It says what goes with the score, not "
            "what causes it."
        ),
    )


def alt(contrast: PenaltiesAndRewards) -> Said:
    """Describe the two-sided bars for those who cannot see them."""
    rows = (
        say(
            "{driver} {penalty} and {reward}, {kind}",
            driver=row["driver"],
            penalty=numbers.decimal(row["penalty"]),
            reward=numbers.decimal(row["reward"]),
            kind=translated(row["kind"]),
        )
        for row in contrast.drivers.frame.to_dict("records")
    )
    return say("Penalty and reward of each driver: {rows}.", rows=enumerated(rows))


def _names(frame: pd.DataFrame, which: pd.Series) -> list[str]:
    return [str(name) for name in frame.loc[which, "driver"]]
