"""What earned growth says."""

from cx.chapters.value.earned_growth import EarnedGrowth
from cx.chapters.value.words.phrases import customers
from cx.text import Said, numbers, paragraph, say
from cx.text.finding import Effect, Finding, Tone
from cx.vocabulary import Unit


def headline(found: EarnedGrowth) -> Finding:
    """Say how much of the growth was earned, or only how much revenue stayed."""
    kept = found.net_retention
    stayed = {
        "share": numbers.percent(kept.value, 1),
        "low": numbers.percent(kept.low, 1),
        "high": numbers.percent(kept.high, 1),
        "customers": customers(kept.n),
    }
    flatters = say(
        "Who left does not answer surveys, so a file of answers flatters; a file of all customers "
        "would not."
    )
    if found.earned_growth is None or found.earned_new is None:
        return Finding(
            say(
                "Last year's customers bring {share} of last year's revenue", share=stayed["share"]
            ),
            paragraph(
                say(
                    "Last year's customers bring {share} of last year's revenue (95 % range {low} "
                    "to {high}, n {customers}).",
                    **stayed,
                ),
                _lacking(found),
                flatters,
            ),
            Tone.CAUTION,
            effect=Effect.of(kept, Unit.SHARE),
        )
    return Finding(
        _earned(found, found.earned_growth),
        paragraph(
            say(
                "Last year's customers bring {share} of last year's revenue (95 % range {low} to "
                "{high}, n {customers}); new ones by referral ({referral}) add {new}.",
                referral=numbers.listed(found.referral),
                new=numbers.percent(found.earned_new, 1),
                **stayed,
            ),
            _grew(found.total_growth),
            flatters,
        ),
        Tone.ATTENTION if found.earned_growth < 0 else Tone.PLAIN,
        effect=Effect(found.earned_growth, Unit.SHARE, found.n_customers),
    )


def _lacking(found: EarnedGrowth) -> Said:
    if found.few_new:
        return say("Too few customers are new, by referral or otherwise, to say what they bring.")
    return say(
        "Earned growth needs to know who came by referral: no value of the acquisition channel "
        "says so."
    )


def _earned(found: EarnedGrowth, growth: float) -> Said:
    """Say what part of all growth was earned; what shrank is no part of it."""
    earned = numbers.percent(growth, 1)
    if growth < 0:
        return say(
            "Earned growth is {earned}: last year's customers and referrals bring less than a "
            "year ago",
            earned=earned,
        )
    if found.earned_share is None:
        return say("Earned growth is {earned}", earned=earned)
    return say(
        "Earned growth is {earned}, {share} of all growth",
        earned=earned,
        share=numbers.percent(found.earned_share),
    )


def _grew(growth: float) -> Said:
    written = numbers.percent(abs(growth), 1)
    if written == numbers.percent(0.0, 1):
        return say("Revenue is that of last year.")
    if growth > 0:
        return say("Revenue grew by {share}.", share=written)
    return say("Revenue fell by {share}.", share=written)
