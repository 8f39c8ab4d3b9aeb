"""What the comparison like for like says."""

import math

from cx.chapters.performers.like_for_like import LikeForLike
from cx.chapters.performers.words.naming import quoted
from cx.text import Said, numbers, paragraph, say
from cx.text.finding import Effect, Finding, Tone, Verdict
from cx.vocabulary import Unit


def headline(like: LikeForLike) -> Finding:
    """Say what is left of the gap when everybody has served the same customers."""
    served = numbers.listed([quoted(column.label) for column in like.adjusted_for])
    n = like.n_responses
    if not like.mix_matters:
        return Finding(
            say("No evidence that who was served explains any of the gap"),
            paragraph(
                say(
                    "Within performers, no difference by {served} was found (n {n}).",
                    served=served,
                    n=n,
                ),
                _nested(like),
            ),
            verdict=Verdict.CANNOT_TELL,
        )
    if like.gap_before is None or like.gap_after is None:
        return Finding(
            say("Scores are adjusted for who was served"),
            paragraph(
                say(
                    "Adjusted for {served}; a gap needs more performers (n {n}).",
                    served=served,
                    n=n,
                ),
                _nested(like),
            ),
        )
    after, before = numbers.points(like.gap_after.value), numbers.points(like.gap_before.value)
    return Finding(
        say("Like for like, the gap stays at {after} points", after=after)
        if after == before
        else say(
            "Like for like, the gap is {after} points instead of {before}",
            after=after,
            before=before,
        ),
        paragraph(
            say(
                "Best against worst {share}, luck taken out: before (95 % range {before}), "
                "adjusted for {served} (95 % range {after}) (n {n}).",
                share=numbers.percent(like.options.fraction),
                before=numbers.interval(like.gap_before.low, like.gap_before.high),
                served=served,
                after=numbers.interval(like.gap_after.low, like.gap_after.high),
                n=n,
            ),
            _explained(like),
            "" if like.distinguishable else say("Like for like, performers cannot be told apart."),
            _nested(like),
        ),
        Tone.PLAIN if like.distinguishable else Tone.CAUTION,
        Verdict.SHOWN if like.distinguishable else Verdict.CANNOT_TELL,
        Effect.of(like.gap_after, Unit.POINTS),
    )


def _explained(like: LikeForLike) -> str:
    if not math.isfinite(like.explained_share):
        return ""
    if like.explained_high < 0:
        return say("Those who score best had the harder customers.")
    said = {
        "raw": numbers.points(like.raw_gap_points),
        "share": numbers.percent(like.explained_share),
        "low": numbers.percent(like.explained_low),
        "high": numbers.percent(like.explained_high),
    }
    if like.explained_low <= 0:
        return say(
            "Whether who was served explains any of the raw gap of {raw} cannot be told: {share} "
            "(95 % range {low} to {high}).",
            **said,
        )
    return say(
        "Who was served explains {share} of the raw gap of {raw} (95 % range {low} to {high}).",
        **said,
    )


def _nested(like: LikeForLike) -> str:
    if not like.not_adjusted_for:
        return ""
    return say(
        "Not adjusted for {labels}: a performer serves only one value of it.",
        labels=numbers.listed([quoted(column.label) for column in like.not_adjusted_for]),
    )


def reading(like: LikeForLike) -> Said:
    """Say how to read the picture."""
    return say(
        "Open: shrunken gap of the scores as they are. Solid: of the scores had all served the "
        "same customers. Lines: 95 % range (n {n}). It says nothing about differences that no "
        "column records.",
        n=like.n_responses,
    )
