"""The words beside the sliders of the what-if."""

from __future__ import annotations

from collections.abc import Mapping

from cx.chapters.what_if.levers import Lever, LeverKind
from cx.chapters.what_if.model import MixLever, WhatIfModel
from cx.chapters.what_if.words import evaluation as what_if
from cx.text import numbers

BEYOND = "Beyond what was observed"
BEYOND_HELP = (
    "Sliders stop at the level of the best and the worst group. Beyond it nobody has been, so what "
    "is said there is guesswork, and is marked as such."
)
GUESSWORK = "Beyond what was observed: guesswork."
RATINGS = "Ratings: everybody's rating moves by"
SERVICE = "Service"
GAP_PART = "Performers"
CLOSED = "Part of the performer gap that is closed"
CLOSED_HELP = "The worst fifth move towards the best fifth; luck is taken out of the gap."
LIFT_PART = "Lift low ratings only"
LIFT_OF = "Ratings of"
LIFTED = "Its low ratings are lifted, so it is not shifted as well."
MIX_HELP = "Shares add to 100 %: the other groups make room in proportion."
SHIFT_HELP: Mapping[LeverKind, str] = {
    LeverKind.RATING: "Rating points, as far as each rating's scale lets it.",
    LeverKind.RESOLVED: "Percentage points of all matters.",
    LeverKind.TIME: "Per cent of today's time; shorter is to the left.",
}


def at_best(lever: Lever) -> str:
    """Say why a lever cannot be moved: the groups are where everybody is."""
    return f"{what_if.limit(lever)} No group lies apart from it; beyond is guesswork."


def mix_part(mix: MixLever) -> str:
    """Head the sliders of a mix."""
    return f"Mix of customers: {mix.column.label}"


def of_today(share: float, n: int) -> str:
    """Say how large a group is today."""
    return f"today {numbers.percent(share, 1)}, n {numbers.count(n)}"


def whole_gap(model: WhatIfModel) -> str:
    """Say what the whole performer gap comes to."""
    if model.gap is None:
        return ""
    full = model.gap.full
    return (
        f"The whole gap: {numbers.change(full.value, 1)} points of the company's score "
        f"({numbers.RANGE} {numbers.change(full.low, 1)} to {numbers.change(full.high, 1)}, "
        f"n {numbers.count(full.n)})."
    )
