"""What is worth money, in one list."""

from __future__ import annotations

import pandas as pd

from cx.chapters.value.words.assumptions import money_noun, stated
from cx.chapters.value.worth import Worths
from cx.chapters.what_if.levers import Lever
from cx.text import numbers
from cx.text.finding import Finding, Tone


def gap_name(label: str) -> str:
    """Name the lift of the worst fifth of the performers to the best fifth."""
    return f"{label}: worst to best fifth"


def lift_name(lever: Lever, by: float, to_best: bool) -> str:
    """Name the lift of a driver: to the best group's level, or by a step."""
    if to_best and lever.best is not None:
        return f"{lever.label}: to the best group's {numbers.decimal(lever.best.value)}"
    return f"{lever.label}: {numbers.change(by, 1)} for everybody"


def headline(found: Worths) -> Finding:
    """Say which lift is worth most, or that none is worth anything, or can be told from nothing."""
    frame, assumed = found.lifts.frame, found.options.assumptions
    if frame.empty:
        return Finding(
            "Nothing to rank yet",
            "A lift needs performers who can be told apart, or drivers that can be moved "
            f"(n {numbers.counted(found.n_customers, 'customer')}). Name such columns on the Load "
            "page.",
            Tone.CAUTION,
        )
    gains = frame[frame["worth_low"] > 0]
    if gains.empty:
        return _no_gain(found)
    best = gains.iloc[0]
    return Finding(
        f"{best['lift']} is worth most: {numbers.money(best['worth'], found.currency)} of "
        f"{money_noun(assumed)} a year",
        f"{numbers.RANGE} "
        f"{numbers.money_range(best['worth_low'], best['worth_high'], found.currency)}, for "
        f"{numbers.counted(found.customers, 'customer')} when "
        f"{numbers.percent(assumed.realisation)} of its {numbers.decimal(best['lift_points'], 1)} "
        f"points come true (n {numbers.count(found.n_customers)}). It goes with the score; nothing "
        "says that the score causes it. Lifts overlap, so their worths do not add up.",
        Tone.ATTENTION,
    )


def _no_gain(found: Worths) -> Finding:
    """Say of lifts none of which surely goes with more money which go with less."""
    frame = found.lifts.frame
    less, unknown = frame[frame["worth_high"] < 0], frame["worth_low"].isna()
    n = f"n {numbers.counted(found.n_customers, 'customer')}"
    others = []
    if n_unsure := int((~frame["sure"].astype(bool) & ~unknown).sum()):
        others.append(f"the range of {numbers.counted(n_unsure, 'lift')} holds 0")
    if unknown.any():
        n_unknown = int(unknown.sum())
        has = "has" if n_unknown == 1 else "have"
        others.append(f"{numbers.counted(n_unknown, 'lift')} {has} no range")
    if less.empty:
        rest = "every range holds 0" if not unknown.any() else numbers.listed(others)
        return Finding(
            "No lift can be told from nothing in money",
            f"{numbers.counted(len(frame), 'lift')} compared ({n}); {rest}.",
            Tone.CAUTION,
        )
    named = "; ".join(_with_range(found, row) for _, row in less.iterrows())
    noun = money_noun(found.options.assumptions)
    if len(frame) == 1:
        headline = f"{less['lift'].iloc[0]} goes with less money"
    elif len(less) == len(frame):
        headline = "Every lift goes with less money"
    else:
        headline = f"No lift is shown to go with more money, {len(less)} of {len(frame)} with less"
    return Finding(
        headline,
        f"{noun[:1].upper()}{noun[1:]} in a year ({numbers.RANGE}): {named} ({n})"
        f"{'; ' if others else ''}{numbers.listed(others)}. The bands that customers move into "
        "bring less than those that they leave.",
        Tone.ATTENTION,
    )


def _with_range(found: Worths, row: pd.Series) -> str:
    spread = numbers.money_range(row["worth_low"], row["worth_high"], None)
    return f"{row['lift']} {numbers.money(row['worth'], found.currency)} ({spread})"


def reading(found: Worths) -> str:
    """Say how to read the list."""
    return (
        f"Worth of each lift in a year with its {numbers.RANGE}; hollow marks cannot be told from "
        f"nothing (n {numbers.count(found.n_customers)}). {stated(found.options.assumptions)}"
    )


def alt(found: Worths) -> str:
    """Describe the list for those who cannot see it."""
    said = headline(found)
    return f"Worth of each lift in a year. {said.headline}. {said.detail}"
