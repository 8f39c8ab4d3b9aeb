"""Do customers who bought less or more than they intended score differently?

Spend is set against intended spend, response by response. Within a tolerance of the intention it
counts as intended: three groups, not a ratio, since ratios of small intentions run away. Each
group has its net score with Tango's interval, a test against the other two (adjusted for all that
the page compares, see scores.families), its share of revenue and the mean gap in money with
Student's interval.
Rows are bounded. Out of scope: cause and effect.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

import numpy as np

from cx.chapters.segments.buyers import QUESTIONS_OF_PURCHASES
from cx.measures.arrays import Flags, Floats, Integers
from cx.measures.clusters import Effects, customer_moments, effects
from cx.measures.means import t_interval
from cx.plain import Flat, Key
from cx.problems import NotEnoughData, stops
from cx.scores.counts import EFFECTIVE_N, N, require_enough
from cx.scores.families import as_one_family
from cx.scores.groups import (
    FLAG_FIELDS,
    SCORE_FIELDS,
    band_counts,
    named_fields,
    scored_groups,
    totals,
)
from cx.scores.suppression import hidden_beside_whole
from cx.store.customers import CUSTOMER
from cx.store.responses import SAMPLE_LIMIT, Responses
from cx.text import say
from cx.vocabulary import Field, Role, Table, Unit, range_ends

TOLERANCES = (0.0, 0.05, 0.1, 0.2)


class Bought(StrEnum):
    """What was bought, set against what was intended."""

    LESS = "less"
    AS = "as intended"
    MORE = "more"


@dataclass(frozen=True, slots=True)
class BoughtOptions:
    """What can be chosen about buying against intention."""

    tolerance: float = 0.05  # share of the intended spend that still counts as intended
    sample_limit: int = SAMPLE_LIMIT
    seed: int = 20_260_101


@dataclass(frozen=True, slots=True, eq=False)
class BoughtAgainstIntended:
    """The answer: one row each for less, as intended and more."""

    options: Annotated[BoughtOptions, Flat(tolerance="tolerance_share")]
    net_name: str
    currency: str | None
    groups: Annotated[Table, Key("rows"), BOUGHT_FIELDS]  # less, as intended and more
    n: int  # responses that say both
    n_missing: int  # responses that lack spend or intended spend
    n_refunds: int  # responses with an amount below 0, left out
    n_available: int  # responses that were drawn from


BOUGHT_FIELDS = (
    Field("bought", Unit.WORD, "Bought", "Spend against intended spend."),
    N,
    *SCORE_FIELDS,
    Field("gap", Unit.MONEY, "Mean gap", "Spend minus intended spend, mean of the row."),
    *range_ends("gap", Unit.MONEY, "Mean gap"),
    *FLAG_FIELDS,
)


def compare_bought(
    responses: Responses, options: BoughtOptions = BoughtOptions()
) -> BoughtAgainstIntended:
    """Compare those who bought less than, as and more than intended.

    Errors: NotEnoughData without both columns, or when too few responses say both.
    """
    _require_columns(responses)
    drawn = responses.sample(
        ["outcome", "spend", "intended_spend", CUSTOMER], options.sample_limit, options.seed
    )
    require_enough(responses, len(drawn))
    spend, intended, outcome = (drawn[name].to_numpy(float) for name in _ASKED)
    group = bought_groups(spend, intended, options.tolerance)
    n = int((group >= 0).sum())
    refunds = int(((spend < 0) | (intended < 0)).sum())
    if n < responses.minimum_n:
        raise NotEnoughData(
            stops(
                "too_few_intentions",
                "intended spend",
                say(
                    "{n} of {total} responses say both what was spent and what was "
                    "intended, as amounts of 0 or more; a comparison needs {minimum_n}.",
                    n=n,
                    total=len(drawn),
                    minimum_n=responses.minimum_n,
                ),
                say("Check the two columns on the Load page, or remove a filter."),
            )
        )
    scale = responses.scale
    favourable = (outcome >= scale.favourable_from).astype(float)
    unfavourable = (outcome <= scale.unfavourable_to).astype(float)
    with_others = np.where(group < 0, len(Bought), group)
    bands = band_counts(with_others, len(Bought) + 1, favourable, unfavourable)
    hidden = hidden_beside_whole(np.eye(len(Bought), len(bands)), bands, responses.minimum_n)
    customer = drawn[CUSTOMER].to_numpy()
    repeats = responses.has(Role.RESPONDENT) and len(np.unique(customer)) < len(customer)

    def effects_on(values: Floats) -> Effects | None:
        return effects(customer_moments(customer, group, values, len(Bought))) if repeats else None

    scored = scored_groups(
        bands[:-1],
        hidden,
        responses.minimum_n,
        totals(with_others, len(Bought) + 1, spend),
        effects_on(favourable - unfavourable),
    )
    gap = spend - intended
    (judged,) = as_one_family([scored], QUESTIONS_OF_PURCHASES)
    frame = judged.assign(
        bought=[str(each) for each in Bought], **_gaps(group, gap, hidden, effects_on(gap))
    )
    fields = (*BOUGHT_FIELDS, EFFECTIVE_N) if repeats else BOUGHT_FIELDS
    return BoughtAgainstIntended(
        options=options,
        net_name=scale.net_name,
        currency=responses.currency,
        groups=Table.of(frame, named_fields(fields, scale.net_name)),
        n=n,
        n_missing=len(drawn) - n - refunds,
        n_refunds=refunds,
        n_available=responses.count(),
    )


_ASKED = ("spend", "intended_spend", "outcome")


def bought_groups(spend: Floats, intended: Floats, tolerance: float) -> Integers:
    """Say who bought less (0), as (1) and more (2) than intended; -1 where it is not known.

    >>> bought_groups(np.array([0.0, 95, 106]), np.array([10.0, 100, 100]), 0.05).tolist()
    [0, 1, 2]
    """
    known = (spend >= 0) & (intended >= 0)
    # A hair more than the tolerance, since amounts are rounded to the cent.
    reach = tolerance * intended + 1e-9 * np.maximum(intended, 1)
    with np.errstate(invalid="ignore"):
        group = np.where(spend < intended - reach, 0, np.where(spend > intended + reach, 2, 1))
    return np.where(known, group, -1)


def _gaps(
    group: Integers, gap: Floats, hidden: Flags, repeated: Effects | None
) -> dict[str, Floats]:
    n = np.bincount(group[group >= 0], minlength=len(Bought))
    summed, squares = (totals(group, len(Bought), values) for values in (gap, gap**2))
    tells = None if repeated is None else repeated.effective_n
    found = t_interval(n, summed, squares, effective_n=tells)
    columns = zip(("gap", "gap_low", "gap_high"), found, strict=True)
    return {name: np.where(hidden, np.nan, values) for name, values in columns}


def _require_columns(responses: Responses) -> None:
    lacking = [r for r in (Role.SPEND, Role.INTENDED_SPEND) if not responses.has(r)]
    if lacking:
        named = " and ".join(role.label.lower() for role in lacking)
        raise NotEnoughData(
            stops(
                "no_intention",
                "columns",
                say(
                    "No column says {named}, so what was bought cannot be set against what was "
                    "meant.",
                    named=named,
                ),
                say(
                    "On the Load page, give a column this meaning. An order before and after "
                    "the sale, or a budget asked for at the door, will do."
                ),
            )
        )
