"""How much of the growth was earned: by customers who stayed, and by those whom they brought?

Net revenue retention and earned growth (Reichheld, Darnell & Burns 2021): revenue of last year's
customers, and of new ones who came by referral, over last year's revenue. New is who paid nothing
the year before. Who left did not answer, so a file of answers shows the growth of those who are
still there, and flatters. Out of scope: growth of the whole company.
"""

import math
import re
from dataclasses import dataclass
from typing import Annotated

import numpy as np
import pandas as pd

from cx.chapters.value.assumptions import Assumptions
from cx.chapters.value.customers import read_customers, weighted_mean
from cx.measures import revenue_flows
from cx.measures.arrays import ratio
from cx.problems import NotEnoughData, Problem, stops
from cx.scores.counts import require_enough
from cx.scores.suppression import hidden_parts
from cx.store.responses import Responses
from cx.text import say
from cx.vocabulary import Estimate, Field, Role, Table, Unit

REFERRAL = re.compile(
    r"referr|recommend|word of mouth|friend|empfehl|recommand|parrain|recomend|amigo|แนะนำ",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class EarnedOptions:
    """Which value of the acquisition channel is a referral; None finds it by its words."""

    assumptions: Assumptions = Assumptions()
    referral: str | None = None


FLOW_FIELDS = (
    Field("flow", Unit.TEXT, "Revenue from", "Whose revenue of this year it is."),
    Field("n_customers", Unit.COUNT, "Customers of the kind", "Customers whose revenue it is."),
    Field("flow_revenue", Unit.MONEY, "Revenue this year", "Revenue of this year."),
    Field(
        "flow_share", Unit.SHARE, "Of last year's revenue", "Over the revenue of the year before."
    ),
)


@dataclass(frozen=True, slots=True, eq=False)
class EarnedGrowth:
    """The answer: the parts of growth, as shares of last year's revenue."""

    options: EarnedOptions
    currency: str | None
    before: float  # revenue of the year before, of the customers in the file
    net_retention: Estimate  # revenue kept of that of the year before
    earned_new: float | None  # None without a value that says referral
    earned_growth: float | None  # from customers who stayed and referrals, a share
    total_growth: float  # NaN where it would tell what too few new customers bring
    earned_share: float | None  # of the total growth; None unless revenue grew
    referral: tuple[str, ...]  # the values of the acquisition channel that count
    few_new: bool  # too few new customers of a kind to say what they bring
    flows: Annotated[Table, FLOW_FIELDS]  # from one year to the next
    n_customers: int


def measure_earned_growth(
    responses: Responses, options: EarnedOptions = EarnedOptions()
) -> EarnedGrowth:
    """Part the growth of revenue by where it came from.

    Errors: NotEnoughData without usable spend of both years, or of too few customers.
    """
    if not responses.has(Role.PREVIOUS_SPEND):
        raise NotEnoughData(_no_year_before())
    base = read_customers(responses, options.assumptions)
    before = np.maximum(np.nan_to_num(base.frame["previous_spend"].to_numpy(np.float64)), 0.0)
    total = float(before.sum())
    if total <= 0:
        raise NotEnoughData(_nothing_before(responses))
    # Years of the file do not matter here: the column says what this year and the last were.
    now, old = base.revenue * base.years, before > 0
    require_enough(responses, int(old.sum()), "former customer")
    referral = _referrals(responses, options)
    came = (
        base.frame["acquisition_channel"].isin(referral).to_numpy()
        if referral
        else np.zeros(base.n, bool)
    )
    parts = {
        "customers of last year": old,
        "new customers by referral": ~old & came,
        "other new customers" if referral else "new customers": ~old & ~came,
    }
    sums = [float(now[part].sum()) for part in parts.values()]
    found = revenue_flows.earned_growth(total, *sums)
    # Left out of the table: what cannot be told from the rest.
    kept = [name for name in parts if referral or "referral" not in name]
    new = base.counted(np.column_stack(list(parts.values())).astype(np.float64))[1:]
    hidden = hidden_parts(new, base.minimum_n)
    few_new = bool(hidden.any())
    shown = dict(zip(parts, [True, *~hidden], strict=True))
    rows = [
        (name, int(part.sum()), *((amount, amount / total) if shown[name] else (np.nan, np.nan)))
        for (name, part), amount in zip(parts.items(), sums, strict=True)
        if name in kept
    ]
    all_new_few = 0 < new.sum() < base.minimum_n
    total_growth = math.nan if all_new_few else found.total_growth
    earned = bool(referral) and not few_new
    return EarnedGrowth(
        options=options,
        currency=base.currency,
        before=total,
        net_retention=weighted_mean(np.nan_to_num(ratio(now, before)), before),
        earned_new=found.earned_new if earned else None,
        earned_growth=found.earned_growth if earned else None,
        total_growth=total_growth,
        earned_share=found.earned_share if earned and total_growth > 0 else None,
        referral=referral,
        few_new=few_new,
        flows=Table(pd.DataFrame(rows, columns=[f.name for f in FLOW_FIELDS]), FLOW_FIELDS),
        n_customers=base.n,
    )


def _referrals(responses: Responses, options: EarnedOptions) -> tuple[str, ...]:
    if not responses.has(Role.ACQUISITION_CHANNEL):
        return ()
    values = responses.column(Role.ACQUISITION_CHANNEL).categories
    if options.referral is not None:
        return (options.referral,)
    return tuple(value for value in values if REFERRAL.search(value))


def _no_year_before() -> Problem:
    return stops(
        "no_year_before",
        "previous_spend",
        say(
            "No column says what customers spent the year before, so earned growth cannot be told."
        ),
        say(
            "On the Load page, give such a column the meaning spend of the year "
            "before; and one that says how customers came the meaning acquisition "
            "channel."
        ),
    )


def _nothing_before(responses: Responses) -> Problem:
    label = responses.column(Role.PREVIOUS_SPEND).label
    return stops(
        "nothing_before",
        label,
        say('Nobody has an amount above 0 in "{label}".', label=label),
        say("Choose another column as spend of the year before, or remove a filter."),
    )
