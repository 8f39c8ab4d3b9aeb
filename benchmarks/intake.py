"""How much dearer is a checked file than a converted one?

Intake counts every line, reads every value in its column's own format and writes a passport; the
engine's own CSV-to-Parquet does none of that. Both run in a process of their own on the same file,
with the same engine under the same memory limit.
"""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median

from benchmarks.measuring import Result, at_most, in_fresh_process, print_cost

N_ROWS = 1_000_000
RUNS = 5
MOST_TIME = 3.0  # times the engine's own conversion
MOST_MEMORY = 2.0


def measure() -> list[Result]:
    """Take a million rows in, and convert them, by turns."""
    from benchmarks import feedback

    with tempfile.TemporaryDirectory(prefix="cx-bench-") as name:
        folder = Path(name)
        csv = folder / "feedback.csv"
        feedback.write_csv(csv, N_ROWS)
        size = f"{csv.stat().st_size / 1e6:,.0f} MB"
        ours, other = [], []
        for _ in range(RUNS):
            ours.append(in_fresh_process("benchmarks.intake", "workspace", csv, folder))
            other.append(in_fresh_process("benchmarks.intake", "parquet", csv, folder))
    return [
        at_most(
            MOST_TIME,
            f"intake: time, {size} of CSV to a workspace against the engine's Parquet",
            median(cost.seconds for cost in ours),
            median(cost.seconds for cost in other),
            "s",
        ),
        at_most(
            MOST_MEMORY,
            "intake: peak memory of the same",
            median(cost.peak_mb for cost in ours),
            median(cost.peak_mb for cost in other),
            "MB",
        ),
    ]


def _to_workspace(csv: Path, folder: Path) -> Callable[[], object]:
    from benchmarks import feedback

    return lambda: feedback.load(csv, folder)


def _to_parquet(csv: Path, folder: Path) -> Callable[[], object]:
    from cx.store.engine import cursor

    def convert() -> None:
        with cursor() as con:
            con.execute(
                f"COPY (FROM read_csv('{csv}')) TO '{folder / 'own.parquet'}' (FORMAT parquet)"
            )

    return convert


if __name__ == "__main__":
    _prepare = {"workspace": _to_workspace, "parquet": _to_parquet}[sys.argv[1]]
    print_cost(_prepare(Path(sys.argv[2]), Path(sys.argv[3])))
