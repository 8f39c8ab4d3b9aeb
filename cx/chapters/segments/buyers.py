"""How does each customer buy? One row per customer, the ground on which groups of them stand.

Each response stands for one purchase or visit. The score of a customer is the latest answer, so
that everybody counts once and answers are independent; spend and frequency are of all responses.
Without a column that names customers, or where each has one response, every response is a
customer of its own, and how often customers buy is unknown.

Rows are bounded: customers are drawn whole. Out of scope: grouping.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from cx.measures.arrays import Flags, Floats, Integers
from cx.problems import NotEnoughData, stops
from cx.scores.counts import require_enough
from cx.scores.groups import band_counts, scored_groups, totals
from cx.store.responses import DAY, Responses
from cx.text import say
from cx.vocabulary import Column, Role

ROW_LIMIT = 50_000  # responses
QUESTIONS_OF_PURCHASES = 2  # on one page: against intention, and by how customers buy
# On one page: are there kinds of customers, do they differ in score, and does a tree hold.
QUESTIONS_OF_FOUND = 3


@dataclass(frozen=True, slots=True, eq=False)
class Customers:
    """One row per customer, in random order, and what is known of how they buy.

    Columns: outcome (latest answer), purchases (responses), days_since (from the latest date of
    all responses), spend (total), mean_spend, bought_ratio (spend over intended spend), and the
    categories that were asked for, of the latest answer. What is unknown is NaN.
    """

    frame: pd.DataFrame
    favourable: Floats  # (n) 1 where the latest answer is favourable
    unfavourable: Floats  # (n) 1 where it is unfavourable
    n_responses: int  # of these customers
    n_available: int  # responses that pass the filters
    n_unnamed: int  # responses that name no customer, where others do
    named: bool  # whether a column names customers
    repeated: bool  # whether any customer has more than one response
    has_dates: bool
    has_spend: bool
    has_intended: bool
    n_refunds: int  # responses with a spend below 0

    @property
    def points(self) -> Floats:
        """Each latest answer as 100, 0 or -100: their mean is the net score."""
        return np.asarray(100.0 * (self.favourable - self.unfavourable))

    def __len__(self) -> int:
        return len(self.frame)

    def bands(self, groups: Integers, n_groups: int) -> Floats:
        """Count favourable, neutral and unfavourable customers by group: (n_groups, 3)."""
        return band_counts(groups, n_groups, self.favourable, self.unfavourable)

    def scored(
        self, groups: Integers, n_groups: int, hidden: Flags, minimum_n: int
    ) -> pd.DataFrame:
        """Score groups, each with its share of all in one; -1 is none (see scores.groups)."""
        bands, spend = self.bands(groups, n_groups), None
        if self.has_spend:
            everybody = np.where(groups < 0, n_groups, groups)
            spend = totals(everybody, n_groups + 1, self.frame["spend"].to_numpy(float))
        scored = scored_groups(bands, hidden, minimum_n, spend)
        return scored.assign(share=scored["n"] / max(int(scored["n"].sum()), 1))


def draw_customers(
    responses: Responses,
    beside: Sequence[Column] = (),
    limit: int = ROW_LIMIT,
    seed: int = 0,
) -> Customers:
    """Draw customers whole, at most `limit` responses of them, with the columns `beside`.

    Errors: NotEnoughData when responses or customers are fewer than the threshold.
    """
    available = responses.count()
    require_enough(responses, available)
    roles = (Role.RESPONDED_AT, Role.SPEND, Role.INTENDED_SPEND)
    has_dates, has_spend, has_intended = (responses.has(role) for role in roles)
    columns = [role for role in roles if responses.has(role)]
    wanted = ["outcome", *columns, *(column.name for column in beside)]
    named = responses.has(Role.RESPONDENT)
    if named:
        rows = responses.sample_whole(Role.RESPONDENT, wanted, limit, seed)
        named = len(rows) > 0
    if not named:
        rows = responses.sample(wanted, limit, seed)
        rows.insert(0, str(Role.RESPONDENT), np.arange(len(rows)).astype(str))
    last_day = responses.tally(DAY)[DAY].max() if has_dates else None
    frame = _one_row_each(rows, last_day, [column.name for column in beside])
    require_enough(responses, len(frame), "customer")
    outcome, scale = frame["outcome"].to_numpy(float), responses.scale
    return Customers(
        frame=frame,
        favourable=(outcome >= scale.favourable_from).astype(float),
        unfavourable=(outcome <= scale.unfavourable_to).astype(float),
        n_responses=len(rows),
        n_available=available,
        n_unnamed=available - responses.count(Role.RESPONDENT) if named else 0,
        named=named,
        repeated=bool((frame["purchases"] > 1).any()),
        has_dates=bool(frame["days_since"].notna().any()),
        has_spend=has_spend and bool(frame["spend"].notna().any()),
        has_intended=has_intended and bool(frame["bought_ratio"].notna().any()),
        n_refunds=int((rows["spend"] < 0).sum()) if has_spend else 0,
    )


def require_purchases(customers: Customers) -> None:
    """Raise NotEnoughData when nothing tells how customers buy: no spend, and nobody repeats."""
    if customers.has_spend or customers.repeated:
        return
    raise NotEnoughData(
        stops(
            "no_purchases",
            "columns",
            say(
                "Nothing says how customers buy: there is no spend, and each customer has one "
                "response."
            )
            if customers.named
            else say(
                "Nothing says how customers buy: there is no spend, and no column says which "
                "customer."
            ),
            say(
                "On the Load page, give a column the meaning spend, or the column with "
                "the id of the customer the meaning respondent."
            ),
        )
    )


def _one_row_each(rows: pd.DataFrame, last_day: object, beside: list[str]) -> pd.DataFrame:
    """Add up the responses of each customer; outcome and categories are the latest ones."""
    key = str(Role.RESPONDENT)
    dated = rows.assign(
        responded_at=pd.to_datetime(rows["responded_at"])
        if "responded_at" in rows
        else pd.Series(pd.NaT, index=rows.index, dtype="datetime64[us]"),
        spend=rows["spend"].astype(float) if "spend" in rows else np.nan,
        intended=rows["intended_spend"].astype(float) if "intended_spend" in rows else np.nan,
    )
    # Equal dates keep the order of the file, so that the later row is the later answer.
    by_date = dated.sort_values("responded_at", kind="stable", na_position="first")
    latest = by_date.drop_duplicates(key, keep="last").set_index(key)
    both = (dated["spend"] >= 0) & (dated["intended"] > 0)
    kept = dated.assign(
        bought=dated["spend"].where(both), meant=dated["intended"].where(both)
    ).groupby(key, sort=False)
    summed = kept[["spend", "bought", "meant"]].sum(min_count=1)
    frame = pd.DataFrame(
        {
            "purchases": kept.size().astype(float),
            "spend": summed["spend"],
            "mean_spend": kept["spend"].mean(),
            "bought_ratio": summed["bought"] / summed["meant"],
        }
    ).join(latest[["outcome", "responded_at", *beside]])
    days = (pd.Timestamp(str(last_day)) - frame["responded_at"]) if last_day is not None else None
    frame["days_since"] = np.nan if days is None else days.dt.days.clip(lower=0).astype(float)
    return frame.drop(columns="responded_at").reset_index(drop=True)
