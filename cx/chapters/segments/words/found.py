"""What the search for groups of customers says."""

from cx.chapters.segments.found import FoundSegments, Method, SearchVerdict
from cx.chapters.segments.words import groups
from cx.text import Said, numbers, paragraph, say
from cx.text.finding import Effect, Finding, Verdict
from cx.vocabulary import Unit


def kinds(found: FoundSegments) -> Finding:
    """Say how many kinds of customers there are, or that there are none."""
    looked = numbers.listed(features(found))
    if found.verdict is not SearchVerdict.FOUND:
        return Finding(
            say("No groups that come back when customers are drawn again"),
            paragraph(
                _why_none(found.verdict),
                say(
                    "Customers differ by degree, not by kind, in {looked} (n {n} customers).",
                    looked=looked,
                    n=found.n_customers,
                ),
            ),
            verdict=Verdict.CANNOT_TELL,
        )
    return Finding(
        say("{k} kinds of customers, found by how they buy", k=found.k),
        say(
            "By {looked}, never by the score (n {n} customers). Drawn again, a customer stays in "
            "the group {stays} of the time; the weakest group comes back with a likeness of "
            "{likeness} (1 is the same).",
            looked=looked,
            n=found.n_customers,
            stays=numbers.percent(found.stays_share),
            likeness=numbers.decimal(found.groups.frame["jaccard"].min()),
        ),
        verdict=Verdict.SHOWN,
        effect=Effect(found.k, Unit.COUNT, found.n_customers),
    )


def _why_none(verdict: SearchVerdict) -> Said:
    if verdict is SearchVerdict.DO_NOT_RETURN:
        return say(
            "Groups can be cut, but they do not come back when customers are drawn again, or hold "
            "too few customers."
        )
    if verdict is SearchVerdict.ONE_WILL_DO:
        return say("Several groups describe the customers no better than one does.")
    return say(
        "One kind of customers, whose behaviour goes together as here, shows groups that are as "
        "clear."
    )


def scores(found: FoundSegments) -> Finding:
    """Say whether the groups differ in their score, which had no say in finding them."""
    known = found.groups.frame.dropna(subset=["points"]).sort_values("points")
    if len(known) < 2:
        return groups.too_few(
            say("Fewer than two groups are large enough to score"), say("Remove a filter.")
        )
    named = groups.told_most(known)
    if named is None:
        worst, best = known.iloc[0], known.iloc[-1]
        return groups.no_difference(
            say(
                "They buy differently, and no difference in {net_name} is found",
                net_name=found.net_name,
            ),
            known,
            say(
                "Scores run from {range}, within what chance alone gives (n {n} customers).",
                range=numbers.span(worst["points"], best["points"]),
                n=int(known["n"].sum()),
            ),
        )
    said = {"group": named["group"], "points": groups.distance(named)}
    return groups.stands_out(
        named,
        say("{group}: {points} below all other customers", **said)
        if groups.is_below(named)
        else say("{group}: {points} above all other customers", **said),
        say(
            "{scored}, {against}; customers' latest answers, compared after the groups were found.",
            scored=groups.scored(named),
            against=groups.against_others(named),
        ),
        groups.rank(known, named),
        groups.just_past(named),
    )


def features(found: FoundSegments) -> list[str]:
    """Name what groups were looked for by."""
    names = {
        "days_since": say("recency"),
        "purchases": say("frequency"),
        "mean_spend": say("spend"),
        "bought_ratio": say("spend against intention"),
        "category": say("purchase behaviour"),
    }
    return [names[name] for name in found.features]


def reading_scores() -> Said:
    """Say how to read the scores of groups."""
    return say(
        "Score and 95 % range of each group; filled where it differs from all other customers "
        "beyond chance. The table has what sets each group apart."
    )


def reading_tried(found: FoundSegments) -> Said:
    """Say how to read the search."""
    return paragraph(
        say(
            "How like itself the weakest group is when customers are drawn again, for each number "
            "of groups: 0.75 is usable, 0.85 stable."
        ),
        say(
            "Groups must also beat one group by {measure}, hold 5 % of the customers each, and "
            "fit better than in one kind of customers, whose behaviour goes together as here (seed "
            "{seed}).",
            measure=say("BIC")
            if found.options.method is Method.MIXTURE
            else say("the gap statistic"),
            seed=str(found.options.seed),
        ),
    )


def tried(found: FoundSegments) -> Finding:
    """Say why there are so many groups."""
    return Finding(
        say("Why {k} groups", k=found.k) if found.k > 1 else say("Why one group"),
        say(
            "Looked for by {method} among {n} customers drawn at random, {samples} times drawn "
            "again.",
            method=method_name(found.options.method),
            n=found.n_searched,
            samples=found.options.samples,
        ),
    )


def method_name(method: Method) -> Said:
    """Name a way of looking for groups."""
    return say("k-means") if method is Method.K_MEANS else say("Gaussian mixture")


def how_many(found: FoundSegments) -> str:
    """Say how many customers were drawn; empty when all were."""
    if found.n_responses >= found.n_available:
        return ""
    return say(
        "From {customers} customers with all of their {responses} responses, of {n}.",
        customers=found.n_customers,
        responses=found.n_responses,
        n=found.n_available,
    )
