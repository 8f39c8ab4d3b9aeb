"""The card of a performer, in words."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from typing import Any

from cx.chapters.performers.card import LEAST_QUARTERS, PerformerCard
from cx.chapters.performers.words.gaps import tier
from cx.text import numbers, target
from cx.text.finding import Finding, Tone

OWN_TITLE = "Your card"
OWN_NOTE = "All responses, no filter."
NOT_HERE = (
    "This link was made for a performer whom the data no longer names. "
    "Ask the person who sent it for a new one."
)
NO_DATA = "There are no responses yet. Come back once the file is loaded."
LINKS = "Opens this card and nothing else: no other names, no other page."
LINKS_FOR_ALL = (
    "One link for each performer, made where there is none yet. Send each person only their own."
)

_ROUNDING = 0.001  # points; a range that is narrower is none


def findings(card: PerformerCard, name: str) -> list[Finding]:
    """Say score and place, then the drivers to start with."""
    return [_score(card, name), *_drivers(card)]


def _score(card: PerformerCard, name: str) -> Finding:
    known = (
        f"{numbers.RANGE} {numbers.interval(card.score.low, card.score.high)}, luck taken out"
        if card.score.high - card.score.low > _ROUNDING
        else "No range: all performers have answers in the same band only"
    )
    return Finding(
        f"{name}: {card.net_name} {numbers.points(card.score.value)}",
        f"{known} (n {numbers.count(card.score.n)}); the mean of all is "
        f"{numbers.points(card.mean_points)}; {_rank(card)}.",
    )


def _rank(card: PerformerCard) -> str:
    everybody = numbers.count(card.n_performers)
    if not card.distinguishable:
        return f"the {everybody} performers cannot be told apart, so there is no place to give"
    return f"place {numbers.count(card.expected_rank)} of {everybody} is to be expected"


def place(card: PerformerCard) -> Finding:
    """Head the picture of the place among all."""
    share = numbers.percent(card.options.fraction)
    return Finding(
        f"Place among all: {tier(card.tier)}",
        f"Of {numbers.counted(card.n_performers, 'performer')}: the chance to be among the best "
        f"{share} is {_chance(card.in_top_fifth)}, among the worst {share} "
        f"{_chance(card.in_bottom_fifth)} (n {numbers.count(card.score.n)}).",
    )


def _chance(share: float) -> str:
    """Write a probability; what was drawn a few thousand times is never impossible or certain."""
    if share < 0.01:
        return f"under 1{numbers.SPACE}%"
    if share > 0.99:
        return f"over 99{numbers.SPACE}%"
    return numbers.percent(share)


def reading_place(card: PerformerCard) -> str:
    """Say how to read the picture of the place."""
    return (
        "Grey: how many performers have each score, luck taken out and rounded to whole points. "
        f"Blue: this one, with its {numbers.RANGE}. Dotted: the mean of all."
    )


def alt_place(card: PerformerCard) -> str:
    """Describe the picture of the place for those who cannot see it."""
    said = place(card)
    return (
        f"Scores of {numbers.counted(card.n_performers, 'performer')} without their names; this "
        f"one has {numbers.points(card.score.value)}. {said.headline}. {said.detail}"
    )


def no_place(card: PerformerCard) -> str:
    """Say why the place is not drawn; empty when it is."""
    if len(card.places):
        return ""
    if not card.distinguishable:
        return (
            f"No picture of the place: the {numbers.count(card.n_performers)} performers cannot "
            "be told apart."
        )
    return (
        f"No picture of the place: with {numbers.count(card.n_performers)} performers it would "
        "give the others away."
    )


def _drivers(card: PerformerCard) -> list[Finding]:
    frame = card.drivers.frame
    # A gap whose closing surely goes with a lower score is nothing to start with.
    sure = frame[(frame["driver_gap_low"] > 0) & ~(frame["worth_high"] < 0)]
    n = f"n {numbers.count(card.score.n)}"
    if not card.options.weights:
        return [
            Finding(
                "No driver to start with",
                f"No driver of these answers can be weighed ({n}).",
                Tone.CAUTION,
            )
        ]
    if not card.distinguishable or sure.empty:
        return [
            Finding(
                "No driver stands out as the one to lift",
                f"On no driver that matters is the gap to the best fifth sure ({n})."
                if not (frame["driver_gap_low"] > 0).any()
                else f"Where the gap to the best fifth is sure, closing it goes with a lower score "
                f"({n}).",
                Tone.CAUTION,
            )
        ]
    first, *others = sure.head(3).to_dict("records")
    found = [
        Finding(
            f"Start with {first['driver']}: {numbers.decimal(first['driver_gap'], 1)} below the "
            "best fifth",
            f"{numbers.RANGE} of the gap {_gap_range(first)} rating points ({n}). {_worth(first)}",
            Tone.ATTENTION,
        )
    ]
    if others:
        named = [
            f"{row['driver']} ({numbers.decimal(row['driver_gap'], 1)}, {_gap_range(row)})"
            for row in others
        ]
        found.append(
            Finding(
                f"Then {numbers.listed([str(row['driver']) for row in others])}",
                f"Gaps to the best fifth, shrunken, with {numbers.RANGE}: "
                f"{numbers.listed(named)} rating points ({n}).",
            )
        )
    return found


def _gap_range(row: Mapping[Hashable, Any]) -> str:
    low, high = (numbers.decimal(row[f"driver_gap_{end}"], 1) for end in ("low", "high"))
    return f"{low} to {high}"


def _worth(row: Mapping[Hashable, Any]) -> str:
    low, high = row["worth_low"], row["worth_high"]
    value = numbers.change(row["worth_points"])
    if not (math.isfinite(low) and math.isfinite(high)):
        return "How many points go with closing it cannot be told."
    if low <= 0:
        return (
            f"Whether closing it goes with a better score is not sure: {value} points, "
            f"{numbers.RANGE} {numbers.change(low)} to {numbers.change(high)}."
        )
    return (
        f"Closing it goes with {value} points of this performer's score ({numbers.RANGE} "
        f"{numbers.change(low)} to {numbers.change(high)})."
    )


def trend(card: PerformerCard) -> Finding:
    """Head the picture of the quarters: does the score rise or fall?"""
    shown = f"By quarter: {card.net_name} as observed, with its {numbers.RANGE}."
    if card.change is None:
        pictured = f" {shown}" if len(card.trend) > 1 else ""
        return Finding(
            "Too few quarters to tell a trend",
            f"It takes {LEAST_QUARTERS} quarters with responses enough "
            f"(n {numbers.count(card.score.n)}).{pictured}",
            Tone.CAUTION,
        )
    change = card.change
    if change.high - change.low < _ROUNDING:
        n = numbers.count(change.n)
        return Finding(
            "No rise or fall", f"All answers lie in the same band, in every quarter (n {n})."
        )
    slope = f"{numbers.change(change.value, 1)} points a quarter"
    if change.low > 0:
        headline = f"Rising: {slope}"
    elif change.high < 0:
        headline = f"Falling: {slope}"
    else:
        headline = "No steady rise or fall found"
    return Finding(
        headline,
        f"Slope of all answers {slope}, {numbers.RANGE} {numbers.change(change.low, 1)} to "
        f"{numbers.change(change.high, 1)} (n {numbers.count(change.n)}). {shown}",
    )


def against_target(card: PerformerCard, name: str, target_points: float | None) -> list[Finding]:
    """Set the shrunken score against the target; nothing without a target."""
    return target.score(f"{name}: {card.net_name}", card.score, target_points)


def reading_trend(card: PerformerCard) -> str:
    """Say how to read the picture of the quarters."""
    return (
        "Dotted: the mean of all. A quarter of fewer than "
        f"{numbers.count(card.minimum_n)} responses has no point."
    )


def alt_trend(card: PerformerCard) -> str:
    """Describe the picture of the quarters for those who cannot see it."""
    return f"{card.net_name} of one performer in {len(card.trend)} quarters, with ranges."


def comments(card: PerformerCard) -> str:
    """Head the comments; empty when none is shown."""
    if not card.comments:
        return ""
    return f"{len(card.comments)} typical of {numbers.counted(card.n_comments, 'comment')}"


def no_comments(card: PerformerCard) -> str:
    """Say why no comment is shown; empty when some are."""
    if card.comments:
        return ""
    shown_from = numbers.count(card.minimum_comments)
    return f"{numbers.counted(card.n_comments, 'comment')}; shown from {shown_from} on."
