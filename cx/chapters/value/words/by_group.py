"""What revenue and lifetime value by segment say."""

from __future__ import annotations

import math

import pandas as pd

from cx.chapters.value.by_group import GroupValues
from cx.scores.against_rest import differs
from cx.text import numbers
from cx.text.finding import Finding, Tone


def headline(found: GroupValues) -> Finding:
    """Say which group spends most, if ranges tell it from the one that spends least."""
    known = found.groups.frame.dropna(subset=["mean_revenue_low"])
    column = found.column.label
    if len(known) < 2:
        return Finding(
            f"{column} has fewer than two groups large enough to compare by what they spend",
            "Remove a filter, or choose another column.",
            Tone.CAUTION,
        )
    best, worst = known.iloc[0], known.iloc[-1]
    detail = (
        f"{_spends(found, best)}; {_spends(found, worst)}. {numbers.RANGE}s on the logarithm, "
        f"all groups alike: {numbers.p_value(found.p_value)}, n "
        f"{numbers.counted(found.n_customers, 'customer')}; lifetime value "
        f"{numbers.money(best['lifetime'], found.currency)} and "
        f"{numbers.money(worst['lifetime'], found.currency)}.{_hidden(found)}"
    )
    if not differs(found.p_value):
        return Finding(f"By {column}, no group is shown to spend more than another", detail)
    return Finding(
        f"{best['level']} spends {_times(best['mean_revenue'], worst['mean_revenue'])} "
        f"{worst['level']}",
        detail,
    )


def reading(found: GroupValues) -> str:
    """Say how to read the groups."""
    return (
        f"Mean revenue of a customer in a year with its {numbers.RANGE}; the dotted line is that "
        f"of all (n {numbers.count(found.n_customers)}). A customer who is in two groups counts in "
        "both, with what was spent in each."
    )


def alt(found: GroupValues) -> str:
    """Describe the groups for those who cannot see them."""
    said = headline(found)
    return f"Revenue by {found.column.label}. {said.headline}. {said.detail}"


def _spends(found: GroupValues, row: pd.Series) -> str:
    spread = numbers.money_range(row["mean_revenue_low"], row["mean_revenue_high"], None)
    return (
        f"{row['level']} {numbers.money(row['mean_revenue'], found.currency)} a year for each "
        f"customer ({spread}, n {numbers.count(row['n_in_group'])})"
    )


def _times(more: float, less: float) -> str:
    if not (less > 0 and math.isfinite(more)):
        return "more than"
    times = more / less
    if times < 1.05:
        return f"{numbers.percent(times - 1, 1)} more than"
    return f"{numbers.decimal(times, 1)} times as much as"


def _hidden(found: GroupValues) -> str:
    if not found.n_hidden:
        return ""
    verb = "is" if found.n_hidden == 1 else "are"
    return (
        f" {numbers.counted(found.n_hidden, 'group')} too small, or telling on one that is, {verb} "
        "not shown."
    )
