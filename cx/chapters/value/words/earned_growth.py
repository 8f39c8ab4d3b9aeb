"""What earned growth says."""

from __future__ import annotations

from cx.chapters.value.earned_growth import EarnedGrowth
from cx.text import numbers
from cx.text.finding import Finding, Tone

_FLATTERS = (
    "Who left does not answer surveys, so a file of answers flatters; a file of all customers "
    "would not."
)


def headline(found: EarnedGrowth) -> Finding:
    """Say how much of the growth was earned, or only how much revenue stayed."""
    kept = found.net_retention
    stayed = (
        f"Last year's customers bring {numbers.percent(kept.value, 1)} of last year's revenue "
        f"({numbers.RANGE} {numbers.percent(kept.low, 1)} to {numbers.percent(kept.high, 1)}, n "
        f"{numbers.counted(kept.n, 'customer')})"
    )
    if found.earned_growth is None or found.earned_new is None:
        return Finding(
            stayed.partition(" (")[0],
            f"{stayed}. {_lacking(found)} {_FLATTERS}",
            Tone.CAUTION,
        )
    earned = numbers.percent(found.earned_growth, 1)
    return Finding(
        f"Earned growth is {earned}{_share(found)}",
        f"{stayed}; new ones by referral ({numbers.listed(list(found.referral))}) add "
        f"{numbers.percent(found.earned_new, 1)}. "
        f"{_grew(found.total_growth)} {_FLATTERS}",
        Tone.ATTENTION if found.earned_growth < 0 else Tone.PLAIN,
    )


def _lacking(found: EarnedGrowth) -> str:
    if found.few_new:
        return "Too few customers are new, by referral or otherwise, to say what they bring."
    return (
        "Earned growth needs to know who came by referral: no value of the acquisition channel "
        "says so."
    )


def _share(found: EarnedGrowth) -> str:
    """Say what part of all growth was earned; what shrank is no part of it."""
    if found.earned_growth is not None and found.earned_growth < 0:
        return ": last year's customers and referrals bring less than a year ago"
    if found.earned_share is None:
        return ""
    return f", {numbers.percent(found.earned_share)} of all growth"


def _grew(growth: float) -> str:
    written = numbers.percent(abs(growth), 1)
    if written == numbers.percent(0.0, 1):
        return "Revenue is that of last year."
    return f"Revenue {'grew' if growth > 0 else 'fell'} by {written}."
