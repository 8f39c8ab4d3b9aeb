"""The what-if as a plain record, the schema of `python -m cx whatif --json`, and as text."""

from __future__ import annotations

import math

from cx.chapters.what_if import exhibits
from cx.chapters.what_if.levers import Lever, Place
from cx.chapters.what_if.model import PerformerGap, WhatIfModel, WhatIfResult
from cx.chapters.what_if.words.evaluation import reading
from cx.exports.record import Record
from cx.text import say
from cx.vocabulary import Band, Estimate


def what_if_record(model: WhatIfModel, result: WhatIfResult) -> Record:
    """Return what goes with the moves, and what can be moved."""
    together, shares = result.together, result.shares.frame
    return {
        "net_name": result.net_name,
        "n": model.n,
        "n_fitted": model.n_fitted,
        "baseline_points": result.baseline.value,
        "baseline_low": result.baseline.low,
        "baseline_high": result.baseline.high,
        "points": result.score.value,
        "points_low": result.score.low,
        "points_high": result.score.high,
        "change_points": result.change.value,
        "low": result.change.low,
        "high": result.change.high,
        "moves_together_change_points": together.value if together else None,
        "moves_together_low": together.low if together else None,
        "moves_together_high": together.high if together else None,
        "shares": {
            name: dict(zip(map(str, Band), map(float, shares[name]), strict=True))
            for name in ("before", "after", "after_low", "after_high")
        },
        "fan": [
            {"probability": float(probability), "points": float(points)}
            for probability, points in result.fan.frame.to_numpy()
        ],
        "steps": [
            {
                "name": step.name,
                "change_points": step.change.value,
                "low": step.change.low,
                "high": step.change.high,
            }
            for step in result.steps
        ],
        "guesswork": [
            {
                "lever": guess.lever,
                "reason": str(guess.reason),
                "value": guess.value,
                "limit": _place(guess.limit),
            }
            for guess in result.guesswork
        ],
        "locked": [lever.label for lever in result.locked],
        "skill": None if math.isnan(model.skill) else model.skill,
        "skill_error": None if math.isnan(model.skill_error) else model.skill_error,
        "penalised": model.penalised,
        "levers": [_lever(lever) for lever in model.levers],
        "mixes": [
            {
                "column": mix.column.label,
                "levels": [
                    {"level": level, "share": share, "n": count}
                    for level, share, count in zip(
                        mix.column.categories, mix.shares, mix.counts, strict=True
                    )
                ],
            }
            for mix in model.mixes
        ],
        "gap": _gap(model.gap),
        "set_aside": [
            {"driver": aside.driver, "reason": aside.reason, "n_rated": aside.n_rated}
            for aside in model.set_aside
        ],
        "problems": [problem.as_dict() for problem in model.problems],
    }


def what_if_text(model: WhatIfModel, result: WhatIfResult) -> str:
    """Write the answer as a few lines."""
    score, *_ = exhibits.of_result(model, result)
    found = (score.finding, *exhibits.beside_result(result))
    lines = [f"  {finding.headline}. {finding.detail}" for finding in found]
    return "\n".join([say("what if"), *lines, f"  {exhibits.caveat()}", f"  {reading(model)}"])


def _lever(lever: Lever) -> Record:
    return {
        "lever": lever.label,
        "kind": str(lever.kind),
        "today": lever.mean,
        "lowest": _place(lever.lowest),
        "highest": _place(lever.highest),
        "room": lever.room,
        "locked": lever.locked,
        "correlation": lever.correlation,
        "coefficient": lever.coefficient,
        "n_rated": lever.n_rated,
    }


def _place(place: Place | None) -> Record | None:
    if place is None:
        return None
    return {"column": place.column, "level": place.level, "value": place.value, "n": place.n}


def _gap(gap: PerformerGap | None) -> Record | None:
    if gap is None:
        return None
    full: Estimate = gap.full
    return {
        "full_points": full.value,
        "low": full.low,
        "high": full.high,
        "target_points": gap.target_points,
    }
