"""What lifetime value by band says."""

from __future__ import annotations

import math

from cx.chapters.value.lifetime import Lifetimes
from cx.chapters.value.words.assumptions import money_noun, stated, years
from cx.text import numbers
from cx.text.finding import Finding, Tone

_FORMS = {
    "A": "form A: the first margin counts a year from now, if the customer stays",
    "B": "form B: a margin today counts as well",
}


def headline(found: Lifetimes) -> Finding:
    """Say how far the lifetime values of the outer bands are apart, and how much to count on."""
    frame, money = found.bands.frame, found.currency
    best, worst = frame.iloc[0], frame.iloc[-1]
    gap, part = found.difference, found.realised
    detail = (
        f"{best['band'][:1].upper()}{best['band'][1:]} "
        f"{numbers.money(best['lifetime'], money)}, {worst['band']} "
        f"{numbers.money(worst['lifetime'], money)} in {years(found.years)} ({basis(found)}). "
        f"Difference {numbers.RANGE} {numbers.money_range(gap.low, gap.high, money)} (n "
        f"{numbers.counted(found.n_customers, 'customer')}). "
    )
    if not math.isfinite(gap.value):
        return Finding(
            "Lifetime value cannot be compared: a band is empty",
            f"{stated(found.options.assumptions)}",
            Tone.CAUTION,
        )
    if not (gap.low > 0 or gap.high < 0):
        return Finding(
            f"Lifetime values of {best['band']} and {worst['band']} cannot be told apart",
            detail.strip(),
        )
    more = "more" if gap.value > 0 else "less"
    if gap.value > 0:
        detail += (
            f"Those who change band do not get the history of the others: count on "
            f"{numbers.percent(found.options.assumptions.realisation)} of it, "
            f"{numbers.money(part.value, money)} "
            f"({numbers.money_range(part.low, part.high, None)})."
        )
    return Finding(
        f"A customer among {best['band']} is worth {numbers.money(abs(gap.value), money)} {more} "
        f"over {years(found.years)} than one among {worst['band']}",
        detail.strip(),
    )


def basis(found: Lifetimes) -> str:
    """Name the form, the money, and where retention comes from."""
    assumed = found.options.assumptions
    kept = (
        "retention measured by band"
        if found.measured
        else f"retention of {numbers.percent(assumed.retention, 1)} assumed for all"
    )
    return f"{money_noun(assumed)}; {_FORMS[found.options.form]}; {kept}"


def reading(found: Lifetimes) -> str:
    """Say how to read lifetime values."""
    return (
        f"Lifetime value of a customer of each band with its {numbers.RANGE} (n "
        f"{numbers.count(found.n_customers)}). {stated(found.options.assumptions)}"
    )


def alt(found: Lifetimes) -> str:
    """Describe lifetime values for those who cannot see them."""
    said = headline(found)
    return f"Lifetime value by band. {said.headline}. {said.detail}"
