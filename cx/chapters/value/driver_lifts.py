"""What does each driver add to the score when it alone is lifted to the best group's level?

Where no group stands out above today's level, the lift is a fixed step, and is named as one. A
driver takes part when its ratings go with a better score, alone and beside the other drivers.
Out of scope: service and the mix of customers, and what a lift is worth (see `worth`).
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from cx.asking import Ask
from cx.chapters.value.lifts import fit_with_gap, gap_worth, lift_of_gap, lift_of_move
from cx.chapters.value.worth import Lift
from cx.chapters.what_if.evaluation import evaluate
from cx.chapters.what_if.levers import Lever, LeverKind
from cx.chapters.what_if.model import WhatIfModel
from cx.chapters.what_if.moves import Moves, Shift
from cx.problems import NotEnoughData
from cx.store.responses import Responses
from cx.vocabulary import Role

STEP = 0.3  # rating points, where nobody shows how far one can get
LEAST_ROOM = 0.01  # rating points; nearer to the best group there is nothing to lift


def lift_drivers(model: WhatIfModel, name: Callable[[Lever, float, bool], str]) -> tuple[Lift, ...]:
    """Return the lift of each driver, in the order of the drivers.

    `name` puts a lift in words from its lever, the shift in rating points, and whether that is to
    the best group's level.
    """
    lifts = []
    for lever in model.levers:
        if lever.kind is not LeverKind.RATING or lever.locked or not lever.correlation > 0:
            continue
        to_best = lever.room >= LEAST_ROOM
        by = lever.room if to_best else min(STEP, lever.maximum - lever.mean)
        moved = evaluate(model, Moves((Shift(lever.key, by),)))
        lifts.append(lift_of_move(moved, name(lever, by, to_best)))
    return tuple(lifts)


def provable_lifts(
    ask: Ask,
    responses: Responses,
    gap_name: Callable[[str], str],
    lift_name: Callable[[Lever, float, bool], str],
) -> tuple[Lift, ...]:
    """Return the lifts that the file can prove: that of the performers, and of each driver.

    `gap_name` puts the lift of the performers in words from the header of their column.
    """
    lifts: tuple[Lift, ...] = ()
    if gap := gap_worth(ask, responses):
        lift = lift_of_gap(gap, gap_name(responses.column(Role.PERFORMER).label))
        lifts = (lift,) if lift else ()
    with suppress(NotEnoughData):
        lifts += ask(lift_drivers, fit_with_gap(ask, responses), lift_name)
    return lifts
