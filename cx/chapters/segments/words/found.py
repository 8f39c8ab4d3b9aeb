"""What the search for groups of customers says."""

from __future__ import annotations

import pandas as pd

from cx.chapters.segments.found import FoundSegments, Method, Verdict
from cx.scores.against_rest import differs
from cx.text import numbers
from cx.text.finding import Finding, Tone

_FEATURES = {
    "days_since": "recency",
    "purchases": "frequency",
    "mean_spend": "spend",
    "bought_ratio": "spend against intention",
    "category": "purchase behaviour",
}
_WHY_NONE = {
    Verdict.DO_NOT_RETURN: "Groups can be cut, but they do not come back when customers are drawn "
    "again, or hold too few customers.",
    Verdict.ONE_WILL_DO: "Several groups describe the customers no better than one does.",
    Verdict.BY_DEGREE: "Behaviour that was shuffled apart shows groups that are as clear.",
}


def groups(found: FoundSegments) -> Finding:
    """Say how many kinds of customers there are, or that there are none."""
    looked = numbers.listed(features(found))
    if found.verdict is not Verdict.FOUND:
        return Finding(
            "No groups that come back when customers are drawn again",
            f"{_WHY_NONE[found.verdict]} Customers differ by degree, not by kind, in {looked} "
            f"(n {numbers.count(found.n_customers)} customers).",
        )
    return Finding(
        f"{found.k} kinds of customers, found by how they buy",
        f"By {looked}, never by the score (n {numbers.count(found.n_customers)} customers). Drawn "
        f"again, a customer stays in the group {numbers.percent(found.stays_share)} of the time; "
        f"the weakest group comes back with a likeness of "
        f"{numbers.decimal(found.groups.frame['jaccard'].min())} (1 is the same).",
    )


def scores(found: FoundSegments) -> Finding:
    """Say whether the groups differ in their score, which had no say in finding them."""
    known = found.groups.frame.dropna(subset=["points"]).sort_values("points")
    if len(known) < 2:
        return Finding(
            "Fewer than two groups are large enough to score", "Remove a filter.", Tone.CAUTION
        )
    worst, best = known.iloc[0], known.iloc[-1]
    if not differs(known["p_adjusted"]).any():
        return Finding(
            f"They buy differently, and no difference in {found.net_name} is found",
            f"Scores run from {numbers.points(worst['points'])} to "
            f"{numbers.points(best['points'])}, within what chance alone gives "
            f"(n {numbers.count(known['n'].sum())} customers).",
        )
    return Finding(
        f"{best['group']}: {numbers.in_points(best['points'] - worst['points'])} above "
        f"{worst['group']}",
        f"{_scored(best)}, {_scored(worst)}; customers' latest answers, compared after the groups "
        "were found.",
    )


def features(found: FoundSegments) -> list[str]:
    """Name what groups were looked for by."""
    return [_FEATURES[name] for name in found.features]


def reading_scores() -> str:
    """Say how to read the scores of groups."""
    return (
        f"Score and {numbers.RANGE} of each group; filled where it differs from all other "
        "customers beyond chance. The table has what sets each group apart."
    )


def reading_tried(found: FoundSegments) -> str:
    """Say how to read the search."""
    by = "BIC" if found.options.method is Method.MIXTURE else "the gap statistic"
    return (
        "How like itself the weakest group is when customers are drawn again, for each number of "
        f"groups: 0.75 is usable, 0.85 stable. Groups must also beat one group by {by}, hold 5 % "
        "of the customers each, and fit better than behaviour that is shuffled apart "
        f"(seed {found.options.seed})."
    )


def tried(found: FoundSegments) -> Finding:
    """Say why there are so many groups."""
    return Finding(
        f"Why {found.k} groups" if found.k > 1 else "Why one group",
        f"Looked for by {found.options.method} among {numbers.count(found.n_searched)} customers "
        f"drawn at random, {found.options.samples} times drawn again.",
    )


def how_many(found: FoundSegments) -> str:
    """Say how many customers were drawn; empty when all were."""
    if found.n_responses >= found.n_available:
        return ""
    return (
        f"From {numbers.count(found.n_customers)} customers with all of their "
        f"{numbers.count(found.n_responses)} responses, of {numbers.count(found.n_available)}."
    )


def alt(finding: Finding) -> str:
    """Describe a picture for those who cannot see it."""
    return f"{finding.headline}. {finding.detail}"


def _scored(row: pd.Series) -> str:
    return (
        f"{numbers.points(row['points'])} "
        f"({numbers.interval(row['low'], row['high'])}, n {numbers.count(row['n'])})"
    )
