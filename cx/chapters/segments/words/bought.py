"""What the comparison of bought and intended says."""

import pandas as pd

from cx.chapters.segments.bought import Bought, BoughtAgainstIntended
from cx.chapters.segments.words import groups
from cx.text import Said, enumerated, numbers, paragraph, say, say_n
from cx.text.finding import Finding


def against_intention(found: BoughtAgainstIntended) -> Finding:
    """Say whether those who bought less or more than intended score differently."""
    frame = found.groups.frame.dropna(subset=["points"])
    if len(frame) < 2:
        return groups.too_few(
            say("Fewer than two groups are large enough to compare"),
            say("Widen or narrow what counts as intended, or remove a filter."),
        )
    scores = say(
        "{groups}; ranges with 95 % confidence.",
        groups=enumerated(
            _scored(row, first=place == 0) for place, (_, row) in enumerate(frame.iterrows())
        ),
    )
    named = groups.told_most(frame)
    if named is None:
        return groups.no_difference(
            say(
                "No difference found in {net_name} between buying less, as and more than intended",
                net_name=found.net_name,
            ),
            frame,
            scores,
        )
    return groups.stands_out(
        named,
        _from_the_rest(named),
        say("{against}.", against=groups.against_others(named)),
        scores,
        groups.rank(frame, named),
        groups.just_past(named),
        _money(found, frame),
    )


def _from_the_rest(row: pd.Series) -> Said:
    points = groups.distance(row)
    match Bought(row["bought"]), groups.is_below(row):
        case Bought.LESS, True:
            return say("Who bought less scores {points} below all others", points=points)
        case Bought.LESS, _:
            return say("Who bought less scores {points} above all others", points=points)
        case Bought.AS, True:
            return say("Who bought as intended scores {points} below all others", points=points)
        case Bought.AS, _:
            return say("Who bought as intended scores {points} above all others", points=points)
        case _, True:
            return say("Who bought more scores {points} below all others", points=points)
        case _:
            return say("Who bought more scores {points} above all others", points=points)


def group_name(bought: str) -> Said:
    """Name a group for a chart."""
    return {
        Bought.LESS: say("Bought less"),
        Bought.AS: say("Bought as intended"),
        Bought.MORE: say("Bought more"),
    }[Bought(bought)]


def reading(found: BoughtAgainstIntended) -> Said:
    """Say how to read the picture, and what counts as intended."""
    return say(
        "Score and 95 % range of each group; filled where it differs from the others beyond "
        "chance. As intended: spend within {tolerance} of the intended spend (n {n} responses).",
        tolerance=numbers.percent(found.options.tolerance),
        n=found.n,
    )


def left_out(found: BoughtAgainstIntended) -> Said:
    """Say which responses take no part; empty when all do."""
    out = []
    if found.n_missing:
        out.append(
            say_n(
                "{n} response without spend or intention",
                "{n} responses without spend or intention",
                found.n_missing,
            )
        )
    if found.n_refunds:
        out.append(
            say_n(
                "{n} response with an amount below 0",
                "{n} responses with an amount below 0",
                found.n_refunds,
            )
        )
    drawn = found.n + found.n_missing + found.n_refunds
    return paragraph(
        say("Left out: {responses}.", responses=numbers.listed(out)) if out else "",
        say("From {drawn} of {n} responses, drawn at random.", drawn=drawn, n=found.n_available)
        if drawn < found.n_available
        else "",
    )


def _scored(row: pd.Series, *, first: bool) -> Said:
    """Write a group with its score; the first begins the sentence."""
    score = groups.scored(row)
    match Bought(row["bought"]):
        case Bought.LESS:
            return say("Less {score}", score=score) if first else say("less {score}", score=score)
        case Bought.AS:
            return (
                say("As intended {score}", score=score)
                if first
                else say("as intended {score}", score=score)
            )
        case Bought.MORE:
            return say("More {score}", score=score) if first else say("more {score}", score=score)


def _money(found: BoughtAgainstIntended, frame: pd.DataFrame) -> str:
    more = frame[(frame["bought"] == "more") & frame["gap"].notna()]
    if more.empty:
        return ""
    row = more.iloc[0]
    said = {
        "gap": numbers.money(row["gap"], found.currency),
        "share": numbers.percent(row["revenue_share"]),
    }
    if pd.isna(row["gap_low"]):
        return say(
            "Who bought more spent {gap} beyond the intention and brings {share} of the revenue.",
            **said,
        )
    return say(
        "Who bought more spent {gap} beyond the intention on average ({range}) and brings {share} "
        "of the revenue.",
        range=numbers.money_range(row["gap_low"], row["gap_high"], found.currency),
        **said,
    )
