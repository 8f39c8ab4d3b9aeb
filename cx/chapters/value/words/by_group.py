"""What revenue and lifetime value by segment say."""

from __future__ import annotations

import math

import pandas as pd

from cx.chapters.value.by_group import GroupValues
from cx.chapters.value.words.phrases import customers
from cx.scores.against_rest import differs
from cx.text import Said, numbers, paragraph, say, say_n
from cx.text.finding import Effect, Finding, Tone, Verdict
from cx.vocabulary import Unit


def headline(found: GroupValues) -> Finding:
    """Say which group spends most, if ranges tell it from the one that spends least."""
    known = found.groups.frame.dropna(subset=["mean_revenue_low"])
    column = found.column.label
    if len(known) < 2:
        return Finding(
            say(
                "{column} has fewer than two groups large enough to compare by what they spend",
                column=column,
            ),
            say("Remove a filter, or choose another column."),
            Tone.CAUTION,
        )
    best, worst = known.iloc[0], known.iloc[-1]
    detail = paragraph(
        say("{best}; {worst}.", best=_spends(found, best), worst=_spends(found, worst)),
        say(
            "95 % ranges on the logarithm, all groups alike: {p}, n {customers}; lifetime value "
            "{best} and {worst}.",
            p=numbers.p_value(found.p_value),
            customers=customers(found.n_customers),
            best=numbers.money(best["lifetime"], found.currency),
            worst=numbers.money(worst["lifetime"], found.currency),
        ),
        _hidden(found),
    )
    apart = Effect(
        float(best["mean_revenue"] - worst["mean_revenue"]),
        Unit.MONEY,
        int(best["n_in_group"] + worst["n_in_group"]),
        currency=found.currency,
    )
    if not differs(found.p_value):
        return Finding(
            say("By {column}, no group is shown to spend more than another", column=column),
            detail,
            verdict=Verdict.CANNOT_TELL,
            effect=apart,
        )
    return Finding(_more(best, worst), detail, verdict=Verdict.SHOWN, effect=apart)


def _more(best: pd.Series, worst: pd.Series) -> Said:
    more, less = best["mean_revenue"], worst["mean_revenue"]
    names = {"best": str(best["level"]), "worst": str(worst["level"])}
    if not (less > 0 and math.isfinite(more)):
        return say("{best} spends more than {worst}", **names)
    times = more / less
    if times < 1.05:
        return say(
            "{best} spends {share} more than {worst}", share=numbers.percent(times - 1, 1), **names
        )
    return say(
        "{best} spends {times} times as much as {worst}", times=numbers.decimal(times, 1), **names
    )


def reading(found: GroupValues) -> Said:
    """Say how to read the groups."""
    return say(
        "Mean revenue of a customer in a year with its 95 % range; the dotted line is that of all "
        "(n {n}). A customer who is in two groups counts in both, with what was spent in each.",
        n=found.n_customers,
    )


def alt(found: GroupValues) -> Said:
    """Describe the groups for those who cannot see them."""
    said = headline(found)
    return paragraph(
        say("Revenue by {column}. {headline}.", column=found.column.label, headline=said.headline),
        said.detail,
    )


def _spends(found: GroupValues, row: pd.Series) -> Said:
    return say(
        "{group} {mean} a year for each customer ({range}, n {n})",
        group=row["level"],
        mean=numbers.money(row["mean_revenue"], found.currency),
        range=numbers.money_range(row["mean_revenue_low"], row["mean_revenue_high"], None),
        n=int(row["n_in_group"]),
    )


def _hidden(found: GroupValues) -> str:
    if not found.n_hidden:
        return ""
    return say_n(
        "{n} group too small, or telling on one that is, is not shown.",
        "{n} groups too small, or telling on one that is, are not shown.",
        found.n_hidden,
    )
