"""The card of a performer, in words."""

import math
from collections.abc import Hashable, Mapping
from typing import Any

from cx.chapters.performers.card import LEAST_QUARTERS, PerformerCard
from cx.chapters.performers.words.gaps import tier
from cx.text import Said, enumerated, just_past, numbers, paragraph, say, say_n, target
from cx.text.finding import Effect, Finding, Tone, Verdict, described
from cx.vocabulary import Unit

_ROUNDING = 0.001  # points; a range that is narrower is none


def findings(card: PerformerCard, name: str) -> list[Finding]:
    """Say score and place, then the drivers to start with."""
    return [_score(card, name), *_drivers(card)]


def _score(card: PerformerCard, name: str) -> Finding:
    score = card.score
    known = (
        say(
            "95 % range {range}, luck taken out (n {n})",
            range=numbers.interval(score.low, score.high),
            n=score.n,
        )
        if numbers.points(score.low) != numbers.points(score.high)
        else say("No range: all performers have answers in the same band only (n {n})", n=score.n)
    )
    mean = say("the mean of all is {mean}", mean=numbers.points(card.mean_points))
    return Finding(
        say(
            "{name}: {net} {score}",
            name=name,
            net=card.net_name,
            score=numbers.points(score.value),
        ),
        say("{known}.", known=enumerated((known, mean, _rank(card)))),
        effect=Effect.of(score, Unit.POINTS),
    )


def _rank(card: PerformerCard) -> Said:
    if not card.distinguishable:
        return say(
            "the {n} performers cannot be told apart, so there is no place to give",
            n=card.n_performers,
        )
    if not card.named:
        away = card.score.low > card.mean_points or card.score.high < card.mean_points
        return (
            say("off the mean, with too few responses to be given a place")
            if away
            else say("not told apart from the mean, so there is no place to give")
        )
    return say(
        "place {place} of {n} is to be expected",
        place=numbers.count(card.expected_rank),
        n=card.n_performers,
    )


def place(card: PerformerCard) -> Finding:
    """Head the picture of the place among all."""
    return Finding(
        say("Place among all: {tier}", tier=tier(card.tier)),
        say_n(
            "Of {n} performer: the chance to be among the best {share} is {best}, among the worst "
            "{share} {worst} (n {responses}).",
            "Of {n} performers: the chance to be among the best {share} is {best}, among the worst "
            "{share} {worst} (n {responses}).",
            card.n_performers,
            share=numbers.percent(card.options.fraction),
            best=_chance(card.in_top_fifth),
            worst=_chance(card.in_bottom_fifth),
            responses=card.score.n,
        ),
        verdict=Verdict.CANNOT_TELL if card.tier == 2 else Verdict.SHOWN,
    )


def _chance(share: float) -> str:
    """Write a probability; what was drawn a few thousand times is never impossible or certain."""
    if share < 0.01:
        return say("under 1 %")
    if share > 0.99:
        return say("over 99 %")
    return numbers.percent(share)


def reading_place(card: PerformerCard) -> Said:
    """Say how to read the picture of the place."""
    return say(
        "Grey: how many performers have each score, luck taken out and rounded to whole points. "
        "Blue: this one, with its 95 % range. Dotted: the mean of all."
    )


def alt_place(card: PerformerCard) -> Said:
    """Describe the picture of the place for those who cannot see it."""
    picture = say_n(
        "Scores of {n} performer without their names; this one has {score}.",
        "Scores of {n} performers without their names; this one has {score}.",
        card.n_performers,
        score=numbers.points(card.score.value),
    )
    return described(picture, place(card))


def no_place(card: PerformerCard) -> str:
    """Say why the place is not drawn; empty when it is."""
    if len(card.places) and card.named:
        return ""
    if card.distinguishable and not card.named:
        return say("No picture of the place: it cannot be told from the mean of all.")
    if not card.distinguishable:
        return say(
            "No picture of the place: the {n} performers cannot be told apart.",
            n=card.n_performers,
        )
    return say(
        "No picture of the place: with {n} performers it would give the others away.",
        n=card.n_performers,
    )


def _drivers(card: PerformerCard) -> list[Finding]:
    frame = card.drivers.frame
    n = card.score.n
    if not card.options.weights:
        return [
            Finding(
                say("No driver to start with"),
                say("No driver of these answers can be weighed (n {n}).", n=n),
                Tone.CAUTION,
            )
        ]
    # A gap whose closing surely goes with a lower score is nothing to start with.
    sure = frame[(frame["driver_gap_low"] > 0) & ~(frame["worth_high"] < 0)]
    if not card.distinguishable or sure.empty:
        return [
            Finding(
                say("No driver stands out as the one to lift"),
                say(
                    "Where the gap to the best fifth is sure, closing it goes with a lower score "
                    "(n {n}).",
                    n=n,
                )
                if (frame["driver_gap_low"] > 0).any()
                else say(
                    "On no driver that matters is the gap to the best fifth sure (n {n}).", n=n
                ),
                Tone.CAUTION,
                Verdict.CANNOT_TELL,
            )
        ]
    first, *others = sure.head(3).to_dict("records")
    found = [
        Finding(
            say(
                "Start with {driver}: {gap} below the best fifth",
                driver=first["driver"],
                gap=numbers.decimal(first["driver_gap"], 1),
            ),
            paragraph(
                say(
                    "95 % range of the gap {range} rating points (n {n}).",
                    range=_gap_range(first),
                    n=n,
                ),
                _worth(first),
            ),
            Tone.ATTENTION,
            Verdict.SHOWN,
            _gap_to_best(first, n),
        )
    ]
    if others:
        gaps = [
            say(
                "{driver} ({gap}, {range})",
                driver=row["driver"],
                gap=numbers.decimal(row["driver_gap"], 1),
                range=_gap_range(row),
            )
            for row in others
        ]
        found.append(
            Finding(
                say("Then {names}", names=numbers.listed([str(row["driver"]) for row in others])),
                say(
                    "Gaps to the best fifth, shrunken, with 95 % range: {gaps} rating points "
                    "(n {n}).",
                    gaps=numbers.listed(gaps),
                    n=n,
                ),
                verdict=Verdict.SHOWN,
                effect=_gap_to_best(others[0], n),
            )
        )
    return found


def _gap_to_best(row: Mapping[Hashable, Any], n: int) -> Effect:
    return Effect(row["driver_gap"], Unit.RATING, n, row["driver_gap_low"], row["driver_gap_high"])


def _gap_range(row: Mapping[Hashable, Any]) -> str:
    low, high = (numbers.decimal(row[f"driver_gap_{end}"], 1) for end in ("low", "high"))
    return say("{low} to {high}", low=low, high=high)


def _worth(row: Mapping[Hashable, Any]) -> Said:
    low, high = row["worth_low"], row["worth_high"]
    if not (math.isfinite(low) and math.isfinite(high)):
        return say("How many points go with closing it cannot be told.")
    said = {
        "points": numbers.change(row["worth_points"]),
        "low": numbers.change(low),
        "high": numbers.change(high),
    }
    if low <= 0:
        return say(
            "Whether closing it goes with a better score is not sure: {points} points, 95 % range "
            "{low} to {high}.",
            **said,
        )
    return say(
        "Closing it goes with {points} points of this performer's score (95 % range {low} to "
        "{high}).",
        **said,
    )


def trend(card: PerformerCard) -> Finding:
    """Head the picture of the quarters: does the score rise or fall?"""
    shown = say("By quarter: {net} as observed, with its 95 % range.", net=card.net_name)
    if card.change is None:
        return Finding(
            say("Too few quarters to tell a trend"),
            paragraph(
                say(
                    "It takes {least} quarters with responses enough (n {n}).",
                    least=LEAST_QUARTERS,
                    n=card.score.n,
                ),
                shown if len(card.trend) > 1 else "",
            ),
            Tone.CAUTION,
        )
    change = card.change
    effect = Effect.of(change, Unit.POINTS)  # a quarter
    if change.high - change.low < _ROUNDING:
        return Finding(
            say("No rise or fall"),
            say("All answers lie in the same band, in every quarter (n {n}).", n=change.n),
            effect=effect,
        )
    slope = say("{change} points a quarter", change=numbers.change(change.value, 1))
    if change.low > 0:
        headline, verdict = say("Rising: {slope}", slope=slope), Verdict.SHOWN
    elif change.high < 0:
        headline, verdict = say("Falling: {slope}", slope=slope), Verdict.SHOWN
    else:
        headline, verdict = say("No steady rise or fall found"), Verdict.CANNOT_TELL
    return Finding(
        headline,
        paragraph(
            say(
                "Slope of all answers {slope}, 95 % range {low} to {high} (n {n}).",
                slope=slope,
                low=numbers.change(change.low, 1),
                high=numbers.change(change.high, 1),
                n=change.n,
            ),
            just_past.by_range(change.low, change.high),
            shown,
        ),
        verdict=verdict,
        effect=effect,
    )


def against_target(card: PerformerCard, name: str, target_points: float | None) -> list[Finding]:
    """Set the shrunken score against the target; nothing without a target."""
    scored = say("{name}: {net}", name=name, net=card.net_name)
    return target.score(scored, card.score, target_points)


def reading_trend(card: PerformerCard) -> Said:
    """Say how to read the picture of the quarters."""
    return say(
        "Dotted: the mean of all. A quarter of fewer than {n} responses has no point.",
        n=card.minimum_n,
    )


def alt_trend(card: PerformerCard) -> Said:
    """Describe the picture of the quarters for those who cannot see it."""
    return say_n(
        "{net} of one performer in {n} quarter, with ranges.",
        "{net} of one performer in {n} quarters, with ranges.",
        len(card.trend),
        net=card.net_name,
    )


def comments(card: PerformerCard) -> str:
    """Head the comments; empty when none is shown."""
    if not card.comments:
        return ""
    return say_n(
        "{shown} typical of {n} comment",
        "{shown} typical of {n} comments",
        card.n_comments,
        shown=len(card.comments),
    )


def no_comments(card: PerformerCard) -> str:
    """Say why no comment is shown; empty when some are."""
    if card.comments:
        return ""
    return say_n(
        "{n} comment; shown from {least} on.",
        "{n} comments; shown from {least} on.",
        card.n_comments,
        least=card.minimum_comments,
    )
