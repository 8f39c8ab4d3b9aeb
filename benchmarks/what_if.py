"""Does a slider of the what-if answer without a wait, however many responses there are?

The model is fitted once at each size; then levers are moved by turns, each time by another step,
so that nothing can be remembered. Five million responses and 100,000 take turns in one run. And
what does the whole fit cost, with its broken lines and lowered ratings, against the model alone?
"""

import itertools
import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np

from benchmarks.feedback import make_responses
from benchmarks.measuring import Result, at_most, taking_turns
from cx.chapters.what_if.fitting import (
    Mix,
    Moves,
    Shift,
    WhatIfModel,
    WhatIfOptions,
    evaluate,
    fit_what_if,
)
from cx.chapters.what_if.levers import LeverKind
from cx.chapters.what_if.rows import lever_rows
from cx.measures.multinomial import fit_multinomial
from cx.store.responses import Responses

MANY, FEW = 5_000_000, 100_000
MOST_TIMES = 1.2
MOST_MS = 20.0
MOST_FITS = 25.0
RUNS, FITS = 101, 3


def measure() -> list[Result]:
    """Move a lever, and everything at once, at both sizes."""
    with tempfile.TemporaryDirectory(prefix="cx-bench-") as name:
        of_few = make_responses(Path(name) / "few", FEW)
        many = fit_what_if(make_responses(Path(name) / "many", MANY))
        few = fit_what_if(of_few)
        results = [_fitted(of_few)]
    for what, made in (("one lever", _one), ("every lever and a mix", _all)):
        slow, quick = taking_turns(_moving(many, made), _moving(few, made), RUNS)
        question = f"what if: {what}, {MANY:,} rows against {FEW:,}"
        results.append(at_most(MOST_TIMES, question, 1e3 * slow, 1e3 * quick, "ms"))
        results.append(
            at_most(1.0, f"what if: {what}, {MANY:,} rows, ms", 1e3 * slow, MOST_MS, "ms")
        )
    return results


def _fitted(responses: Responses) -> Result:
    """Fit all that a what-if takes, and by turns the bare model of the same rows."""
    options = WhatIfOptions()
    rows = lever_rows(responses, options.sample_limit, options.seed)
    codes = np.digitize(rows.outcome, [responses.scale.unfavourable_to, 8.5], right=True)
    seconds = taking_turns(
        lambda: fit_what_if(responses, options),
        lambda: fit_multinomial(rows.design, codes),
        FITS,
    )
    question = f"what if: the whole fit, {FEW:,} rows, against the bare model"
    return at_most(MOST_FITS, question, 1e3 * seconds[0], 1e3 * seconds[1], "ms")


def _moving(
    model: WhatIfModel, made: Callable[[WhatIfModel, float], Moves]
) -> Callable[[], object]:
    """Return what moves to another place at every call."""
    steps = itertools.cycle(0.05 + 0.01 * step for step in range(60))
    return lambda: evaluate(model, made(model, next(steps)))


def _one(model: WhatIfModel, step: float) -> Moves:
    return Moves((Shift(model.levers[0].key, step),))


def _all(model: WhatIfModel, step: float) -> Moves:
    ratings = (lever for lever in model.levers if lever.kind is LeverKind.RATING)
    drivers = tuple(Shift(lever.key, step) for lever in ratings)
    mix = model.mixes[0]
    share = mix.shares[0] + step / 10
    return Moves(drivers, mixes=(Mix(mix.column.name, ((mix.column.categories[0], share),)),))
