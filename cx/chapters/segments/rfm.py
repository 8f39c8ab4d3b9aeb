"""How do customers score who bought recently, often, or for much? Recency, frequency, monetary.

Customers are ranked on each of the three and cut into fifths, ties kept together (see
measures.recency; Hughes 1994); then into high (fourth and fifth fifth) and not, on all of them
together. Recency counts days from the latest date in the file; frequency is only known where
customers repeat; monetary is the total spend. Out of scope: naming groups beyond what they did.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import Annotated

import numpy as np
import pandas as pd

from cx.chapters.segments.buyers import (
    QUESTIONS_OF_PURCHASES,
    ROW_LIMIT,
    Customers,
    draw_customers,
    require_purchases,
)
from cx.measures.arrays import Flags, Floats, Integers
from cx.measures.recency import N_GROUPS, rfm_scores
from cx.plain import Key
from cx.problems import NotEnoughData, Problem, stops
from cx.scores.families import as_one_family
from cx.scores.groups import (
    CUSTOMERS,
    FLAG_FIELDS,
    SCORE_FIELDS,
    SHARE_OF_CUSTOMERS,
    named_fields,
)
from cx.scores.suppression import hidden_beside_whole
from cx.store.responses import Responses
from cx.text import Said, say
from cx.vocabulary import Field, Table, Unit

HIGH_FROM = 4  # of five: recent, frequent, high spend


@dataclass(frozen=True, slots=True)
class RfmOptions:
    """What can be chosen about recency, frequency and monetary value."""

    row_limit: int = ROW_LIMIT
    seed: int = 20_260_101


@dataclass(frozen=True, slots=True, eq=False)
class Rfm:
    """The answer: customers by each of the three, and by all together."""

    options: RfmOptions
    net_name: str
    currency: str | None
    fifths: Annotated[Table, Key("rows"), FIFTH_FIELDS]  # one row for each fifth of each dimension
    together: Annotated[Table, TOGETHER_FIELDS]  # one row for each combination of high and not
    dimensions: tuple[str, ...]  # of recency, frequency, monetary, those that are known
    n_customers: int
    n_responses: int
    n_available: int  # responses that were drawn from
    n_unnamed: int  # responses that name no customer
    n_unknown: int  # customers of whom one of the dimensions is not known
    n_refunds: int  # responses with a spend below 0; they lower the total
    named: bool  # whether a column names customers
    has_dates: bool  # whether recency can be told
    has_spend: bool  # whether there is spend
    repeated: bool  # whether any customer has more than one response


FIFTH_FIELDS = (
    Field("dimension", Unit.WORD, "Dimension", "Recency, frequency or monetary."),
    Field("fifth", Unit.COUNT, "Fifth", "5 is best: most recent, most frequent, highest spend."),
    Field(
        "from_value",
        Unit.COEFFICIENT,
        "Lowest",
        "Lowest value in the group: days, responses, money.",
    ),
    Field(
        "to_value",
        Unit.COEFFICIENT,
        "Highest",
        "Highest value in the group: days, responses, money.",
    ),
    CUSTOMERS,
    SHARE_OF_CUSTOMERS,
    *SCORE_FIELDS,
    *FLAG_FIELDS,
)
TOGETHER_FIELDS = (
    Field(
        "group", Unit.TEXT, "Customers who are", "High, or not, on each dimension that is known."
    ),
    CUSTOMERS,
    SHARE_OF_CUSTOMERS,
    *SCORE_FIELDS,
    *FLAG_FIELDS,
)

DIMENSIONS = ("recency", "frequency", "monetary")


def group_by_rfm(responses: Responses, options: RfmOptions = RfmOptions()) -> Rfm:
    """Group customers by how recently, how often and for how much they bought.

    Errors: NotEnoughData when there is no spend and no customer repeats, when nothing differs
    between customers, or when they are too few.
    """
    customers = draw_customers(responses, limit=options.row_limit, seed=options.seed)
    require_purchases(customers)
    values = _values(customers)
    if not values:
        raise NotEnoughData(_nothing_differs(customers))
    unknown = np.full(len(customers), np.nan)
    scores = rfm_scores(*(values.get(name, unknown) for name in DIMENSIONS))
    of = {name: getattr(scores, name) for name in values}
    divisions = [score - 1 for score in of.values()]
    sizes = [N_GROUPS] * len(divisions)
    combined = _combined(divisions)
    if len(divisions) > 1:
        divisions.append(combined)
        sizes.append(2 ** len(of))
    hidden = _hidden(customers, divisions, sizes, responses.minimum_n)
    scored = [
        customers.scored(division, size, silent, responses.minimum_n)
        for division, size, silent in zip(divisions, sizes, hidden, strict=True)
    ]
    tables = as_one_family(scored, QUESTIONS_OF_PURCHASES)
    fifths = [
        _fifths(name, values[name], score, table)
        for (name, score), table in zip(of.items(), tables, strict=False)
    ]
    net_name = responses.scale.net_name
    return Rfm(
        options=options,
        net_name=net_name,
        currency=responses.currency,
        fifths=Table.of(pd.concat(fifths, ignore_index=True), named_fields(FIFTH_FIELDS, net_name)),
        together=Table.of(
            _together(list(of), tables[len(of) :]), named_fields(TOGETHER_FIELDS, net_name)
        ),
        dimensions=tuple(of),
        n_customers=len(customers),
        n_responses=customers.n_responses,
        n_available=customers.n_available,
        n_unnamed=customers.n_unnamed,
        n_unknown=int((combined < 0).sum()),
        n_refunds=customers.n_refunds,
        named=customers.named,
        has_dates=customers.has_dates,
        has_spend=customers.has_spend,
        repeated=customers.repeated,
    )


def _values(customers: Customers) -> dict[str, Floats]:
    """Return what is known of each dimension, and differs between customers."""
    columns = {"recency": "days_since", "frequency": "purchases", "monetary": "spend"}
    values = {name: customers.frame[column].to_numpy(float) for name, column in columns.items()}
    return {
        name: each for name, each in values.items() if len(np.unique(each[~np.isnan(each)])) > 1
    }


def _combined(divisions: list[Integers]) -> Integers:
    """Number the combinations of high and not, 0 where all are high; -1 where one is unknown."""
    low = [(division < HIGH_FROM - 1).astype(np.int64) for division in divisions]
    number = sum(each << place for place, each in enumerate(reversed(low)))
    known = np.all([division >= 0 for division in divisions], axis=0)
    return np.where(known, number, -1)


def _hidden(
    customers: Customers, divisions: list[Integers], sizes: list[int], minimum_n: int
) -> list[Flags]:
    """Say which groups to hide: they overlap, so that one may give another away."""
    codes = np.column_stack(divisions)
    cells, cell = np.unique(codes, axis=0, return_inverse=True)
    bands = customers.bands(cell.ravel(), len(cells))
    members = [
        cells[:, place][None, :] == np.arange(size)[:, None] for place, size in enumerate(sizes)
    ]
    # The score of all customers follows from other pages, near enough.
    hidden = hidden_beside_whole(np.vstack(members), bands, minimum_n)
    return np.split(hidden, np.cumsum(sizes)[:-1])


def _fifths(name: str, values: Floats, score: Integers, scored: pd.DataFrame) -> pd.DataFrame:
    """Put each fifth's range before its scores, best first; ties may leave a fifth empty."""
    fifth = np.arange(1, N_GROUPS + 1)
    ranges = pd.Series(values).groupby(score).agg(["min", "max"]).reindex(fifth)
    large = ~scored["suppressed"].to_numpy()  # a range of few customers tells of single ones
    frame = scored.assign(
        dimension=name,
        fifth=fifth,
        from_value=np.where(large, ranges["min"], np.nan),
        to_value=np.where(large, ranges["max"], np.nan),
    )
    return frame[frame["n"] > 0].iloc[::-1]


def _together(names: list[str], tables: list[pd.DataFrame]) -> pd.DataFrame:
    """Name each combination that occurs by what its customers are; none for one dimension."""
    if not tables:
        return pd.DataFrame(columns=[field.name for field in TOGETHER_FIELDS])
    words = _words()
    groups = [", ".join(each).capitalize() for each in product(*(words[name] for name in names))]
    frame = tables[0].assign(group=groups)
    return frame[frame["n"] > 0].reset_index(drop=True)


def _words() -> dict[str, tuple[Said, Said]]:
    """Return the words of each dimension for high and not."""
    return {
        "recency": (say("recent"), say("not recent")),
        "frequency": (say("frequent"), say("not frequent")),
        "monetary": (say("high spend"), say("lower spend")),
    }


def _nothing_differs(customers: Customers) -> Problem:
    return stops(
        "no_rfm",
        "spend",
        say(
            "All {n} customers are alike in when, how often and for how much they bought.",
            n=len(customers),
        ),
        say("Remove a filter, or check the column of the spend."),
    )
