"""How much faster is the exact importance of drivers than the usual package?

`cx.measures.importance.lmg` sweeps all 2^p subsets at once; pingouin's `relimp=True` fits each
regression on its own (Vallat 2018, Journal of Open Source Software 3:31). Both go from the same
rows to LMG shares and must agree to 1e-8: a fast wrong number is worth nothing.
"""

from __future__ import annotations

import numpy as np
import pingouin  # type: ignore[import-not-found, import-untyped, unused-ignore]

from benchmarks.bootstrap import rated_rows
from benchmarks.measuring import Result, taking_turns
from cx.measures.arrays import Floats
from cx.measures.importance import lmg

N_DRIVERS = 12
N_ROWS = 2_000
LEAST = 50.0  # times faster
AGREE = 1e-8
RUNS = 3


def measure() -> list[Result]:
    """Compare the numbers, then the times."""
    rows = rated_rows(N_ROWS, N_DRIVERS)

    def ours() -> Floats:
        return lmg(np.corrcoef(rows, rowvar=False))

    def theirs() -> Floats:
        fitted = pingouin.linear_regression(rows[:, :-1], rows[:, -1], relimp=True)
        return np.asarray(fitted["relimp"], dtype=float)[1:]  # the intercept comes first

    apart = float(np.abs(ours() - theirs()).max())
    fast, slow = taking_turns(ours, theirs, RUNS)
    ratio = slow / fast
    return [
        Result(
            f"lmg: {N_DRIVERS} drivers, pingouin's time against ours",
            ratio,
            f"at least {LEAST:g}x",
            ratio >= LEAST and apart <= AGREE,
            f"{slow:.3g} s against {1e3 * fast:.3g} ms; shares differ by {apart:.0e} at most",
        )
    ]
