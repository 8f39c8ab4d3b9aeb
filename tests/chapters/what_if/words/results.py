"""What-if results put together by hand."""

from typing import cast

import numpy as np

from cx.chapters.what_if.levers import Lever, LeverKind, Place
from cx.chapters.what_if.model import (
    Guess,
    People,
    Step,
    Tallied,
    WhatIfModel,
    WhatIfOptions,
    WhatIfResult,
    fan_table,
    share_table,
)
from cx.chapters.what_if.moves import Moves, Shift
from cx.chapters.what_if.scenarios import TORNADO_FIELDS, Tornado
from cx.vocabulary import Estimate, Table
from tests.chapters.results import NPS, table

TODAY = Estimate(23.3, 17.2, 29.3, 600)
AWAY = Place("Agent", "Zoe", 7.6, 30)


def lever(
    label: str = "Waiting",
    kind: LeverKind = LeverKind.RATING,
    coefficient: float = 0.4,
    best: Place | None = AWAY,
) -> Lever:
    return Lever("driver_1", label, kind, 0, 10, 7.3, None, best, 0.5, coefficient, 580)


def result(
    change: tuple[float, float, float] = (5.8, 4.8, 6.6),
    together: tuple[float, float, float] | None = (7.3, 6.0, 8.1),
    moves: Moves = Moves((Shift("driver_1", 0.3),)),  # noqa: B008 - frozen
    guesswork: tuple[Guess, ...] = (),
    locked: tuple[Lever, ...] = (),
    steps: tuple[Step, ...] = (),
) -> WhatIfResult:
    before = np.array([0.43, 0.373, 0.197])
    after = before + np.array([1, 0, -1]) * change[0] / 200
    along = Estimate(*together, 600) if together else None
    return WhatIfResult(
        moves=moves,
        net_name="NPS",
        baseline=TODAY,
        score=Estimate(TODAY.value + change[0], 23.1, 35.2, 600),
        change=Estimate(*change, 600),
        together=along,
        together_score=Estimate(TODAY.value + along.value, 24.0, 37.0, 600) if along else None,
        shares=share_table(NPS, before, after, after[:, None] + np.linspace(-0.03, 0.03, 99)),
        together_shares=None,
        fan=fan_table(np.linspace(23.0, 35.0, 101)),
        steps=steps,
        guesswork=guesswork,
        locked=locked,
        drawn=np.append(change[0], np.linspace(change[1], change[2], 60)),
    )


def tornado(*levers: str) -> Tornado:
    rows = [
        {
            "lever": name,
            "step": 0.3,
            "points": 5.8 - place,
            "low": 3.8 - place,
            "high": 6.6 - place,
            "together_points": 7.0,
            "cap": 0.2,
            "cap_points": 4.0,
            "cost": np.nan,
            "points_per_cost": np.nan,
        }
        for place, name in enumerate(levers)
    ]
    made: Table = table(TORNADO_FIELDS, rows)
    return Tornado("NPS", made, False, 600)


def model(skill: float = 0.12) -> WhatIfModel:
    people, tallied = cast(People, object()), cast(Tallied, object())
    fitted = (skill, 0.01, 600, 600, False)
    return WhatIfModel(
        "digest",
        WhatIfOptions(),
        NPS,
        TODAY,
        (lever(),),
        (),
        None,
        *fitted,
        (),
        (),
        people,
        tallied,
    )
