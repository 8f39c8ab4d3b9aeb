"""A lift of the score, put as a lever of a business case."""

import math

from cx.chapters.case.plan import Lever
from cx.chapters.value.words.assumptions import money_noun
from cx.chapters.value.words.phrases import customers
from cx.chapters.value.worth import Worths
from cx.text import Said, numbers, say


def lever(valued: Worths, file: str) -> Lever | None:
    """Return the one lift that was valued and named, whole, as a lever; None if worth nothing.

    Levers of one score earn the same money, so they share a pool and are not counted twice.
    """
    row = valued.lifts.frame.iloc[0]
    if not row["worth"] > 0:
        return None
    source = say(
        "{file}: {money} a year that goes with {points} points of {net_name} (95 % range {low} to "
        "{high}), for {customers} (n {n}); the whole lift, goes with, not proof of cause",
        file=file,
        money=money_noun(valued.options.assumptions),
        points=numbers.change(row["lift_points"], 1),
        net_name=valued.net_name,
        low=numbers.change(row["lift_low"], 1),
        high=numbers.change(row["lift_high"], 1),
        customers=customers(valued.customers),
        n=valued.n_customers,
    ).replace(numbers.SPACE, " ")
    return Lever(
        name=str(row["lift"]),
        low=round(max(float(row["worth_low"]), 0.0), 2),
        likely=round(float(row["worth"]), 2),
        high=round(float(row["worth_high"]), 2),
        source=source,
        pool=str(say("lift of {net_name}", net_name=valued.net_name)),
    )


def no_lever(valued: Worths) -> Said:
    """Say why a lift is no lever of a case: less money goes with it, none, or none is known."""
    row = valued.lifts.frame.iloc[0]
    worth = float(row["worth"])
    if math.isnan(worth):
        return say(
            "What it is worth in a year cannot be told from this file's spend, so it is no lever "
            "of a case."
        )
    if worth < 0:
        said = {
            "less": numbers.money(-worth, valued.currency),
            "money": money_noun(valued.options.assumptions),
        }
        if row["sure"]:
            return say(
                "It goes with {less} less {money} in a year by this file's spend, so it is no "
                "lever of a case.",
                **said,
            )
        return say(
            "It goes with {less} less {money} in a year by this file's spend, though its range "
            "holds 0, so it is no lever of a case.",
            **said,
        )
    return say("It is worth nothing in a year by this file's spend, so it is no lever of a case.")


def other_currency(of_case: str, of_file: str) -> Said:
    """Say that money of two currencies cannot be added."""
    return say(
        "The business case counts in {of_case}, this file in {of_file}: change the currency of "
        "the case to put it in.",
        of_case=of_case,
        of_file=of_file,
    )
