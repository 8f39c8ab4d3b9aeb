"""The sliders of the what-if: how far each goes, and what their values mean as moves.

A slider stops at the best and the worst group's own level, on its own grid. Where no group stands
out it goes a little way, all of which is guesswork; asked to go beyond, every one goes further.
Values are as a person reads them: rating points, percentage points, per cent.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from cx.chapters.what_if.checks import full_shares
from cx.chapters.what_if.levers import Lever, LeverKind
from cx.chapters.what_if.model import MixLever, WhatIfModel
from cx.chapters.what_if.moves import Lift, Mix, Moves, Shift

GAP = "move_gap"
LIFTED = "lift"  # the labels of the drivers whose low ratings are lifted
LIFT_UP_TO = "lift_up_to"
LIFT_TO = "lift_to"
BEYOND = "beyond"
SAME = 1e-9
_UNSEEN = 0.05  # of the scale, where nobody shows how far one can get
_FURTHER = 0.2  # of the scale, when asked to go beyond


@dataclass(frozen=True, slots=True)
class Slide:
    """One slider, in the unit that a person reads."""

    key: str  # of the widget, and its name in the address
    low: float
    high: float
    step: float
    unit: float  # of the engine, for one of the slider's
    format: str
    today: float = 0.0

    @property
    def fixed(self) -> bool:
        """Whether there is nowhere to go."""
        return self.high - self.low < self.step

    def held(self, value: float) -> float:
        """Return the nearest value of the slider."""
        steps = round((min(max(value, self.low), self.high) - self.low) / self.step)
        return round(self.low + steps * self.step, 4)


# Step, unit, format, and the width of the scale by which far is judged.
_KINDS: Mapping[LeverKind, tuple[float, float, str, float]] = {
    LeverKind.RESOLVED: (0.1, 0.01, "%+.1f pp", 100.0),
    LeverKind.TIME: (0.5, 0.01, "%+.1f %%", 200.0),
}


def slide_of(lever: Lever, *, beyond: bool) -> Slide:
    """Return the slider of a lever."""
    width = lever.maximum - lever.minimum
    step, unit, shown, width = _KINDS.get(lever.kind, (0.01, 1.0, "%+.2f", width))
    ends = [0.0]
    for place in (lever.lowest, lever.highest):
        if place is not None:
            off = (
                place.value / lever.mean - 1
                if lever.kind is LeverKind.TIME
                else (place.value - lever.mean)
            )
            ends.append(off / unit)
    reach = _FURTHER if beyond else _UNSEEN if lever.lowest is None else 0.0
    low, high = min(*ends, -reach * width), max(*ends, reach * width)
    if lever.kind is LeverKind.RESOLVED:
        low, high = max(low, -100 * lever.mean), min(high, 100 * (1 - lever.mean))
    elif lever.kind is LeverKind.TIME:
        low = max(low, -90.0)
    # Inwards to the grid: the ends are no further than the best and the worst.
    return Slide(
        f"move_{lever.key}",
        round(math.ceil(low / step - SAME) * step, 4),
        round(math.floor(high / step + SAME) * step, 4),
        step,
        unit,
        shown,
    )


def slides_of_mix(mix: MixLever) -> tuple[Slide, ...]:
    """Return a slider for each group: its share of the customers, today's to begin with."""
    return tuple(
        Slide(
            f"mix_{mix.column.name}_{place}",
            0.0,
            100.0 if count else 0.0,
            0.1,
            0.01,
            "%.1f %%",
            round(100 * share, 1),
        )
        for place, (share, count) in enumerate(zip(mix.shares, mix.counts, strict=True))
    )


def adjusted(mix: MixLever, before: Mapping[str, float], place: int, share: float) -> list[float]:
    """Return the shares in per cent once one group was moved: the others make room in proportion.

    The others keep today's proportions unless one of them has been moved before.
    """
    slides = slides_of_mix(mix)
    now = [before.get(slide.key, slide.today) for slide in slides]
    alone = _moved_alone(mix, now)
    others = list(mix.shares) if alone in (None, place) and _known(mix, now) else now
    others[place] = 0.0
    total = sum(others)
    if not total:  # the group had everything
        others = [0.0 if at == place else part for at, part in enumerate(mix.shares)]
        total = sum(others)
    if not total:
        return [slide.today for slide in slides]
    shares = [round((100 - share) * part / total, 1) for part in others]
    shares[place] = share
    return shares


def moves_of(model: WhatIfModel, values: Mapping[str, float], lifts: tuple[Lift, ...]) -> Moves:
    """Return the moves that the values of all sliders stand for."""
    lifted = {lift.lever for lift in lifts}
    shifts = []
    for lever in model.levers:
        slide = slide_of(lever, beyond=True)
        value = values.get(slide.key, 0.0)
        if value and not lever.locked and lever.key not in lifted:
            shifts.append(Shift(lever.key, round(value * slide.unit, 6)))
    mixes = [
        asked
        for mix in model.mixes
        if (asked := _mix_of(mix, [values.get(s.key, s.today) for s in slides_of_mix(mix)]))
    ]
    closed = values.get(GAP, 0.0) / 100 if model.gap else 0.0
    return Moves(tuple(shifts), lifts, tuple(mixes), closed)


def values_of(model: WhatIfModel, moves: Moves) -> dict[str, float]:
    """Return the value of every slider that stands for the moves; lifts apart.

    A shift to the best group's very level lies between two values of its slider: the nearer it is.
    """
    by = {shift.lever: shift.by for shift in moves.shifts}
    beyond = goes_beyond(model, moves)
    values = {}
    for lever in model.levers:
        slide = slide_of(lever, beyond=beyond)
        values[slide.key] = slide.held(by.get(lever.key, 0.0) / slide.unit)
    asked = {mix.column: mix for mix in moves.mixes}
    for mix in model.mixes:
        slides = slides_of_mix(mix)
        one = asked.get(mix.column.name)
        shares = [100 * share for share in full_shares(mix, one)] if one else None
        for place, slide in enumerate(slides):
            values[slide.key] = round(shares[place], 1) if shares else slide.today
    values[GAP] = round(100 * moves.gap_closed, 4)
    return values


def goes_beyond(model: WhatIfModel, moves: Moves) -> bool:
    """Whether a shift lies outside its slider unless that is asked to go beyond."""
    for shift in moves.shifts:
        slide = slide_of(model.lever(shift.lever), beyond=False)
        if not slide.low - slide.step < shift.by / slide.unit < slide.high + slide.step:
            return True
    return False


def _mix_of(mix: MixLever, shares: list[float]) -> Mix | None:
    """Return the mix that these shares in per cent stand for; None when they are today's."""
    place = _moved_alone(mix, shares)
    if place is not None:
        return _one(mix, place, shares[place])
    today = [slide.today for slide in slides_of_mix(mix)]
    levels = list(zip(mix.column.categories, shares, today, strict=True))
    named = [(level, share / 100) for level, share, before in levels if share != before]
    if len(named) == len(levels) or sum(share for _, share in named) > 1:
        # As an address may have it, they need not add up.
        named = [(level, share / sum(shares)) for level, share, _ in levels]
    return Mix(mix.column.name, tuple(named)) if named else None


def _known(mix: MixLever, shares: list[float]) -> bool:
    """Whether the shares are today's, or one group was moved and the others made room."""
    today = [slide.today for slide in slides_of_mix(mix)]
    return shares == today or _moved_alone(mix, shares) is not None


def _moved_alone(mix: MixLever, shares: list[float]) -> int | None:
    """Return the group that alone was moved; shares on screen are rounded, the engine's are not."""
    slides = slides_of_mix(mix)
    if shares == [slide.today for slide in slides]:
        return None
    for place, share in enumerate(shares):
        if share != slides[place].today:
            full = full_shares(mix, _one(mix, place, share))
            if [round(100 * part, 1) for part in full] == shares:
                return place
    return None


def _one(mix: MixLever, place: int, share: float) -> Mix:
    return Mix(mix.column.name, ((mix.column.categories[place], share / 100),))
