"""Lifts of the score from other answers, in the one form that `worth` values.

A gap or a what-if says by how much each band's share moves. Lifts are whole here; what part of them
comes true is one assumption, applied once, when they are valued.

A driver is lifted alone to the best group's level; where no group stands out above today's level,
by a fixed step. It takes part when its ratings go with a better score, alone and beside the other
drivers. Out of scope: service and the mix of customers.
"""

from contextlib import suppress
from typing import Protocol

from cx.asking import Ask
from cx.chapters.value.assumptions import Assumptions
from cx.chapters.value.gap_worth import GapWorth, WorthOptions, value_gap
from cx.chapters.value.worth import Lift, LiftKind
from cx.chapters.what_if.evaluation import evaluate
from cx.chapters.what_if.fitting import fit_what_if
from cx.chapters.what_if.levers import LeverKind
from cx.chapters.what_if.model import PerformerGap, WhatIfModel, WhatIfOptions
from cx.chapters.what_if.moves import Moves, Shift
from cx.problems import NotEnoughData
from cx.store.responses import Responses
from cx.vocabulary import Estimate, Role, Table

STEP = 0.3  # rating points, where nobody shows how far one can get
LEAST_ROOM = 0.01  # rating points; nearer to the best group there is nothing to lift


class Moved(Protocol):
    """What a what-if has to tell: the change in points, and shares by band before and after."""

    @property
    def change(self) -> Estimate:
        """Change of the score, points."""

    @property
    def shares(self) -> Table:
        """One row for each band in the order of Band, with `before` and `after`."""


def lift_of_gap(worth: GapWorth, what: str) -> Lift | None:
    """Return what lifting the worst performers to the best adds; None when nothing can be proved.

    The share that is realised does not enter: it is put on when the lift is valued.
    """
    if not worth.distinguishable or worth.bands is None or not worth.points.n:
        return None
    lifted = worth.n_lifted / worth.points.n
    favourable, neutral, unfavourable = (
        lifted * float(share) for share in worth.bands.frame["moved_share"]
    )
    realised = worth.options.assumptions.realisation
    if realised <= 0:
        return None
    return Lift(
        what=what,
        source=LiftKind.GAP,
        change_points=worth.full_points,
        low=worth.points.low / realised,
        high=worth.points.high / realised,
        share_changes=(favourable, neutral, unfavourable),
    )


def lever_of_gap(worth: GapWorth) -> PerformerGap:
    """Return the performer gap as a lever of the what-if; `worth` is that of the whole gap.

    That performers cannot be told apart does not make the gap nothing: it is the one to expect over
    all spreads that they may have, and says that it cannot be told.
    """
    return PerformerGap(
        worth.points, worth.moved_shares, worth.target_points, cannot_tell=worth.cannot_tell
    )


def lift_of_move(
    moved: Moved,
    what: str,
    source: LiftKind = LiftKind.DRIVER,
    step: float | None = None,
    to_level: float | None = None,
) -> Lift:
    """Return what a what-if adds, ceteris paribus."""
    frame = moved.shares.frame
    favourable, neutral, unfavourable = (float(s) for s in frame["after"] - frame["before"])
    return Lift(
        what=what,
        source=source,
        change_points=moved.change.value,
        low=moved.change.low,
        high=moved.change.high,
        share_changes=(favourable, neutral, unfavourable),
        step=step,
        to_level=to_level,
    )


def gap_worth(ask: Ask, responses: Responses) -> GapWorth | None:
    """Return what closing the whole performer gap is worth; None where it cannot be measured."""
    if responses.has(Role.PERFORMER):
        with suppress(NotEnoughData):
            return ask(value_gap, responses, WorthOptions(Assumptions(realisation=1.0)))
    return None


def lift_drivers(model: WhatIfModel) -> tuple[Lift, ...]:
    """Return the lift of each driver, in the order of the drivers."""
    lifts = []
    for lever in model.levers:
        if lever.kind is not LeverKind.RATING or lever.locked or not lever.correlation > 0:
            continue
        to_best = lever.best is not None and lever.room >= LEAST_ROOM
        step = lever.room if to_best else min(STEP, lever.maximum - lever.mean)
        level = lever.best.value if lever.best and to_best else None
        moved = evaluate(model, Moves((Shift(lever.key, step),)))
        lifts.append(lift_of_move(moved, lever.label, step=step, to_level=level))
    return tuple(lifts)


def fit_with_gap(
    ask: Ask, responses: Responses, options: WhatIfOptions = WhatIfOptions()
) -> WhatIfModel:
    """Fit the what-if with the performer gap among its levers, where it can be measured.

    Errors: those of `fit_what_if`.
    """
    gap = gap_worth(ask, responses)
    return ask(fit_what_if, responses, options, lever_of_gap(gap) if gap else None)


def provable_lifts(ask: Ask, responses: Responses) -> tuple[Lift, ...]:
    """Collect the lifts that the file can prove: that of the performers, and of each driver."""
    lifts: tuple[Lift, ...] = ()
    if responses.has(Role.PERFORMER):
        with suppress(NotEnoughData):
            gap = ask(value_gap, responses, WorthOptions())
            lift = lift_of_gap(gap, responses.column(Role.PERFORMER).label)
            lifts = (lift,) if lift else ()
    with suppress(NotEnoughData):
        lifts += ask(lift_drivers, fit_with_gap(ask, responses))
    return lifts
