"""Responses: a frozen handle on the rows, asked in two ways only.

`tally` returns exact counts and sums by group, computed by the engine where the rows live.
`sample` returns a bounded, seeded set of rows for models. Both go through narwhals, so the same
lines run on every engine that narwhals reads.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd

from cx.store.customers import count_customers, customer_rows, purchase_rows
from cx.store.engine import cursor
from cx.vocabulary import Band, Column, Role, Scale, Schema

SAMPLE_LIMIT = 50_000
DAY = "day"  # a group of its own in `tally`: the date of the answer
_DRAWS = 2**32  # the stored column `draw` is uniform on 0 .. 2**32 - 1
_GOLDEN = 2_654_435_769  # odd, near 2**32 / golden ratio: seeds turn the draws far apart


@dataclass(frozen=True, slots=True)
class Filters:
    """What is kept: a period, both days included, and the values allowed in some columns."""

    start: date | None = None
    end: date | None = None
    values: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.start or self.end or self.values)

    @property
    def digest(self) -> str:
        """A name for this choice that does not depend on the order in which it was made."""
        chosen = sorted((name, sorted(values)) for name, values in self.values)
        return _digest([str(self.start), str(self.end), chosen])


@dataclass(frozen=True, slots=True)
class Responses:
    """Responses of one workspace, perhaps narrowed by filters.

    It holds no connection and no rows, and may be used by several threads at once.
    """

    path: Path
    schema: Schema
    scale: Scale
    digest: str
    n: int  # all responses of the file, before filters
    currency: str | None = None
    filters: tuple[Filters, ...] = ()

    def has(self, *roles: Role) -> bool:
        """Whether every one of the roles has a column."""
        return all(self.schema.has(role) for role in roles)

    def column(self, role: Role) -> Column:
        """Return the first column with a role; raise KeyError when there is none."""
        columns = self.schema.with_role(role)
        if not columns:
            raise KeyError(role)
        return columns[0]

    def where(self, filters: Filters) -> Responses:
        """Return the responses that also pass these filters, under a digest of their own."""
        if not filters:
            return self
        digest = _digest([self.digest, filters.digest])
        return replace(self, filters=(*self.filters, filters), digest=digest)

    def tally(
        self, *by: str, sums: Sequence[str] = (), squares: Sequence[str] = ()
    ) -> pd.DataFrame:
        """Count responses and add up columns by group and band, exactly.

        by: names of columns, or DAY. Returns one row per group and band that occurs, with the
        columns `by`, `band`, `n`, and for each asked column `n_<name>` (answers that are there),
        `sum_<name>` and, where asked, `squares_<name>`. A group of missing values is None. Order
        of rows is that of `by` and band.
        """
        asked = list(dict.fromkeys([*sums, *squares]))
        with self._open() as rows:
            # Only what is asked for is read; a flag is counted, so it becomes a number first.
            banded = rows.with_columns(
                self._band(),
                *([nw.col("responded_at").dt.truncate("1d").alias(DAY)] if DAY in by else []),
                *(nw.col(name).cast(nw.Float64()).alias(f"_{name}") for name in squares),
            )
            counted = banded.group_by(*by, "band").agg(
                nw.len().alias("n"),
                *(nw.col(name).count().alias(f"n_{name}") for name in asked),
                *(
                    # Money is added as decimals: exact, and the same on every run.
                    nw.col(name).sum().cast(nw.Float64()).alias(f"sum_{name}")
                    for name in asked
                ),
                *(
                    (nw.col(f"_{name}") * nw.col(f"_{name}")).sum().alias(f"squares_{name}")
                    for name in squares
                ),
            )
            frame: pd.DataFrame = counted.collect("pandas").to_native()
        bands = dict(enumerate(Band))
        frame["band"] = pd.Categorical(frame["band"].map(bands), list(Band), ordered=True)
        return frame.sort_values([*by, "band"], ignore_index=True)

    def count(self) -> int:
        """Count the responses that pass the filters."""
        with self._open() as rows:
            return int(rows.select(nw.len()).collect("pandas").to_native().iloc[0, 0])

    def sample(
        self,
        columns: Sequence[str],
        limit: int = SAMPLE_LIMIT,
        seed: int = 0,
        available: int | None = None,
    ) -> pd.DataFrame:
        """Draw at most `limit` responses, the same ones for the same seed, in random order.

        Every response is as likely as any other; when there are no more than `limit`, all come.
        `available` is what `count` says; given, the rows need not be counted again.
        """
        turn = seed * _GOLDEN % _DRAWS
        if available is None:
            available = self.count()
        share = min(1.0, limit / available) if available else 1.0
        while True:
            # A threshold is cheaper than a sort of all rows. It is a little wide, then cut.
            threshold = _DRAWS if share >= 1 else int(_DRAWS * share * (1 + 6 / limit**0.5))
            with self._open() as rows:
                frame: pd.DataFrame = (
                    rows.filter(_within_turn(turn, threshold))
                    .select(*dict.fromkeys(["row_id", "draw", *columns]))
                    .collect("pandas")
                    .to_native()
                )
            if len(frame) >= min(limit, available):
                break
            share = min(1.0, share * 2)
        turned = (frame["draw"].to_numpy(np.int64) + turn) % _DRAWS
        order = np.lexsort((frame["row_id"], turned))[:limit]
        return frame.iloc[order][list(columns)].reset_index(drop=True)

    def customers(self, *by: str) -> pd.DataFrame:
        """Add up the answers of each customer (within groups, if named): see `customer_rows`."""
        with self._open() as rows:
            return customer_rows(rows, self.schema, self._band(), by)

    def purchases(self) -> pd.DataFrame:
        """Return the purchase history of each customer: see `purchase_rows`."""
        with self._open() as rows:
            return purchase_rows(rows, self.schema, self._band())

    def count_customers(self) -> int:
        """Count the customers who pass the filters."""
        with self._open() as rows:
            return count_customers(rows, self.schema)

    @contextmanager
    def _open(self) -> Iterator[nw.LazyFrame[Any]]:
        """Open the filtered rows, lazily, on a cursor of their own."""
        with cursor() as lent:
            rows = nw.from_native(lent.read_parquet(str(self.path)))
            for filters in self.filters:
                rows = _narrowed(rows, filters)
            yield rows

    def _band(self) -> nw.Expr:
        """Number the bands in their order: engines group by numbers faster than by texts."""
        outcome = nw.col("outcome")
        favourable, neutral, unfavourable = range(len(Band))
        return (
            nw.when(outcome >= self.scale.favourable_from)
            .then(nw.lit(favourable))
            .when(outcome <= self.scale.unfavourable_to)
            .then(nw.lit(unfavourable))
            .otherwise(nw.lit(neutral))
            .alias("band")
        )


def _within_turn(turn: int, threshold: int) -> nw.Expr:
    """Keep the draws that lie below `threshold` once they are turned by `turn`.

    Written as ranges of the stored draw, which the engine tests before it reads other columns.
    """
    draw, first = nw.col("draw"), -turn % _DRAWS
    beyond = first + threshold - _DRAWS  # what of the range goes round the end
    if beyond <= 0:
        return (draw >= first) & (draw < first + threshold)
    return (draw >= first) | (draw < beyond)


def _narrowed(rows: nw.LazyFrame[Any], filters: Filters) -> nw.LazyFrame[Any]:
    if filters.start:
        rows = rows.filter(nw.col("responded_at") >= _midnight(filters.start))
    if filters.end:
        rows = rows.filter(nw.col("responded_at") < _midnight(filters.end + timedelta(days=1)))
    for name, values in filters.values:
        # As text, so that a yes or no is filtered like any category.
        rows = rows.filter(nw.col(name).cast(nw.String()).is_in(list(values)))
    return rows


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time())


def _digest(parts: object) -> str:
    return hashlib.sha256(json.dumps(parts, default=str).encode()).hexdigest()[:32]
