"""What penalties and rewards say."""

from __future__ import annotations

from cx.chapters.drivers.penalty_reward import PenaltiesAndRewards
from cx.measures.penalty_reward import KanoClass
from cx.text import numbers
from cx.text.finding import Finding, Tone

_MEANINGS = {
    KanoClass.MUST_BE: "must-be: missed when bad, hardly noticed when good",
    KanoClass.PERFORMANCE: "performance: the better the better, both ways",
    KanoClass.DELIGHTER: "delighter: noticed when good, hardly missed when bad",
}


def kinds(contrast: PenaltiesAndRewards, *, trusted: bool = True) -> Finding:
    """Say which drivers are must-be, performance and delighter.

    Nothing is said of kinds when the ranking cannot be trusted: the drivers explain too little.
    """
    frame = contrast.drivers.frame
    if not trusted:
        return Finding(
            "Must-be or delighter: too little to say",
            "The drivers explain too little of the score to tell kinds apart; low and high ratings "
            f"together go with {numbers.percent(contrast.r_squared)} of its differences (n "
            f"{numbers.count(contrast.n)}). The bars are for orientation only.",
            Tone.CAUTION,
        )
    named = {
        kind: [str(name) for name in frame.loc[frame["kind"] == kind, "driver"]]
        for kind in _MEANINGS
    }
    n_open = len(frame) - sum(len(names) for names in named.values())
    n = f"n {numbers.count(contrast.n)}"
    if n_open == len(frame):
        return Finding(
            "Must-be or delighter: not determinable",
            f"For none of the {len(frame)} drivers is the range clear of the other kinds ({n})."
            f"{_against(contrast)}",
            Tone.CAUTION,
        )
    said = [
        f"{numbers.listed(names)} \N{EN DASH} {_MEANINGS[kind]}."
        for kind, names in named.items()
        if names
    ]
    if n_open:
        said.append(f"{numbers.counted(n_open, 'driver')} not determinable.")
    straight = frame[
        (frame["kind"] == KanoClass.MUST_BE)
        & (frame["asymmetry_high"] >= frame["asymmetry_straight"])
    ]
    if len(straight):
        said.append(
            f"{numbers.listed([str(name) for name in straight['driver']])} would look so even if "
            "each rating point counted alike, because low ratings lie further out."
        )
    must_be, delighters = named[KanoClass.MUST_BE], named[KanoClass.DELIGHTER]
    bent = [name for name in must_be if name not in list(straight["driver"])]
    if bent:
        headline = f"Get {numbers.listed(bent[:3])} right first: low ratings cost most"
    elif must_be:
        headline = "Low ratings cost more than high ones earn, as far as ratings lie apart"
    elif delighters:
        headline = f"{numbers.listed(delighters)} can delight"
    else:
        headline = f"{numbers.listed(named[KanoClass.PERFORMANCE])}: the better the better"
    return Finding(headline, f"{' '.join(said)}{_against(contrast)} {n}.")


def _against(contrast: PenaltiesAndRewards) -> str:
    """Say where low ratings surely go with a better score, or high ones with a worse."""
    frame = contrast.drivers.frame
    frame = frame[frame["kind"] == KanoClass.UNDETERMINED]
    said = ""
    for which, wrong, score in (
        ("low", frame["penalty_low"] > 0, "better"),
        ("high", frame["reward_high"] < 0, "worse"),
    ):
        if wrong.any():
            names = numbers.listed([str(name) for name in frame.loc[wrong, "driver"]])
            said += f" {names}: {which} ratings go with a {score} score than those in between."
    return said


def reading(contrast: PenaltiesAndRewards) -> str:
    """Say how to read the two-sided bars."""
    frame = contrast.drivers.frame
    cuts = frame[["low_to", "high_from"]].drop_duplicates()
    fixed = (
        f"Low is up to {cuts['low_to'].iloc[0]:g}, high from {cuts['high_from'].iloc[0]:g}. "
        if len(cuts) == 1
        else "Low and high are the bands of each driver's scale. "
    )
    crossed = ""
    if frame["penalty"].gt(0).any() or frame["reward"].lt(0).any():
        crossed = (
            "A bar that crosses to the other side: a low rating goes with a better score there, "
            "or a high one with a worse. "
        )
    return (
        "Left: what a low rating goes with. Right: what a high one goes with; both against a "
        f"rating in between, the other drivers held. {crossed}{fixed}Line: the {numbers.RANGE}. "
        "Grey: not determinable. It says what goes with the score, not what causes it."
    )


def alt(contrast: PenaltiesAndRewards) -> str:
    """Describe the two-sided bars for those who cannot see them."""
    rows = "; ".join(
        f"{row['driver']} {numbers.decimal(row['penalty'])} and {numbers.decimal(row['reward'])}, "
        f"{row['kind']}"
        for row in contrast.drivers.frame.to_dict("records")
    )
    return f"Penalty and reward of each driver: {rows}."
