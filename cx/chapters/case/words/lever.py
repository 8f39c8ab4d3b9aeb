"""A lift of the score, put as a lever of a business case."""

from __future__ import annotations

import math

from cx.chapters.case.plan import Lever
from cx.chapters.value.words.assumptions import money_noun
from cx.chapters.value.worth import Worths
from cx.text import numbers

PUT = "Put into the business case"
UPDATE = "Put into the business case anew"
THERE = "It is in the business case"
HELP = "As a lever of the plan, with its low, likely and high worth in a year."


def lever(valued: Worths, file: str) -> Lever | None:
    """Return the one lift that was valued, whole, as a lever; None unless it is worth something.

    Levers of one score earn the same money, so they share a pool and are not counted twice.
    """
    row = valued.lifts.frame.iloc[0]
    if not row["worth"] > 0:
        return None
    source = (
        f"{file}: {money_noun(valued.options.assumptions)} a year that goes with "
        f"{numbers.change(row['lift_points'], 1)} points of {valued.net_name} "
        f"({numbers.RANGE} {numbers.change(row['lift_low'], 1)} to "
        f"{numbers.change(row['lift_high'], 1)}), for "
        f"{numbers.counted(valued.customers, 'customer')} "
        f"(n {numbers.count(valued.n_customers)}); the whole lift, goes with, not proof of cause"
    ).replace(numbers.SPACE, " ")
    return Lever(
        name=str(row["lift"]),
        low=round(max(float(row["worth_low"]), 0.0), 2),
        likely=round(float(row["worth"]), 2),
        high=round(float(row["worth_high"]), 2),
        source=source,
        pool=f"lift of {valued.net_name}",
    )


def no_lever(valued: Worths) -> str:
    """Say why a lift is no lever of a case: less money goes with it, none, or none is known."""
    row = valued.lifts.frame.iloc[0]
    noun, worth = money_noun(valued.options.assumptions), float(row["worth"])
    if math.isnan(worth):
        return (
            "What it is worth in a year cannot be told from this file's spend, so it is no lever "
            "of a case."
        )
    if worth < 0:
        less = numbers.money(-worth, valued.currency)
        sure = "" if row["sure"] else ", though its range holds 0"
        return (
            f"It goes with {less} less {noun} in a year by this file's spend{sure}, so it is no "
            "lever of a case."
        )
    return "It is worth nothing in a year by this file's spend, so it is no lever of a case."


def other_currency(of_case: str, of_file: str) -> str:
    """Say that money of two currencies cannot be added."""
    return (
        f"The business case counts in {of_case}, this file in {of_file}: change the currency of "
        "the case to put it in."
    )
