"""What the tree of segments says."""

from cx.chapters.segments.tree import SegmentTree
from cx.chapters.segments.words import groups
from cx.text import Said, numbers, paragraph, say
from cx.text.finding import Finding, Verdict


def splits(tree: SegmentTree) -> Finding:
    """Say which groups differ on the half that had no say, or that no split holds there."""
    halves: dict[str, str | int] = {
        "grown": tree.n_grown,
        "reported": tree.n_reported,
        "p": numbers.p_value(tree.p_value),
    }
    if tree.n_leaves < 2:
        return Finding(
            say("No split found"),
            say(
                "No column parts the customers so that scores can be told in advance ({grown} "
                "customers to grow it, {reported} others to check it).",
                **halves,
            ),
            verdict=Verdict.CANNOT_TELL,
        )
    if not tree.holds:
        return Finding(
            say("No split holds on the other half"),
            say(
                "Splits were found on one half, and do not differ beyond chance on the other "
                "({grown} customers to grow it, {reported} others to check it; {p}).",
                **halves,
            ),
            verdict=Verdict.CANNOT_TELL,
        )
    known = tree.leaves.frame.dropna(subset=["points"])
    if len(known) < 2:
        return groups.too_few(
            say("Fewer than two groups are large enough to show"), say("Remove a filter.")
        )
    checked = say(
        "Scored on customers that the tree had not seen ({grown} customers to grow it, {reported} "
        "others to check it; {p}).",
        **halves,
    )
    named = groups.told_most(known.assign(p_value=known["p_adjusted"]))
    if named is None:
        return Finding(
            say("Groups found by splitting differ in {net_name}", net_name=tree.net_name),
            paragraph(say("Which one differs from all others cannot be told."), checked),
            verdict=Verdict.SHOWN,
        )
    points = groups.distance(named)
    return groups.stands_out(
        named,
        say("Groups found by splitting differ: one scores {points} below the rest", points=points)
        if groups.is_below(named)
        else say(
            "Groups found by splitting differ: one scores {points} above the rest", points=points
        ),
        say(
            "{group}, {scored}, {against}.",
            group=named["leaf"],
            scored=groups.scored(named),
            against=groups.against_others(named),
        ),
        groups.rank(known, named),
        groups.just_past(named),
        checked,
    )


def reading(tree: SegmentTree) -> Said:
    """Say how to read the picture."""
    return say(
        "Score and 95 % range of each group, on the half that had no say in the splits; filled "
        "where it differs beyond chance. At most three splits deep, {least} customers or more to "
        "a group; the dotted line is all of this half (seed {seed}).",
        least=tree.least,
        seed=str(tree.options.seed),
    )


def inputs(tree: SegmentTree) -> Said:
    """Say by which columns it could split, and what was left out."""
    names = {
        "days_since": say("recency"),
        "purchases": say("frequency"),
        "spend": say("total spend"),
        "bought_ratio": say("spend against intention"),
    }
    columns = [names.get(name, name) for name in tree.inputs]
    return paragraph(
        say("Split by: {columns}.", columns=numbers.listed(columns)),
        say(
            "Left out, the outcome in other words: {columns}.",
            columns=numbers.listed(tree.left_out),
        )
        if tree.left_out
        else "",
        say(
            "From {drawn} of {n} responses, customers drawn whole.",
            drawn=tree.n_responses,
            n=tree.n_available,
        )
        if tree.n_responses < tree.n_available
        else "",
    )
