"""Lifts of the score from other answers, in the one form that `worth` values.

A gap or a what-if says by how much each band's share moves. Lifts are whole here; what part of them
comes true is one assumption, applied once, when they are valued.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Protocol

from cx.asking import Ask
from cx.chapters.value.assumptions import Assumptions
from cx.chapters.value.gap_worth import GapWorth, WorthOptions, value_gap
from cx.chapters.value.worth import Lift
from cx.chapters.what_if.fitting import fit_what_if
from cx.chapters.what_if.model import PerformerGap, WhatIfModel, WhatIfOptions
from cx.problems import NotEnoughData
from cx.store.responses import Responses
from cx.vocabulary import Estimate, Role, Table


class Moved(Protocol):
    """What a what-if has to tell: the change in points, and shares by band before and after."""

    @property
    def change(self) -> Estimate:
        """Change of the score, points."""

    @property
    def shares(self) -> Table:
        """One row for each band in the order of Band, with `before` and `after`."""


def lift_of_gap(worth: GapWorth, name: str) -> Lift | None:
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
        name=name,
        source="performer gap",
        change_points=worth.full_points,
        low=worth.points.low / realised,
        high=worth.points.high / realised,
        share_changes=(favourable, neutral, unfavourable),
    )


def lever_of_gap(worth: GapWorth) -> PerformerGap:
    """Return the performer gap as a lever of the what-if; `worth` is that of the whole gap.

    A gap between performers who cannot be told apart is no lever.
    """
    if not worth.distinguishable:
        nothing = Estimate(0.0, 0.0, 0.0, worth.points.n)
        return PerformerGap(nothing, (0.0, 0.0, 0.0), worth.target_points)
    return PerformerGap(worth.points, worth.moved_shares, worth.target_points)


def lift_of_move(moved: Moved, name: str, source: str = "driver") -> Lift:
    """Return what a what-if adds, ceteris paribus."""
    frame = moved.shares.frame
    favourable, neutral, unfavourable = (float(s) for s in frame["after"] - frame["before"])
    return Lift(
        name=name,
        source=source,
        change_points=moved.change.value,
        low=moved.change.low,
        high=moved.change.high,
        share_changes=(favourable, neutral, unfavourable),
    )


def fit_with_gap(
    ask: Ask, responses: Responses, options: WhatIfOptions = WhatIfOptions()
) -> WhatIfModel:
    """Fit the what-if with the performer gap among its levers, where it can be measured.

    Errors: those of `fit_what_if`.
    """
    gap = None
    if responses.has(Role.PERFORMER):
        with suppress(NotEnoughData):
            whole = WorthOptions(Assumptions(realisation=1.0))
            gap = lever_of_gap(ask(value_gap, responses, whole))
    return ask(fit_what_if, responses, options, gap)
