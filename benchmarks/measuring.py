"""How two things are measured against each other, and how the outcome is said.

Times differ from machine to machine and from minute to minute, so nothing is judged by one time:
two things take turns in one run, each gives its median, and the two medians make the ratio.
"""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median


@dataclass(frozen=True, slots=True)
class Result:
    """One line of the table at the end."""

    question: str
    ratio: float  # of the two medians
    target: str
    met: bool
    detail: str  # the two medians, in their unit


@dataclass(frozen=True, slots=True)
class Cost:
    """What one piece of work took, in a process of its own."""

    seconds: float  # of the work, imports not counted
    peak_mb: float  # of the whole process, imports counted


def at_most(times: float, question: str, ours: float, other: float, unit: str) -> Result:
    """Judge `ours` by a target of at most so many times `other`."""
    ratio = ours / other
    detail = f"{_amount(ours, unit)} against {_amount(other, unit)}"
    return Result(question, ratio, f"at most {times:g}x", ratio <= times, detail)


def at_most_later(seconds: float, question: str, ours: float, other: float) -> Result:
    """Judge `ours` by a target of at most so many seconds more than `other`."""
    later = ours - other
    detail = f"{1e3 * ours:,.0f} ms against {1e3 * other:,.0f} ms: {1e3 * later:+,.0f} ms"
    target = f"at most +{1e3 * seconds:.0f} ms"
    return Result(question, ours / other, target, later <= seconds, detail)


def within(seconds: float, question: str, ours: float) -> Result:
    """Judge `ours` by a target of at most so many seconds; the ratio is the share of them taken."""
    return Result(
        question, ours / seconds, f"at most {seconds:g} s", ours <= seconds, f"{ours:.3g} s"
    )


def seconds_of(work: Callable[[], object]) -> float:
    """Return how long one call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def taking_turns(
    ours: Callable[[], object], other: Callable[[], object], runs: int
) -> tuple[float, float]:
    """Return the median seconds of both; the first call of each warms up and is not counted."""
    ours()
    other()
    timed = [(seconds_of(ours), seconds_of(other)) for _ in range(runs)]
    return median(pair[0] for pair in timed), median(pair[1] for pair in timed)


def in_fresh_process(module: str, *arguments: str | Path) -> Cost:
    """Run `python -m module arguments`, which ends by `print_cost`, and return its cost."""
    done = subprocess.run(
        [sys.executable, "-m", module, *map(str, arguments)],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return Cost(**json.loads(done.stdout))


def print_cost(work: Callable[[], object]) -> None:
    """Do the work and print its cost for `in_fresh_process`."""
    seconds = seconds_of(work)
    print(json.dumps({"seconds": seconds, "peak_mb": _peak_mb()}))


def _peak_mb() -> float:
    """Return the most memory that this process ever held.

    getrusage would be wrong here: what the parent held before it started us counts there too.
    """
    status = Path("/proc/self/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) / 1024


def _amount(value: float, unit: str) -> str:
    return f"{value:,.0f} {unit}" if value >= 100 else f"{value:,.3g} {unit}"
