"""What does the passport tell about columns, and about the responses that were written?"""

# ruff: noqa: S608 - names are our own; paths are quoted where SQL is written

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from cx.intake.currencies import CODES, CURRENCIES, named_currency
from cx.intake.profiles import ColumnProfile
from cx.intake.sql import ask_row, parquet
from cx.intake.typed import TypedColumn
from cx.vocabulary import Kind, Role, Schema

_FEWEST_RATINGS = 3  # with fewer, one and the same rating says nothing


@dataclass(frozen=True, slots=True)
class ResponseFacts:
    """What the responses show as a whole."""

    first_date: str | None  # ISO
    last_date: str | None
    straight_lining: int  # responses with one rating for all drivers answered, three or more
    repeated_ids: int  # responses whose id an earlier one has


def response_facts(con: duckdb.DuckDBPyConnection, path: Path, schema: Schema) -> ResponseFacts:
    """Ask the written responses, in one pass."""
    first = last = "CAST(NULL AS VARCHAR)"
    if schema.has(Role.RESPONDED_AT):
        first, last = (f"{pick}(responded_at)::DATE::VARCHAR" for pick in ("min", "max"))
    repeated = "0"
    if schema.has(Role.RESPONDENT):
        repeated = "count(respondent) - count(DISTINCT respondent)"
    row = ask_row(
        con,
        f"SELECT {first}, {last}, {_straight_lining_sql(schema)}, {repeated} FROM {parquet(path)}",
    )
    return ResponseFacts(row[0], row[1], int(row[2]), int(row[3]))


def _straight_lining_sql(schema: Schema) -> str:
    names = [column.name for column in schema.with_role(Role.DRIVER)]
    if len(names) < _FEWEST_RATINGS:
        return "0"
    listed = ", ".join(names)
    answered = " + ".join(f"({name} IS NOT NULL)::INTEGER" for name in names)
    return (
        f"count(*) FILTER (least({listed}) = greatest({listed}) "
        f"AND {answered} >= {_FEWEST_RATINGS})"
    )


def headers_by_role(columns: Sequence[TypedColumn]) -> dict[str, tuple[str, ...]]:
    """Name the headers that each role was given to."""
    headers: dict[str, tuple[str, ...]] = {}
    for column in columns:
        role = str(column.role.value)
        headers[role] = (*headers.get(role, ()), column.header)
    return headers


def missing_answers(
    profiles: Sequence[ColumnProfile], columns: Sequence[TypedColumn]
) -> dict[str, int]:
    """Count the cells without an answer in every column of the file, by header."""
    missing = {profile.header: profile.n_missing for profile in profiles}
    return missing | {column.header: column.n_missing for column in columns}


def currency_of_columns(
    columns: Sequence[TypedColumn], profiles: Sequence[ColumnProfile]
) -> str | None:
    """Name the currency by the signs in the amounts, the header, or a column of currencies."""
    for column in columns:
        if column.kind is not Kind.MONEY:
            continue
        currency = column.profile.number_format.currency or _currency_of_header(column.header)
        if currency:
            return currency
    beside = currencies_beside(profiles)
    return beside[1][0] if beside is not None and len(beside[1]) == 1 else None


def currencies_beside(profiles: Sequence[ColumnProfile]) -> tuple[str, tuple[str, ...]] | None:
    """Return the header of a column of nothing but currencies, and these, the most used first."""
    for profile in profiles:
        texts = profile.texts(Kind.CATEGORY) if profile.complete else []
        named = [named_currency(text) for text in texts]
        if named and all(named):
            return profile.header, tuple(dict.fromkeys(name for name in named if name))
    return None


def _currency_of_header(header: str) -> str | None:
    """Name the currency of "Spend (EUR)", "spend_EUR" or "Spend in €"."""
    codes = [word for word in re.findall(r"(?<![^\W_])[A-Z]{3}(?![^\W_])", header) if word in CODES]
    # The longest sign first: US$ holds $.
    signs = [sign for sign in sorted(CURRENCIES, key=len, reverse=True) if sign in header]
    return codes[0] if codes else (CURRENCIES[signs[0]] or None) if signs else None
