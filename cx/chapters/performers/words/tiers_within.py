"""Who stands out within a team or region, in words."""

from __future__ import annotations

from cx.chapters.performers.tiers_within import TiersWithin
from cx.text import numbers
from cx.text.finding import Finding, Tone

_MOST_NAMES = 5


def headline(within: TiersWithin) -> Finding:
    """Say in how many groups members differ, and who stands out."""
    groups, members = within.groups.frame, within.members.frame
    n_differ = int(groups["distinguishable"].sum())
    n = numbers.count(within.n_responses)
    if n_differ == 0:
        return Finding(
            f'Within each "{within.within.label}", performers cannot be told apart',
            f"{numbers.counted(len(groups), 'group')} compared, the number of groups allowed for "
            f"(n {n}).",
            Tone.CAUTION,
        )
    above, below = (
        [str(name) for name in members.loc[members["tier_within"] == tier, "performer"]]
        for tier in (1, 3)
    )
    return Finding(
        f"Performers differ within {n_differ} of {len(groups)}: {len(above)} above the mean of "
        f"their group, {len(below)} below",
        f'By "{within.within.label}" (n {n}). {_named("Above", above)}{_named("Below", below)}'
        "All others cannot be told apart from their group.",
    )


def _named(side: str, names: list[str]) -> str:
    if not names or len(names) > _MOST_NAMES:
        return ""
    return numbers.sentence(f"{side}: {numbers.listed(sorted(names))}") + " "


def reading(within: TiersWithin) -> str:
    """Say how to read the picture."""
    alone = (
        f" {numbers.counted(within.n_alone, 'performer')} alone in a group not compared."
        if within.n_alone
        else ""
    )
    return (
        "Each mark is a performer: shrunken to the mean of the own group, which the line shows "
        f"(n {numbers.count(within.n_responses)}).{alone}"
    )


def alt(within: TiersWithin) -> str:
    """Describe the picture for those who cannot see it."""
    said = headline(within)
    return f"Shrunken scores of performers within groups. {said.headline}. {said.detail}"
