"""What the comparison of performers says."""

from cx.chapters.performers.gaps import Gap, Performers
from cx.chapters.performers.words.naming import above_and_below, too_few_to_name
from cx.text import Said, numbers, paragraph, say, say_n, target
from cx.text.finding import Effect, Finding, Tone, Verdict
from cx.vocabulary import Unit


def headline(performers: Performers) -> Finding:
    """Say the one thing to know: whether performers differ, and by how much."""
    if not performers.distinguishable:
        return alike(performers)
    return gap(performers.gaps[-1]) if performers.gaps else stand_outs(performers)


def alike(performers: Performers) -> Finding:
    """Say that performers cannot be told apart."""
    widest = performers.gaps[-1] if performers.gaps else None
    return Finding(
        say("No evidence that performers differ"),
        paragraph(
            say_n(
                "{n} performer with {least} responses or more scores alike within chance "
                "({p}, n {responses}).",
                "{n} performers with {least} responses or more score alike within chance "
                "({p}, n {responses}).",
                performers.n_performers,
                least=performers.minimum_n,
                p=numbers.p_value(performers.p_value_corrected),
                responses=performers.n_responses,
            ),
            _luck(widest) if widest else "",
            say(
                "There is no ranking to show, and what lifting the lowest is worth cannot be told."
            ),
        ),
        Tone.CAUTION,
        Verdict.CANNOT_TELL,
        Effect.of(widest.shrunk, Unit.POINTS) if widest else None,
    )


def _luck(widest: Gap) -> Said:
    said = {
        "raw": numbers.points(widest.raw_gap_points),
        "share": numbers.percent(widest.fraction),
        "luck": numbers.points(widest.luck_gap_points),
    }
    if widest.raw_gap_points <= widest.luck_gap_points:
        return say(
            "The raw gap of {raw} points between the best and the worst {share} is no more than "
            "what luck alone gives ({luck}).",
            **said,
        )
    return say(
        "The raw gap of {raw} points between the best and the worst {share} is too little above "
        "what luck alone gives ({luck}).",
        **said,
    )


def gap(measured: Gap) -> Finding:
    """Say how far best and worst are apart once luck is taken out."""
    share = numbers.percent(measured.fraction)
    detail = say_n(
        "95 % range {range}, luck taken out; {n} performer in each group (n {responses}). The raw "
        "gap is {raw}, but luck alone would give {luck}.",
        "95 % range {range}, luck taken out; {n} performers in each group (n {responses}). The raw "
        "gap is {raw}, but luck alone would give {luck}.",
        measured.n_in_each,
        range=numbers.interval(measured.shrunk.low, measured.shrunk.high),
        responses=measured.shrunk.n,
        raw=numbers.points(measured.raw_gap_points),
        luck=numbers.points(measured.luck_gap_points),
    )
    effect = Effect.of(measured.shrunk, Unit.POINTS)
    if not measured.shrunk.low > 0:
        return Finding(
            say(
                "The gap between the best and the worst {share} cannot be told from nothing",
                share=share,
            ),
            detail,
            Tone.CAUTION,
            Verdict.CANNOT_TELL,
            effect,
        )
    return Finding(
        say(
            "The best {share} score {points} above the worst {share}",
            share=share,
            points=numbers.in_points(measured.shrunk.value),
        ),
        detail,
        Tone.ATTENTION,
        Verdict.SHOWN,
        effect,
    )


def stand_outs(performers: Performers) -> Finding:
    """Say who stands above or below the mean, if anybody does."""
    n = performers.n_responses
    if not performers.distinguishable:
        return Finding(
            say("Performers scatter as chance scatters them"),
            say("No one stands out (n {n}).", n=n),
            Tone.CAUTION,
            Verdict.CANNOT_TELL,
        )
    frame = performers.rows.frame
    above, below = (
        [
            str(name)
            for name in frame.loc[
                frame["named"].astype(bool) & (frame["tier"] == tier), "performer"
            ]
        ]
        for tier in (1, 3)
    )
    away = (frame["low"] > performers.mean_points) | (frame["high"] < performers.mean_points)
    n_unnamed = int((away & ~frame["named"].astype(bool)).sum())
    unnamed = too_few_to_name(n_unnamed)
    if not above and not below:
        return Finding(
            say("Performers differ, but no single one stands out"),
            paragraph(
                say(
                    "Together they spread more than chance allows; no single one is surely off the "
                    "mean and known by responses enough (n {n}).",
                    n=n,
                )
                if unnamed
                else say(
                    "Together they spread more than chance allows; each one's own range still "
                    "reaches the mean (n {n}).",
                    n=n,
                ),
                unnamed,
            ),
            verdict=Verdict.SHOWN,
        )
    return Finding(
        say_n(
            "{n} performer above the mean, {below} below",
            "{n} performers above the mean, {below} below",
            len(above),
            below=len(below),
        ),
        paragraph(
            above_and_below(above, below),
            unnamed,
            say(
                "The other {others} cannot be told apart from the mean of {mean} (n {n}).",
                others=performers.n_performers - len(above) - len(below) - n_unnamed,
                mean=numbers.points(performers.mean_points),
                n=n,
            ),
        ),
        verdict=Verdict.SHOWN,
    )


def tier(number: int) -> Said:
    """Name a tier."""
    return {
        1: say("above the mean"),
        2: say("not told apart from the mean"),
        3: say("below the mean"),
    }[number]


def outside(place: str) -> Said:
    """Name where a raw score lies against what luck allows."""
    return {
        "inside": say("inside"),
        "outside 95 %": say("outside 95 %"),
        "outside 99.8 %": say("outside 99.8 %"),
    }[place]


def against_target(performers: Performers, target_points: float | None) -> list[Finding]:
    """Say how many performers lie above and below the target for certain, luck taken out."""
    frame = performers.rows.frame
    return target.groups(say("performers"), frame, "performer", "shrunk_points", target_points)


def left_out(performers: Performers) -> str:
    """Say who is not shown; empty when everybody is."""
    if not performers.n_too_small:
        return ""
    return say_n(
        "{n} performer with fewer than {least} responses ({responses}) not shown.",
        "{n} performers with fewer than {least} responses ({responses}) not shown.",
        performers.n_too_small,
        least=performers.minimum_n,
        responses=say_n("{n} response", "{n} responses", performers.n_responses_left_out),
    )


def reading_gaps(performers: Performers) -> Said:
    """Say how to read the picture of the gaps."""
    return say(
        "Raw: the gap as observed. Luck: the gap if all were alike and only chance played. "
        "Shrunken: the best guess of the true gap, with its 95 % range (n {n}).",
        n=performers.n_responses,
    )


def alt_gaps(performers: Performers) -> Said:
    """Describe the picture of the gaps for those who cannot see it."""
    return paragraph(
        *(
            say(
                "Best against worst {share}: raw {raw}, luck {luck}, shrunken {shrunken} points "
                "(95 % range {range}).",
                share=numbers.percent(g.fraction),
                raw=numbers.points(g.raw_gap_points),
                luck=numbers.points(g.luck_gap_points),
                shrunken=numbers.points(g.shrunk.value),
                range=numbers.interval(g.shrunk.low, g.shrunk.high),
            )
            for g in performers.gaps
        )
    )


def reading_scores(performers: Performers) -> Said:
    """Say how to read the picture of all performers."""
    return paragraph(
        say(
            "Right: more responses. Faint: score as observed. Solid: shrunken score with its 95 % "
            "range; the fewer the responses, the closer it is drawn to the mean."
        ),
        say("Click a performer for the card."),
        left_out(performers),
    )


def funnel(performers: Performers) -> Finding:
    """Say who lies outside the limits of luck, as observed."""
    places = performers.rows.frame["funnel"]
    n_far, n_out = (int((places == place).sum()) for place in ("outside 99.8 %", "outside 95 %"))
    return Finding(
        say_n(
            "{n} performer outside the 99.8 % limits, {more} more outside 95 %",
            "{n} performers outside the 99.8 % limits, {more} more outside 95 %",
            n_far,
            more=n_out,
        ),
        paragraph(
            say_n(
                "Of {n} performer luck alone would set {by_luck} outside 95 % (n {responses}).",
                "Of {n} performers luck alone would set {by_luck} outside 95 % (n {responses}).",
                len(places),
                by_luck=numbers.decimal(0.05 * len(places), 1),
                responses=performers.n_responses,
            ),
            say(
                "The limits are widened for a spread {times} times that of luck.",
                times=numbers.decimal(performers.overdispersion, 1),
            )
            if performers.overdispersion > 1
            else "",
        ),
    )


def reading_funnel(performers: Performers) -> Said:
    """Say how to read the funnel."""
    return paragraph(
        say(
            "Right: more responses, so the limits of luck are narrower. Inside the funnel nothing "
            "can be said of a performer."
        ),
        say("Click a performer for the card."),
        left_out(performers),
    )
