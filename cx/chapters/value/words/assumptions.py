"""What is assumed, in words that stand beside every figure in money."""

from cx.chapters.value.assumptions import Assumptions
from cx.chapters.value.words.phrases import customers, years
from cx.text import Said, enumerated, numbers, say


def money_noun(assumptions: Assumptions) -> Said:
    """Say what amounts are: margin where one is stated, else revenue."""
    return say("revenue") if assumptions.margin is None else say("margin")


def money_title(assumptions: Assumptions) -> Said:
    """Say what amounts are, where a sentence or a title begins with it."""
    return say("Revenue") if assumptions.margin is None else say("Margin")


def stated(assumptions: Assumptions) -> Said:
    """Say in one line what every figure in money rests on besides the data."""
    parts = (
        say("no margin stated, so money is revenue")
        if assumptions.margin is None
        else say("margin {share} of revenue", share=numbers.percent(assumptions.margin)),
        say("discount rate {rate} a year", rate=numbers.percent(assumptions.discount_rate, 1)),
        say("horizon {years}", years=years(assumptions.horizon_years)),
        say("{share} of a lift comes true", share=numbers.percent(assumptions.realisation)),
        say(
            "retention {share} a year where it is not measured",
            share=numbers.percent(assumptions.retention, 1),
        ),
        ""
        if assumptions.customers is None
        else say("the file stands for {customers}", customers=customers(assumptions.customers)),
    )
    return say("Assumed: {parts}.", parts=enumerated(parts))
