"""What lifetime value by band says."""

import math

from cx.chapters.value.customers import QUESTIONS_OF_VALUE
from cx.chapters.value.lifetime import Lifetimes
from cx.chapters.value.words.assumptions import money_noun, stated
from cx.chapters.value.words.phrases import capital, carried, customers, years
from cx.text import Said, enumerated, numbers, paragraph, say
from cx.text.finding import Effect, Finding, Tone, Verdict
from cx.text.just_past import beside_others, by_range
from cx.vocabulary import Unit


def headline(found: Lifetimes) -> Finding:
    """Say how far the lifetime values of the outer bands are apart, and how much to count on."""
    frame, money = found.bands.frame, found.currency
    best, worst = frame.iloc[0], frame.iloc[-1]
    gap = found.difference
    if not math.isfinite(gap.value):
        return Finding(
            say("Lifetime value cannot be compared: a band is empty"),
            stated(found.options.assumptions),
            Tone.CAUTION,
        )
    apart = found.sure
    detail = paragraph(
        say(
            "{best} {of_best}, {worst} {of_worst} in {years} ({basis}).",
            best=capital(best["band"]),
            of_best=numbers.money(best["lifetime"], money),
            worst=worst["band"],
            of_worst=numbers.money(worst["lifetime"], money),
            years=years(found.years),
            basis=basis(found),
        ),
        say(
            "Difference 95 % range {range} (n {customers}).",
            range=numbers.money_range(gap.low, gap.high, money),
            customers=customers(found.n_customers),
        ),
        _to_count_on(found) if apart and gap.value > 0 else "",
        by_range(gap.low, gap.high)
        if apart
        else beside_others(gap.low, gap.high, QUESTIONS_OF_VALUE),
        carried(abs(gap.value), gap.low, gap.n),
    )
    effect = Effect.of(gap, Unit.MONEY, money)
    bands = {"best": str(best["band"]), "worst": str(worst["band"])}
    if not apart:
        return Finding(
            say("Lifetime values of {best} and {worst} cannot be told apart", **bands),
            detail,
            verdict=Verdict.CANNOT_TELL,
            effect=effect,
        )
    amounts = {"money": numbers.money(abs(gap.value), money), "years": years(found.years)}
    return Finding(
        say(
            "A customer among {best} is worth {money} more over {years} than one among {worst}",
            **bands,
            **amounts,
        )
        if gap.value > 0
        else say(
            "A customer among {best} is worth {money} less over {years} than one among {worst}",
            **bands,
            **amounts,
        ),
        detail,
        verdict=Verdict.SHOWN,
        effect=effect,
    )


def _to_count_on(found: Lifetimes) -> Said:
    part = found.realised
    return say(
        "Those who change band do not get the history of the others: count on {share} of it, "
        "{money} ({range}).",
        share=numbers.percent(found.options.assumptions.realisation),
        money=numbers.money(part.value, found.currency),
        range=numbers.money_range(part.low, part.high, None),
    )


def basis(found: Lifetimes) -> Said:
    """Name the form, the money, and where retention comes from."""
    assumed = found.options.assumptions
    return enumerated(
        (
            money_noun(assumed),
            say("form A: the first margin counts a year from now, if the customer stays")
            if found.options.form == "A"
            else say("form B: a margin today counts as well"),
            say("retention measured by band")
            if found.measured
            else say(
                "retention of {share} assumed for all", share=numbers.percent(assumed.retention, 1)
            ),
        )
    )


def reading(found: Lifetimes) -> Said:
    """Say how to read lifetime values."""
    return paragraph(
        say(
            "Lifetime value of a customer of each band with its 95 % range (n {n}).",
            n=found.n_customers,
        ),
        stated(found.options.assumptions),
    )
