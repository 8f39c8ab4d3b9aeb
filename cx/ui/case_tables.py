"""A business case as tables that a person edits, and back: shares as percentages, lists as text."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from cx.chapters.case.plan import CasePlan
from cx.chapters.case.reading import write_plan

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "lever": ("name", "low", "likely", "high", "pool", "source"),
    "initiative": ("name", "lever", "realisation", "start", "ramp", "decay"),
    "cost": ("name", "initiative", "kind", "amount", "first", "last"),
    "phase": ("name", "first", "last"),
}
_PERCENT = ("realisation", "decay")
_WHOLE = ("start", "first", "last")
_NUMBERS = ("low", "likely", "high", "amount", *_PERCENT)


def table_of(plan: CasePlan, table: str) -> pd.DataFrame:
    """Return one table of a plan for editing."""
    columns = COLUMNS[table]
    frame = pd.DataFrame(write_plan(plan)[table], columns=list(columns))
    for name in columns:
        if name in _PERCENT:
            frame[name] = 100 * frame[name].astype(float)
        elif name in _WHOLE:
            frame[name] = frame[name].astype("Int64")
        elif name in _NUMBERS:
            frame[name] = frame[name].astype(float)
        elif name == "ramp":
            frame[name] = pd.array([_listed(shares) for shares in frame[name]], dtype="string")
        else:
            frame[name] = frame[name].astype("string")
    return frame


def entries_of(edited: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the edited rows as entries that `read_plan` reads; rows without a name are dropped.

    What cannot be read stays as it is, for `read_plan` to say.
    """
    entries = []
    for row in edited.to_dict("records"):
        given = {str(name): _plain(str(name), value) for name, value in row.items()}
        if given.get("name"):
            entries.append({name: value for name, value in given.items() if value is not None})
    return entries


def _plain(name: str, value: Any) -> Any:
    if name == "ramp":
        return _shares("" if pd.isna(value) else str(value))
    if pd.isna(value):
        return None
    if name in _PERCENT:
        return float(value) / 100
    if name in _WHOLE:
        return int(value)
    return float(value) if name in _NUMBERS else str(value).strip()


def _shares(text: str) -> list[Any]:
    """Read "25, 50, 75" as shares."""
    parts = [part.rstrip("% ") for part in re.split(r"[,;\s]+", text) if part.rstrip("% ")]
    try:
        return [float(part) / 100 for part in parts]
    except ValueError:
        return parts


def _listed(shares: Sequence[float]) -> str:
    return ", ".join(f"{100 * share:g}" for share in shares)
