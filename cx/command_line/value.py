"""`python -m cx value`: what the customers of a file are worth, without a screen.

The assumptions are options here and a panel on screen; the answers are the same.
"""

import argparse
from pathlib import Path

from cx.asking import remembering
from cx.chapters.value import exhibits
from cx.chapters.value.assumptions import Assumptions
from cx.chapters.value.at_risk import RiskOptions, measure_risk
from cx.chapters.value.by_group import GroupValueOptions, group_columns, value_by_group
from cx.chapters.value.earned_growth import EarnedOptions, measure_earned_growth
from cx.chapters.value.lifetime import LifetimeOptions, value_lifetimes
from cx.chapters.value.lifts import provable_lifts
from cx.chapters.value.purchases import PurchaseOptions, expect_purchases
from cx.chapters.value.retention import RetentionOptions, value_retention
from cx.chapters.value.two_truths import ValueOptions, value_customers
from cx.chapters.value.words import assumptions as assumption_words
from cx.chapters.value.words import worth
from cx.chapters.value.worth import WorthOptions, rank_worth
from cx.command_line import records
from cx.command_line.loading import as_json, open_responses
from cx.command_line.options import add_file_options, share
from cx.exports.text import report
from cx.plain import Record, to_plain
from cx.problems import NotEnoughData
from cx.store.responses import Responses
from cx.text import say

MOST_GROUPINGS = 2  # acquisition channel and purchase behaviour, where there are both


def add_value(command: argparse.ArgumentParser) -> None:
    """Add the options of the command: the assumptions; what is not stated keeps its default."""
    add_file_options(command)
    command.set_defaults(answer=value_file)
    add, usual = command.add_argument, Assumptions()
    add("--margin", type=share, metavar="40%", help=say("share of revenue that is left"))
    add(
        "--discount",
        type=share,
        default=usual.discount_rate,
        metavar="10%",
        help=say("for each year"),
    )
    add(
        "--horizon",
        type=float,
        default=usual.horizon_years,
        metavar="5",
        help=say("years that count"),
    )
    add(
        "--realised",
        type=share,
        default=usual.realisation,
        metavar="50%",
        help=say("part of a lift"),
    )
    add(
        "--retention",
        type=share,
        default=usual.retention,
        metavar="80%",
        help=say("if not measured"),
    )
    add(
        "--excess-churn",
        type=share,
        default=usual.excess_churn,
        metavar="10%",
        help=say("likewise"),
    )
    add("--customers", type=float, metavar="N", help=say("customers that the file stands for"))
    add("--years", type=float, metavar="N", help=say("years that the spend covers"))
    add("--company-revenue", type=float, metavar="N", help=say("in a year, to say what is covered"))
    add("--currency", metavar="EUR", help=say("when the file names none"))
    add("--form", choices=("A", "B"), default="A", help=say("of lifetime value"))
    add("--rise", type=share, default=0.05, metavar="5%", help=say("of retention"))


def value_file(asked: argparse.Namespace, folder: Path) -> str:
    """Load the file into `folder` and write what its customers are worth."""
    loaded, responses = open_responses(asked, folder)
    try:
        answer = value_answer(responses, asked)
    except NotEnoughData as error:
        # An amount in two currencies is no spend: the passport knows why there is none.
        told = [p for p in loaded.passport.problems if p.code == "several_currencies"]
        raise NotEnoughData([*told, *error.problems]) from None
    answer = to_plain({"passport": records.passport(loaded.passport), **answer})
    return as_json(answer) if asked.json else report(answer)


def stated_assumptions(asked: argparse.Namespace) -> Assumptions:
    """Return the assumptions as stated on the command line."""
    return Assumptions(
        currency=asked.currency,
        margin=asked.margin,
        discount_rate=asked.discount,
        horizon_years=asked.horizon,
        realisation=asked.realised,
        customers=asked.customers,
        retention=asked.retention,
        excess_churn=asked.excess_churn,
        spend_years=asked.years,
        total_revenue=asked.company_revenue,
    )


def value_answer(responses: Responses, asked: argparse.Namespace) -> Record:
    """Answer every question about the value of customers; what cannot be answered is null.

    Errors: NotEnoughData without usable spend; CxError when an assumption cannot be used.
    """
    assumed, ask = stated_assumptions(asked), remembering()
    truths = value_customers(responses, ValueOptions(assumed))
    groups = [
        value_by_group(responses, GroupValueOptions(column.name, assumed, asked.form))
        for column in group_columns(responses.schema)[:MOST_GROUPINGS]
    ]
    found, missing = records.answered(
        {
            "worth": lambda: worth.named(
                rank_worth(responses, WorthOptions(assumed, provable_lifts(ask, responses)))
            ),
            "at_risk": lambda: measure_risk(responses, RiskOptions(assumed)),
            "lifetime": lambda: value_lifetimes(responses, LifetimeOptions(assumed, asked.form)),
            "purchases": lambda: expect_purchases(responses, PurchaseOptions(assumed)),
            "retention": lambda: value_retention(responses, RetentionOptions(assumed, asked.rise)),
            "earned_growth": lambda: measure_earned_growth(responses, EarnedOptions(assumed)),
        }
    )
    answer = {
        "assumptions": assumed,
        "assumed": assumption_words.stated(assumed),
        "notes": assumed.problems(),
        "truths": truths,
        "groups": groups,
        **found,
        "findings": records.findings(exhibits.findings(truths, groups, **found)),
    }
    return {"not_computed": missing, "value": answer}
