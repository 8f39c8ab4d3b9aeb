"""What goes with a set of moves: the fitted what-if, evaluated. Pure, and at most 20 ms.

See what_if_model for the order of the steps.
"""

from collections.abc import Iterator
from typing import Literal

import numpy as np

from cx.chapters.what_if.bends import with_bends
from cx.chapters.what_if.checks import full_shares, require_valid
from cx.chapters.what_if.levers import Lever, LeverKind
from cx.chapters.what_if.model import (
    LOWER_BY,
    REACH,
    TO_POINTS,
    Guess,
    Guesswork,
    IfLower,
    People,
    Step,
    WhatIfModel,
    WhatIfResult,
    fan_table,
    floor_and_ceiling,
    interval,
    share_table,
    step_of,
)
from cx.chapters.what_if.moves import Moves
from cx.measures.arrays import Floats
from cx.measures.counterfactual import drawn_shares, lifted, moving_along, shifted
from cx.measures.multinomial import category_shares
from cx.measures.raking import raking_weights
from cx.scores.counts import GREY_N
from cx.vocabulary import Estimate

SAME = 1e-9  # shares closer than this are today's
LEAST_EFFECTIVE = 0.5  # of the responses, that a new mix may leave (Kish 1965)


def evaluate(model: WhatIfModel, moves: Moves) -> WhatIfResult:
    """Say what score, change and shares go with the moves.

    Errors: CxError when a move cannot be made.
    """
    require_valid(model, moves)
    mixed, weights = _mixed(model, moves)
    people = model.people
    counting = None
    if people is not None and weights is not None:
        counting = weights[people.cells[:, 0], people.cells[:, 1]]
    moved = None if people is None else _moved(model, moves, people.design)
    rated = _rated(model, moved, counting)
    closed = _closed(model, moves.gap_closed, mixed + rated)
    today = model.tallied.shares
    after = _within(today + mixed + rated + closed)
    change = TO_POINTS @ (after - today)
    together = together_score = together_shares = None
    if people is not None and any(shift.by for shift in moves.shifts):
        along = _rated(model, _moved(model, moves, people.design, together=True), counting)
        all_after = _within(today + mixed + along + _closed(model, moves.gap_closed, mixed + along))
        together = _estimate(TO_POINTS @ (all_after - today), model.n_fitted)
        together_score = _score(model, all_after)
        together_shares = all_after[:, 0]
    parts: tuple[tuple[Literal["mix", "levers", "gap"], Floats], ...] = (
        ("mix", mixed),
        ("levers", rated),
        ("gap", closed),
    )
    return WhatIfResult(
        moves=moves,
        net_name=model.net_name,
        baseline=model.baseline,
        score=_score(model, after),
        change=_estimate(change, model.n_fitted),
        together=together,
        together_score=together_score,
        shares=share_table(model.scale, model.shares, after[:, 0], after[:, 1:]),
        together_shares=together_shares,
        fan=fan_table(TO_POINTS @ after[:, 1:]),
        steps=tuple(
            Step(name, _estimate(TO_POINTS @ part, model.n_fitted))
            for name, part in parts
            if part.any()
        ),
        guesswork=(*_beyond(model, moves, moved), *_mix_guesses(model, moves, weights)),
        locked=tuple(lever for lever in model.levers if lever.locked and lever.key in moves.levers),
        bends=_moved_among(model, moves, model.bends),
        rough=_moved_among(model, moves, model.rough),
        if_lower=_if_lower(model, moves, counting, rated, float(change[0])),
        drawn=change,
    )


def _moved_among(model: WhatIfModel, moves: Moves, labels: tuple[str, ...]) -> tuple[str, ...]:
    moved = [lever.label for lever in model.levers if lever.key in moves.levers]
    return tuple(label for label in labels if label in moved)


def _if_lower(
    model: WhatIfModel, moves: Moves, counting: Floats | None, rated: Floats, change: float
) -> IfLower | None:
    """Say what the change would be if those who did not rate were lower than expected."""
    people = model.people
    if people is None or people.lowered is None:
        return None
    keys = [lever.key for lever in model.levers]
    rating = [keys.index(key) for key in moves.levers if model.lever(key).kind is LeverKind.RATING]
    lacking = (people.applies & ~people.given)[:, rating].any(axis=1)
    if not lacking.any():
        return None
    lowered = people.lowered
    moved = _moved(model, moves, lowered.design)
    if moved is None or not moved.any():
        return None
    predicted = category_shares(lowered.coefficients, lowered.design + moved)
    point = np.average(predicted - lowered.predicted, axis=0, weights=counting)
    # Mix and gap stay as they are: only what goes with the ratings is other.
    other = TO_POINTS[list(people.bands)] @ point - float(TO_POINTS @ rated[:, 0])
    return IfLower(LOWER_BY, float(lacking.mean()), change + float(other))


def _score(model: WhatIfModel, after: Floats) -> Estimate:
    """Return the score after the moves; with none it is today's, range and all."""
    if (after == model.tallied.shares).all():
        return model.baseline
    # Today's score is stated once: the change is added to it, so that the two always agree.
    change = TO_POINTS @ (after - model.tallied.shares)
    drawn = np.clip(TO_POINTS @ after, -100, 100)
    value = model.baseline.value + float(change[0])
    low, high = interval(np.array(value), drawn[1:])
    return Estimate(value, float(low), float(high), model.n)


def _estimate(drawn: Floats, n: int) -> Estimate:
    """Return the first draw, which is the point, with the range of the others."""
    low, high = interval(np.array(drawn[0]), drawn[1:])
    return Estimate(float(drawn[0]), float(low), float(high), n)


def _within(shares: Floats) -> Floats:
    """Keep shares (3, d) within 0 and 1; only a move far outside the data takes them out."""
    if (shares >= 0).all():
        return shares
    kept = np.maximum(shares, 0)
    return np.where((shares < 0).any(axis=0), kept / kept.sum(axis=0), shares)


def _mixed(model: WhatIfModel, moves: Moves) -> tuple[Floats, Floats | None]:
    """Return the change of shares (3, d) by a new mix, and by what each group (r, c) counts."""
    tallied = model.tallied
    margins: list[Floats | None] = [None, None]
    for asked in moves.mixes:
        mix = model.mix(asked.column)
        wanted = np.array(full_shares(mix, asked))
        if np.abs(wanted - mix.shares).max() > SAME:
            # Who names no group stays as frequent as today.
            whole = np.append(mix.known * wanted / wanted.sum(), 1 - mix.known)
            margins[tallied.columns.index(asked.column)] = whole
    if all(margin is None for margin in margins):
        return np.zeros_like(tallied.shares), None
    weights = raking_weights(tallied.tables.sum(axis=-1), *margins)
    mixed = np.einsum("drc,drcb->bd", weights, tallied.tables)
    return mixed - tallied.shares, weights[0]


def _moved(
    model: WhatIfModel, moves: Moves, design: Floats, *, together: bool = False
) -> Floats | None:
    """Return by how much each column of each row moves: (n, k); None when nothing does."""
    people = model.people
    keys = [lever.key for lever in model.levers]
    shifts = [shift for shift in moves.shifts if shift.by]
    if people is None or not (shifts or moves.lifts):
        return None
    steps = np.zeros(len(keys))
    places = np.array([keys.index(shift.lever) for shift in shifts], dtype=np.int64)
    steps[places] = [step_of(model.lever(shift.lever), shift) for shift in shifts]
    if together and shifts:
        steps = moving_along(people.covariance, places, steps[places])
    by = np.zeros_like(design)
    for place in np.flatnonzero(steps):
        by[:, place] = _stepped(model.levers[place], design[:, place], steps[place])
    for lift in moves.lifts:
        at = keys.index(lift.lever)
        ratings = design[:, at]
        lowest = model.levers[at].minimum if lift.lowest is None else lift.lowest
        raised = lifted(ratings, lowest, lift.highest, lift.to) - ratings
        # What somebody did not say cannot be lifted.
        by[:, at] = np.where(people.given[:, at], np.maximum(by[:, at], raised), by[:, at])
    by[:, : len(keys)] *= people.applies
    if people.bends:
        first = design.shape[1] - len(people.bends)
        after = with_bends(design[:, :first] + by[:, :first], people.bends)
        by[:, first:] = after[:, first:] - design[:, first:]
    return by


def _stepped(lever: Lever, values: Floats, step: float) -> Floats:
    """Return by how much each value of one lever moves."""
    if lever.kind is LeverKind.RESOLVED:
        # Of the unresolved matters the same part is resolved, so that the share comes out right.
        of_those = (1 - values) / (1 - lever.mean) if step > 0 else values / lever.mean
        return np.asarray(np.clip(values + step * of_those, 0, 1) - values)
    return shifted(values, step, *floor_and_ceiling(lever)) - values


def _rated(model: WhatIfModel, moved: Floats | None, counting: Floats | None) -> Floats:
    """Return the change of shares (3, d) by moved ratings, predicted on the customers there are."""
    people = model.people
    change = np.zeros_like(model.tallied.shares)
    if people is None or moved is None or not moved.any():
        return change
    predicted = category_shares(people.coefficients, people.design + moved)
    point = np.average(predicted - people.predicted, axis=0, weights=counting)
    change[list(people.bands)] = _drawn_change(people, moved, counting, point)
    return change


def _drawn_change(people: People, moved: Floats, counting: Floats | None, point: Floats) -> Floats:
    """Return the change of each band that occurs, drawn around the point: (K, d)."""
    n_drawn = len(people.population.weights)
    few = None if counting is None else counting[:n_drawn]
    before = people.drawn_shares
    if few is not None:
        before = drawn_shares(people.population, None, few)
    drawn = drawn_shares(people.population, moved[:n_drawn], few) - before
    # The draws stand on fewer rows than the point: only their spread is taken.
    drawn += (point - drawn[:, 0])[:, None]
    drawn[:, 0] = point
    return drawn


def _closed(model: WhatIfModel, closed: float, change: Floats) -> Floats:
    """Return the change of shares (3, d) by closing a part of the performer gap.

    `change` is what went before: the less is left to 100 points, the less the gap can add.
    """
    gap = model.gap
    if gap is None or not closed or not gap.full.value:
        return np.zeros_like(change)
    today = TO_POINTS @ model.tallied.shares
    left = np.divide(
        100 - today - TO_POINTS @ change, 100 - today, out=np.zeros_like(today), where=today < 100
    )
    spread = (gap.full.high - gap.full.low) / (2 * REACH) / gap.full.value
    luck = np.random.default_rng(model.options.seed).normal(0, spread, len(today))
    luck[0] = 0
    size = np.maximum(1 + luck, 0) * closed * np.clip(left, 0, None)
    return np.outer(gap.moved_shares, size)


def _beyond(model: WhatIfModel, moves: Moves, moved: Floats | None) -> Iterator[Guess]:
    """Find levers that are taken further than any group has got."""
    people = model.people
    if people is None or moved is None:
        return
    keys = [lever.key for lever in model.levers]
    for key in moves.levers:
        place = keys.index(key)
        lever, by = model.levers[place], moved[:, place]
        said = people.given[:, place]
        step = float(by[said].mean())
        if not step:
            continue
        level = lever.mean * np.exp(step) if lever.kind is LeverKind.TIME else lever.mean + step
        limit = lever.highest if step > 0 else lever.lowest
        if limit is None:
            yield Guess(lever.label, Guesswork.NOTHING_TO_COMPARE, float(level))
        elif (level - limit.value) * step > SAME * abs(step):
            yield Guess(lever.label, Guesswork.BEYOND_RANGE, float(level), limit)


def _mix_guesses(model: WhatIfModel, moves: Moves, weights: Floats | None) -> Iterator[Guess]:
    """Find mixes that rest on few responses."""
    if weights is None:
        return
    for asked in moves.mixes:
        mix = model.mix(asked.column)
        groups = zip(full_shares(mix, asked), mix.shares, mix.counts, strict=True)
        for share, today, count in groups:
            if share > today + SAME and count < GREY_N:
                yield Guess(mix.column.label, Guesswork.FEW_RESPONSES, share)
    cells = model.tallied.tables[0].sum(axis=-1)
    # Kish's effective number of responses, as a share of all.
    effective = (cells * weights).sum() ** 2 / (cells * weights**2).sum()
    if effective < LEAST_EFFECTIVE:
        labels = " and ".join(model.mix(asked.column).column.label for asked in moves.mixes)
        yield Guess(labels, Guesswork.FAR_MIX, float(effective))
