"""What the score by people and by revenue says."""

from __future__ import annotations

import math

from cx.chapters.value.customers import YearsFrom
from cx.chapters.value.two_truths import Value
from cx.chapters.value.words.assumptions import years
from cx.text import numbers
from cx.text.finding import Finding, Tone
from cx.vocabulary import Estimate

LARGE = 0.25  # share of the revenue in one hand that is spoken of


def truths(value: Value) -> Finding:
    """Say whether the score by revenue differs from that by people."""
    name, gap = value.net_name, value.difference
    inside = name if name == "NPS" else name.lower()  # within a sentence
    if not math.isfinite(value.revenue.value):
        return Finding(
            f"{name} by revenue is not shown: it would tell of too few customers",
            f"By people {_score(value.people)} (n {numbers.counted(value.people.n, 'customer')}). "
            f"The largest has {numbers.percent(value.largest_share)} of the revenue; what one "
            "customer answered, or a few spend, stays hidden.",
            Tone.CAUTION,
        )
    detail = (
        f"By revenue {_score(value.revenue)}, by people {_score(value.people)}; difference "
        f"{numbers.change(gap.value, 1)} points ({numbers.RANGE} {_change(gap.low)} to "
        f"{_change(gap.high)}, n {numbers.counted(gap.n, 'customer')})."
    )
    if gap.low == gap.high == 0:
        return Finding(f"{name} by revenue is the same as {inside} by people", detail)
    if not (gap.low > 0 or gap.high < 0):
        return Finding(f"{name} by revenue cannot be told from {inside} by people", detail)
    side, tone = ("above", Tone.GOOD) if gap.value > 0 else ("below", Tone.ATTENTION)
    who = "happier" if gap.value > 0 else "less happy"
    distance = numbers.in_points(abs(gap.value))
    return Finding(
        f"{name} by revenue lies {distance} {side} {inside} by people: who spends more is {who}",
        detail,
        tone,
    )


def carriers(value: Value) -> Finding:
    """Say how many customers carry the score by revenue."""
    first = value.largest_share
    detail = (
        f"The largest ten hold {numbers.percent(value.largest_ten_share, 1)} of the revenue, half "
        f"of it is with {numbers.counted(value.n_half, 'customer')} of "
        f"{numbers.count(value.n_weighted)}.{_swing(value)}"
    )
    if first >= LARGE:
        return Finding(
            f"One customer has {numbers.percent(first)} of the revenue, so the score by revenue "
            "hangs on one",
            detail,
            Tone.CAUTION,
        )
    n = numbers.count(value.effective_n)
    return Finding(f"The score by revenue tells as much as {n} customers of equal size", detail)


def _swing(value: Value) -> str:
    """Say what the score would be without the largest, as far as nobody is given away."""
    parts = []
    if len(value.largest):
        row = value.largest.frame.iloc[0]
        parts.append(
            f"without the {numbers.count(row['n_largest'])} largest together it is "
            f"{numbers.points(row['without_points'])}"
        )
    if math.isfinite(value.capped_points):
        parts.append(
            f"with revenue capped at {value.cap:g} times the mean "
            f"({numbers.counted(value.n_capped, 'customer')}) it is "
            f"{numbers.points(value.capped_points)}"
        )
    return f" {_capital('; '.join(parts))}." if parts else ""


def bands(value: Value) -> Finding:
    """Say how the revenue is shared out between the bands."""
    frame = value.bands.frame
    best, worst = frame.iloc[0], frame.iloc[-1]
    if value.bands_hidden:
        return Finding(
            f"{_capital(best['band'])} are {numbers.percent(best['people_share'])} of the "
            "customers; what they bring is not shown",
            f"Fewer than {value.minimum_n} customers are in one band: all revenue less that of the "
            f"others would tell theirs (n {numbers.counted(value.n_customers, 'customer')}).",
            Tone.CAUTION,
        )
    headline = (
        f"{_capital(best['band'])} are {numbers.percent(best['people_share'])} of the customers "
        f"and bring {numbers.percent(best['revenue_share'])} of the revenue"
    )
    detail = (
        "Revenue of a customer in a year: "
        + "; ".join(
            f"{row['band']} {numbers.money(row['mean_revenue'], value.currency)} "
            f"({numbers.money_range(row['mean_revenue_low'], row['mean_revenue_high'], None)})"
            for row in (best, worst)
            if math.isfinite(row["mean_revenue"])
        )
        + f"; {numbers.RANGE}s, n {numbers.counted(value.n_customers, 'customer')}."
    )
    return Finding(headline, detail)


def base(value: Value) -> str:
    """Say who counts as a customer, and what the revenue of a year rests on."""
    said = [
        "Each answer counts as a customer: nobody answered twice, or no column says who answered."
        if value.each_answer
        else f"{numbers.counted(value.n_answers, 'answer')} of "
        f"{numbers.counted(value.n_customers, 'customer')}: revenue is added up once for each "
        "customer, and several answers are averaged first.",
        _years(value),
    ]
    if value.repeated_spend:
        said.append("The amount is the same beside each answer of a customer and counts once.")
    if value.n_refunds:
        said.append(
            f"{numbers.counted(value.n_refunds, 'amount')} below 0{_together(value)} are taken off "
            "as refunds; "
            f"{numbers.counted(value.n_below, 'customer')} with more refunds than purchases weigh "
            "nothing in the score by revenue."
        )
    if value.n_unpriced:
        unpriced = numbers.counted(value.n_unpriced, "customer")
        said.append(f"{unpriced} without any amount count as 0.")
    said.append(
        f"This is {numbers.percent(value.covered_share, 1)} of the company's revenue."
        if math.isfinite(value.covered_share)
        else "How much of the company's revenue this covers is not known: state its revenue under "
        "Assumptions."
    )
    return " ".join(said)


def _together(value: Value) -> str:
    if not math.isfinite(value.refunds):
        return ""
    return f" (together {numbers.money(value.refunds, value.currency)})"


def _years(value: Value) -> str:
    if value.years_from is YearsFrom.STATED:
        return f"The spend covers {years(value.years)}, as stated."
    if value.years_from is YearsFrom.DATES:
        return f"The spend covers {years(value.years)} by its dates."
    return "The spend is taken to be that of one year."


def reading_truths(value: Value) -> str:
    """Say how to read the two scores."""
    hollow = (
        f"; the hollow mark has revenue capped at {value.cap:g} times the mean"
        if math.isfinite(value.capped_points)
        else ""
    )
    return (
        f"Two scores of the same customers with their {numbers.RANGE}s (n "
        f"{numbers.count(value.n_customers)}){hollow}."
    )


def alt_truths(value: Value) -> str:
    """Describe the two scores for those who cannot see them."""
    said = truths(value)
    return f"{value.net_name} by people and by revenue. {said.headline}. {said.detail}"


def reading_bands(value: Value) -> str:
    """Say how to read the bands."""
    return (
        "Share of customers beside share of revenue; a customer with answers in two bands counts "
        f"in part in each (n {numbers.count(value.n_customers)})."
    )


def alt_bands(value: Value) -> str:
    """Describe the bands for those who cannot see them."""
    said = bands(value)
    return f"Customers and revenue by band. {said.headline}. {said.detail}"


def _score(score: Estimate) -> str:
    return f"{numbers.points(score.value)} ({numbers.interval(score.low, score.high)})"


def _change(value: float) -> str:
    return numbers.change(value, 1)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
