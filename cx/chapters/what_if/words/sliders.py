"""The words beside the sliders of the what-if."""

from cx.chapters.what_if.levers import Lever, LeverKind
from cx.chapters.what_if.model import MixLever, WhatIfModel
from cx.chapters.what_if.words import evaluation as what_if
from cx.text import Said, numbers, paragraph, say


def shift_help(kind: LeverKind) -> Said:
    """Say in which unit a lever is shifted."""
    return {
        LeverKind.RATING: say("Rating points, as far as each rating's scale lets it."),
        LeverKind.RESOLVED: say("Percentage points of all matters."),
        LeverKind.TIME: say("Per cent of today's time; shorter is to the left."),
    }[kind]


def at_best(lever: Lever) -> Said:
    """Say why a lever cannot be moved: the groups are where everybody is."""
    return paragraph(what_if.limit(lever), say("No group lies apart from it; beyond is guesswork."))


def mix_part(mix: MixLever) -> Said:
    """Head the sliders of a mix."""
    return say("Mix of customers: {column}", column=mix.column.label)


def of_today(share: float, n: int) -> Said:
    """Say how large a group is today."""
    return say("today {share}, n {n}", share=numbers.percent(share, 1), n=n)


def whole_gap(model: WhatIfModel) -> str:
    """Say what the whole performer gap comes to."""
    if model.gap is None:
        return ""
    full = model.gap.full
    return paragraph(
        say(
            "The whole gap: {points} points of the company's score (95 % range {low} to {high}, "
            "n {n}).",
            points=numbers.change(full.value, 1),
            low=numbers.change(full.low, 1),
            high=numbers.change(full.high, 1),
            n=full.n,
        ),
        say("It may as well be nothing, so no target is reached by it.")
        if model.gap.cannot_tell
        else "",
    )
