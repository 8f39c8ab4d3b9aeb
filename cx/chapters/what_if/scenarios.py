"""Which lever moves the score most, what does a target take, and was a promise kept?

Pure functions on a fitted what-if. The tornado pulls one lever at a time by a step of its own kind.
Goal seek pulls the cheapest first (most points for the cost, or for the step where no cost is
known), each up to its cap, the best group's own level; it never goes where nobody has been. The
ledger sets what was promised against what came, both with their ranges (MOVER, Zou & Donner 2008).
Locked levers take no part. Out of scope: money (see the worth of a scenario).
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import optimize

from cx.chapters.what_if.evaluation import evaluate
from cx.chapters.what_if.leads import is_above_nothing, sharing_lead_drawn
from cx.chapters.what_if.levers import LeverKind
from cx.chapters.what_if.model import SCORE_AFTER, MixLever, WhatIfModel, WhatIfResult
from cx.chapters.what_if.moves import Mix, Moves, Shift
from cx.measures.arrays import Flags, Floats
from cx.problems import CxError, stops
from cx.scores.counts import HIGH, LOW
from cx.text import say
from cx.vocabulary import Estimate, Field, Table, Unit, range_ends

GAP = "performer_gap"  # key of the performer gap among the levers
MOST_SCENARIOS = 4  # side by side
STEPS: Mapping[LeverKind, float] = {
    LeverKind.RATING: 0.3,  # rating points
    LeverKind.RESOLVED: 0.05,  # of all matters
    LeverKind.TIME: 0.1,  # of today's time
}
MIX_STEP = 0.05  # of all customers, in the same proportion from the other groups
GAP_STEP = 0.1  # of the gap
MOST_MIX = 2.0  # times today's share is as far as goal seek takes a group
NEAR = 1e-4  # points within which a target is reached


@dataclass(frozen=True, slots=True)
class Pull:
    """One lever pulled in the direction that goes with a better score."""

    key: str  # of the lever, name of the mixed column, or GAP
    label: str
    step: float  # signed, in the unit of the lever
    cap: float  # as far as it may be pulled, same sign; 0 when nobody is further
    level: str | None = None  # of a mix, the group that grows
    today: float = 0.0  # of a mix, its share today

    def moves(self, size: float) -> Moves:
        """Return the moves that pull this lever by `size`."""
        if self.key == GAP:
            return Moves(gap_closed=size)
        if self.level is not None:
            return Moves(mixes=(Mix(self.key, ((self.level, self.today + size),)),))
        return Moves(shifts=(Shift(self.key, size),))


_TOGETHER = Field(
    "together_points",
    Unit.POINTS,
    "Others moving along",
    "Change of the score when the other drivers move as they go together.",
)
_SHARES_LEAD = Field(
    "shares_lead", Unit.FLAG, "Shares the lead", "Whether it cannot be told from the first."
)
TORNADO_FIELDS = (
    Field("lever", Unit.TEXT, "Lever", "What is moved."),
    Field("step", Unit.COEFFICIENT, "Step", "By how much, in the unit of the lever."),
    Field("points", Unit.POINTS, "Change by the step", "Change of the score that goes with it."),
    LOW,
    HIGH,
    _TOGETHER,
    _SHARES_LEAD,
    Field("cap", Unit.COEFFICIENT, "Cap", "As far as any group has got, from today's level."),
    Field("cap_points", Unit.POINTS, "Change at the cap", "Change of the score at the cap."),
    Field("cost", Unit.MONEY, "Cost of the step", "As it was given."),
    Field(
        "points_per_cost", Unit.COEFFICIENT, "Points for the money", "Change by the step / cost."
    ),
)

SCENARIO_FIELDS = (
    Field("scenario", Unit.TEXT, "Scenario", "Its name."),
    SCORE_AFTER,
    LOW,
    HIGH,
    Field("change_points", Unit.POINTS, "Change of the score", "New score less score today."),
    *range_ends("change", Unit.POINTS, "Change"),
    _TOGETHER,
    _SHARES_LEAD,
    Field("favourable_share", Unit.SHARE, "Favourable after", "Share favourable after the moves."),
    Field(
        "unfavourable_share",
        Unit.SHARE,
        "Unfavourable after",
        "Share unfavourable after the moves.",
    ),
    Field("guesswork", Unit.FLAG, "Guesswork", "Whether a move goes beyond what was observed."),
)


@dataclass(frozen=True, slots=True, eq=False)
class Tornado:
    """The answer: each lever alone, by points for its cost where costs are known."""

    net_name: str
    levers: Table
    by_cost: bool
    n: int


@dataclass(frozen=True, slots=True, eq=False)
class GoalSeek:
    """What it takes to reach a target, or how far one gets."""

    target: float  # points
    reached: bool
    moves: Moves
    result: WhatIfResult  # of the moves
    pulled: tuple[tuple[Pull, float], ...]  # lever and size, in the order pulled
    cost: float  # of all of it; NaN where a cost is not known


@dataclass(frozen=True, slots=True)
class Kept:
    """A promise beside what came of it, in points."""

    promised: Estimate
    came: Estimate
    difference: Estimate  # came less promised
    differs: bool  # whether nothing lies outside the range of the difference


def pulls(model: WhatIfModel) -> tuple[Pull, ...]:
    """Return every lever that may be pulled, with its step and cap."""
    found = []
    for lever in model.levers:
        if not lever.locked:
            sign = math.copysign(1.0, lever.correlation)
            room = lever.room if lever.room * sign > 0 else 0.0
            step = STEPS[lever.kind]
            if lever.kind is LeverKind.RESOLVED:
                step = min(step, 1 - lever.mean if sign > 0 else lever.mean)
            found.append(Pull(lever.key, lever.label, sign * step, room))
    found += [pull for mix in model.mixes if (pull := _best_group(model, mix))]
    if model.gap is not None and not model.gap.cannot_tell and model.gap.full.value > 0:
        found.append(Pull(GAP, say("Performer gap"), GAP_STEP, 1.0))
    return tuple(found)


def tornado(model: WhatIfModel, costs: Mapping[str, float] | None = None) -> Tornado:
    """Pull each lever alone by its step. `costs` gives what one step of a lever costs, by key.

    Errors: CxError for a cost that is not above 0.
    """
    known = _checked(costs)
    rows, drawn = [], []
    for pull in pulls(model):
        by_step = evaluate(model, _first_step(pull))
        at_cap = evaluate(model, pull.moves(pull.cap)).change.value if pull.cap else 0.0
        cost = known.get(pull.key, math.nan)
        rows.append(
            (
                pull.label if pull.level is None else f"{pull.label}: {pull.level}",
                pull.step,
                by_step.change.value,
                by_step.change.low,
                by_step.change.high,
                by_step.together.value if by_step.together else math.nan,
                False,
                pull.cap,
                at_cap,
                cost,
                by_step.change.value / cost,
            )
        )
        drawn.append(by_step.drawn / (cost if known else 1.0))
    frame = pd.DataFrame(rows, columns=[field.name for field in TORNADO_FIELDS])
    order = "points_per_cost" if known else "points"
    frame["shares_lead"] = _shares_lead(drawn)
    frame = frame.sort_values(order, ascending=False, ignore_index=True)
    return Tornado(model.net_name, Table(frame, TORNADO_FIELDS), bool(known), model.n_fitted)


def seek_goal(
    model: WhatIfModel, target: float, costs: Mapping[str, float] | None = None
) -> GoalSeek:
    """Pull levers, the cheapest first, until the score reaches `target` points.

    With costs only levers whose cost is known are pulled. Out of reach, every lever is at its cap
    and `result` says how far one gets. Errors: CxError for a cost that is not above 0.
    """
    known = _checked(costs)
    moves, result = Moves(), evaluate(model, Moves())
    pulled: list[tuple[Pull, float]] = []
    for pull in _cheapest_first(model, known):
        if result.score.value >= target - NEAR:
            break
        whole = merged(moves, pull.moves(pull.cap))
        at_cap = evaluate(model, whole)
        if at_cap.score.value <= result.score.value:
            continue
        size = pull.cap
        if at_cap.score.value > target:
            size = _just_enough(model, moves, pull, target)
            whole = merged(moves, pull.moves(size))
            at_cap = evaluate(model, whole)
        moves, result = whole, at_cap
        pulled.append((pull, size))
    return GoalSeek(
        target=target,
        reached=result.score.value >= target - 100 * NEAR,
        moves=moves,
        result=result,
        pulled=tuple(pulled),
        cost=float(sum(known.get(pull.key, math.nan) * size / pull.step for pull, size in pulled)),
    )


def compare_scenarios(results: Sequence[tuple[str, WhatIfResult]]) -> Table:
    """Lay up to four named scenarios side by side, one row each, in the order given.

    Errors: CxError for more than four.
    """
    if len(results) > MOST_SCENARIOS:
        raise CxError(
            stops(
                "too_many_scenarios",
                "scenarios",
                say(
                    "{n} scenarios were chosen; {most} fit side by side.",
                    n=len(results),
                    most=MOST_SCENARIOS,
                ),
                say("Choose {most} or fewer.", most=MOST_SCENARIOS),
            )
        )
    rows = []
    shares_lead = _shares_lead([result.drawn for _, result in results])
    for (name, result), sharing in zip(results, shares_lead, strict=True):
        favourable, _, unfavourable = result.shares.frame["after"]
        rows.append(
            (
                name,
                result.score.value,
                result.score.low,
                result.score.high,
                result.change.value,
                result.change.low,
                result.change.high,
                result.together.value if result.together else math.nan,
                bool(sharing),
                favourable,
                unfavourable,
                bool(result.guesswork),
            )
        )
    frame = pd.DataFrame(rows, columns=[field.name for field in SCENARIO_FIELDS])
    return Table(frame, SCENARIO_FIELDS)


def keep_promise(promised: Estimate, came: Estimate) -> Kept:
    """Set the score that was promised against the score that came.

    >>> kept = keep_promise(Estimate(40, 36, 44, 500), Estimate(37, 32, 42, 600))
    >>> round(kept.difference.low, 2), round(kept.difference.high, 2), kept.differs
    (-9.4, 3.4, False)
    """
    value = came.value - promised.value
    below = math.hypot(came.value - came.low, promised.high - promised.value)
    above = math.hypot(came.high - came.value, promised.value - promised.low)
    difference = Estimate(value, value - below, value + above, min(promised.n, came.n))
    return Kept(promised, came, difference, difference.low > 0 or difference.high < 0)


def merged(first: Moves, second: Moves) -> Moves:
    """Put two sets of moves that touch different levers together."""
    return Moves(
        (*first.shifts, *second.shifts),
        (*first.lifts, *second.lifts),
        (*first.mixes, *second.mixes),
        max(first.gap_closed, second.gap_closed),
    )


def _best_group(model: WhatIfModel, mix: MixLever) -> Pull | None:
    """Return the group of a column that goes with the best score when it grows."""
    groups = [
        Pull(
            mix.column.name,
            mix.column.label,
            MIX_STEP,
            min(MOST_MIX * share, 1.0) - share,
            level,
            share,
        )
        for level, share in zip(mix.column.categories, mix.shares, strict=True)
        if 0 < share < 1
    ]
    if not groups:
        return None
    gains = [evaluate(model, _first_step(group)).drawn for group in groups]
    best = max(range(len(groups)), key=lambda place: gains[place][0])
    # The largest of many gains is above nothing by luck alone: it is tested as one of so many.
    return groups[best] if is_above_nothing(gains[best], len(groups)) else None


def _shares_lead(drawn: Sequence[Floats]) -> Flags:
    """Say which rows cannot be told from the first; who has no cost takes no part."""
    shares = np.zeros(len(drawn), dtype=bool)
    told = [place for place, draws in enumerate(drawn) if np.isfinite(draws).all()]
    shares[told] = sharing_lead_drawn(np.array([drawn[place] for place in told]))
    return shares


def _first_step(pull: Pull) -> Moves:
    """Return one step of a lever; of a share that is nearly full, as much as there is left."""
    if pull.level is None:
        return pull.moves(pull.step)
    return pull.moves(min(pull.step, 1 - pull.today))


def _cheapest_first(model: WhatIfModel, costs: Mapping[str, float]) -> list[Pull]:
    """Order what has room: by points for the cost of a step, or for the step itself."""
    worth = {}
    for pull in pulls(model):
        if pull.cap and (not costs or pull.key in costs):
            gained = evaluate(model, _first_step(pull)).change.value
            worth[pull] = gained / costs.get(pull.key, 1.0)
    return sorted((pull for pull in worth if worth[pull] > 0), key=lambda p: -worth[p])


def _just_enough(model: WhatIfModel, moves: Moves, pull: Pull, target: float) -> float:
    """Find how far the last lever must be pulled."""

    def missing(size: float) -> float:
        return evaluate(model, merged(moves, pull.moves(size))).score.value - target

    return float(optimize.brentq(missing, 0.0, pull.cap, xtol=NEAR * abs(pull.cap)))


def _checked(costs: Mapping[str, float] | None) -> Mapping[str, float]:
    wrong = [key for key, cost in (costs or {}).items() if not cost > 0]
    if wrong:
        raise CxError(
            [
                stops(
                    "cost_not_positive",
                    key,
                    say('The cost of a step of "{lever}" is not above 0.', lever=key),
                    say("Give what one step costs, or leave the cost empty."),
                )
                for key in wrong
            ]
        )
    return costs or {}
