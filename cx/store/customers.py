"""One row for each customer: what the answers of the same person add up to.

Revenue belongs to customers, not to answers. The rows are grouped where they live; ids never leave
the engine. Without a column of ids, and where an id is missing, each answer is a customer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cx.vocabulary import Band, Role, Schema

BAND = "band"  # a group of its own: the number of the band
CUSTOMER = "customer"  # the stored number of a customer, uniform on 0 .. 2**63 - 1
CUSTOMERS = 2**63
_CUSTOMER = "_customer"


@dataclass(frozen=True, slots=True, eq=False)
class RepeatedAnswers:
    """Answers of whole customers, some of whom answered more than once."""

    customer: NDArray[np.int64]  # (n,) alike for answers of the same customer
    rows: pd.DataFrame  # (n) the columns asked for, and `band` as its number
    share: float  # of all answers that are here; 1 where these are all


def customer_numbers(respondent: pd.Series, row_id: pd.Series) -> NDArray[np.int64]:
    """Number customers by their ids, as loading does: for files that were loaded before it did."""
    alone = "row " + row_id.astype(str)
    key = respondent.astype("string").fillna(alone.astype("string")).astype(object)
    return (pd.util.hash_array(key.to_numpy(object)) >> np.uint64(1)).astype(np.int64)


def customer_rows(
    rows: nw.LazyFrame[Any], schema: Schema, band: nw.Expr, by: Sequence[str] = ()
) -> pd.DataFrame:
    """Add up the answers of each customer, or of each customer within the groups `by`.

    by: names of columns, or BAND. band: the number of the band of a row, in the order of Band.
    Returns, ordered by customer, `by` and: n; favourable, neutral and unfavourable (counts of
    answers); and where the columns exist n_spend, spend, least_spend, most_spend; n_refunds,
    refunds (amounts below 0); n_purchases (above 0); previous_spend; churned (1 left, 0 stayed, NaN
    unknown); acquisition_channel.
    """
    asked = [nw.len().alias("n")]
    asked += [
        (nw.col(BAND) == place).cast(nw.Int64()).sum().alias(str(name))
        for place, name in enumerate(Band)
    ]
    if schema.has(Role.SPEND):
        asked += _spend()
    if schema.has(Role.PREVIOUS_SPEND):
        # The same amount stands beside every answer of a customer.
        asked.append(nw.col("previous_spend").max().cast(nw.Float64()).alias("previous_spend"))
    if schema.has(Role.CHURNED):
        asked.append(nw.col("churned").cast(nw.Float64()).max().alias("churned"))
    elif schema.has(Role.RENEWED):
        asked.append((1 - nw.col("renewed").cast(nw.Float64())).max().alias("churned"))
    if schema.has(Role.ACQUISITION_CHANNEL) and str(Role.ACQUISITION_CHANNEL) not in by:
        asked.append(nw.col("acquisition_channel").min())
    grouped = rows.with_columns(band.alias(BAND), _key(schema)).group_by(_CUSTOMER, *by)
    frame: pd.DataFrame = (
        grouped.agg(*asked).sort(_CUSTOMER, *by).drop(_CUSTOMER).collect("pandas").to_native()
    )
    return frame


def _key(schema: Schema) -> nw.Expr:
    alone = nw.concat_str(nw.lit("row "), nw.col("row_id").cast(nw.String()))
    if not schema.has(Role.RESPONDENT):
        return alone.alias(_CUSTOMER)
    known = nw.col("respondent").cast(nw.String())
    return nw.when(known.is_null()).then(alone).otherwise(known).alias(_CUSTOMER)


def _spend() -> list[nw.Expr]:
    spend = nw.col("spend")
    # Money is added as decimals: exact, and the same on every run.
    return [
        spend.count().alias("n_spend"),
        spend.sum().cast(nw.Float64()).alias("spend"),
        spend.min().cast(nw.Float64()).alias("least_spend"),
        spend.max().cast(nw.Float64()).alias("most_spend"),
        (spend < 0).cast(nw.Int64()).sum().alias("n_refunds"),
        nw.when(spend < 0).then(spend).sum().cast(nw.Float64()).alias("refunds"),
        (spend > 0).cast(nw.Int64()).sum().alias("n_purchases"),
    ]


def purchase_rows(rows: nw.LazyFrame[Any], schema: Schema, band: nw.Expr) -> pd.DataFrame:
    """Return the history of each customer's days with a purchase, those above 0.

    Returns, ordered by customer: n; favourable, neutral and unfavourable (counts of answers);
    n_days; first_day, last_day and, in every row, end_day (the last day of the file); and
    repeat_spend, the spend of all purchase days but the first. Who never bought has n_days 0.
    """
    spend, bands = nw.col("spend"), [str(name) for name in Band]
    days = (
        rows.with_columns(
            band.alias(BAND), _key(schema), nw.col("responded_at").dt.truncate("1d").alias("day")
        )
        .group_by(_CUSTOMER, "day")
        .agg(
            nw.len().alias("n"),
            *(
                (nw.col(BAND) == place).cast(nw.Int64()).sum().alias(name)
                for place, name in enumerate(bands)
            ),
            nw.when(spend > 0).then(spend).sum().alias("spent"),
        )
        .with_columns(bought=nw.when(nw.col("spent") > 0).then(nw.col("day")))
        .with_columns(first_day=nw.col("bought").min().over(_CUSTOMER))
    )
    again = nw.when(nw.col("bought") > nw.col("first_day")).then(nw.col("spent"))
    frame: pd.DataFrame = (
        days.group_by(_CUSTOMER)
        .agg(
            nw.col("n").sum(),
            *(nw.col(name).sum() for name in bands),
            nw.col("bought").count().alias("n_days"),
            nw.col("first_day").min(),
            nw.col("bought").max().alias("last_day"),
            nw.col("day").max().alias("end_day"),
            again.sum().cast(nw.Float64()).alias("repeat_spend"),
        )
        .sort(_CUSTOMER)
        .drop(_CUSTOMER)
        .collect("pandas")
        .to_native()
    )
    return frame.assign(end_day=frame["end_day"].max())


def count_customers(rows: nw.LazyFrame[Any], schema: Schema) -> int:
    """Count the customers."""
    counted = rows.with_columns(_key(schema)).select(nw.col(_CUSTOMER).n_unique())
    return int(counted.collect("pandas").to_native().iloc[0, 0])
