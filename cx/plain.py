"""Frozen records and tables to plain values, for JSON, and frozen records back.

What a field is called is what it is called in the JSON. Where that cannot be, the field's type says
so: `Annotated[Table, Key("rows")]`. Nothing here knows what results mean.
"""

import json
import math
import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import Enum, StrEnum
from functools import cache
from operator import attrgetter
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import pandas as pd

from cx.vocabulary import Column, Table

T = TypeVar("T")
Record = dict[str, Any]

OPTIONS = "options"  # what was asked, not what was found: stays out


@dataclass(frozen=True, slots=True)
class Key:
    """Another name for a field; an empty one keeps it out."""

    name: str


INTERNAL = Key("")  # arrays, models, and what is said elsewhere


class Flat:
    """Attributes of a field's value that stand in the record itself, each under its own key.

    `Flat(value="points", low="low")`; a path may be dotted. All are null where the value is None.
    """

    def __init__(self, **keys: str) -> None:
        self.keys: Mapping[str, str] = keys


@cache
def hints(kind: Any) -> dict[str, Any]:
    """Return the types of a record's fields, with what is said of them."""
    return typing.get_type_hints(kind, include_extras=True)


def said(hint: Any, kind: type[T]) -> T | None:
    """Return what a type says of a field, of the given kind."""
    return next((a for a in getattr(hint, "__metadata__", ()) if isinstance(a, kind)), None)


def to_plain(value: Any) -> Any:
    """Turn records, tables, enums, dates and tuples into dicts, lists and texts.

    A table is a list of its rows, a column its header. Missing: NaN, infinities and no date, which
    JSON does not have, are None.
    """
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, Table):
        return to_plain(value.frame.to_dict("records"))
    if isinstance(value, Column):
        return value.label
    if is_dataclass(value) and not isinstance(value, type):
        return dict(_entries(value))
    if isinstance(value, Enum | Path):
        return str(value)
    if isinstance(value, tuple | list):
        return [to_plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): to_plain(item) for key, item in value.items()}
    if value is pd.NaT or value is pd.NA or (isinstance(value, float) and not math.isfinite(value)):
        return None
    return value.isoformat()[:10] if isinstance(value, date) else value


def _entries(record: Any) -> typing.Iterator[tuple[str, Any]]:
    kinds = hints(record.__class__)
    for field in fields(record):
        value, hint = getattr(record, field.name), kinds[field.name]
        flat, key = said(hint, Flat), said(hint, Key)
        if flat:
            for path, name in flat.keys.items():
                yield name, None if value is None else to_plain(attrgetter(path)(value))
        elif key != INTERNAL and field.name != OPTIONS:
            yield key.name if key else field.name, to_plain(value)


def from_plain(wanted: Any, value: Any) -> Any:
    """Build the wanted type from plain values; fields that are missing take their defaults."""
    if value is None:
        return math.nan if wanted is float else None
    if hasattr(wanted, "__metadata__"):
        wanted = wanted.__origin__
    origin = typing.get_origin(wanted)
    if origin in (typing.Union, types.UnionType):
        inner = next(kind for kind in typing.get_args(wanted) if kind is not type(None))
        return from_plain(inner, value)
    if origin is tuple:
        return _tuple_from(typing.get_args(wanted), value)
    if origin is dict:
        _, item_type = typing.get_args(wanted)
        return {key: from_plain(item_type, item) for key, item in value.items()}
    if isinstance(wanted, type) and is_dataclass(wanted):
        known = hints(wanted)
        written = {key.name: name for name in known if (key := said(known[name], Key))}
        given = {written.get(name, name): item for name, item in value.items()}
        return wanted(**{n: from_plain(known[n], item) for n, item in given.items() if n in known})
    if isinstance(wanted, type) and issubclass(wanted, StrEnum | Path):
        return wanted(value)
    return wanted.fromisoformat(value) if wanted is date else value


def _tuple_from(inner: tuple[Any, ...], value: list[Any]) -> tuple[Any, ...]:
    if len(inner) == 2 and inner[1] is Ellipsis:
        return tuple(from_plain(inner[0], item) for item in value)
    return tuple(from_plain(kind, item) for kind, item in zip(inner, value, strict=True))


def to_json(value: Any) -> str:
    """Write a dataclass as JSON with sorted keys, so that equal values give equal texts."""
    return json.dumps(to_plain(value), ensure_ascii=False, sort_keys=True)


def from_json(wanted: type[T], text: str) -> T:
    """Read a dataclass from its JSON."""
    built: T = from_plain(wanted, json.loads(text))
    return built
