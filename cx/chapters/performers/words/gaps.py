"""What the comparison of performers says."""

from __future__ import annotations

from cx.chapters.performers.gaps import Gap, Performers
from cx.text import numbers, target
from cx.text.finding import Finding, Tone
from cx.vocabulary import Estimate

_TIERS = {1: "above the mean", 2: "not told apart from the mean", 3: "below the mean"}


MOST_NAMES = 5  # names that a sentence lists before it only counts


def headline(performers: Performers) -> Finding:
    """Say the one thing to know: whether performers differ, and by how much."""
    if not performers.distinguishable:
        return alike(performers)
    return gap(performers.gaps[-1]) if performers.gaps else stand_outs(performers)


def alike(performers: Performers) -> Finding:
    """Say that performers cannot be told apart."""
    luck = ""
    if performers.gaps:
        widest = performers.gaps[-1]
        is_what = (
            "no more than what"
            if widest.raw_points <= widest.luck_points
            else "too little above what"
        )
        luck = (
            f" The raw gap of {numbers.points(widest.raw_points)} points between the best and the "
            f"worst {numbers.percent(widest.fraction)} is {is_what} luck alone "
            f"gives ({numbers.points(widest.luck_points)})."
        )
    return Finding(
        "No evidence that performers differ",
        f"{numbers.counted(performers.n_performers, 'performer')} with "
        f"{performers.minimum_n} responses or more score alike within chance "
        f"({numbers.p_value(performers.p_value_corrected)}, "
        f"n {numbers.count(performers.n_responses)})."
        f"{luck} There is no ranking to show, and lifting the lowest is worth nothing that these "
        "answers can prove.",
        Tone.CAUTION,
    )


def gap(measured: Gap) -> Finding:
    """Say how far best and worst are apart once luck is taken out."""
    share = numbers.percent(measured.fraction)
    if not measured.shrunk.low > 0:
        return Finding(
            f"The gap between the best and the worst {share} cannot be told from nothing",
            _gap_detail(measured),
            Tone.CAUTION,
        )
    return Finding(
        f"The best {share} score {numbers.in_points(measured.shrunk.value)} above the worst "
        f"{share}",
        _gap_detail(measured),
        Tone.ATTENTION,
    )


def _gap_detail(measured: Gap) -> str:
    return (
        f"{_range(measured.shrunk)}, luck taken out; {numbers.count(measured.n_in_each)} "
        f"performers in each group (n {numbers.count(measured.shrunk.n)}). The raw gap is "
        f"{numbers.points(measured.raw_points)}, but luck alone would give "
        f"{numbers.points(measured.luck_points)}."
    )


def stand_outs(performers: Performers) -> Finding:
    """Say who stands above or below the mean, if anybody does."""
    if not performers.distinguishable:
        return Finding(
            "Performers scatter as chance scatters them",
            f"No one stands out (n {numbers.count(performers.n_responses)}).",
            Tone.CAUTION,
        )
    frame = performers.performers.frame
    above, below = (
        [str(name) for name in frame.loc[frame["tier"] == tier, "performer"]] for tier in (1, 3)
    )
    if not above and not below:
        return Finding(
            "Performers differ, but no single one stands out",
            "Together they spread more than chance allows; each one's own range still reaches "
            f"the mean (n {numbers.count(performers.n_responses)}).",
        )
    return Finding(
        f"{numbers.counted(len(above), 'performer')} above the mean, "
        f"{numbers.count(len(below))} below",
        f"{_named('Above', above)}{_named('Below', below)}The other "
        f"{numbers.count(performers.n_performers - len(above) - len(below))} cannot be told apart "
        f"from the mean of {numbers.points(performers.mean_points)} "
        f"(n {numbers.count(performers.n_responses)}).",
    )


def _named(side: str, names: list[str]) -> str:
    if not names or len(names) > MOST_NAMES:
        return ""
    return numbers.sentence(f"{side}: {numbers.listed(sorted(names))}") + " "


def tier(number: int) -> str:
    """Name a tier."""
    return _TIERS[number]


def against_target(performers: Performers, target_points: float | None) -> list[Finding]:
    """Say how many performers lie above and below the target for certain, luck taken out."""
    frame = performers.performers.frame
    return target.groups("performers", frame, "performer", "shrunk_points", target_points)


def left_out(performers: Performers) -> str:
    """Say who is not shown; empty when everybody is."""
    if not performers.n_too_small:
        return ""
    return (
        f"{numbers.counted(performers.n_too_small, 'performer')} with fewer than "
        f"{performers.minimum_n} responses "
        f"({numbers.counted(performers.n_responses_left_out, 'response')}) not shown."
    )


def reading_gaps(performers: Performers) -> str:
    """Say how to read the picture of the gaps."""
    return (
        "Raw: the gap as observed. Luck: the gap if all were alike and only chance played. "
        f"Shrunken: the best guess of the true gap, with its {numbers.RANGE} "
        f"(n {numbers.count(performers.n_responses)})."
    )


def alt_gaps(performers: Performers) -> str:
    """Describe the picture of the gaps for those who cannot see it."""
    return " ".join(
        f"Best against worst {numbers.percent(g.fraction)}: raw {numbers.points(g.raw_points)}, "
        f"luck {numbers.points(g.luck_points)}, shrunken {numbers.points(g.shrunk.value)} points "
        f"({_range(g.shrunk)})."
        for g in performers.gaps
    )


def reading_scores(performers: Performers) -> str:
    """Say how to read the picture of all performers."""
    return (
        "Right: more responses. Faint: score as observed. Solid: shrunken score with its "
        f"{numbers.RANGE}; the fewer the responses, the closer it is drawn to the mean. "
        f"Click a performer for the card. {left_out(performers)}"
    ).strip()


def funnel(performers: Performers) -> Finding:
    """Say who lies outside the limits of luck, as observed."""
    places = performers.performers.frame["funnel"]
    n = numbers.count(performers.n_responses)
    n_far, n_out = (int((places == place).sum()) for place in ("outside 99.8 %", "outside 95 %"))
    by_luck = numbers.decimal(0.05 * len(places), 1)
    widened = (
        f" The limits are widened for a spread {numbers.decimal(performers.overdispersion, 1)} "
        "times that of luck."
        if performers.overdispersion > 1
        else ""
    )
    return Finding(
        f"{numbers.counted(n_far, 'performer')} outside the 99.8 % limits, {n_out} more outside "
        "95 %",
        f"Of {numbers.counted(len(places), 'performer')} luck alone would set {by_luck} outside "
        f"95 % (n {n}).{widened}",
    )


def reading_funnel(performers: Performers) -> str:
    """Say how to read the funnel."""
    return (
        "Right: more responses, so the limits of luck are narrower. Inside the funnel nothing can "
        f"be said of a performer. Click a performer for the card. {left_out(performers)}"
    ).strip()


def alt_funnel(performers: Performers) -> str:
    """Describe the funnel for those who cannot see it."""
    said = funnel(performers)
    return f"Raw scores against responses in a funnel. {said.headline}. {said.detail}"


def alt_scores(performers: Performers) -> str:
    """Describe the picture of all performers for those who cannot see it."""
    said = stand_outs(performers)
    return (
        f"Scores of {performers.n_performers} performers against their responses. "
        f"{said.headline}. {said.detail}"
    )


def _range(estimate: Estimate) -> str:
    return f"{numbers.RANGE} {numbers.interval(estimate.low, estimate.high)}"
