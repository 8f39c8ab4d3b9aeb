"""Frozen dataclasses to plain values and back, for JSON; nothing here knows what they mean."""

from __future__ import annotations

import json
import types
import typing
from dataclasses import fields, is_dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")


def to_plain(value: Any) -> Any:
    """Turn dataclasses, enums and tuples into dicts, texts and lists."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: to_plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, StrEnum | Path):
        return str(value)
    if isinstance(value, tuple | list):
        return [to_plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): to_plain(item) for key, item in value.items()}
    return value


def from_plain(wanted: Any, value: Any) -> Any:
    """Build the wanted type from plain values; fields that are missing take their defaults."""
    if value is None:
        return None
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
        hints = typing.get_type_hints(wanted)
        known = {field.name for field in fields(wanted)}
        return wanted(
            **{name: from_plain(hints[name], item) for name, item in value.items() if name in known}
        )
    if isinstance(wanted, type) and issubclass(wanted, StrEnum | Path):
        return wanted(value)
    return value


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
