"""What the comparison like for like says."""

from __future__ import annotations

import math

from cx.chapters.performers.like_for_like import LikeForLike
from cx.text import numbers
from cx.text.finding import Finding, Tone
from cx.vocabulary import Estimate


def headline(like: LikeForLike) -> Finding:
    """Say what is left of the gap when everybody has served the same customers."""
    served = numbers.listed([f'"{column.label}"' for column in like.adjusted_for])
    if not like.mix_matters:
        return Finding(
            "Who was served explains nothing of the gap",
            f"Within performers, customers score alike by {served} "
            f"(n {numbers.count(like.n_responses)}).{_nested(like)}",
        )
    if like.before is None or like.after is None:
        return Finding(
            "Scores are adjusted for who was served",
            f"Adjusted for {served}; a gap needs more performers "
            f"(n {numbers.count(like.n_responses)}).{_nested(like)}",
        )
    share = numbers.percent(like.options.fraction)
    told = "" if like.distinguishable else "Like for like, performers cannot be told apart."
    said = " ".join(part for part in (_explained(like), told, _nested(like).strip()) if part)
    after, before = numbers.points(like.after.value), numbers.points(like.before.value)
    return Finding(
        f"Like for like, the gap stays at {after} points"
        if after == before
        else f"Like for like, the gap is {after} points instead of {before}",
        f"Best against worst {share}, luck taken out: before {_range(like.before)}, adjusted for "
        f"{served} {_range(like.after)} (n {numbers.count(like.n_responses)}). {said}".strip(),
        Tone.PLAIN if like.distinguishable else Tone.CAUTION,
    )


def _explained(like: LikeForLike) -> str:
    if not math.isfinite(like.explained_share):
        return ""
    if like.explained_high < 0:
        return "Those who score best had the harder customers."
    low, high = numbers.percent(like.explained_low), numbers.percent(like.explained_high)
    if like.explained_low <= 0:
        return (
            f"Whether who was served explains any of the raw gap of "
            f"{numbers.points(like.raw_gap_points)} cannot be told: "
            f"{numbers.percent(like.explained_share)} ({numbers.RANGE} {low} to {high})."
        )
    return (
        f"Who was served explains {numbers.percent(like.explained_share)} of the raw gap of "
        f"{numbers.points(like.raw_gap_points)} ({numbers.RANGE} {low} to {high})."
    )


def _nested(like: LikeForLike) -> str:
    if not like.nested:
        return ""
    labels = numbers.listed([f'"{column.label}"' for column in like.nested])
    return f" Not adjusted for {labels}: a performer serves only one value of it."


def reading(like: LikeForLike) -> str:
    """Say how to read the picture."""
    return (
        "Open: shrunken gap of the scores as they are. Solid: of the scores had all served the "
        f"same customers. Lines: {numbers.RANGE} (n {numbers.count(like.n_responses)}). It says "
        "nothing about differences that no column records."
    )


def alt(like: LikeForLike) -> str:
    """Describe the picture for those who cannot see it."""
    said = headline(like)
    return f"Gap before and after adjusting for who was served. {said.headline}. {said.detail}"


def _range(estimate: Estimate) -> str:
    return f"({numbers.RANGE} {numbers.interval(estimate.low, estimate.high)})"
