"""Who stands out within a team or region, in words."""

from cx.chapters.performers.tiers_within import TiersWithin
from cx.chapters.performers.words.naming import (
    above_and_below,
    quoted,
    too_few_to_name,
)
from cx.text import Said, paragraph, say, say_n
from cx.text.finding import Finding, Tone, Verdict


def headline(within: TiersWithin) -> Finding:
    """Say in how many groups members differ, and who stands out."""
    groups, members = within.groups.frame, within.rows.frame
    n_differ = int(groups["distinguishable"].sum())
    column = quoted(within.column.label)
    if n_differ == 0:
        return Finding(
            say("Within each {column}, performers cannot be told apart", column=column),
            say_n(
                "{n} group compared, the number of groups allowed for (n {responses}).",
                "{n} groups compared, the number of groups allowed for (n {responses}).",
                len(groups),
                responses=within.n_responses,
            ),
            Tone.CAUTION,
            Verdict.CANNOT_TELL,
        )
    above, below = (
        [str(name) for name in members.loc[members["tier_within"] == tier, "performer"]]
        for tier in (1, 3)
    )
    return Finding(
        say(
            "Performers differ within {n} of {groups}: {above} above the mean of their group, "
            "{below} below",
            n=n_differ,
            groups=len(groups),
            above=len(above),
            below=len(below),
        ),
        paragraph(
            say("By {column} (n {n}).", column=column, n=within.n_responses),
            above_and_below(above, below),
            too_few_to_name(_unnamed(within)),
            say("All others cannot be told apart from their group."),
        ),
        verdict=Verdict.SHOWN,
    )


def _unnamed(within: TiersWithin) -> int:
    """Count those whose range is off the mean of their group, without being told apart from it."""
    groups = within.groups.frame.set_index("group")
    members = within.rows.frame
    group = members["group"]
    mean, differ = group.map(groups["mean_points"]), group.map(groups["distinguishable"])
    away = (members["low"] > mean) | (members["high"] < mean)
    return int((away & differ.astype(bool) & (members["tier_within"] == 2)).sum())


def place(tier: int) -> Said:
    """Name where a performer lies against the own group."""
    return {
        1: say("above the mean of the group"),
        2: say("not told apart from it"),
        3: say("below it"),
    }[tier]


def left_out(within: TiersWithin) -> str:
    """Say who is not compared; empty when everybody is."""
    if not within.n_alone:
        return ""
    return say_n(
        "{n} performer alone in a group not compared.",
        "{n} performers alone in a group not compared.",
        within.n_alone,
    )


def reading(within: TiersWithin) -> Said:
    """Say how to read the picture."""
    return paragraph(
        say(
            "Each mark is a performer: shrunken to the mean of the own group, which the line "
            "shows (n {n}).",
            n=within.n_responses,
        ),
        left_out(within),
    )
