"""What the what-if says: the new score, both bounds, what is guesswork, and what it takes."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Literal

from cx.chapters.what_if.levers import Lever, LeverKind, Place
from cx.chapters.what_if.model import Guess, Guesswork, WhatIfModel, WhatIfResult
from cx.chapters.what_if.scenarios import GAP, GoalSeek, Kept, Pull, Tornado
from cx.text import numbers
from cx.text.finding import Finding, Tone
from cx.vocabulary import Estimate, Table, Unit

NO_PROOF = (
    "These are scores that go with such ratings today. They are no proof that raising the ratings "
    "would raise the score."
)
_STEPS: Mapping[Literal["mix", "levers", "gap"], str] = {
    "mix": "mix of customers",
    "levers": "ratings and service",
    "gap": "performer gap",
}


def findings(result: WhatIfResult) -> list[Finding]:
    """Say what goes with the moves, then what weakens it."""
    if not result.moves:
        return [_today(result)]
    return [_change(result), *_together(result), *_locked(result), *map(guess, result.guesswork)]


def _today(result: WhatIfResult) -> Finding:
    return Finding(
        f"Nothing is moved: {result.net_name} {numbers.points(result.baseline.value)}, as it is "
        "today",
        _range(result.baseline),
    )


def _change(result: WhatIfResult) -> Finding:
    change, score = result.change, result.score
    parts = ""
    if len(result.steps) > 1:
        parts = " In this order: " + numbers.listed(
            [f"{_STEPS[step.name]} {numbers.change(step.change.value, 1)}" for step in result.steps]
        )
        parts += "."
    detail = (
        f"From {_tenths(result.baseline.value)} to {_tenths(score.value)} "
        f"({numbers.RANGE} {_tenths(score.low)} to {_tenths(score.high)}, n "
        f"{numbers.count(score.n)}). {numbers.RANGE} of the change: {_span(change)}.{parts}"
    )
    if change.low <= 0 <= change.high:
        return Finding(
            f"With these moves goes no change of {result.net_name} that can be told from nothing",
            detail,
            Tone.CAUTION,
        )
    tone = Tone.GOOD if change.value > 0 else Tone.ATTENTION
    return Finding(
        f"With these moves goes a change of {_in_points(change.value)} of {result.net_name}",
        detail,
        tone,
    )


def _together(result: WhatIfResult) -> list[Finding]:
    together = result.together
    if together is None:
        return []
    detail = (
        "Ratings seldom move alone. If the others move along as they go together today, the change "
        f"is {_in_points(together.value)} ({numbers.RANGE} {_span(together)}, n "
        f"{numbers.count(together.n)})."
    )
    if result.straddles:
        return [
            Finding("The two bounds lie on different sides of nothing", detail, Tone.CAUTION),
        ]
    low, high = sorted((result.change.value, together.value))
    return [
        Finding(
            f"Alone or with the others along: {numbers.change(low, 1)} to "
            f"{numbers.change(high, 1)} points",
            detail,
        )
    ]


def _locked(result: WhatIfResult) -> list[Finding]:
    return [
        Finding(f'"{lever.label}" should not be moved', locked(lever), Tone.CAUTION)
        for lever in result.locked
    ]


def locked(lever: Lever) -> str:
    """Say why a lever is locked."""
    alone = "better" if lever.correlation > 0 else "worse"
    return (
        f'Alone, higher values of "{lever.label}" go with a {alone} score; beside the other '
        "levers they go the other way. The sign depends on the others, so no move of it can be "
        f"read (n {numbers.count(lever.n_rated)})."
    )


def guess(beyond: Guess) -> Finding:
    """Say why a move is guesswork."""
    match beyond.reason:
        case Guesswork.BEYOND_RANGE if beyond.limit is not None:
            place = beyond.limit
            detail = (
                f"The move comes to {numbers.decimal(beyond.value)}; the furthest group, "
                f"{_named(place)}, is at {numbers.decimal(place.value)} (n "
                f"{numbers.count(place.n)})."
            )
        case Guesswork.NOTHING_TO_COMPARE:
            detail = (
                "No group of customers or performers stands out on it, so nobody shows that "
                f"{numbers.decimal(beyond.value)} can be reached."
            )
        case Guesswork.FEW_RESPONSES:
            detail = (
                f"A group of fewer than 30 responses grows to {numbers.percent(beyond.value)} of "
                "the customers."
            )
        case _:
            detail = (
                "So few customers are like that today that the answers count as "
                f"{numbers.percent(beyond.value)} of their number."
            )
    headline = f'"{beyond.lever}" goes beyond what was observed: guesswork'
    return Finding(headline, detail, Tone.CAUTION)


def limit(lever: Lever) -> str:
    """Say where a lever stands, and the best group's level, at which its slider stops."""
    today = f"Today {level(lever, lever.mean)} (n {numbers.count(lever.n_rated)})"
    if lever.best is None:
        return f"{today}; no group stands out, so every move is guesswork."
    return (
        f"{today}; best {level(lever, lever.best.value)}, {_named(lever.best)} "
        f"(n {numbers.count(lever.best.n)})."
    )


def left_out(model: WhatIfModel) -> str:
    """Say which drivers take no part, and why."""
    if not model.set_aside:
        return " ".join(problem.sentence for problem in model.problems)
    names = [
        f'"{one.driver}" ({one.reason}, n {numbers.count(one.n_rated)})' for one in model.set_aside
    ]
    return f"Set aside: {numbers.listed(names)}."


def shares_finding(result: WhatIfResult) -> Finding:
    """Say how the shares of the bands move."""
    frame = result.shares.frame
    rows = frame[(frame["before"] > 0) | (frame["after"] > 0)].to_dict("records")
    moved = ", ".join(
        f"{row['band']} {numbers.percent(row['before'], 1)} to {numbers.percent(row['after'], 1)}"
        for row in rows
    )
    detail = f"{moved[:1].upper()}{moved[1:]} (n {numbers.count(result.score.n)})."
    return Finding("Shares before and after", detail)


def fan_finding(result: WhatIfResult) -> Finding:
    """Say where the score may come to lie."""
    frame = result.fan.frame.set_index("probability")["points"]
    return Finding(
        f"Half of the draws lie between {_tenths(frame[0.25])} and {_tenths(frame[0.75])}",
        f"Nineteen of twenty between {_tenths(frame[0.025])} and {_tenths(frame[0.975])} "
        f"(n {numbers.count(result.score.n)}).",
    )


SCORE_READING = (
    "Full mark: the moves alone. Hollow mark: the other ratings move along. Line: 95 % range."
)
FAN_READING = (
    "Thick, middle, thin: half, four fifths and nineteen of twenty of the draws. They hold the "
    "doubt of the model and of who answered, not that the ratings may fail to cause the score."
)


def level(lever: Lever, value: float) -> str:
    """Write a level of a lever with its unit."""
    match lever.kind:
        case LeverKind.RESOLVED:
            return numbers.percent(value, 1)
        case LeverKind.TIME:
            return f"{numbers.decimal(value, 1)} hours"
        case _:
            return numbers.decimal(value)


def reading(model: WhatIfModel) -> str:
    """Say what the answers rest on."""
    if model.people is None:
        return f"Counts by group, re-weighted. n {numbers.count(model.n)}."
    sample = "" if model.n_fitted == model.n else f" of {numbers.count(model.n)}"
    held = " Slopes are held back, since there are few responses." if model.penalised else ""
    return (
        f"Multinomial logit of the bands on {numbers.counted(len(model.levers), 'lever')}"
        f"{_skill(model.skill)}. n {numbers.count(model.n_fitted)}{sample}.{held}"
    )


def _skill(skill: float) -> str:
    """Say how much better, or worse, answers are predicted that the model has not seen."""
    if not math.isfinite(skill):
        return ""
    written = numbers.percent(abs(skill))
    if written == numbers.percent(0.0):
        return "; answers it has not seen are predicted no better than by the shares alone"
    side = "better" if skill > 0 else "worse"
    return f"; answers it has not seen are predicted {written} {side} than by the shares alone"


def tornado_reading(answer: Tornado) -> str:
    """Say how to read the tornado."""
    order = "points for the money" if answer.by_cost else "points"
    return (
        f"Each lever alone, by one step of its own, ordered by {order}. Line: 95 % range. "
        f"n {numbers.count(answer.n)}."
    )


def goal(answer: GoalSeek) -> Finding:
    """Say what a target takes, or how far one gets."""
    name, score = answer.result.net_name, answer.result.score
    target = numbers.points(answer.target)
    ranged = _range(score)
    if not answer.pulled:
        if answer.reached:
            return Finding(f"{name} {target} is reached today", ranged, Tone.GOOD)
        return Finding(
            f"{name} {target} cannot be reached: no lever may be pulled",
            "No group is further on any lever that is not locked. " + ranged,
            Tone.CAUTION,
        )
    steps = numbers.listed([_pulled(pull, size) for pull, size in answer.pulled])
    if answer.reached:
        return Finding(f"{name} {target} takes {steps}", f"Cheapest first. {ranged}")
    return Finding(
        f"{name} {target} cannot be reached with what has been observed; one gets to "
        f"{_tenths(score.value)}",
        f"With every lever at the best group's own level: {steps}. {ranged}",
        Tone.CAUTION,
    )


def promise(kept: Kept, name: str) -> Finding:
    """Set what was promised beside what came."""
    figures = (
        f"Promised {_tenths(kept.promised.value)} ({_tenths(kept.promised.low)} to "
        f"{_tenths(kept.promised.high)}), came {_tenths(kept.came.value)} "
        f"({_tenths(kept.came.low)} to {_tenths(kept.came.high)}, n "
        f"{numbers.count(kept.came.n)}). Difference {numbers.change(kept.difference.value, 1)}, "
        f"{numbers.RANGE} {_span(kept.difference)}."
    )
    if not kept.differs:
        return Finding(f"{name} does not differ from what was promised", figures)
    more = kept.difference.value > 0
    return Finding(
        f"{name} came out {'higher' if more else 'lower'} than promised",
        figures,
        Tone.GOOD if more else Tone.ATTENTION,
    )


def alt_score(result: WhatIfResult) -> str:
    """Describe the picture of the score before and after."""
    along = ""
    if result.together_score is not None:
        along = f"; others moving along {_tenths(result.together_score.value)}"
    return (
        f"{result.net_name} today {_tenths(result.baseline.value)}, after the moves "
        f"{_tenths(result.score.value)}, {numbers.RANGE} {_tenths(result.score.low)} to "
        f"{_tenths(result.score.high)}{along}."
    )


def alt_shares(result: WhatIfResult) -> str:
    """Describe the picture of the shares before and after."""
    rows = "; ".join(
        f"{band} {numbers.percent(before, 1)} to {numbers.percent(after, 1)}"
        for band, before, after in result.shares.frame[["band", "before", "after"]].to_numpy()
    )
    return f"Shares before and after: {rows}."


def alt_fan(result: WhatIfResult) -> str:
    """Describe the fan of outcomes."""
    frame = result.fan.frame.set_index("probability")["points"]
    return (
        f"Scores after the moves: half of the draws lie between {_tenths(frame[0.25])} and "
        f"{_tenths(frame[0.75])}, nineteen of twenty between {_tenths(frame[0.025])} and "
        f"{_tenths(frame[0.975])}."
    )


def alt_tornado(answer: Tornado) -> str:
    """Describe the tornado."""
    rows = "; ".join(
        f"{lever} {numbers.change(points, 1)}"
        for lever, points in answer.levers.frame[["lever", "points"]].to_numpy()
    )
    return f"Change of the score by one step of each lever, in points: {rows}."


def alt_scenarios(compared: Table) -> str:
    """Describe scenarios side by side."""
    rows = "; ".join(
        f"{row['scenario']} {_tenths(row['points'])} ({_tenths(row['low'])} to "
        f"{_tenths(row['high'])})"
        for row in compared.frame.to_dict("records")
    )
    return f"Score after the moves of each scenario: {rows}."


def _pulled(pull: Pull, size: float) -> str:
    if pull.key == GAP:
        return f"{numbers.percent(size)} of the performer gap closed"
    if pull.level is not None:
        return f"{numbers.percent(pull.today + size)} {pull.level}"
    return f"{pull.label} {numbers.change(size, 2)}"


def _named(place: Place) -> str:
    return f'"{place.level}" of "{place.column}"'


def _range(estimate: Estimate) -> str:
    ends = numbers.interval(estimate.low, estimate.high, Unit.POINTS)
    return f"{numbers.RANGE} {ends} (n {numbers.count(estimate.n)})."


def _span(estimate: Estimate) -> str:
    return f"{numbers.change(estimate.low, 1)} to {numbers.change(estimate.high, 1)}"


def _in_points(value: float) -> str:
    return f"{numbers.change(value, 1)} points"


def _tenths(value: float) -> str:
    return numbers.decimal(value, 1)
