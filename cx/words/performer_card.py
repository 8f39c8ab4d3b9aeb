"""The card of a performer, in words."""

from __future__ import annotations

from cx.analyses.performer_card import PerformerCard
from cx.words import numbers, target
from cx.words.finding import Finding, Tone


def findings(card: PerformerCard, name: str) -> list[Finding]:
    """Say score and place, then the drivers to start with."""
    return [_score(card, name), *_drivers(card)]


def _score(card: PerformerCard, name: str) -> Finding:
    place = (
        f"place {numbers.count(card.expected_rank)} of {numbers.count(card.n_performers)} is to "
        "be expected"
        if card.distinguishable
        else f"the {numbers.count(card.n_performers)} performers cannot be told apart, so there "
        "is no place to give"
    )
    return Finding(
        f"{name}: {card.net_name} {numbers.points(card.score.value)}",
        f"{numbers.RANGE} {numbers.interval(card.score.low, card.score.high)}, luck taken out "
        f"(n {numbers.count(card.score.n)}); the mean of all is "
        f"{numbers.points(card.mean_points)}; {place}.",
    )


def _drivers(card: PerformerCard) -> list[Finding]:
    rows = card.drivers.frame.to_dict("records")
    n = f"n {numbers.count(card.score.n)}"
    if not card.distinguishable or not rows or rows[0]["driver_gap_low"] <= 0:
        return [
            Finding(
                "No driver stands out as the one to lift",
                f"On no driver that matters is the gap to the best fifth sure ({n}).",
                Tone.CAUTION,
            )
        ]
    first = rows[0]
    found = [
        Finding(
            f"Start with {first['driver']}: {numbers.decimal(first['driver_gap'], 1)} below the "
            "best fifth",
            f"{numbers.RANGE} of the gap {numbers.decimal(first['driver_gap_low'], 1)} to "
            f"{numbers.decimal(first['driver_gap_high'], 1)} rating points ({n}). Closing it goes "
            f"with {numbers.change(first['worth_points'])} points of this performer's score.",
            Tone.ATTENTION,
        )
    ]
    if len(rows) > 1:
        named = [f"{row['driver']} ({numbers.decimal(row['driver_gap'], 1)})" for row in rows[1:3]]
        found.append(
            Finding(f"Then {numbers.listed(named)}", f"Gaps to the best fifth, shrunken ({n}).")
        )
    return found


def trend(card: PerformerCard) -> Finding:
    """Head the picture of the quarters."""
    return Finding(
        "Quarter by quarter",
        f"{card.net_name} as observed with its {numbers.RANGE} (n {numbers.count(card.score.n)}).",
    )


def against_target(card: PerformerCard, name: str, target_points: float | None) -> list[Finding]:
    """Set the shrunken score against the target; nothing without a target."""
    return target.score(f"{name}: {card.net_name}", card.score, target_points)


def reading_trend(card: PerformerCard) -> str:
    """Say how to read the picture of the quarters."""
    return (
        "Dotted: the mean of all. A quarter of fewer than "
        f"{numbers.count(card.options.minimum_n)} responses has no point."
    )


def alt_trend(card: PerformerCard) -> str:
    """Describe the picture of the quarters for those who cannot see it."""
    return f"{card.net_name} of one performer in {len(card.trend)} quarters, with ranges."


def no_comments(card: PerformerCard) -> str:
    """Say why no comment is shown; empty when some are."""
    if card.comments:
        return ""
    shown_from = numbers.count(card.options.minimum_comments)
    return f"{numbers.counted(card.n_comments, 'comment')}; shown from {shown_from} on."
