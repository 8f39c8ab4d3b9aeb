"""What the score by people and by revenue says."""

import math

import pandas as pd

from cx.chapters.value.customers import QUESTIONS_OF_VALUE, YearsFrom
from cx.chapters.value.two_truths import Value, largest_of_band
from cx.chapters.value.words.phrases import capital, carried, customers, years
from cx.text import Said, enumerated, numbers, paragraph, say, say_n
from cx.text.finding import Effect, Finding, Tone, Verdict
from cx.text.just_past import beside_others, by_range
from cx.vocabulary import Estimate, Unit

LARGE = 0.25  # share of the revenue in one hand that is spoken of


def truths(value: Value) -> Finding:
    """Say whether the score by revenue differs from that by people."""
    gap = value.difference
    names = {
        "name": value.net_name,
        "inside": value.net_name if value.net_name == "NPS" else value.net_name.lower(),
    }
    if not math.isfinite(value.revenue.value):
        return Finding(
            say("{name} by revenue is not shown: it would tell of too few customers", **names),
            paragraph(
                say(
                    "By people {score} (n {customers}).",
                    score=_score(value.people),
                    customers=customers(value.people.n),
                ),
                say(
                    "The largest has {share} of the revenue; what one customer answered, or a few "
                    "spend, stays hidden.",
                    share=numbers.percent(value.largest_share),
                ),
            ),
            Tone.CAUTION,
        )
    detail = paragraph(
        say(
            "By revenue {revenue}, by people {people}; difference {gap} points (95 % range {low} "
            "to {high}, n {customers}).",
            revenue=_score(value.revenue),
            people=_score(value.people),
            gap=_change(gap.value),
            low=_change(gap.low),
            high=_change(gap.high),
            customers=customers(gap.n),
        ),
        by_range(gap.low, gap.high)
        if value.sure
        else beside_others(gap.low, gap.high, QUESTIONS_OF_VALUE),
    )
    effect = Effect.of(gap, Unit.POINTS)
    if not value.sure:
        return Finding(
            say("{name} by revenue is the same as {inside} by people", **names)
            if gap.low == gap.high == 0
            else say("{name} by revenue cannot be told from {inside} by people", **names),
            detail,
            verdict=Verdict.CANNOT_TELL,
            effect=effect,
        )
    distance = numbers.in_points(abs(gap.value))
    return Finding(
        say(
            "{name} by revenue lies {distance} above {inside} by people: who spends more is "
            "happier",
            distance=distance,
            **names,
        )
        if gap.value > 0
        else say(
            "{name} by revenue lies {distance} below {inside} by people: who spends more is less "
            "happy",
            distance=distance,
            **names,
        ),
        detail,
        Tone.GOOD if gap.value > 0 else Tone.ATTENTION,
        Verdict.SHOWN,
        effect,
    )


def carriers(value: Value) -> Finding:
    """Say how many customers carry the score by revenue."""
    first = value.largest_share
    detail = paragraph(
        say(
            "The largest ten hold {share} of the revenue, half of it is with {customers} of {all}.",
            share=numbers.percent(value.largest_ten_share, 1),
            customers=customers(value.n_half),
            all=value.n_weighted,
        ),
        _swing(value),
    )
    if first >= LARGE:
        return Finding(
            say(
                "One customer has {share} of the revenue, so the score by revenue hangs on one",
                share=numbers.percent(first),
            ),
            detail,
            Tone.CAUTION,
            effect=Effect(first, Unit.SHARE, value.n_weighted),
        )
    return Finding(
        say_n(
            "The score by revenue tells as much as {n} customer of equal size",
            "The score by revenue tells as much as {n} customers of equal size",
            round(value.effective_n),
        ),
        detail,
        effect=Effect(value.effective_n, Unit.COUNT, value.n_weighted),
    )


def _swing(value: Value) -> str:
    """Say what the score would be without the largest, as far as nobody is given away."""
    largest = ""
    if len(value.largest):
        row = value.largest.frame.iloc[0]
        largest = say(
            "Without the {n} largest together it is {points}",
            n=int(row["n_largest"]),
            points=numbers.points(row["without_points"]),
        )
    if not math.isfinite(value.capped_points):
        return say("{largest}.", largest=largest) if largest else ""
    capped = {
        "cap": f"{value.cap:g}",
        "customers": customers(value.n_capped),
        "points": numbers.points(value.capped_points),
    }
    if largest:
        return say(
            "{largest}; with revenue capped at {cap} times the mean ({customers}) it is {points}.",
            largest=largest,
            **capped,
        )
    return say(
        "With revenue capped at {cap} times the mean ({customers}) it is {points}.", **capped
    )


def bands(value: Value) -> Finding:
    """Say how the revenue is shared out between the bands."""
    frame = value.bands.frame
    best, worst = frame.iloc[0], frame.iloc[-1]
    who, people = capital(best["band"]), numbers.percent(best["people_share"])
    if value.bands_hidden:
        return Finding(
            say(
                "{who} are {share} of the customers; what they bring is not shown",
                who=who,
                share=people,
            ),
            say(
                "Fewer than {minimum} customers are in one band: all revenue less that of the "
                "others would tell theirs (n {customers}).",
                minimum=value.minimum_n,
                customers=customers(value.n_customers),
            ),
            Tone.CAUTION,
        )
    means = enumerated(
        say(
            "{band} {mean} ({range})",
            band=row["band"],
            mean=numbers.money(row["mean_revenue"], value.currency),
            range=numbers.money_range(row["mean_revenue_low"], row["mean_revenue_high"], None)
            if math.isfinite(row["mean_revenue_low"])
            else say("no range"),
        )
        for row in (best, worst)
        if math.isfinite(row["mean_revenue"])
    )
    return Finding(
        say(
            "{who} are {share} of the customers and bring {revenue} of the revenue",
            who=who,
            share=people,
            revenue=numbers.percent(best["revenue_share"]),
        ),
        paragraph(
            say(
                "Revenue of a customer in a year: {means}; 95 % ranges, n {customers}.",
                means=means,
                customers=customers(value.n_customers),
            ),
            _largest_of_bands(value),
            *(_without_range(row) for row in (best, worst)),
        ),
        effect=Effect(float(best["revenue_share"]), Unit.SHARE, value.n_customers),
    )


def _largest_of_bands(value: Value) -> str:
    """Say how much of the revenue of the outer bands their largest bring."""
    frame = value.bands.frame
    known = frame.iloc[[0, -1]].dropna(subset=["largest_share"])
    if known.empty:
        return ""
    return say(
        "The {n} largest bring {shares}.",
        n=largest_of_band(value.minimum_n),
        shares=numbers.listed(
            [
                say(
                    "{share} of that of {band}",
                    share=numbers.percent(row["largest_share"]),
                    band=row["band"],
                )
                for row in known.to_dict("records")
            ]
        ),
    )


def _without_range(row: pd.Series) -> str:
    if not carried(row["mean_revenue"], row["mean_revenue_low"], row["n_customers"]):
        return ""
    return say(
        "{who}: no range, since a few of all customers carry too much of the revenue.",
        who=capital(row["band"]),
    )


def base(value: Value) -> Said:
    """Say who counts as a customer, and what the revenue of a year rests on."""
    return paragraph(
        say(
            "Each answer counts as a customer: nobody answered twice, or no column says who "
            "answered."
        )
        if value.each_answer
        else say_n(
            "{n} answer of {customers}: revenue is added up once for each customer, and several "
            "answers are averaged first.",
            "{n} answers of {customers}: revenue is added up once for each customer, and several "
            "answers are averaged first.",
            value.n_answers,
            customers=customers(value.n_customers),
        ),
        _years(value),
        say("The amount is the same beside each answer of a customer and counts once.")
        if value.repeated_spend
        else "",
        _refunds(value) if value.n_refunds else "",
        say_n(
            "{n} customer without any amount counts as 0.",
            "{n} customers without any amount count as 0.",
            value.n_unpriced,
        )
        if value.n_unpriced
        else "",
        say(
            "This is {share} of the company's revenue.",
            share=numbers.percent(value.covered_share, 1),
        )
        if math.isfinite(value.covered_share)
        else say(
            "How much of the company's revenue this covers is not known: state its revenue under "
            "Assumptions."
        ),
    )


def _refunds(value: Value) -> Said:
    """Say what was taken off; how much together only where that tells of enough customers."""
    below = say_n(
        "{n} customer with more refunds than purchases weighs nothing in the score by revenue",
        "{n} customers with more refunds than purchases weigh nothing in the score by revenue",
        value.n_below,
    )
    if not math.isfinite(value.refunds):
        return say_n(
            "{n} amount below 0 is taken off as a refund; {below}.",
            "{n} amounts below 0 are taken off as refunds; {below}.",
            value.n_refunds,
            below=below,
        )
    return say_n(
        "{n} amount below 0 ({refunds}) is taken off as a refund; {below}.",
        "{n} amounts below 0 (together {refunds}) are taken off as refunds; {below}.",
        value.n_refunds,
        refunds=numbers.money(value.refunds, value.currency),
        below=below,
    )


def _years(value: Value) -> Said:
    if value.years_from is YearsFrom.STATED:
        return say("The spend covers {years}, as stated.", years=years(value.years))
    if value.years_from is YearsFrom.DATES:
        return say("The spend covers {years} by its dates.", years=years(value.years))
    return say("The spend is taken to be that of one year.")


def reading_truths(value: Value) -> Said:
    """Say how to read the two scores."""
    if not math.isfinite(value.capped_points):
        return say(
            "Two scores of the same customers with their 95 % ranges (n {n}).", n=value.n_customers
        )
    return say(
        "Two scores of the same customers with their 95 % ranges (n {n}); the hollow mark has "
        "revenue capped at {cap} times the mean.",
        n=value.n_customers,
        cap=f"{value.cap:g}",
    )


def reading_bands(value: Value) -> Said:
    """Say how to read the bands."""
    return say(
        "Share of customers beside share of revenue; a customer with answers in two bands counts "
        "in part in each (n {n}).",
        n=value.n_customers,
    )


def _score(score: Estimate) -> Said:
    return say(
        "{points} ({range})",
        points=numbers.points(score.value),
        range=numbers.interval(score.low, score.high),
    )


def _change(value: float) -> str:
    return numbers.change(value, 1)
