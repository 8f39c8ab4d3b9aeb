"""How much faster is the exact importance of drivers than the usual packages?

`cx.measures.importance.lmg` sweeps all 2^p subsets at once; pingouin's `relimp=True` fits each
regression on its own (Vallat 2018, Journal of Open Source Software 3:31), and R's relaimpo inverts
a matrix for each (Groemping 2006, Journal of Statistical Software 17:1; only measured where it is
installed). All go from the same rows to LMG shares and must agree to 1e-8: a fast wrong number is
worth nothing. Twenty drivers are a million subsets, which the packages cannot do in useful time.
"""

import shutil
import subprocess
import tempfile
from functools import partial
from pathlib import Path
from statistics import median

import numpy as np
import pingouin  # type: ignore[import-not-found, import-untyped, unused-ignore]

from benchmarks.bootstrap import rated_rows
from benchmarks.measuring import Result, seconds_of, taking_turns, within
from cx.measures.arrays import Floats
from cx.measures.importance import lmg

N_DRIVERS = 12
MOST_DRIVERS = 20
N_ROWS = 2_000
LEAST = 100.0  # times faster
SECONDS = 1.0  # for the most drivers
AGREE = 1e-8
RUNS = 3
_RELAIMPO = Path(__file__).with_name("relaimpo.R")


def measure() -> list[Result]:
    """Compare the numbers, then the times."""
    rows, many = rated_rows(N_ROWS, N_DRIVERS), rated_rows(N_ROWS, MOST_DRIVERS)
    ours = partial(_ours, rows)
    fast, slow = taking_turns(ours, partial(_by_pingouin, rows), RUNS)
    results = [
        _compared("pingouin", fast, slow, ours(), _by_pingouin(rows)),
        within(
            SECONDS,
            f"lmg: one fit of {MOST_DRIVERS} drivers",
            median(seconds_of(partial(_ours, many)) for _ in range(RUNS)),
        ),
    ]
    if not _has_relaimpo():
        print("relaimpo is not installed, so it is not compared.")
        return results
    slow, theirs = _by_relaimpo(rows)
    return [*results, _compared("relaimpo", fast, slow, ours(), theirs)]


def _compared(package: str, fast: float, slow: float, ours: Floats, theirs: Floats) -> Result:
    ratio, apart = slow / fast, float(np.abs(ours - theirs).max())
    return Result(
        f"lmg: {N_DRIVERS} drivers, {package}'s time against ours",
        ratio,
        f"at least {LEAST:g}x",
        ratio >= LEAST and apart <= AGREE,
        f"{slow:.3g} s against {1e3 * fast:.3g} ms; shares differ by {apart:.0e} at most",
    )


def _ours(rows: Floats) -> Floats:
    return lmg(np.corrcoef(rows, rowvar=False))


def _by_pingouin(rows: Floats) -> Floats:
    fitted = pingouin.linear_regression(rows[:, :-1], rows[:, -1], relimp=True)
    return np.asarray(fitted["relimp"], dtype=float)[1:]  # the intercept comes first


def _has_relaimpo() -> bool:
    asked = "quit(status = !requireNamespace('relaimpo', quietly = TRUE))"
    found = shutil.which("Rscript")
    return bool(found) and subprocess.run([str(found), "-e", asked], check=False).returncode == 0


def _by_relaimpo(rows: Floats) -> tuple[float, Floats]:
    """Return the median seconds in R, its start not counted, and the shares."""
    with tempfile.TemporaryDirectory(prefix="cx-bench-") as folder:
        file = Path(folder) / "rows.csv"
        np.savetxt(file, rows, delimiter=",")
        done = subprocess.run(
            ["Rscript", str(_RELAIMPO), str(file), str(RUNS)],
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
    seconds, *shares = (float(line) for line in done.stdout.split())
    return seconds, np.array(shares)
