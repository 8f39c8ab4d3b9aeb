"""Responses: a frozen handle on the rows, asked in two ways only.

`tally` returns exact counts and sums by group, computed by the engine where the rows live.
`sample` returns a bounded, seeded set of rows for models. Both go through narwhals, so the same
lines run on every engine that narwhals reads.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cx.store.customers import (
    CUSTOMER,
    CUSTOMERS,
    RepeatedAnswers,
    count_customers,
    customer_numbers,
    customer_rows,
    purchase_rows,
)
from cx.store.engine import cursor
from cx.store.hidden_names import HiddenNames, TextHider, name_labels
from cx.vocabulary import Band, Column, Kind, Role, Scale, Schema

SAMPLE_LIMIT = 50_000
REPEATS_LIMIT = 20_000  # answers on which a design effect is known to one or two per cent
MINIMUM_N = 5  # responses, or customers, from which numbers about them are shown
MINIMUM_COMMENTS = 8  # comments from which some are quoted
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
    hidden: HiddenNames | None = None  # labels that stand for the names of performers
    minimum_n: int = MINIMUM_N  # responses, or customers, from which numbers are shown
    minimum_comments: int = MINIMUM_COMMENTS  # comments from which some are quoted
    origin: str | None = None  # digest of all responses of the file; None where these are they

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
        kept = (*self.filters, self._in_names(filters))
        return self._under(filters.digest, filters=kept)

    def with_names_hidden(self, key: str) -> Responses:
        """Return the responses with a label for each performer's name, under a digest of their own.

        A name is hidden wherever it stands: in any category, in filters (which are asked by label),
        and in comments. `key` draws the labels and has to stay secret.
        """
        names = {name for c in self.schema.with_role(Role.PERFORMER) for name in c.categories}
        if not names or self.hidden:
            return self
        categories = self.schema.of_kind([Kind.CATEGORY])
        others = {value for column in categories for value in column.categories} - names
        hidden = name_labels(names, key, others)
        labelled = _labelled(self.schema, hidden)
        return self._under("names hidden", key, schema=labelled, hidden=hidden)

    def with_thresholds(self, minimum_n: int, minimum_comments: int) -> Responses:
        """Return the responses under these thresholds, and under a digest of their own.

        Every question reads them here, so that none can forget to ask.
        """
        thresholds = (minimum_n, minimum_comments)
        if thresholds == (self.minimum_n, self.minimum_comments):
            return self
        return self._under(
            "thresholds", thresholds, minimum_n=minimum_n, minimum_comments=minimum_comments
        )

    @property
    def file_digest(self) -> str:
        """A name for all responses of the file, whatever is kept or shown of them here."""
        return self.origin or self.digest

    def _under(self, *named: object, **changed: Any) -> Responses:
        """Return changed responses, under a digest of their own that the change names."""
        digest = _digest([self.digest, *named])
        return replace(self, digest=digest, origin=self.file_digest, **changed)

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
        frame = self._without_names(frame)
        return frame.sort_values([*by, "band"], ignore_index=True)

    def count(self, known: str | None = None) -> int:
        """Count the responses that pass the filters; with `known`, those that fill this column."""
        with self._open() as rows:
            if known:
                rows = rows.filter(~nw.col(known).is_null())
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
        `available` is what `count` says; given, the rows need not be counted again. CUSTOMER among
        the columns gives the number of the customer.
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
                    .select(*self._stored(rows, ["row_id", "draw", *columns]))
                    .collect("pandas")
                    .to_native()
                )
            if len(frame) >= min(limit, available):
                break
            share = min(1.0, share * 2)
        turned = (frame["draw"].to_numpy(np.int64) + turn) % _DRAWS
        order = np.lexsort((frame["row_id"], turned))[:limit]
        frame = self._numbered(frame.iloc[order], columns)
        return self._without_names(frame[list(columns)].reset_index(drop=True))

    def sample_together(
        self,
        columns: Sequence[str],
        limit: int = SAMPLE_LIMIT,
        seed: int = 0,
        available: int | None = None,
    ) -> tuple[pd.DataFrame, NDArray[np.int64] | None]:
        """Draw as `sample` does, and put answers of the same customer side by side.

        Returns the rows, customers in random order, and the number of the customer of each; None
        where nobody repeats, and the order is that of `sample`.
        """
        if not self.has(Role.RESPONDENT):
            return self.sample(columns, limit, seed, available), None
        frame = self.sample([*dict.fromkeys([*columns, CUSTOMER])], limit, seed, available)
        customer = frame[CUSTOMER].to_numpy(np.int64)
        drawn = frame[list(columns)]
        if len(np.unique(customer)) == len(customer):
            return drawn, None
        order = np.argsort(customer, kind="stable")  # numbers of customers are random
        return drawn.iloc[order].reset_index(drop=True), customer[order]

    def repeated_answers(self, *columns: str, limit: int = REPEATS_LIMIT) -> RepeatedAnswers | None:
        """Read the answers of whole customers, about `limit` of them; None where nobody repeats.

        What repeats do to a range is measured on them (see measures.clusters), and not on all
        rows: grouping a million rows by customer takes an engine half a second.
        """
        if not self.has(Role.RESPONDENT):
            return None
        available = self.count()
        share = min(1.0, limit / available) if available else 1.0
        least = round(CUSTOMERS * share)
        with self._open() as rows:
            wanted = self._stored(rows, ["row_id", CUSTOMER, *columns])
            if share < 1 and CUSTOMER in wanted:
                rows = rows.filter(nw.col(CUSTOMER) < least)
            rows = rows.with_columns(self._band()).select(*wanted, "band")
            frame: pd.DataFrame = rows.collect("pandas").to_native()
        frame = self._numbered(frame, [CUSTOMER])
        if share < 1:
            frame = frame[frame[CUSTOMER] < least]
        customer = frame[CUSTOMER].to_numpy(np.int64)
        if len(np.unique(customer)) == len(customer):
            return None
        rows_of = self._without_names(frame[[*columns, "band"]].reset_index(drop=True))
        return RepeatedAnswers(customer, rows_of, len(frame) / available)

    def _stored(self, rows: nw.LazyFrame[Any], columns: Sequence[str]) -> list[str]:
        """Name what to read: the id stands for the number of a customer that is not stored."""
        names = dict.fromkeys(columns)
        if CUSTOMER not in names or CUSTOMER in rows.collect_schema().names():
            return list(names)
        beside = [str(Role.RESPONDENT)] if self.has(Role.RESPONDENT) else []
        return [*(dict.fromkeys([*(n for n in names if n != CUSTOMER), "row_id", *beside]))]

    def _numbered(self, frame: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
        if CUSTOMER not in columns or CUSTOMER in frame:
            return frame
        known = frame.get("respondent", pd.Series(None, frame.index, dtype=object))
        return frame.assign(**{CUSTOMER: customer_numbers(known, frame["row_id"])})

    def sample_whole(
        self, key: str, columns: Sequence[str], limit: int = SAMPLE_LIMIT, seed: int = 0
    ) -> pd.DataFrame:
        """Draw every response of some values of `key`, such as customers; at most `limit` rows.

        Every value is as likely as any other, however many responses it has; when there are no
        more than `limit` responses, all with a `key` come. Responses of one value stand together,
        in the order of the file; the values are in random order.
        """
        turned = (nw.col("draw").cast(nw.Int64()) + seed * _GOLDEN % _DRAWS) % _DRAWS
        available = self.count()
        share = min(1.0, limit / available) if available else 1.0
        with self._open() as rows:
            known = rows.filter(~nw.col(key).is_null())
            # A value is drawn by its first response: by all of them, the frequent would win.
            first = known.group_by(key).agg(nw.col("row_id").min())
            drawn = first.join(known.select("row_id", _drawn=turned), on="row_id")
            drawn = drawn.filter(nw.col("_drawn") < int(_DRAWS * share)).select(key, "_drawn")
            wanted = list(dict.fromkeys([key, "row_id", *columns]))
            frame: pd.DataFrame = (
                known.select(wanted).join(drawn, on=key).collect("pandas").to_native()
            )
        frame = frame.sort_values(["_drawn", key, "row_id"], ignore_index=True)
        if len(frame) > limit:  # the value that the limit would cut in two goes as a whole
            frame = frame[~frame[key].isin(frame[key].iloc[limit:])]
        frame = frame[list(dict.fromkeys([key, *columns]))].reset_index(drop=True)
        return self._without_names(frame)

    def name_hider(self) -> Callable[[str], str]:
        """Return what puts labels in place of names in a text; where none are hidden, nothing."""
        return TextHider(self.hidden).hide if self.hidden else str

    def _in_names(self, filters: Filters) -> Filters:
        """Turn labels back into the names that the rows hold; a hidden name lets nothing pass."""
        if self.hidden is None:
            return filters
        meant = [(name, self.hidden.meant(values)) for name, values in filters.values]
        return replace(filters, values=tuple(meant))

    def _without_names(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Put labels in place of names, in categories and in texts."""
        if self.hidden is None:
            return frame
        kinds = {column.name: column.kind for column in self.schema.columns}
        texts = [name for name in frame.columns if kinds.get(name) is Kind.TEXT]
        labels = self.hidden.by_name()
        shown = {
            name: frame[name].astype(object).map(lambda value: labels.get(value, value))
            for name in frame.columns
            if kinds.get(name) is Kind.CATEGORY
        }
        if texts:
            hide = self.name_hider()
            shown |= {
                name: frame[name].astype(object).map(hide, na_action="ignore") for name in texts
            }
        return frame.assign(**shown)

    def customers(self, *by: str) -> pd.DataFrame:
        """Add up the answers of each customer (within groups, if named): see `customer_rows`."""
        with self._open() as rows:
            return self._without_names(customer_rows(rows, self.schema, self._band(), by))

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


def _labelled(schema: Schema, hidden: HiddenNames) -> Schema:
    """Put labels in place of names; performers come in the order of labels, which tells nothing."""
    labels = hidden.by_name()
    columns = []
    for column in schema.columns:
        shown = tuple(labels.get(value, value) for value in column.categories)
        in_order = tuple(sorted(shown)) if column.role is Role.PERFORMER else shown
        columns.append(replace(column, categories=in_order))
    return Schema(tuple(columns))


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
