"""What will customers without a contract buy in the years to come?

BG/NBD for how often, Gamma-Gamma for how much (Fader, Hardie & Lee 2005; Fader & Hardie 2013),
fitted to the days on which each customer spent anything. The margins of each year within the
horizon are discounted from its middle. The chance to be alive is given for those who bought again:
for all others the model says 1, which means nothing. Out of scope: seasons and trends.
"""

import math
from dataclasses import dataclass
from typing import Annotated

import numpy as np
import pandas as pd

from cx.chapters.value.assumptions import Assumptions
from cx.chapters.value.customers import BANDS, read_customers
from cx.chapters.value.fields import BAND, CUSTOMERS
from cx.measures.arrays import Floats, Integers, ratio
from cx.measures.purchase_model import (
    PurchaseModel,
    SpendModel,
    fit_purchase_model,
    fit_spend_model,
)
from cx.problems import NotEnoughData, Problem, stops
from cx.scores.suppression import hidden_parts
from cx.store.responses import Responses
from cx.text import say
from cx.text.wording import band_name
from cx.vocabulary import Band, Field, Role, Table, Unit

FEWEST_REPEATERS = 50
MOST_FITTED = 50_000  # customers; the parameters do not change beyond
WEEKS = 365.25 / 7
INDEPENDENT_BELOW = 0.3  # correlation of how often and how much that Gamma-Gamma can bear


@dataclass(frozen=True, slots=True)
class PurchaseOptions:
    """What the purchases to come rest on."""

    assumptions: Assumptions = Assumptions()
    seed: int = 20_260_101


PURCHASE_FIELDS = (
    BAND,
    CUSTOMERS,
    Field("repeat_share", Unit.SHARE, "Bought again", "Share of customers who bought again."),
    Field(
        "alive_share",
        Unit.PROBABILITY,
        "Still buying",
        "Mean chance that those who bought again will buy once more.",
    ),
    Field(
        "purchases_ahead",
        Unit.COEFFICIENT,
        "Purchases in a year",
        "Purchases to expect of a customer in the year to come.",
    ),
    Field(
        "spend_ahead", Unit.MONEY, "Spend for each", "Spend to expect for each of these purchases."
    ),
    Field(
        "lifetime_ahead",
        Unit.MONEY,
        "Value to come",
        "Present value of a customer's future margins within the horizon.",
    ),
)


@dataclass(frozen=True, slots=True, eq=False)
class RepeatPurchases:
    """The answer: what customers of each band are expected to buy."""

    options: PurchaseOptions
    currency: str | None
    bands: Annotated[Table, PURCHASE_FIELDS]  # what is to come, by band
    model: PurchaseModel  # BG/NBD
    spend: SpendModel  # Gamma-Gamma
    n_customers: int  # who bought at least once
    n_repeaters: int  # who bought again
    correlation: float  # of how often and how much, among repeaters; the model assumes 0
    independent: bool  # whether that correlation is small enough
    weeks: float  # that the file covers
    purchases_ahead: float  # of all customers in the file, in the year to come


def expect_purchases(
    responses: Responses, options: PurchaseOptions = PurchaseOptions()
) -> RepeatPurchases:
    """Fit both models and say what to expect of each band.

    Errors: NotEnoughData without ids, dates and spend, with too few customers who bought again, or
    when a model does not settle.
    """
    if not responses.has(Role.RESPONDENT, Role.RESPONDED_AT, Role.SPEND):
        raise NotEnoughData(_no_history())
    base = read_customers(responses, options.assumptions)
    history = responses.purchases()
    history = history[history["n_days"] > 0].reset_index(drop=True)
    x = history["n_days"].to_numpy(np.float64) - 1
    again = x > 0
    if base.repeated_spend or again.sum() < FEWEST_REPEATERS:
        raise NotEnoughData(_too_few(int(again.sum()), len(x)))
    t_x = _weeks(history["last_day"] - history["first_day"])
    age = _weeks(history["end_day"] - history["first_day"])
    mean_spend = np.nan_to_num(ratio(history["repeat_spend"].fillna(0), x))
    fitted = _drawn(len(x), options.seed)
    try:
        model = fit_purchase_model(x[fitted], t_x[fitted], age[fitted])
        spend = fit_spend_model(x[fitted], mean_spend[fitted])
    except ValueError:
        raise NotEnoughData(_unsettled(len(x))) from None
    if not math.isfinite(spend.mean):
        raise NotEnoughData(_unsettled(len(x)))
    ahead = _yearly(model, x, t_x, age, options.assumptions)
    each = spend.expected_spend(x, mean_spend)
    value = base.margin * each * ahead.present
    shares = history[BANDS].div(history["n"], axis=0).to_numpy(np.float64)
    alive = model.alive(x, t_x, age)
    r = float(np.corrcoef(x[again], mean_spend[again])[0, 1])
    frame = pd.DataFrame(
        {
            "band": [band_name(responses.scale, band) for band in Band],
            "n_customers": shares.sum(axis=0).round(1),
            "repeat_share": _means(shares, again.astype(float)),
            "alive_share": _means(shares[again], alive[again]),
            "purchases_ahead": _means(shares, ahead.first),
            "spend_ahead": ratio((ahead.first * each) @ shares, ahead.first @ shares),
            "lifetime_ahead": _means(shares, value),
        }
    )
    measured = [name for name in frame.columns if name not in ("band", "n_customers")]
    frame.loc[hidden_parts(shares.sum(axis=0), base.minimum_n), measured] = np.nan
    frame.loc[hidden_parts(shares[again].sum(axis=0), base.minimum_n), "alive_share"] = np.nan
    return RepeatPurchases(
        options=options,
        currency=base.currency,
        bands=Table(frame, PURCHASE_FIELDS),
        model=model,
        spend=spend,
        n_customers=len(x),
        n_repeaters=int(again.sum()),
        correlation=r,
        independent=bool(abs(r) < INDEPENDENT_BELOW),
        weeks=float(age.max()),
        purchases_ahead=float(ahead.first.sum()),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Ahead:
    first: Floats  # purchases of each customer in the year to come
    present: Floats  # purchases within the horizon, each discounted to today


def _yearly(
    model: PurchaseModel, x: Floats, t_x: Floats, age: Floats, assumed: Assumptions
) -> _Ahead:
    """Expect purchases year by year; the horizon's last year may be a part of one."""
    ends = np.append(np.arange(1.0, assumed.horizon_years), assumed.horizon_years)
    present, before, start = np.zeros(len(x)), np.zeros(len(x)), 0.0
    for end in ends:
        until = model.expected_purchases(end * WEEKS, x, t_x, age)
        present += (until - before) / (1 + assumed.discount_rate) ** ((start + end) / 2)
        before, start = until, float(end)
    return _Ahead(model.expected_purchases(WEEKS, x, t_x, age), present)


def _weeks(spans: pd.Series) -> Floats:
    return np.asarray(spans.dt.days.to_numpy(np.float64) / 7)


def _means(shares: Floats, values: Floats) -> Floats:
    return ratio(values @ shares, shares.sum(axis=0))


def _drawn(n: int, seed: int) -> Integers:
    """Choose the customers that the models are fitted to."""
    if n <= MOST_FITTED:
        return np.arange(n, dtype=np.int64)
    return np.random.default_rng(seed).choice(n, MOST_FITTED, replace=False).astype(np.int64)


def _no_history() -> Problem:
    return stops(
        "no_history",
        "columns",
        say("Purchases to come can be expected only where the file says who bought what and when."),
        say(
            "On the Load page, give columns the meanings respondent, date of the answer and spend."
        ),
    )


def _too_few(n_repeaters: int, n: int) -> Problem:
    return stops(
        "too_few_repeaters",
        "respondent",
        say(
            "{n} of {total} customers bought on more than one day; "
            "{fewest} are needed to say how purchases go on.",
            n=n_repeaters,
            total=n,
            fewest=FEWEST_REPEATERS,
        ),
        say("Load a longer period, or purchases rather than answers."),
    )


def _unsettled(n: int) -> Problem:
    return stops(
        "purchases_unsettled",
        "spend",
        say("The purchases of these {n} customers fit no model of buying again.", n=n),
        say("Use the lifetime value by band instead, or remove a filter."),
    )
