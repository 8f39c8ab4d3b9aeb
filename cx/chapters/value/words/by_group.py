"""What revenue and lifetime value by segment say."""

import math
from collections.abc import Mapping

import pandas as pd

from cx.chapters.value.by_group import GroupValues
from cx.chapters.value.words.phrases import customers
from cx.scores.against_rest import differs
from cx.text import Said, numbers, paragraph, say, say_n
from cx.text.finding import Effect, Finding, Tone, Verdict
from cx.text.just_past import by_p
from cx.vocabulary import Unit


def headline(found: GroupValues) -> Finding:
    """Say which of two groups usually spends more, if any two differ for sure."""
    frame, column = found.groups.frame, found.column.label
    known = frame.dropna(subset=[found.mean])
    if len(known) < 2:
        return Finding(
            say(
                "{column} has fewer than two groups large enough to compare by what they spend",
                column=column,
            ),
            say("Remove a filter, or choose another column."),
            Tone.CAUTION,
        )
    shown = bool(differs(found.p_value)) and found.higher is not None
    compared = (found.higher, found.lower)
    if None in compared:  # nothing to rank: the ends of the table stand for it
        compared = (known["level"].iloc[0], known["level"].iloc[-1])
    names = {"more": str(compared[0]), "less": str(compared[1])}
    more, less = (known[known["level"] == name].iloc[0] for name in names.values())
    detail = paragraph(
        say("{more}; {less}.", more=_spends(found, more), less=_spends(found, less)),
        _pairs(found, names) if found.higher is not None else "",
        _carried_by_few(found, more, less) if shown else "",
        by_p(found.p_value) if shown else "",
        _lifetimes(found, more, less),
        _hidden(found),
        _changing(found),
    )
    effect = Effect(found.larger_share, Unit.SHARE, int(more["n_in_group"] + less["n_in_group"]))
    if not shown:
        return Finding(
            say("By {column}, no group is shown to spend more than another", column=column),
            detail,
            verdict=Verdict.CANNOT_TELL,
            effect=effect if found.higher is not None else None,
        )
    return Finding(
        say("Amounts of {more} are usually larger than those of {less}", **names)
        if found.by_answer
        else say("Customers of {more} usually spend more than those of {less}", **names),
        detail,
        verdict=Verdict.SHOWN,
        effect=effect,
    )


def _pairs(found: GroupValues, names: Mapping[str, str]) -> Said:
    """Say in how many pairs of one of each the one is larger, and how sure that is."""
    values: dict[str, str] = {
        "more": names["more"],
        "share": numbers.percent(found.larger_share),
        "p": numbers.p_value(found.p_value),
        "customers": customers(found.n_customers),
    }
    if found.by_answer:
        return say(
            "Of two amounts, one of each, that of {more} is larger in {share} of pairs (by ranks, "
            "{p} for all pairs of groups and all that this page asks, n {customers}).",
            **values,
        )
    return say(
        "Of two customers, one of each, that of {more} spends more in {share} of pairs (by ranks, "
        "{p} for all pairs of groups and all that this page asks, n {customers}).",
        **values,
    )


def _carried_by_few(found: GroupValues, more: pd.Series, less: pd.Series) -> str:
    """Say so where the mean of a group that usually spends less is higher."""
    if more[found.mean] >= less[found.mean]:
        return ""
    return say(
        "The mean of {less} is higher all the same: a few large amounts carry it.",
        less=str(less["level"]),
    )


def _lifetimes(found: GroupValues, more: pd.Series, less: pd.Series) -> str:
    if not (math.isfinite(more["lifetime"]) and math.isfinite(less["lifetime"])):
        return ""
    return say(
        "Lifetime value {more} and {less}.",
        more=numbers.money(more["lifetime"], found.currency),
        less=numbers.money(less["lifetime"], found.currency),
    )


def _changing(found: GroupValues) -> str:
    if not found.by_answer:
        return ""
    return say(
        "Customers are often in more than one of these groups, so amounts are compared answer by "
        "answer: a larger group holds more answers of each customer."
    )


def reading(found: GroupValues) -> Said:
    """Say how to read the groups."""
    if found.by_answer:
        return say(
            "Mean amount above 0 of a group with its 95 % range; the dotted line is that of all "
            "(n {n}). A customer who is in two groups counts in both, with what was spent in each.",
            n=found.n_customers,
        )
    return say(
        "Mean revenue of a customer in a year with its 95 % range; the dotted line is that of all "
        "(n {n}). A customer who is in two groups counts in both, with what was spent in each.",
        n=found.n_customers,
    )


def _spends(found: GroupValues, row: pd.Series) -> Said:
    low, high = row[f"{found.mean}_low"], row[f"{found.mean}_high"]
    values = {
        "group": row["level"],
        "mean": numbers.money(row[found.mean], found.currency),
        "range": numbers.money_range(low, high, None)
        if math.isfinite(low)
        else say("too few carry it for a range"),
        "n": int(row["n_in_group"]),
    }
    if found.by_answer:
        return say("{group} {mean} for each amount ({range}, n {n})", **values)
    return say("{group} {mean} a year for each customer ({range}, n {n})", **values)


def _hidden(found: GroupValues) -> str:
    if not found.n_hidden:
        return ""
    return say_n(
        "{n} group too small, or telling on one that is, is not shown.",
        "{n} groups too small, or telling on one that is, are not shown.",
        found.n_hidden,
    )
