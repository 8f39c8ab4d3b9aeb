"""What customers are worth as plain records: the schema of `python -m cx value --json`.

Every field of a result is a key of its record; docs/CLI.md explains them. Numbers are not rounded,
shares run from 0 to 1, and what is unknown is null.
"""

from __future__ import annotations

import math
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

import numpy as np

from cx.exports.record import Record
from cx.vocabulary import Column, Estimate, Table


def result_record(result: Any) -> Record:
    """Return a result as a record; its options are stated once, with the assumptions."""
    return {
        field.name: _plain(getattr(result, field.name))
        for field in fields(result)
        if field.name != "options"
    }


def _plain(value: Any) -> Any:
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, Table):
        return [
            {str(name): _plain(cell) for name, cell in row.items()}
            for row in value.frame.to_dict("records")
        ]
    if isinstance(value, Column):
        return value.label
    if isinstance(value, Estimate) or is_dataclass(value):
        return result_record(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return str(value) if isinstance(value, Enum) else value
