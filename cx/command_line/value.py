"""`python -m cx value`: what the customers of a file are worth, without a screen.

The assumptions are options here and a panel on screen; the answers are the same.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from cx.asking import ask_anew
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
from cx.chapters.value.words import at_risk as revenue_at_risk
from cx.chapters.value.words import by_group as value_by_group_words
from cx.chapters.value.words import earned_growth, lifetime, retention, worth
from cx.chapters.value.words import purchases as repeat_purchases
from cx.chapters.value.words import two_truths as value
from cx.chapters.value.worth import WorthOptions, rank_worth
from cx.command_line.loading import as_json, open_responses
from cx.command_line.options import add_file_options, share
from cx.exports.record import Record, passport_record
from cx.exports.text import report
from cx.exports.value_record import result_record
from cx.problems import NotEnoughData, Problem
from cx.store.responses import Responses
from cx.text.finding import Finding

MOST_GROUPINGS = 2  # acquisition channel and purchase behaviour, where there are both


def add_value(command: argparse.ArgumentParser) -> None:
    """Add the options of the command: the assumptions; what is not stated keeps its default."""
    add_file_options(command)
    command.set_defaults(answer=value_file)
    add, usual = command.add_argument, Assumptions()
    add("--margin", type=share, metavar="40%", help="share of revenue that is left")
    add("--discount", type=share, default=usual.discount_rate, metavar="10%", help="for each year")
    add("--horizon", type=float, default=usual.horizon_years, metavar="5", help="years that count")
    add("--realised", type=share, default=usual.realisation, metavar="50%", help="part of a lift")
    add("--retention", type=share, default=usual.retention, metavar="80%", help="if not measured")
    add("--excess-churn", type=share, default=usual.excess_churn, metavar="10%", help="likewise")
    add("--customers", type=float, metavar="N", help="customers that the file stands for")
    add("--years", type=float, metavar="N", help="years that the spend covers")
    add("--company-revenue", type=float, metavar="N", help="in a year, to say what is covered")
    add("--currency", metavar="EUR", help="when the file names none")
    add("--form", choices=("A", "B"), default="A", help="of lifetime value")
    add("--rise", type=share, default=0.05, metavar="5%", help="of retention")


def value_file(asked: argparse.Namespace, folder: Path) -> str:
    """Load the file into `folder` and write what its customers are worth."""
    loaded, responses = open_responses(asked, folder)
    try:
        answer = value_answer(responses, asked)
    except NotEnoughData as error:
        # An amount in two currencies is no spend: the passport knows why there is none.
        told = [p for p in loaded.passport.problems if p.code == "several_currencies"]
        raise NotEnoughData([*told, *error.problems]) from None
    answer = {"passport": passport_record(loaded.passport, loaded.scale), **answer}
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
    assumed = stated_assumptions(asked)
    truths = value_customers(responses, ValueOptions(assumed))
    groupings = group_columns(responses.schema)[:MOST_GROUPINGS]
    said: list[Finding] = [value.truths(truths), value.carriers(truths), value.bands(truths)]
    answer: Record = {
        "assumptions": assumed.as_dict(),
        "assumed": assumption_words.stated(assumed),
        "notes": [problem.as_dict() for problem in assumed.problems()],
        "truths": result_record(truths),
        "groups": [],
    }
    for column in groupings:
        found = value_by_group(responses, GroupValueOptions(column.name, assumed, asked.form))
        answer["groups"].append(result_record(found))
        said.append(value_by_group_words.headline(found))
    parts: dict[str, tuple[Callable[[], Any], Callable[[Any], Finding]]] = {
        "worth": (
            lambda: worth.named(
                rank_worth(responses, WorthOptions(assumed, provable_lifts(ask_anew, responses)))
            ),
            worth.headline,
        ),
        "at_risk": (
            lambda: measure_risk(responses, RiskOptions(assumed)),
            revenue_at_risk.headline,
        ),
        "lifetime": (
            lambda: value_lifetimes(responses, LifetimeOptions(assumed, asked.form)),
            lifetime.headline,
        ),
        "purchases": (
            lambda: expect_purchases(responses, PurchaseOptions(assumed)),
            repeat_purchases.headline,
        ),
        "retention": (
            lambda: value_retention(responses, RetentionOptions(assumed, asked.rise)),
            retention.headline,
        ),
        "earned_growth": (
            lambda: measure_earned_growth(responses, EarnedOptions(assumed)),
            earned_growth.headline,
        ),
    }
    missing: list[Record] = []
    for name, (ask, say) in parts.items():
        try:
            result = ask()
        except NotEnoughData as error:
            answer[name] = None
            missing += [_missing(name, problem) for problem in error.problems]
            continue
        answer[name] = result_record(result)
        said.append(say(result))
    answer["findings"] = [{"headline": f.headline, "detail": f.detail} for f in said]
    return {"not_computed": missing, "value": answer}


def _missing(name: str, problem: Problem) -> Record:
    return {"part": name, **problem.as_dict()}
