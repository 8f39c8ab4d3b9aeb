"""One walk turns results into what JSON can hold."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Annotated

import numpy as np
import pandas as pd

from cx.plain import INTERNAL, Flat, Key, from_json, from_plain, to_json, to_plain
from cx.vocabulary import Column, Estimate, Field, Kind, Role, Scale, Table, Unit

SEVEN = np.int64(7)
REGION = Column("region", Role.REGION, "Where", Kind.CATEGORY)
FIELDS = (
    Field("day", Unit.DATE, "Day", "A day."),
    Field("points", Unit.POINTS, "Score", "A score."),
)
DAYS = pd.DataFrame({"day": pd.to_datetime(["2026-09-30 08:15", None]), "points": [np.nan, 4.0]})


@dataclass(frozen=True)
class Asked:
    seed: int = 3


@dataclass(frozen=True)
class Found:
    options: Asked
    table: Annotated[Table, Key("rows"), FIELDS]
    gap: Annotated[Estimate | None, Flat(value="gap_points", low="gap_low")]
    model: Annotated[object, INTERNAL]
    by: tuple[Column, ...] = (REGION,)
    day: date = date(2026, 9, 30)
    share: float = float("inf")
    role: Role = Role.REGION
    count: object = SEVEN


@dataclass(frozen=True)
class Seeded:
    options: Annotated[Asked, Flat(seed="seed")]


def test_a_result_becomes_plain_by_the_names_that_its_types_say() -> None:
    found = Found(Asked(), Table(DAYS, FIELDS), Estimate(1.5, -np.inf, 2.0, 9), object())
    assert to_plain(found) == {
        "rows": [{"day": "2026-09-30", "points": None}, {"day": None, "points": 4.0}],
        "gap_points": 1.5,
        "gap_low": None,
        "by": ["Where"],
        "day": "2026-09-30",
        "share": None,
        "role": "region",
        "count": 7,
    }
    assert type(to_plain(found)["count"]) is int
    assert to_plain(Seeded(Asked())) == {"seed": 3}


def test_what_is_not_there_is_null_under_every_key() -> None:
    plain = to_plain(Found(Asked(), Table(DAYS, FIELDS), None, None))
    assert (plain["gap_points"], plain["gap_low"]) == (None, None)


@dataclass(frozen=True)
class Kept:
    header: Annotated[str, Key("column")]
    scale: Scale
    path: Path
    day: date | None = date(2026, 9, 30)
    low: float = 1.5


def test_what_is_kept_is_read_back_under_its_key_or_its_name() -> None:
    kept = Kept("Waiting", Scale.parse("1-5"), Path("a"))
    plain = to_plain(kept)
    assert plain["column"] == "Waiting"
    assert from_json(Kept, to_json(kept)) == kept
    assert from_plain(Kept, {**plain, "header": plain.pop("column")}) == kept
    unknown = from_json(Kept, to_json(replace(kept, day=None, low=float("nan"))))
    assert unknown.day is None
    assert np.isnan(unknown.low)
